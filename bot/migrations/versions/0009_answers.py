"""Answers: lessons, drafts, snippets, and what another colleague thinks of a draft."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.create_table('snippet',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['changed_by_id'], ['colleague.id'], name=op.f('fk_snippet_changed_by_id_colleague')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_snippet_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_snippet'))
    )
    op.create_index(op.f('ix_snippet_workspace_id'), 'snippet', ['workspace_id'], unique=False)
    op.create_table('draft',
    sa.Column('colleague_id', sa.Integer(), nullable=False),
    sa.Column('mention_id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('answer_id', sa.Integer(), nullable=False),
    sa.Column('view_id', sa.String(length=32), nullable=False),
    sa.Column('typed_at', sa.Double(), nullable=False),
    sa.Column('written', sa.JSON(), nullable=False),
    sa.Column('is_done', sa.Boolean(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_draft_colleague_id_colleague')),
    sa.ForeignKeyConstraint(['mention_id'], ['mention.id'], name=op.f('fk_draft_mention_id_mention')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_draft_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('colleague_id', 'mention_id', 'answer_id', name=op.f('pk_draft'))
    )
    op.create_index(op.f('ix_draft_kept_at'), 'draft', ['kept_at'], unique=False)
    op.create_index(op.f('ix_draft_mention_id'), 'draft', ['mention_id'], unique=False)
    op.create_table('review',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('mention_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('reader_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('better', sa.Text(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['colleague.id'], name=op.f('fk_review_author_id_colleague')),
    sa.ForeignKeyConstraint(['mention_id'], ['mention.id'], name=op.f('fk_review_mention_id_mention')),
    sa.ForeignKeyConstraint(['reader_id'], ['colleague.id'], name=op.f('fk_review_reader_id_colleague')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_review_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review'))
    )
    op.create_index(op.f('ix_review_mention_id'), 'review', ['mention_id'], unique=False)
    op.create_table('lesson',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('engagement_id', sa.Integer(), nullable=False),
    sa.Column('topic', sa.String(length=60), nullable=False),
    sa.Column('topic_key', sa.String(length=180), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('channel', sa.String(length=32), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_lesson_engagement_id_engagement')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_lesson_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lesson'))
    )
    op.create_index(op.f('ix_lesson_engagement_id'), 'lesson', ['engagement_id'], unique=False)
    op.create_index(op.f('ix_lesson_workspace_id_at'), 'lesson', ['workspace_id', 'at'], unique=False)
    op.create_index(op.f('ix_lesson_workspace_id_topic_key'), 'lesson', ['workspace_id', 'topic_key'], unique=False)


def downgrade() -> None:
    """Go one step back."""
    op.drop_index(op.f('ix_lesson_workspace_id_topic_key'), table_name='lesson')
    op.drop_index(op.f('ix_lesson_workspace_id_at'), table_name='lesson')
    op.drop_index(op.f('ix_lesson_engagement_id'), table_name='lesson')
    op.drop_table('lesson')
    op.drop_index(op.f('ix_review_mention_id'), table_name='review')
    op.drop_table('review')
    op.drop_index(op.f('ix_draft_mention_id'), table_name='draft')
    op.drop_index(op.f('ix_draft_kept_at'), table_name='draft')
    op.drop_table('draft')
    op.drop_index(op.f('ix_snippet_workspace_id'), table_name='snippet')
    op.drop_table('snippet')
