"""Williams' three-grade manpower planning, as a place and as his own linear programme.

H. P. Williams, Model Building in Mathematical Programming, 5th edition, problem 12.5.
Money is in pounds here: the columns for thousands of pounds take the pounds as they are.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np
import pytest
from scipy.optimize import linprog

import planner
from planner.place.place import Place
from planner.place.settings import Policy, Priority, Settings
from planner.plan.plan import Plan

LEAST_REDUNDANCIES = 841.796875
COST_AT_LEAST_REDUNDANCIES = 1_441_389.79
LEAST_COST = 498_677.29
REDUNDANCIES_AT_LEAST_COST = 1_423.72

GRADES = ("U", "M", "K")
YEARS = ("2027", "2028", "2029")
STRENGTH = {"U": 2000, "M": 1500, "K": 1000}
NEEDED = {"U": (1000, 500, 0), "M": (1400, 2000, 2500), "K": (1000, 1500, 2000)}
LEAVE_FIRST = {"U": 0.25, "M": 0.20, "K": 0.10}
LEAVE_LATER = {"U": 0.10, "M": 0.05, "K": 0.05}
RECRUITS = {"U": 500, "M": 800, "K": 500}
REDUNDANCY_PAY = {"U": 200, "M": 500, "K": 500}
OVER_COST = {"U": 1500, "M": 2000, "K": 3000}
SHORT_COST = {"U": 500, "M": 400, "K": 400}
SHORT_MOST = 50
OVER_MOST = 150
RETRAIN_COST = {("U", "M"): 400, ("M", "K"): 500}
RETRAIN_U_MOST = 200
RETRAIN_M_SHARE = 0.25
DOWNGRADES = (("K", "M"), ("K", "U"), ("M", "U"))


def williams_place(*measures: str) -> Place:
    """The problem in the tables of a place."""
    settings = Settings(
        name="Williams 12.5",
        start=dt.date(2027, 1, 1),
        quarters=0,
        years=3,
        priorities=tuple(Priority(measure=m, tolerance=0) for m in measures),
        policy=Policy(over_establishment_limit=OVER_MOST, change_limit=10),
    )
    return planner.place_from_frames(settings, {**_people(), **_moves(), **_no_need()})


def _people() -> dict[str, list[dict[str, object]]]:
    return {
        "organisations": [{"organisation": "firm", "kind": "community_trust"}],
        "localities": [{"locality": "town", "population": 1000}],
        "competencies": [{"competency": "work"}],
        "roles": [{"role": g, "staff_group": g, "annual_cost": 0} for g in GRADES],
        "role_competencies": [{"role": g, "competency": "work", "status": "core"} for g in GRADES],
        "posts": [
            {
                "post": f"firm-{g}",
                "organisation": "firm",
                "role": g,
                "establishment_wte": NEEDED[g][0],
                "in_post_wte": STRENGTH[g],
                "turnover": LEAVE_LATER[g],
                "first_year_turnover": LEAVE_FIRST[g],
                "vacancy_limit": 0,
                "over_establishment_max": OVER_MOST,
                "over_establishment_cost": OVER_COST[g],
                "short_time_max": SHORT_MOST,
                "short_time_cost": SHORT_COST[g],
                "release_max_per_year": 10_000,
                "release_cost": REDUNDANCY_PAY[g],
            }
            for g in GRADES
        ],
        "establishments": [
            {"post": f"firm-{g}", "period": year, "establishment_wte": needed}
            for g in GRADES
            for year, needed in zip(YEARS, NEEDED[g], strict=True)
        ],
    }


def _moves() -> dict[str, list[dict[str, object]]]:
    at_once = {"duration_months": 0, "intake_months": "1", "completion_rate": 1}
    return {
        "recruitment": [
            {"recruitment": f"recruits {g}", "role": g, "supply_per_year": RECRUITS[g]}
            for g in GRADES
        ],
        "courses": [
            {
                "course": "U to M",
                "from_role": "U",
                "to_role": "M",
                "places_per_intake": RETRAIN_U_MOST,
                "cost": RETRAIN_COST["U", "M"],
                **at_once,
            },
            {
                "course": "M to K",
                "from_role": "M",
                "to_role": "K",
                "supervisor_role": "K",
                "trainees_per_supervisor": RETRAIN_M_SHARE,
                "cost": RETRAIN_COST["M", "K"],
                **at_once,
            },
        ],
        "transfers": [
            {
                "transfer": f"{high} down to {low}",
                "from_organisation": "firm",
                "from_role": high,
                "to_role": low,
                "leave_share": 0.5,
            }
            for high, low in DOWNGRADES
        ],
    }


def _no_need() -> dict[str, list[dict[str, object]]]:
    return {
        "need_groups": [{"need_group": "nobody", "theme": "other"}],
        "needs": [{"need_group": "nobody", "locality": "town", "people": 0}],
        "packages": [{"package": "none", "need_group": "nobody", "contacts_per_week": 0}],
        "interventions": [
            {
                "package": "none",
                "intervention": "nothing",
                "competencies": "work",
                "minutes": 10,
                "profession": "U",
            }
        ],
    }


class Programme:
    """Williams' linear programme, written down directly."""

    def __init__(self) -> None:
        self.column: dict[tuple[str, ...], int] = {}
        self.upper: list[float | None] = []
        for year in range(3):
            for g in GRADES:
                self._add(("strength", year, g))
                self._add(("recruit", year, g), RECRUITS[g])
                self._add(("redundant", year, g))
                self._add(("over", year, g))
                self._add(("short", year, g), SHORT_MOST)
            self._add(("retrain", year, "U", "M"), RETRAIN_U_MOST)
            self._add(("retrain", year, "M", "K"))
            for high, low in DOWNGRADES:
                self._add(("down", year, high, low))

    def _add(self, key: tuple, upper: float | None = None) -> None:
        self.column[key] = len(self.upper)
        self.upper.append(upper)

    def row(self, terms: dict[tuple, float]) -> np.ndarray:
        row = np.zeros(len(self.upper))
        for key, value in terms.items():
            row[self.column[key]] += value
        return row

    def equations(self) -> tuple[np.ndarray, np.ndarray]:
        rows, right = [], []
        for t in range(3):
            for g in GRADES:
                flow = {("strength", t, g): 1.0, ("redundant", t, g): 1.0}
                flow["recruit", t, g] = -(1 - LEAVE_FIRST[g])
                if t:
                    flow["strength", t - 1, g] = -(1 - LEAVE_LATER[g])
                for below, above in RETRAIN_COST:
                    if above == g:
                        flow["retrain", t, below, above] = -(1 - LEAVE_LATER[g])
                    if below == g:
                        flow["retrain", t, below, above] = 1.0
                for high, low in DOWNGRADES:
                    if low == g:
                        flow["down", t, high, low] = -0.5
                    if high == g:
                        flow["down", t, high, low] = 1.0
                rows.append(self.row(flow))
                right.append(0.0 if t else (1 - LEAVE_LATER[g]) * STRENGTH[g])
                rows.append(
                    self.row(
                        {
                            ("strength", t, g): 1.0,
                            ("over", t, g): -1.0,
                            ("short", t, g): -0.5,
                        }
                    )
                )
                right.append(NEEDED[g][t])
        return np.array(rows), np.array(right)

    def limits(self) -> tuple[list[np.ndarray], list[float]]:
        rows, right = [], []
        for t in range(3):
            rows.append(self.row({("over", t, g): 1.0 for g in GRADES}))
            right.append(OVER_MOST)
            rows.append(
                self.row({("retrain", t, "M", "K"): 1.0, ("strength", t, "K"): -RETRAIN_M_SHARE})
            )
            right.append(0.0)
        return rows, right

    def redundancies(self) -> np.ndarray:
        return self.row({key: 1.0 for key in self.column if key[0] == "redundant"})

    def cost(self) -> np.ndarray:
        price = {}
        for key in self.column:
            if key[0] == "redundant":
                price[key] = REDUNDANCY_PAY[key[2]]
            elif key[0] == "over":
                price[key] = OVER_COST[key[2]]
            elif key[0] == "short":
                price[key] = SHORT_COST[key[2]]
            elif key[0] == "retrain":
                price[key] = RETRAIN_COST[key[2:]]
        return self.row(price)

    def solve(self, objective: np.ndarray, cap: tuple[np.ndarray, float] | None = None):
        equal, equal_right = self.equations()
        rows, right = self.limits()
        if cap is not None:
            rows.append(cap[0])
            right.append(cap[1])
        return linprog(
            objective,
            A_ub=np.array(rows),
            b_ub=np.array(right),
            A_eq=equal,
            b_eq=equal_right,
            bounds=[(0, most) for most in self.upper],
            method="highs",
        )


@cache
def planned(*measures: str) -> Plan:
    return planner.plan_skillmix(williams_place(*measures), gap=1e-9)


def value(plan: Plan, name: str) -> float:
    table = plan["measures"]
    return float(table.loc[table["measure"] == name, "value"].sum())


def test_the_programme_itself_has_the_published_optima() -> None:
    programme = Programme()
    least = programme.solve(programme.redundancies())
    assert least.fun == pytest.approx(LEAST_REDUNDANCIES, rel=1e-9)
    capped = programme.solve(programme.cost(), (programme.redundancies(), least.fun * (1 + 1e-12)))
    assert capped.fun == pytest.approx(COST_AT_LEAST_REDUNDANCIES, rel=1e-8)
    cheapest = programme.solve(programme.cost())
    assert cheapest.fun == pytest.approx(LEAST_COST, rel=1e-8)
    assert programme.redundancies() @ cheapest.x == pytest.approx(
        REDUNDANCIES_AT_LEAST_COST, rel=1e-5
    )


def test_least_redundancies_then_least_cost() -> None:
    plan = planned("released", "cost")
    released, cost = plan.record.priorities
    assert plan.record.status == "optimal"
    assert released.value == pytest.approx(LEAST_REDUNDANCIES, rel=1e-6)
    assert released.bound == pytest.approx(LEAST_REDUNDANCIES, rel=1e-6)
    assert cost.value == pytest.approx(COST_AT_LEAST_REDUNDANCIES, rel=1e-6)
    assert cost.bound == pytest.approx(COST_AT_LEAST_REDUNDANCIES, rel=1e-6)


def test_least_cost() -> None:
    plan = planned("cost")
    (cost,) = plan.record.priorities
    assert cost.proven
    assert cost.value == pytest.approx(LEAST_COST, rel=1e-6)
    assert cost.bound == pytest.approx(LEAST_COST, rel=1e-6)
    assert value(plan, "released") == pytest.approx(REDUNDANCIES_AT_LEAST_COST, rel=1e-5)


@pytest.mark.parametrize("measures", [("released", "cost"), ("cost",)])
def test_the_plans_keep_williams_own_equations(measures: tuple[str, ...]) -> None:
    """The plan's tables, put into the programme's columns, keep every row of it."""
    plan, programme = planned(*measures), Programme()
    x = np.zeros(len(programme.upper))
    for row in plan["workforce"].itertuples():
        t = YEARS.index(row.period)
        x[programme.column["strength", t, row.role]] = row.in_post
        x[programme.column["over", t, row.role]] = row.over_establishment
        x[programme.column["short", t, row.role]] = row.short_time
        assert row.vacancy == 0
    name = {
        "hire": lambda r: ("recruit", r.role),
        "release": lambda r: ("redundant", r.role),
        "training_start": lambda r: ("retrain", r.role, r.to_role),
        "transfer": lambda r: ("down", r.role, r.to_role),
    }
    for row in plan["moves"].itertuples():
        if row.kind in name:
            kind, *grades = name[row.kind](row)
            x[programme.column[(kind, YEARS.index(row.period), *grades)]] += row.wte
    equal, right = programme.equations()
    assert equal @ x == pytest.approx(right, abs=1e-4)
    rows, most = programme.limits()
    assert (np.array(rows) @ x <= np.array(most) + 1e-4).all()
    assert programme.cost() @ x == pytest.approx(value(plan, "cost"), rel=1e-6)


def test_the_plans_verify() -> None:
    for measures in (("released", "cost"), ("cost",)):
        assert planner.verify_plan(williams_place(*measures), planned(*measures)) == []
