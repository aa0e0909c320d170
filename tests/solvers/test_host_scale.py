"""The rules host capacity and host minimum scale: right, wrong, and by how much."""

from __future__ import annotations

from typing import Any

import pytest

from solvers.engine.status import Status
from solvers.skillmix.rules import host_scale
from tests.solvers.offices import COUNCIL_BY_HUB, TRUST_BY_COUNCIL, TRUST_BY_HUB, payroll, served
from tests.solvers.workshop import amounts, found, status

BOTH = served((TRUST_BY_HUB, 1), (COUNCIL_BY_HUB, 1))  # 120 payslips
COUNCIL_ONLY = served((COUNCIL_BY_HUB, 1))  # 40


@pytest.mark.parametrize(
    ("hub", "off"), [({"capacity": 120}, None), ({"capacity": ""}, None), ({"capacity": 110}, 10.0)]
)
def test_a_host_has_room_for_its_work(hub: dict[str, Any], off: float | None) -> None:
    made = payroll(hub)
    assert status(host_scale, made, BOTH) is (Status.INFEASIBLE if off else Status.OPTIMAL)
    violations = found(host_scale, made, BOTH)
    assert amounts(violations) == ([off] if off else [])
    for violation in violations:
        assert (violation.rule, violation.where) == (host_scale.NAME, "payroll at hub, 2027Q3")


@pytest.mark.parametrize(("least", "off"), [(40, None), (0, None), (45, 5.0)])
def test_a_host_has_work_enough(least: float, off: float | None) -> None:
    made = payroll({"minimum_scale": least})
    assert status(host_scale, made, COUNCIL_ONLY) is (Status.INFEASIBLE if off else Status.OPTIMAL)
    violations = found(host_scale, made, COUNCIL_ONLY)
    assert amounts(violations) == ([off] if off else [])
    assert all(v.rule == host_scale.SCALE for v in violations)


def test_a_host_without_limits_takes_all_and_a_closed_one_nothing() -> None:
    made = payroll()
    assert status(host_scale, made, served((TRUST_BY_COUNCIL, 1))) is Status.OPTIMAL
    assert found(host_scale, made, served()) == []
    closed = served((TRUST_BY_HUB, 1), hosting=set())
    assert status(host_scale, made, closed) is Status.INFEASIBLE
    assert amounts(found(host_scale, made, closed)) == [80.0]


def test_a_host_with_no_room_never_hosts() -> None:
    made = payroll({"capacity": 0, "minimum_scale": 0})
    assert status(host_scale, made, COUNCIL_ONLY) is Status.INFEASIBLE
    assert amounts(found(host_scale, made, COUNCIL_ONLY)) == [40.0]
