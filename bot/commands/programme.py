"""`bidragslots programme`: the grants, and the fields that only an administrator can fill."""

from datetime import date
from typing import Annotated, Any

import typer
from sqlmodel import col, select

from bot.app import App
from bot.commands.arguments import grant_named, print_json, read_date
from bot.commands.running import run
from models.allocation import is_rounding
from models.facts import Facts, Grant
from models.importing.amounts import grouped
from models.kinds import ProgrammeStatus, RecipientKind
from models.programme import STATED, Programme, ProgrammeError, change_programme, check_programme

Slug = Annotated[str, typer.Argument(metavar="SLUG", help="The grant's slug, or its year.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print for programs.")]
Text = Annotated[str | None, typer.Option()]
Kronor = Annotated[int | None, typer.Option(min=0, help="Whole kronor.")]
CLEARABLE = (
    "reference",
    "total",
    "municipalities",
    "rss",
    "case-number",
    "eservice-url",
    "officer-email",
    "use-from",
    "use-until",
    "invoiced",
)
FIELDS = {
    "total": "stated_total",
    "municipalities": "stated_municipalities",
    "rss": "stated_rss",
    "invoiced": "repayment_invoiced",
}


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, help="The grants, and what only an administrator knows about them.")
    group.command("list")(list_programmes)
    group.command()(show)
    group.command()(add)
    group.command("set")(set_fields)
    app.add_typer(group, name="programme")


def list_programmes(as_json: AsJson = False) -> None:
    """List the grants, newest first."""

    async def command(app: App) -> list[dict[str, Any]]:
        facts = await app.facts.current()
        return [summary(facts, grant) for grant in facts.grants]

    found = run(command)
    if as_json:
        print_json(found)
        return
    for grant in found:
        amounts = sum(kind["rows"] for kind in grant["sums"]) or "no"
        print(f"{grant['slug']}: {years(grant)}, {grant['status']}, {amounts} amounts, {grant['name_en']}")


def show(slug: Slug, as_json: AsJson = False) -> None:
    """Show all that is known of a grant, with its sums against the totals that its decision states."""

    async def command(app: App) -> dict[str, Any]:
        facts = await app.facts.current()
        grant = grant_named(facts, slug)
        return summary(facts, grant) | {"catalogue": catalogue_of(grant)}

    found = run(command)
    print_json(found) if as_json else print("\n".join(described(found)))


def add(
    slug: Annotated[str, typer.Argument(help="Small letters, digits and hyphens, like omstallning-2026.")],
    year: Annotated[int, typer.Option(min=2000, max=2100, help="The grant's year, or its first.")],
    name_sv: Annotated[str, typer.Option(help="Its name in Swedish, as it stands within a sentence.")],
    name_en: Annotated[str, typer.Option(help="Its name in English, likewise.")],
    *,
    last_year: Annotated[int | None, typer.Option(min=2000, max=2100)] = None,
    short_name_sv: Text = None,
    short_name_en: Text = None,
    reference: Annotated[str | None, typer.Option(help="The decision's reference number.")] = None,
    total: Kronor = None,
    municipalities: Kronor = None,
    rss: Kronor = None,
    as_json: AsJson = False,
) -> None:
    """Add a grant; it counts as announced until its amounts are imported."""
    values: dict[str, Any] = {
        "slug": slug,
        "year": year,
        "last_year": last_year or year,
        "status": ProgrammeStatus.ANNOUNCED,
        "name_sv": name_sv,
        "name_en": name_en,
        "short_name_sv": short_name_sv or name_sv,
        "short_name_en": short_name_en or name_en,
        "reference": reference,
        "stated_total": total,
        "stated_municipalities": municipalities,
        "stated_rss": rss,
    }

    async def command(app: App) -> dict[str, Any]:
        if (await app.facts.current()).of_slug(slug) is not None:
            raise ProgrammeError(f"There is a grant '{slug}' already; change it with: bidragslots programme set {slug}")
        programme = Programme(**values)
        check_programme(programme.model_dump())
        async with app.database.writing() as session:
            session.add(programme)
        facts = await app.facts.current()
        return summary(facts, grant_named(facts, slug))

    finish(run(command), as_json)


def set_fields(
    slug: Slug,
    *,
    name_sv: Text = None,
    name_en: Text = None,
    short_name_sv: Text = None,
    short_name_en: Text = None,
    reference: Annotated[str | None, typer.Option(help="The decision's reference number.")] = None,
    total: Kronor = None,
    municipalities: Kronor = None,
    rss: Kronor = None,
    last_year: Annotated[int | None, typer.Option(min=2000, max=2100)] = None,
    case_number: Annotated[str | None, typer.Option(help="The agency's own number.")] = None,
    eservice_url: Annotated[str | None, typer.Option(help="Where to requisition.")] = None,
    officer_email: Annotated[str | None, typer.Option(help="Where to ask.")] = None,
    use_from: Annotated[str | None, typer.Option(help="The first day on which the money may be used.")] = None,
    use_until: Annotated[str | None, typer.Option(help="The last such day.")] = None,
    invoiced: Annotated[bool | None, typer.Option("--invoiced/--not-invoiced", help="Repayment by invoice.")] = None,
    clear: Annotated[list[str] | None, typer.Option(help=f"Make unknown again: {', '.join(CLEARABLE)}.")] = None,
    as_json: AsJson = False,
) -> None:
    """Set what the agency's instructions say; what is not named stays, --clear makes a field unknown."""
    given = {
        "name_sv": name_sv,
        "name_en": name_en,
        "short_name_sv": short_name_sv,
        "short_name_en": short_name_en,
        "reference": reference,
        "stated_total": total,
        "stated_municipalities": municipalities,
        "stated_rss": rss,
        "last_year": last_year,
        "case_number": case_number,
        "eservice_url": eservice_url,
        "officer_email": officer_email,
        "use_from": read_date(use_from) if use_from else None,
        "use_until": read_date(use_until) if use_until else None,
        "repayment_invoiced": invoiced,
    }
    values = {name: value for name, value in given.items() if value is not None} | cleared(clear or [])
    if not values:
        raise typer.BadParameter("name at least one field to set or --clear")

    async def command(app: App) -> dict[str, Any]:
        chosen = grant_named(await app.facts.current(), slug).slug
        async with app.database.writing() as session:
            programme = (await session.scalars(select(Programme).where(col(Programme.slug) == chosen))).one()
            change_programme(programme, values)
        facts = await app.facts.current()
        return summary(facts, grant_named(facts, chosen))

    finish(run(command), as_json)


def cleared(names: list[str]) -> dict[str, None]:
    unknown = [name for name in names if name not in CLEARABLE]
    if unknown:
        raise typer.BadParameter(f"'{unknown[0]}' can't be cleared; there are {', '.join(CLEARABLE)}")
    return {FIELDS.get(name, name.replace("-", "_")): None for name in names}


def finish(found: dict[str, Any], as_json: bool) -> None:
    print_json(found) if as_json else print("\n".join(described(found)))


def summary(facts: Facts, grant: Grant) -> dict[str, Any]:
    """A grant's row, and by kind how many amounts it has, their sum and the stated total."""
    row = {name: value for name, value in grant.row.items() if name != "id"}
    return row | {"sums": [found for kind in RecipientKind if (found := sum_of(facts, grant, kind))]}


def sum_of(facts: Facts, grant: Grant, kind: RecipientKind) -> dict[str, Any] | None:
    """`apart` is the stated total minus the listed sum; `rounding` whether rounding alone explains it."""
    amounts = [amount for code, amount in grant.amounts.items() if facts.places[code].kind == kind]
    stated = grant.row[STATED[kind]]
    if not amounts:
        return None
    known = {} if stated is None else {"rounding": is_rounding(sum(amounts), stated, len(amounts))}
    apart = None if stated is None else stated - sum(amounts)
    return {"kind": kind, "rows": len(amounts), "listed": sum(amounts), "stated": stated, "apart": apart, **known}


def catalogue_of(grant: Grant) -> dict[str, Any] | None:
    """What the catalogue's folder of the grant says, by key."""
    if grant.data is None:
        return None
    data = grant.data
    rules = {key: {"force": rule.force, "sv": rule.sv, "en": rule.en} for key, rule in data.rules.items()}
    return {"figures": data.figures, "dates": data.dates, "references": data.references, "rules": rules}


def described(found: dict[str, Any]) -> list[str]:
    """A grant in lines for people; an unknown field says so."""
    lines = [f"{found['slug']} ({years(found)}, {found['status']})"]
    rows = {name: value for name, value in found.items() if name not in ("slug", "status", "sums", "catalogue")}
    lines += [f"  {name}: {in_words(value)}" for name, value in rows.items()]
    lines += [sum_in_words(kind) for kind in found["sums"]]
    for key, rule in ((found.get("catalogue") or {}).get("rules") or {}).items():
        lines.append(f"  rule {key} ({rule['force']}): {rule['sv']}")
    return lines


def years(found: dict[str, Any]) -> str:
    one = found["year"] == found["last_year"]
    return str(found["year"]) if one else f"{found['year']}–{found['last_year']}"


def in_words(value: object) -> str:
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and value > 9999:
        return f"{grouped(value)} kr"
    return value.isoformat() if isinstance(value, date) else str(value)


def sum_in_words(found: dict[str, Any]) -> str:
    text = f"  {found['rows']} amounts of kind {found['kind']}: {grouped(found['listed'])} kr listed"
    if found["stated"] is None:
        return f"{text}, no total stated"
    text += f", {grouped(found['stated'])} kr stated"
    if not found["apart"]:
        return text
    reason = "rounding" if found["rounding"] else "more than rounding explains"
    return f"{text} ({grouped(abs(found['apart']))} kr apart: {reason})"
