"""The environment is read once, and whatever is wrong with it is said at once and kindly."""

import pytest

from bot.errors import ConfigurationError
from bot.settings import Settings, load_settings, variable_name

NO_SECRET = "x" + "oxb-123-very-secret"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(variable_name(field), raising=False)


def fault(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError) as caught:
        load_settings()
    return str(caught.value)


def test_an_empty_environment_gives_the_defaults_of_the_design() -> None:
    settings = load_settings()

    assert settings.database_url == "sqlite:///botschafter.db"
    assert settings.port == 3000
    assert (settings.min_interval, settings.max_interval) == (300, 86400)
    assert (settings.host_concurrency, settings.host_gap) == (2, 1.0)
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.slack_bot_token is None


def test_every_variable_has_the_name_that_the_design_gives_it() -> None:
    plain = {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"}
    plain |= {"SLACK_API_URL", "DATABASE_URL", "PORT"}
    names = {variable_name(field) for field in Settings.model_fields}

    assert plain <= names
    assert all(name.startswith("BOTSCHAFTER_") for name in names - plain)


def test_every_field_says_what_it_is_for() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_all_faults_are_named_at_once_by_their_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    text = fault(
        monkeypatch,
        PORT="eighty",
        DATABASE_URL="mysql://localhost/x",
        SLACK_API_URL="slack.com",
        BOTSCHAFTER_MIN_INTERVAL="0",
        BOTSCHAFTER_LOG_LEVEL="loud",
        BOTSCHAFTER_HOST_GAP="-1",
    )

    for name in (
        "PORT",
        "DATABASE_URL",
        "SLACK_API_URL",
        "BOTSCHAFTER_MIN_INTERVAL",
        "BOTSCHAFTER_LOG_LEVEL",
        "BOTSCHAFTER_HOST_GAP",
    ):
        assert name in text
    assert "pydantic" not in text


def test_the_longest_interval_may_not_be_below_the_shortest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "BOTSCHAFTER_MAX_INTERVAL is below" in fault(
        monkeypatch, BOTSCHAFTER_MIN_INTERVAL="10", BOTSCHAFTER_MAX_INTERVAL="5"
    )


def test_no_fault_repeats_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    text = fault(
        monkeypatch,
        SLACK_BOT_TOKEN=NO_SECRET,
        DATABASE_URL="mysql://me:hunter2@db.example/x",
        PORT="no",
    )

    assert "secret" not in text
    assert "hunter2" not in text


def test_settings_do_not_show_their_secrets() -> None:
    settings = load_settings(
        slack_bot_token=NO_SECRET, slack_app_token=NO_SECRET, slack_signing_secret=NO_SECRET
    )

    assert NO_SECRET not in repr(settings)
    assert NO_SECRET not in str(settings)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("postgres://me:pw@db/x", "postgresql+psycopg://me:pw@db/x"),
        ("postgresql://me:pw@db/x?a=b", "postgresql+psycopg://me:pw@db/x?a=b"),
        ("postgresql+psycopg://db/x", "postgresql+psycopg://db/x"),
        ("sqlite:////var/lib/b.db", "sqlite:////var/lib/b.db"),
    ],
)
def test_addresses_of_databases_as_platforms_hand_them_out(
    monkeypatch: pytest.MonkeyPatch, given: str, read: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", given)

    assert load_settings().database_url == read


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "")

    settings = load_settings()

    assert settings.port == 3000
    assert settings.slack_bot_token is None


def test_private_hosts_are_a_list_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOTSCHAFTER_ALLOWED_PRIVATE_HOSTS", " Wiki.internal, 10.0.0.7,,")

    assert load_settings().allowed_private_hosts == {"wiki.internal", "10.0.0.7"}


def test_slacks_address_always_ends_with_a_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:8065/api")

    assert load_settings().slack_api_url == "http://127.0.0.1:8065/api/"
