"""`/docs`: the API for people, written from its OpenAPI description. No script, nothing from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from bot.web.rendering import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field of a body: its type in words, whether it must be there, what it means."""

    name: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An address with a method, what is sent, and what comes back by status."""

    method: str
    path: str
    summary: str
    description: str
    request: tuple[FieldLine, ...]
    responses: tuple[tuple[str, str], ...]
    response: tuple[FieldLine, ...]


@router.get("/docs")
async def documentation(request: Request) -> HTMLResponse:
    """Every address of the API with its fields."""
    schema = request.app.openapi()
    return page(
        request,
        "docs.html",
        "en",
        info=schema["info"],
        operations=list(operations(schema)),
        base=str(request.base_url).rstrip("/"),
    )


def operations(schema: dict[str, Any]) -> Iterator[Operation]:
    """What the OpenAPI description lists, in its order."""
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield Operation(
                method=method.upper(),
                path=path,
                summary=operation.get("summary", ""),
                description=operation.get("description", ""),
                request=fields(schema, operation.get("requestBody", {})),
                responses=tuple((code, found["description"]) for code, found in operation["responses"].items()),
                response=fields(schema, operation["responses"]["200"]),
            )


def fields(schema: dict[str, Any], body: dict[str, Any]) -> tuple[FieldLine, ...]:
    """The fields of a body, and of the objects in its lists."""
    described = body.get("content", {}).get("application/json", {}).get("schema", {})
    return tuple(field_lines(schema, resolved(schema, described)))


def field_lines(schema: dict[str, Any], described: dict[str, Any], prefix: str = "") -> Iterator[FieldLine]:
    for name, field in described.get("properties", {}).items():
        required = name in described.get("required", [])
        yield FieldLine(prefix + name, type_of(field), required, field.get("description", ""))
        inner = resolved(schema, field.get("items", {}))
        yield from field_lines(schema, inner, f"{prefix}{name}[].")


def resolved(schema: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    """What a reference points to."""
    name = str(described.get("$ref", "")).rpartition("/")[2]
    found: dict[str, Any] = schema["components"]["schemas"][name] if name else described
    return found


def type_of(field: dict[str, Any]) -> str:
    """A field's type in words: "string or null", "list of objects"."""
    if "anyOf" in field:
        return " or ".join(type_of(one) for one in field["anyOf"])
    if "enum" in field or "const" in field:
        return " or ".join(f'"{value}"' for value in field.get("enum", [field.get("const")]))
    if field.get("type") == "array":
        return f"list of {type_of(field['items'])}s"
    return str(field.get("type", "object"))
