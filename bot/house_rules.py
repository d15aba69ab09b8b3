"""House rules and tips as colleagues ask for them, write them, and put them away."""

from difflib import get_close_matches
from typing import Any

from bot.answers.tips import place_choice, tips_hidden, tips_page, tips_shown_again, words_saved
from bot.desk import Asker, Desk, Visit
from bot.house_rules_modal import house_rules_modal, place_words_modal
from bot.message import Message
from bot.place_words import (
    EVERYWHERE,
    changed_places,
    general_rules,
    hide_tips,
    read_tips,
    show_tips_again,
    write_words,
)
from bot.shipped_tips import shipped_tips
from bot.typed import as_typed
from feeds.places import PLACES, Place, place_named, place_of

# How alike a word and a place's name must be; below it, a guess would be a wild one.
_NEARLY = 0.7
# Words for the tips that hold where a site is none of the others.
_ANY_SITE = {"blog", "blogs", "website", "websites", "site", "other", "others", "andere"}


def show_tips(desk: Desk, asker: Asker, text: str = "") -> Message:
    """Show the tips and house rules of the place that somebody names, or the places there are."""
    word = " ".join(as_typed(text).split())
    with desk.visit(asker) as visit:
        place, named = place_meant(word)
        if place is None:
            return place_choice(visit.language, word)
        return tips_page(read_tips(visit, place), visit.language, "" if named else word)


def place_meant(word: str) -> tuple[str | None, bool]:
    """Find the place (key) that a word means, and tell whether the word names it.

    An address means its site; a word that is nearly a name means that name.
    """
    bare = "".join(char for char in word.casefold() if char.isalnum())
    if not bare:
        return None, False
    found = place_named(word) or ("." in word and place_of(_address(word))) or None
    if isinstance(found, Place):
        return found.key, True
    if bare in _ANY_SITE:
        return "url", True
    names = {
        "".join(char for char in name.casefold() if char.isalnum()): place.key
        for place in PLACES
        for name in (place.name, place.key, *place.also)
    }
    near = get_close_matches(bare, names, n=1, cutoff=_NEARLY)
    return (names[near[0]], False) if near else (None, False)


def _address(word: str) -> str:
    return word if "://" in word else f"https://{word}"


def show_place(desk: Desk, asker: Asker, place: str) -> Message:
    """Show the tips and house rules of a place by its key."""
    with desk.visit(asker) as visit:
        return tips_page(read_tips(visit, place), visit.language)


def hide_place(desk: Desk, asker: Asker, place: str) -> Message:
    """Bring up nothing about a place any more when this colleague claims something there."""
    with desk.visit(asker) as visit:
        hide_tips(visit.session, visit.colleague.id, place, visit.now)
        return tips_hidden(place, visit.language)


def show_place_again(desk: Desk, asker: Asker, place: str) -> Message:
    """Bring up a place's tips again at this colleague's claims."""
    with desk.visit(asker) as visit:
        show_tips_again(visit.session, visit.colleague.id, place)
        return tips_shown_again(place, visit.language)


def open_house_rules(desk: Desk, asker: Asker) -> dict[str, Any]:
    """Give the modal with the house rules for everywhere and the choice of a place."""
    with desk.visit(asker) as visit:
        return house_rules_modal(
            general_rules(visit.session, visit.workspace.id),
            changed_places(visit.session, visit.workspace.id),
            visit.language,
            asker.channel,
            turn=int(visit.now.timestamp() * 1000),
        )


def open_place_words(desk: Desk, asker: Asker, place: str) -> dict[str, Any]:
    """Give the modal with the house rules and tips of a place, as everybody sees them."""
    with desk.visit(asker) as visit:
        tips = read_tips(visit, place, visit.workspace.language)
        return place_words_modal(tips, visit.language, asker.channel)


def with_shipped_tips(desk: Desk, asker: Asker, place: str, turn: int) -> dict[str, Any]:
    """Give the modal of a place with the shipped tips in it; nothing is saved yet."""
    with desk.visit(asker) as visit:
        tips = read_tips(visit, place, visit.workspace.language)
        shipped = _shipped(visit, place)
        fresh = type(tips)(place, shipped, tips.house_rules)
        return place_words_modal(fresh, visit.language, asker.channel, turn + 1)


def save_house_rules(desk: Desk, asker: Asker, house_rules: str) -> Message:
    """Keep the house rules that hold everywhere."""
    with desk.visit(asker) as visit:
        write_words(visit, EVERYWHERE, house_rules, None)
        return words_saved(EVERYWHERE, visit.language)


def save_place_words(desk: Desk, asker: Asker, place: str, house_rules: str, tips: str) -> Message:
    """Keep a place's house rules and tips; tips that are none, or the shipped ones, are not kept.

    Those who read another language then see the shipped ones in theirs.
    """
    with desk.visit(asker) as visit:
        own = tips if tips and tips != _shipped(visit, place) else None
        write_words(visit, place, house_rules, own)
        return words_saved(place, visit.language)


def _shipped(visit: Visit, place: str) -> str:
    return shipped_tips(place, visit.workspace.language)
