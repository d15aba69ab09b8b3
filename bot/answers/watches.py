"""What the bot answers about watches: a term that it looks for on several places."""

from collections.abc import Sequence

from bot import ids
from bot.answers.guidance import nearest
from bot.feed_facts import WatchFacts
from bot.language import Language
from bot.message import Message, actions, button, fitting, message, paragraphs, said, section
from bot.mrkdwn import channel, inline, link
from feeds.places import PLACES, Ask, FeedAddress, Place, Question, place_words

_LONGEST_URL = 500


def watch_started(watch: WatchFacts, feeds: Sequence[FeedAddress], language: Language) -> Message:
    """Confirm a watch, with the feeds in which its term is looked for."""
    first = language.gettext(
        "From now on I look for “{term}”: number {number}, for {channel}. I read these in the next "
        "minutes, and keep quiet about what is older.",
        term=inline(watch.term, 100),
        number=watch.number,
        channel=channel(watch.channel),
    )
    lines = [
        f"• {link(feed.url, _label(feed, language), longest_url=_LONGEST_URL)}" for feed in feeds
    ]
    return message(first, [section(first), *paragraphs(fitting(lines))])


def _label(feed: FeedAddress, language: Language) -> str:
    return feed.url if feed.place.key == "url" else name_of(feed.place, language)


def watch_already(term: str, language: Language) -> Message:
    """Say that a term is watched on all these places already."""
    return said(
        language.gettext(
            "I look for “{term}” there already. See where: `/mentions feeds`",
            term=inline(term, 100),
        )
    )


def watch_removed(watch: WatchFacts, language: Language) -> Message:
    """Confirm that a term is watched no more."""
    return said(
        language.gettext(
            "I no longer look for “{term}”. Its mentions stay.", term=inline(watch.term, 100)
        )
    )


def watch_asks(term: str, questions: Sequence[Question], wish: str, language: Language) -> Message:
    """Ask for what is missing, with a button to the modal; ``wish`` is what it carries along."""
    text = language.gettext(
        "I can look for “{term}”. First tell me a little more about {places}.",
        term=inline(term, 100),
        places=language.list([name_of(question.place, language) for question in questions]),
    )
    again = button(language.gettext("Tell more…"), ids.Action.WATCH_ASK, wish, primary=True)
    return message(text, [section(text), *actions(again)])


def unknown_place(word: str, language: Language) -> Message:
    """Answer a word that names no place, with the nearest one and all there are."""
    meant = nearest(word.partition(":")[0], place_words())
    first = language.gettext("I don’t know the place “{word}”.", word=inline(word, 40))
    if meant is not None:
        first += " " + language.gettext("Did you mean “{place}”?", place=meant)
    known = language.gettext(
        "I know these, and any feed by its address: {places}",
        places=language.list([f"`{place.key}`" for place in PLACES]),
    )
    return said(f"{first}\n{known}")


def name_of(place: Place, language: Language) -> str:
    """Name a place: by its proper name, where it has one."""
    names = {
        "url": language.gettext("any address"),
        "wordpresscomments": language.gettext("comments on WordPress"),
    }
    return names.get(place.key, place.name)


def question(ask: Ask, language: Language) -> str:
    """Ask for one thing, as the label of an input."""
    texts = {
        Ask.SITE: language.gettext("Which site?"),
        Ask.TAG: language.gettext("Which tag?"),
        Ask.SUBREDDIT: language.gettext("Which subreddits?"),
        Ask.REPOSITORY: language.gettext("Which repository?"),
        Ask.CHANNEL: language.gettext("Which channel?"),
        Ask.HANDLE: language.gettext("Which channel?"),
        Ask.ACCOUNT: language.gettext("Which account?"),
        Ask.COMMUNITY: language.gettext("Which community?"),
        Ask.PUBLICATION: language.gettext("Which publication?"),
        Ask.ADDRESS: language.gettext("The address of the feed"),
    }
    return texts[ask]


def example(ask: Ask, language: Language) -> str:
    """Show how an answer is written."""
    texts = {
        Ask.SITE: language.gettext("For example forum.example.org"),
        Ask.TAG: language.gettext("For example python"),
        Ask.SUBREDDIT: language.gettext("One or several, for example hiking, alps"),
        Ask.REPOSITORY: language.gettext("For example owner/name"),
        Ask.CHANNEL: language.gettext("Its @name, its id or its address"),
        Ask.HANDLE: language.gettext("Its @name, its id or its address"),
        Ask.ACCOUNT: language.gettext("For example anna.bsky.social"),
        Ask.COMMUNITY: language.gettext("For example hiking@lemmy.example.org"),
        Ask.PUBLICATION: language.gettext("Its name or its address"),
        Ask.ADDRESS: language.gettext("It starts with https://"),
    }
    return texts[ask]
