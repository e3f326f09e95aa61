"""broadcasts and the instructions they publish"""

import sqlalchemy as sa
from alembic import op

from models.columns import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "broadcast",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("subject_en", sa.String(), nullable=True),
        sa.Column("body_en", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'sending', 'paused', 'cancelled')",
            name="broadcast_state_known",
        ),
        sa.CheckConstraint(
            "state NOT IN ('sending', 'paused') OR started_at IS NOT NULL",
            name="broadcast_started",
        ),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_broadcast_programme_id", "broadcast", ["programme_id"])
    op.create_table(
        "broadcast_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("broadcast_id", sa.Integer(), nullable=False),
        sa.Column("administrator", sa.String(), nullable=False),
        sa.Column("approved_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["broadcast_id"], ["broadcast.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("broadcast_id", "administrator", name="broadcast_approval_once"),
    )
    op.create_table(
        "instruction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("subject_en", sa.String(), nullable=True),
        sa.Column("body_en", sa.String(), nullable=True),
        sa.Column("broadcast_id", sa.Integer(), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("version >= 1", name="instruction_version_positive"),
        sa.ForeignKeyConstraint(["broadcast_id"], ["broadcast.id"]),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("programme_id", "topic", "version", name="instruction_once"),
    )
    op.create_index("ix_instruction_broadcast_id", "instruction", ["broadcast_id"])
    raise_revision_on_change()


def raise_revision_on_change() -> None:
    """An instruction is quoted in answers, so its change raises the revision like any other fact's."""
    if op.get_bind().dialect.name == "sqlite":
        for change in ("INSERT", "UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER revision_instruction_{change.lower()} AFTER {change} ON instruction "
                "BEGIN UPDATE revision SET number = number + 1; END"
            )
        return
    op.execute(
        "CREATE TRIGGER revision_instruction AFTER INSERT OR UPDATE OR DELETE ON instruction "
        "FOR EACH STATEMENT EXECUTE FUNCTION raise_revision()"
    )
