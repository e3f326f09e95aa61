"""`POST /api/ask`: the same answers for programs, in the form of `bidragslots ask --json`."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.answers.answer import Answer
from bot.web.checks import not_too_many
from bot.web.parts import parts_of

MOST_CHARACTERS = 20_000

router = APIRouter(tags=["questions"])


class AskRequest(BaseModel):
    """A question. Keys that are not listed here are ignored."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "Vad får pengarna användas till?", "language": "sv"}]}
    )

    text: Annotated[str, StringConstraints(max_length=MOST_CHARACTERS)] = Field(
        description="What is asked, as people write it, in Swedish or English."
    )
    conversation: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = Field(
        default=None,
        description="Any text that stays the same in one chat, so that a follow-up is understood. "
        "Choose one that nobody else uses, such as a random one.",
    )
    language: Literal["sv", "en"] | None = Field(
        default=None, description="The answer's language; without it, the question's."
    )


class AmountBody(BaseModel):
    """A grant amount that the answer asserts: at most so many whole kronor for this recipient."""

    recipient: str = Field(examples=["Kiruna"], description='Such as "Kiruna", "RSS Fyrbodal", "Västra Götalands län".')
    kind: Literal["kommun", "rss", "lan"] = Field(description="A municipality, a regional structure or a county.")
    year: int = Field(examples=[2025], description="The grant's year.")
    kronor: int = Field(description="Whole kronor, at most.")


class CitationBody(BaseModel):
    """Where a fact stands."""

    document: str = Field(description="The document, such as the Government's decision.")
    section: str = Field(description="The heading or paragraph in it, or the annex.")


class AskResponse(BaseModel):
    """An answer."""

    text: str = Field(description="The whole answer as plain text.")
    language: Literal["sv", "en"] = Field(description="The answer's language.")
    answered: bool = Field(
        description="True when the answer states facts; false when it declines, greets, helps or asks back."
    )
    clarify: list[str] = Field(description="The options when the answer asks back; each can be sent as a text.")
    suggestions: list[str] = Field(description="What could be asked next; each can be sent as a text.")
    amounts: list[AmountBody] = Field(description="Every grant amount that the answer asserts.")
    citations: list[CitationBody] = Field(description="Where the facts stand; at least one when answered is true.")
    trace: dict[str, Any] | None = Field(description="How the question was understood.")


class ErrorResponse(BaseModel):
    """Why a request was refused."""

    error: str = Field(description="One line: what is wrong and what to do.")


REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorResponse, "description": "The body is no JSON."},
    413: {"model": ErrorResponse, "description": "The body is larger than 256 KiB."},
    415: {"model": ErrorResponse, "description": "The body is not said to be JSON."},
    422: {"model": ErrorResponse, "description": "A field is missing, too long or of the wrong type."},
    429: {"model": ErrorResponse, "description": "Too many questions from one client; see Retry-After."},
    500: {"model": ErrorResponse, "description": "An error in the service, with a reference to quote."},
}


@router.post(
    "/api/ask",
    summary="Ask a question",
    response_description="The answer.",
    responses=REFUSALS,
    dependencies=[Depends(not_too_many)],
)
async def ask(request: Request, question: AskRequest) -> AskResponse:
    """Every figure comes from the database, with the section it stands in."""
    conversation = f"api:{question.conversation}" if question.conversation else None
    _, answer = await parts_of(request).answer(
        question.text, conversation=conversation, language=question.language, channel="api"
    )
    return as_body(answer)


def as_body(answer: Answer) -> AskResponse:
    """An answer in the form of the API."""
    return AskResponse(
        text=answer.text,
        language=answer.language,  # type: ignore[arg-type]
        answered=answer.answered,
        clarify=list(answer.clarify),
        suggestions=list(answer.suggestions),
        amounts=[AmountBody(recipient=a.recipient, kind=a.kind, year=a.year, kronor=a.kronor) for a in answer.amounts],  # type: ignore[arg-type]
        citations=[CitationBody(document=c.document, section=c.section) for c in answer.citations],
        trace=answer.trace,
    )
