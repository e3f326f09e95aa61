"""What a supervisor asks: does the process live, can it answer, what has it done."""

import asyncio

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col

from bot.web.parts import WebParts, parts_of
from models.loopback import is_loopback
from models.migrate import newest_revision, revision_of
from models.outbox import Message

DATABASE_SECONDS = 3

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """How the service is."""

    status: str = Field(description='"ok", or one line that says what is wrong.')


@router.get("/healthz", summary="The process lives", response_description="It does.")
async def healthz() -> Health:
    """Answers as long as the process does, whatever the database says."""
    return Health(status="ok")


@router.get(
    "/readyz",
    summary="The service can answer",
    response_description="It can.",
    responses={503: {"model": Health, "description": "It can't."}},
)
async def readyz(request: Request) -> Health:
    """Whether the database can be reached and has the schema that this version needs."""
    trouble = await database_trouble(parts_of(request))
    if trouble:
        return JSONResponse({"status": trouble}, 503)  # type: ignore[return-value]
    return Health(status="ok")


async def database_trouble(parts: WebParts) -> str | None:
    """What keeps the database from being used; None when nothing does."""
    try:
        async with asyncio.timeout(DATABASE_SECONDS), parts.database.engine.connect() as connection:
            revision = await revision_of(connection)
    except TimeoutError:
        return f"the database did not answer within {DATABASE_SECONDS} seconds"
    except (SQLAlchemyError, OSError) as error:
        return f"the database can't be reached ({type(error).__name__})"
    if revision != newest_revision():
        return f"the database has schema {revision or 'none'}, this version needs {newest_revision()}"
    return None


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """Counts for Prometheus; only for this machine, nothing at this address for anyone else."""
    if request.client is None or not is_loopback(request.client.host):
        raise HTTPException(404)
    parts = parts_of(request)
    async with parts.database.reading() as session:
        by_state = await session.execute(select(col(Message.state), func.count()).group_by(col(Message.state)))
        messages = dict(by_state.tuples().all())
    text = parts.counts.text(messages, parts.recorder.dropped)
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")
