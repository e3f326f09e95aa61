"""asked questions, requested replies and added phrasings"""

import sqlalchemy as sa
from alembic import op

from models.columns import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asked_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.CheckConstraint("outcome IN ('answered', 'clarified', 'declined')", name="asked_question_outcome_known"),
        sa.CheckConstraint("language IN ('sv', 'en')", name="asked_question_language_known"),
        sa.CheckConstraint("rating IN (-1, 1)", name="asked_question_rating_known"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    with op.batch_alter_table("asked_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asked_question_asked_at"), ["asked_at"], unique=False)

    op.create_table(
        "reply_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("reply", sa.String(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("language IN ('sv', 'en')", name="reply_request_language_known"),
        sa.CheckConstraint("channel IN ('email', 'telegram')", name="reply_request_channel_known"),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (address IS NOT NULL) AND (answered_at IS NULL) = (reply IS NULL)",
            name="reply_request_address_until_answered",
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "phrasing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    raise_revision_on_change()


def raise_revision_on_change() -> None:
    """An added phrasing changes what is answered, so it raises the facts' revision."""
    if op.get_bind().dialect.name == "sqlite":
        for change in ("INSERT", "UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER revision_phrasing_{change.lower()} AFTER {change} ON phrasing "
                "BEGIN UPDATE revision SET number = number + 1; END"
            )
        return
    op.execute(
        "CREATE TRIGGER revision_phrasing AFTER INSERT OR UPDATE OR DELETE ON phrasing "
        "FOR EACH STATEMENT EXECUTE FUNCTION raise_revision()"
    )
