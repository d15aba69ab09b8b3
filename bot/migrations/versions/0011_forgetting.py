"""Forgetting: who is forgotten, whose texts are dropped, and who may ask for it."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step forward."""
    op.create_table('community_manager',
    sa.Column('colleague_id', sa.Integer(), nullable=False),
    sa.Column('named_by_id', sa.Integer(), nullable=False),
    sa.Column('named_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_community_manager_colleague_id_colleague')),
    sa.ForeignKeyConstraint(['named_by_id'], ['colleague.id'], name=op.f('fk_community_manager_named_by_id_colleague')),
    sa.PrimaryKeyConstraint('colleague_id', name=op.f('pk_community_manager'))
    )
    op.create_table('forgetting_salt',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('salt', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_forgetting_salt_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('workspace_id', name=op.f('pk_forgetting_salt'))
    )
    op.create_table('forgotten_profile',
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('forgotten_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('kept_out', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_forgotten_profile_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('workspace_id', 'digest', name=op.f('pk_forgotten_profile'))
    )
    # By ALTER TABLE alone: to make a table anew, SQLite would have to drop what others refer to.
    op.add_column('person', sa.Column('forgotten_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('mention', sa.Column('forgotten_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('mention', sa.Column('texts_dropped_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Go one step back."""
    op.drop_column('mention', 'texts_dropped_at')
    op.drop_column('mention', 'forgotten_at')
    op.drop_column('person', 'forgotten_at')
    op.drop_table('forgotten_profile')
    op.drop_table('forgetting_salt')
    op.drop_table('community_manager')
