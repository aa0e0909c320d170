"""What a skill-mix plan decides: one list, for the model and the outcome alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from solvers.engine.model import Floats, Ids, LinearModel
from solvers.skillmix.arrangements import widest_establishment
from solvers.skillmix.fragile_services import bought_parts, most_own, most_visits_bought
from solvers.skillmix.hubs import most_joint
from solvers.skillmix.lasting import may_be
from solvers.skillmix.levers import most_by_class, most_due, most_saved, most_supply
from solvers.skillmix.problem import Problem

#: decision → (axes, unit, meaning). Every decision has the period as last axis.
DECISIONS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "in_post": (("cell", "period"), "WTE", "staff in post, without trainees"),
    "hires": (("hire", "period"), "WTE", "hires that start"),
    "drawn": (("cell", "period"), "WTE", "staff lost to partners"),
    "starts": (("arc", "period"), "WTE", "staff who start a course"),
    "transfers": (("transfer", "period"), "WTE", "staff who leave one post for another"),
    "released": (("cell", "period"), "WTE", "staff made redundant"),
    "establishment": (("post", "period"), "WTE", "funded posts"),
    "vacancy": (("post", "period"), "WTE", "funded posts without staff"),
    "over": (("post", "period"), "WTE", "staff above establishment"),
    "short_time": (("post", "period"), "WTE", "staff on short time"),
    "agency": (("post", "period"), "WTE", "agency staff"),
    "adopted": (("pair", "period"), "yes/no", "profile adopted by the employer, by then"),
    "taken": (("lever", "period"), "share", "lever taken, by then"),
    "saved": (("saving", "locality", "period"), "hours a week", "hours of a skill saved"),
    "hub_open": (("hub", "period"), "yes/no", "hub open, by then"),
    "joint": (("offer", "period"), "a week", "occasions given in one visit from a hub"),
    "supervised": (("supervision", "period"), "WTE", "trainees supervised at a time"),
    "deployed": (("deployment", "period"), "hours a week", "hours of a profile for a locality"),
    "occasions": (("pattern", "locality", "period"), "a week", "occasions given in a pattern"),
    "undelivered": (("intervention", "locality", "period"), "a week", "interventions not given"),
    "shifted": (("alternative", "locality", "period"), "a week", "occasions of lower acuity"),
    "work": (("provider", "locality", "period"), "hours a week", "hours of a skill by a profile"),
    "reimbursed": (("claim", "period"), "k£", "paid by a fund"),
    "overspend": (("organisation", "period"), "k£", "spending above budget, as its rule allows"),
    "breach": (("organisation", "period"), "k£", "spending above what the budget's rule allows"),
    "lost_beyond": (("post", "period"), "WTE", "losses to partners beyond tolerance"),
    "vacancy_above": (("post", "period"), "WTE", "vacancy above the ceiling"),
    "base_gap": (("cell", "period"), "WTE", "distance from the base plan"),
    "served": (("service", "period"), "yes/no", "back office served by the host, by then"),
    "hosting": (("host", "period"), "yes/no", "host that serves somebody"),
    "arranged": (("arrangement", "period"), "yes/no", "arrangement between employers, by then"),
    "placed": (("placing", "period"), "WTE", "staff employed under an agreement"),
    "shared": (("sharing", "period"), "WTE", "staff in joint posts, or who rotate"),
    "own_office": (("office", "period"), "yes/no", "back office that its employer does itself"),
    "own_team": (("fragile service", "period"), "yes/no", "service that the place runs itself"),
    "bought": (("bought", "locality", "period"), "a week", "visits that a neighbour makes"),
}


@dataclass(frozen=True)
class Index:
    """Index spaces that follow from the problem.

    ``deploy_*``: (area, profile, locality) triples that somebody can staff;
    ``pair_of_cell``: which (area, profile) pair a cell's hours go to.
    ``partner_pair``: which pair gets the hours that a partner shares.
    ``saving_*``: (effect on time, skill class) pairs with anything to save.
    ``bought_*``: (fragile service, part) pairs whose visits its neighbour can make.
    """

    pair_area: NDArray[np.int64]
    pair_profile: NDArray[np.int64]
    pair_of_cell: NDArray[np.int64]
    partner_pair: NDArray[np.int64]
    deploy_pair: NDArray[np.int64]
    deploy_locality: NDArray[np.int64]
    alternatives: NDArray[np.int64]
    saving_effect: NDArray[np.int64]
    saving_class: NDArray[np.int64]
    bought_service: NDArray[np.int64]
    bought_part: NDArray[np.int64]


def index_of(problem: Problem) -> Index:
    """The index spaces of a problem; the same for the same problem."""
    w, sharing = problem.workforce, problem.sharing
    of_cells = w.post_area[w.cell_post] * len(w.profiles) + w.cell_profile
    shared = w.cell_profile[sharing.cell[sharing.partner_of]]
    keys = np.concatenate([of_cells, sharing.partner_area * len(w.profiles) + shared])
    unique, inverse = np.unique(keys, return_inverse=True)
    pair_area, pair_profile = unique // len(w.profiles), unique % len(w.profiles)
    pair, locality = np.nonzero(w.area_serves[pair_area])
    effect, skill = np.nonzero(most_saved(problem).any(axis=(2, 3)))
    service, part = bought_parts(problem)
    return Index(
        pair_area=pair_area,
        pair_profile=pair_profile,
        pair_of_cell=inverse[: len(of_cells)].astype(np.int64),
        partner_pair=inverse[len(of_cells) :].astype(np.int64),
        deploy_pair=pair.astype(np.int64),
        deploy_locality=locality.astype(np.int64),
        alternatives=np.flatnonzero(problem.care.alternative_of >= 0),
        saving_effect=effect.astype(np.int64),
        saving_class=skill.astype(np.int64),
        bought_service=service,
        bought_part=part,
    )


def axis_sizes(problem: Problem, index: Index) -> dict[str, int]:
    """How long each axis of ``DECISIONS`` is."""
    w, care = problem.workforce, problem.care
    return {
        "cell": len(w.cell_post),
        "hire": len(problem.recruitment.option_market),
        "arc": len(problem.training.arc_course),
        "transfer": len(problem.transfers.arc_move),
        "post": len(w.posts),
        "pair": len(problem.adoption.organisation),
        "lever": len(problem.levers.levers),
        "saving": len(index.saving_effect),
        "hub": len(problem.hubs.hubs),
        "offer": len(problem.hubs.offer_hub),
        "supervision": len(problem.training.option_cell),
        "deployment": len(index.deploy_pair),
        "pattern": len(care.pattern_package),
        "intervention": len(care.interventions),
        "locality": len(w.localities),
        "alternative": len(index.alternatives),
        "provider": len(care.provider_class),
        "claim": len(problem.money.option_fund),
        "organisation": len(w.organisations),
        "service": len(problem.back_office.office),
        "host": len(problem.back_office.hosts),
        "office": len(problem.back_office.offices),
        "arrangement": len(problem.arrangements.names),
        "placing": len(problem.agreements.placing_post),
        "sharing": len(problem.sharing.cell),
        "fragile service": len(problem.fragile.services),
        "bought": len(index.bought_part),
        "period": problem.horizon.size,
    }


class Decisions(Mapping[str, NDArray]):
    """Arrays by decision: column ids in a model, or values in an outcome."""

    def __init__(self, arrays: Mapping[str, NDArray]):
        self._arrays = dict(arrays)

    def __getitem__(self, name: str) -> NDArray:
        return self._arrays[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)


def shapes(problem: Problem, index: Index) -> dict[str, tuple[int, ...]]:
    """The shape of each decision."""
    sizes = axis_sizes(problem, index)
    return {name: tuple(sizes[a] for a in axes) for name, (axes, _, _) in DECISIONS.items()}


def add_decisions(model: LinearModel, problem: Problem, index: Index) -> Decisions:
    """A column for every decision, with the bounds that are simply bounds."""
    upper = upper_bounds(problem, index)
    already = problem.hubs.already[:, None]
    invested = problem.levers.already[:, None]
    in_force = problem.arrangements.in_force[:, None]
    lower: dict[str, ArrayLike] = {
        "establishment": widest_establishment(problem)[0],
        "taken": invested.astype(float),
        "hub_open": already.astype(float),
        "arranged": in_force.astype(float),
        "own_team": most_own(problem) if problem.today else 0.0,
    }
    # With all of these nought nothing is adopted, taken, agreed or opened, every employer
    # keeps its back office, and no fragile service is run by the place.
    whole: dict[str, ArrayLike] = {
        "adopted": True,
        "taken": problem.levers.whole[:, None] & ~invested,
        "hub_open": ~already,
        "served": True,
        "hosting": True,
        "arranged": ~in_force,
        "own_team": True,
    }
    columns: dict[str, Ids] = {}
    for name, shape in shapes(problem, index).items():
        columns[name] = model.add_columns(
            name, shape, lower.get(name, 0.0), upper.get(name, np.inf), whole.get(name, False)
        )
    return Decisions(columns)


def upper_bounds(problem: Problem, index: Index) -> dict[str, Floats | float]:
    """The most each decision can be in anything that keeps the rules.

    All are finite where anything bounds them: an interior-point method stalls where
    something can grow without end at no cost.
    """
    w, care, training = problem.workforce, problem.care, problem.training
    hiring, money = problem.recruitment, problem.money
    room, most_funded = most_in_post(problem), widest_establishment(problem)[1]
    by_cell = room[w.cell_post]
    leaving = _most_leaving(problem, by_cell)
    due = most_due(care)
    most_hours = most_by_class(care, care.part_hours())
    supply = most_supply(problem.recruitment, problem.levers)
    staffed = np.zeros((len(index.pair_area), problem.horizon.size))
    np.add.at(
        staffed,
        index.pair_of_cell,
        (by_cell + (w.agency_max[:, None] * most_funded)[w.cell_post])
        * w.hours[w.cell_post][:, None]
        * 2.0,
    )
    np.add.at(staffed, index.partner_pair, _most_partners_get(problem))
    horizon = problem.horizon
    of_year = horizon.by_financial_year(money.fund_amount)[:, horizon.financial_year]
    ratio = training.trainees_per_supervisor[training.group_course[training.option_group]]
    drawn = np.where((hiring.cell_group >= 0)[:, None], leaving, 0.0)
    again = np.diagonal(training.returned, axis1=1, axis2=2)  # back in the same period
    return {
        "in_post": by_cell,
        "hires": np.where(hiring.allowed, supply[hiring.option_market], 0.0),
        "drawn": drawn,
        "starts": np.where(
            training.allowed,
            np.minimum(
                training.places[training.arc_course],
                leaving[training.arc_from] / np.maximum(0.1, 1.0 - again),
            ),
            0.0,
        ),
        "transfers": np.minimum(
            problem.transfers.most[problem.transfers.arc_move],
            leaving[problem.transfers.arc_from],
        ),
        "released": np.minimum(w.release_max[w.cell_post], leaving),
        "establishment": most_funded,
        "vacancy": room,
        "over": w.over_max,
        "short_time": w.short_time_max[:, None],
        "agency": w.agency_max[:, None] * most_funded,
        "adopted": 1.0 if problem.adoption.allowed else 0.0,
        "taken": may_be(problem.levers.earliest, horizon.size),
        "saved": most_saved(problem)[index.saving_effect, index.saving_class],
        "hub_open": may_be(problem.hubs.earliest, horizon.size),
        "joint": most_joint(problem),
        "supervised": by_cell[training.option_cell] * ratio[:, None],
        "deployed": staffed[index.deploy_pair],
        "occasions": due[care.pattern_package],
        "undelivered": due[care.intervention_package],
        "shifted": care.shift_max[index.alternatives],
        "work": most_hours[care.provider_class],
        "reimbursed": np.minimum(
            money.option_most * (room + _most_shared_with(problem))[money.option_post],
            of_year[money.option_fund],
        ),
        "overspend": money.overspend_max,
        "breach": np.inf if problem.today else 0.0,
        "lost_beyond": _by_post(problem, drawn),
        "vacancy_above": room,
        "base_gap": 0.0 if problem.base is None else np.inf,
        "served": 1.0 if problem.back_office.allowed else 0.0,
        "hosting": 1.0 if problem.back_office.allowed else 0.0,
        "own_office": 1.0,
        "arranged": may_be(
            problem.arrangements.earliest, horizon.size, problem.arrangements.in_force
        ),
        "placed": np.minimum(
            room[problem.agreements.placing_post],
            problem.agreements.capacity[problem.agreements.placing_agreement, None],
        ),
        "shared": problem.sharing.most[:, None],
        "own_team": most_own(problem),
        "bought": most_visits_bought(problem, index.bought_service, index.bought_part),
    }


def most_in_post(problem: Problem) -> Floats:
    """The most staff a group of posts can have, trainees and what is vacant included, (N, T)."""
    w = problem.workforce
    return widest_establishment(problem)[1] + w.over_max + 0.5 * w.short_time_max[:, None]


def _most_partners_get(problem: Problem) -> Floats:
    """Hours a week each partner may get of those who are shared, (E1, 1)."""
    w, sharing = problem.workforce, problem.sharing
    hours = w.hours[w.cell_post[sharing.cell]]
    each = (hours * sharing.most)[sharing.partner_of] * sharing.partner_hours
    return each[:, None]


def _most_shared_with(problem: Problem) -> Floats:
    """WTE that others may share with a group of posts, (N, 1)."""
    sharing = problem.sharing
    some = sharing.partner_post >= 0
    most = np.zeros((len(problem.workforce.posts), 1))
    wte = sharing.partner_wte * sharing.most[sharing.partner_of]
    np.add.at(most, sharing.partner_post[some], wte[some, None])
    return most


def _most_leaving(problem: Problem, by_cell: Floats) -> Floats:
    """Most who can leave a cell in a period, (C, T): who was there, and who came in it.

    ``by_cell`` is the most there can be. Where people may come by a course or a
    transfer, it is everybody the place can have by then.
    """
    w, hiring = problem.workforce, problem.recruitment
    supply = most_supply(problem.recruitment, problem.levers)
    before = np.concatenate([w.in_post_start[:, None], by_cell[:, :-1]], axis=1)
    np.add.at(before, hiring.option_cell, supply[hiring.option_market])
    everyone = w.in_post_start.sum() + np.cumsum(supply.sum(axis=0))
    joined = np.zeros(len(before), bool)
    joined[problem.training.arc_to] = True
    joined[problem.transfers.arc_to] = True
    return np.where(joined[:, None], everyone, np.minimum(before, everyone))


def _by_post(problem: Problem, by_cell: Floats) -> Floats:
    w = problem.workforce
    total = np.zeros((len(w.posts), by_cell.shape[1]))
    np.add.at(total, w.cell_post, by_cell)
    return total
