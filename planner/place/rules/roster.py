"""Rules on the tables of a roster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.errors import Finding
from planner.nearest import did_you_mean
from planner.place.contracts import blank, core_by_role, sites_by_owner
from planner.place.rules.rule import Tables, needs
from planner.schema.tables.requests import ABSENT
from planner.schema.working_time_sets import SETS

_SPANS = ("cover", "contracts", "requests")


def clock(time: str) -> int:
    """Minutes after midnight of ``07:30``."""
    return int(time[:2]) * 60 + int(time[3:])


def span(start: str, end: str) -> tuple[int, int]:
    """Minutes from the midnight before a shift to its start and its end."""
    first, last = clock(start), clock(end)
    return first, last if last > first else last + 24 * 60


@needs("shifts")
def shifts_have_working_time(tables: Tables) -> Iterator[Finding]:
    """A shift is longer than its break."""
    for i, row in enumerate(tables["shifts"].itertuples(index=False)):
        first, last = span(row.start, row.end)
        if row.unpaid_break >= last - first:
            message = f"the shift lasts {last - first} minutes, no longer than its break"
            yield tables.error("shifts", i, "unpaid_break", message, "mend the times or the break")


@needs("cover")
def cover_wants_its_minimum(tables: Tables) -> Iterator[Finding]:
    """No row prefers fewer people than are safe."""
    for i, row in enumerate(tables["cover"].itertuples(index=False)):
        if not blank(row.preferred) and row.preferred < row.minimum:
            message = f"fewer people are preferred than the minimum of {row.minimum}"
            yield tables.error("cover", i, "preferred", message, "raise it, or leave it blank")


@needs("cover", "contracts", "requests")
def dates_in_order(tables: Tables) -> Iterator[Finding]:
    """Nothing ends before it begins."""
    for name in _SPANS:
        frame = tables[name]
        for i, (first, last) in enumerate(zip(frame["first"], frame["last"], strict=True)):
            if not blank(first) and not blank(last) and last < first:
                message = f"it ends before it begins on {first}"
                yield tables.error(name, i, "last", message, "mend one of the dates")


@needs("contracts", "working_time")
def terms_are_known(tables: Tables) -> Iterator[Finding]:
    """Contracts name terms of the place, or a set that comes with placeplan."""
    known = [*tables["working_time"]["terms"], *SETS]
    for i, terms in enumerate(tables["contracts"]["terms"]):
        if terms not in known:
            message = "there are no such working-time terms"
            yield tables.error("contracts", i, "terms", message, did_you_mean(terms, known))


@needs("contracts", "staff", "sites")
def people_have_sites(tables: Tables) -> Iterator[Finding]:
    """Whoever is on the roster has somewhere to work."""
    runs = sites_by_owner(tables["sites"])
    employer = dict(zip(tables["staff"]["person"], tables["staff"]["organisation"], strict=True))
    for i, row in enumerate(tables["contracts"].itertuples(index=False)):
        if not (row.sites or runs[employer[row.person]]):
            message = f"'{employer[row.person]}' has no site, so '{row.person}' works nowhere"
            yield tables.error("contracts", i, "sites", message, "name the sites they work at")


@needs("requests")
def requests_name_shifts(tables: Tables) -> Iterator[Finding]:
    """A shift is named where one is asked against, and only where it says something."""
    for i, row in enumerate(tables["requests"].itertuples(index=False)):
        if row.kind == "not_shift" and not row.shift:
            remedy = "name it, or ask for a day_off"
            yield tables.error("requests", i, "shift", "no shift is named", remedy)
        if row.shift and row.kind not in ("work", "not_shift"):
            message = f"{row.kind} is for the whole day, so the shift says nothing"
            yield tables.warning("requests", i, "shift", message, "leave it blank")


@needs("requests")
def absences_counted_once(tables: Tables) -> Iterator[Finding]:
    """No day of absence is credited twice."""
    requests = tables["requests"]
    held: dict[str, list[tuple[object, object, int]]] = defaultdict(list)
    for i, row in enumerate(requests.itertuples(index=False)):
        if row.kind not in ABSENT:
            continue
        last = row.first if blank(row.last) else row.last
        for first, until, other in held[row.person]:
            if row.first <= until and first <= last:
                message = f"it overlaps the absence in row {tables.row('requests', other)}"
                yield tables.error("requests", i, "first", message, "keep one for each day")
                break
        held[row.person].append((row.first, last, i))


@needs("roster_pins", "contracts", "requests", "staff", "sites")
def pins_can_be_kept(tables: Tables) -> Iterator[Finding]:
    """What is fixed is within the person's contract and not on a day of absence."""
    contracts = {row.person: row for row in tables["contracts"].itertuples(index=False)}
    employer = dict(zip(tables["staff"]["person"], tables["staff"]["organisation"], strict=True))
    runs = sites_by_owner(tables["sites"])
    away = [
        (row.person, row.first, row.first if blank(row.last) else row.last, row.kind)
        for row in tables["requests"].itertuples(index=False)
        if row.kind in (*ABSENT, "unavailable")
    ]
    for i, pin in enumerate(tables["roster_pins"].itertuples(index=False)):
        contract = contracts[pin.person]
        if pin.site and not pin.shift:
            message = "a day off is nowhere"
            yield tables.error("roster_pins", i, "site", message, "leave it blank, or name a shift")
        sites = contract.sites or runs[employer[pin.person]]
        if pin.site and pin.site not in sites:
            message = f"'{pin.person}' does not work at '{pin.site}'"
            remedy = "add the site to their contract, or mend the pin"
            yield tables.error("roster_pins", i, "site", message, remedy)
        if pin.shift and contract.shifts and pin.shift not in contract.shifts:
            message = f"'{pin.person}' does not work '{pin.shift}'"
            remedy = "add the shift to their contract, or mend the pin"
            yield tables.error("roster_pins", i, "shift", message, remedy)
        for person, first, last, kind in away:
            if pin.shift and person == pin.person and first <= pin.date <= last:
                message = f"'{person}' is away then ({kind})"
                yield tables.error("roster_pins", i, "date", message, "drop the pin or the absence")


@needs("cover", "contracts", "staff", "role_competencies", "sites")
def cover_can_be_given(tables: Tables) -> Iterator[Finding]:
    """For each row of cover somebody on the roster counts."""
    core = core_by_role(tables["role_competencies"])
    runs = sites_by_owner(tables["sites"])
    staff = {row.person: row for row in tables["staff"].itertuples(index=False)}
    people = []
    for row in tables["contracts"].itertuples(index=False):
        who = staff[row.person]
        sites = row.sites or runs[who.organisation]
        people.append((sites, set(row.shifts), who.role, core[who.role] | set(who.competencies)))
    for i, row in enumerate(tables["cover"].itertuples(index=False)):
        if row.minimum and not any(
            row.site in sites
            and (not shifts or row.shift in shifts)
            and (not row.roles or role in row.roles)
            and (not row.competency or row.competency in skills)
            for sites, shifts, role, skills in people
        ):
            message = "nobody on the roster counts towards it"
            remedy = "mend the row, or the contracts and staff of those who should"
            yield tables.error("cover", i, "minimum", message, remedy)
