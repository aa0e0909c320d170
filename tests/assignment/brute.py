"""Every way to assign a few people, tried one by one; nothing of the search is used."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from solvers.assignment.problem import AssignmentProblem

EPS = 1e-9
Values = tuple[float, ...]  # minimums, shortfall, change, travel, preferences, courses, fairness


def best(problem: AssignmentProblem) -> Values | None:
    """The least values in their order; None where nothing keeps every rule."""
    found: Values | None = None
    for offers in _ways(problem):
        if not _sound(problem, offers):
            continue
        values = _values(problem, offers)
        if (found is None or _less(values, found)) and _mentored(problem, offers):
            found = values
    return found


def _less(one: Values, other: Values) -> bool:
    for a, b in zip(one, other, strict=True):
        if abs(a - b) > 1e-7:
            return a < b
    return False


def _people(problem: AssignmentProblem) -> list[int]:
    """The group of each person."""
    return [g for g, names in enumerate(problem.groups.people) for _ in names]


def _ways(problem: AssignmentProblem) -> Iterator[tuple[int, ...]]:
    """Offers of everybody; people of a group in no order among themselves."""
    per_group = []
    for g, names in enumerate(problem.groups.people):
        mine = [j for j, group in enumerate(problem.offers.group) if group == g]
        per_group.append(list(itertools.combinations_with_replacement(mine, len(names))))
    for way in itertools.product(*per_group):
        yield tuple(j for part in way for j in part)


def _spots(p: AssignmentProblem, j: int, t: int) -> list[tuple[int, int, float]]:
    o, k = p.offers, p.intakes
    g = o.group[j]
    home, there = (p.groups.post[g], p.groups.state[g]), (o.post[j], o.state[j])
    courses = [c for c in (o.first[j], o.second[j]) if c >= 0]
    if not courses:
        return [(*(home if t < o.begins[j] else there), 1.0)]
    chance, at, spots = 1.0, home, []
    for i, c in enumerate(courses):
        if t < k.ends[c]:
            break
        spots.append((*at, chance * (1 - k.rate[c])))
        chance *= k.rate[c]
        at = there if i == len(courses) - 1 else (home[0], o.middle[j])
    return [*spots, (*at, chance)]


def _courses(p: AssignmentProblem, j: int) -> list[int]:
    return [int(c) for c in (p.offers.first[j], p.offers.second[j]) if c >= 0]


def _studies(p: AssignmentProblem, c: int, t: int) -> bool:
    return bool(p.intakes.starts[c] <= t < max(p.intakes.ends[c], p.intakes.starts[c] + 1))


def _sound(p: AssignmentProblem, offers: Sequence[int]) -> bool:
    o, k = p.offers, p.intakes
    wte = [float(p.groups.wte[o.group[j]]) for j in offers]
    begun = [0.0] * len(k.names)
    used: dict[tuple[int, int], float] = {}
    for j, w in zip(offers, wte, strict=True):
        for c in _courses(p, j):
            begun[c] += w
        if o.agreed[j] >= 0:
            key = (int(o.agreed[j]), int(p.agreed.year[o.begins[j]]))
            used[key] = used.get(key, 0.0) + w
    if any(b > places + 1e-6 for b, places in zip(begun, k.places, strict=True)):
        return False
    if any(w > p.agreed.most[key] + 1e-6 for key, w in used.items()):
        return False
    for t in range(p.periods):
        away = [0.0] * len(p.teams.names)
        held = [0.0] * len(p.posts.names)
        for j, w in zip(offers, wte, strict=True):
            team = p.posts.team[p.groups.post[o.group[j]]]
            away[team] += sum(w * k.away[c] for c in _courses(p, j) if _studies(p, c, t))
            for post, _, share in _spots(p, j, t):
                held[post] += w * share
        if any(a > spare + 1e-6 for a, spare in zip(away, p.teams.spare, strict=True)):
            return False
        if any(h > p.posts.most[n, t] + 1e-6 for n, h in enumerate(held)):
            return False
    stays = {int(o.group[j]) for j in range(len(o.group)) if o.begins[j] == p.periods}
    for q in range(len(p.minimums.names)):
        anyway = sum(
            1 for g in _people(p)
            if g in stays
            and p.minimums.posts[q, p.groups.post[g]]
            and p.minimums.states[q, p.groups.state[g]]
        )  # fmt: skip
        for t in range(p.periods):
            wanted = p.minimums.wanted[q, t]
            if wanted - _heads(p, offers, q, t) > max(0.0, wanted - anyway) + 1e-6:
                return False
    return True


def _heads(p: AssignmentProblem, offers: Sequence[int], q: int, t: int) -> float:
    return sum(
        share
        for j in offers
        for post, state, share in _spots(p, j, t)
        if p.minimums.posts[q, post] and p.minimums.states[q, state]
    )


def _values(p: AssignmentProblem, offers: Sequence[int]) -> Values:
    o = p.offers
    below = short = 0.0
    for t, years in enumerate(p.years):
        for q in range(len(p.minimums.names)):
            below += years * max(0.0, p.minimums.wanted[q, t] - _heads(p, offers, q, t))
        for m in range(len(p.targets.names)):
            there = sum(
                float(p.groups.wte[o.group[j]]) * share
                for j in offers
                for post, state, share in _spots(p, j, t)
                if p.targets.posts[m, post] and p.targets.states[m, state]
            )
            short += years * max(0.0, p.targets.wanted[m, t] - there)
    changed = [j for j in offers if o.begins[j] < p.periods]
    return (
        below,
        short,
        float(len(changed)),
        float(sum(o.minutes[j] for j in offers)),
        float(sum(o.points[j] for j in offers)),
        float(sum(len(_courses(p, j)) for j in offers)),
        _uneven(p, changed),
    )


def _uneven(p: AssignmentProblem, changed: Sequence[int]) -> float:
    def team(g: int) -> int:
        return int(p.posts.team[p.groups.post[g]])

    total = 0.0
    for i, staff_group in enumerate(p.teams.staff_group):
        fellows = [n for n, other in enumerate(p.teams.staff_group) if other == staff_group]
        people = sum(team(g) == i for g in _people(p))
        everybody = sum(team(g) in fellows for g in _people(p))
        mine = sum(team(p.offers.group[j]) == i for j in changed)
        theirs = sum(team(p.offers.group[j]) in fellows for j in changed)
        if everybody:
            total += max(0.0, mine - people / everybody * theirs - 1)
    return total


def _mentored(p: AssignmentProblem, offers: Sequence[int]) -> bool:
    """Whether every trainee can have a mentor of their own."""
    k, o = p.intakes, p.offers
    need = [(i, c) for i, j in enumerate(offers) for c in _courses(p, j) if k.mentor_role[c] >= 0]
    load = [[0.0] * p.periods for _ in offers]

    def able(mentor: int, trainee: int, c: int, t: int) -> bool:
        j = offers[mentor]
        if any(_studies(p, own, t) for own in _courses(p, j)):
            return False
        employer = p.posts.employer[p.groups.post[o.group[offers[trainee]]]]
        return all(
            p.posts.role[post] == k.mentor_role[c]
            and (k.pooled[c] or p.posts.employer[post] == employer)
            for post, _, share in _spots(p, j, t)
            if share > EPS
        )

    def place(n: int) -> bool:
        if n == len(need):
            return True
        trainee, c = need[n]
        takes = float(p.groups.wte[o.group[offers[trainee]]]) / float(k.ratio[c])
        times = [t for t in range(p.periods) if _studies(p, c, t)]
        for mentor in range(len(offers)):
            most = float(p.groups.wte[o.group[offers[mentor]]])
            if all(
                able(mentor, trainee, c, t) and load[mentor][t] + takes <= most + 1e-6
                for t in times
            ):
                for t in times:
                    load[mentor][t] += takes
                if place(n + 1):
                    return True
                for t in times:
                    load[mentor][t] -= takes
        return False

    return place(0)
