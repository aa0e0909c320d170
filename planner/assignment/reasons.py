"""Why a target is not met: which rule stands against those who could come or learn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from planner.assignment.ledger import NOTHING, Ledger
from planner.assignment.problem import Asked
from planner.assignment.tables import target_key
from solvers.assignment.model import Made
from solvers.assignment.outcome import Outcome, on_course, stands
from solvers.assignment.rules import mentors as mentor_rule


@dataclass(frozen=True)
class Why:
    """What an assignment leaves room for, rule by rule."""

    asked: Asked
    outcome: Outcome

    @cached_property
    def made(self) -> Made:
        return Made(self.asked.problem)

    @cached_property
    def counting(self) -> tuple[np.ndarray, Any]:
        return self.made.counting(self.asked.problem.targets)

    @cached_property
    def places(self) -> np.ndarray:
        """(K,) places left on each intake, WTE."""
        problem = self.asked.problem
        taken = np.zeros(len(problem.intakes.names))
        wte = self.made.wte * self.outcome.taken
        np.add.at(taken, self.made.intake, wte[self.made.training.offer])
        return np.asarray(problem.intakes.places - taken)

    @cached_property
    def spare(self) -> np.ndarray:
        """(teams, T) hours that each team can still spare, WTE."""
        problem, training = self.asked.problem, self.made.training
        away = np.zeros((len(problem.teams.names), problem.periods))
        row, period = training.by_period()
        offer = training.offer[row]
        hours = problem.intakes.away[self.made.intake[row]] * self.made.wte[offer]
        team = problem.posts.team[training.post[row]]
        np.add.at(away, (team, period), hours * self.outcome.taken[offer])
        return np.asarray(problem.teams.spare[:, None] - away)

    @cached_property
    def room(self) -> np.ndarray:
        """(N, T) room left in each posts, WTE."""
        problem, spans = self.asked.problem, self.made.spans
        there = np.zeros(problem.posts.most.shape)
        row, period = spans.by_period()
        offer = spans.offer[row]
        amount = spans.share[row] * self.made.wte[offer] * self.outcome.taken[offer]
        np.add.at(there, (spans.post[row], period), amount)
        return np.asarray(problem.posts.most - there)

    @cached_property
    def mentors(self) -> dict[tuple[int, int], np.ndarray]:
        """Pool of mentors → (T,) WTE that trainees may still take."""
        problem, k = self.asked.problem, self.asked.problem.intakes
        left = {pool: np.zeros(problem.periods) for pool in mentor_rule.pools(problem)}
        for j in np.flatnonzero(self.outcome.taken > 0).tolist():
            wte = self.made.wte[j] * self.outcome.taken[j]
            employer = problem.posts.employer[problem.groups.post[problem.offers.group[j]]]
            for t in range(problem.periods):
                courses = on_course(problem, j, t)
                for post, _, share in [] if courses else stands(problem, j, t):
                    role, at = int(problem.posts.role[post]), int(problem.posts.employer[post])
                    for pool in ((role, -1), (role, at)):
                        if pool in left:
                            left[pool][t] += wte * share
                for intake in courses:
                    for pool in self._pools(intake, int(employer)):
                        left[pool][t] -= wte / k.ratio[intake]
        return left

    def _pools(self, intake: int, employer: int) -> list[tuple[int, int]]:
        k = self.asked.problem.intakes
        role = int(k.mentor_role[intake])
        if role < 0:
            return []
        return [(role, -1)] if k.pooled[intake] else [(role, -1), (role, employer)]

    @cached_property
    def agreed(self) -> np.ndarray:
        """(A, years) what each agreed move still allows, WTE."""
        problem = self.asked.problem
        left = problem.agreed.most.copy()
        used = np.flatnonzero((problem.offers.agreed >= 0) & (self.outcome.taken > 0))
        year = problem.agreed.year[problem.offers.begins[used]]
        np.add.at(
            left,
            (problem.offers.agreed[used], year),
            -self.made.wte[used] * self.outcome.taken[used],
        )
        return left

    def against(self, offer: int) -> tuple[str, str]:
        """The first rule that stands against one more person on an offer, and where."""
        problem, o, k = self.asked.problem, self.asked.problem.offers, self.asked.problem.intakes
        group = int(o.group[offer])
        wte, home = float(problem.groups.wte[group]), int(problem.groups.post[group])
        team, employer = int(problem.posts.team[home]), int(problem.posts.employer[home])
        for intake in (int(o.first[offer]), int(o.second[offer])):
            if intake < 0:
                continue
            if self.places[intake] < wte - NOTHING:
                return "course_places", k.names[intake].split(",")[0]
            span = slice(int(k.starts[intake]), int(k.until[intake]))
            if self.spare[team, span].min(initial=np.inf) < wte * k.away[intake] - NOTHING:
                return "backfill", problem.teams.names[team]
            for pool in self._pools(intake, employer):
                load = wte / float(k.ratio[intake])
                if self.mentors[pool][span].min(initial=np.inf) < load - NOTHING:
                    return "mentors", problem.roles[pool[0]]
        if o.post[offer] != home:
            since = int(o.begins[offer])
            post = int(o.post[offer])
            if self.room[post, since:].min(initial=np.inf) < wte - NOTHING:
                return "establishment", problem.posts.names[post]
        move = int(o.agreed[offer])
        if move >= 0 and self.agreed[move, problem.agreed.year[o.begins[offer]]] < wte - NOTHING:
            return "agreed_moves", problem.agreed.names[move]
        return "wanted_elsewhere", ""


WORDS = {
    "nobody_could": "No course or move within scope of practice, travel, notice and intakes "
    "brings anybody named there by then.",
    "all_there": "Everybody who could be there is there, or learning.",
    "course_places": "No places are left on {where}.",
    "backfill": "{where} can spare no more hours for courses.",
    "mentors": "Mentors ({where}) have no room for more.",
    "establishment": "{where} has no room for more staff.",
    "agreed_moves": "The agreed move {where} allows no more in a year.",
    "wanted_elsewhere": "Whoever is left is missed as much elsewhere, or the rest lies within the "
    "gap asked for.",
}


def unmet_rows(ledger: Ledger, asked: Asked, outcome: Outcome) -> list[dict[str, Any]]:
    """Rows of ``unmet_targets``: every target that is short some time, and what stops it."""
    why, years = Why(asked, outcome), ledger.world.horizon.years
    rows = []
    for m, target in enumerate(ledger.world.targets):
        short = np.maximum(target.wanted - ledger.of(target, ledger.counts), 0.0)
        short[short <= NOTHING] = 0.0
        if not short.any():
            continue
        t = int(np.flatnonzero(short >= short.max() - NOTHING)[-1])
        stops, where = _stops(why, m, t)
        rows.append(
            {
                **target_key(target),
                "period": ledger.world.horizon.labels[t],
                "shortfall": float(short[t]),
                "over_time": float(short @ years),
                "stops": stops,
                "detail": WORDS[stops].format(where=where),
            }
        )
    return rows


def _stops(why: Why, target: int, period: int) -> tuple[str, str]:
    """The rule that stands against most of those who could still come to count."""
    problem, outcome = why.asked.problem, why.outcome
    which, spans = why.counting
    rows = (which == target) & (spans.first <= period) & (period < spans.after)
    counting = set(spans.offer[rows].tolist())
    stays = {int(problem.offers.group[j]) for j in counting if not problem.changes[j]}
    gone = (outcome.taken > 0) & ~np.isin(np.arange(len(outcome.taken)), list(counting))
    if stays.intersection(problem.offers.group[gone].tolist()):
        return "wanted_elsewhere", ""
    more = [j for j in counting if problem.changes[j]]
    if not more:
        return "nobody_could", ""
    free: Counter[tuple[str, str]] = Counter()
    for group in sorted({int(problem.offers.group[j]) for j in more}):
        mine = np.flatnonzero(problem.offers.group == group)
        idle = int(sum(outcome.taken[j] for j in mine if j not in counting))
        offers = sorted(j for j in more if problem.offers.group[j] == group)
        if not idle:
            continue
        found = [why.against(j) for j in offers]
        # Whoever has one way open is not stopped by those that are closed.
        open_ways = [x for x in found if x[0] == "wanted_elsewhere"]
        free[(open_ways or [Counter(found).most_common(1)[0][0]])[0]] += idle
    if not free:
        return "all_there", ""
    return min(free.items(), key=lambda item: (-item[1], item[0]))[0]
