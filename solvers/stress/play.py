"""Many draws of a plan, a block of them at a time, and what is kept of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Floats, Ints
from solvers.stress.care import CareMaps, Teams, give_care, make_maps, make_teams
from solvers.stress.hiring import POLICIES
from solvers.stress.ledger import hours_of, spending, staffing
from solvers.stress.limits import LIMITS, beyond, forgiven
from solvers.stress.replay import Moment, Replay, World
from solvers.stress.rows import Grouping, grouping
from solvers.stress.script import Script
from solvers.stress.shocks import Spread, factors, scores
from solvers.stress.sources import SOURCES, chance_of, sources_of
from solvers.stress.streams import QUANTITIES, layout, numbers

#: Figures of an employer in a period.
FIGURES = ("in_post", "vacancy", "spending", "hours_asked", "hours_short")
#: Draws played at a time.
BLOCK = 250


@dataclass(frozen=True)
class Asked:
    """What is to be played.

    Attributes
    ----------
    spreads : of each of ``QUANTITIES``; demand by need group × locality, turnover by group of
        posts, completion by course, recruitment by market.
    group_of_package : (B,) need group.
    theme_of_group : (G,) theme.
    need_share : share of the hours asked of an employer that may be not given.
    """

    spreads: Mapping[str, Spread]
    group_of_package: Ints
    theme_of_group: Ints
    themes: int
    need_share: float
    seed: int
    draws: int


@dataclass(frozen=True)
class Kept:
    """What is kept of one policy; draws are the last axis."""

    figures: np.ndarray  # (figures, O + 1, T, D) by employer, and of the whole place
    unmet: np.ndarray  # (themes + 1, T, D) weighted hours, by theme and in all
    beyond: np.ndarray  # (limits, O, T, D)
    above: Floats  # (2, N, T) draws with vacancy above the ceiling of the posts; WTE above in all
    broken: np.ndarray  # (limits + 1, O + 1, T + 1) draws beyond; the last of each: any of them
    chance: np.ndarray  # (O, T, D) who left beyond what was likely, so far, WTE


@dataclass(frozen=True)
class Played:
    draws: int
    policies: Mapping[str, Kept]
    sources: np.ndarray  # (sources, O, T, D) how each source turned out, so far


class Game:
    """A plan made ready to be played."""

    def __init__(self, outcome: Outcome, asked: Asked):
        self.asked, self.script = asked, Script(outcome)
        self.teams: Teams = make_teams(outcome)
        groups = len(asked.theme_of_group)
        self.maps: CareMaps = make_maps(outcome, self.teams, asked.group_of_package, groups)
        self.layout = layout(self.script, asked.spreads)
        near = len(outcome.problem.workforce.localities)
        self.to_themes: Grouping = grouping(np.repeat(asked.theme_of_group, near), asked.themes)

    def world(self, draws: range) -> World:
        """What chance makes of some draws."""
        normal, uniform = numbers(self.asked.seed, draws, self.layout)
        horizon, made = self.script.problem.horizon, dict[str, Floats]()
        for name in QUANTITIES:
            spread = self.asked.spreads[name]
            made[name] = factors(spread, scores(spread, normal[name], horizon))
        return World(self.script, self.asked.spreads, made, uniform, len(draws))

    def play(
        self,
        *,
        block: int = BLOCK,
        threads: int = 2,
        tell: Callable[[int, int], None] = lambda done, before: None,
        stop: threading.Event | None = None,
    ) -> Played:
        """All draws asked for; ``stop``: when set, no further block is begun and what is whole
        is given. ``tell`` is told how many draws are played, and how many were before."""
        stop = stop or threading.Event()
        total = self.asked.draws
        blocks = [range(at, min(at + block, total)) for at in range(0, total, block)]
        kept = {policy: self._empty(total) for policy in POLICIES}
        sources = np.zeros((len(SOURCES), *self._employers, total), np.float32)
        counts = list[int]()

        def one(draws: range) -> dict[str, tuple[Floats, np.ndarray]] | None:
            return None if stop.is_set() else self._block(draws, kept, sources)

        with ThreadPoolExecutor(threads) as pool:
            for draws, tallies in zip(blocks, pool.map(one, blocks), strict=True):
                if tallies is None or sum(counts) < draws.start:
                    continue
                counts.append(len(draws))
                for policy, (above, broken) in tallies.items():
                    kept[policy].above.__iadd__(above)
                    kept[policy].broken.__iadd__(broken)
                tell(sum(counts), draws.start)
        played = sum(counts)
        whole = {policy: _first(of, played) for policy, of in kept.items()}
        return Played(played, whole, sources[..., :played])

    @property
    def _employers(self) -> tuple[int, int]:
        return len(self.script.problem.workforce.organisations), self.script.periods

    def _empty(self, draws: int) -> Kept:
        employers, periods = self._employers
        posts = len(self.script.problem.workforce.posts)
        return Kept(
            np.zeros((len(FIGURES), employers + 1, periods, draws), np.float32),
            np.zeros((self.asked.themes + 1, periods, draws)),
            np.zeros((len(LIMITS), employers, periods, draws), np.float32),
            np.zeros((2, posts, periods)),
            np.zeros((len(LIMITS) + 1, employers + 1, periods + 1), np.int64),
            np.zeros((employers, periods, draws), np.float32),
        )

    def _block(
        self, draws: range, kept: Mapping[str, Kept], sources: np.ndarray
    ) -> dict[str, tuple[Floats, np.ndarray]]:
        """Play some draws under every policy into their places, and count."""
        world, tallies = self.world(draws), dict[str, tuple[Floats, np.ndarray]]()
        part = slice(draws.start, draws.stop)
        for policy in POLICIES:
            tallies[policy] = self._policy(world, policy, kept[policy], part)
        asked = kept[POLICIES[0]].figures[FIGURES.index("hours_asked"), :-1, :, part]
        sources[..., part] = sources_of(world, asked)
        return tallies

    def _policy(
        self, world: World, policy: str, kept: Kept, part: slice
    ) -> tuple[Floats, np.ndarray]:
        employers, periods = self._employers
        far = np.zeros((len(LIMITS), employers, periods, world.draws))
        above = np.zeros_like(kept.above)
        chance = np.zeros((employers, world.draws))
        for moment in Replay(world, policy).moments():
            t = moment.period
            far[:, :, t] = self._moment(world, moment, kept, part, above)
            chance += chance_of(self.script, moment)
            kept.chance[:, t, part] = chance
        kept.beyond[..., part] = far
        return above, count_broken(far)

    def _moment(
        self, world: World, moment: Moment, kept: Kept, part: slice, above: Floats
    ) -> Floats:
        script, t = self.script, moment.period
        staff = staffing(script, moment)
        hours = hours_of(script, self.teams, moment, staff)
        care = give_care(self.maps, self.teams, t, world.factors["demand"][:, t], hours)
        spent = spending(script, moment, staff)
        add = script.posts_to_employers.sum
        values = (add(moment.total), add(staff.vacancy), spent, care.asked, care.short)
        for row, value in enumerate(values):
            kept.figures[row, :-1, t, part] = value
            kept.figures[row, -1, t, part] = value.sum(axis=0)
        unmet = self.to_themes.sum(care.unmet)
        kept.unmet[:-1, t, part], kept.unmet[-1, t, part] = unmet, unmet.sum(axis=0)
        w = script.problem.workforce
        ceiling = w.vacancy_ceiling * script.outcome["establishment"][:, t]
        over = staff.vacancy - ceiling[:, None]
        over[over <= LIMITS[0].forgiven] = 0.0
        above[0, :, t] += (over > 0).sum(axis=1)
        above[1, :, t] += over.sum(axis=1)
        return beyond(script, t, staff, spent, care, self.asked.need_share)


def _first(kept: Kept, draws: int) -> Kept:
    return Kept(
        kept.figures[..., :draws],
        kept.unmet[..., :draws],
        kept.beyond[..., :draws],
        kept.above,
        kept.broken,
        kept.chance[..., :draws],
    )


def count_broken(far: Floats) -> np.ndarray:
    """Draws beyond each limit (and any), by employer (and any), by period (and any), of how far
    each is beyond (limits, O, T, D): (limits + 1, O + 1, T + 1)."""
    broken = far > forgiven()[:, None, None, None]
    for axis in range(3):
        broken = np.concatenate([broken, broken.any(axis=axis, keepdims=True)], axis=axis)
    return np.asarray(broken.sum(axis=-1))
