"""What one more unit is worth: by hand, and against the place itself with one more."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

import planner
from fixtures import tiny
from planner.errors import ImpossibleError
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.skillmix.problem import make_problem
from planner.skillmix.read_back import read_outcome
from solvers.engine.limits import Limits
from solvers.skillmix import bottlenecks, trials
from solvers.skillmix.bottlenecks import Bottleneck, find_bottlenecks
from solvers.skillmix.build import build
from solvers.skillmix.limit_words import LIMITS
from solvers.skillmix.measures import MEASURES
from solvers.skillmix.measures.base import value
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.raisable import raisable
from solvers.skillmix.search import Ask, goal_of, solve_skillmix
from tests.skillmix.random_place import random_frames
from tests.skillmix.tiny_with import tiny_with

WEEKS = tiny.WEEKS


@pytest.fixture(scope="module")
def place() -> Place:
    example = tiny.make()
    return planner.place_from_frames(example.settings, example.frames)


@pytest.fixture(scope="module")
def plan(place: Place) -> Plan:
    return planner.plan_skillmix(place, bottlenecks=True)


def saved(plan: Plan, priority: str, limit: str, what: str) -> dict[str, float]:
    """Period → what one more saves."""
    table = plan["bottlenecks"]
    rows = table[
        (table["priority"] == priority) & (table["limit"] == limit) & (table["what"] == what)
    ]
    return dict(zip(rows["period"], rows["saves"], strict=True))


# --- by hand ----------------------------------------------------------------------------


def test_an_hour_of_a_therapist_gives_the_visits_it_has_time_for(plan: Plan) -> None:
    """10 minutes of travel and 20 of care: two visits, two thirds of an hour's care."""
    for who in ("physiotherapist", "occupational_therapist", "social_worker"):
        worth = saved(plan, "unmet_need", "hours", f"hour a week of {who} for town")
        assert worth == {"2027Q2": pytest.approx(WEEKS * 2 / 3)}


def test_more_hours_are_of_somebody_who_is_there(plan: Plan) -> None:
    """No holistic nurse in the first quarter; in the second, an hour of one more.

    Nothing is left out by then, and 90 minutes save three visits.
    """
    what = "hour a week of holistic_nurse for town"
    assert saved(plan, "unmet_need", "hours", what) == {}
    assert saved(plan, "visits", "hours", what) == {"2027Q3": pytest.approx(WEEKS * 2)}


def test_one_more_course_place_saves_the_visits_of_one_more_holistic_nurse(plan: Plan) -> None:
    """2 places save 587 of 5,087 visits (worked out in ``fixtures.tiny``): 293.5 each."""
    worth = saved(plan, "visits", "course places", "place on holistic_care")
    best, today = tiny.ANSWER["visits"]
    assert worth == {"2027Q2": pytest.approx((today - best) / 2, rel=1e-5)}


def test_where_nothing_is_left_to_save_nothing_helps(plan: Plan) -> None:
    assert "destabilisation" not in set(plan["bottlenecks"]["priority"])


def test_every_figure_is_a_saving_in_the_words_of_the_plan(place: Place, plan: Plan) -> None:
    table = plan["bottlenecks"]
    assert (table["saves"] > 0).all()
    assert (table["raised_by"] == 1.0).all()
    units = {p.name: p.unit for p in plan.record.priorities}
    assert (table["saves_unit"] == table["priority"].map(units)).all()
    assert planner.verify_plan(place, plan) == []
    assert plan.record.warnings == []


def test_a_finished_plan_gets_the_same_table(place: Place, plan: Plan) -> None:
    without = planner.plan_skillmix(place)
    assert len(without["bottlenecks"]) == 0
    added = planner.find_bottlenecks(place, without)
    words = ["priority", "limit", "what", "period"]
    one = plan["bottlenecks"].set_index(words)["saves"].sort_index()
    other = added["bottlenecks"].set_index(words)["saves"].sort_index()
    pd.testing.assert_series_equal(one, other, rtol=1e-5)
    for name in plan.tables:
        if name != "bottlenecks":
            assert added[name] is without[name]


def short_of_physiotherapists(posts: float, supply: float, trust: float) -> Plan:
    """The tiny place with no new roles and a market for physiotherapists.

    Today's one gives 22.5 of the 30 hours a week that their visits take. An hour is two
    visits, two thirds of an hour's care; nobody leaves.
    """
    place = tiny_with(
        policy={"new_profiles": False},
        tables={
            "recruitment": [
                {"recruitment": "market", "role": "physiotherapist", "supply_per_year": supply,
                 "lead_months": 0}
            ],
            "budgets": [{"organisation": "trust", "amount": trust}],
        },
        posts={"trust-physiotherapist": {"establishment_max": posts}},
    )  # fmt: skip
    plan = planner.plan_skillmix(place, bottlenecks=True)
    assert planner.verify_plan(place, plan) == []
    return plan


CARE = 22.5 * 2 / 3 * WEEKS
"""Care that one physiotherapist more gives in a quarter, as long as there is any to give."""


def test_one_more_recruit() -> None:
    """A tenth of one can be hired each quarter; a third of one is wanted."""
    plan = short_of_physiotherapists(posts=3, supply=0.4, trust=1000)
    worth = saved(plan, "unmet_need", "recruits", "recruit (physiotherapist) from market")
    wanted = 1 / 3
    assert worth == {
        "2027Q2": pytest.approx(CARE * ((wanted - 0.1) + (wanted - 0.2))),
        "2027Q3": pytest.approx(CARE * (wanted - 0.2)),
    }


def test_one_more_funded_post() -> None:
    """A post in the first quarter alone is none for people who stay."""
    plan = short_of_physiotherapists(posts=1.2, supply=40, trust=1000)
    what = "funded post of physiotherapist at trust (trust-physiotherapist)"
    worth = saved(plan, "unmet_need", "funded posts", what)
    assert worth == {"2027Q3": pytest.approx(CARE * (1 / 3 - 0.2))}


def test_a_thousand_pounds_more() -> None:
    """0.5 k£ a quarter is left beside the pay of 50 k£ a year for each of four."""
    plan = short_of_physiotherapists(posts=3, supply=40, trust=202)
    worth = saved(plan, "unmet_need", "budgets", "thousand pounds of budget for trust")
    assert worth == {"2027Q3": pytest.approx(CARE / 12.5)}


def test_a_thousand_pounds_in_a_training_fund() -> None:
    """3 k£ in the half year pay for one of the two places, and 1 k£ for a third of the other.

    The first nurse meets the need that is left out, in as many visits as today: 15 people
    have one for everything, and 15 of each of the others are had besides. All the visits
    that are saved, the second saves.
    """
    place = tiny_with(
        tables={"funds": [{"fund": "pot", "kind": "training", "amount": 6}]},
        courses={"holistic_care": {"fund": "pot"}},
    )
    plan = planner.plan_skillmix(place, bottlenecks=True)
    assert planner.verify_plan(place, plan) == []
    best, today = tiny.ANSWER["visits"]
    worth = saved(plan, "visits", "funds", "thousand pounds in pot")
    assert worth == {"2027Q2": pytest.approx((today - best) / 3, rel=1e-5)}


def test_a_stopped_search_keeps_the_plan_and_says_what_is_missing(place: Place, plan: Plan) -> None:
    stop = threading.Event()
    stop.set()
    stopped = planner.find_bottlenecks(place, plan, stop=stop)
    assert len(stopped["bottlenecks"]) == 0
    assert any("unmet_need: not looked at" in warning for warning in stopped.record.warnings)
    again = planner.find_bottlenecks(place, stopped)
    assert again.record.warnings == []


# --- against the place with one more ------------------------------------------------------

Raise = Callable[[Problem, tuple[int, ...], float], Problem]


def _at(array: np.ndarray, at: tuple[int, ...], by: float) -> np.ndarray:
    raised = array.copy()
    raised[at] += by
    return raised


def _part(part: str, field: str) -> Raise:
    def more(problem: Problem, at: tuple[int, ...], by: float) -> Problem:
        old = getattr(problem, part)
        return replace(problem, **{part: replace(old, **{field: _at(getattr(old, field), at, by)})})

    return more


def _fund(problem: Problem, at: tuple[int, ...], by: float) -> Problem:
    fund, year = at
    period = int(np.argmax(problem.horizon.financial_year == year))
    return _part("money", "fund_amount")(problem, (fund, period), by)


def _change(problem: Problem, at: tuple[int, ...], by: float) -> Problem:
    return replace(problem, change_limit=_at(problem.change_limit, at, by))


def _alternative(problem: Problem, at: tuple[int, ...], by: float) -> Problem:
    package = int(np.flatnonzero(problem.care.alternative_of >= 0)[at[0]])
    return _part("care", "shift_max")(problem, (package, *at[1:]), by)


#: limit → the problem with more of it. The others are no figures of the problem.
RAISES: dict[str, Raise] = {
    "recruits": _part("recruitment", "supply"),
    "course places": _part("training", "places"),
    "transfers": _part("transfers", "most"),
    "budgets": _part("money", "budget"),
    "funds": _fund,
    "change limit": _change,
    "funded posts": _part("workforce", "establishment_max"),
    "over-establishment": _part("workforce", "over_max"),
    "redundancies": _part("workforce", "release_max"),
    "lower acuity": _alternative,
    "readiness": _part("readiness", "limit"),
    "desks": _part("hubs", "desks"),
    "hours bought": _part("fragile", "most_hours"),
}


class Case:
    """A random place, its plan's outcome, and each priority's least by scipy."""

    def __init__(self, place: Place):
        self.place = place
        self.problem = make_problem(place)
        self.asks = [Ask(p.measure, p.tolerance, p.slack) for p in place.settings.priorities]
        planned = solve_skillmix(self.problem, self.asks, Limits(gap=1e-6))
        if planned.outcome is None:
            raise ImpossibleError("no plan")
        self.outcome = planned.outcome
        self.bounds: list[float] = [goal.bound for goal in planned.goals]
        self.result = find_bottlenecks(
            build(self.problem), self.outcome, self.asks, self.bounds, Limits()
        )
        self._least: dict[int, float] = {}

    def base(self, i: int) -> float:
        if i not in self._least:
            self._least[i] = self.least(self.problem, i)
        return self._least[i]

    def least(self, problem: Problem, i: int) -> float:
        """Least of priority ``i`` in a problem, yes/no decisions and earlier caps kept."""
        model = build(problem)
        goals = [goal_of(ask, model) for ask in self.asks]
        fixed = model.assembled.relaxed()
        for name in ("adopted", "taken", "served", "hosting", "own_team"):
            some = model.assembled.integer[model.decisions[name]]
            decided = self.outcome[name][some]
            fixed = fixed.with_bounds(model.decisions[name][some], decided, decided)
        caps = []
        for goal, bound in zip(goals[:i], self.bounds[:i], strict=True):
            has = value(MEASURES[goal.name], self.outcome)
            most = max(goal.cap(bound), has + bottlenecks.HAIR * max(1.0, abs(has)))
            used = np.flatnonzero(goal.objective)
            caps.append((used, goal.objective[used], -np.inf, most))
        return scipy_least(fixed.with_rows("caps", caps), goals[i].objective)


def scipy_least(model: Any, cost: np.ndarray) -> float:
    matrix = csr_matrix(
        (model.entry_value, (model.entry_row, model.entry_column)),
        shape=(model.n_rows, model.n_columns),
    )
    equal = model.row_lower == model.row_upper
    upper = np.flatnonzero(np.isfinite(model.row_upper) & ~equal)
    lower = np.flatnonzero(np.isfinite(model.row_lower) & ~equal)
    sign = np.concatenate([np.ones(len(upper)), -np.ones(len(lower))])
    scale = max(1.0, float(np.abs(cost).max()))
    found = linprog(
        cost / scale,
        A_ub=matrix[np.concatenate([upper, lower])].multiply(sign[:, None]).tocsr(),
        b_ub=sign * np.concatenate([model.row_upper[upper], model.row_lower[lower]]),
        A_eq=matrix[np.flatnonzero(equal)],
        b_eq=model.row_lower[equal],
        bounds=np.column_stack([model.lower, model.upper]),
        method="highs",
    )
    assert found.status == 0, found.message
    return float(found.fun) * scale


SEEDS = range(900, 1000)


def short_place(random: Random, *, one_period: bool = False) -> Place:
    """A random place, mostly with so much need that its limits hold it back."""
    settings, frames = random_frames(random)
    times = random.choice((1, 2, 4))
    for row in frames["needs"]:
        row["people"] *= times
    if one_period:
        settings = settings.model_copy(update={"quarters": 0, "years": 1})
        for name in ("levers", "lever_effects"):  # they would add to what is more by a share
            frames.pop(name, None)
        for row in frames.get("fragile_services", []):
            row["minimum_from"] = ""
        frames = {
            name: [row for row in rows if not row.get("period")] for name, rows in frames.items()
        }
        for row in frames.get("hubs", []):
            row["earliest"] = ""
    return planner.place_from_frames(settings, {n: rows for n, rows in frames.items() if rows})


@cache
def cases() -> list[tuple[int, Case]]:
    made = []
    for seed in SEEDS:
        try:
            made.append((seed, Case(short_place(Random(seed)))))
        except ImpossibleError:
            continue
    assert len(made) >= 20
    return made


def near(figure: float, least: float) -> Any:
    return pytest.approx(figure, rel=1e-4, abs=1e-6 * max(1.0, abs(least)))


def of_priority(case: Case, i: int) -> list[Bottleneck]:
    name = case.asks[i].measure
    return [found for found in case.result.found if found.priority == name]


def test_each_figure_is_what_the_place_with_one_more_saves() -> None:
    """The problem is built again with one more: other bounds, another solver."""
    compared: dict[str, int] = {}
    for seed, case in cases():
        assert case.result.missing == [], seed
        for i in range(len(case.asks)):
            for found in of_priority(case, i):
                more = RAISES.get(found.limit.name)
                if more is None:
                    continue
                raised = case.least(more(case.problem, found.at, found.raised_by), i)
                gain = case.base(i) - raised
                expected = found.saves * found.raised_by
                assert gain == near(expected, case.base(i)), (seed, found)
                compared[found.limit.name] = compared.get(found.limit.name, 0) + 1
    assert sum(compared.values()) >= 70, compared
    assert {"recruits", "budgets", "funded posts", "change limit"} <= set(compared), compared
    assert len(compared) >= 6, compared


def helps_before(case: Case, more: Raise, at: tuple[int, ...], i: int, by: float = 1.0) -> bool:
    """Whether more of a limit saves anything of a priority before ``i``."""
    raised = more(case.problem, at, by)
    return any(
        case.base(j) - case.least(raised, j)
        > max(1e-5 * max(1.0, case.base(j)), MEASURES[case.asks[j].measure].SLACK * by)
        for j in range(i)
    )


def test_a_limit_stands_under_the_first_priority_that_it_helps() -> None:
    looked = 0
    for seed, case in cases():
        for i in range(1, len(case.asks)):
            for found in of_priority(case, i):
                more = RAISES.get(found.limit.name)
                if more is not None:
                    assert not helps_before(case, more, found.at, i, found.raised_by), (seed, found)
                    looked += 1
    assert looked >= 30


def test_no_limit_that_is_not_listed_would_help_more() -> None:
    """Of the first priority with anything to save: under it, all that helps is looked at."""
    looked = 0
    for seed, case in cases()[:15]:
        every = raisable(build(case.problem))
        for i, ask in enumerate(case.asks):
            if case.base(i) <= 1.0 or any(case.base(j) > 1e-6 for j in range(i)):
                continue
            listed = of_priority(case, i)
            for name, more in RAISES.items():
                mine = [found for found in listed if found.limit.name == name]
                full = len(mine) >= trials.EACH
                least = min((found.saves for found in mine), default=0.0) if full else 0.0
                known = {found.at for found in mine}
                for kind, at in zip(every.limit, every.entries, strict=True):
                    if LIMITS[kind].name != name or at in known:
                        continue
                    gain = case.base(i) - case.least(more(case.problem, at, 1.0), i)
                    speck = 1e-5 * max(1.0, case.base(i))
                    assert gain <= least * (1 + 1e-4) + speck, (seed, ask.measure, name, at)
                    looked += 1
    assert looked >= 200


def _more_in_the_place(case: Case, found: Bottleneck) -> Place | None:
    """The place with so much more in its table, where the horizon is one year."""
    tables, at = case.place.tables, found.at[0]
    table, column, by = {
        "recruits": ("recruitment", "supply_per_year", 1.0),
        "course places": ("courses", "places_per_intake", 1.0),
        "transfers": ("transfers", "max_per_year", found.raised_by),
        "budgets": ("budgets", "amount", found.raised_by),
        "funded posts": ("posts", "establishment_max", found.raised_by),
    }.get(found.limit.name, ("", "", 0.0))
    if not table:
        return None
    frame = tables[table].copy()
    row = at
    if table == "budgets":
        name = case.problem.workforce.organisations[at]
        row = int(np.flatnonzero(frame["organisation"] == name)[0])
    if table == "recruitment":
        supply = case.problem.recruitment.supply[at, 0]
        by = found.raised_by * float(frame[column].iloc[row]) / supply
    if table == "courses":
        places = case.problem.training.places[at, 0]
        by = found.raised_by * float(frame[column].iloc[row]) / places
    if table == "posts":
        most = frame["establishment_max"].fillna(frame["establishment_wte"])
        if frame["in_post_wte"].iloc[row] > most.iloc[row]:
            return None  # staff above it are tolerated, and with more posts fewer are
        if not np.isfinite(frame[column].iloc[row]):
            frame.loc[row, column] = frame["establishment_wte"].iloc[row]
    frame.loc[row, column] = float(frame[column].iloc[row]) + by
    return replace(case.place, tables={**tables, table: frame})


def test_each_figure_is_what_more_in_the_places_table_saves() -> None:
    compared: dict[str, int] = {}
    for seed in range(900, 990):
        try:
            case = Case(short_place(Random(seed), one_period=True))
        except ImpossibleError:
            continue
        for i in range(len(case.asks)):
            for found in of_priority(case, i):
                more = _more_in_the_place(case, found)
                if more is None:
                    continue
                gain = case.base(i) - case.least(make_problem(more), i)
                expected = found.saves * found.raised_by
                assert gain == near(expected, case.base(i)), (seed, found)
                compared[found.limit.name] = compared.get(found.limit.name, 0) + 1
    assert set(compared) >= {"recruits", "course places", "budgets", "funded posts"}


def test_earlier_priorities_are_kept() -> None:
    """The gain of a later priority is smaller than without caps somewhere, larger nowhere."""
    smaller = 0
    for _, case in cases():
        for i in range(1, len(case.asks)):
            for found in of_priority(case, i)[:2]:
                more = RAISES.get(found.limit.name)
                if more is None:
                    continue
                raised = more(case.problem, found.at, found.raised_by)
                alone = Case.least(_without_caps(case), raised, i)
                assert alone <= case.least(raised, i) + 1e-6 * max(1.0, abs(alone))
                smaller += alone < case.least(raised, i) - 1e-3
    assert smaller >= 3


def _without_caps(case: Case) -> Case:
    free = object.__new__(Case)
    free.__dict__.update(case.__dict__)
    free.bounds = [1e9] * len(case.bounds)
    return free


# --- the check of its form ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "wrong", "says"),
    [
        ("priority", "happiness", "no priority 'happiness'"),
        ("saves_unit", "£", "not the priority's unit"),
        ("what", "place on a course", "no such limit"),
        ("item", "another", "no such limit"),
        ("period", "2031Q1", "no such limit"),
        ("unit", "k£", "no such limit"),
        ("limit", "recruits", "no such limit"),
        ("saves", -1.0, "above nought"),
        ("saves", np.nan, "above nought"),
        ("raised_by", 0.0, "above nought"),
    ],
)
def test_what_cannot_be_is_found(
    place: Place, plan: Plan, column: str, wrong: Any, says: str
) -> None:
    table = plan["bottlenecks"].copy()
    row = int(np.flatnonzero(table["limit"] == "course places")[0])
    table.loc[row, column] = wrong
    changed = replace(plan, tables={**plan.tables, "bottlenecks": table})
    assert any(says in fault for fault in planner.verify_plan(place, changed))


def test_a_row_listed_twice_is_found(place: Place, plan: Plan) -> None:
    table = pd.concat([plan["bottlenecks"], plan["bottlenecks"].iloc[:1]], ignore_index=True)
    changed = replace(plan, tables={**plan.tables, "bottlenecks": table})
    assert any("twice" in fault for fault in planner.verify_plan(place, changed))


def test_the_outcome_is_not_changed(place: Place, plan: Plan) -> None:
    problem = make_problem(place)
    outcome: Outcome = read_outcome(problem, plan.tables)
    before = {name: outcome[name].copy() for name in outcome.values}
    find_bottlenecks(build(problem), outcome, [Ask("visits")], [None], Limits())
    assert all((outcome[name] == before[name]).all() for name in before)
