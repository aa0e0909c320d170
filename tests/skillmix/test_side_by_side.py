"""The baseline beside the plan: when it begins, whatever becomes of the plan."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any

import pytest

from planner.skillmix import stage
from solvers.engine.limits import Limits
from solvers.engine.progress import Progress, silent

PLAN, NONE = SimpleNamespace(outcome="plan"), SimpleNamespace(outcome=None)


def side_by_side(
    monkeypatch: pytest.MonkeyPatch, plan: Any, limits: Limits
) -> tuple[threading.Event, Any]:
    """``plan(begun, listen)`` stands for the plan's search; ``begun``: the baseline's."""
    begun = threading.Event()

    def carried_forward(problem: object, asks: object, limits: Limits, listen: object) -> str:
        begun.set()
        return "stopped" if limits.stop.is_set() else "baseline"

    monkeypatch.setattr(stage, "solve_today", carried_forward)
    monkeypatch.setattr(stage, "solve_skillmix", lambda p, a, k, listen: plan(begun, listen))
    nothing: Any = None
    return begun, stage._solve_both(nothing, nothing, [], limits, silent)


def test_it_begins_with_the_first_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    def plan(begun: threading.Event, listen: Any) -> SimpleNamespace:
        listen(Progress("plan", "visits"))
        assert not begun.wait(0.2), "the first bound has both cores"
        listen(Progress("plan", "visits", bound=1.0))
        assert begun.wait(5)
        return PLAN

    assert side_by_side(monkeypatch, plan, Limits())[1] == (PLAN, "baseline")


def test_with_a_time_limit_it_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    def plan(begun: threading.Event, listen: Any) -> SimpleNamespace:
        assert begun.wait(5)
        return PLAN

    assert side_by_side(monkeypatch, plan, Limits(seconds=0.4))[1] == (PLAN, "baseline")


def test_a_plan_without_a_bound_does_not_keep_it_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert side_by_side(monkeypatch, lambda *_: NONE, Limits())[1] == (NONE, "baseline")


def test_a_fault_of_the_plan_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def plan(begun: threading.Event, listen: Any) -> SimpleNamespace:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        side_by_side(monkeypatch, plan, Limits())


@pytest.mark.parametrize(("made", "baseline"), [(PLAN, "baseline"), (NONE, "stopped")])
def test_a_plan_kept_by_who_stopped_it_has_its_baseline(
    made: SimpleNamespace, baseline: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = Limits()

    def plan(begun: threading.Event, listen: Any) -> SimpleNamespace:
        limits.stop.set()
        return made

    assert side_by_side(monkeypatch, plan, limits)[1] == (made, baseline)
