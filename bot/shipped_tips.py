"""The tips that come with the bot, for each place and in each language."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml

from bot.language import DEFAULT_LANGUAGE, LOCALES


def shipped_tips(place: str, language: str) -> str:
    """Give a place's tips as Markdown, by its key; in English where the language has none."""
    return _tips(language if language in LOCALES else DEFAULT_LANGUAGE)[place].strip()


@cache
def _tips(language: str) -> Mapping[str, str]:
    path = resources.files("bot") / "locales" / language / "tips.yaml"
    tips: dict[str, str] = yaml.safe_load(path.read_text("utf-8"))
    return tips
