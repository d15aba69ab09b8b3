"""Feeds' health and pace, and the hosts that want to be left in peace."""

from urllib.parse import urlsplit

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""

    op.create_table('host',
    sa.Column('key', sa.String(length=300), nullable=False),
    sa.Column('quiet_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('refusals', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_host'))
    )
    # Added one by one: SQLite would make the table anew in a batch, which others refer to.
    for column in (
        sa.Column('host', sa.String(length=300), server_default='', nullable=False),
        sa.Column('succeeded_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('failing_since', sa.DateTime(timezone=True), nullable=True),
        sa.Column('dead_since', sa.DateTime(timezone=True), nullable=True),
        sa.Column('moved_to', sa.Text(), nullable=True),
        sa.Column('usual_gap', sa.Integer(), nullable=True),
        sa.Column('newest_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('pace', sa.JSON(), nullable=True),
        sa.Column('last_dates', sa.JSON(), nullable=False, server_default='[]'),
    ):
        op.add_column('feed', column)
    op.create_index(op.f('ix_feed_host'), 'feed', ['host'], unique=False)
    op.execute('UPDATE feed SET succeeded_at = polled_at WHERE failures = 0')
    op.execute('UPDATE feed SET failing_since = polled_at WHERE failures > 0')
    connection = op.get_bind()
    for id_, url in connection.execute(sa.text('SELECT id, url FROM feed')).all():
        # Each poll corrects it, where a whole domain is paced as one.
        values = {'id': id_, 'host': _host(url)}
        connection.execute(sa.text('UPDATE feed SET host = :host WHERE id = :id'), values)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or '').removeprefix('www.')[:300]
    except ValueError:
        return ''


def downgrade() -> None:
    """Go one step back."""

    op.drop_index(op.f('ix_feed_host'), table_name='feed')
    for name in (
        'pace', 'last_dates', 'newest_at', 'usual_gap', 'moved_to', 'dead_since', 'failing_since',
        'succeeded_at', 'host',
    ):
        op.drop_column('feed', name)
    op.drop_table('host')
