"""the outbox"""

import sqlalchemy as sa
from alembic import op

from models.columns import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("not_after", UtcDateTime(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("payload", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("batch", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("first_attempt_at", UtcDateTime(), nullable=True),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("reply", sa.String(), nullable=True),
        sa.CheckConstraint("channel IN ('email', 'telegram')", name="message_channel_known"),
        sa.CheckConstraint(
            "state IN ('queued', 'claimed', 'sent', 'filed', 'failed', 'bounced', 'suppressed', 'cancelled')",
            name="message_state_known",
        ),
        sa.CheckConstraint("language IN ('sv', 'en')", name="message_language_known"),
        sa.CheckConstraint("attempts >= 0", name="message_attempts_not_negative"),
        sa.CheckConstraint(
            "(state = 'claimed') = (claimed_by IS NOT NULL AND lease_until IS NOT NULL)",
            name="message_claimed_has_lease",
        ),
        sa.CheckConstraint("(state IN ('queued', 'claimed')) = (ended_at IS NULL)", name="message_ended_has_time"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("message_claiming", "message", ["state", "channel", "due_at", "id"], unique=False)
    op.create_index("ix_message_contact_id", "message", ["contact_id"], unique=False)
    op.create_index("ix_message_batch", "message", ["batch"], unique=False)
    op.create_table(
        "item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.CheckConstraint("channel IN ('email', 'telegram')", name="item_channel_known"),
        sa.CheckConstraint("step IN ('requisition', 'report', 'repayment')", name="item_step_known"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.ForeignKeyConstraint(["recipient_id"], ["recipient.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "contact_id",
            "channel",
            "recipient_id",
            "programme_id",
            "step",
            "occasion",
            "revision",
            name="item_once",
        ),
    )
    op.create_index("ix_item_message_id", "item", ["message_id"], unique=False)
    op.create_index("ix_item_programme_id", "item", ["programme_id"], unique=False)
    op.create_index("ix_item_recipient_id", "item", ["recipient_id"], unique=False)
