"""The check of an assignment from its tables alone: every rule, every figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from planner.assignment.ledger import NOTHING, Decision, Ledger, Step
from planner.assignment.measures import values, values_today
from planner.assignment.problem import World
from planner.assignment.read_back import Tables, read_decisions
from planner.assignment.tables import make_tables
from planner.assignment.wishes import keeps_pins, pins_by_person
from planner.plan.differs import differs
from planner.plan.plan import PriorityResult
from planner.plan.tables.assignment import ASSIGNMENT_TABLES

#: Figures agree within this.
TOLERANCE = 1e-5


def verify_assignment(
    world: World, tables: Tables, priorities: Sequence[PriorityResult]
) -> list[str]:
    """What is wrong with an assignment's tables, in words; empty if nothing is.

    Decisions are read back from ``assignments`` and ``training``; each is held against scope
    of practice, registration, intakes, notice, travel and pins, all together against places,
    backfill, mentors, establishment, agreed moves and minimums; and every other table and
    every priority is made again from them.
    """
    decisions, wrong = read_decisions(world, tables)
    if wrong:
        return wrong
    ledger = Ledger(world, decisions)
    found = [line for person in decisions for line in _person(ledger, person)]
    for rule in (_intakes, _backfill, _mentors, _establishment, _agreed, _minimums):
        found += rule(ledger)
    if found:
        return found
    again = make_tables(ledger, tables["unmet_targets"].to_dict("records"))
    for table in ASSIGNMENT_TABLES:
        if table.name != "unmet_targets":
            found += differs(table, tables[table.name], again[table.name], "the decisions")
    return found + _unmet(tables) + _priorities(ledger, priorities)


# --- one person -----------------------------------------------------------------------


def _person(ledger: Ledger, person: str) -> Iterator[str]:
    facts, decision = ledger.facts, ledger.decisions[person]
    own, row = facts.home_post[person], facts.staff[person]
    courses = frozenset(step.course.course for step in decision.steps)
    pins = pins_by_person(facts).get(person, ()) if len(facts.place["staff_pins"]) else ()
    if not keeps_pins(pins, own, decision.post, courses):
        yield f"{person}: what is fixed by hand is not kept"
    if facts.posts[decision.post].role != decision.role:
        yield f"{person}: {decision.post} is no post of {decision.role}"
    if decision.begins == ledger.size:
        if (decision.post, decision.role, decision.held) != (own, row.role, facts.held(person)):
            yield f"{person}: stays, and is elsewhere or holds something else in the end"
        return
    fixed = {item for word, item in pins if word in ("post", "course")}
    if decision.post != own and decision.post not in fixed and not courses & fixed:
        minutes = facts.minutes(row.home_locality, decision.post)
        if minutes > row.travel_limit + NOTHING:
            yield (
                f"{person}: {decision.post} is {minutes:g} minutes away, beyond the "
                f"{row.travel_limit:g} they would travel"
            )
    yield from _course(ledger, decision) if decision.steps else _move(ledger, decision)


def _move(ledger: Ledger, decision: Decision) -> Iterator[str]:
    facts, horizon = ledger.facts, ledger.world.horizon
    person, own = decision.person, facts.home_post[decision.person]
    row = facts.staff[person]
    if decision.post == own:
        yield f"{person}: moves to the posts they are in"
    day = horizon.periods[decision.begins].start
    if day < horizon.earliest:
        yield f"{person}: moves on {day}, before {horizon.earliest}, when notice ends"
    if decision.transfer:
        terms = facts.place["transfers"].set_index("transfer")
        to = facts.posts[decision.post]
        if decision.transfer not in terms.index:
            yield f"{person}: the place has no transfer {decision.transfer}"
            return
        term = terms.loc[decision.transfer]
        ends = (
            term["from_organisation"],
            term["from_role"],
            term["to_organisation"] or term["from_organisation"],
            term["to_role"] or term["from_role"],
        )
        if ends != (facts.posts[own].organisation, row.role, to.organisation, to.role):
            yield f"{person}: {decision.transfer} does not lead from {own} to {decision.post}"
    elif decision.role != row.role:
        yield f"{person}: becomes {decision.role} without a course or an agreed move"
    everything = facts.core[row.role] | facts.held(person)
    kept = (everything & facts.scope[decision.role]) - facts.core[decision.role]
    expected = facts.held(person) if decision.role == row.role else kept
    if decision.held != expected:
        yield f"{person}: does not hold in the end what a move leaves them"


def _course(ledger: Ledger, decision: Decision) -> Iterator[str]:
    facts, horizon = ledger.facts, ledger.world.horizon
    person, own = decision.person, facts.home_post[decision.person]
    at = (facts.staff[person].role, facts.held(person))
    before: Step | None = None
    for step in decision.steps:
        name = f"{person} on {step.course.course}"
        if step.course.organisation not in ("", facts.posts[own].organisation):
            yield f"{name}: it is for the staff of {step.course.organisation}"
        if step.date.month not in step.course.intake_months:
            yield f"{name}: there is no intake on {step.date}"
        if step.date < horizon.earliest:
            yield f"{name}: begins on {step.date}, before {horizon.earliest}, when notice ends"
        if before is not None and step.starts < before.ends:
            yield f"{name}: begins before {before.course.course} is complete"
        after = facts.after_course(*at, step.course)
        if after is None:
            yield f"{name}: the course is not for them, or is outside their scope of practice"
            return
        if after[0] != at[0] and step is not decision.steps[-1]:
            yield f"{name}: leads to another role, and a second course follows"
        at, before = after, step
    if at != (decision.role, decision.held):
        yield f"{person}: does not hold in the end what the courses give"
    role = facts.staff[person].role
    posts = [own] if decision.role == role else facts.posts_after(own, decision.role)
    if decision.post not in posts:
        yield f"{person}: no course leads from {own} to {decision.post}"


# --- all together ---------------------------------------------------------------------


def _intakes(ledger: Ledger) -> list[str]:
    taken: dict[tuple[str, str], float] = defaultdict(float)
    places: dict[str, float] = {}
    for decision, step in ledger.trainees():
        taken[step.course.course, step.date.isoformat()] += ledger.wte(decision.person)
        if not pd.isna(step.course.places_per_intake):
            places[step.course.course] = float(step.course.places_per_intake)
    return [
        f"course places: {course} on {date}: {wte:g} WTE begin, and there are {places[course]:g}"
        for (course, date), wte in sorted(taken.items())
        if wte > places.get(course, np.inf) + TOLERANCE
    ]


def _backfill(ledger: Ledger) -> list[str]:
    return [
        f"backfill: {' '.join(team)}, {ledger.world.horizon.labels[t]}: {away[t]:g} WTE are away, "
        f"and {ledger.facts.spare[team]:g} can be spared"
        for team, (away, _) in sorted(ledger.away().items())
        for t in np.flatnonzero(away > ledger.facts.spare[team] + TOLERANCE)
    ]


def _mentors(ledger: Ledger) -> list[str]:
    facts, found = ledger.facts, []
    for decision, step in ledger.trainees():
        role, where = step.course.supervisor_role, f"{decision.person} on {step.course.course}"
        if not role:
            if step.mentor:
                found.append(f"mentors: {where}: the course has none")
            continue
        if step.mentor not in ledger.decisions:
            found.append(f"mentors: {where} has none")
            continue
        mentor = ledger.decisions[step.mentor]
        own = facts.posts[facts.home_post[decision.person]].organisation
        for t in range(step.starts, step.until):
            there = ledger.where(mentor, t)
            busy = any(other.starts <= t < other.until for other in mentor.steps)
            employers = {facts.posts[at.post].organisation for at in there}
            if busy or any(at.role != role for at in there):
                found.append(f"mentors: {step.mentor} is no {role} or on a course while {where}")
                break
            if not step.course.supervisors_pooled and employers != {own}:
                found.append(f"mentors: {step.mentor} is with another employer than {where}")
                break
    for name, (_, load) in sorted(ledger.mentoring().items()):
        if name in ledger.decisions and load.max() > ledger.wte(name) + TOLERANCE:
            found.append(
                f"mentors: {name}: trainees take {load.max():g} of {ledger.wte(name):g} WTE"
            )
    return found


def _establishment(ledger: Ledger) -> list[str]:
    found = []
    for post, there in ledger.in_posts().items():
        for t in np.flatnonzero(there > ledger.world.room[post] + TOLERANCE):
            found.append(
                f"establishment: {post}, {ledger.world.horizon.labels[t]}: {there[t]:g} WTE, and "
                f"there is room for {ledger.world.room[post][t]:g}"
            )
    return found


def _agreed(ledger: Ledger) -> list[str]:
    used: dict[tuple[str, int], float] = defaultdict(float)
    for decision in ledger.decisions.values():
        if decision.transfer:
            year = int(ledger.world.horizon.year[decision.begins])
            used[decision.transfer, year] += ledger.wte(decision.person)
    rows = ledger.facts.place["transfers"]
    most = dict(zip(rows["transfer"], rows["max_per_year"], strict=True))
    return [
        f"agreed moves: {name}, year {year + 1}: {wte:g} WTE, and {most[name]:g} are agreed"
        for (name, year), wte in sorted(used.items())
        if wte > most.get(name, np.inf) + TOLERANCE  # no limit is NaN, and never exceeded
    ]


def _minimums(ledger: Ledger) -> list[str]:
    """No team is worse off than without those who chose: whoever had to move is not counted."""
    found = []
    must = _must_leave(ledger)
    for minimum in ledger.world.minimums:
        staying = ledger.of(minimum, ledger.today) - ledger.of(minimum, must)
        allowed = np.maximum(minimum.wanted - staying, 0.0)
        below = np.maximum(minimum.wanted - ledger.of(minimum, ledger.counts), 0.0)
        for t in np.flatnonzero(below > allowed + TOLERANCE):
            found.append(
                f"team minimums: {minimum.name}, {ledger.world.horizon.labels[t]}: "
                f"{below[t]:g} people are missing, and {allowed[t]:g} would be anyway"
            )
    return found


def _must_leave(ledger: Ledger) -> Mapping[tuple[str, str, frozenset[str]], np.ndarray]:
    """Where those stand today whose pins do not let them stay."""
    facts = ledger.facts
    found: dict[tuple[str, str, frozenset[str]], np.ndarray] = defaultdict(
        lambda: np.zeros((2, ledger.size))
    )
    for person, rows in pins_by_person(facts).items():
        own = facts.home_post.get(person)
        if own is not None and not keeps_pins(rows, own, own, frozenset()):
            key = (own, facts.staff[person].role, facts.held(person))
            found[key] += np.array([[ledger.wte(person)], [1.0]])
    return found


# --- figures --------------------------------------------------------------------------


def _unmet(tables: Tables) -> list[str]:
    """``unmet_targets`` names the targets that are short, each with its figures, and no others."""
    key = ["organisation", "role", "post", "locality", "profile"]
    met, stated = tables["targets_met"], tables["unmet_targets"]
    short = met[met["shortfall"] > 0]
    actual = {
        k: dict(zip(rows["period"], rows["shortfall"], strict=True))
        for k, rows in short.groupby(key, sort=False)
    }
    told = {tuple(getattr(row, c) for c in key): row for row in stated.itertuples(index=False)}
    found = []
    for target in sorted(actual.keys() ^ told.keys()):
        found.append(
            f"unmet_targets: {'/'.join(x for x in target if x)} is short or told, not both"
        )
    for target in sorted(actual.keys() & told.keys()):
        row, periods = told[target], actual[target]
        there = periods.get(row.period, 0.0)
        if abs(row.shortfall - there) > TOLERANCE or there < max(periods.values()) - TOLERANCE:
            found.append(
                f"unmet_targets: {'/'.join(x for x in target if x)} in {row.period}: "
                f"{row.shortfall:g} WTE are told to be most, {max(periods.values()):g} are"
            )
    return found


def _priorities(ledger: Ledger, priorities: Sequence[PriorityResult]) -> list[str]:
    value, today = values(ledger), values_today(ledger)
    found = []
    for p in priorities:
        for word, stated, figure in (
            ("", p.value, value.get(p.name)),
            (" today", p.baseline, today.get(p.name)),
        ):
            if figure is None or abs(stated - figure) > TOLERANCE * max(1.0, abs(figure)):
                found.append(f"priority {p.name}{word}: stated as {stated:g}, and it is {figure}")
        if p.bound is not None and p.bound > p.value + TOLERANCE * max(1.0, abs(p.value)):
            found.append(f"priority {p.name}: the bound {p.bound:g} is above {p.value:g}")
    return found
