"""Contacts: who was told that somebody they know has appeared."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.create_table('known_notice',
    sa.Column('colleague_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_known_notice_colleague_id_colleague')),
    sa.PrimaryKeyConstraint('colleague_id', 'day', name=op.f('pk_known_notice'))
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_table('known_notice')
