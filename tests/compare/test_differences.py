"""Differences against the same worked out from the Parquet tables in plain Python; a plan against
itself; two plans either way round."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from planner.compare import Comparison, compare_plans
from planner.plan.plan import Plan
from tests.compare.plans import kept, planned, random

Rows = list[dict[str, Any]]
Key = tuple[str, ...]

PAIRS: dict[str, Callable[[], tuple[Plan, Plan]]] = {
    "planned": lambda: (planned(), planned("More need")),
    "random": lambda: (random(1), random(2)),
}


@pytest.fixture(scope="module", params=list(PAIRS))
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp(request.param)
    return tuple(kept(p, folder / n) for p, n in zip(PAIRS[request.param](), "ab", strict=True))


@pytest.fixture(scope="module")
def made(pair: tuple[Plan, Plan]) -> Comparison:
    return compare_plans(pair)


def rows(plan: Plan, table: str) -> Rows:
    assert plan.folder is not None
    return pq.read_table(plan.folder / "tables" / f"{table}.parquet").to_pylist()


def sums(some: Rows, figure: str, *by: str) -> dict[Key, float]:
    found: dict[Key, float] = defaultdict(float)
    for row in some:
        found[tuple(row[b] for b in by)] += row[figure]
    return found


def told(made: Comparison, measure: str, of: str) -> dict[Key, tuple[float, float, float]]:
    return {
        (row["thing"],): (row["before"], row["after"], row["difference"])
        for row in made["measures_compared"].to_dict("records")
        if (row["measure"], row["of"]) == (measure, of)
    }


def agrees(
    found: dict[Key, tuple[float, float, float]], first: dict[Key, float], second: dict[Key, float]
) -> None:
    assert set(found) == {*first, *second}
    for key, (before, after, difference) in found.items():
        assert before == pytest.approx(first.get(key, 0.0), abs=1e-6)
        assert after == pytest.approx(second.get(key, 0.0), abs=1e-6)
        assert difference == pytest.approx(second.get(key, 0.0) - first.get(key, 0.0), abs=1e-6)


def theme(plan: Plan, row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "theme": plan.labels["theme"][row["need_group"]]}


def visits(plan: Plan) -> Rows:
    joint = [{**row, "setting": "home"} for row in rows(plan, "hub_visits")]
    return [*rows(plan, "visits"), *joint, *rows(plan, "bought_visits")]


SUMMED: dict[tuple[str, str], Callable[[Plan], dict[Key, float]]] = {
    ("unmet need", "theme"): lambda p: sums([theme(p, r) for r in rows(p, "need")], "unmet_hours", "theme"),
    ("unmet need", "locality"): lambda p: sums(rows(p, "need"), "unmet_hours", "locality"),
    ("visits", "setting"): lambda p: sums(visits(p), "visits", "setting"),
    ("home visits", "locality"): lambda p: sums([r for r in visits(p) if r["setting"] == "home"], "visits", "locality"),
    ("destabilisation", "organisation"): lambda p: sums(rows(p, "destabilisation"), "weighted", "organisation"),
    ("drawn away by partners", "organisation"): lambda p: sums([r for r in rows(p, "moves") if r["kind"] == "drawn_away"], "wte", "organisation"),
    ("cost", "organisation"): lambda p: sums(rows(p, "money"), "amount", "organisation"),
    ("cost", "fund"): lambda p: sums(rows(p, "funds"), "amount", "fund"),
    ("cost", "line"): lambda p: sums(rows(p, "money"), "amount", "line"),
    ("change", "organisation"): lambda p: sums(rows(p, "change"), "people", "organisation"),
}  # fmt: skip


@pytest.mark.parametrize("which", list(SUMMED), ids=" by ".join)
def test_sums_are_those_of_the_tables(
    made: Comparison, pair: tuple[Plan, Plan], which: tuple[str, str]
) -> None:
    agrees(told(made, *which), *(SUMMED[which](plan) for plan in pair))


@pytest.mark.parametrize(
    ("measure", "figure", "by"),
    [
        ("vacancy, mean", "vacancy", "organisation"),
        ("staff in post, mean", "in_post", "organisation"),
        ("staff in post, mean", "in_post", "role"),
    ],
)
def test_means_weigh_periods_by_their_length(
    made: Comparison, pair: tuple[Plan, Plan], measure: str, figure: str, by: str
) -> None:
    def mean(plan: Plan) -> dict[Key, float]:
        months = {p: 3 if "Q" in p else 12 for p in plan.record.periods}
        found = sums(
            [{**r, "x": r[figure] * months[r["period"]]} for r in rows(plan, "workforce")], "x", by
        )
        return {key: value / sum(months.values()) for key, value in found.items()}

    agrees(told(made, measure, by), *(mean(plan) for plan in pair))


def test_what_the_priorities_measure_is_that_of_the_table(
    made: Comparison, pair: tuple[Plan, Plan]
) -> None:
    for measure in {row["measure"] for plan in pair for row in rows(plan, "measures")}:
        own = [[r for r in rows(plan, "measures") if r["measure"] == measure] for plan in pair]
        first, second = (sums(some, "value", "period") for some in own)
        agrees(told(made, measure, "period"), first, second)
        whole = told(made, measure, "")[("",)]
        assert whole[2] == pytest.approx(sum(second.values()) - sum(first.values()), abs=1e-6)


#: Kind → table, figure, and the columns of employer, role, profile, where to, by what.
DECIDED: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "establishment": ("workforce", "establishment", ("organisation", "role", "", "", "")),
    "hires": ("moves", "wte", ("organisation", "role", "profile", "", "via")),
    "course starts": ("moves", "wte", ("organisation", "role", "to_profile", "", "via")),
    "transfers": ("moves", "wte", ("organisation", "role", "profile", "to_organisation", "via")),
    "released": ("moves", "wte", ("organisation", "role", "profile", "", "via")),
    "arrangement staff": ("arrangements", "wte", ("organisation", "", "", "", "arrangement")),
}
MOVE = {"hires": "hire", "course starts": "training_start", "transfers": "transfer",
        "released": "release"}  # fmt: skip


@pytest.mark.parametrize("kind", list(DECIDED))
def test_decisions_that_differ_are_all_there_and_no_others(
    made: Comparison, pair: tuple[Plan, Plan], kind: str
) -> None:
    table, figure, columns = DECIDED[kind]

    def decided(plan: Plan) -> dict[Key, float]:
        some = [r for r in rows(plan, table) if kind not in MOVE or r["kind"] == MOVE[kind]]
        return sums([{**r, "": ""} for r in some], figure, *columns, "period")

    first, second = (decided(plan) for plan in pair)
    wanted = {}
    for key in {*first, *second}:
        a, b = first.get(key, 0.0), second.get(key, 0.0)
        if abs(b - a) > 1e-6 * max(1.0, abs(a), abs(b)):
            wanted[key] = b - a
    key = ("organisation", "role", "profile", "to", "via", "period")
    found = {
        tuple(row[k] for k in key): row["difference"]
        for row in made["decisions_compared"].to_dict("records")
        if row["kind"] == kind
    }
    assert found == pytest.approx(wanted, abs=1e-6)


def test_priorities_are_those_of_the_records(made: Comparison, pair: tuple[Plan, Plan]) -> None:
    by_name = {row["priority"]: row for row in made["priorities_compared"].to_dict("records")}
    for before, after in zip(*(plan.record.priorities for plan in pair), strict=True):
        row = by_name[before.name]
        assert row["difference"] == after.value - before.value
        for priority, stands in ((before, "bound_before"), (after, "bound_after")):
            if priority.bound is None:
                assert math.isnan(row[stands])
            else:
                assert row[stands] == min(priority.bound, priority.value)


CHANGES = ("decisions_compared", "choices_compared", "named_compared", "inputs_compared", "rows_compared")  # fmt: skip


def test_a_plan_against_itself_shows_nothing(pair: tuple[Plan, Plan]) -> None:
    for plan in pair:
        same = compare_plans([plan, plan])
        assert all(same[table].empty for table in CHANGES)
        assert (same["measures_compared"]["difference"] == 0).all()
        assert (same["priorities_compared"]["verdict"] == "alike").all()
        assert (same["periods_compared"]["compared"] == "yes").all()
        assert same.causes == {same.others[0]: ()}
        assert same.steps == {same.others[0]: ()}


def test_two_plans_either_way_round_are_each_other_negated(
    made: Comparison, pair: tuple[Plan, Plan]
) -> None:
    back = compare_plans(pair[::-1])
    for table, figures in (
        ("measures_compared", ["before", "after", "difference"]),
        ("decisions_compared", ["before", "after", "difference"]),
        ("priorities_compared", ["difference", "best_changed_from", "best_changed_to"]),
    ):
        keys = [c for c in made[table].columns if made[table][c].dtype != "float64" and c != "plan"]
        one, other = (
            {tuple(r[k] for k in keys): r for r in c[table].to_dict("records")}
            for c in (made, back)
        )
        assert set(one) == set(other)
        swapped = {"before": "after", "after": "before", "best_changed_from": "best_changed_to",
                   "best_changed_to": "best_changed_from"}  # fmt: skip
        for key, row in one.items():
            for figure in figures:
                turned = other[key][swapped.get(figure, figure)]
                sign = 1 if figure in ("before", "after") else -1
                assert row[figure] == pytest.approx(sign * turned, abs=1e-9, nan_ok=True)
    for table in ("named_compared", "choices_compared"):
        turn = {"appeared": "disappeared", "disappeared": "appeared"}
        keys = [c for c in made[table].columns if c not in ("plan", "before", "after", "change")]
        one, other = (
            {tuple(r[k] for k in keys): r for r in c[table].to_dict("records")}
            for c in (made, back)
        )
        assert set(one) == set(other)
        for key, row in one.items():
            assert (row["before"], row["after"]) == (other[key]["after"], other[key]["before"])
            assert other[key]["change"] == turn.get(row["change"], row["change"])


def test_every_number_is_a_number(made: Comparison) -> None:
    """Blank figures are bounds that were not found, and nothing else."""
    for table in ("measures_compared", "decisions_compared", "choices_compared"):
        for column in made[table].select_dtypes("float64"):
            assert all(math.isfinite(value) for value in made[table][column])


def test_several_plans_are_each_set_against_the_first(tmp_path: Path) -> None:
    plans = [planned(), planned("More need"), planned("Dearer course")]
    made = compare_plans(plans, ["now", "more", "dearer"])
    for name, plan in (("more", plans[1]), ("dearer", plans[2])):
        alone = compare_plans([plans[0], plan], ["now", name])
        for table in ("priorities_compared", "measures_compared", "decisions_compared"):
            own = made[table].loc[made[table]["plan"] == name].reset_index(drop=True)
            assert own.equals(alone[table])
