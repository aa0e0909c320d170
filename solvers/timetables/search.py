"""From nothing to good timetables for everybody, with a bound.

A first set from each person's best in turn; the linear bound by columns; a dive; then
neighbourhoods: some timetables are found again by the same means, the others standing as
they are; and where the bound is near, a proof beside them. Many persons over many days are too
much for a linear model to begin with: many small changes come first, and where there is little
time, or persons fall into groups that share little cover, there is no linear model at all.
Where it has not ended in its time, changes come instead of the dive.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.progress import Listener, Progress, silent
from solvers.timetables.annealing import Annealing
from solvers.timetables.automaton import Floats
from solvers.timetables.choose import cheapest_reduced, choose
from solvers.timetables.dive import AT_ONCE, dive, in_turn
from solvers.timetables.dive import ROUNDS as AFTER
from solvers.timetables.generation import generate, near
from solvers.timetables.master import Master
from solvers.timetables.neighbourhoods import Neighbourhoods, Sizes
from solvers.timetables.people import Chosen, Column, People
from solvers.timetables.prove import Prover
from solvers.timetables.steps import Tables

#: Share of the time in which the linear bound must be there.
BOUND_SHARE = 0.5
#: Columns of a person that a neighbourhood begins with.
KEPT = 20
#: Columns of a person among which whole ones are chosen.
CHOICES = 60
#: Seconds for choosing among the columns of the linear bound, and of a neighbourhood.
FIRST, LATER = 3.0, 1.0
#: Rounds of columns in a neighbourhood.
ROUNDS = 25
#: The same of many persons and days: more neighbourhoods, each sooner done, are worth more.
#: Rounds, persons settled at a time as a share, rounds after each settling, seconds to choose.
QUICK_ROUNDS, QUICK_AT_ONCE, QUICK_AFTER, QUICK_LATER = 12, 0.2, 4, 0.3
#: Persons times days beyond which small changes come first, and their share of the time.
LARGE, BEFORE_SHARE = 9_000, 0.1
#: The same share where no linear model follows.
ANNEALED_SHARE = 0.9
#: Their share of what is left after a linear model that did not end in its time.
INSTEAD_SHARE = 0.7
#: Seconds for each person and day below which no linear model of them is begun.
LINEAR = 0.03
#: Share of the way to the bound at which a proof that ended is tried again.
CLOSER = 0.7
#: Columns of a person up to which several come at a time for the linear bound.
SEVERAL = 20
#: How far from its prices columns are looked for that a linear model never asks for, as a share,
#: and how many times after the linear bound.
NEAR, BESIDES = 0.2, 6


@dataclass(frozen=True)
class Effort:
    """How hard to look for the timetables of some persons.

    Attributes
    ----------
    rounds : of columns.
    at_once, after : of the dive: persons settled at a time, as a share, and rounds after each.
    choosing : seconds for choosing among columns where the dive finds nothing better.
    """

    rounds: int
    at_once: float
    after: int
    choosing: float


#: Efforts for a dive of everybody.
DIVES = ((AT_ONCE, AFTER), (AT_ONCE, 8), (0.1, 6), (0.1, 3), (0.2, 2))
USUAL = Effort(ROUNDS, AT_ONCE, AFTER, LATER)
QUICK = Effort(QUICK_ROUNDS, QUICK_AT_ONCE, QUICK_AFTER, QUICK_LATER)
#: How large neighbourhoods of some days are, and the same of many persons and days in one group.
SIZES, LARGE_SIZES = Sizes(0.5, 7, 21, 100, 400), Sizes(0.8, 28, 56, 700, 2_000)


@dataclass
class Found:
    """The best timetables found, and what is known of them.

    Attributes
    ----------
    chosen : one column for each person; None where none were found.
    bound : no timetables cost less.
    proven : nothing costs less, as costs are whole multiples of the grain.
    trace : (seconds, cost) whenever something better was found.
    """

    chosen: Chosen | None
    bound: float
    proven: bool = False
    trace: list[tuple[float, float]] = field(default_factory=list)

    @property
    def cost(self) -> float:
        return np.inf if self.chosen is None else self.chosen.cost


class Search:
    """One search. ``grain``: costs are whole multiples of it; nought where nothing is known.
    ``diving``: share of the time left that the dive of everybody may take."""

    def __init__(
        self,
        people: People,
        limits: Limits,
        grain: float = 0.0,
        listen: Listener = silent,
        stage: str = "roster",
        diving: float = 1.0,
    ):
        self.people, self.limits, self.grain, self.listen = people, limits, grain, listen
        self.stage, self.diving = stage, diving
        self.random = Random(limits.seed)
        self.found = Found(None, -np.inf)
        self.pool: dict[int, deque[Column]] = {i: deque(maxlen=KEPT) for i in range(people.count)}
        self.grouped = len(np.unique(people.group)) > 1
        self.large = people.count * people.days > LARGE
        sizes = LARGE_SIZES if self.large and not self.grouped else SIZES
        self.neighbourhoods = Neighbourhoods(people, self.random, sizes)
        self.prover: Prover | None = None
        self._known: Tables | None = None
        self._asked = False

    def run(self) -> Found:
        """Search until proven, or until time is over."""
        try:
            with ThreadPoolExecutor(self.limits.threads) as executor:
                self._run(executor)
        finally:
            if self.prover is not None:
                self.prover.end()
        self._hear()
        self.found.proven = self.proven()
        if self.found.proven:  # as costs are whole multiples of the grain
            self.found.bound = self.found.cost
        return self.found

    def _run(self, executor: Executor) -> None:
        self._note("a first timetable for everybody")
        if self.large:
            self.free(executor)
        first = self.first()
        if self.found.bound == np.inf:
            return
        self.accept(first)
        if self.large and first is not None:
            self.anneal(executor, self.limits.share(self._before()))
        if first is None or not self.large or not (self.grouped or self._short()):
            self.linear(executor, list(self.found.chosen or []))
        self._note("better timetables for a few at a time")
        self.neighbours(executor, self.limits)

    def neighbours(self, executor: Executor, until: Limits) -> None:
        """Find some timetables again until nothing is better, a proof beside where one may be had."""
        with ThreadPoolExecutor(max(1, self.limits.threads - 1)) as fewer:
            while self.found.chosen is not None and not until.over():
                self._insist(self.found.chosen)
                if self.proven():
                    break
                self.again(fewer if self.proving() else executor, self.found.chosen)
                self.prove()

    def _before(self) -> float:
        """The share of the time before a linear model, or before neighbourhoods if there is none."""
        return ANNEALED_SHARE if self.grouped or self._short() else BEFORE_SHARE

    def anneal(self, executor: Executor, until: Limits) -> None:
        """Many small changes of what was found; or neighbourhoods, where nothing knows of any."""
        tables, chosen = self._tables(), self.found.chosen
        if tables is None or chosen is None or until.seconds is None:
            self._note("better timetables for a few at a time")
            self.neighbours(executor, until)
            return
        self._note("many small changes")
        began = self.limits.elapsed()
        whole = max(until.seconds - began, 1e-9)

        def done() -> float:
            return 1.0 if until.over() else (self.limits.elapsed() - began) / whole

        chain = Annealing(self.people, tables, chosen, self.random)
        chain.run(executor, self.limits.threads, done, self.accept)

    def _tables(self) -> Tables | None:
        """What small changes cost, made once."""
        if not self._asked:
            self._known, self._asked = self.people.tables(), True
        return self._known

    def _changing(self) -> bool:
        """Whether there is something to change, and it can be told what that costs."""
        limited = self.limits.seconds is not None
        return limited and self.found.chosen is not None and self._tables() is not None

    def _insist(self, chosen: Chosen) -> None:
        """What was found costs more where rows that must be kept are not; its trace begins anew."""
        if self.people.insist(chosen.covered()):
            if self.prover is not None:  # its bound holds
                self.prover.end()
                self.found.bound = max(self.found.bound, self.prover.bound)
                self.prover = None
            self.found.chosen = Chosen(self.people.rows, chosen.columns)
            self.found.trace.clear()

    def proven(self) -> bool:
        """Whether nothing can cost less."""
        return self.found.cost <= self._lifted(self.found.bound) + 1e-6

    def accept(self, chosen: Chosen | None) -> None:
        """Keep timetables that cost no more."""
        if chosen is None:
            return
        if chosen.cost < self.found.cost - 1e-9:
            seconds = self.limits.elapsed()
            self.found.trace.append((seconds, chosen.cost))
            self.listen(
                Progress(self.stage, "cost", chosen.cost, self.found.bound, seconds=seconds)
            )
        if chosen.cost <= self.found.cost + 1e-9:
            self.found.chosen = chosen

    def first(self) -> Chosen | None:
        """Each person's best in turn; None where somebody's is not found. The bound is infinite
        where somebody can have none."""
        rows, persons = self.people.rows, range(self.people.count)
        columns, least = in_turn(self.people, rows, persons, self.limits.over)
        self.found.bound = max(self.found.bound, np.inf if least == np.inf else -np.inf)
        return None if columns is None else Chosen(rows, columns)

    def linear(self, executor: Executor, known: Iterable[Column]) -> None:
        """The linear bound, a dive from its point, and a choice among all columns."""
        self._note("what is possible at best")
        master = Master(self.people.rows, range(self.people.count), known)
        until, began = self.limits.share(BOUND_SHARE), self.limits.elapsed()
        found = generate(
            self.people,
            master,
            executor,
            until.over,
            enough=self._enough,
            several=SEVERAL,
            stall=self.people.stall,
        )
        if found is None:
            return
        self.found.bound = max(self.found.bound, found.bound)
        self.neighbourhoods.worth, self.neighbourhoods.least = found.point.worth, found.point.person
        if until.over() and not self._enough(found.point.value, found.bound) and self._changing():
            # A dive from a point that is not the best ends far above it.
            self._keep(master.columns)
            self.anneal(executor, self.limits.within(INSTEAD_SHARE * self.limits.left()))
            return
        self._note("whole timetables near the best")
        effort = self._dive_effort((self.limits.elapsed() - began) / found.rounds)
        over = self.limits.over
        chosen, more = dive(self.people, master, found.point, executor, over, *effort)
        self.accept(chosen)
        columns = [*master.columns, *more]
        self._keep(columns)
        self.prove()
        for _ in range(BESIDES):
            everybody = range(self.people.count)
            columns += self._besides(self.people, everybody, found.point.worth, executor)
        self.accept(self._choose(master, columns, found.point.worth, FIRST))

    def _dive_effort(self, seconds: float) -> tuple[float, int]:
        """The share of all persons to settle at a time, and the rounds after each, where a round of
        everybody takes so long: the most that there is time for."""
        for at_once, rounds in DIVES:
            # Half of the persons are left on average.
            if seconds * rounds / at_once / 2 <= self.diving * self.limits.left():
                return at_once, rounds
        return DIVES[-1]

    def free(self, executor: Executor) -> None:
        """The bound where one more on a row is worth nothing: what each person costs at least."""
        nothing, over = np.zeros(len(self.people.rows.wanted)), self.limits.over

        def each(person: int) -> float:
            # To watch every rule takes ten times as long, and says hardly more.
            return -np.inf if over() else self.people.cheapest(person, nothing, False, False)[0]

        least = sum(executor.map(each, range(self.people.count)))
        self.found.bound = max(self.found.bound, self.people.rows.bound(nothing) + least)

    def again(self, executor: Executor, chosen: Chosen) -> None:
        """Find the timetables of a few persons again, the others standing as they are."""
        part, people, effort = (
            self.neighbourhoods.draw(chosen),
            self.people,
            QUICK if self.large else USUAL,
        )
        some = set(part.persons)
        others = [c for c in chosen if c.person not in some]
        rows = self.people.rows.without(Chosen(self.people.rows, others).covered())
        here = Chosen(
            rows.only(self.neighbourhoods.rows(part)), [c for c in chosen if c.person in some]
        )
        known = [column for person in part.persons for column in self.pool[person]]
        if part.free is not None:
            known, people = [], self.people.held(here, part.free)
        master = Master(here.rows, part.persons, [*here, *known])
        before = len(master.columns)
        over = self.limits.over
        found = generate(people, master, executor, over, effort.rounds, self._enough)
        if found is None or self._lifted(found.bound) > here.cost + 1e-9:
            return
        better, more = dive(
            people, master, found.point, executor, over, effort.at_once, effort.after
        )
        self._keep([*master.columns[before:], *more])
        if better is None or better.cost > here.cost - 1e-9:
            columns = [
                *master.columns,
                *more,
                *self._besides(people, part.persons, found.point.worth, executor),
            ]
            whole = self._choose(master, columns, found.point.worth, effort.choosing)
            better = min((c for c in (better, whole) if c), key=lambda c: c.cost, default=None)
        if better is not None:
            columns = sorted([*others, *better], key=lambda c: c.person)
            self.accept(Chosen(self.people.rows, columns))

    def prove(self) -> None:
        """Hear of a proof beside the search; begin one, and again when the bound is much nearer."""
        going_on, worth = self.proving(), self.neighbourhoods.worth
        self._hear()
        if going_on or self.proven() or worth is None or not self.grain or not self.found.chosen:
            return
        if not self.people.lists:
            return
        cost, bound = self.found.cost, self._lifted(self.found.bound)
        if self.prover is None or cost - bound <= CLOSER * self.prover.room:
            if self.prover is not None:
                self.prover.end()
            self.prover = Prover(self.people, worth, cost, bound, self.grain, self.limits)

    def _hear(self) -> None:
        """What a proof beside the search has come to."""
        if self.prover is not None:
            self.found.bound = max(self.found.bound, self.prover.bound)
            self.accept(self.prover.chosen)

    def proving(self) -> bool:
        """Whether a proof goes on beside the search."""
        return self.prover is not None and not self.prover.ended

    def _short(self) -> bool:
        """Too little time for a linear model of everybody."""
        seconds = self.limits.seconds
        return seconds is not None and seconds < LINEAR * self.people.count * self.people.days

    def _besides(
        self, people: People, persons: Iterable[int], worth: Floats, executor: Executor
    ) -> list[Column]:
        """Columns that the linear model never asks for: the best near its prices."""
        near = np.array([self.random.gauss(1.0, NEAR) for _ in range(len(worth))]) * worth
        found = executor.map(lambda person: people.cheapest(person, near, False)[1], persons)
        return [column for columns in found for column in columns]

    def _choose(
        self, master: Master, columns: list[Column], worth: Floats, seconds: float
    ) -> Chosen | None:
        """The best choice for a master's rows among columns near the linear point, if all of
        its persons have any."""
        persons = {c.person for c in columns}
        if self.limits.over() or len(persons) < len(master.persons):
            return None
        distinct = list({c.key: c for c in columns}.values())
        some = {c.key: c for c in cheapest_reduced(distinct, worth, CHOICES)}
        here = self.found.chosen
        if here is not None:
            some |= {c.key: c for c in here if c.person in persons}
        return choose(
            master.rows,
            list(some.values()),
            here,
            min(seconds, self.limits.left()),
            self.grain,
            max(1, self.limits.threads - 1) if self.proving() else self.limits.threads,
            self.limits.seed,
        )

    def _note(self, note: str) -> None:
        """Say what is being done."""
        best = None if self.found.chosen is None else self.found.cost
        seconds = self.limits.elapsed()
        bound = self.found.bound
        self.listen(Progress(self.stage, "cost", best, bound, seconds=seconds, note=note))

    def _keep(self, columns: Iterable[Column]) -> None:
        """Remember the newest columns of each person."""
        for column in columns:
            self.pool[column.person].append(column)

    def _enough(self, value: float, bound: float) -> bool:
        """Nothing costs less than the master's value, or nearly nothing."""
        return self._lifted(bound) >= value - 1e-6 or near(value, bound)

    def _lifted(self, bound: float) -> float:
        """A bound, raised to the next cost there can be."""
        if not self.grain or not np.isfinite(bound):
            return bound
        return float(np.ceil(bound / self.grain - 1e-6) * self.grain)
