"""How each source of uncertainty turned out for an employer in a draw.

Each is told from the start up to a period, as what a limit meets in a period is what came
before it too: demand, the hours asked against the plan's, in that period alone; turnover,
recruitment and completion, the mean factor over the employer's staff, planned hires and those
who should have completed; chance, staff who left beyond what was likely.
"""

from __future__ import annotations

import numpy as np

from solvers.skillmix.problem import Floats, Ints
from solvers.stress.replay import Moment, World
from solvers.stress.rows import grouping, quotient
from solvers.stress.script import Script

SOURCES = ("demand", "turnover", "recruitment", "completion")
#: Who leaves beside the rate: told of each policy, as other people are there.
CHANCE = "chance of leaving"


def sources_of(world: World, asked: np.ndarray) -> Floats:
    """(sources, O, T, D), of the hours asked of each employer (O, T, D)."""
    script = world.script
    o, w, hiring = script.outcome, script.problem.workforce, script.problem.recruitment
    cohorts, periods = script.cohorts, script.periods
    hires = o["hires"]
    done = np.zeros((len(cohorts.arc), periods))
    ends = np.flatnonzero(cohorts.end < periods)
    done[ends, cohorts.end[ends]] = cohorts.wte[ends]
    joins = script.of_cell[cohorts.joins] if len(cohorts.arc) else cohorts.arc
    factors = world.factors
    return np.stack(
        [
            asked,
            _mean(w.post_organisation, script.target, factors["turnover"], script),
            _mean(
                script.of_cell[hiring.option_cell],
                hires,
                factors["recruitment"][hiring.option_market],
                script,
            ),
            _mean(joins, done, factors["completion"][cohorts.course], script),
        ]
    )


def _mean(owner: Ints, weight: Floats, factor: Floats, script: Script) -> Floats:
    """Mean of factors (n, T, D) up to each period, by weight (n, T), of each owner; 1 where
    there is nothing to weigh."""
    to = grouping(owner, len(script.problem.workforce.organisations))
    total = np.cumsum(to.sum(weight[:, :, None] * factor), axis=1)
    return quotient(total, np.cumsum(to.sum(weight), axis=1)[:, :, None], 1.0)


def chance_of(script: Script, moment: Moment) -> Floats:
    """Who left beyond what was likely in a period, WTE (O, D)."""
    return script.posts_to_employers.sum(script.cells_to_posts.sum(moment.by_chance))
