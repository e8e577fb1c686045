from kg.beliefs.transfers import assess_transfers


def told_of(assessments):
    nodes = {}
    for each in assessments:
        nodes.setdefault(each.subject, {})[each.relation] = each.object
    return sorted(nodes.values(), key=str)


def test_a_stake_told_twice_is_one_figure_that_rests_on_both_texts(told, on):
    testimony = (
        told("bank", "equityStakeIn", "miner", "2026-02-04", percent="5"),
        told("bank", "equityStakeIn", "miner", "2026-03-04", group="other", publisher="Other", percent="5"),
    )

    assessments = assess_transfers("bank", on("2026-06-01", *testimony), "transfers@1")

    assert len(told_of(assessments)) == 1
    (share,) = [each for each in assessments if each.relation == "percent"]
    assert share.basis == tuple(sorted(each.id for each in testimony))


def test_sums_that_differ_stand_side_by_side_with_both_ends(told, on):
    testimony = (
        told("bank", "finances", "mine", "2026-02-04", amount="10", currency="USD", amount_kind="loan"),
        told("bank", "finances", "mine", "2026-03-04", amount="12", currency="USD"),
    )

    figures = told_of(assess_transfers("bank", on("2026-06-01", *testimony), "transfers@1"))

    assert [each["amount"] for each in figures] == ["10", "12"]
    assert all(
        (each["givenBy"], each["givenTo"], each["type"]) == ("bank", "mine", "FinanceFigure") for each in figures
    )
    assert figures[0]["amountKind"] == "loan"


def test_a_planned_stake_is_no_figure_but_a_contract_to_buy_is(told, on):
    testimony = (
        told("bank", "equityStakeIn", "miner", "2026-02-04", "planned", percent="10"),
        told("bank", "finances", "miner", "2026-02-04", "reported", amount="10"),
        told("bank", "offtakeFrom", "miner", "2026-02-04", "planned", quantity="5000", unit="tonnes", mineral="ndpr"),
    )

    (purchase,) = told_of(assess_transfers("bank", on("2026-06-01", *testimony), "transfers@1"))

    assert (purchase["type"], purchase["quantity"], purchase["ofGoods"]) == ("PurchaseFigure", "5000", "ndpr")


def test_a_relation_told_without_its_number_is_no_figure(told, on):
    testimony = told("bank", "finances", "mine", "2026-02-04")

    assert assess_transfers("bank", on("2026-06-01", testimony), "transfers@1") == ()
