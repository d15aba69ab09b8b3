"""What can go wrong, said so that a person knows what to do next."""


class BotschafterError(Exception):
    """Something went wrong that we can name: what happened, to what, and what to do."""

    def __init__(self, message: str, *, advice: str = "") -> None:
        super().__init__(f"{message} {advice}".strip())
        self.message = message
        self.advice = advice


class ConfigurationError(BotschafterError):
    """The admin has to change a setting."""


class DatabaseUnavailableError(BotschafterError):
    """The database cannot be opened; its server or its address needs a person's hand."""


class SlackUnavailableError(BotschafterError):
    """Slack does not answer; trying again later may help."""


class SlackRefusesError(BotschafterError):
    """Slack answered no: the token, the scopes or the app need a person's hand."""
