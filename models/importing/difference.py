"""What a checked list would change, and whether its sums are the stated ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.allocation import is_rounding
from models.facts import Place
from models.importing.amounts import grouped
from models.importing.checking import CheckedList, Entry, StatedTotal
from models.importing.listing import Problem
from models.kinds import RecipientKind


@dataclass(frozen=True, slots=True)
class Change:
    """A recipient's amount in whole kronor before and after; None where there is none."""

    place: Place
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class KindSum:
    """The rows of one kind: how many, their sum, and the total stated for them, by the list or else the grant."""

    kind: RecipientKind
    rows: int
    listed: int
    stated: int | None
    stated_by_list: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import changes. Only kinds that the list holds are replaced; the others stay.

    A list of municipalities alone thus never takes the RSS their amounts.
    """

    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    gone: tuple[Change, ...]
    sums: tuple[KindSum, ...]
    problems: tuple[Problem, ...]
    listed: int
    stated: int | None
    understood: bool

    @property
    def kinds(self) -> set[RecipientKind]:
        return {kind_sum.kind for kind_sum in self.sums}


def difference(
    checked: CheckedList,
    current: Mapping[str, int],
    places: Mapping[str, Place],
    stated: Mapping[RecipientKind, int | None],
) -> Difference:
    """Compare a list with the amounts that a grant has now, by recipient code; `stated` are its totals by kind."""
    sums = tuple(sum_of_kind(kind, checked, stated[kind]) for kind in RecipientKind if entries_of(checked, kind))
    kinds = {kind_sum.kind for kind_sum in sums}
    after = {entry.place.code: entry.amount for entry in checked.entries}
    changes = [
        Change(places[code], current.get(code), after.get(code))
        for code in [*after, *(code for code in current if code not in after and places[code].kind in kinds)]
    ]
    return Difference(
        new=tuple(change for change in changes if change.before is None),
        changed=tuple(c for c in changes if None not in (c.before, c.after) and c.before != c.after),
        gone=tuple(change for change in changes if change.after is None),
        sums=sums,
        problems=checked.problems or tuple(problems_with(sums)),
        listed=sum(after.values()),
        stated=stated_in_all(checked, sums),
        understood=checked.understood,
    )


def entries_of(checked: CheckedList, kind: RecipientKind) -> list[Entry]:
    return [entry for entry in checked.entries if entry.place.kind == kind]


def sum_of_kind(kind: RecipientKind, checked: CheckedList, of_grant: int | None) -> KindSum:
    entries = entries_of(checked, kind)
    of_list = total_of(checked.totals, entries)
    return KindSum(
        kind=kind,
        rows=len(entries),
        listed=sum(entry.amount for entry in entries),
        stated=of_grant if of_list is None else of_list,
        stated_by_list=of_list is not None,
    )


def total_of(totals: Iterable[StatedTotal], entries: Iterable[Entry]) -> int | None:
    """The last total that the list prints for exactly these rows; None where it prints none."""
    codes = {entry.place.code for entry in entries}
    fitting = [total.amount for total in totals if {entry.place.code for entry in total.entries} == codes]
    return fitting[-1] if fitting else None


def stated_in_all(checked: CheckedList, sums: Iterable[KindSum]) -> int | None:
    """The total stated for the whole list, or the sum of its kinds' totals; None where one is unknown."""
    of_list = total_of(checked.totals, checked.entries)
    if of_list is not None:
        return of_list
    stated = [kind_sum.stated for kind_sum in sums]
    return None if None in stated or not stated else sum(amount for amount in stated if amount is not None)


def problems_with(sums: Iterable[KindSum]) -> list[Problem]:
    """Sums that the list itself gives no total for, checked against the grant's."""
    return [
        Problem(
            None,
            f"the {found.rows} rows of kind {found.kind} sum to {grouped(found.listed)} kr, but the grant states "
            f"{grouped(found.stated)} kr; complete the list, add its total row, or correct the grant with: "
            "bidragslots programme set",
        )
        for found in sums
        if found.stated is not None
        and not found.stated_by_list
        and not is_rounding(found.listed, found.stated, found.rows)
    ]
