"""The skill-mix problem: everything a search needs, as arrays.

Index letters, used in every shape: ``O`` organisations, ``R`` roles, ``L``
localities, ``P`` profiles (a role with extra competencies; each role's own
profile comes first), ``N`` groups of posts, ``C`` cells (posts × profile that
may work there), ``T`` periods, and per part those its docstring names. WTE,
thousands of pounds (k£), hours a week; shares are 0 to 1. Identifiers are kept
only to speak to people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Names = tuple[str, ...]


@dataclass(frozen=True)
class Horizon:
    """Periods: ``months`` long, ``offset`` months after the start, shape (T,)."""

    labels: Names
    months: Ints
    offset: Ints
    financial_year: Ints  # (T,) periods of one financial year share a number

    @property
    def size(self) -> int:
        return len(self.labels)

    @property
    def years(self) -> Floats:
        return self.months / 12.0

    @property
    def weeks(self) -> Floats:
        return self.years * (365.25 / 7)

    def by_financial_year(self, amounts: Floats) -> Floats:
        """Amounts by period (…, T) added up by financial year (…, years)."""
        total = np.zeros((*amounts.shape[:-1], int(self.financial_year.max()) + 1))
        for period, year in enumerate(self.financial_year):
            total[..., year] += amounts[..., period]
        return total


@dataclass(frozen=True)
class Workforce:
    """Posts, the profiles that may work in them, and who is there at the start."""

    organisations: Names
    roles: Names
    profiles: Names
    posts: Names
    localities: Names
    areas: Names  # sets of localities that employers serve
    area_serves: Bools  # (areas, L)
    profile_role: Ints  # (P,)
    post_organisation: Ints  # (N,)
    post_role: Ints  # (N,)
    post_area: Ints  # (N,)
    cell_post: Ints  # (C,)
    cell_profile: Ints  # (C,)
    post_base_cell: Ints  # (N,) the cell of the role's own profile
    in_post_start: Floats  # (C,)
    leave_rate: Floats  # (N, T) share who leave in the period
    hire_kept: (
        Floats  # (N, T, T) [post, hired in, period]: change of stock per hire beyond leave_rate
    )
    establishment_min: Floats  # (N, T)
    establishment_max: Floats  # (N, T)
    establishment_today: Floats  # (N, T) today's, or as already decided
    vacancy_ceiling: Floats  # (N,) share of establishment
    vacancy_limit: Floats  # (N,) share of establishment; inf: none
    over_max: Floats  # (N, T)
    over_limit_place: float  # WTE; inf: none
    short_time_max: Floats  # (N,)
    agency_max: Floats  # (N,) share of establishment
    release_max: Floats  # (N, T) WTE in the period
    loss_tolerance: Floats  # (N, T) WTE in the period
    criticality: Floats  # (N,)
    hours: Floats  # (N,) hours a week one WTE gives to visits and travel in the place


@dataclass(frozen=True)
class Adoption:
    """Yes/no decisions: employer × profile that is new to it. Pairs: ``Q``."""

    organisation: Ints  # (Q,)
    profile: Ints  # (Q,)
    cell_pair: Ints  # (C,) the pair that must be adopted first, -1 where none
    cost: Floats  # (Q,) k£
    minimum_team: Floats  # (Q,) WTE
    most: Floats  # (Q,) WTE that can ever be in post
    allowed: bool  # whether anything new may be adopted
    due: Ints  # (T,) period by which a team adopted in t must be whole; T: never


@dataclass(frozen=True)
class Recruitment:
    """Hiring. Markets: ``M``; options (market × post): ``H``; draws: ``W`` entries."""

    markets: Names
    supply: Floats  # (M, T) WTE
    option_market: Ints  # (H,)
    option_cell: Ints  # (H,)
    allowed: Bools  # (H, T)
    cost: Floats  # (M,) k£ per WTE
    draw_option: Ints  # (W,) the option whose hires draw
    draw_group: Ints  # (W,) the group drawn on
    draw_share: Floats  # (W,)
    groups: int  # D: number of groups (employer × role) drawn on
    cell_group: Ints  # (C,) group of the cell, -1 where nobody draws


@dataclass(frozen=True)
class Training:
    """Courses ``K``; arcs ``A``: a course taken by staff of one cell, leading to another.

    Coefficients are per WTE that starts in period s, seen in period t, shape
    (K, T, T) unless said otherwise; survival of trainees is in them (arcs: (A, T, T)).
    """

    courses: Names
    arc_course: Ints  # (A,)
    arc_from: Ints  # (A,)
    arc_to: Ints  # (A,)
    allowed: Bools  # (A, T) an intake falls in the period
    places: Floats  # (K, T) WTE; inf: no limit
    cost: Floats  # (K,) k£ per WTE
    fund: Ints  # (K,) fund that pays; -1: the employer
    present: Floats  # (A, T, T) in training at the end of t, WTE
    completed: Floats  # (A, T, T) completing in t and staying, WTE
    returned: Floats  # (A, T, T) ending in t without completing, WTE
    from_capacity: Floats  # (A, T, T) WTE given to the old profile beyond its stock
    to_capacity: Floats  # (A, T, T) WTE given to the new profile beyond its stock (negative)
    load: Floats  # (K, T, T) trainees to supervise at a time
    supervisor_role: Ints  # (K,) -1: nobody need
    trainees_per_supervisor: Floats  # (K,)
    supervision_hours: Floats  # (K,) hours a week
    pooled: Bools  # (K,) supervisors of any employer
    group_course: Ints  # (S0,) course of each supervised group
    group_organisation: Ints  # (S0,) trainees' employer, -1 where pooled
    arc_group: Ints  # (A,) -1 where no supervisor is needed
    option_group: Ints  # (S,) supervising cell options: group
    option_cell: Ints  # (S,) and the supervisors' cell


@dataclass(frozen=True)
class Transfers:
    """Agreed moves ``X``; arcs ``F``: the move for one profile."""

    moves: Names
    arc_move: Ints  # (F,)
    arc_from: Ints  # (F,)
    arc_to: Ints  # (F,)
    most: Floats  # (X, T) WTE; inf: no limit
    cost: Floats  # (X,) k£ per WTE
    leave_share: Floats  # (X,)


@dataclass(frozen=True)
class Readiness:
    """Teams ``G``: an employer's staff of one staff group, or all its staff."""

    organisation: Ints  # (G,)
    staff_group: Names  # (G,) blank: all
    members: Bools  # (G, C) cells of the team
    limit: Floats  # (G, T) WTE who may change in the period; inf: none


@dataclass(frozen=True)
class Care:
    """Need and how it may be met.

    Packages ``B``, interventions ``I``, patterns ``V`` (a package × a partition
    of its interventions into visits), parts ``J`` (a package × a set of
    interventions one profile can give in one visit), skill classes ``Z`` (the
    profiles that can give a part), providers ``Y`` (class × profile).
    """

    packages: Names
    interventions: Names  # (I,)
    at_home: Bools  # (B,)
    intervention_package: Ints  # (I,)
    minutes: Floats  # (I,) staff minutes, double-handed care counted twice
    carers: Ints  # (I,)
    severity: Floats  # (I,)
    due: Floats  # (B, L, T) occasions a week
    alternative_of: Ints  # (B,) package it can replace, -1
    shift_ratio: Floats  # (B,) occasions of the replaced package per occasion of this one
    shift_max: Floats  # (B, L, T) occasions a week of the alternative
    travel: Floats  # (L,) minutes per home visit
    pattern_package: Ints  # (V,)
    pattern_parts: tuple[tuple[int, ...], ...]  # (V,) parts of each pattern
    part_package: Ints  # (J,)
    part_members: tuple[tuple[int, ...], ...]  # (J,) interventions of each part
    part_class: Ints  # (J,) -1 where nobody can give it
    part_single: Ints  # (J,) the intervention where there is only one, else -1
    provider_class: Ints  # (Y,)
    provider_profile: Ints  # (Y,)
    classes: int

    def part_hours(self) -> Floats:
        """Staff hours of one visit of each part in each locality, shape (J, L)."""
        minutes = np.array([self.minutes[list(m)].sum() for m in self.part_members])
        carers = np.array([self.carers[list(m)].max() for m in self.part_members])
        trips = np.where(self.at_home[self.part_package], carers, 0)
        if not len(minutes):
            return np.zeros((0, len(self.travel)))
        return (minutes[:, None] + trips[:, None] * self.travel[None, :]) / 60.0


@dataclass(frozen=True)
class Levers:
    """Investments that move demand, supply or time: ``V``. Each is taken once and stays.

    Effects are entries: shares of what falls due (``D``), recruits (``S``), shares of
    staff minutes (``G``, of a lever each; its entries of interventions ``GI`` and of
    travel ``GL``). Shares of the same thing add up.
    """

    levers: Names
    organisation: Ints  # (V,) who pays
    whole: Bools  # (V,) yes or no; else any share
    already: Bools  # (V,) in force from before the start, all of it
    cost: Floats  # (V,) k£ when taken; nought where it is in force already
    yearly: Floats  # (V,) k£ a year from then on
    earliest: Ints  # (V,) first period it can be taken in
    works: Floats  # (V, T, T) [lever, taken in, period]: share of the period it works in
    demand_lever: Ints  # (D,)
    demand_package: Ints  # (D,)
    demand_locality: Ints  # (D,)
    demand_share: Floats  # (D,) of the occasions due that do not arise
    supply_lever: Ints  # (S,)
    supply_market: Ints  # (S,)
    supply_wte: Floats  # (S, T) more recruits in the period, WTE
    saving_lever: Ints  # (G,) only levers that are yes or no save time
    minutes_saving: Ints  # (GI,) effect ``G``
    minutes_intervention: Ints  # (GI,)
    minutes_locality: Ints  # (GI,)
    minutes_share: Floats  # (GI,)
    travel_saving: Ints  # (GL,) effect ``G``
    travel_locality: Ints  # (GL,)
    travel_share: Floats  # (GL,)


@dataclass(frozen=True)
class Hubs:
    """Hubs ``K0``: sites where teams of several employers sit together.

    Offers ``F0`` are a hub, a package given at home and a locality it serves: occasions of
    the package given there in one visit, each intervention by somebody who has its skill,
    whoever employs them.
    """

    hubs: Names  # (K0,) their sites
    organisation: Ints  # (K0,) who runs it and pays
    cost: Floats  # (K0,) k£ when it opens; nought where it is open already
    yearly: Floats  # (K0,) k£ a year from then on
    earliest: Ints  # (K0,) first period it can be open in
    already: Bools  # (K0,) open from the start
    desks: Floats  # (K0, T)
    hours_per_desk: Floats  # (K0,) hours a week of visits and travel
    travel_saved: Floats  # (K0,) share
    offer_hub: Ints  # (F0,)
    offer_package: Ints  # (F0,)
    offer_locality: Ints  # (F0,)


@dataclass(frozen=True)
class Money:
    """Budgets and funds. Reimbursed options (fund × post): ``U``."""

    pay: Floats  # (N, T) k£ per WTE in the period
    agency: Floats  # (N, T) k£ per WTE in the period
    over: Floats  # (N, T) on top of pay
    short_time: Floats  # (N, T) on top of pay
    release: Floats  # (N,) k£ per WTE
    budget: Floats  # (O, T) k£; inf: none
    overspend_max: Floats  # (O, T) k£
    hard: Bools  # (O,)
    funds: Names
    fund_amount: Floats  # (funds, T) k£ of the period's share
    fund_training: Bools  # (funds,)
    option_fund: Ints  # (U,)
    option_post: Ints  # (U,)
    option_most: Floats  # (U, T) k£ per WTE in the period


@dataclass(frozen=True)
class BackOffice:
    """Functions (payroll, estates) that employers do themselves or have a host do.

    Offices ``B0`` are a function of an employer, hosts ``H0`` a function that an
    employer may do for others, services ``E0`` an office and a host of its function,
    another employer's. Work is in the function's own unit a year. Staff of an office
    that moves are displaced, and each of them once.
    """

    offices: Names
    functions: Names  # (B0,)
    organisation: Ints  # (B0,)
    workload: Floats  # (B0,) work a year
    own_cost: Floats  # (B0,) k£ a year
    wte: Floats  # (B0,) WTE displaced when it moves
    hosts: Names
    host_functions: Names  # (H0,)
    host_organisation: Ints  # (H0,)
    host_office: Ints  # (H0,) the host's own office of the function, -1: none
    fixed_cost: Floats  # (H0,) k£ a year, the host's
    capacity: Floats  # (H0,) work a year; inf: no limit
    minimum_scale: Floats  # (H0,) work a year
    office: Ints  # (E0,)
    host: Ints  # (E0,)
    price: Floats  # (E0,) k£ a year, paid by the office's employer
    move_cost: Floats  # (E0,) k£ paid once by the office's employer
    joining: Floats  # (E0,) WTE of the displaced who join the host
    redeployed: Floats  # (E0,) WTE of the others
    retrained: Floats  # (E0,)
    released: Floats  # (E0,)
    allowed: bool  # whether anything may move


@dataclass(frozen=True)
class Arrangements:
    """What partners may agree, each yes or no, once and for good: ``A0``."""

    names: Names
    kinds: Names  # (A0,) agreement, joint_post or rotation
    organisation: Ints  # (A0,) who pays what it costs
    cost: Floats  # (A0,) k£ when it begins
    yearly: Floats  # (A0,) k£ a year from then on
    earliest: Ints  # (A0,) first period it can run in; T: never
    in_force: Bools  # (A0,) runs from before the start


@dataclass(frozen=True)
class Agreements:
    """Employing for another. Placings ``Y1``: an agreement × a group of posts it covers.

    Covered posts are of organisations that cannot employ: whoever fills them is employed
    under one agreement.
    """

    arrangement: Ints  # (Y0,)
    employer: Ints  # (Y0,)
    capacity: Floats  # (Y0,) WTE; inf: no limit
    placing_agreement: Ints  # (Y1,)
    placing_post: Ints  # (Y1,)
    fee: Floats  # (Y1, T) k£ per WTE in the period, on top of pay

    @property
    def covered(self) -> Ints:
        """The groups of posts that somebody may fill by agreement, each once."""
        return np.unique(self.placing_post)


@dataclass(frozen=True)
class Sharing:
    """Staff whose time several organisations have: joint posts and rotation, ``S1``.

    Partners are entries (``E1``): what an organisation has of one WTE that is shared.
    A joint post that begins moves funded posts (``F1`` entries). Whoever rotates may grow
    into another profile (``G1`` entries, by a move of ``Transfers``).
    """

    arrangement: Ints  # (S1,)
    cell: Ints  # (S1,) whose staff
    least: Floats  # (S1,) WTE while it runs
    most: Floats  # (S1,) WTE
    joint: Bools  # (S1,) one post: filled but for what is vacant among the holder's posts
    given: Floats  # (S1,) of the hours of one WTE, what their own posts lose
    home_least: Floats  # (S1,) WTE present in the home posts while it runs; 0: no matter
    partner_of: Ints  # (E1,)
    partner: Ints  # (E1,) organisation
    partner_area: Ints  # (E1,)
    partner_post: Ints  # (E1,) its posts of the role, for reimbursement; -1: none
    partner_wte: Floats  # (E1,) WTE it has, and pays, of one shared
    partner_hours: Floats  # (E1,) of the hours of one WTE, what it gets
    moved_arrangement: Ints  # (F1,)
    moved_post: Ints  # (F1,)
    moved_wte: Floats  # (F1,) funded posts more, or fewer
    gain_of: Ints  # (G1,)
    gain_move: Ints  # (G1,)
    gain_share: Floats  # (G1, T) of those who rotate, most who grow into it in the period

    @property
    def away(self) -> Floats:
        """Share of one WTE that is elsewhere, (S1,)."""
        total = np.zeros(len(self.arrangement))
        np.add.at(total, self.partner_of, self.partner_wte)
        return total


@dataclass(frozen=True)
class FragileServices:
    """Services ``S`` too scarce for one place: each has a minimum team of its own, or a
    neighbour's staff make its visits. Interventions rest on a service where they need its
    competency."""

    services: Names
    organisation: Ints  # (S,) who pays the neighbour
    rests_on: Bools  # (S, I)
    team: Bools  # (S, C) cells whose staff have the competency
    minimum_team: Floats  # (S,) WTE
    own_today: Bools  # (S,) whether the place runs it today
    counts_from: Ints  # (S,) first period the minimum counts in, where it is run today
    most_hours: Floats  # (S, T) hours a week the neighbour sells
    price: Floats  # (S,) k£ per hour

    def may_buy(self) -> Bools:
        """Interventions whose visits the neighbour can make, (S, I): those that rest on the
        service and on no other."""
        alone = self.rests_on & (self.rests_on.sum(axis=0) == 1)
        sells = np.asarray((self.most_hours > 0).any(axis=1))
        return alone & sells[:, None]


@dataclass(frozen=True)
class Pin:
    """A decision fixed by hand: the sum of ``decision`` over ``index`` in period ``t``."""

    text: str
    decision: str
    index: Ints
    period: int
    comparison: str  # exactly, at_least, at_most
    value: float
    with_trainees: bool = False  # trainees of the cells in ``index`` count too
    row: int = 0  # where whoever fixed it finds it again


@dataclass(frozen=True)
class Base:
    """The plan before: what is frozen and what the new plan is measured against."""

    in_post: Floats  # (C, T) nan where the base plan says nothing
    frozen: int  # periods kept
    decisions: dict[str, Floats]  # decisions kept in the frozen periods


@dataclass(frozen=True)
class Problem:
    """One place, ready to be planned, or its baseline (``today``)."""

    horizon: Horizon
    workforce: Workforce
    adoption: Adoption
    recruitment: Recruitment
    training: Training
    transfers: Transfers
    care: Care
    money: Money
    levers: Levers
    hubs: Hubs
    back_office: BackOffice
    arrangements: Arrangements
    agreements: Agreements
    sharing: Sharing
    fragile: FragileServices
    pins: tuple[Pin, ...]
    change_limit: Floats  # (O, T) WTE
    readiness: Readiness
    today: bool  # today's way of working: hard budgets may be breached, and it is said
    base: Base | None = None
