"""The replay: the plan itself where nothing is uncertain, plain loops, and known closed forms."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from planner.place.place import Place
from planner.plan.plan import Plan
from planner.stress.game import Replayed, not_as_planned
from solvers.skillmix.measures import unmet_need
from solvers.stress.hiring import POLICIES
from solvers.stress.play import FIGURES, Played
from solvers.stress.replay import Replay
from tests.stress.cases import (
    played,
    random_cases,
    small_plan,
    tiny_place,
    tiny_plan,
    with_rows,
)
from tests.stress.plain import Plain

DRAWS = 3
IN_POST, VACANCY, SPENDING, ASKED, SHORT = range(len(FIGURES))


def cases() -> list[tuple[object, Place, Plan]]:
    own = ("tiny", tiny_place(), tiny_plan())
    small = ("small", with_rows([]), small_plan())
    return [own, small, *random_cases()]


def test_there_are_enough_places_and_everything_turns_up() -> None:
    found = [played(place, plan, 1).outcome for _, place, plan in cases()]
    assert len(found) >= 10
    for decision in (
        "hires", "drawn", "starts", "transfers", "released", "agency", "reimbursed", "undelivered",
        "shared", "joint",
    ):  # fmt: skip
        assert any(outcome[decision].sum() > 1e-6 for outcome in found), decision


def test_without_uncertainty_the_replay_is_the_plan() -> None:
    """Cell by cell, from the decisions themselves."""
    for name, place, plan in cases():
        made = played(place, plan, 1)
        o, w = made.outcome, made.outcome.problem.workforce
        sure = made.sure.play(threads=1)
        for policy in POLICIES:
            moments = list(Replay(made.sure.world(range(1)), policy).moments())
            for moment in moments:
                t = moment.period
                assert moment.in_post[:, 0] == pytest.approx(o["in_post"][:, t], abs=1e-5), name
                assert moment.hires[:, 0] == pytest.approx(o["hires"][:, t], abs=1e-5), name
            kept = sure.policies[policy]
            spent = np.sum(list(o.spending.values()), axis=0)
            assert kept.figures[SPENDING, :-1, :, 0] == pytest.approx(spent, rel=1e-6, abs=1e-3)
            vacancy = np.zeros(spent.shape)
            np.add.at(vacancy, w.post_organisation, o["vacancy"])
            assert kept.figures[VACANCY, :-1, :, 0] == pytest.approx(vacancy, abs=1e-5), name
            assert kept.unmet[-1, :, 0] == pytest.approx(
                unmet_need.by_period(o), rel=1e-6, abs=1e-5
            )
            assert not kept.figures[SHORT].any(), name
        assert not_as_planned(o, sure) == []


def test_a_replay_that_is_not_the_plan_is_noticed() -> None:
    made = played(with_rows([]), small_plan(), 1)
    sure = made.sure.play(threads=1)
    sure.policies["rigid"].figures[IN_POST, 0, 1] += 0.5
    assert len(not_as_planned(made.outcome, sure)) == 1


def test_plain_loops_over_one_draw_give_the_same() -> None:
    for name, place, plan in cases():
        made = played(place, plan, DRAWS, seed=11)
        result = made.game.play(threads=1)
        for policy in POLICIES:
            moments = list(Replay(made.game.world(range(DRAWS)), policy).moments())
            for draw in range(DRAWS):
                plain = Plain(made.game, draw, policy).play()
                kept = result.policies[policy]
                for (cell, t), wte in plain.in_post.items():
                    assert moments[t].in_post[cell, draw] == pytest.approx(wte, abs=1e-9), name
                for (post, t), wte in plain.total.items():
                    assert moments[t].total[post, draw] == pytest.approx(wte, abs=1e-9), name
                for (who, t), spent in plain.spending.items():
                    found = kept.figures[SPENDING, who, t, draw]
                    assert found == pytest.approx(spent, rel=1e-6, abs=1e-4), name
                for (who, t), short in plain.short.items():
                    assert kept.figures[SHORT, who, t, draw] == pytest.approx(
                        short, rel=1e-5, abs=1e-5
                    )
                assert kept.unmet[-1, :, draw] == pytest.approx(plain.unmet, rel=1e-9), name


def test_a_draw_is_the_same_whatever_else_is_played() -> None:
    for name, place, plan in random_cases()[:4]:
        results = [
            played(place, plan, draws).game.play(block=block, threads=threads)
            for draws, block, threads in ((40, 40, 1), (40, 7, 2), (25, 9, 1))
        ]
        for policy in POLICIES:
            whole, parts, fewer = (result.policies[policy] for result in results)
            assert (whole.broken == parts.broken).all(), name
            for field in ("figures", "unmet", "beyond", "chance"):
                first = getattr(whole, field)
                np.testing.assert_allclose(getattr(parts, field), first, rtol=1e-6, atol=1e-6)
                np.testing.assert_allclose(
                    getattr(fewer, field), first[..., :25], rtol=1e-6, atol=1e-6
                )


def test_seeds_differ() -> None:
    _, place, plan = random_cases()[0]
    first, second = (played(place, plan, 5, seed).game.play().policies["rigid"] for seed in (1, 2))
    assert (first.figures != second.figures).any()


# --- closed forms, of nurses who leave by chance alone ----------------------------------

RATE = 1 - 0.5**0.25  # half leave in a year
MANY = 20_000


@cache
def leaving() -> tuple[Replayed, Played]:
    """Nobody is hired; who leaves is left to chance."""
    place = with_rows([{"quantity": "turnover", "distribution": "none"}])
    made = played(place, small_plan(), MANY)
    return made, made.game.play()


def test_leavers_are_binomial() -> None:
    """Of 20 nurses and 10 physiotherapists who each stay a quarter with 1 − RATE."""
    made, result = leaving()
    o = made.outcome
    assert o["hires"].sum() == 0
    assert o.post_total[0, 0] == pytest.approx(20 * (1 - RATE))
    left = 30.0 - result.policies["rigid"].figures[IN_POST, 0, 0].astype(float)
    variance = 30 * RATE * (1 - RATE)
    assert left.mean() == pytest.approx(30 * RATE, abs=5 * np.sqrt(variance / MANY))
    assert left.var() == pytest.approx(variance, rel=0.05)
    third = 30.0 - result.policies["rigid"].figures[IN_POST, 0, 2].astype(float)
    gone = 1 - (1 - RATE) ** 3  # a person leaves once: binomial again
    assert third.var() == pytest.approx(30 * gone * (1 - gone), rel=0.05)


def test_how_likely_a_small_team_is_above_its_ceiling() -> None:
    """Two nurses, ceiling a tenth: above it unless both stay."""
    made, result = leaving()
    who = made.outcome.problem.workforce.organisations.index("PCN North")
    for policy in POLICIES:
        broken = result.policies[policy].broken
        for t in range(3):
            likely = 1 - (1 - RATE) ** (2 * (t + 1))
            error = np.sqrt(likely * (1 - likely) / MANY)
            assert broken[0, who, t] / MANY == pytest.approx(likely, abs=5 * error)
        assert broken[0, who, -1] == broken[0, who, 4]  # nobody is hired: once above, above
        assert broken[-1, who, -1] == (broken[:-1, who].any(axis=0)[-1] and broken[-1, who, -1])


def test_demand_is_unmet_where_there_is_no_time_for_it() -> None:
    """Unmet need never falls with need, and hours short are those asked beyond those there."""
    rows = [
        {
            "quantity": "demand",
            "distribution": "normal",
            "spread": 0.3,
            "shared_by_all": 1,
            "shared_by_group": 0,
        }
    ]
    made = played(with_rows(rows), small_plan(), 400)
    kept = made.game.play().policies["rigid"]
    asked, unmet = kept.figures[ASKED, -1, 0].astype(float), kept.unmet[-1, 0]
    order = np.argsort(asked)
    assert (np.diff(unmet[order]) >= -1e-6).all()
    assert asked.std() / asked.mean() == pytest.approx(0.3, rel=0.1)


# --- monotony ---------------------------------------------------------------------------


def test_the_wider_the_spread_the_more_is_broken() -> None:
    """Of limits the plan keeps with some room: the same numbers, spread wider."""
    found = []
    for spread in (0.0, 0.05, 0.15, 0.4):
        rows = [{"quantity": "demand", "distribution": "normal", "spread": spread}]
        result = played(with_rows(rows), small_plan(), 600).game.play()
        found.append(result.policies["rigid"].broken[4, :-1, 0].sum())
    assert found[0] == 0
    assert found == sorted(found)
    assert found[-1] > found[1]


def test_more_recruits_never_leave_fewer_in_post() -> None:
    """Hiring back up has nobody below what rigid hiring has by more than those it hired less."""
    for name, place, plan in random_cases():
        made = played(place, plan, 60)
        result = made.game.play(threads=1)
        target = made.outcome.post_total.sum(axis=0)
        staff = result.policies["refill"].figures[IN_POST, -1].astype(float)
        lost = np.abs(staff - target[:, None]).mean()
        rigid = result.policies["rigid"].figures[IN_POST, -1].astype(float)
        assert lost <= np.abs(rigid - target[:, None]).mean() + 0.05, name
