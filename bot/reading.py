"""From rows to the plain facts that messages are drawn from."""

from bot.colleagues import facts_of
from bot.facts import ColleagueFacts, EngagementFacts, MentionFacts
from bot.models import Engagement, Mention


def mention_facts(mention: Mention) -> MentionFacts:
    """Read a mention; its holder must be loaded."""
    return MentionFacts(
        number=mention.number,
        title=mention.title,
        link=mention.link,
        place=mention.place,
        authors=tuple(mention.authors),
        excerpt=mention.excerpt,
        published=mention.published_at,
        found=mention.found_at,
        state=mention.state,
        holder=facts_of(mention.holder) if mention.holder is not None else None,
        since=mention.state_since,
        reply_text=mention.reply_text,
        reply_link=mention.reply_link,
        is_offered=mention.is_offered,
        answer_count=mention.answer_count,
        forgotten=mention.forgotten_at is not None,
        card_link=mention.card_link,
    )


def engagement_facts(
    engagement: Engagement, joined: tuple[ColleagueFacts, ...] = ()
) -> EngagementFacts:
    """Read a line of the log; its mention, person, colleague and other must be loaded.

    ``joined``: who else took part, where it is an answer.
    """
    return EngagementFacts(
        kind=engagement.kind,
        at=engagement.at,
        colleague=facts_of(engagement.colleague),
        person=engagement.person.standing.name,
        mention_number=engagement.mention.number,
        mention_title=engagement.mention.title,
        mention_link=engagement.mention.link,
        reply_text=engagement.reply_text,
        reply_link=engagement.reply_link,
        other=facts_of(engagement.other) if engagement.other is not None else None,
        note=engagement.note,
        joined=joined,
    )
