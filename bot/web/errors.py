"""What a visitor or a program sees when something can't be done: never a traceback."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from bot.web.rendering import language_of, page, words

API = "/api/"
# One line for programs, by status; people read the page's texts.
API_ERRORS = {
    400: "The body is no JSON in UTF-8.",
    403: "This address refuses requests from other sites' pages.",
    404: "There is nothing at this address; see /docs.",
    405: "This address takes another method; see the Allow header and /docs.",
    413: "The request is too large; send at most 256 KiB.",
    429: "Too many questions; wait as many seconds as Retry-After says.",
}


def add_error_pages(app: FastAPI) -> None:
    """Let every refusal be one line of JSON under /api/ and a page in the visitor's language elsewhere."""
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, unusable)


async def refused(request: Request, error: Exception) -> Response:
    """A refusal by its status: 403, 404, 405, 413, 429."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    return answer(request, error.status_code, headers=dict(error.headers or {}))


async def unusable(request: Request, error: Exception) -> Response:
    """Input that can't be used: 400 where it is no JSON, 415 where it doesn't say that it is, else 422."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for nothing else
    status, message = explained(request, error.errors())
    return answer(request, status, message)


async def failed(request: Request, reference: str) -> Response:
    """An unexpected error; the log has the traceback under the same reference."""
    return answer(request, 500, f"Something went wrong here; quote the reference {reference}.", reference=reference)


def explained(request: Request, errors: Sequence[Any]) -> tuple[int, str]:
    """The status and one line that says which field is wrong and what it should be."""
    first = errors[0]
    sent_json = request.headers.get("content-type", "").partition(";")[0].strip().lower().endswith("json")
    if request.url.path.startswith(API) and not sent_json:
        return 415, "Send JSON with the header Content-Type: application/json."
    if first["type"] == "json_invalid":
        return 400, API_ERRORS[400]
    field = ".".join(str(part) for part in first["loc"][1:]) or "body"
    return 422, f"{field}: {first['msg']}."


def answer(
    request: Request, status: int, message: str = "", *, headers: dict[str, str] | None = None, reference: str = ""
) -> Response:
    """The refusal in the form that fits the address."""
    if request.url.path.startswith(API):
        body = {"error": message or API_ERRORS.get(status, "The request can't be used.")}
        return JSONResponse(body, status, headers)
    language = language_of(request)
    texts = words(language)["errors"]
    key = str(status) if str(status) in texts else "other"
    response = page(request, "error.html", language, status=status, error=texts[key], reference=reference)
    response.headers.update(headers or {})
    return response
