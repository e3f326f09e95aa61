"""Alembic runs here on the connection that `models.migrate` hands over."""

from alembic import context

from models.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=False,  # the caller holds one transaction around all steps
)
context.run_migrations()
