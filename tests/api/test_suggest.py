def test_questions_are_suggested_for_what_is_typed(site):
    told = site.get("/suggest", params={"q": "memoran", "limit": 3}).json()

    assert 0 < len(told["questions"]) <= 3
    for question in told["questions"]:
        assert site.post("/ask", json={"question": question}).json()["outcome"] in ("answered", "contested")


def test_nothing_typed_suggests_nothing(site):
    assert site.get("/suggest", params={"q": ""}).json() == {"questions": []}
