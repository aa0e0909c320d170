"""The engine: assembling, solving, and meeting goals in order."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np
import pytest

from solvers.engine import exact, mathopt
from solvers.engine.goals import Goal
from solvers.engine.limits import Limits
from solvers.engine.mathopt import solve
from solvers.engine.model import Assembled, LinearModel
from solvers.engine.priorities import Search
from solvers.engine.progress import Progress
from solvers.engine.raising import Raising
from solvers.engine.status import Status
from solvers.engine.switches import Switch


def dense(model: Assembled) -> np.ndarray:
    matrix = np.zeros((model.n_rows, model.n_columns))
    matrix[model.entry_row, model.entry_column] = model.entry_value
    return matrix


# --- the model --------------------------------------------------------------------------


def test_terms_broadcast_and_duplicates_add_up() -> None:
    model = LinearModel()
    x = model.add_columns("x", (2, 3), upper=[[1], [2]])
    rows = model.add_rows("r", (2,), upper=5.0)
    model.add_terms(rows[:, None], x, [[1.0, 2.0, 0.0]])
    model.add_terms(rows[:, None], x[:, :1], 3.0)
    model.add_terms(rows[0], x[0], 1.0)
    made = model.assemble()
    assert dense(made).tolist() == [[5, 3, 1, 0, 0, 0], [0, 0, 0, 4, 2, 0]]
    assert made.upper.tolist() == [1, 1, 1, 2, 2, 2]
    keys = made.entry_row * made.n_columns + made.entry_column
    assert (np.diff(keys) > 0).all()
    assert made.size == {"columns": 6, "rows": 2, "nonzeros": 5, "integers": 0}


def test_an_empty_model_assembles() -> None:
    made = LinearModel().assemble()
    assert made.size == {"columns": 0, "rows": 0, "nonzeros": 0, "integers": 0}


def small(integer: bool = False) -> Assembled:
    """x + y >= 3, x <= 2, y <= 2.5."""
    model = LinearModel()
    x = model.add_columns("x", (2,), upper=[2.0, 2.5], integer=integer)
    row = model.add_rows("enough", (1,), lower=3.0)
    model.add_terms(row, x)
    return model.assemble()


def test_with_rows_and_with_bounds_leave_the_first_model_alone() -> None:
    made = small()
    more = made.with_rows("caps", [(np.array([0, 1]), np.array([1.0, 2.0]), -np.inf, 4.0)])
    assert dense(more).tolist() == [[1, 1], [1, 2]]
    assert more.row_upper.tolist() == [np.inf, 4.0]
    assert made.n_rows == 1
    fixed = made.with_bounds(np.array([1]), 1.5, 1.5)
    assert (fixed.lower[1], fixed.upper[1], made.upper[1]) == (1.5, 1.5, 2.5)
    assert made.with_rows("none", []) is made


def test_activity_and_residual() -> None:
    made = small()
    assert made.activity(np.array([1.0, 2.0])).tolist() == [3.0]
    assert made.residual(np.array([1.0, 2.0])) == 0.0
    assert made.residual(np.array([1.0, 1.5])) == pytest.approx(0.5 / 3)  # of the row's scale
    assert made.residual(np.array([2.25, 2.0])) == pytest.approx(0.25)
    assert small(integer=True).relaxed().integer.sum() == 0


def test_a_row_says_what_it_stands_for() -> None:
    model = LinearModel()
    model.add_rows("first", (2,))
    only = np.array([4, 7])
    model.add_rows("some", (2, 3), axes=("post", "period"), entries={"post": only[:, None]})
    block = model.rows[1]
    assert [block.entry(row) for row in (2, 4, 5, 7)] == [(4, 0), (4, 2), (7, 0), (7, 2)]


# --- one solve --------------------------------------------------------------------------

COST = np.array([1.0, 3.0])


@pytest.mark.parametrize("algorithm", ["ipm", "simplex"])
def test_optimal(algorithm: str) -> None:
    found = solve(small(), COST, Limits(), algorithm=algorithm, duals=True)
    assert found.status is Status.OPTIMAL
    assert found.x == pytest.approx([2, 1], abs=1e-6)
    assert (found.value, found.bound) == (pytest.approx(5), pytest.approx(5))
    assert found.bound <= found.value
    assert found.duals == pytest.approx([3.0])


def test_what_a_unit_of_each_bound_is_worth() -> None:
    """x + y >= 3, x <= 2: a unit more of x saves the difference of the costs."""
    found = solve(small(), COST, Limits(), algorithm="simplex", duals=True)
    assert found.reduced == pytest.approx([COST[0] - COST[1], 0.0])
    again = mathopt.solve_from(small(), COST, Limits(), found.basis, duals=True)
    assert again.duals == pytest.approx([3.0])
    assert again.reduced == pytest.approx([-2.0, 0.0])
    assert mathopt.solve_from(small(), COST, Limits(), found.basis).duals is None


def test_bounds_raised_one_at_a_time() -> None:
    """The least is 5; x up by one half saves 1; the row's own upper bound does not hold."""
    capped = small().with_rows("most", [(np.array([1]), np.array([1.0]), -np.inf, 0.5)])
    wide = capped.with_bounds(np.array([0]), 0.0, 2.75)
    basis = solve(wide, COST, Limits(), algorithm="simplex").basis
    for start in (basis, None):
        raising = Raising(wide, COST, Limits(), start)
        assert raising.as_it_is().value == pytest.approx(2.75 + 0.25 * 3)
        assert raising.column(0, 0.25).value == pytest.approx(3.0)
        assert raising.column(0, 5.0).value == pytest.approx(3.0)
        assert raising.row(1, 1.0).value == pytest.approx(3.5)
        assert raising.as_it_is().value == pytest.approx(3.5)  # as it was
    short = small().with_bounds(np.array([0]), 0.0, 0.25)
    assert Raising(short, COST, Limits(), None).as_it_is().status is Status.INFEASIBLE
    raising = Raising(short, COST, Limits(), None)
    found = raising.column(0, 1.0)
    assert found.value == pytest.approx(1.25 + 1.75 * 3)
    assert found.reduced == pytest.approx([-2.0, 0.0])


def test_a_stopped_raising_says_so() -> None:
    limits = Limits()
    raising = Raising(small(), COST, limits, None)
    limits.stop.set()
    assert raising.row(0, 1.0).status is Status.INTERRUPTED


def test_whole_columns_are_whole() -> None:
    model = LinearModel()
    x = model.add_columns("x", (3,), upper=1.0, integer=True)
    row = model.add_rows("weight", (1,), upper=5.5)
    model.add_terms(row, x, [3.0, 2.0, 4.0])
    found = solve(model.assemble(), -np.array([4.0, 3.0, 5.0]), Limits(gap=0), algorithm="choose")
    assert found.status is Status.OPTIMAL
    assert found.x.tolist() == [1, 1, 0]
    assert found.bound == pytest.approx(-7)


def test_infeasible() -> None:
    found = solve(small().with_bounds(np.array([0, 1]), 0, 1), COST, Limits())
    assert found.status is Status.INFEASIBLE
    assert len(found.x) == 0
    assert found.bound == -np.inf
    assert not found.status.has_outcome


def test_infeasible_only_where_whole() -> None:
    made = small(integer=True)
    half = made.with_rows("half", [(np.array([0]), np.array([2.0]), 1.0, 1.0)])
    assert solve(half.relaxed(), COST, Limits()).status is Status.OPTIMAL
    assert solve(half, COST, Limits(), algorithm="choose").status is Status.INFEASIBLE


def test_unbounded() -> None:
    model = LinearModel()
    model.add_columns("x", (2,))
    row = model.add_rows("r", (1,), lower=1.0)
    model.add_terms(row, np.array([0, 1]), [1.0, -1.0])
    found = solve(model.assemble(), np.array([-1.0, 0.5]), Limits(), algorithm="simplex")
    assert found.status is Status.UNBOUNDED


def hard_model() -> Assembled:
    """A market-split problem: whole columns, no end in sight."""
    random = np.random.default_rng(3)
    model = LinearModel()
    x = model.add_columns("x", (50,), upper=1.0, integer=True)
    weights = random.integers(0, 100, size=(6, 50)).astype(float)
    right = np.floor(weights.sum(axis=1) / 2)
    over, under = model.add_columns("over", (6,)), model.add_columns("under", (6,))
    rows = model.add_rows("split", (6,), right, right)
    model.add_terms(rows[:, None], x[None, :], weights)
    model.add_terms(rows, over)
    model.add_terms(rows, under, -1.0)
    return model.assemble()


def hard_cost(model: Assembled) -> np.ndarray:
    return np.concatenate([np.zeros(50), np.ones(12)])


def test_a_time_limit_ends_with_what_was_found() -> None:
    model = hard_model()
    limits = Limits(seconds=1.0, gap=0.0)
    found = solve(model, hard_cost(model), limits, algorithm="choose")
    assert found.status in (Status.FEASIBLE, Status.UNKNOWN)
    assert limits.elapsed() < 20
    if found.status is Status.FEASIBLE:
        assert found.bound <= found.value
        assert model.residual(found.x) <= mathopt.ROW_TOLERANCE


def test_the_stop_event_ends_at_once() -> None:
    model, limits = hard_model(), Limits(seconds=30.0, gap=0.0)
    threading.Timer(0.3, limits.stop.set).start()
    found = solve(model, hard_cost(model), limits, algorithm="choose")
    assert found.status is Status.INTERRUPTED
    assert limits.elapsed() < 15
    assert limits.over()


def test_an_answer_with_broken_rows_is_invalid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the solver says of itself, rows are recomputed."""
    true = mathopt.to_proto

    def other(model: Assembled, objective: np.ndarray, *rest: object) -> object:
        return true(replace(model, row_lower=np.array([1.0])), objective, *rest)

    monkeypatch.setattr(mathopt, "to_proto", other)
    found = solve(small(), COST, Limits())
    assert found.status is Status.INVALID
    assert "broken" in found.detail


# --- goals in order ---------------------------------------------------------------------


def no_decisions(x: np.ndarray) -> list[Switch]:
    return []


def toy() -> Assembled:
    """Minimise a, then b, then c, where a + b >= 10 and b + c >= 8; a <= 10, b <= 9."""
    model = LinearModel()
    x = model.add_columns("x", (3,), upper=[10.0, 9.0, 20.0])
    rows = model.add_rows("cover", (2,), lower=[10.0, 8.0])
    model.add_terms(rows, x[:2])
    model.add_terms(rows, x[1:])
    return model.assemble()


def goals(*tolerances: float, slack: float = 0.0) -> list[Goal]:
    return [
        Goal("abc"[i], np.eye(3)[i], "units", tolerance, slack if i == 0 else 0.0)
        for i, tolerance in enumerate(tolerances)
    ]


@pytest.fixture(params=["exact", "elastic"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Small models are solved exactly; large ones with elastic caps and rounding."""
    monkeypatch.setattr(exact, "SMALL", 3_000 if request.param == "exact" else 0)
    return request.param


def values(asked: list[Goal], model: Assembled | None = None) -> list[float]:
    result = Search(model or toy(), asked, Limits(gap=1e-3), no_decisions).run()
    assert result.status is Status.OPTIMAL
    for met in result.goals:
        assert met.bound <= met.value + 1e-9
        assert met.proven
    return [met.value for met in result.goals]


def test_goals_are_met_in_order(way: str) -> None:
    assert values(goals(0, 0, 0)) == pytest.approx([1, 9, 0], abs=0.01)
    other = [goals(0, 0, 0)[i] for i in (1, 0, 2)]
    assert values(other) == pytest.approx([0, 10, 8], abs=0.01)


def test_a_tolerance_is_given_up_for_the_next_goal_and_no_more(way: str) -> None:
    assert values(goals(0.5, 0, 0)) == pytest.approx([1.5, 8.5, 0], abs=0.02)
    assert values(goals(0, 0, 0, slack=3.0)) == pytest.approx([4, 6, 2], abs=0.02)
    assert values(goals(0.5, 0, 0, slack=3.0)) == pytest.approx([4.5, 5.5, 2.5], abs=0.02)


def test_the_trace_tells_every_goal(way: str) -> None:
    heard: list[Progress] = []
    result = Search(toy(), goals(0, 0, 0), Limits(), no_decisions, heard.append, "phase").run()
    assert {moment.priority for moment in heard} >= {"a", "b"}
    assert all(moment.phase == "phase" for moment in heard)
    assert result.trace == heard


def test_a_stopped_search_keeps_what_is_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "SMALL", 0)
    limits = Limits()

    def stop_at_c(moment: Progress) -> None:
        if moment.priority == "c":
            limits.stop.set()

    asked = [*goals(0, 0), Goal("c", np.array([0.0, 1.0, 1.0]), "units")]
    result = Search(toy(), asked, limits, no_decisions, stop_at_c).run()
    assert result.status is Status.INTERRUPTED
    assert [met.value for met in result.goals[:2]] == pytest.approx([1, 9], abs=0.01)
    assert [met.proven for met in result.goals] == [True, True, False]


def knapsack() -> Assembled:
    """Cover 7 with pieces of 5 and 4, bought whole."""
    model = LinearModel()
    x = model.add_columns("x", (2,), upper=5.0, integer=True)
    row = model.add_rows("cover", (1,), lower=7.0)
    model.add_terms(row, x, [5.0, 4.0])
    return model.assemble()


def test_the_integer_gap_is_closed(way: str) -> None:
    """The relaxation buys 1.4 pieces of 5 for 7.0; whole pieces cost 8 at least."""

    def rounding(x: np.ndarray) -> list[Switch]:
        return [Switch(np.array([0, 1]), (np.array([2.0, 0.0]),), 1.0)]

    goal = Goal("cost", np.array([5.0, 4.0]), "k£", 0.0)
    result = Search(knapsack(), [goal], Limits(gap=1e-6), rounding).run()
    (met,) = result.goals
    assert result.status is Status.OPTIMAL
    assert met.value == pytest.approx(8)
    assert met.bound == pytest.approx(8, rel=1e-5)
    assert result.x.tolist() == [0, 2]


def test_what_only_whole_decisions_make_impossible_is_said() -> None:
    half = knapsack().with_rows("half", [(np.array([0]), np.array([2.0]), 1.0, 1.0)])
    result = Search(half, [Goal("a", np.ones(2), "units")], Limits(), no_decisions).run()
    assert result.status is Status.INFEASIBLE
    assert len(result.x) == 0


def test_impossible_from_the_start(way: str) -> None:
    none = toy().with_bounds(np.arange(3), 0.0, 1.0)
    result = Search(none, goals(0, 0, 0), Limits(), no_decisions).run()
    assert result.status is Status.INFEASIBLE
    assert result.goals == []


def test_stopped_before_it_began(way: str) -> None:
    limits = Limits()
    limits.stop.set()
    result = Search(toy(), goals(0, 0, 0), limits, no_decisions).run()
    assert result.status is Status.INTERRUPTED


def test_a_search_stopped_before_its_last_goal_still_decides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Stopped while the third goal is bounded: yes/no decisions are made all the same."""
    monkeypatch.setattr(exact, "SMALL", 0)
    model = knapsack()
    limits = Limits()
    cost = np.array([5.0, 4.0])

    def stop_at_c(moment: Progress) -> None:
        if moment.priority == "c":
            limits.stop.set()

    def rounding(x: np.ndarray) -> list[Switch]:
        return [Switch(np.array([0, 1]), (np.array([2.0, 0.0]), np.array([0.0, 2.0])), 1.0)]

    asked = [
        Goal("a", cost, "k£", 0.5),
        Goal("b", np.array([0.0, 1.0]), "units"),
        Goal("c", np.array([1.0, 0.0]), "units"),
    ]
    result = Search(model, asked, limits, rounding, stop_at_c).run()
    assert result.status is Status.INTERRUPTED
    assert model.residual(result.x) <= 1e-6
    assert (result.x[model.integer] == np.round(result.x[model.integer])).all()
    assert [met.proven for met in result.goals] == [True, True, False]
    assert result.goals[0].value <= asked[0].cap(result.goals[0].bound) * 1.02


def test_what_is_proven_either_way_does_not_decide_between_outcomes() -> None:
    """The first goal is proven up to 101, the second up to 50.5; then the caps decide."""
    model = LinearModel()
    model.add_columns("x", (2,), upper=1000.0)
    goals = [
        Goal("need", np.array([1.0, 0.0]), "hours", 0.0),
        Goal("change", np.array([0.0, 1.0]), "WTE", 0.0),
    ]
    search = Search(model.assemble(), goals, Limits(), lambda x: [])
    search.bounds.proven = [100.0, 50.0]
    for point, kept in (
        ([100.6, 70.0], [100.6, 70.0]),
        ([100.0, 90.0], [100.6, 70.0]),
        ([100.9, 60.0], [100.9, 60.0]),
        ([103.0, 50.0], [100.9, 60.0]),
        ([100.9, 50.2], [100.9, 50.2]),
        ([100.7, 50.4], [100.7, 50.4]),
    ):
        search._offer(np.array(point))
        assert search._best is not None
        assert search._best.tolist() == kept


def many_things() -> tuple[Assembled, np.ndarray]:
    """Choose among 40 things, whole, so that a few hundredths stay empty at best."""
    rng = np.random.default_rng(3)
    model = LinearModel()
    columns = model.add_columns("chosen", (40,), upper=1.0, integer=True)
    rows = model.add_rows("room", (3,), upper=11.3)
    model.add_terms(rows[:, None], columns[None, :], rng.uniform(0.5, 1.5, (3, 40)))
    return model.assemble(), -rng.uniform(0.5, 1.5, 40)


def test_an_integer_search_begins_from_a_point_that_is_known() -> None:
    """Of no nodes at all the point it began from comes back, or a better one."""
    model, objective = many_things()
    best = solve(model, objective, Limits(30.0, 0.0), algorithm="choose")
    assert best.status is Status.OPTIMAL
    again = solve(model, objective, Limits(30.0, 0.0), algorithm="choose", nodes=1, near=best.x)
    assert again.status.has_outcome
    assert again.value == pytest.approx(best.value)
    assert again.bound <= best.value + 1e-9


def test_a_solver_that_never_ends_is_given_up() -> None:
    """It is told as an answer of no use, so that another method is tried."""
    ended = threading.Event()
    told = mathopt.waiting_for(lambda: ended.wait(30.0), Limits(), patience=0.2)  # type: ignore[arg-type,return-value]
    ended.set()
    assert isinstance(told, TimeoutError)
