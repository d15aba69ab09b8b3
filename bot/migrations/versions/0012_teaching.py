"""Teaching: where mentions are answered, own house rules and tips, and who needs none any more."""

import re
from urllib.parse import urlsplit

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0007'
branch_labels = None
depends_on = None

# The places as they were known when this was written; what a search found counts as a blog.
_DOMAINS = {
    'news.google.com': 'googlenews',
    'reddit.com': 'reddit',
    'hnrss.org': 'hackernews',
    'news.ycombinator.com': 'hackernews',
    'lobste.rs': 'lobsters',
    'bsky.app': 'bluesky',
    'youtube.com': 'youtube',
    'stackoverflow.com': 'stackexchange',
    'stackexchange.com': 'stackexchange',
    'superuser.com': 'stackexchange',
    'serverfault.com': 'stackexchange',
    'askubuntu.com': 'stackexchange',
    'github.com': 'github',
    'dev.to': 'devto',
    'medium.com': 'medium',
    'wordpress.com': 'wordpress',
    'substack.com': 'substack',
}
_SHAPES = (
    (r'^/feeds/(?:[cum]/[\w@.-]+|all|local)\.xml', 'lemmy'),
    (r'^/feeds/(?:videos|video-comments)\.(?:xml|atom|json)', 'peertube'),
    (r'^/(?:tags/[^/?]+|@[\w.-]+(?:@[\w.-]+)?(?:/with_replies|/tagged/[^/?]+)?)\.rss$', 'mastodon'),
    (r'^/(?:(?:latest|posts|top|hot)|(?:c|tag|t)/[^?]+|u/[\w.-]+/activity)\.rss$', 'discourse'),
    (r'/comments/feed/?$', 'wordpresscomments'),
    (r'/feed/?(?:rss2/|atom/)?$', 'wordpress'),
)


def upgrade() -> None:
    """Go one step forward."""
    # Not in a batch: SQLite would make the table anew, which others refer to.
    op.add_column(
        'mention',
        sa.Column('place_key', sa.String(length=40), server_default='url', nullable=False),
    )
    op.create_table('place_words',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(length=40), nullable=False),
    sa.Column('house_rules', sa.Text(), nullable=False),
    sa.Column('tips', sa.Text(), nullable=True),
    sa.Column('changed_by_id', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['changed_by_id'], ['colleague.id'], name=op.f('fk_place_words_changed_by_id_colleague')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_place_words_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('workspace_id', 'place', name=op.f('pk_place_words'))
    )
    op.create_table('tips_hidden',
    sa.Column('colleague_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(length=40), nullable=False),
    sa.Column('hidden_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_tips_hidden_colleague_id_colleague')),
    sa.PrimaryKeyConstraint('colleague_id', 'place', name=op.f('pk_tips_hidden'))
    )
    _place_mentions(op.get_bind())


def _place_mentions(connection: sa.Connection) -> None:
    for feed_id, url in connection.execute(sa.text('SELECT id, url FROM feed')).all():
        if key := _place(url):
            connection.execute(
                sa.text(
                    'UPDATE mention SET place_key = :key'
                    ' WHERE entry_id IN (SELECT id FROM entry WHERE feed_id = :feed_id)'
                ),
                {'key': key, 'feed_id': feed_id},
            )


def _place(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        labels = (parts.hostname or '').split('.')
    except ValueError:
        return None
    for start in range(len(labels)):
        if key := _DOMAINS.get('.'.join(labels[start:])):
            return key
    return next((key for shape, key in _SHAPES if re.search(shape, parts.path)), None)


def downgrade() -> None:
    """Go one step back."""
    op.drop_table('tips_hidden')
    op.drop_table('place_words')
    op.drop_column('mention', 'place_key')
