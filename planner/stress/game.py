"""A place and its skill-mix plan as a game to be played."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planner.errors import Finding, InputError
from planner.place.place import Place
from planner.plan.made_from import refuse_other_periods, said_of
from planner.plan.plan import Plan
from planner.schema.tables.need_groups import THEMES
from planner.skillmix.lookup import Lookup
from planner.skillmix.plan_rows import StrayRow
from planner.skillmix.problem import make_problem
from planner.skillmix.read_back import read_outcome
from planner.skillmix.under_way import with_under_way
from planner.stress.uncertainty import make_spreads
from solvers.skillmix.measures import unmet_need
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.rules import recruitment as recruitment_rule
from solvers.skillmix.rules.base import TOLERANCE
from solvers.stress.play import FIGURES, Asked, Game, Played
from solvers.stress.shocks import certain


@dataclass(frozen=True)
class Replayed:
    """``sure``: the same game where nothing is uncertain; it has one draw, the plan itself."""

    place: Place
    outcome: Outcome
    game: Game
    sure: Game


def make_game(place: Place, skillmix: Plan, draws: int, seed: int, need_share: float) -> Replayed:
    """The game of a plan.

    Raises
    ------
    InputError : the plan is not of this place.
    """
    refuse_other_periods(place, skillmix)
    problem = make_problem(place)
    try:
        outcome = read_outcome(problem, skillmix.tables)
        if recruitment_rule.check(outcome):
            # It hires within the lead times: that was under way from the plan before it.
            hires, recruitment = outcome["hires"], problem.recruitment
            recruitment = with_under_way(recruitment, place, problem.horizon, hires)
            problem = replace(problem, recruitment=recruitment)
            outcome = read_outcome(problem, skillmix.tables)
    except StrayRow as stray:
        remedy = "plan the skill mix of the place as it is now"
        raise InputError([Finding(str(stray), remedy, said_of(skillmix))]) from stray
    groups = place["need_groups"]
    asked = Asked(
        spreads=make_spreads(place, problem),
        group_of_package=Lookup(groups["need_group"]).all(place["packages"]["need_group"]),
        theme_of_group=Lookup(THEMES).all(groups["theme"]),
        themes=len(THEMES),
        need_share=need_share,
        seed=seed,
        draws=draws,
    )
    calm = {name: certain(spread) for name, spread in asked.spreads.items()}
    sure = replace(asked, spreads=calm, draws=1)
    return Replayed(place, outcome, Game(outcome, asked), Game(outcome, sure))


def not_as_planned(outcome: Outcome, sure: Played) -> list[str]:
    """Where a replay without uncertainty is not the plan, in words; empty if nowhere."""
    w, o = outcome.problem.workforce, outcome
    deployed = o["deployed"].sum(axis=0)
    found = []
    for policy, kept in sure.policies.items():
        figures = dict(zip(FIGURES, kept.figures[..., 0].astype(float), strict=True))
        for name, planned in (
            ("in_post", _by_employer(o.post_total, w.post_organisation, len(o.spent))),
            ("vacancy", _by_employer(o["vacancy"], w.post_organisation, len(o.spent))),
            ("spending", o.spent),
        ):
            found += _off(f"{policy}, {name}", figures[name][:-1], planned)
        found += _off(f"{policy}, hours asked", figures["hours_asked"][-1], deployed)
        found += _off(f"{policy}, hours short", figures["hours_short"][-1], 0.0 * deployed)
        found += _off(f"{policy}, unmet need", kept.unmet[-1, :, 0], unmet_need.by_period(o))
    return found


def _by_employer(values: np.ndarray, owner: np.ndarray, employers: int) -> np.ndarray:
    total = np.zeros((employers, values.shape[1]))
    np.add.at(total, owner, values)
    return total


def _off(what: str, replayed: np.ndarray, planned: np.ndarray) -> list[str]:
    """The largest difference, where it is more than rounding and the plan's own tolerance."""
    off = np.abs(replayed - planned)
    allowed = 10 * TOLERANCE * np.maximum(1.0, np.abs(planned).max(initial=0.0))
    if not off.size or off.max() <= allowed:
        return []
    at = np.unravel_index(int(off.argmax()), off.shape)
    return [f"{what}: {replayed[at]:.6g} without uncertainty, {planned[at]:.6g} in the plan"]
