"""Who knows whom outside: from the answers that still stand, and from what colleagues say."""

from datetime import UTC, datetime, timedelta

from bot.contacts import contacts_of, contacts_with, known_to_whom
from bot.facts import ColleagueFacts, ContactFacts
from bot.knowing import know, know_no_more
from bot.mentions import Details, Reply, change_mention
from bot.merging import merge_people
from bot.models import Person
from bot.states import Event
from bot.store import Store
from feeds import Author
from tests.bot.contact_world import BERT, ContactWorld, contact_world
from tests.bot.making import NOW
from tests.bot.one_feed import statements

MAY = datetime(2026, 5, 12, 8, tzinfo=UTC)


def known(world: ContactWorld, person_id: int) -> list[tuple[str | None, int, datetime | None]]:
    found = contacts_with(world.session, [person_id]).get(person_id, [])
    return [(each.colleague.name, each.replies, each.last) for each in found]


def test_whoever_answered_most_knows_a_person_best(store: Store) -> None:
    with contact_world(store) as world:
        su, loi = world.colleague("Su"), world.colleague("Loi")
        first = world.write()
        world.answer(su, first)
        world.answer(loi, world.write(), MAY)
        world.answer(loi, world.write(), MAY - timedelta(days=3))
        to_bert = world.write(BERT)
        world.answer(su, to_bert)

        assert known(world, first.person_id) == [("Loi", 2, MAY), ("Su", 1, NOW)]
        of_su = {each.person_id: each.replies for each in contacts_of(world.session, su.id)}
        assert of_su == {first.person_id: 1, to_bert.person_id: 1}


def test_what_was_withdrawn_and_who_has_left_count_no_more(store: Store) -> None:
    with contact_world(store) as world:
        su, loi = world.colleague("Su"), world.colleague("Loi")
        first = world.write()
        details = Details(answer_id=world.answer(su, first))
        world.answer(loi, world.write())
        change_mention(world.session, first.id, su, Event.WITHDRAW, NOW, details)
        assert [name for name, _, _ in known(world, first.person_id)] == ["Loi"]

        loi.left_at = NOW
        world.session.flush()
        assert known(world, first.person_id) == []


def test_a_part_in_an_answer_counts_like_an_answer_and_goes_with_it(store: Store) -> None:
    with contact_world(store) as world:
        su, loi = world.colleague("Su"), world.colleague("Loi")
        first, to_bert = world.write(), world.write(BERT)
        line = world.answer(su, first, MAY, loi)
        world.answer(su, to_bert, MAY - timedelta(days=9), loi)
        anna = world.session.get_one(Person, first.person_id)
        assert merge_people(world.session, to_bert.person_id, anna, su, NOW)
        assert known(world, to_bert.person_id) == [("Su", 2, MAY), ("Loi", 2, MAY)]

        later = MAY + timedelta(days=2)
        corrected = Details(answer_id=line, reply=Reply("Hello!", None, later))
        assert change_mention(world.session, first.id, su, Event.CORRECT, NOW, corrected).done
        assert known(world, anna.id) == [("Su", 2, later), ("Loi", 2, later)]
        gone = Details(answer_id=line)
        assert change_mention(world.session, first.id, su, Event.WITHDRAW, NOW, gone).done
        earlier = MAY - timedelta(days=9)
        assert known(world, anna.id) == [("Su", 1, earlier), ("Loi", 1, earlier)]
        assert [each.replies for each in contacts_of(world.session, loi.id)] == [1]


def test_who_says_so_knows_a_person_too_after_whoever_has_answered(store: Store) -> None:
    with contact_world(store) as world:
        su, loi = world.colleague("Su"), world.colleague("Loi")
        first, to_bert = world.write(), world.write(BERT)
        know(world.session, first.person_id, su, NOW)
        know(world.session, to_bert.person_id, su, NOW)
        world.answer(loi, first, MAY)
        assert known(world, first.person_id) == [("Loi", 1, MAY), ("Su", 0, None)]

        anna = world.session.get_one(Person, first.person_id)
        assert merge_people(world.session, to_bert.person_id, anna, loi, NOW)
        assert known(world, to_bert.person_id) == [("Loi", 1, MAY), ("Su", 0, None)]
        assert [each.person_id for each in contacts_of(world.session, su.id)] == [anna.id]
        know_no_more(world.session, anna.id, su)
        assert known(world, to_bert.person_id) == [("Loi", 1, MAY)]


def test_a_card_asks_once_who_knew_the_author_before(store: Store) -> None:
    with contact_world(store) as world:
        su = world.colleague("Su")
        first = world.write()
        world.answer(su, first, MAY)
        later, nameless = world.write(), world.write(Author(""))
        nameless.authors = []
        world.session.flush()

        with statements(store) as asked:
            told = known_to_whom(world.session, later)
        assert told == (ContactFacts(ColleagueFacts("USU", "Su"), 1, MAY),)
        assert len(asked) == 1
        assert known_to_whom(world.session, first) == (), "this answer itself does not count"
        assert known_to_whom(world.session, nameless) is None
