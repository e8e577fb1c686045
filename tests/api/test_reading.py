import re

from api.reading import deciding_files, reader_name


def test_the_reader_is_named_by_everything_that_decides_what_is_read():
    assert re.fullmatch(r"orepact@[\d.]+\+[0-9a-f]{12}", reader_name())


def test_code_data_and_model_decide_and_nothing_else(tmp_path):
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "model").mkdir()
    for name in ("b.py", "a.ttl", "README.md", "__pycache__/b.py", "model/labels.json", "model/parser.safetensors"):
        (tmp_path / name).touch()

    assert [path.name for path in deciding_files(tmp_path)] == ["a.ttl", "b.py", "labels.json", "parser.safetensors"]
