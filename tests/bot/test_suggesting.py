"""Whom an open mention suits, from what stands in the log and who holds what."""

from datetime import timedelta

from bot.facts import FitReason
from bot.first_call import first_called
from bot.mentions import change_mention
from bot.models import Mention
from bot.states import Event
from bot.store import Store
from bot.suggesting import short_list, suggested
from feeds import Author
from tests.bot.contact_world import BERT, ContactWorld, contact_world
from tests.bot.making import NOW

EVERYBODY = ("USU", "ULOI", "UMARA")


def fits(world: ContactWorld, mention: Mention) -> list[tuple[str, FitReason]]:
    world.session.flush()
    found = suggested(world.session, mention, EVERYBODY, NOW)
    return [(str(fit.colleague.name), fit.reason) for fit in found]


def test_a_mention_suits_whoever_knows_the_author_or_answers_about_such_things(
    store: Store,
) -> None:
    with contact_world(store) as world:
        su, loi, mara = (world.colleague(name) for name in ("Su", "Loi", "Mara"))
        world.answer(su, world.write())
        about_tents = world.write(BERT)
        about_tents.title, about_tents.place = "A tent for the Alps", "Reddit"
        world.answer(loi, about_tents)
        at_home = world.write(Author("Clara"))
        at_home.title, at_home.place = "Boots", "Mastodon"
        world.answer(mara, at_home)
        mention = world.write()
        mention.title, mention.place = "Another tent", "Mastodon"

        ranked = [("Su", FitReason.PERSON), ("Loi", FitReason.TOPIC), ("Mara", FitReason.PLACE)]
        assert fits(world, mention) == ranked[:2]
        assert short_list(world.session, mention, NOW) == ["USU", "ULOI", "UMARA"]

        su.wants_suggestions = False
        assert fits(world, mention) == ranked[1:]
        present = suggested(world.session, mention, ["USU", "UMARA"], NOW)
        assert [fit.colleague.name for fit in present] == ["Mara"], "Loi is away"
        loi.left_at = NOW
        assert fits(world, mention) == ranked[2:]

        change_mention(world.session, mention.id, mara, Event.CLAIM, NOW - timedelta(hours=1))
        assert fits(world, mention) == [], "somebody is on it"
        change_mention(world.session, mention.id, mara, Event.RELEASE, NOW)
        assert fits(world, mention) == [], "she has let it go"


def test_whoever_took_part_in_an_answer_is_suggested_and_no_newcomer(store: Store) -> None:
    with contact_world(store) as world:
        su, loi = world.colleague("Su"), world.colleague("Loi")
        world.answer(su, world.write(), None, loi)
        su.wants_suggestions = False
        assert fits(world, world.write()) == [("Loi", FitReason.PERSON)]
        assert first_called(world.session, world.write()) == (loi, FitReason.PERSON)

        by_clara = world.write(Author("Clara"))
        assert fits(world, by_clara) == [("Loi", FitReason.PLACE)]
        loi.wants_suggestions = False
        world.session.flush()
        assert first_called(world.session, by_clara) == (None, None)


def test_what_somebody_holds_and_what_was_long_ago(store: Store) -> None:
    with contact_world(store) as world:
        su = world.colleague("Su")
        world.answer(su, world.write(BERT))
        mention = world.write(Author("Clara"))
        mention.title = ""
        assert fits(world, mention) == [("Su", FitReason.PLACE)]

        in_a_year = NOW + timedelta(days=365)
        assert suggested(world.session, mention, EVERYBODY, in_a_year) == ()
        for _ in range(5):
            change_mention(world.session, world.write(BERT).id, su, Event.CLAIM, NOW)
        assert fits(world, mention) == []
