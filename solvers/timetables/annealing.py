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
from random import Random

import numpy as np

from solvers.timetables.automaton import Ints
from solvers.timetables.changes import Standing, change, drafted, walked
from solvers.timetables.people import Chosen, People
from solvers.timetables.steps import Tables

#: Heat at the start and at the end, in what one missing mostly costs.
HOT, COLD = 0.2, 0.003
#: Seconds at one heat, about, and changes tried first.
MOMENT, TRIES = 0.1, 2_000


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
        while (share := done()) < 1.0:
            began = time.monotonic()
            self.moment(executor, threads, self.usual * HOT * (COLD / HOT) ** share, tries)
            took = time.monotonic() - began
            tries = int(min(2.0, max(0.5, MOMENT / max(took, 1e-6))) * tries) + 1
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
        """So many changes for each thread at one heat."""

        def each(lot: Ints, seed: int) -> tuple[float, Ints]:
            mine = np.zeros(len(self.standing.option), bool)
            mine[lot] = True
            covered = self.covered.copy()
            draft = drafted(steps, self.standing.counted.shape[1])
            seeds = np.array([seed], np.uint64)
            tables, now = (walks, steps), self.standing
            more = change(*tables, now, draft, lot, mine, covered, seeds, heat, tries)
            return more, covered - self.covered

        walks, steps = self.tables.walks, self.tables.steps
        lots = self.lots(threads)
        seeds = [self.random.randrange(1, 2**63) for _ in lots]
        for more, by in list(executor.map(each, lots, seeds)):
            self.own += more
            self.covered = self.covered + by

    def lots(self, threads: int) -> list[Ints]:
        """Persons of about as many lots as threads, each with all of some groups."""
        groups = np.unique(self.people.group).tolist()
        self.random.shuffle(groups)
        lots: list[list[int]] = [[] for _ in range(min(threads, len(groups)))]
        for group in groups:
            min(lots, key=len).extend(np.flatnonzero(self.people.group == group).tolist())
        return [np.array(lot) for lot in lots]

    def chosen(self, option: Ints | None = None) -> Chosen:
        """The timetables there are, or of some options."""
        timetables = self.tables.timetables(self.standing.option if option is None else option)
        return Chosen(self.rows, [self.people.column(p, each) for p, each in enumerate(timetables)])
