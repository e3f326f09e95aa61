"""facts progress and contacts"""

import sqlalchemy as sa
from alembic import op

from models.columns import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


FACT_TABLES = ("programme", "recipient", "population", "allocation", "deadline")


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("email_key", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("email LIKE '%_@_%'", name="contact_email_has_at"),
        sa.CheckConstraint("language IN ('sv', 'en')", name="contact_language_known"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email_key"),
    )
    op.create_table(
        "county",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("name_sv", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("short_name_sv", sa.String(), nullable=False),
        sa.Column("short_name_en", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("stated_total", sa.BigInteger(), nullable=True),
        sa.Column("stated_municipalities", sa.BigInteger(), nullable=True),
        sa.Column("stated_rss", sa.BigInteger(), nullable=True),
        sa.Column("case_number", sa.String(), nullable=True),
        sa.Column("eservice_url", sa.String(), nullable=True),
        sa.Column("officer_email", sa.String(), nullable=True),
        sa.Column("use_from", sa.Date(), nullable=True),
        sa.Column("use_until", sa.Date(), nullable=True),
        sa.Column("repayment_invoiced", sa.Boolean(), nullable=True),
        sa.CheckConstraint("status IN ('decided', 'announced')", name="programme_status_known"),
        sa.CheckConstraint("last_year >= year", name="programme_years_in_order"),
        sa.CheckConstraint("stated_municipalities >= 0", name="programme_municipalities_not_negative"),
        sa.CheckConstraint("stated_rss >= 0", name="programme_rss_not_negative"),
        sa.CheckConstraint("stated_total >= 0", name="programme_total_not_negative"),
        sa.CheckConstraint("use_until >= use_from", name="programme_use_in_order"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slug"),
    )
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_year"), ["year"], unique=False)

    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name="revision_one_row"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("official_name", sa.String(), nullable=False),
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("rss_code", sa.String(), nullable=True),
        sa.CheckConstraint("(kind = 'kommun') = (rss_code IS NOT NULL)", name="recipient_rss_only_for_municipality"),
        sa.CheckConstraint("kind IN ('kommun', 'rss')", name="recipient_kind_known"),
        sa.ForeignKeyConstraint(
            ["county_code"],
            ["county.code"],
        ),
        sa.ForeignKeyConstraint(
            ["rss_code"],
            ["recipient.code"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
        sa.UniqueConstraint("name"),
    )
    with op.batch_alter_table("recipient", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recipient_county_code"), ["county_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_recipient_rss_code"), ["rss_code"], unique=False)

    op.create_table(
        "allocation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("printed_name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name="allocation_not_negative"),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["recipient.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("programme_id", "recipient_id", name="allocation_once"),
    )
    with op.batch_alter_table("allocation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_allocation_programme_id"), ["programme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_allocation_recipient_id"), ["recipient_id"], unique=False)

    op.create_table(
        "contact_recipient",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.CheckConstraint(
            "role IN ('ombud', 'requisition', 'economist', 'registrar', 'other')", name="contact_recipient_role_known"
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["recipient.id"],
        ),
        sa.PrimaryKeyConstraint("contact_id", "recipient_id"),
    )
    with op.batch_alter_table("contact_recipient", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_recipient_recipient_id"), ["recipient_id"], unique=False)

    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=True),
        sa.Column("opens", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("step IN ('requisition', 'report', 'repayment')", name="deadline_step_known"),
        sa.CheckConstraint("due >= opens", name="deadline_in_order"),
        sa.CheckConstraint("revision >= 1", name="deadline_revision_positive"),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["recipient.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.create_index(
            "deadline_once", ["programme_id", "step", sa.text("coalesce(recipient_id, 0)")], unique=True
        )
        batch_op.create_index(batch_op.f("ix_deadline_recipient_id"), ["recipient_id"], unique=False)

    op.create_table(
        "population",
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("inhabitants", sa.Integer(), nullable=False),
        sa.CheckConstraint("inhabitants > 0", name="population_positive"),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["recipient.id"],
        ),
        sa.PrimaryKeyConstraint("recipient_id", "year"),
    )
    op.create_table(
        "progress",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("state IN ('claimed', 'confirmed')", name="progress_state_known"),
        sa.CheckConstraint("step IN ('requisition', 'report', 'repayment')", name="progress_step_known"),
        sa.CheckConstraint("amount >= 0", name="progress_amount_not_negative"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["recipient.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("programme_id", "recipient_id", "step", "state", name="progress_once"),
    )
    with op.batch_alter_table("progress", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_progress_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_progress_recipient_id"), ["recipient_id"], unique=False)
    op.execute("INSERT INTO revision (id, number) VALUES (1, 0)")
    raise_revision_on_change()


def raise_revision_on_change() -> None:
    """Let every change of a fact raise the revision, whoever makes it."""
    if op.get_bind().dialect.name == "sqlite":
        for table in FACT_TABLES:
            for change in ("INSERT", "UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER revision_{table}_{change.lower()} AFTER {change} ON {table} "
                    "BEGIN UPDATE revision SET number = number + 1; END"
                )
        return
    op.execute(
        "CREATE FUNCTION raise_revision() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN UPDATE revision SET number = number + 1; RETURN NULL; END $$"
    )
    for table in FACT_TABLES:
        op.execute(
            f"CREATE TRIGGER revision_{table} AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION raise_revision()"
        )
