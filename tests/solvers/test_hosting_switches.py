"""Whole moves near a relaxed point: what they keep, which come first."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from solvers.engine.limits import Limits
from solvers.engine.switches import Switch
from solvers.skillmix.build import SkillmixModel, build
from solvers.skillmix.hosting import hosting_switches
from solvers.skillmix.rules import back_office, host_scale
from tests.solvers.offices import BY_HUB, COUNCIL_BY_HUB, TRUST_BY_HUB, payroll

#: The hub holds one of the two, of the trust's 80 and the council's 40.
TIGHT = {"capacity": 100, "minimum_scale": 30}


def switches(
    hub: dict[str, Any], served: dict[int, list[float]]
) -> tuple[SkillmixModel, list[Switch]]:
    """Switches at a point that serves so much, by service; its hosts are open as far."""
    model = build(payroll(hub))
    x = np.zeros(model.assembled.n_columns)
    for service, values in served.items():
        x[model.decisions["served"][service]] = values
    hosting = np.max([*served.values(), [0.0, 0.0]], axis=0)
    x[model.decisions["hosting"][BY_HUB]] = hosting
    return model, hosting_switches(model, x, Limits())


def services(model: SkillmixModel, switch: Switch, option: np.ndarray) -> np.ndarray:
    x = np.zeros(model.assembled.n_columns)
    x[switch.columns] = option
    served = x[model.decisions["served"]]
    x[model.decisions["own_office"]] = 1.0
    np.subtract.at(x, model.decisions["own_office"][model.problem.back_office.office], served)
    made = model.outcome(x)
    assert back_office.check(made) == []
    assert host_scale.check(made) == []
    return np.asarray(served)


def test_one_switch_a_function_with_all_its_columns() -> None:
    model, (switch,) = switches({}, {TRUST_BY_HUB: [0.0, 0.6]})
    every = [*model.decisions["served"].ravel(), *model.decisions["hosting"].ravel()]
    assert sorted(switch.columns) == sorted(every)
    assert switch.worth == pytest.approx(0.6)


def test_the_nearest_whole_moves_come_first() -> None:
    """The nearest that keeps the capacity; to move the trust at once would be cheaper."""
    point = {TRUST_BY_HUB: [0.0, 0.9], COUNCIL_BY_HUB: [0.0, 0.4]}
    model, (switch,) = switches(TIGHT, point)
    nearest = services(model, switch, switch.options[0])
    assert nearest[TRUST_BY_HUB].tolist() == [0, 1]
    assert nearest[COUNCIL_BY_HUB].tolist() == [0, 0]
    for option in switch.options:
        services(model, switch, option)


def test_minimum_scale_is_kept_in_all_of_them() -> None:
    """The council alone is too little for the hub: the nearest is that nobody moves, so only
    cheaper ones are left."""
    model, (switch,) = switches({"minimum_scale": 60}, {COUNCIL_BY_HUB: [1.0, 1.0]})
    for option in switch.options:
        served = services(model, switch, option)
        assert served.any()


def test_where_the_relaxed_point_moves_nobody_the_cheapest_is_tried_last() -> None:
    model, (switch,) = switches({"fixed_cost": 0, "minimum_scale": 0}, {})
    assert switch.worth == 0.0
    (option,) = switch.options
    assert services(model, switch, option).any()


def test_where_no_move_pays_there_is_none() -> None:
    dear = {"variable_cost": 9}
    tables = {"hosts": [{"organisation": "hub", "function": "payroll", **dear}]}
    model = build(payroll(tables=tables))
    (switch,) = hosting_switches(model, np.zeros(model.assembled.n_columns), Limits())
    assert switch.options == ()
