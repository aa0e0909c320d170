"""What one more unit of each limit is called. A new limit is one line here.

A limit is what a planner could ask for more of: the upper bound of the rows of a rule,
or of a decision that no rule bounds otherwise. What is a law of arithmetic, follows from
other limits, or is not a planner's to raise stands in ``NO_LIMITS`` with the reason, so
that nothing is left out by oversight.
"""

from __future__ import annotations

from dataclasses import dataclass

from solvers.skillmix.rules import (
    adoption,
    agreements,
    arrangements,
    back_office,
    budgets,
    capacity,
    change,
    destabilisation,
    establishment,
    fragile_services,
    frozen,
    funds,
    host_scale,
    hubs,
    joint_posts,
    levers,
    pins,
    readiness,
    recruitment,
    sharing,
    stock_and_flow,
    supervision,
    training_places,
    transfers,
    visits,
)

Axes = tuple[str, ...]


@dataclass(frozen=True)
class Limit:
    """A kind of limit.

    Attributes
    ----------
    name : what the kind is called.
    rows : name of the rows whose upper bound it is, or ``decision`` whose bound it is.
    axes : what each entry stands for, as in ``rules.base``.
    one : one more unit of it, as in "One more … in 2027Q3 saves …"; in braces the
        identifiers of ``bottlenecks.identifiers``.
    unit : of the limit.
    """

    name: str
    axes: Axes
    one: str
    unit: str
    rows: str = ""
    decision: str = ""


_POST = "{role} at {organisation} ({post})"

LIMITS: tuple[Limit, ...] = (
    Limit("recruits", recruitment.AXES, "recruit ({role}) from {item}", "WTE", recruitment.NAME),
    Limit(
        "course places", training_places.AXES, "place on {item}", "WTE", training_places.NAME
    ),
    Limit(
        "supervisors", supervision.CELL_AXES, "supervisor ({profile}) at {organisation} ({post})",
        "WTE", supervision.NAME,
    ),
    Limit(
        "hours", capacity.AXES, "hour a week of {profile} for {locality}", "hours a week",
        capacity.NAME,
    ),
    Limit("funded posts", establishment.AXES, f"funded post of {_POST}", "WTE",
          decision="establishment"),
    Limit("vacancy limit", establishment.AXES, f"vacancy allowed of {_POST}", "WTE",
          establishment.VACANCY),
    Limit("agency limit", establishment.AXES, f"agency worker allowed of {_POST}", "WTE",
          establishment.AGENCY),
    Limit("over-establishment", establishment.AXES, f"post above establishment of {_POST}", "WTE",
          decision="over"),
    Limit("over-establishment of the place", ("period",),
          "post above establishment in the whole place", "WTE", establishment.OVER),
    Limit("short time", establishment.AXES, f"person on short time of {_POST}", "WTE",
          decision="short_time"),
    Limit("redundancies", establishment.AXES, f"redundancy allowed of {_POST}", "WTE",
          establishment.RELEASE),
    Limit("transfers", transfers.AXES, "person moved by {item}", "WTE", transfers.NAME),
    Limit("change limit", change.AXES, "person who may change at {organisation}", "WTE",
          change.NAME),
    Limit("readiness", readiness.AXES, "person who may change of {item} at {organisation}", "WTE",
          readiness.NAME),
    Limit("budgets", budgets.AXES, "thousand pounds of budget for {organisation}", "k£",
          budgets.NAME),
    Limit("funds", funds.YEAR_AXES, "thousand pounds in {item}", "k£", funds.NAME),
    Limit("desks", hubs.AXES, "desk at {item}", "desks", hubs.DESKS),
    Limit("hours bought", fragile_services.AXES, "hour a week of {item} bought from the neighbour",
          "hours a week", fragile_services.NAME),
    Limit("lower acuity", ("alternative", "locality", "period"),
          "occasion a week of {item} allowed in {locality}", "occasions a week",
          decision="shifted"),
)  # fmt: skip

_COUNTS = "raising it changes what is counted, not what happens"
_LAW = "arithmetic, nobody's to raise"
_SWITCH = "follows from a yes/no decision, which is fixed"
_BY_HAND = "fixed by hand, or by the plan before"

#: (name, axes) of the rows that are no limits, and why.
NO_LIMITS: dict[tuple[str, Axes], str] = {
    (stock_and_flow.NAME, stock_and_flow.AXES): _LAW,
    (recruitment.DRAWS, ("drawn_group", "period")): _LAW,
    (establishment.NAME, establishment.AXES): _LAW,
    (establishment.AGENCY_VACANT, establishment.AXES): "agency staff are there for vacancies",
    (supervision.NAME, supervision.GROUP_AXES): _LAW,
    (visits.NAME, ("package", "locality", "period")): _LAW,
    (visits.LEFT_OUT, ("intervention", "locality", "period")): _LAW,
    (visits.SKILL, ("skill", "locality", "period")): _LAW,
    (visits.SKILL, ("part", "locality", "period")): _LAW,
    (capacity.NAME, capacity.LOCAL_AXES): _LAW,
    (funds.NAME, funds.CLAIM_AXES): "a maximum per person, not an amount",
    (destabilisation.NAME, destabilisation.AXES): _COUNTS,
    (destabilisation.VACANCY, destabilisation.AXES): _COUNTS,
    (adoption.NAME, adoption.AXES): _SWITCH,
    (adoption.TEAM, adoption.AXES): _SWITCH,
    **{
        (back_office.NAME, axes): _SWITCH
        for axes in (back_office.OFFICES, back_office.SERVICES, back_office.HOSTS)
    },
    (host_scale.NAME, host_scale.AXES): _SWITCH,
    (host_scale.SCALE, host_scale.AXES): _SWITCH,
    (arrangements.NAME, arrangements.AXES): _LAW,
    (agreements.NAME, agreements.AXES): _LAW,
    (agreements.OPEN, agreements.PLACINGS): _SWITCH,
    (agreements.CAPACITY, agreements.CAPACITY_AXES): _SWITCH,
    (agreements.ONE, agreements.AXES): _SWITCH,
    (joint_posts.NAME, joint_posts.AXES): _LAW,
    (joint_posts.FUNDED, joint_posts.POSTS): _SWITCH,
    (sharing.NAME, sharing.AXES): _SWITCH,
    (sharing.LEAST, sharing.AXES): _SWITCH,
    (sharing.PRESENT, sharing.CELLS): _LAW,
    (sharing.NO_LOSS, sharing.AXES): "what the home is promised, not an amount",
    (sharing.GAIN, sharing.GAINS): "how fast people grow, nobody's to raise",
    (hubs.NAME, hubs.AXES): _LAW,
    (levers.NAME, ("lever", "period")): _LAW,
    (levers.SAVING, ("saving", "locality", "period")): _LAW,
    (levers.SAVING, levers.SAVING_AXES): "all of a lever is all there is",
    (fragile_services.ONCE, fragile_services.AXES): _LAW,
    (fragile_services.TEAM, fragile_services.AXES): _SWITCH,
    (fragile_services.OWN, fragile_services.OWN_AXES): _SWITCH,
    (fragile_services.ONE, fragile_services.AXES): _SWITCH,
    (fragile_services.VISITS, fragile_services.VISIT_AXES): _LAW,
    (change.BASE, ()): _COUNTS,
    (pins.NAME, ("pin",)): _BY_HAND,
    **{(frozen.NAME, axes): _BY_HAND for axes in frozen.every_axes()},
}

#: Decisions with a bound of their own that no limit names, and why.
NO_DECISION_LIMITS = {
    "overspend": "one more thousand pounds of budget does the same",
    "breach": "only today's way of working has any",
    "adopted": "a yes/no decision, which is fixed",
    "served": "a yes/no decision, which is fixed",
    "hosting": "a yes/no decision, which is fixed",
    "arranged": "a yes/no decision, which is fixed",
    "placed": "follows from who is in post",
    "shared": "follows from a yes/no decision, which is fixed",
    "own_office": "follows from who is served",
    "hub_open": "a yes/no decision, which is fixed",
    "taken": "all of a lever is all there is",
    "own_team": "a yes/no decision, which is fixed",
    "base_gap": _COUNTS,
}
