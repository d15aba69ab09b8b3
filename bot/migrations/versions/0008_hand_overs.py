"""Hand-overs and lapses: where cards are, since when a holder's time counts, who colleagues are."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    kinds = sa.Enum('regular', 'guest', 'bot', name='colleague_kind', native_enum=False, length=20)
    op.add_column('colleague', sa.Column('kind', kinds, nullable=True))
    op.add_column('workspace', sa.Column('excludes_guests', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('workspace', sa.Column('first_call_minutes', sa.Integer(), server_default='0', nullable=False))
    op.add_column('mention', sa.Column('card_link', sa.Text(), nullable=True))
    op.add_column('mention', sa.Column('card_deleted_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('mention', sa.Column('called_id', sa.Integer(), nullable=True))
    op.add_column('mention', sa.Column('called_until', sa.DateTime(timezone=True), nullable=True))
    for name in ('called_id', 'called_until'):
        op.create_index(op.f(f'ix_mention_{name}'), 'mention', [name])
    op.add_column('mention', sa.Column('time_from', sa.DateTime(timezone=True), nullable=True))
    # Whoever was reminded before reminders said what comes next is reminded anew.
    op.execute("UPDATE mention SET time_from = state_since, reminded_at = NULL WHERE state = 'claimed'")

    op.create_table('heard_reaction',
    sa.Column('mention_id', sa.Integer(), nullable=False),
    sa.Column('colleague_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('event_ts', sa.String(length=32), nullable=False),
    sa.Column('heard_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_heard_reaction_colleague_id_colleague')),
    sa.ForeignKeyConstraint(['mention_id'], ['mention.id'], name=op.f('fk_heard_reaction_mention_id_mention')),
    sa.PrimaryKeyConstraint('mention_id', 'colleague_id', 'name', name=op.f('pk_heard_reaction'))
    )
    op.create_index(op.f('ix_heard_reaction_heard_at'), 'heard_reaction', ['heard_at'])


def downgrade() -> None:
    """Go one step back."""
    op.drop_index(op.f('ix_heard_reaction_heard_at'), table_name='heard_reaction')
    op.drop_table('heard_reaction')
    op.drop_column('mention', 'time_from')
    op.drop_column('mention', 'card_deleted_at')
    for name in ('called_until', 'called_id'):
        op.drop_index(op.f(f'ix_mention_{name}'), table_name='mention')
        op.drop_column('mention', name)
    op.drop_column('mention', 'card_link')
    for name in ('first_call_minutes', 'excludes_guests'):
        op.drop_column('workspace', name)
    op.drop_column('colleague', 'kind')
