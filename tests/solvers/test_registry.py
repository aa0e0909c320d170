"""Every rule and every measure is documented, stated, checked and tested."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from solvers.engine.model import LinearModel
from solvers.skillmix.conflict import RELAXABLE
from solvers.skillmix.decisions import DECISIONS, Decisions, add_decisions, index_of, shapes
from solvers.skillmix.measures import MEASURES
from solvers.skillmix.measures.base import Measure, objective, value
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules import RULES
from tests.solvers.workshop import TABLES, problem

HERE = Path(__file__).parent
RICH = {
    "recruitment": [{"recruitment": "local", "role": "nurse", "supply_per_year": 4,
                     "cost_per_hire": 2}],
    "draws": [{"recruitment": "local", "from_organisation": "council", "from_role": "carer",
               "share": 0.5}],
    "transfers": [{"transfer": "across", "from_organisation": "trust", "from_role": "therapist",
                   "to_organisation": "council", "to_role": "carer", "cost": 1,
                   "leave_share": 0.25}],
    "funds": [{"fund": "pot", "kind": "reimbursement", "amount": 40},
              {"fund": "training", "kind": "training", "amount": 40}],
    "fund_roles": [{"fund": "pot", "role": "nurse", "maximum_per_wte": 12}],
    "courses": [{**TABLES["courses"][0], "fund": "training", "supervisor_role": "therapist"},
                {**TABLES["courses"][0], "course": "own", "to_role": "therapist",
                 "competencies": "", "completion_rate": 0.8}],
    "budgets": [{"organisation": "trust", "amount": 1}],
    "readiness": [{"organisation": "trust", "staff_group": "nursing", "readiness": 0.5}],
    "back_office": [{"organisation": o, "function": "payroll", "workload": 100, "wte": 2,
                     "cost": 90, "transition_cost": 5, "redeployed_share": 0.25,
                     "retrained_share": 0.25, "retraining_cost": 3, "release_cost": 8}
                    for o in ("trust", "council")],
    "hosts": [{"organisation": o, "function": "payroll", "fixed_cost": 20, "variable_cost": 0.5,
               "capacity": 150, "minimum_scale": 60, "wte_per_workload": 0.01}
              for o in ("trust", "council")],
    "sites": [{"site": "centre", "organisation": "trust", "locality": "north", "desks": 2}],
    "hubs": [{"site": "centre", "localities": "north;south", "cost": 6, "cost_per_year": 3,
              "travel_saved": 0.25}],
    "fragile_services": [{"service": "wounds", "competency": "wounds", "minimum_team_wte": 3,
                          "organisation": "council", "neighbour": "next town",
                          "price_per_hour": 60, "most_hours_per_week": 4}],
}  # fmt: skip


def made() -> Problem:
    costs = {"release_cost": 7, "over_establishment_cost": 3, "short_time_cost": 2,
             "turnover": 0.2, "criticality": 2, "release_max_per_year": 4, "agency_max": 1,
             "short_time_max": 1, "over_establishment_max": 1}  # fmt: skip
    return problem(RICH, posts={"T-nurse": costs})


def test_the_list_of_rules_is_the_folder() -> None:
    folder = Path(RULES[0].__file__).parent  # type: ignore[attr-defined]
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "base"}
    assert {rule.__name__.rpartition(".")[2] for rule in RULES} == files  # type: ignore[attr-defined]
    assert len(files) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
def test_every_rule_is_documented_stated_checked_and_tested(rule: ModuleType) -> None:
    assert len((rule.__doc__ or "").split()) > 15
    assert rule.NAME
    model, tried = LinearModel(), made()
    index = index_of(tried)
    decisions = add_decisions(model, tried, index)
    rule.build(model, decisions, tried, index)
    zeros = {name: np.zeros(shape) for name, shape in shapes(tried, index).items()}
    assert isinstance(rule.check(Outcome(tried, index, Decisions(zeros))), list)
    test = HERE / f"test_{rule.__name__.rpartition('.')[2]}.py"
    text = test.read_text(encoding="utf-8")
    assert "Status.INFEASIBLE" in text or rule.NAME == "lower acuity"
    assert "amounts(" in text


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.NAME for rule in RULES}) == len(RULES)


def test_what_a_conflict_may_relax_is_a_row_of_some_rule() -> None:
    tried, model = made(), LinearModel()
    index = index_of(tried)
    decisions = add_decisions(model, tried, index)
    for rule in RULES:
        rule.build(model, decisions, tried, index)
    blocks = {block.name for block in model.rows}
    settings_only = {"frozen periods", "over-establishment"}  # with a base, with a limit
    assert set(RELAXABLE) - blocks == settings_only
    for block in model.rows:
        assert block.axes, f"{block.name} cannot be named to a person"


def test_every_measure_has_a_name_a_unit_and_a_difference_that_means_nothing() -> None:
    for name, measure in MEASURES.items():
        assert name == measure.NAME
        assert measure.UNIT
        assert measure.SLACK > 0
        assert measure.__doc__


def random_outcome(tried: Problem, seed: int) -> Outcome:
    """Any values at all, but for those that follow from others."""
    index, random = index_of(tried), np.random.default_rng(seed)
    values = {name: random.random(shape) for name, shape in shapes(tried, index).items()}
    outcome = Outcome(tried, index, Decisions(values))
    w = tried.workforce
    values["lost_beyond"] = np.maximum(0, outcome.drawn_by_post - w.loss_tolerance)
    ceiling = w.vacancy_ceiling[:, None] * values["establishment"]
    values["vacancy_above"] = np.maximum(0, values["vacancy"] - ceiling)
    if tried.base is not None:
        known = np.isfinite(tried.base.in_post)
        target = np.where(known, tried.base.in_post, values["in_post"])
        values["base_gap"] = np.abs(values["in_post"] - target)
    else:
        values["base_gap"][:] = 0
    return Outcome(tried, index, Decisions(values))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_the_models_objective_is_the_measures_value(measure: Measure, seed: int) -> None:
    tried = made()
    if seed == 2:
        from solvers.skillmix.problem import Base

        tried = replace(tried, base=Base(np.full((4, 2), 0.25), 0, {}))
    outcome = random_outcome(tried, seed)
    model = LinearModel()
    decisions = add_decisions(model, tried, outcome.index)
    dense = objective(measure, decisions, tried, outcome.index, model.n_columns)
    x = np.zeros(model.n_columns)
    for name in DECISIONS:
        x[decisions[name]] = outcome[name]
    assert dense @ x == pytest.approx(value(measure, outcome), rel=1e-9)
    assert measure.by_period(outcome).shape == (2,)
    assert value(measure, outcome) > 0
