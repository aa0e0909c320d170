"""The rule establishment: right, wrong, and by how much."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.rules import establishment
from tests.solvers.workshop import amounts, found, problem, status

FULL = {
    "in_post": {(c, t): 4.0 for c in (0, 2, 3) for t in (0, 1)},
    "establishment": {(n, t): 4.0 for n in (0, 1, 2) for t in (0, 1)},
}


def changed(**changes: dict) -> dict:
    return {**FULL, **{name: {**FULL.get(name, {}), **at} for name, at in changes.items()}}


def test_full_posts_are_right() -> None:
    made = problem()
    assert status(establishment, made, FULL) is Status.OPTIMAL
    assert found(establishment, made, FULL) == []


def test_a_gap_is_a_vacancy() -> None:
    made = problem()
    gap = changed(in_post={(0, 0): 3.0})
    assert status(establishment, made, gap) is Status.INFEASIBLE
    (violation,) = found(establishment, made, gap)
    assert (violation.amount, violation.where) == (pytest.approx(1), "T-nurse, 2027Q2")
    filled = changed(in_post={(0, 0): 3.0}, vacancy={(0, 0): 1.0})
    assert status(establishment, made, filled) is Status.OPTIMAL
    assert found(establishment, made, filled) == []


def test_trainees_are_in_post() -> None:
    made = problem()
    training = changed(in_post={(0, 0): 3.0, (0, 1): 3.0, (1, 1): 1.0}, starts={(0, 0): 1.0})
    assert status(establishment, made, training) is Status.OPTIMAL
    assert found(establishment, made, training) == []


def test_the_vacancy_limit_is_a_share_of_establishment() -> None:
    made = problem(posts={"T-therapist": {"vacancy_limit": 0.25}})
    right = changed(in_post={(2, 0): 3.0}, vacancy={(1, 0): 1.0})
    wrong = changed(in_post={(2, 0): 2.5}, vacancy={(1, 0): 1.5})
    assert status(establishment, made, right) is Status.OPTIMAL
    assert status(establishment, made, wrong) is Status.INFEASIBLE
    (violation,) = found(establishment, made, wrong)
    assert (violation.rule, violation.amount) == (establishment.VACANCY, pytest.approx(0.5))
    assert violation.where == "T-therapist, 2027Q2"


def test_agency_fills_vacancies_up_to_its_share() -> None:
    made = problem(posts={"T-nurse": {"agency_max": 0.5}})
    gap = {"in_post": {(0, 0): 3.0}, "vacancy": {(0, 0): 1.0}}
    assert status(establishment, made, changed(**gap, agency={(0, 0): 1.0})) is Status.OPTIMAL
    wrong = changed(**gap, agency={(0, 0): 1.5})
    assert status(establishment, made, wrong) is Status.INFEASIBLE
    assert amounts(found(establishment, made, wrong)) == pytest.approx([0.5])
    none = changed(in_post={(2, 0): 3.0}, vacancy={(1, 0): 1.0}, agency={(1, 0): 0.75})
    assert amounts(found(establishment, made, none)) == pytest.approx([0.75])


def test_over_establishment_within_the_posts_and_the_place() -> None:
    made = problem(
        settings={"policy": {"over_establishment_limit": 1.5}},
        posts={"T-nurse": {"over_establishment_max": 1}, "T-therapist": {"over_establishment_max": 1}},
    )  # fmt: skip
    one = changed(in_post={(0, 0): 5.0}, over={(0, 0): 1.0})
    assert status(establishment, made, one) is Status.OPTIMAL
    both = changed(in_post={(0, 0): 5.0, (2, 0): 5.0}, over={(0, 0): 1.0, (1, 0): 1.0})
    assert status(establishment, made, both) is Status.INFEASIBLE
    (violation,) = found(establishment, made, both)
    assert (violation.amount, violation.where) == (pytest.approx(0.5), "2027Q2")
    far = changed(in_post={(0, 0): 5.25}, over={(0, 0): 1.25})
    assert amounts(found(establishment, made, far)) == pytest.approx([0.25])


def test_short_time_halves_somebody() -> None:
    made = problem(posts={"T-nurse": {"short_time_max": 2}})
    right = changed(in_post={(0, 0): 5.0}, short_time={(0, 0): 2.0})
    assert status(establishment, made, right) is Status.OPTIMAL
    assert found(establishment, made, right) == []
    wrong = changed(in_post={(0, 0): 5.5}, short_time={(0, 0): 3.0})
    assert amounts(found(establishment, made, wrong)) == pytest.approx([1.0])


def test_releases_keep_to_a_year() -> None:
    made = problem(posts={"T-nurse": {"release_max_per_year": 4}})
    assert status(establishment, made, changed(released={(0, 0): 1.0})) is Status.OPTIMAL
    wrong = changed(released={(0, 0): 0.75, (1, 0): 0.75})
    assert status(establishment, made, wrong) is Status.INFEASIBLE
    (violation,) = found(establishment, made, wrong)
    assert (violation.rule, violation.amount) == (establishment.RELEASE, pytest.approx(0.5))
    assert amounts(found(establishment, made, changed(released={(2, 1): 0.25}))) == [0.25]


def test_establishment_stays_within_its_bounds() -> None:
    made = problem(posts={"T-nurse": {"establishment_max": 5, "establishment_min": 3}})
    up = changed(establishment={(0, 0): 5.0}, vacancy={(0, 0): 1.0})
    assert status(establishment, made, up) is Status.OPTIMAL
    assert found(establishment, made, up) == []
    for funded, off in ((5.5, 0.5), (2.0, 1.0)):
        gap = {"vacancy": {(0, 0): max(0.0, funded - 4)}, "in_post": {(0, 0): min(4.0, funded)}}
        wrong = changed(establishment={(0, 0): funded}, **gap)
        assert amounts(found(establishment, made, wrong)) == pytest.approx([off])
    assert np.allclose(made.workforce.establishment_max[0], 5)
