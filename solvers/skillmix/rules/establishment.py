"""Posts are filled, vacant or exceeded, and every exception stays within its bound.

in_post[n,t] + vacancy[n,t] = establishment[n,t] + over[n,t] + ½ · short_time[n,t]

with trainees counted in post; vacancy ≤ vacancy_limit · establishment; agency ≤
vacancy and ≤ agency_max · establishment; released ≤ its yearly limit; Σ over ≤
the place's limit. WTE. Short time halves somebody's hours (Williams 12.5).
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches, spread

NAME = "establishment"
VACANCY = "vacancy limit"
AGENCY = "agency"
AGENCY_VACANT = "agency in vacancies"
RELEASE = "release"
OVER = "over-establishment"
AXES = ("post", "period")


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    w, training = problem.workforce, problem.training
    establishment, vacancy = decisions["establishment"], decisions["vacancy"]
    rows = model.add_rows(NAME, establishment.shape, 0.0, 0.0, AXES)
    model.add_terms(rows[w.cell_post], decisions["in_post"])
    spread(rows[w.cell_post[training.arc_from]], decisions["starts"], training.present, model)
    model.add_terms(rows, vacancy)
    model.add_terms(rows, establishment, -1.0)
    model.add_terms(rows, decisions["over"], -1.0)
    model.add_terms(rows, decisions["short_time"], -0.5)

    limited = np.flatnonzero(np.isfinite(w.vacancy_limit))
    limit = model.add_rows(
        VACANCY,
        (len(limited), rows.shape[1]),
        upper=0.0,
        axes=AXES,
        entries={"post": limited[:, None]},
    )
    model.add_terms(limit, vacancy[limited])
    model.add_terms(limit, establishment[limited], -w.vacancy_limit[limited, None])

    used = np.flatnonzero(w.agency_max > 0)
    some = {"post": used[:, None]}
    share = model.add_rows(AGENCY, (len(used), rows.shape[1]), upper=0.0, axes=AXES, entries=some)
    model.add_terms(share, decisions["agency"][used])
    model.add_terms(share, establishment[used], -w.agency_max[used, None])
    vacant = model.add_rows(
        AGENCY_VACANT, (len(used), rows.shape[1]), upper=0.0, axes=AXES, entries=some
    )
    model.add_terms(vacant, decisions["agency"][used])
    model.add_terms(vacant, vacancy[used], -1.0)

    may = np.flatnonzero((w.release_max > 0).any(axis=1))
    release = model.add_rows(
        RELEASE,
        (len(may), rows.shape[1]),
        upper=w.release_max[may],
        axes=AXES,
        entries={"post": may[:, None]},
    )
    place = np.full(len(w.posts), -1)
    place[may] = np.arange(len(may))
    cells = np.flatnonzero(place[w.cell_post] >= 0)
    model.add_terms(release[place[w.cell_post[cells]]], decisions["released"][cells])

    if np.isfinite(w.over_limit_place):
        total = model.add_rows(OVER, (rows.shape[1],), upper=w.over_limit_place, axes=("period",))
        model.add_terms(total[None, :], decisions["over"])


def check(outcome: Outcome) -> list[Violation]:
    w = outcome.problem.workforce
    establishment, vacancy, over = outcome["establishment"], outcome["vacancy"], outcome["over"]
    agency, short = outcome["agency"], outcome["short_time"]
    balance = outcome.post_total + vacancy - establishment - over - 0.5 * short
    own = establishment - outcome.funded_moved  # what joint posts add and replace is theirs
    released = np.zeros_like(establishment)
    np.add.at(released, w.cell_post, outcome["released"])
    limited = np.isfinite(w.vacancy_limit)
    beyond = np.zeros_like(vacancy)
    beyond[limited] = vacancy[limited] - w.vacancy_limit[limited, None] * establishment[limited]

    def look(rule: str, off: np.ndarray, size: np.ndarray | float) -> list[Violation]:
        return breaches(outcome, rule, "WTE", AXES, off, size)

    found = look(NAME, np.abs(balance), establishment)
    found += look(NAME, own - w.establishment_max, establishment)
    found += look(NAME, w.establishment_min - own, establishment)
    found += look(NAME, -establishment, establishment)
    found += look(NAME, -np.minimum(np.minimum(vacancy, over), np.minimum(agency, short)), 1.0)
    found += look(VACANCY, beyond, establishment)
    found += look(AGENCY, agency - w.agency_max[:, None] * establishment, establishment)
    found += look(AGENCY, np.where(agency > 0, agency - vacancy, 0.0), establishment)
    found += look(RELEASE, released - w.release_max, w.release_max)
    found += look(OVER, over - w.over_max, over)
    found += look("short time", short - w.short_time_max[:, None], short)
    if np.isfinite(w.over_limit_place):
        off = over.sum(axis=0) - w.over_limit_place
        found += breaches(outcome, OVER, "WTE", ("period",), off, w.over_limit_place)
    return found
