"""what the plan needs"""

import sqlalchemy as sa
from alembic import op

from models.columns import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contact", sa.Column("stopped_at", UtcDateTime(), nullable=True))
    op.add_column("contact", sa.Column("bounced_at", UtcDateTime(), nullable=True))
    op.add_column("contact", sa.Column("soft_bounces", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("contact_recipient", sa.Column("wrong_person_at", UtcDateTime(), nullable=True))
    with op.batch_alter_table("progress", schema=None) as batch_op:
        batch_op.drop_constraint("progress_once", type_="unique")
    op.create_index(
        "progress_once",
        "progress",
        ["programme_id", "recipient_id", "step", "state", sa.text("coalesce(contact_id, 0)")],
        unique=True,
    )
    op.create_table(
        "snooze",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("step IN ('requisition', 'report', 'repayment')", name="snooze_step_known"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.ForeignKeyConstraint(["recipient_id"], ["recipient.id"]),
        sa.PrimaryKeyConstraint("contact_id", "programme_id", "recipient_id", "step"),
    )
    op.create_table(
        "reminder_schedule",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("days_before", sa.String(), nullable=False),
        sa.Column("days_after", sa.String(), nullable=False),
        sa.Column("forecast_days", sa.Integer(), nullable=True),
        sa.CheckConstraint("step IN ('requisition', 'report', 'repayment')", name="reminder_schedule_step_known"),
        sa.CheckConstraint("forecast_days >= 0", name="reminder_schedule_forecast_not_negative"),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"]),
        sa.PrimaryKeyConstraint("programme_id", "step"),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("done_for", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )
