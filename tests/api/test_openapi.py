import pytest

from api.app import create_app
from api.settings import Settings

FRAMEWORK = {"HTTPValidationError", "ValidationError"}
"Described by the framework and never sent: our errors are problems."


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    return create_app(Settings(data=tmp_path_factory.mktemp("data"))).openapi()


def shows(schema):
    """
    Whether a schema has an example, or leads to one that has.
    """
    if {"example", "examples", "$ref", "enum", "const"} & schema.keys():
        return True
    options = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    return bool(options and all(map(shows, options))) or ("items" in schema and shows(schema["items"]))


def test_every_field_has_an_example(described):
    fields = {
        f"{name}.{field}": schema
        for name, model in described["components"]["schemas"].items()
        if name not in FRAMEWORK
        for field, schema in model.get("properties", {}).items()
    }

    assert fields
    assert [name for name, schema in fields.items() if not shows(schema)] == []


def test_every_parameter_has_an_example(described):
    parameters = {
        f"{method.upper()} {path} {parameter['name']}": parameter
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
        for parameter in operation.get("parameters", ())
    }

    without = [name for name, each in parameters.items() if not shows(each) and not shows(each["schema"])]
    assert without == []
