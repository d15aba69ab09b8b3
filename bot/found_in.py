"""The lines of a card that say where a mention was found: in several feeds, and at other sites."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.facts import SourceFacts, SourceKind
from bot.language import Language
from bot.message import context
from bot.mrkdwn import link

_NAMED = 5
# Five of the longest, with their addresses, fit into one line of Slack's.
_NAME = 60
_LONGEST_URL = 400


def found_in(sources: Sequence[SourceFacts], language: Language) -> list[Block]:
    """Name the feeds that had the page, where there are several, and the sites with its text."""
    pages = [source for source in sources if source.kind is SourceKind.SAME_PAGE]
    texts = [source for source in sources if source.kind is SourceKind.SAME_TEXT]
    lines = []
    if len(pages) > 1:
        lines.append(
            language.ngettext(
                "{n} source: {names}",
                "{n} sources: {names}",
                len(pages),
                names=_names(pages, language),
            )
        )
    if texts:
        lines.append(language.gettext("Also at {names}", names=_names(texts, language)))
    return [context(line) for line in lines]


def _names(sources: Sequence[SourceFacts], language: Language) -> str:
    """Name the first few, each linked to where it was found; the others are counted."""
    names = [_named(source, language) for source in sources[:_NAMED]]
    more = len(sources) - len(names)
    if more:
        names.append(language.ngettext("{n} more", "{n} more", more))
    return language.list(names)


def _named(source: SourceFacts, language: Language) -> str:
    name = link(source.link, source.name, limit=_NAME, longest_url=_LONGEST_URL)
    return name or language.gettext("a feed without a name")
