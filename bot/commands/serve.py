"""`bidragslots serve`: the web page, the API and the jobs in one process."""

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on; setting HOST.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="0 takes a free one; setting PORT.")] = None,
) -> None:
    """Serve the page, the API and the jobs until stopped (Ctrl+C or SIGTERM)."""
    from bot.serving import serve_process
    from bot.settings import load_settings

    serve_process(load_settings(), host, port)
