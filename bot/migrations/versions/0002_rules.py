"""Rules of subscriptions, a feed's last entries to try them on, and mutes."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""

    with op.batch_alter_table('subscription', schema=None) as batch_op:
        batch_op.add_column(sa.Column('rules', sa.Text(), nullable=False, server_default=''))

    op.create_table('recent_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('feed_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_recent_entry_entry_id_entry')),
    sa.ForeignKeyConstraint(['feed_id'], ['feed.id'], name=op.f('fk_recent_entry_feed_id_feed')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recent_entry')),
    sa.UniqueConstraint('entry_id', name=op.f('uq_recent_entry_entry_id'))
    )
    with op.batch_alter_table('recent_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recent_entry_feed_id'), ['feed_id'], unique=False)

    op.create_table('mute',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('place', sa.String(length=300), nullable=True),
    sa.Column('muted_by_id', sa.Integer(), nullable=False),
    sa.Column('muted_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['muted_by_id'], ['colleague.id'], name=op.f('fk_mute_muted_by_id_colleague')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mute_person_id_person')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_mute_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mute')),
    sa.UniqueConstraint('workspace_id', 'person_id', name=op.f('uq_mute_workspace_id_person_id')),
    sa.UniqueConstraint('workspace_id', 'place', name=op.f('uq_mute_workspace_id_place'))
    )


def downgrade() -> None:
    """Go one step back."""

    op.drop_table('mute')
    with op.batch_alter_table('recent_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recent_entry_feed_id'))

    op.drop_table('recent_entry')
    # Not in a batch, in which SQLite makes the table anew and forgets what brought each mention.
    op.drop_column('subscription', 'rules')
