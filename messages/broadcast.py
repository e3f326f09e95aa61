"""A broadcast's subject and body with its variables filled in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from messages.formats import date_text, kronor
from models.errors import BidragslotsError
from models.facts import Grant, Place
from models.steps import Step

# Swedish name first; the English one means the same.
VARIABLES = {"mottagare": "recipient", "belopp": "amount", "datum": "date"}
NOT_DECIDED = {"sv": "inte beslutat ännu", "en": "not yet decided"}
OWN_AMOUNT = {"sv": "ert belopp", "en": "your amount"}
READER = {"sv": "er kommun eller RSS", "en": "your municipality or RSS"}
ALLOWED_NODES = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)

ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


class BroadcastTextError(BidragslotsError):
    """A broadcast's text uses a variable or syntax that it may not."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What the variables stand for: the recipient's name, whole kronor at most, the step's date."""

    recipient: str
    amount: int | None
    due: date | None


def check_text(text: str, what: str) -> set[str]:
    """The variables that a text uses. Raises BroadcastTextError before anything is sent.

    Only `{{ name }}` with a known name is allowed: no blocks, filters, calls or attributes.
    """
    known = ", ".join(f"{{{{ {name} }}}}" for name in VARIABLES)
    try:
        tree = ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        message = f"{what}, line {error.lineno}: {error.message}; only {known} may be used"
        raise BroadcastTextError(message, "text_odd", what=what, line=error.lineno, known=known) from None
    used: set[str] = set()
    for node in walk(tree):
        if not isinstance(node, ALLOWED_NODES):
            message = f"{what}, line {node.lineno}: more than a variable; only {known} may be used"
            raise BroadcastTextError(message, "text_odd", what=what, line=node.lineno, known=known)
        if isinstance(node, nodes.Name):
            used.add(node.name)
    unknown = sorted(used - VARIABLES.keys() - set(VARIABLES.values()))
    if unknown:
        message = f"{what}: the variable {unknown[0]} is not known; use {known}"
        raise BroadcastTextError(message, "text_variable", what=what, variable=unknown[0], known=known)
    return used


def walk(node: nodes.Node) -> list[nodes.Node]:
    return [node, *(deeper for child in node.iter_child_nodes() for deeper in walk(child))]


def values_for(grant: Grant, topic: str, place: Place | None, language: str) -> Filled:
    """What the variables stand for: the amount at most, and the date of the step that the topic is about.

    Without a recipient the reader is meant, and only the grant's own date is said.
    """
    step = next((step for step in Step if topic.startswith(step)), Step.REQUISITION)
    if place is None:
        return Filled(READER[language], None, grant.window(step).due)
    return Filled(place.official_name, grant.amounts.get(place.code), grant.window(step, place.code).due)


def fill(text: str, values: Filled, language: str) -> str:
    """The text for one recipient. Raises BroadcastTextError for what `check_text` does not allow."""
    check_text(text, "The text")
    return ENVIRONMENT.from_string(text).render(variables(values, language))


def variables(values: Filled, language: str) -> dict[str, Any]:
    """Each variable under its Swedish and its English name."""
    swedish = {
        "mottagare": values.recipient,
        "belopp": OWN_AMOUNT[language] if values.amount is None else kronor(values.amount, language),
        "datum": NOT_DECIDED[language] if values.due is None else date_text(values.due, language),
    }
    return swedish | {VARIABLES[name]: value for name, value in swedish.items()}
