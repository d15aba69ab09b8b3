"""Persons: several names to be found by, merging, notes, acquaintances, and who wants no contact."""

import sqlalchemy as sa
from alembic import op

from bot.profiles import key_of_page
from feeds.folding import folded

revision = '0010'
down_revision = '0011'
branch_labels = None
depends_on = None

_PORTION = 500


def upgrade() -> None:
    """Go one step forward."""
    op.create_table('person_name',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('plain', sa.String(length=600), nullable=False),
    sa.Column('spelled', sa.String(length=600), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_person_name_person_id_person')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_person_name_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_name')),
    sa.UniqueConstraint('person_id', 'plain', 'spelled', name=op.f('uq_person_name_person_id_plain_spelled'))
    )
    op.create_index(op.f('ix_person_name_workspace_id_plain'), 'person_name', ['workspace_id', 'plain'], unique=False)
    op.create_index(op.f('ix_person_name_workspace_id_spelled'), 'person_name', ['workspace_id', 'spelled'], unique=False)
    op.create_table('person_merge',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('into_id', sa.Integer(), nullable=False),
    sa.Column('merged_by_id', sa.Integer(), nullable=False),
    sa.Column('merged_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['into_id'], ['person.id'], name=op.f('fk_person_merge_into_id_person')),
    sa.ForeignKeyConstraint(['merged_by_id'], ['colleague.id'], name=op.f('fk_person_merge_merged_by_id_colleague')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_person_merge_person_id_person')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_person_merge'))
    )
    op.create_index(op.f('ix_person_merge_into_id'), 'person_merge', ['into_id'], unique=False)
    op.create_table('person_note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('written_by_id', sa.Integer(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_person_note_person_id_person')),
    sa.ForeignKeyConstraint(['written_by_id'], ['colleague.id'], name=op.f('fk_person_note_written_by_id_colleague')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_person_note_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_note'))
    )
    op.create_index(op.f('ix_person_note_person_id'), 'person_note', ['person_id'], unique=False)
    op.create_table('acquaintance',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('colleague_id', sa.Integer(), nullable=False),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_acquaintance_colleague_id_colleague')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_acquaintance_person_id_person')),
    sa.PrimaryKeyConstraint('person_id', 'colleague_id', name=op.f('pk_acquaintance'))
    )
    op.create_index(op.f('ix_acquaintance_colleague_id'), 'acquaintance', ['colleague_id'], unique=False)
    op.create_table('no_contact',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('workspace_id', sa.Integer(), nullable=False),
    sa.Column('said_by_id', sa.Integer(), nullable=False),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_no_contact_person_id_person')),
    sa.ForeignKeyConstraint(['said_by_id'], ['colleague.id'], name=op.f('fk_no_contact_said_by_id_colleague')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_no_contact_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_no_contact'))
    )
    # By ALTER TABLE alone: to make the table anew, SQLite would have to drop what others refer to.
    op.add_column('person', sa.Column('merged_into_id', sa.Integer(), nullable=True))
    op.create_index(op.f('ix_person_merged_into_id'), 'person', ['merged_into_id'], unique=False)
    _name_people()
    _write_keys_anew()
    op.drop_index(op.f('ix_person_workspace_id_search_name'), table_name='person')
    op.drop_column('person', 'search_name')


def _name_people() -> None:
    """Let everybody be found by their name, and by what they are called at their places."""
    connection = op.get_bind()
    named = connection.execute(
        sa.text(
            'SELECT workspace_id, id, name FROM person '
            'UNION SELECT workspace_id, person_id, handle FROM profile ORDER BY 1, 2, 3'
        )
    ).all()
    rows = {}
    for workspace_id, person_id, name in named:
        ways = folded(name)
        values = {'plain': ways.plain[:600], 'spelled': ways.spelled[:600]}
        if values['plain']:
            values |= {'workspace_id': workspace_id, 'person_id': person_id, 'name': name}
            rows[person_id, values['plain'], values['spelled']] = values
    insert = sa.text(
        'INSERT INTO person_name (workspace_id, person_id, name, plain, spelled) '
        'VALUES (:workspace_id, :person_id, :name, :plain, :spelled)'
    )
    every = list(rows.values())
    for start in range(0, len(every), _PORTION):
        connection.execute(insert, every[start:start + _PORTION])


def _write_keys_anew() -> None:
    """Let one account have one key, however its address was written when it was first met."""
    connection = op.get_bind()
    found = connection.execute(
        sa.text("SELECT id, workspace_id, key, url FROM profile ORDER BY id")
    ).all()
    taken = {(workspace_id, key) for _, workspace_id, key, _ in found}
    for id_, workspace_id, key, url in found:
        new = key_of_page(url) if url and key.startswith('url:') else key
        # Where one account has become two people, colleagues say whether they are one.
        if new != key and (workspace_id, new) not in taken:
            taken.add((workspace_id, new))
            values = {'id': id_, 'key': new}
            connection.execute(sa.text('UPDATE profile SET key = :key WHERE id = :id'), values)


def downgrade() -> None:
    """Go one step back."""
    op.add_column('person', sa.Column('search_name', sa.String(length=600), server_default='', nullable=False))
    connection = op.get_bind()
    for id_, name in connection.execute(sa.text('SELECT id, name FROM person')).all():
        values = {'id': id_, 'name': ' '.join(name.casefold().split())[:600]}
        connection.execute(sa.text('UPDATE person SET search_name = :name WHERE id = :id'), values)
    op.create_index(op.f('ix_person_workspace_id_search_name'), 'person', ['workspace_id', 'search_name'], unique=False)
    op.drop_index(op.f('ix_person_merged_into_id'), table_name='person')
    op.drop_column('person', 'merged_into_id')
    for table in ('no_contact', 'acquaintance', 'person_note', 'person_merge', 'person_name'):
        op.drop_table(table)
