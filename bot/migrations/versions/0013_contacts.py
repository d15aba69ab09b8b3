"""Contacts: who was told of whom, who keeps in touch when somebody leaves, and who is one of us."""

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
    op.create_table('parting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('colleague_id', sa.Integer(), nullable=False),
    sa.Column('offered_to_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_parting_workspace_id_workspace')),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_parting_colleague_id_colleague')),
    sa.ForeignKeyConstraint(['offered_to_id'], ['colleague.id'], name=op.f('fk_parting_offered_to_id_colleague')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_parting'))
    )
    op.create_table('parting_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('parting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('keeper_id', sa.Integer(), nullable=True),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['parting_id'], ['parting.id'], name=op.f('fk_parting_line_parting_id_parting')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_parting_line_person_id_person')),
    sa.ForeignKeyConstraint(['keeper_id'], ['colleague.id'], name=op.f('fk_parting_line_keeper_id_colleague')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_parting_line')),
    sa.UniqueConstraint('parting_id', 'person_id', name=op.f('uq_parting_line_parting_id_person_id'))
    )
    op.create_index(op.f('ix_parting_line_person_id'), 'parting_line', ['person_id'])
    op.create_index(op.f('ix_parting_line_keeper_id'), 'parting_line', ['keeper_id'])
    op.add_column('person', sa.Column('colleague_id', sa.Integer(), nullable=True))
    op.create_index(op.f('ix_person_colleague_id'), 'person', ['colleague_id'])


def downgrade() -> None:
    """Go one step back."""
    op.drop_index(op.f('ix_person_colleague_id'), table_name='person')
    op.drop_column('person', 'colleague_id')
    op.drop_table('parting_line')
    op.drop_table('parting')
    op.drop_table('known_notice')
