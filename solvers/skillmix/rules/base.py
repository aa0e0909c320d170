"""What a rule is, and the tools that rules share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from solvers.engine.model import Floats, LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Bools, Problem

#: A promise may be missed by this much, relative to the size of the figures in
#: it and at least in its own unit: what double precision and the solver's
#: feasibility tolerance leave behind.
TOLERANCE = 1e-5

#: No more than this many breaches of one rule are listed.
LISTED = 20


class Rule(Protocol):
    """A rule's module: ``NAME``, ``build`` and ``check``; its docstring is the promise."""

    NAME: str

    def build(
        self, model: LinearModel, decisions: Decisions, problem: Problem, index: Index
    ) -> None: ...

    def check(self, outcome: Outcome) -> list[Violation]: ...


def names_of(problem: Problem, index: Index, axis: str) -> Sequence[str]:
    """What people call the entries of an axis."""
    w = problem.workforce
    plain: dict[str, Sequence[str]] = {
        "organisation": w.organisations,
        "profile": w.profiles,
        "post": w.posts,
        "locality": w.localities,
        "period": problem.horizon.labels,
        "course": problem.training.courses,
        "market": problem.recruitment.markets,
        "move": problem.transfers.moves,
        "lever": problem.levers.levers,
        "effect": [problem.levers.levers[v] for v in problem.levers.saving_lever],
        "fund": problem.money.funds,
        "arrangement": problem.arrangements.names,
        "agreement": _arrangement_names(problem, problem.agreements.arrangement),
        "sharing": _arrangement_names(problem, problem.sharing.arrangement),
        "gain": _arrangement_names(problem, problem.sharing.arrangement[problem.sharing.gain_of]),
        "package": problem.care.packages,
        "intervention": problem.care.interventions,
        "hub": problem.hubs.hubs,
        "pin": [pin.text for pin in problem.pins],
    }
    if axis in plain:
        return plain[axis]
    if axis == "cell":
        return _pairs(w.posts, w.cell_post, w.profiles, w.cell_profile)
    if axis in ("hire", "arc", "transfer", "claim", "drawn_group", "financial year"):
        return _flow_names(problem, axis)
    if axis == "pair":
        a = problem.adoption
        return _pairs(w.organisations, a.organisation, w.profiles, a.profile)
    if axis == "team":
        r = problem.readiness
        return [
            f"{w.organisations[o]} {group or 'all staff'}"
            for o, group in zip(r.organisation, r.staff_group, strict=True)
        ]
    if axis in ("fragile service", "resting", "bought"):
        return _fragile_names(problem, index, axis)
    if axis in ("office", "host", "service"):
        return _office_names(problem, axis)
    if axis == "placing":
        agreements = problem.agreements
        names = _arrangement_names(problem, agreements.arrangement[agreements.placing_agreement])
        return [
            f"{w.posts[n]} under {name}"
            for n, name in zip(agreements.placing_post, names, strict=True)
        ]
    if axis == "deployed_pair":
        return _pairs(w.areas, index.pair_area, w.profiles, index.pair_profile)
    if axis == "saving":
        lever = problem.levers.saving_lever[index.saving_effect]
        return [problem.levers.levers[v] for v in lever]
    if axis == "offer":
        h = problem.hubs
        near = _pairs(h.hubs, h.offer_hub, w.localities, h.offer_locality)
        return _pairs(near, np.arange(len(near)), problem.care.packages, h.offer_package)
    if axis == "alternative":
        return [problem.care.packages[i] for i in index.alternatives]
    if axis == "part":
        care = problem.care
        return [
            f"{care.packages[k]}: " + " + ".join(care.interventions[i] for i in members)
            for k, members in zip(care.part_package, care.part_members, strict=True)
        ]
    if axis == "supervised_group":
        t = problem.training
        return [
            f"{t.courses[k]}" + (f" at {w.organisations[o]}" if o >= 0 else "")
            for k, o in zip(t.group_course, t.group_organisation, strict=True)
        ]
    return ()


def _arrangement_names(problem: Problem, which: np.ndarray) -> list[str]:
    return [problem.arrangements.names[a] for a in which]


def _fragile_names(problem: Problem, index: Index, axis: str) -> Sequence[str]:
    services, care = problem.fragile.services, problem.care
    if axis == "fragile service":
        return services
    if axis == "resting":
        pairs = zip(*np.nonzero(problem.fragile.rests_on), strict=True)
        return [f"{services[s]}: {care.interventions[i]}" for s, i in pairs]
    parts = names_of(problem, index, "part")
    both = zip(index.bought_service, index.bought_part, strict=True)
    return [f"{services[s]}: {parts[j]}" for s, j in both]


def _office_names(problem: Problem, axis: str) -> Sequence[str]:
    office = problem.back_office
    if axis != "service":
        return office.offices if axis == "office" else office.hosts
    hosts = [problem.workforce.organisations[o] for o in office.host_organisation]
    pairs = zip(office.office, office.host, strict=True)
    return [f"{office.offices[b]} by {hosts[h]}" for b, h in pairs]


def _flow_names(problem: Problem, axis: str) -> list[str]:
    """Names of moves, claims and losses, in which two things meet."""
    w, hiring, money = problem.workforce, problem.recruitment, problem.money
    cells = _pairs(w.posts, w.cell_post, w.profiles, w.cell_profile)
    if axis == "hire":
        return _pairs(hiring.markets, hiring.option_market, cells, hiring.option_cell)
    if axis == "claim":
        return _pairs(money.funds, money.option_fund, w.posts, money.option_post)
    if axis == "financial year":
        first = np.unique(problem.horizon.financial_year, return_index=True)[1]
        return [f"financial year of {problem.horizon.labels[t]}" for t in first]
    if axis == "drawn_group":
        some = [int(np.argmax(hiring.cell_group == g)) for g in range(hiring.groups)]
        post = w.cell_post[np.array(some, dtype=np.int64)]
        return _pairs(w.organisations, w.post_organisation[post], w.roles, w.post_role[post])
    names, of, begin, end = (
        (problem.training.courses, problem.training.arc_course, problem.training.arc_from,
         problem.training.arc_to)
        if axis == "arc"
        else (problem.transfers.moves, problem.transfers.arc_move, problem.transfers.arc_from,
              problem.transfers.arc_to)
    )  # fmt: skip
    ends = zip(of, begin, end, strict=True)
    return [f"{names[k]} from {cells[a]} to {cells[b]}" for k, a, b in ends]


def _pairs(left: Sequence[str], i: np.ndarray, right: Sequence[str], j: np.ndarray) -> list[str]:
    return [f"{left[a]} {right[b]}" for a, b in zip(i, j, strict=True)]


def where(problem: Problem, index: Index, axes: tuple[str, ...], at: tuple[int, ...]) -> str:
    """The place of one entry in people's words, such as ``P12 Wansbeck, 2027Q2``."""
    words = []
    for axis, i in zip(axes, at, strict=True):
        names = names_of(problem, index, axis)
        words.append(names[i] if i < len(names) else f"{axis} {i + 1}")
    return ", ".join(words) if words else "whole place"


def breaches(
    outcome: Outcome, rule: str, unit: str, axes: tuple[str, ...], off: Floats, size: Floats | float
) -> list[Violation]:
    """Violations where ``off`` (how far a promise is missed) exceeds the tolerance.

    ``size`` is the magnitude of the figures compared; it broadcasts to ``off``.
    """
    allowed = TOLERANCE * np.maximum(1.0, np.abs(np.broadcast_to(size, off.shape)))
    bad = np.argwhere(~(off <= allowed))
    if not len(bad):
        return []
    order = np.argsort(-off[tuple(bad.T)], kind="stable")[:LISTED]
    return [
        Violation(
            rule,
            where(outcome.problem, outcome.index, axes, tuple(int(i) for i in bad[k])),
            float(off[tuple(bad[k])]),
            unit,
        )
        for k in order
    ]


def build_stays(model: LinearModel, rule: str, by_then: np.ndarray, axes: tuple[str, ...]) -> None:
    """Rows of what stays once it is taken: by_then[·,t−1] ≤ by_then[·,t]."""
    rows = model.add_rows(rule, (len(by_then), by_then.shape[1] - 1), upper=0.0, axes=axes)
    model.add_terms(rows, by_then[:, :-1])
    model.add_terms(rows, by_then[:, 1:], -1.0)


def check_stays(
    outcome: Outcome,
    rule: str,
    decision: str,
    axes: tuple[str, ...],
    may: Floats,
    already: Bools | None = None,
    whole: Bools | None = None,
) -> list[Violation]:
    """Where what stays once it is taken is given up, is no yes or no, or is there too soon.

    Parameters
    ----------
    may : one where it may be there, (n, T).
    already : whether it is there from before the start, (n,).
    whole : whether it is yes or no, (n,); all by default, else any share.
    """
    by_then = outcome[decision]
    there = np.zeros(len(by_then)) if already is None else already.astype(float)
    part = np.abs(by_then - np.round(by_then))
    part = part if whole is None else np.where(whole[:, None], part, 0.0)
    outside = np.maximum(-by_then, by_then - 1.0)
    back = np.zeros_like(by_then)
    back[:, 1:] = np.maximum(0.0, by_then[:, :-1] - by_then[:, 1:])
    return [
        violation
        for unit, off in (
            ("of a yes or no", part),
            ("of it", outside),
            ("given up again", back),
            ("given up though there at the start", there[:, None] * (1.0 - by_then)),
            ("taken too soon", by_then * (1.0 - may)),
        )
        for violation in breaches(outcome, rule, unit, axes, off, 1.0)
    ]


def spread(rows: np.ndarray, starts: np.ndarray, coefficients: Floats, model: LinearModel) -> None:
    """Terms of cohorts: ``coefficients[a, s, t] * starts[a, s]`` in ``rows[a, t]``."""
    a, s, t = np.nonzero(coefficients)
    model.add_terms(rows[a, t], starts[a, s], coefficients[a, s, t])
