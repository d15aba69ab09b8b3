"""Claims and answers: hand-overs, several answers, corrections, and what colleagues want to hear."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.add_column('colleague', sa.Column('left_at', sa.DateTime(timezone=True), nullable=True))
    for name in ('wants_reminders', 'wants_suggestions', 'wants_messages'):
        op.add_column('colleague', sa.Column(name, sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column('mention', sa.Column('is_offered', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('mention', sa.Column('given_by_id', sa.Integer(), nullable=True))
    op.add_column('mention', sa.Column('answer_count', sa.Integer(), server_default='0', nullable=False))
    op.execute("UPDATE mention SET answer_count = 1 WHERE state = 'replied'")
    op.add_column('engagement', sa.Column('replied_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('engagement', sa.Column('other_id', sa.Integer(), nullable=True))
    op.add_column('engagement', sa.Column('note', sa.Text(), nullable=True))
    op.add_column('engagement', sa.Column('about_id', sa.Integer(), nullable=True))
    op.create_index(op.f('ix_engagement_about_id'), 'engagement', ['about_id'])


def downgrade() -> None:
    """Go one step back."""
    op.drop_index(op.f('ix_engagement_about_id'), table_name='engagement')
    for name in ('about_id', 'note', 'other_id', 'replied_at'):
        op.drop_column('engagement', name)
    for name in ('answer_count', 'given_by_id', 'is_offered'):
        op.drop_column('mention', name)
    for name in ('wants_messages', 'wants_suggestions', 'wants_reminders', 'left_at'):
        op.drop_column('colleague', name)
