"""How many are hired: by the plan, or to have again whom the plan has.

*Rigid*: each employer asks for whom the plan hires, and of them so many come as the market
yields: its recruitment factor, at most all. *Refill*: each employer hires what brings its
posts to the staff the plan has there, no more, as far as markets have people: the plan's
supply times the recruitment factor. It turns first to the markets the plan hires from, then
to the cheapest; employers who want more than a market has get equal shares of what they want.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solvers.skillmix.problem import Floats
from solvers.stress.chance import befallen
from solvers.stress.rows import quotient
from solvers.stress.script import Script

if TYPE_CHECKING:
    from solvers.stress.replay import World

RIGID, REFILL = "rigid", "refill"
POLICIES = (RIGID, REFILL)


def planned_hires(world: World, t: int) -> Floats:
    """Of those whom the plan hires, who come, (H, D)."""
    script, hiring = world.script, world.script.problem.recruitment
    came = np.zeros((len(hiring.option_market), world.draws))
    rows = np.flatnonzero(script.option_period == t)
    option = script.option[rows]
    market = hiring.option_market[option]
    asked = np.repeat(script.outcome["hires"][option, t, None], world.draws, axis=1)
    likely = np.minimum(1.0, world.factors["recruitment"][market, t])
    chance = world.spreads["recruitment"].chance[market]
    came[option] = befallen(world.uniform["start"][:, rows], asked, likely, chance)
    return came


def refilling_hires(world: World, t: int, wanted: Floats) -> Floats:
    """Hires by option that bring posts what they want, as far as markets can, (H, D)."""
    script, hiring = world.script, world.script.problem.recruitment
    planned = script.outcome["hires"][:, t]
    left = script.supply[:, t, None] * world.factors["recruitment"][:, t]
    posted = script.options_to_posts.sum(planned[:, None])
    part = np.minimum(1.0, quotient(wanted, posted, 0.0))
    given = planned[:, None] * part[script.option_post]
    asked = script.options_to_markets.sum(given)
    given *= np.minimum(1.0, quotient(left, asked, 1.0))[hiring.option_market]
    left -= script.options_to_markets.sum(given)
    gap = wanted - script.options_to_posts.sum(given)
    for market in script.markets_by_cost:
        options = script.open_options[t][market]
        if not len(options):
            continue
        posts = script.option_post[options]
        more = np.maximum(0.0, gap[posts])
        more *= np.minimum(1.0, quotient(np.maximum(left[market], 0.0), more.sum(axis=0), 1.0))
        given[options] += more
        gap[posts] -= more
    return given


def drawn_from(script: Script, t: int, hires: Floats, there: Floats) -> Floats:
    """Staff lost to partners who hire, (C, D): where the plan has them lost as far as it does,
    and beyond that wherever they are in post."""
    hiring, planned = script.problem.recruitment, script.outcome["drawn"][:, t]
    drawn = np.repeat(planned[:, None], hires.shape[1], axis=1)
    cells = script.drawn_cells
    if not len(cells):
        return drawn
    due = script.draws_to_groups.sum(hires[hiring.draw_option] * hiring.draw_share[:, None])
    intended = script.drawn_due[:, t, None]
    group = hiring.cell_group[cells]
    drawn[cells] *= np.minimum(1.0, quotient(due, intended, 1.0))[group]
    beyond = np.maximum(0.0, due - intended)
    if (beyond > 0).any():
        staff = np.maximum(there[cells], 0.0)
        of_group = script.cells_to_groups.sum(staff)
        drawn[cells] += staff * quotient(beyond, of_group, 0.0)[group]
    return drawn
