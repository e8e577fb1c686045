import pytest

from api.settings import BadSetting, Settings


def test_the_command_line_wins_over_the_environment():
    settings = Settings.from_env({"OREPACT_PORT": "9000", "OREPACT_HOST": "::1"}, port=9001, host=None)

    assert (settings.port, settings.host) == (9001, "::1")


@pytest.mark.parametrize(("name", "text"), [("OREPACT_PORT", "http"), ("OREPACT_KEYS", "desk:s3cret")])
def test_a_bad_setting_names_its_variable_and_hides_secrets(name, text):
    with pytest.raises(BadSetting, match=name) as caught:
        Settings.from_env({name: text})

    assert "s3cret" not in str(caught.value).replace("desk:s3cret:write", "")


@pytest.mark.parametrize("name", ["ledger_url", "index_url", "graph_login"])
def test_settings_that_hold_a_password_are_not_shown(name):
    assert "s3cret" not in repr(Settings(**{name: "postgresql://desk:s3cret@host/db"}))
