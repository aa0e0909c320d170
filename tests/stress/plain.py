"""One draw of a plan by plain loops over people's posts: no arrays of draws, no groupings.

Everything is told again from what ``solvers.stress`` says it does: numbers in, staff, money,
hours and unmet need out, of one policy.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from solvers.skillmix.outcome import Outcome
from solvers.stress.play import Game

Key = tuple[int, int]
SPECK = 1e-9


def people(u: float, rest_u: float, wte: float, likely: float, by_chance: bool) -> float:
    """WTE of ``wte`` that something befalls: whole people one by one, then what is left over."""
    likely = min(1.0, max(0.0, likely))
    if not by_chance or wte <= 0 or likely <= 0:
        return wte * likely
    whole = math.floor(wte + 1e-9)
    k, below = 0, 0.0
    if likely >= 1.0:
        k = whole
    elif likely > 0.5:  # counted from the other end, as those who are spared
        spared, below = 0, (likely) ** whole
        while below < 1.0 - u and spared < whole:
            spared += 1
            below += math.comb(whole, spared) * (1 - likely) ** spared * likely ** (whole - spared)
        k = whole - spared
    else:
        below = (1 - likely) ** whole
        while below < u and k < whole:
            k += 1
            below += math.comb(whole, k) * likely**k * (1 - likely) ** (whole - k)
    rest = wte - whole
    return k + (rest if rest > 1e-9 and rest_u < likely else 0.0)


@dataclass
class Result:
    in_post: dict[Key, float] = field(default_factory=dict)  # (cell, period)
    total: dict[Key, float] = field(default_factory=dict)  # (post, period)
    vacancy: dict[Key, float] = field(default_factory=dict)
    spending: dict[Key, float] = field(default_factory=lambda: defaultdict(float))
    short: dict[Key, float] = field(default_factory=lambda: defaultdict(float))
    unmet: list[float] = field(default_factory=list)


class Plain:
    """A draw of a game under a policy; ``play`` gives its result."""

    def __init__(self, game: Game, draw: int, policy: str):
        self.o: Outcome = game.script.outcome
        self.p = self.o.problem
        self.w = self.p.workforce
        self.game, self.policy = game, policy
        world = game.world(range(draw, draw + 1))
        self.f = {name: values[:, :, 0] for name, values in world.factors.items()}
        self.u = {name: values[..., 0] for name, values in world.uniform.items()}
        self.spreads = world.spreads
        self.stock = [float(v) for v in self.w.in_post_start]
        self.arrived: dict[Key, float] = defaultdict(float)  # (post, period hired)
        self.cohorts = [
            (k, int(a), int(s)) for k, (a, s) in enumerate(np.argwhere(self.o["starts"] > SPECK))
        ]
        self.learning = {k: 0.0 for k, _, _ in self.cohorts}
        self.joined = {k: 0.0 for k, _, _ in self.cohorts}
        self.result = Result()

    def play(self) -> Result:
        for t in range(self.p.horizon.size):
            self.period(t)
        return self.result

    # --- staff -------------------------------------------------------------------------

    def post(self, cell: int) -> int:
        return int(self.w.cell_post[cell])

    def end(self, arc: int, start: int) -> int:
        done = self.p.training.completed[arc, start] + self.p.training.returned[arc, start]
        some = np.flatnonzero(done > 0)
        return int(some[0]) if len(some) else self.p.horizon.size

    def befall(
        self, event: str, at: tuple[int, ...], wte: float, likely: float, chance: bool
    ) -> float:
        return people(self.u[event][(0, *at)], self.u[event][(1, *at)], wte, likely, chance)

    def period(self, t: int) -> None:
        w, training = self.w, self.p.training
        cells, turn = range(len(w.cell_post)), self.f["turnover"]
        free = self.spreads["turnover"].chance
        there = []
        for c in cells:
            n = self.post(c)
            expected = w.leave_rate[n, t] * self.stock[c]
            if w.post_base_cell[n] == c:
                for s in range(t):
                    expected -= w.hire_kept[n, s, t] * self.arrived[n, s]
            likely = min(max(expected, 0.0), self.stock[c])
            share = turn[n, t] * likely / self.stock[c] if self.stock[c] > 0 else 0.0
            left = self.befall("leave", (c, t), self.stock[c], share, free[n])
            there.append(self.stock[c] - left - (expected - likely))
        entered = {}
        for k, a, s in self.cohorts:
            n = self.post(int(training.arc_from[a]))
            if s < t < self.end(a, s):
                likely = w.leave_rate[n, t] * turn[n, t]
                self.learning[k] -= self.befall("train", (k, t), self.learning[k], likely, free[n])
            entered[k] = self.learning[k]
            if s < t == self.end(a, s):
                self.finish(k, a, s, t, there)
        hires = self.hires(t, there)
        for n in range(len(w.posts)):
            come = sum(h for o, h in enumerate(hires) if self.option_post(o) == n)
            self.arrived[n, t] = come
            lost = self.befall(
                "new", (n, t), come, (1 - w.hire_kept[n, t, t]) * turn[n, t], free[n]
            )
            there[w.post_base_cell[n]] += come - lost
        drawn = self.drawn(t, hires, there)
        part = self.parts(t, there, drawn)
        for k, a, s in self.cohorts:
            if s == t:
                self.learning[k] = self.o["starts"][a, s] * part[training.arc_from[a]]
                entered[k] = self.learning[k]
        for c, amount in self.transferred(t, part).items():
            there[c] += amount
        for k, a, s in self.cohorts:
            if s == t == self.end(a, s):
                self.finish(k, a, s, t, there)
        going = self.going(t)
        self.stock = [max(0.0, there[c] - (going[c] + drawn[c]) * part[c]) for c in cells]
        self.tell(t, hires, part, entered)

    def finish(self, k: int, a: int, s: int, t: int, there: list[float]) -> None:
        training, w, turn = self.p.training, self.w, self.f["turnover"]
        course, free = int(training.arc_course[a]), self.spreads["turnover"].chance
        old, new = int(training.arc_from[a]), int(training.arc_to[a])
        before = training.present[a, s, t - 1] if t > s else 1.0
        stay = 1 - w.leave_rate[self.post(new), t]
        rate = min(1.0, training.completed[a, s, t] / (before * stay))
        n = self.learning[k]
        done = self.befall("complete", (k,), n, rate * self.f["completion"][course, t],
                           self.spreads["completion"].chance[course])  # fmt: skip
        leave = w.leave_rate[self.post(new), t] * turn[self.post(new), t]
        joined = done - self.befall("complete_leave", (k,), done, leave, free[self.post(new)])
        leave = 0.0 if s == t else w.leave_rate[self.post(old), t] * turn[self.post(old), t]
        back = n - done
        back -= self.befall("return_leave", (k,), back, leave, free[self.post(old)])
        there[new] += joined
        there[old] += back
        self.joined[k], self.learning[k] = joined, 0.0

    def going(self, t: int) -> list[float]:
        """Who is to leave each cell by decision, draws by partners left out."""
        training, transfers = self.p.training, self.p.transfers
        out = [float(v) for v in self.o["released"][:, t]]
        for _, a, s in self.cohorts:
            if s == t:
                out[training.arc_from[a]] += self.o["starts"][a, s]
        for a, amount in enumerate(self.o["transfers"][:, t]):
            out[transfers.arc_from[a]] += amount
        return out

    def transferred(self, t: int, part: list[float]) -> dict[int, float]:
        transfers, came = self.p.transfers, defaultdict[int, float](float)
        for a, amount in enumerate(self.o["transfers"][:, t]):
            if amount > SPECK:
                stay = 1 - transfers.leave_share[transfers.arc_move[a]]
                came[int(transfers.arc_to[a])] += amount * stay * part[transfers.arc_from[a]]
        return came

    def parts(self, t: int, there: list[float], drawn: list[float]) -> list[float]:
        """Share of what is to leave each cell for which people are there."""
        part, out = [1.0] * len(there), [g + d for g, d in zip(self.going(t), drawn, strict=True)]
        for _ in range(3):
            coming = self.coming(t, part)
            part = [
                1.0 if out[c] <= SPECK else min(1.0, max(0.0, (there[c] + coming[c]) / out[c]))
                for c in range(len(there))
            ]
        return part

    def coming(self, t: int, part: list[float]) -> dict[int, float]:
        """Who is likely to come within the period of what leaves cells in it."""
        training, came = self.p.training, self.transferred(t, part)
        for _, a, s in self.cohorts:
            if s == t == self.end(a, s):
                begun = self.o["starts"][a, s] * part[training.arc_from[a]]
                came[int(training.arc_to[a])] += begun * training.completed[a, s, t]
                came[int(training.arc_from[a])] += begun * training.returned[a, s, t]
        return came

    # --- hiring ------------------------------------------------------------------------

    def option_post(self, option: int) -> int:
        return self.post(int(self.p.recruitment.option_cell[option]))

    def hires(self, t: int, there: list[float]) -> list[float]:
        hiring, planned = self.p.recruitment, self.o["hires"]
        if self.policy == "refill":
            return self.refill(t, there)
        order = [(int(o), int(s)) for o, s in np.argwhere(planned > SPECK)]
        free = self.spreads["recruitment"].chance
        hires = [0.0] * len(planned)
        for at, (o, s) in enumerate(order):
            if s == t:
                m = int(hiring.option_market[o])
                hires[o] = self.befall(
                    "start", (at,), planned[o, t], self.f["recruitment"][m, t], free[m]
                )
        return hires

    def refill(self, t: int, there: list[float]) -> list[float]:
        w, hiring, planned = self.w, self.p.recruitment, self.o["hires"][:, t]
        turn, options = self.f["turnover"], range(len(planned))
        expected, again, intended = list(there), {}, {}
        for n in range(len(w.posts)):
            again[n] = min(1.0, max(0.0, (1 - w.hire_kept[n, t, t]) * turn[n, t]))
            intended[n] = sum(planned[o] for o in options if self.option_post(o) == n)
            expected[w.post_base_cell[n]] += intended[n] * (1 - again[n])
        drawn = [float(v) for v in self.o["drawn"][:, t]]
        part, going = self.parts(t, expected, drawn), self.going(t)
        coming, has = self.coming(t, part), defaultdict[int, float](float)
        for c in range(len(expected)):
            has[self.post(c)] += expected[c] + coming[c] - (going[c] + drawn[c]) * part[c]
        for k, a, s in self.cohorts:
            old = int(self.p.training.arc_from[a])
            begins = s == t < self.end(a, s)
            has[self.post(old)] += (
                self.o["starts"][a, s] * part[old] if begins else self.learning[k]
            )
        want = {
            n: max(0.0, intended[n] + (self.o.post_total[n, t] - has[n]) / max(1 - again[n], 0.05))
            for n in range(len(w.posts))
        }
        given = [
            planned[o]
            * (
                min(1.0, want[self.option_post(o)] / intended[self.option_post(o)])
                if planned[o]
                else 0.0
            )
            for o in options
        ]
        left = {}
        for m in range(len(hiring.markets)):
            supply = hiring.supply[m, t] + self.o.more_recruits[m, t]
            left[m] = supply * self.f["recruitment"][m, t]
            own = [o for o in options if hiring.option_market[o] == m]
            asked = sum(given[o] for o in own)
            scale = min(1.0, left[m] / asked) if asked > 0 else 1.0
            for o in own:
                given[o] *= scale
            left[m] -= sum(given[o] for o in own)
        gap = dict(want)
        for o in options:
            gap[self.option_post(o)] -= given[o]
        for m in sorted(range(len(hiring.markets)), key=lambda m: hiring.cost[m]):
            own = [o for o in options if hiring.option_market[o] == m and hiring.allowed[o, t]]
            more = {o: max(0.0, gap[self.option_post(o)]) for o in own}
            asked = sum(more.values())
            scale = min(1.0, max(0.0, left[m]) / asked) if asked > 0 else 1.0
            for o in own:
                given[o] += more[o] * scale
                gap[self.option_post(o)] -= more[o] * scale
        return given

    def drawn(self, t: int, hires: list[float], there: list[float]) -> list[float]:
        hiring, planned = self.p.recruitment, self.o["hires"][:, t]
        drawn = [float(v) for v in self.o["drawn"][:, t]]
        for g in range(hiring.groups):
            entries = [e for e in range(len(hiring.draw_group)) if hiring.draw_group[e] == g]
            due = sum(hires[hiring.draw_option[e]] * hiring.draw_share[e] for e in entries)
            meant = sum(planned[hiring.draw_option[e]] * hiring.draw_share[e] for e in entries)
            own = [c for c in range(len(drawn)) if hiring.cell_group[c] == g]
            staff = sum(max(0.0, there[c]) for c in own)
            for c in own:
                drawn[c] *= min(1.0, due / meant) if meant > 0 else 1.0
                if staff > 0:
                    drawn[c] += max(0.0, due - meant) * max(0.0, there[c]) / staff
        return drawn

    # --- what it comes to --------------------------------------------------------------

    def tell(
        self, t: int, hires: list[float], part: list[float], entered: dict[int, float]
    ) -> None:
        from tests.stress.plain_figures import tell

        tell(self, t, hires, part, entered)
