"""telegram's updates, chats, conversations and codes"""

import sqlalchemy as sa
from alembic import op

from models.columns import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "telegram_update",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("raw", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("state IN ('new', 'claimed', 'handled')", name="telegram_update_state_known"),
        sa.CheckConstraint(
            "(state = 'claimed') = (claimed_by IS NOT NULL AND lease_until IS NOT NULL)",
            name="telegram_update_claimed_has_lease",
        ),
        sa.PrimaryKeyConstraint("update_id"),
    )
    op.create_index("ix_telegram_update_chat_id", "telegram_update", ["chat_id"])
    op.create_index("ix_telegram_update_state", "telegram_update", ["state"])
    op.create_table(
        "telegram_chat",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("delivery", sa.String(), nullable=False),
        sa.Column("linked_at", UtcDateTime(), nullable=True),
        sa.Column("blocked_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("delivery IN ('email', 'telegram', 'both')", name="telegram_chat_delivery_known"),
        sa.CheckConstraint("language IS NULL OR language IN ('sv', 'en')", name="telegram_chat_language_known"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("chat_id"),
    )
    op.create_index("ix_telegram_chat_contact_id", "telegram_chat", ["contact_id"])
    op.create_table(
        "telegram_state",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "login_code",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("code_hash", sa.String(), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("paused_until", UtcDateTime(), nullable=True),
        sa.CheckConstraint("tries >= 0", name="login_code_tries_not_negative"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id"),
    )
    op.create_table(
        "used_link",
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("nonce"),
    )
