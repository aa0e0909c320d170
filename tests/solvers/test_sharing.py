"""The rule on shared staff: who rotates is there, the home loses nobody, people grow."""

from __future__ import annotations

import pytest

from solvers.engine.status import Status
from solvers.skillmix.rules import sharing
from tests.solvers.partners import LOST, ROTATION, with_partners
from tests.solvers.workshop import Values, amounts, cell, found, outcome, status


def rotating(made, shared: float, nurses: float, runs: float = 1.0, **more: Values) -> Values:
    """So many rotate in the second quarter, of so many nurses."""
    nurse = cell(made, "T-nurse", "nurse")
    return {"arranged": {(0, 1): runs}, "shared": {(0, 1): shared},
            "in_post": {(nurse, 1): nurses}, **more}  # fmt: skip


def scheme(**terms: object):
    row = {**ROTATION["rotations"][0], **terms}
    return with_partners({**ROTATION, "rotations": [row]}, T_nurse={"establishment_max": 9})


@pytest.mark.parametrize(("shared", "off"), [(1, 0), (2, 0), (0.5, 0.5), (2.25, 0.25)])
def test_between_the_fewest_and_the_most(shared: float, off: float) -> None:
    made = scheme()
    values = rotating(made, shared, 8)
    if off and shared > 2:
        assert amounts(found(sharing, made, values)) == pytest.approx([off])
        return  # no column of the model can be so large
    assert (status(sharing, made, values) is Status.OPTIMAL) is (off == 0)
    assert amounts(found(sharing, made, values)) == pytest.approx([off] if off else [])


def test_nobody_rotates_without_the_scheme() -> None:
    made = scheme()
    values = rotating(made, 1, 8, runs=0)
    assert status(sharing, made, values) is Status.INFEASIBLE
    assert amounts(found(sharing, made, values)) == pytest.approx([1.0])


def test_who_rotates_is_in_post() -> None:
    made = scheme(no_net_loss="no")
    assert found(sharing, made, rotating(made, 1.5, 1.5)) == []
    values = rotating(made, 1.5, 1.25)
    assert status(sharing, made, values) is Status.INFEASIBLE
    assert amounts(found(sharing, made, values)) == pytest.approx([0.25])


def test_no_net_loss_at_home() -> None:
    """4 nurses at the start; half of 2 WTE are away, so there must be 5."""
    made = scheme()
    assert status(sharing, made, rotating(made, 2, 5)) is Status.OPTIMAL
    assert found(sharing, made, rotating(made, 2, 5)) == []
    wrong = rotating(made, 2, 4.75)
    assert status(sharing, made, wrong) is Status.INFEASIBLE
    (violation,) = found(sharing, made, wrong)
    assert (violation.rule, violation.amount) == (sharing.NO_LOSS, pytest.approx(0.25))
    allowed = scheme(no_net_loss="no")
    assert status(sharing, allowed, rotating(allowed, 2, 4.75)) is Status.OPTIMAL
    assert found(sharing, allowed, rotating(allowed, 2, 4.75)) == []


def test_those_who_rotate_grow() -> None:
    """Half of 2 WTE a year, so 0.25 in the quarter."""
    made = scheme()
    arc = made.transfers.arc_move.tolist().index(made.transfers.moves.index("round"))
    assert made.workforce.cell_profile[made.transfers.arc_to[arc]] == (
        made.workforce.profiles.index("mobile nurse")
    )
    fine = rotating(made, 2, 6, transfers={(arc, 1): 0.25})
    assert status(sharing, made, fine) is Status.OPTIMAL
    assert found(sharing, made, fine) == []
    wrong = rotating(made, 1, 6, transfers={(arc, 1): 0.25})
    assert status(sharing, made, wrong) is Status.INFEASIBLE
    (violation,) = found(sharing, made, wrong)
    assert (violation.rule, violation.amount) == (sharing.GAIN, pytest.approx(0.125))


def test_hours_at_home_and_at_the_host() -> None:
    """A tenth of all their time goes into handing over: of 20 hours a WTE the host has 9, and
    home loses 10 and a tenth of the other 10."""
    made = scheme()
    seen = outcome(made, rotating(made, 2, 5))
    nurse = cell(made, "T-nurse", "nurse")
    assert seen.partner_hours[0, 1] == pytest.approx(2 * 10 * (1 - LOST))
    assert seen.capacity[nurse, 1] == pytest.approx(5 * 20 - 2 * (10 + 10 * LOST))
    assert seen.spending["shared_staff"][:, 1] == pytest.approx([-10.0, 10.0])


def test_a_scheme_in_force_has_its_fewest_away_already() -> None:
    """4 nurses, half of 1 WTE away since before the start: 3.5 must be present."""
    made = scheme(in_force="yes")
    values = {**rotating(made, 1, 4), "arranged": {(0, 0): 1.0, (0, 1): 1.0}}
    nurse = cell(made, "T-nurse", "nurse")
    both = {**values, "shared": {(0, 0): 1.0, (0, 1): 1.0},
            "in_post": {(nurse, 0): 4.0, (nurse, 1): 4.0}}  # fmt: skip
    assert status(sharing, made, both) is Status.OPTIMAL
    assert found(sharing, made, both) == []
    fewer = {**both, "in_post": {(nurse, 0): 4.0, (nurse, 1): 3.75}}
    assert status(sharing, made, fewer) is Status.INFEASIBLE
    assert amounts(found(sharing, made, fewer)) == pytest.approx([0.25])
