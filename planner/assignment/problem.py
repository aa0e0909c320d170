"""From a place, and a skill-mix plan where there is one, to the solver's problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.assignment.groups import Choice, Group, make_groups
from planner.assignment.horizon import Horizon
from planner.assignment.offers import Intake, Lacking, Offering, make_intakes
from planner.assignment.place_facts import Facts, Held, skills
from planner.assignment.targets import (
    Minimum,
    Target,
    minimums_of_table,
    room,
    targets_of_plan,
    targets_of_table,
)
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.skillmix.lookup import Lookup
from solvers.assignment.problem import (
    Agreed,
    AssignmentProblem,
    Groups,
    Intakes,
    Offers,
    Posts,
    Teams,
    Wants,
)


@dataclass(frozen=True)
class World:
    """A place as an assignment sees it; everything by identifier."""

    facts: Facts
    horizon: Horizon
    targets: list[Target]
    minimums: list[Minimum]
    room: dict[str, np.ndarray]  # post → (T,) WTE


@dataclass(frozen=True)
class Asked:
    """The solver's problem, with what its groups, offers and intakes stand for."""

    world: World
    problem: AssignmentProblem
    groups: list[Group]
    choices: list[Choice]  # (J,)
    intakes: list[Intake]  # (K,)


def make_world(place: Place, horizon: Horizon, plan: Plan | None) -> World:
    """Whom the place wants and how much room there is: of the plan, or without one of the
    table ``targets``."""
    facts = Facts(place)
    targets = (
        targets_of_table(facts, horizon) if plan is None else targets_of_plan(facts, horizon, plan)
    )
    return World(
        facts, horizon, targets, minimums_of_table(facts, horizon), room(facts, horizon, plan)
    )


def make_problem(world: World) -> Asked:
    """The problem of a place.

    Raises
    ------
    ImpossibleError : somebody's pins leave them nothing.
    """
    facts, horizon = world.facts, world.horizon
    intakes = make_intakes(facts, horizon)
    offering = Offering(facts, horizon, intakes, lacking(world))
    groups = make_groups(facts, offering)
    choices = [choice for group in groups for choice in group.choices]
    states = _states(groups)
    posts = Lookup(facts.posts)
    roles = Lookup(facts.staff_group)
    employers = Lookup(facts.place["organisations"]["organisation"])
    teams = Lookup(dict.fromkeys(f"{o} {g}" for o, g in map(facts.team, facts.posts)))
    problem = AssignmentProblem(
        years=horizon.years,
        labels=horizon.labels,
        employers=employers.names,
        roles=roles.names,
        groups=_groups(groups, states, posts),
        posts=Posts(
            names=posts.names,
            role=roles.all([row.role for row in facts.posts.values()]),
            employer=employers.all([row.organisation for row in facts.posts.values()]),
            team=teams.all([" ".join(facts.team(post)) for post in facts.posts]),
            most=np.array([world.room[post] for post in facts.posts]),
        ),
        teams=_teams(facts, teams),
        intakes=_intakes(intakes, roles),
        offers=_offers(facts, groups, intakes, states, posts, horizon),
        targets=_wants(facts, world.targets, states, posts, horizon.size),
        minimums=_wants(facts, world.minimums, states, posts, horizon.size),
        agreed=_agreed(facts, horizon),
    )
    return Asked(world, problem, groups, choices, intakes)


def lacking(world: World) -> Lacking:
    """What is missing if nobody does anything."""
    facts, size = world.facts, world.horizon.size
    wants: list[Target | Minimum] = [*world.targets, *world.minimums]
    there = np.zeros(len(wants))
    at: dict[str, list[int]] = {}
    for i, want in enumerate(wants):
        for post in want.posts:
            at.setdefault(post, []).append(i)
    for person, row in facts.staff.items():
        held = facts.held(person)
        for i in at.get(facts.home_post[person], ()):
            if wants[i].counts(facts, facts.home_post[person], row.role, held):
                there[i] += float(row.wte) if i < len(world.targets) else 1
    wanted = np.array(
        [*(t.wanted for t in world.targets), *(m.wanted for m in world.minimums)]
    ).reshape(len(wants), size)
    return Lacking(facts, world.targets, world.minimums, wanted > there[:, None] + 1e-6)


States = dict[tuple[str, Held], int]


def _states(groups: Sequence[Group]) -> States:
    """(role, what is held beyond its core) → number, in order of appearance."""
    found: States = {}
    for group in groups:
        found.setdefault((group.at.role, group.at.held), len(found))
        for choice in group.choices:
            offer = choice.offer
            found.setdefault((offer.role, offer.held), len(found))
            if len(offer.intakes) == 2:
                found.setdefault((group.at.role, offer.middle), len(found))
    return found


def _groups(groups: Sequence[Group], states: States, posts: Lookup) -> Groups:
    return Groups(
        people=tuple(group.people for group in groups),
        wte=np.array([group.wte for group in groups], dtype=float),
        post=posts.all([group.at.post for group in groups]),
        state=np.array([states[g.at.role, g.at.held] for g in groups], dtype=np.int64),
    )


def _teams(facts: Facts, teams: Lookup) -> Teams:
    staff_groups = Lookup(dict.fromkeys(facts.staff_group.values()))
    of = {" ".join(facts.team(post)): facts.team(post) for post in facts.posts}
    return Teams(
        names=teams.names,
        staff_group=staff_groups.all([of[name][1] for name in teams.names]),
        spare=np.array([facts.spare[of[name]] for name in teams.names], dtype=float),
    )


def _intakes(intakes: Sequence[Intake], roles: Lookup) -> Intakes:
    def each(name: str) -> np.ndarray:
        return np.array([getattr(i.course, name) for i in intakes], dtype=float)

    places = each("places_per_intake")
    return Intakes(
        names=tuple(intake.name for intake in intakes),
        starts=np.array([intake.starts for intake in intakes], dtype=np.int64),
        ends=np.array([intake.ends for intake in intakes], dtype=np.int64),
        places=np.where(np.isnan(places), np.inf, places),
        rate=each("completion_rate"),
        away=each("backfill_share"),
        mentor_role=roles.all([intake.course.supervisor_role for intake in intakes]),
        ratio=each("trainees_per_supervisor"),
        pooled=np.array([bool(i.course.supervisors_pooled) for i in intakes], dtype=bool),
    )


def _offers(
    facts: Facts,
    groups: Sequence[Group],
    intakes: Sequence[Intake],
    states: States,
    posts: Lookup,
    horizon: Horizon,
) -> Offers:
    at = {(i.course.course, i.date): k for k, i in enumerate(intakes)}
    transfers = Lookup(facts.place["transfers"]["transfer"])
    rows = []
    for g, group in enumerate(groups):
        for choice in group.choices:
            o = choice.offer
            taken = [at[i.course.course, i.date] for i in o.intakes]
            final = states[o.role, o.held]
            middle = states[group.at.role, o.middle] if len(taken) == 2 else final
            taken += [-1, -1]
            rows.append(
                (
                    g, posts[o.post], final, middle, o.begins, taken[0], taken[1],
                    transfers.get(o.transfer), choice.minutes, choice.points,
                )
            )  # fmt: skip
    columns = list(zip(*rows, strict=True)) or [()] * 10
    whole = [np.array(column, dtype=np.int64) for column in columns[:8]]
    return Offers(
        group=whole[0],
        post=whole[1],
        state=whole[2],
        middle=whole[3],
        begins=whole[4],
        first=whole[5],
        second=whole[6],
        agreed=whole[7],
        minutes=np.array(columns[8], float),
        points=np.array(columns[9], float),
    )


def _wants(
    facts: Facts,
    wants: Sequence[Target | Minimum],
    states: States,
    posts: Lookup,
    periods: int,
) -> Wants:
    inside = np.zeros((len(wants), len(posts)), bool)
    fits = np.zeros((len(wants), len(states)), bool)
    size = []
    for i, want in enumerate(wants):
        inside[i, posts.all(list(want.posts))] = True
        if isinstance(want, Target):
            fits[i] = [r == want.role and want.extras <= held for r, held in states]
        else:
            fits[i] = [want.competency in skills(facts, r, held) for r, held in states]
        size.append(want.wanted)
    return Wants(
        names=tuple(want.name for want in wants),
        posts=inside,
        states=fits,
        wanted=np.array(size, dtype=float).reshape(len(wants), periods),
    )


def _agreed(facts: Facts, horizon: Horizon) -> Agreed:
    rows = facts.place["transfers"]
    years = int(horizon.year.max()) + 1
    most = rows["max_per_year"].fillna(np.inf).to_numpy(float)
    return Agreed(tuple(rows["transfer"]), np.repeat(most[:, None], years, axis=1), horizon.year)
