"""Why is a package still given in separate visits?"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from planner.explain.asked import Asked
from planner.explain.changes import Rows
from planner.explain.questions.base import SPECK, Answered, Line, cell, table, with_taken
from planner.explain.questions.staff import able, staff_section
from planner.report.shown import Section
from solvers.skillmix.build import SkillmixModel
from solvers.skillmix.decisions import Decisions
from solvers.skillmix.problem import Problem

NAME = "separate"
TITLE = "Packages still given in separate visits"
TAKES = ("name", "locality", "period", "amount")
#: Interventions that somebody could give in one visit are looked at two by two, so many pairs.
PAIRS = 10


def answer(asked: Asked) -> Answered:
    """Who could give two things in one visit, and what one more joint occasion takes."""
    care = asked.problem.care
    b = asked.one("name", care.packages)
    localities = asked.some("locality", asked.problem.workforce.localities)
    members = [int(i) for i in np.flatnonzero(care.intervention_package == b)]
    package = asked.given("name")
    if len(members) == 1:
        only = care.interventions[members[0]]
        return Answered((f"{package} has one intervention ({only}): there is nothing to join.",))
    fewest, least = fewest_visits(asked.problem, b)
    if least == len(members):
        return _nobody_can(asked, b, members, localities)
    apart = _apart(asked, b, least)[localities].sum(axis=0)
    t = asked.period(apart)
    where = f"{package} in {asked.given('locality') or 'the place'} in {asked.labels[t]}"
    if apart[t] <= SPECK:
        return Answered(
            (f"All of {where} is given in as few visits as anybody can make ({least}).",),
            (_given(asked, b, localities, t),),
        )
    sentences = [
        f"{cell(float(apart[t]))} occasions a week of {where} take more visits than need be: "
        f"whoever has all the competencies gives one in {least}."
    ]
    who = able(asked, list(combinations(members, 2)), localities, t)
    sentences += [each.sentence for each in who[:PAIRS]]
    sections = [_given(asked, b, localities, t), staff_section(asked, who, t)]
    more = min(asked.amount(1.0), float(apart[t]))
    together = _joined(asked.outcome.values, fewest, members, localities, t)
    now = float(sum((terms * values).sum() for values, terms in together))

    def joined(model: SkillmixModel) -> Rows:
        parts = _joined(model.decisions, fewest, members, localities, t)
        columns = np.concatenate([ids.astype(np.int64) for ids, _ in parts])
        return [(columns, np.concatenate([terms for _, terms in parts]), now + more, np.inf)]

    visits = "one visit" if least == 1 else f"{least} visits"
    times = "occasion" if more == 1 else "occasions"
    what = f"give {cell(more)} {times} a week more of {where} in {visits}"
    return with_taken(sentences, sections, asked.taking(joined), what)


def _nobody_can(asked: Asked, b: int, members: list[int], localities: list[int]) -> Answered:
    """Where no profile has the competencies of any two of a package's interventions."""
    t = asked.period(asked.outcome.given[b, localities].sum(axis=0))
    sentences = [
        f"Nobody can give two interventions of {asked.given('name')} in one visit, so no plan of "
        "this place does."
    ]
    pairs = list(combinations(members, 2))[:PAIRS]
    sentences += [each.sentence for each in able(asked, pairs, localities, t)]
    alone = able(asked, [[i] for i in members], localities, t)
    sections = (_given(asked, b, localities, t), staff_section(asked, alone, t))
    return Answered(tuple(sentences), tuple(s for s in sections if len(s.frame)))


def worst(asked: Asked, count: int) -> list[Line]:
    """The packages with most occasions given in more visits than need be."""
    care, found = asked.problem.care, []
    for b, package in enumerate(care.packages):
        members = int((care.intervention_package == b).sum())
        _, least = fewest_visits(asked.problem, b)
        if members < 2 or least == members:
            continue
        apart = _apart(asked, b, least)
        place, t = (int(k) for k in np.unravel_index(int(np.argmax(apart)), apart.shape))
        if apart[place, t] > 0.05:
            found.append((float(apart[place, t]), package, place, t))
    found.sort(key=lambda each: (-each[0], each[1]))
    where = asked.problem.workforce.localities
    return [
        Line(
            f"{package} in {where[place]}, {asked.labels[t]}",
            f"{cell(size)} occasions a week",
            (("locality", where[place]), ("period", asked.labels[t])),
            package,
        )
        for size, package, place, t in found[:count]
    ]


def fewest_visits(problem: Problem, b: int) -> tuple[list[int], int]:
    """The patterns of a package with the fewest visits that anybody can make, and how many."""
    care = problem.care
    sizes = {
        int(v): len(care.pattern_parts[v])
        for v in np.flatnonzero(care.pattern_package == b)
        if all(care.part_class[j] >= 0 or care.part_single[j] >= 0 for j in care.pattern_parts[v])
    }
    least = min(sizes.values())
    return [v for v, size in sizes.items() if size == least], least


def _apart(asked: Asked, b: int, least: int) -> np.ndarray:
    """Occasions a week given in more visits than need be, (L, T)."""
    care, outcome = asked.problem.care, asked.outcome
    many = [
        int(v)
        for v in np.flatnonzero(care.pattern_package == b)
        if len(care.pattern_parts[v]) > least
    ]
    return np.asarray(outcome["occasions"][many].sum(axis=0))


def _joined(
    decisions: Decisions, fewest: list[int], members: list[int], localities: list[int], t: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Occasions in the fewest visits, less what is left out of them: (entries, terms) each."""
    there = np.array(localities, dtype=np.int64)
    whole = decisions["occasions"][fewest][:, there, t].ravel()
    left = decisions["undelivered"][members][:, there, t].ravel()
    return [(whole, np.ones(len(whole))), (left, -np.ones(len(left)))]


def _given(asked: Asked, b: int, localities: list[int], t: int) -> Section:
    """The patterns in use."""
    care, outcome = asked.problem.care, asked.outcome
    rows: list[dict[str, object]] = []
    for v in np.flatnonzero(care.pattern_package == b):
        occasions = float(outcome["occasions"][v, localities, t].sum())
        if occasions > SPECK:
            parts = [
                " + ".join(care.interventions[i] for i in care.part_members[j])
                for j in care.pattern_parts[v]
            ]
            rows.append(
                {"visits": len(parts), "in which": " | ".join(parts), "occasions a week": occasions}
            )
    rows.sort(key=lambda row: -float(str(row["occasions a week"])))
    note = "Visits of one occasion, parted by a bar; what is left out counts as a visit here."
    title = f"How it is given in {asked.labels[t]}"
    return table(title, note, rows[:12], "visits", "occasions a week")
