"""From a timetable for everybody to better ones by many small changes, less and less at random.

Simulated annealing, as Ceschia, Guido and Schaerf (2020) for the nurses of INRC-II. It knows no
bound and comes less near to the best than whole timetables do, but of hundreds of persons it
makes hundreds of thousands of changes a second, where those take seconds for a few. Persons who
share little cover are changed side by side.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from math import log
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt

from solvers.timetables.automaton import Ints
from solvers.timetables.changes import Standing, change, drafted, walked
from solvers.timetables.people import Chosen, People
from solvers.timetables.steps import Tables

#: Heat at the start and at the end, in what one missing mostly costs.
HOT, COLD = 0.2, 0.003
#: Seconds at one heat, about, where threads change people who share cover and where they do not,
#: and changes tried first.
SHARED, APART, TRIES = 0.02, 0.1, 2_000


class Annealing:
    """One chain of changes, from timetables that keep all rules."""

    def __init__(self, people: People, tables: Tables, chosen: Chosen, random: Random):
        self.people, self.tables, self.random = people, tables, random
        self.rows, self.best = chosen.rows, chosen
        option = tables.options(np.array([c.timetable for c in chosen]))
        persons, days = option.shape
        counters = tables.walks.adds.shape[1]
        state = np.zeros((persons, days + 1), np.int32)
        self.standing = Standing(option, state, np.zeros((persons, counters), np.int64))
        self.covered = chosen.covered()
        self.own = walked(tables.walks, tables.steps, self.standing)
        matter = chosen.rows.under[chosen.rows.under > 0.0]
        self.usual = float(np.median(matter)) if len(matter) else 1.0

    def run(
        self,
        executor: Executor,
        threads: int,
        done: Callable[[], float],
        hear: Callable[[Chosen], None],
    ) -> None:
        """Change until ``done``, the share of the time that is over, is all of it; better timetables
        are heard of about once a second."""
        best, least = self.standing.option.copy(), self.best.cost
        tries, heard, news = TRIES, time.monotonic(), False
        lasting = APART if len(np.unique(self.people.group)) > 1 else SHARED
        while (share := done()) < 1.0:
            began = time.monotonic()
            self.moment(executor, threads, self.usual * HOT * (COLD / HOT) ** share, tries)
            took = time.monotonic() - began
            tries = int(min(2.0, max(0.5, lasting / max(took, 1e-6))) * tries) + 1
            if self.cost < least - 1e-9:
                best, least, news = self.standing.option.copy(), self.cost, True
            if news and time.monotonic() - heard > 1.0:
                hear(self.chosen(best))
                news, heard = False, time.monotonic()
        hear(self.chosen(best))

    @property
    def cost(self) -> float:
        return self.own + self.rows.cost(self.covered)

    def moment(self, executor: Executor, threads: int, heat: float, tries: int) -> None:
        """So many changes for each thread at one heat. Where what several threads changed costs more
        together than each alone, what the later ones did is undone but for the same chance that
        a change has."""

        def each(lot: Ints, seed: int) -> tuple[float, Ints]:
            mine = np.zeros(len(self.standing.option), bool)
            mine[lot] = True
            covered = self.covered.copy()
            draft = drafted(steps, self.standing.counted.shape[1])
            seeds = np.array([seed], np.uint64)
            tables, now = (walks, steps), self.standing
            own = change(*tables, now, draft, lot, mine, covered, seeds, heat, tries)
            return own, covered - self.covered

        walks, steps = self.tables.walks, self.tables.steps
        lots, cost = self.lots(threads), self.rows.cost
        seeds = [self.random.randrange(1, 2**63) for _ in lots]
        begun, before = cost(self.covered), self.covered
        arrays: tuple[npt.NDArray[Any], ...] = tuple(self.standing)
        held = [[every[lot] for every in arrays] for lot in lots]
        for k, (own, by) in enumerate(list(executor.map(each, lots, seeds))):
            alone = cost(before + by) - begun
            together = cost(self.covered + by) - cost(self.covered)
            if together - alone > 1e-9 - heat * log(1.0 - self.random.random()):
                for every, was in zip(arrays, held[k], strict=True):
                    every[lots[k]] = was
                continue
            self.own += own
            self.covered = self.covered + by

    def lots(self, threads: int) -> list[Ints]:
        """Everybody, in a lot for each thread: all of some groups, or any halves of one."""
        groups: list[Ints] = [
            np.flatnonzero(self.people.group == group) for group in np.unique(self.people.group)
        ]
        if len(groups) == 1:
            order = self.random.sample(range(len(groups[0])), len(groups[0]))
            groups = [np.sort(part) for part in np.array_split(np.array(order), threads)]
        self.random.shuffle(groups)
        lots: list[list[int]] = [[] for _ in range(min(threads, len(groups)))]
        for group in groups:
            min(lots, key=len).extend(group.tolist())
        return [np.array(lot) for lot in lots if lot]

    def chosen(self, option: Ints | None = None) -> Chosen:
        """The timetables there are, or of some options."""
        timetables = self.tables.timetables(self.standing.option if option is None else option)
        return Chosen(self.rows, [self.people.column(p, each) for p, each in enumerate(timetables)])
