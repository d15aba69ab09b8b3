"""Every text about watches and imports, drawn from given facts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import ids
from bot.answers import watches
from bot.feed_facts import WatchFacts
from bot.importing import import_modal
from bot.message import Message
from bot.watch_modal import read_watch, watch_modal
from bot.wishes import Wish, WishedPlace
from feeds.places import PLACES, Ask, FeedAddress, Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.language import Language
    from tests.texts.given import Given, Said


def watch(given: Given) -> WatchFacts:
    return WatchFacts(given.number, given.text[:200], "C888")


def watches_said(language: Language, given: Given) -> Iterator[tuple[str, Said]]:
    # Of a place's proper name nothing is translated; the texts are what is looked at here.
    place = replace(PLACES[-1], name="444")
    address = FeedAddress(place, given.link or given.text, searches=False)
    yield "watch_started", watches.watch_started(watch(given), [address] * 30, language)
    yield "watch_already", watches.watch_already(given.text, language)
    yield "watch_removed", watches.watch_removed(watch(given), language)
    questions = [Question(place, (ask,)) for ask in Ask]
    yield "watch_asks", watches.watch_asks(given.text, questions, "wish", language)
    yield "unknown_place", _without_keys(watches.unknown_place(given.text, language))
    yield "unknown_place", _without_keys(watches.unknown_place("redit", language))
    for named in (place, *(replace(each, name="444") for each in PLACES)):
        yield "name_of", watches.name_of(named, language)
    for ask in Ask:
        yield "question", watches.question(ask, language)
        yield "example", watches.example(ask, language)
        asking = Wish(given.text[:100], (WishedPlace(replace(place, asks=(ask,))),), "C1")
        yield "watch_modal", watch_modal(asking, language, "C1")
    yield "import_modal", import_modal(language, "C1")
    carried = watch_modal(asking, language, "C1")["private_metadata"]
    wrong = read_watch(carried, {"ask_0_site": {ids.Action.INPUT: {"value": " "}}}, language)
    assert isinstance(wrong, dict)
    yield from (("read_watch", text) for text in wrong.values())


def _without_keys(message: Message) -> Message:
    """Take out the words for places, which are typed alike in every language."""
    text = re.sub("`[a-z]+`|redit|reddit", "0", message.text)
    return Message(text, [{"type": "section", "text": {"type": "mrkdwn", "text": text}}])
