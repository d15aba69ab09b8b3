"""The languages the bot speaks: texts from the catalogues, dates and numbers by the locale."""

import gettext
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from io import BytesIO
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time, format_timedelta, get_datetime_format
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

DEFAULT_LANGUAGE = "en"

# The country decides how dates and numbers look; texts are shared by all countries.
LOCALES = {"en": "en", "de": "de_CH"}


class Language:
    """One language: its catalogue and its locale."""

    def __init__(self, code: str, locale: Locale, translations: gettext.NullTranslations) -> None:
        self.code = code
        self._locale = locale
        self._translations = translations

    def gettext(self, message: str, /, **values: object) -> str:
        """Translate, then fill in the values; what comes from outside is escaped by the caller."""
        return self._translations.gettext(message).format(**values)

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Translate in the form that ``n`` asks for; ``{n}`` becomes the number."""
        chosen = self._translations.ngettext(one, many, n)
        return chosen.format(n=self.number(n), **values)

    def number(self, n: int) -> str:
        """Write a count as the locale groups it."""
        return format_decimal(n, locale=self._locale)

    def short_date(self, day: date) -> str:
        """Write a day short."""
        return format_date(day, "medium", locale=self._locale)

    def date(self, day: date) -> str:
        """Write a day with its weekday."""
        return format_date(day, "full", locale=self._locale)

    def moment(self, at: datetime, zone: ZoneInfo) -> str:
        """Write a date and time as a clock in the zone shows it."""
        there = at.astimezone(zone)
        pattern = str(get_datetime_format("medium", locale=self._locale))
        return pattern.format(
            format_time(there, "short", locale=self._locale),
            format_date(there, "medium", locale=self._locale),
        )

    def ago(self, at: datetime, now: datetime) -> str:
        """Say how long something is past; clocks that disagree by a little don't show."""
        past = now - at
        if past < timedelta(minutes=1):
            return self.gettext("just now")
        return format_timedelta(-past, add_direction=True, locale=self._locale)

    def list(self, items: Sequence[str]) -> str:
        """Join to "a, b and c"."""
        return format_list(items, locale=self._locale)


@dataclass(frozen=True, slots=True)
class Languages:
    """All languages; ``names`` gives each code's own name, for select menus."""

    by_code: Mapping[str, Language]
    names: Mapping[str, str]

    def get(self, locale: str | None) -> Language:
        """Return the language of a locale such as ``de-CH``, English for an unknown one."""
        code = (locale or "").replace("_", "-").partition("-")[0].lower()
        return self.by_code.get(code, self.by_code[DEFAULT_LANGUAGE])


@cache
def load_languages() -> Languages:
    """Read all catalogues, once for a process."""
    return Languages(
        by_code={
            code: Language(code, Locale.parse(locale), _translations(code))
            for code, locale in LOCALES.items()
        },
        names={code: str(Locale.parse(code).get_language_name(code)) for code in LOCALES},
    )


def _translations(code: str) -> gettext.GNUTranslations:
    """Compile a catalogue in memory, so that no compiled files lie beside the sources."""
    path = resources.files("bot") / "locales" / code / "LC_MESSAGES" / "botschafter.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
