"""Watches: a term looked for on several places, and subscriptions that are stored unread."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""

    op.create_table('watch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('term', sa.String(length=200), nullable=False),
    sa.Column('channel', sa.String(length=32), nullable=False),
    sa.Column('added_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['added_by_id'], ['colleague.id'], name=op.f('fk_watch_added_by_id_colleague')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_watch_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_watch')),
    sa.UniqueConstraint('workspace_id', 'number', name=op.f('uq_watch_workspace_id_number'))
    )
    with _mentions_kept():
        with op.batch_alter_table('subscription', schema=None) as batch_op:
            batch_op.add_column(sa.Column('term', sa.String(length=200), server_default='', nullable=False))
            batch_op.add_column(sa.Column('watch_id', sa.Integer(), nullable=True))
            batch_op.add_column(sa.Column('listening_since', sa.DateTime(timezone=True), nullable=True))
            batch_op.create_foreign_key(batch_op.f('fk_subscription_watch_id_watch'), 'watch', ['watch_id'], ['id'])
            batch_op.create_index(batch_op.f('ix_subscription_watch_id'), ['watch_id'], unique=False)
            batch_op.drop_constraint(batch_op.f('uq_subscription_workspace_id_feed_id'), type_='unique')
            batch_op.create_unique_constraint(batch_op.f('uq_subscription_workspace_id_feed_id_term'), ['workspace_id', 'feed_id', 'term'])
    op.execute('UPDATE subscription SET listening_since = created_at')


def downgrade() -> None:
    """Go one step back; of a feed with several terms one subscription stays."""

    op.execute(
        'DELETE FROM subscription WHERE id NOT IN '
        '(SELECT min(id) FROM subscription GROUP BY workspace_id, feed_id)'
    )
    with _mentions_kept():
        with op.batch_alter_table('subscription', schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f('uq_subscription_workspace_id_feed_id_term'), type_='unique')
            batch_op.create_unique_constraint(batch_op.f('uq_subscription_workspace_id_feed_id'), ['workspace_id', 'feed_id'])
            batch_op.drop_index(batch_op.f('ix_subscription_watch_id'))
            batch_op.drop_constraint(batch_op.f('fk_subscription_watch_id_watch'), type_='foreignkey')
            batch_op.drop_column('watch_id')
            batch_op.drop_column('term')
            batch_op.drop_column('listening_since')

    op.drop_table('watch')


@contextmanager
def _mentions_kept() -> Iterator[None]:
    """Keep which subscription brought a mention.

    SQLite changes constraints by making the table anew, and its dropping of the old one sets to
    NULL what refers to it.
    """
    op.execute(
        'CREATE TEMPORARY TABLE brought_by AS '
        'SELECT id, subscription_id FROM mention WHERE subscription_id IS NOT NULL'
    )
    yield
    op.execute(
        'UPDATE mention SET subscription_id = '
        '(SELECT subscription_id FROM brought_by WHERE brought_by.id = mention.id) '
        'WHERE id IN (SELECT id FROM brought_by)'
    )
    op.execute('DROP TABLE brought_by')
