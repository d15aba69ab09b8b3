"""What the bot answers when it is asked for help, or when something is not right."""

from collections.abc import Iterable
from difflib import get_close_matches

from bot.language import Language
from bot.message import Message, context, header, message, paragraphs, said, section
from bot.mrkdwn import channel, inline, user


def usages(language: Language) -> dict[str, str]:
    """Say in one line for each subcommand how it is written and what it does."""
    return {
        "help": language.gettext("`/mentions help`: show this page"),
        "add": language.gettext(
            "`/mentions add URL [#channel] [rules]`: watch a feed or a page for this channel, or "
            "another"
        ),
        "watch": language.gettext(
            "`/mentions watch TERM [on PLACE…] [#channel]`: look for a term on many places"
        ),
        "feeds": language.gettext("`/mentions feeds`: list the feeds"),
        "rules": language.gettext(
            "`/mentions rules N [rules]`: say what of feed number N becomes a mention"
        ),
        "remove": language.gettext("`/mentions remove N`: stop watching feed or term number N"),
        "list": language.gettext(
            "`/mentions list [open|claimed|mine|replied|all] [page]`: list mentions"
        ),
        "claim": language.gettext("`/mentions claim N`: take mention number N"),
        "release": language.gettext("`/mentions release N`: leave it to somebody else"),
        "give": language.gettext(
            "`/mentions give N @colleague [reason]`: hand it over to somebody"
        ),
        "reply": language.gettext("`/mentions reply N`: log what you answered"),
        "dismiss": language.gettext("`/mentions dismiss N`: set it aside, it is not for us"),
        "reopen": language.gettext("`/mentions reopen N`: bring it back"),
        "person": language.gettext("`/mentions person NAME`: show somebody from outside"),
        "forget": language.gettext(
            "`/mentions forget NAME`: erase somebody from outside who asks for it"
        ),
        "log": language.gettext(
            "`/mentions log [@colleague|NAME] [since DATE] [until DATE] [kind KIND…] [place PLACE] "
            "[csv]`: show who was in touch with whom"
        ),
        "lessons": language.gettext("`/mentions lessons [TOPIC]`: show what our answers taught us"),
        "snippets": language.gettext(
            "`/mentions snippets`: keep short texts with which answers start"
        ),
        "digest": language.gettext("`/mentions digest`: show the day so far"),
        "map": language.gettext(
            "`/mentions map [light|dark]`: show everybody here a picture of who knows whom"
        ),
        "tips": language.gettext("`/mentions tips [PLACE]`: say what is usual at a place"),
        "export": language.gettext(
            "`/mentions export [csv|json|xlsx]`: send you all mentions, people and engagements"
        ),
        "settings": language.gettext(
            "`/mentions settings [rules]`: set channel, digest, emojis and language, or house rules"
        ),
    }


def help_message(language: Language) -> Message:
    """Say what the bot does and what it can be told."""
    intro = language.gettext(
        "I bring in what people out there say about us. Claim what you would like to answer, "
        "answer it there in your own words, and tell me when it is done."
    )
    return message(
        intro,
        [
            header(language.gettext("Everybody is an ambassador")),
            section(intro),
            *paragraphs(usages(language).values()),
            context(language.gettext("What you hold and what waits is in my *Home* tab.")),
        ],
    )


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Find the word that was probably meant."""
    wanted = word.casefold()
    known = list(words)
    starting = [each for each in known if len(wanted) > 1 and each.startswith(wanted)]
    close = get_close_matches(wanted, known, n=1)
    return next(iter([*starting, *close]), None)


def unknown_subcommand(word: str, language: Language) -> Message:
    """Answer a subcommand that there is not, with the one that was probably meant."""
    known = usages(language)
    meant = nearest(word, known)
    shown = inline(word, 40)
    if meant is None:
        return said(language.gettext("I don’t know “{word}”. Try `/mentions help`.", word=shown))
    return said(
        language.gettext(
            "I don’t know “{word}”. Did you mean this?\n{usage}", word=shown, usage=known[meant]
        )
    )


def missing_argument(subcommand: str, language: Language) -> Message:
    """Say how a subcommand is written that lacks something."""
    return said(
        language.gettext(
            "Something is missing. This is how it goes:\n{usage}",
            usage=usages(language)[subcommand],
        )
    )


def not_understood(word: str, subcommand: str, language: Language) -> Message:
    """Answer a word that a subcommand cannot make sense of."""
    return said(
        language.gettext(
            "I don’t know what “{word}” means there. This is how it goes:\n{usage}",
            word=inline(word, 40),
            usage=usages(language)[subcommand],
        )
    )


def too_slow(language: Language) -> Message:
    """Say that Slack did not wait for us, and that another try helps."""
    return said(language.gettext("Sorry, I was too slow for Slack. Please try once more."))


def not_a_number(given: str, language: Language) -> Message:
    """Answer a word where a number belongs."""
    return said(
        language.gettext(
            "“{word}” is not a number. I need the one after the #, for example 42.",
            word=inline(given, 40),
        )
    )


def no_such_mention(number: int, language: Language) -> Message:
    """Answer the number of a mention that there is not."""
    return said(
        language.gettext(
            "There is no mention #{number}. See what there is: `/mentions list`",
            number=_short(number),
        )
    )


def no_such_feed(number: int, language: Language) -> Message:
    """Answer the number of a feed that there is not."""
    return said(
        language.gettext(
            "There is no feed number {number}. See what there is: `/mentions feeds`",
            number=_short(number),
        )
    )


def too_long(limit: int, language: Language) -> Message:
    """Refuse a text that is too long to keep."""
    return said(
        language.gettext(
            "That is too long for me: {limit} characters at most.", limit=language.number(limit)
        )
    )


def settings_saved(language: Language) -> Message:
    """Confirm the settings, in the language that now holds."""
    return said(language.gettext("Saved. That’s how I’ll do it from now on."))


def language_changed(language: Language) -> Message:
    """Confirm a colleague's new language, in that language."""
    return said(language.gettext("From now on I’ll speak English with you."))


def went_wrong(error_id: str, language: Language) -> Message:
    """Admit a fault of ours, with the id under which the log has it."""
    return said(
        language.gettext(
            "Sorry, something went wrong on my side. Try again in a moment. If it happens again, "
            "give whoever runs me this number: `{error_id}`",
            error_id=inline(error_id, 40),
        )
    )


def not_in_channel(channel_id: str, bot_user: str, language: Language) -> Message:
    """Ask to be invited into a channel."""
    return said(
        language.gettext(
            "I am not in {channel} yet. Write `/invite` and my name ({bot}) there, then try again.",
            channel=channel(channel_id),
            bot=user(bot_user),
        )
    )


def only_in_channels(language: Language) -> Message:
    """Refuse what makes sense in a channel only."""
    return said(language.gettext("This only works in a channel. Tell me there."))


def _short(number: int) -> str:
    """Write a number that somebody typed, however long they held the key."""
    return str(number) if abs(number) < 10**12 else f"{str(number)[:12]}…"
