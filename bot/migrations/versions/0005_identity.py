"""Identity: what entries are known by, where mentions were found, and what a flood holds back."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.create_table('summary',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('channel', sa.String(length=32), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('card_ts', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_summary_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_summary'))
    )
    op.create_table('mention_page',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('mention_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('same_page', 'same_text', name='source_kind', native_enum=False, length=20), nullable=False),
    sa.ForeignKeyConstraint(['mention_id'], ['mention.id'], name=op.f('fk_mention_page_mention_id_mention')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_mention_page_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('workspace_id', 'key', name=op.f('pk_mention_page'))
    )
    with op.batch_alter_table('mention_page', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mention_page_mention_id'), ['mention_id'], unique=False)

    op.create_table('mention_source',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('mention_id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('subscription_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.Enum('same_page', 'same_text', name='source_kind', native_enum=False, length=20), nullable=False),
    sa.Column('place', sa.String(length=300), nullable=False),
    sa.Column('link', sa.Text(), nullable=True),
    sa.Column('found_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_mention_source_entry_id_entry')),
    sa.ForeignKeyConstraint(['mention_id'], ['mention.id'], name=op.f('fk_mention_source_mention_id_mention')),
    sa.ForeignKeyConstraint(['subscription_id'], ['subscription.id'], name=op.f('fk_mention_source_subscription_id_subscription'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_mention_source_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mention_source')),
    sa.UniqueConstraint('workspace_id', 'entry_id', name=op.f('uq_mention_source_workspace_id_entry_id'))
    )
    with op.batch_alter_table('mention_source', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mention_source_mention_id'), ['mention_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mention_source_subscription_id'), ['subscription_id'], unique=False)

    op.create_table('mention_title',
    sa.Column('mention_id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('first_words', sa.String(length=32), nullable=False),
    sa.Column('last_words', sa.String(length=32), nullable=False),
    sa.Column('words', sa.JSON(), nullable=False),
    sa.Column('cut_off', sa.Boolean(), nullable=False),
    sa.Column('site', sa.String(length=300), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['mention_id'], ['mention.id'], name=op.f('fk_mention_title_mention_id_mention')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_mention_title_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('mention_id', name=op.f('pk_mention_title'))
    )
    with op.batch_alter_table('mention_title', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mention_title_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_mention_title_workspace_id_first_words'), ['workspace_id', 'first_words'], unique=False)
        batch_op.create_index(batch_op.f('ix_mention_title_workspace_id_last_words'), ['workspace_id', 'last_words'], unique=False)

    op.create_table('summary_line',
    sa.Column('mention_id', sa.Integer(), nullable=False),
    sa.Column('summary_id', sa.Integer(), nullable=False),
    sa.Column('shown_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['mention_id'], ['mention.id'], name=op.f('fk_summary_line_mention_id_mention')),
    sa.ForeignKeyConstraint(['summary_id'], ['summary.id'], name=op.f('fk_summary_line_summary_id_summary')),
    sa.PrimaryKeyConstraint('mention_id', name=op.f('pk_summary_line'))
    )
    with op.batch_alter_table('summary_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_summary_line_summary_id'), ['summary_id'], unique=False)

    # By ALTER TABLE alone: to make the table anew, SQLite would have to drop what mentions refer to.
    op.add_column('entry', sa.Column('same_as_id', sa.Integer(), nullable=True))
    op.add_column('entry', sa.Column('page', sa.String(length=32), nullable=True))
    op.add_column('entry', sa.Column('title', sa.String(length=32), nullable=True))
    op.add_column('entry', sa.Column('heading', sa.String(length=32), nullable=True))
    op.add_column('entry', sa.Column('content', sa.String(length=32), nullable=True))
    op.add_column('entry', sa.Column('retitled', sa.Integer(), server_default='0', nullable=False))
    op.add_column('entry', sa.Column('flickered', sa.Integer(), server_default='0', nullable=False))
    op.create_index(op.f('ix_entry_page_feed_id'), 'entry', ['page', 'feed_id'], unique=False)
    op.create_index(op.f('ix_entry_same_as_id'), 'entry', ['same_as_id'], unique=False)
    op.create_index(op.f('ix_entry_title_feed_id'), 'entry', ['title', 'feed_id'], unique=False)
    op.execute(
        'INSERT INTO mention_source '
        '(workspace_id, mention_id, entry_id, subscription_id, kind, place, link, found_at) '
        "SELECT workspace_id, id, entry_id, subscription_id, 'same_page', place, link, found_at "
        'FROM mention ORDER BY id'
    )


def downgrade() -> None:
    """Go one step back."""
    for index in ('ix_entry_title_feed_id', 'ix_entry_same_as_id', 'ix_entry_page_feed_id'):
        op.drop_index(op.f(index), table_name='entry')
    for column in (
        'flickered', 'retitled', 'content', 'heading', 'title', 'page', 'same_as_id'
    ):
        op.drop_column('entry', column)

    with op.batch_alter_table('summary_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_summary_line_summary_id'))

    op.drop_table('summary_line')
    with op.batch_alter_table('mention_title', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mention_title_workspace_id_last_words'))
        batch_op.drop_index(batch_op.f('ix_mention_title_workspace_id_first_words'))
        batch_op.drop_index(batch_op.f('ix_mention_title_at'))

    op.drop_table('mention_title')
    with op.batch_alter_table('mention_source', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mention_source_subscription_id'))
        batch_op.drop_index(batch_op.f('ix_mention_source_mention_id'))

    op.drop_table('mention_source')
    with op.batch_alter_table('mention_page', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mention_page_mention_id'))

    op.drop_table('mention_page')
    op.drop_table('summary')
