"""A finished plan as arrays, and the figures that follow from it.

Everything here is recomputed from decisions and the problem alone; nothing
comes from the model. The rules' checks and the measures stand on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from solvers.skillmix.arrangements import funded_moved
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.hubs import hours_per_occasion, joint_work
from solvers.skillmix.lasting import lasting_costs
from solvers.skillmix.levers import working
from solvers.skillmix.problem import Arrangements, Floats, Hubs, Levers, Problem
from solvers.skillmix.spent import spending_lines
from solvers.skillmix.sums import sum_to


@dataclass(frozen=True)
class Outcome:
    """Values of all decisions of a problem, with what follows from them."""

    problem: Problem
    index: Index
    values: Decisions

    def __getitem__(self, decision: str) -> Floats:
        return self.values[decision]

    @cached_property
    def trainees(self) -> Floats:
        """In training at the end of each period by the cell they come from, WTE (C, T)."""
        training = self.problem.training
        by_arc = np.einsum("as,ast->at", self["starts"], training.present)
        return sum_to(training.arc_from, by_arc, len(self["in_post"]))

    @cached_property
    def post_total(self) -> Floats:
        """In post with trainees, WTE (N, T)."""
        w = self.problem.workforce
        return sum_to(w.cell_post, self["in_post"] + self.trainees, len(w.posts))

    @cached_property
    def completions(self) -> Floats:
        """Completing and staying, WTE (A, T)."""
        return np.einsum("as,ast->at", self["starts"], self.problem.training.completed)

    @cached_property
    def returns(self) -> Floats:
        """Ending without completing, WTE (A, T)."""
        return np.einsum("as,ast->at", self["starts"], self.problem.training.returned)

    @cached_property
    def capacity(self) -> Floats:
        """Hours a week each cell can give to visits and travel of its own posts, (C, T)."""
        problem = self.problem
        w, training = problem.workforce, problem.training
        wte = self["in_post"].copy()
        np.add.at(
            wte, training.arc_from, np.einsum("as,ast->at", self["starts"], training.from_capacity)
        )
        np.add.at(
            wte, training.arc_to, np.einsum("as,ast->at", self["starts"], training.to_capacity)
        )
        np.add.at(wte, w.post_base_cell, self["agency"] - 0.5 * self["short_time"])
        hours = wte * w.hours[w.cell_post][:, None]
        np.subtract.at(hours, training.option_cell, self.supervising_hours)
        sharing = problem.sharing
        given = sharing.given * w.hours[w.cell_post[sharing.cell]]
        np.subtract.at(hours, sharing.cell, self["shared"] * given[:, None])
        return hours

    @cached_property
    def supervising_hours(self) -> Floats:
        """Hours a week spent supervising by option, (S, T)."""
        training = self.problem.training
        hours = training.supervision_hours[training.group_course[training.option_group]]
        return self["supervised"] * hours[:, None]

    @cached_property
    def supervised_need(self) -> Floats:
        """Trainees to supervise at a time by supervised group, WTE (S0, T)."""
        training = self.problem.training
        some = training.arc_group >= 0
        by_arc = np.einsum("as,ast->at", self["starts"], training.load[training.arc_course])
        return sum_to(training.arc_group[some], by_arc[some], len(training.group_course))

    @cached_property
    def leavers(self) -> Floats:
        """Staff of each cell who leave the place, trainees and new starters included, (C, T)."""
        problem = self.problem
        w, training = problem.workforce, problem.training
        rate = w.leave_rate[w.cell_post]
        before = np.concatenate([w.in_post_start[:, None], self["in_post"][:, :-1]], axis=1)
        left = before * rate
        kept = np.einsum(
            "hs,hst->ht", self["hires"], w.hire_kept[w.cell_post[problem.recruitment.option_cell]]
        )
        np.add.at(left, problem.recruitment.option_cell, self["hires"] - kept)
        trainees_before = np.concatenate(
            [np.zeros((len(self["starts"]), 1)), self.trainees_by_arc[:, :-1]], axis=1
        )
        lost_in_training = (
            trainees_before
            + self["starts"]
            - self.trainees_by_arc
            - self.completions
            - self.returns
        )
        np.add.at(left, training.arc_from, lost_in_training)
        return left

    @cached_property
    def trainees_by_arc(self) -> Floats:
        return np.einsum("as,ast->at", self["starts"], self.problem.training.present)

    @cached_property
    def visits(self) -> Floats:
        """Visits a week of each pattern's parts, undelivered ones taken off: (J, L, T)."""
        care = self.problem.care
        parts = np.zeros((len(care.part_package), *self["occasions"].shape[1:]))
        pattern, part = pattern_part_pairs(self.problem)
        np.add.at(parts, part, self["occasions"][pattern])
        single = care.part_single >= 0
        parts[single] -= self["undelivered"][care.part_single[single]]
        return parts

    @cached_property
    def given(self) -> Floats:
        """Occasions a week of each package, in patterns and from hubs, (B, L, T)."""
        care, hubs = self.problem.care, self.problem.hubs
        given = sum_to(care.pattern_package, self["occasions"], len(care.packages))
        np.add.at(given, (hubs.offer_package, hubs.offer_locality), self["joint"])
        return given

    @cached_property
    def visits_bought(self) -> Floats:
        """Visits a week of each part that neighbours make, (J, L, T)."""
        parts = len(self.problem.care.part_package)
        return sum_to(self.index.bought_part, self["bought"], parts)

    @cached_property
    def own_visits(self) -> Floats:
        """Visits a week of each part that the place's own staff make, (J, L, T)."""
        return self.visits - self.visits_bought

    @cached_property
    def bought_hours(self) -> Floats:
        """Hours a week of each service that its neighbour gives, travel included, (S, T)."""
        hours = self.problem.care.part_hours()[self.index.bought_part]
        given = np.einsum("elt,el->et", self["bought"], hours)
        return sum_to(self.index.bought_service, given, len(self.problem.fragile.services))

    @cached_property
    def service_team(self) -> Floats:
        """Staff in post who have the competency of each fragile service, WTE (S, T)."""
        return self.problem.fragile.team.astype(float) @ self["in_post"]

    @cached_property
    def hours_needed(self) -> Floats:
        """Hours a week that the visits of the place's own staff take of each skill class,
        before what levers save, (Z, L, T)."""
        care = self.problem.care
        able = care.part_class >= 0
        hours = self.own_visits * care.part_hours()[:, :, None]
        return sum_to(care.part_class[able], hours[able], care.classes) + self.joint_hours

    @cached_property
    def joint_hours(self) -> Floats:
        """Hours a week that visits from hubs take of each skill class, (Z, L, T)."""
        care, work = self.problem.care, joint_work(self.problem)
        hours = np.zeros((care.classes, *self["work"].shape[1:]))
        near = self.problem.hubs.offer_locality[work.offer]
        np.add.at(hours, (work.skill, near), self["joint"][work.offer] * work.hours[:, None])
        return hours

    @cached_property
    def hub_hours(self) -> Floats:
        """Hours a week of visits and travel from each hub, (K0, T)."""
        hubs = self.problem.hubs
        hours = self["joint"] * hours_per_occasion(self.problem)[:, None]
        return sum_to(hubs.offer_hub, hours, len(hubs.hubs))

    @cached_property
    def desks_used(self) -> Floats:
        """Desks in use at each hub, (K0, T)."""
        return self.hub_hours / self.problem.hubs.hours_per_desk[:, None]

    @cached_property
    def hours_worked(self) -> Floats:
        """Hours a week worked of each skill class, (Z, L, T)."""
        care = self.problem.care
        return sum_to(care.provider_class, self["work"], care.classes)

    @cached_property
    def hours_saved(self) -> Floats:
        """Hours a week that levers save of each skill class, (Z, L, T)."""
        return sum_to(self.index.saving_class, self["saved"], self.problem.care.classes)

    @cached_property
    def working(self) -> Floats:
        """Share at which each lever works, (V, T)."""
        return working(self.problem.levers, self["taken"])

    @cached_property
    def lever_costs(self) -> Floats:
        """k£ of each lever, (V, T)."""
        return self._lasting("taken", self.problem.levers)

    @cached_property
    def hub_costs(self) -> Floats:
        """k£ of each hub, (K0, T)."""
        return self._lasting("hub_open", self.problem.hubs)

    @cached_property
    def arrangement_costs(self) -> Floats:
        """k£ of each arrangement, fees left out, (A0, T)."""
        return self._lasting("arranged", self.problem.arrangements)

    def _lasting(self, decision: str, of: Levers | Hubs | Arrangements) -> Floats:
        return lasting_costs(self[decision], of.cost, of.yearly, self.problem.horizon.years)

    @cached_property
    def avoided(self) -> Floats:
        """Occasions a week that levers keep from arising, (B, L, T)."""
        levers, due = self.problem.levers, self.problem.care.due
        total = np.zeros_like(due)
        at = (levers.demand_package, levers.demand_locality)
        share = levers.demand_share[:, None] * self.working[levers.demand_lever]
        np.add.at(total, at, due[at] * share)
        return total

    @cached_property
    def more_recruits(self) -> Floats:
        """Recruits that levers add to each market, WTE (M, T)."""
        levers = self.problem.levers
        total = np.zeros_like(self.problem.recruitment.supply)
        more = levers.supply_wte * self.working[levers.supply_lever]
        np.add.at(total, levers.supply_market, more)
        return total

    @cached_property
    def spending(self) -> dict[str, Floats]:
        """k£ by line, employer and period: line → (O, T)."""
        return spending_lines(self)

    @cached_property
    def spent(self) -> Floats:
        """k£ of all lines by employer and period, (O, T)."""
        return np.sum(list(self.spending.values()), axis=0)

    @cached_property
    def change_people(self) -> Floats:
        """People whose employer, role or competencies change, WTE (O, T)."""
        problem = self.problem
        w, transfers = problem.workforce, problem.transfers
        n = len(w.organisations)
        of_cell = w.post_organisation[w.cell_post]
        people = sum_to(of_cell, self["released"], n)
        np.add.at(people, of_cell[problem.training.arc_from], self["starts"])
        np.add.at(people, of_cell[transfers.arc_from], self["transfers"])
        other = of_cell[transfers.arc_from] != of_cell[transfers.arc_to]
        stay = (1 - transfers.leave_share[transfers.arc_move])[:, None]
        np.add.at(people, of_cell[transfers.arc_to][other], (self["transfers"] * stay)[other])
        office = problem.back_office
        np.add.at(
            people,
            office.organisation[office.office],
            self.moved * office.wte[office.office][:, None],
        )
        return people

    @cached_property
    def team_change(self) -> Floats:
        """People of each team whose employer, role or competencies change, WTE (G, T)."""
        problem = self.problem
        transfers, inside = problem.transfers, problem.readiness.members.astype(float)
        leave = inside[:, transfers.arc_from]
        join = inside[:, transfers.arc_to] * (1 - leave)
        stay = 1 - transfers.leave_share[transfers.arc_move]
        return (
            inside @ self["released"]
            + inside[:, problem.training.arc_from] @ self["starts"]
            + (leave + join * stay) @ self["transfers"]
        )

    @cached_property
    def moved(self) -> Floats:
        """Whether a back office moves to a host in the period, (E0, T)."""
        return np.diff(self["served"], axis=1, prepend=0.0)

    @cached_property
    def hosted_work(self) -> Floats:
        """Work a year that each host does for others, (H0, T)."""
        office = self.problem.back_office
        work = self["served"] * office.workload[office.office][:, None]
        return sum_to(office.host, work, len(office.hosts))

    @cached_property
    def funded_moved(self) -> Floats:
        """Funded posts that joint posts add and replace, WTE (N, T)."""
        return funded_moved(self["arranged"], self.problem)

    @cached_property
    def partner_wte(self) -> Floats:
        """What each partner has of those whose time is shared, WTE (E1, T)."""
        sharing = self.problem.sharing
        return self["shared"][sharing.partner_of] * sharing.partner_wte[:, None]

    @cached_property
    def partner_hours(self) -> Floats:
        """Hours a week that partners have of those whose time is shared, (E1, T)."""
        w, sharing = self.problem.workforce, self.problem.sharing
        hours = w.hours[w.cell_post[sharing.cell[sharing.partner_of]]] * sharing.partner_hours
        return self["shared"][sharing.partner_of] * hours[:, None]

    @cached_property
    def paid_for(self) -> Floats:
        """Staff that the organisation of a group of posts has and pays, WTE (N, T): those in
        post, without what others have of them, with what it has of others'."""
        w, sharing = self.problem.workforce, self.problem.sharing
        total = self.post_total.copy()
        away = self["shared"] * sharing.away[:, None]
        np.subtract.at(total, w.cell_post[sharing.cell], away)
        some = sharing.partner_post >= 0
        np.add.at(total, sharing.partner_post[some], self.partner_wte[some])
        return total

    @cached_property
    def drawn_by_post(self) -> Floats:
        """Staff lost to partners, WTE (N, T)."""
        w = self.problem.workforce
        return sum_to(w.cell_post, self["drawn"], len(w.posts))


def pattern_part_pairs(problem: Problem) -> tuple[np.ndarray, np.ndarray]:
    """(pattern, part) for every part of every pattern."""
    parts = problem.care.pattern_parts
    pattern = np.repeat(np.arange(len(parts)), [len(p) for p in parts])
    return pattern.astype(np.int64), np.array([j for p in parts for j in p], dtype=np.int64)
