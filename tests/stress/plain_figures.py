"""What one draw by plain loops comes to in a period: vacancies, money, hours, unmet need."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from solvers.skillmix.hubs import joint_work

if TYPE_CHECKING:
    from tests.stress.plain import Plain


def tell(
    one: Plain, t: int, hires: list[float], part: list[float], entered: dict[int, float]
) -> None:
    o, w, r, sharing = one.o, one.w, one.result, one.p.sharing
    posts = range(len(w.posts))
    total = dict.fromkeys(posts, 0.0)
    for c, stock in enumerate(one.stock):
        r.in_post[c, t] = stock
        total[one.post(c)] += stock
    for k, a, _ in one.cohorts:
        total[one.post(int(one.p.training.arc_from[a]))] += one.learning[k]
    over, agency = {}, {}
    for n in posts:
        r.total[n, t] = total[n]
        filled = o["establishment"][n, t] + 0.5 * o["short_time"][n, t] - total[n]
        both = min(o["vacancy"][n, t], o["over"][n, t])
        r.vacancy[n, t] = max(0.0, filled) + both
        over[n] = max(0.0, -filled) + both
        agency[n] = min(o["agency"][n, t], r.vacancy[n, t])
    shared = {}
    for s, cell in enumerate(sharing.cell):
        planned = o["in_post"][cell, t]
        shared[s] = min(1.0, one.stock[cell] / planned) if planned > 0 else 1.0
    spend(one, t, hires, part, total, over, agency, shared)
    care(one, t, entered, agency, shared)


def spend(
    one: Plain,
    t: int,
    hires: list[float],
    part: list[float],
    total: dict[int, float],
    over: dict[int, float],
    agency: dict[int, float],
    shared: dict[int, float],
) -> None:
    """Every line of money summed up from nothing, but those that chance does not touch."""
    o, w, p, m = one.o, one.w, one.p, one.p.money
    hiring, training, transfers, sharing = p.recruitment, p.training, p.transfers, p.sharing
    spent = one.result.spending
    owner = [int(v) for v in w.post_organisation]
    fixed = ("adoption", "levers", "hubs", "back_office", "bought_hours", "short_time")
    for e in range(len(w.organisations)):
        spent[e, t] = sum(o.spending[line][e, t] for line in fixed)
        costs = o.arrangement_costs[p.arrangements.organisation == e, t]
        spent[e, t] += float(costs.sum())
    for n, wte in total.items():
        spent[owner[n], t] += (
            wte * m.pay[n, t] + agency[n] * m.agency[n, t] + over[n] * m.over[n, t]
        )
    for h, wte in enumerate(hires):
        spent[owner[one.option_post(h)], t] += wte * hiring.cost[hiring.option_market[h]]
    for _, a, s in one.cohorts:
        course, cell = training.arc_course[a], int(training.arc_from[a])
        if s == t and training.fund[course] < 0:
            spent[owner[one.post(cell)], t] += (
                o["starts"][a, s] * part[cell] * training.cost[course]
            )
    for a, wte in enumerate(o["transfers"][:, t]):
        cell = int(transfers.arc_from[a])
        spent[owner[one.post(cell)], t] += wte * part[cell] * transfers.cost[transfers.arc_move[a]]
    for c, wte in enumerate(o["released"][:, t]):
        spent[owner[one.post(c)], t] += wte * part[c] * m.release[one.post(c)]
    for y, n in enumerate(p.agreements.placing_post):
        planned = o.post_total[n, t]
        ratio = total[n] / planned if planned > 0 else 1.0
        spent[owner[n], t] += o["placed"][y, t] * ratio * p.agreements.fee[y, t]
    paid_for = dict(total)
    for s, cell in enumerate(sharing.cell):
        paid_for[one.post(int(cell))] -= o["shared"][s, t] * shared[s] * sharing.away[s]
    for e, s in enumerate(sharing.partner_of):
        wte = o["shared"][s, t] * shared[s] * sharing.partner_wte[e]
        home = one.post(int(sharing.cell[s]))
        spent[int(sharing.partner[e]), t] += wte * m.pay[home, t]
        spent[owner[home], t] -= wte * m.pay[home, t]
        if sharing.partner_post[e] >= 0:
            paid_for[int(sharing.partner_post[e])] += wte
    for u, n in enumerate(m.option_post):
        planned = o.paid_for[n, t]
        ratio = min(1.0, max(0.0, paid_for[n] / planned)) if planned > 0 else 1.0
        spent[owner[n], t] -= o["reimbursed"][u, t] * ratio


def care(
    one: Plain,
    t: int,
    entered: dict[int, float],
    agency: dict[int, float],
    shared: dict[int, float],
) -> None:
    o, p, w, index, c = one.o, one.p, one.w, one.o.index, one.p.care
    near = len(w.localities)
    group = one.game.asked.group_of_package

    def demand(package: int, place: int) -> float:
        return float(one.f["demand"][group[package] * near + place, t])

    hours, planned = hours_by_team(one, t, entered, agency, shared)
    class_need, class_then = defaultdict(float), defaultdict(float)  # by class and locality
    each = c.part_hours()
    for j, z in enumerate(c.part_class):
        for near_at in range(near):
            if z >= 0:
                needed = o.own_visits[j, near_at, t] * each[j, near_at]
                class_need[z, near_at] += needed
                class_then[z, near_at] += needed * demand(c.part_package[j], near_at)
    joint = joint_work(p)
    for offer, z, took in zip(joint.offer, joint.skill, joint.hours, strict=True):
        near_at, needed = p.hubs.offer_locality[offer], o["joint"][offer, t] * took
        class_need[z, near_at] += needed
        class_then[z, near_at] += needed * demand(p.hubs.offer_package[offer], near_at)
    worked = defaultdict(float)
    for y, profile in enumerate(c.provider_profile):
        for near_at in range(near):
            worked[profile, near_at] += max(0.0, o["work"][y, near_at, t])
    asked, uses = defaultdict(float), []
    for d, q in enumerate(index.deploy_pair):
        profile, near_at = index.pair_profile[q], index.deploy_locality[d]
        if o["deployed"][d, t] <= 1e-9:
            continue
        for y in np.flatnonzero(c.provider_profile == profile):
            z, work = c.provider_class[y], max(0.0, o["work"][y, near_at, t])
            if work > 0:
                given = o["deployed"][d, t] * work / worked[profile, near_at]
                uses.append((q, z, near_at, given))
                asked[q] += given * class_then[z, near_at] / class_need[z, near_at]
    undone = shortfall(one, t, asked, hours, planned)
    of_class, lacking = defaultdict(float), defaultdict(float)
    for q, z, near_at, given in uses:
        of_class[z, near_at] += given
        lacking[z, near_at] += given * undone[q]
    weight = c.minutes / 60.0 * c.severity
    unmet = 0.0
    for i, package in enumerate(c.intervention_package):
        for near_at in range(near):
            unmet += o["undelivered"][i, near_at, t] * weight[i] * demand(package, near_at)
    for j, z in enumerate(c.part_class):
        for near_at in range(near):
            if z >= 0 and of_class[z, near_at] > 0:
                share = lacking[z, near_at] / of_class[z, near_at]
                value = weight[list(c.part_members[j])].sum() * o.own_visits[j, near_at, t]
                unmet += value * share * demand(c.part_package[j], near_at)
    for offer, i, z in zip(joint.offer, joint.intervention, joint.skill, strict=True):
        near_at = p.hubs.offer_locality[offer]
        if of_class[z, near_at] > 0:
            share = lacking[z, near_at] / of_class[z, near_at]
            value = o["joint"][offer, t] * weight[i]
            unmet += value * share * demand(p.hubs.offer_package[offer], near_at)
    one.result.unmet.append(float(unmet * p.horizon.weeks[t]))


def hours_by_team(
    one: Plain,
    t: int,
    entered: dict[int, float],
    agency: dict[int, float],
    shared: dict[int, float],
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], float]]:
    """Hours a week of each (team, employer), in the draw and in the plan."""
    o, w, index, training, sharing = one.o, one.w, one.o.index, one.p.training, one.p.sharing
    wte = list(one.stock)
    for k, a, s in one.cohorts:
        old, new, end = int(training.arc_from[a]), int(training.arc_to[a]), one.end(a, s)
        before = training.present[a, s, min(end, t + 1) - 1] if end > s else 1.0
        before = training.present[a, s, end - 1] if s < end <= t else before
        if t >= s and before > 0:
            wte[old] += training.from_capacity[a, s, t] / before * entered[k]
        if t >= end and training.completed[a, s, end] > 0:
            wte[new] += (
                training.to_capacity[a, s, t] / training.completed[a, s, end] * one.joined[k]
            )
    for n, cell in enumerate(w.post_base_cell):
        wte[cell] += agency[n] - 0.5 * o["short_time"][n, t]
    hours, planned = defaultdict(float), defaultdict(float)
    for c, here in enumerate(wte):
        key = (int(index.pair_of_cell[c]), int(w.post_organisation[one.post(c)]))
        hours[key] += here * w.hours[one.post(c)]
        planned[key] += o.capacity[c, t]
        for s, cell in enumerate(training.option_cell):
            if cell == c:
                hours[key] -= o.supervising_hours[s, t]
        for s, cell in enumerate(sharing.cell):
            if cell == c:
                away = o["shared"][s, t] * shared[s] * sharing.given[s]
                hours[key] -= away * w.hours[one.post(c)]
    for e, s in enumerate(sharing.partner_of):
        key = (int(index.partner_pair[e]), int(sharing.partner[e]))
        hours[key] += o.partner_hours[e, t] * shared[s]
        planned[key] += o.partner_hours[e, t]
    return hours, planned


def shortfall(
    one: Plain,
    t: int,
    asked: dict[int, float],
    hours: dict[tuple[int, int], float],
    planned: dict[tuple[int, int], float],
) -> dict[int, float]:
    """Share of what is asked that each team does not give; told of employers as they lack it."""
    undone = defaultdict(float)
    for q in {q for q, _ in hours}:
        own = [key for key in hours if key[0] == q]
        short = max(0.0, asked[q] - max(0.0, sum(hours[key] for key in own)))
        if short <= 1e-6 * max(1.0, asked[q]):
            continue
        undone[q] = short / asked[q]
        whole = sum(max(0.0, planned[key]) for key in own)
        lack = {
            key: max(0.0, asked[q] * max(0.0, planned[key]) / whole - hours[key]) if whole else 0.0
            for key in own
        }
        for key in own:
            if sum(lack.values()) > 0:
                one.result.short[key[1], t] += short * lack[key] / sum(lack.values())
    return undone
