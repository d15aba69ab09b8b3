"""The lines in the thread under a card: what colleagues did, and what a site changed."""

from bot.facts import EngagementFacts, EngagementKind
from bot.language import Language
from bot.message import LONGEST_SECTION, Message, message, section
from bot.mrkdwn import cut, inline, link, one_line, quoted, web_address
from bot.wording import colleague_name, colleague_names

_TITLE = 250
_REPLY = 1000
_REPLY_URL = 1500
_NOTE = 500


def thread_line(engagement: EngagementFacts, language: Language) -> Message:
    """Say under a card what a colleague did, without pinging anybody."""
    text = _deeds(engagement, language)[engagement.kind]
    if web_address(engagement.reply_link):
        seen = language.gettext("See the answer")
        text += " " + link(engagement.reply_link, seen, longest_url=_REPLY_URL)
    for words, limit in ((engagement.reply_text, _REPLY), (engagement.note, _NOTE)):
        if one_line(words or ""):
            text += f"\n{quoted(words or '', limit)}"
    return message(cut(text, LONGEST_SECTION), [section(text)])


def edit_line(language: Language, title_was: str | None, link_was: str | None) -> Message:
    """Say under a card what its title or its link was, before its site changed it."""
    lines = []
    if title_was is not None:
        title = inline(title_was, _TITLE) or language.gettext("(no title)")
        lines.append(language.gettext("✏️ The title was: {title}", title=title))
    if link_was is not None:
        address = link(link_was, link_was, limit=_TITLE) or inline(link_was, _TITLE)
        lines.append(language.gettext("✏️ The link was: {link}", link=address))
    text = "\n".join(lines)
    return message(text, [section(text)])


def _deeds(engagement: EngagementFacts, language: Language) -> dict[EngagementKind, str]:
    """Say what a colleague did, for each kind of deed."""
    gettext = language.gettext
    name = colleague_name(engagement.colleague, language)
    other = colleague_name(engagement.other, language)
    return {
        EngagementKind.CLAIM: gettext("✋ {name} claimed this.", name=name),
        EngagementKind.UNDO: gettext(
            "↩️ {name} claimed this by mistake; it waits for somebody.", name=name
        ),
        EngagementKind.RELEASE: gettext(
            "👐 {name} released this; it waits for somebody.", name=name
        ),
        EngagementKind.GIVE: gettext(
            "🤝 {name} hands this over to {other}.", name=name, other=other
        ),
        EngagementKind.ACCEPT: gettext("🙌 {name} takes this over.", name=name),
        EngagementKind.DECLINE: gettext(
            "↩️ {name} gives this back to {other}.", name=name, other=other
        )
        if engagement.other
        else gettext("↩️ {name} gives this back; it waits for somebody.", name=name),
        EngagementKind.LAPSE: gettext(
            "⏳ {name} did not get round to this; it waits for somebody.", name=name
        ),
        EngagementKind.LEAVE: gettext("👋 {name} has left; this waits for somebody.", name=name),
        EngagementKind.DISMISS: gettext("🙈 {name} says: not for us.", name=name),
        EngagementKind.REOPEN: gettext(
            "👀 {name} reopened this; it waits for somebody.", name=name
        ),
        EngagementKind.REPLY: gettext(
            "✅ {name} answered, together with {others}.",
            name=name,
            others=colleague_names(engagement.joined, language),
        )
        if engagement.joined
        else gettext("✅ {name} answered.", name=name),
        EngagementKind.CORRECT: gettext("✏️ {name} corrected their answer.", name=name),
        EngagementKind.WITHDRAW: gettext("🗑️ {name} withdrew their answer.", name=name),
        EngagementKind.JOIN: gettext("🙋 {name} took part in the answer.", name=name),
    }
