"""People who are alike: in the same posts with the same competencies and contract, with the
same offers as near, and with the same preferences and pins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planner.assignment.offers import Offer, Offering, Standing
from planner.assignment.place_facts import Facts
from planner.assignment.wishes import (
    courses_of,
    keeps_pins,
    pins_by_person,
    points_lost,
    preferences_by_person,
)
from planner.errors import ImpossibleError


@dataclass(frozen=True)
class Choice:
    """An offer to people of a group: minutes to a new post, points of preferences lost."""

    offer: Offer
    minutes: float
    points: float


@dataclass(frozen=True)
class Group:
    """People who are alike, in order of identifier, and what each may do."""

    people: tuple[str, ...]
    at: Standing
    wte: float
    choices: tuple[Choice, ...]


def make_groups(facts: Facts, offering: Offering) -> list[Group]:
    """Everybody, group by group, in order of the first of each.

    Raises
    ------
    ImpossibleError : somebody's pins leave them nothing.
    """
    wanted, pinned = preferences_by_person(facts), pins_by_person(facts)
    near: dict[tuple[Any, ...], tuple[tuple[Offer, float], ...]] = {}
    alike: dict[tuple[Any, ...], list[str]] = {}
    for person, row in facts.staff.items():
        at = Standing(facts.home_post[person], row.role, facts.held(person))
        wishes, pins = wanted.get(person, ()), pinned.get(person, ())
        also_posts = frozenset(item for decision, item in pins if decision == "post")
        also_courses = frozenset(item for decision, item in pins if decision == "course")
        key = (at, row.home_locality, float(row.travel_limit), also_posts, also_courses)
        if key not in near:
            near[key] = tuple(_within(facts, offering, *key))
        # Where people live matters only for the offers and minutes that follow from it.
        alike.setdefault((at, float(row.wte), _ways(near[key]), wishes, pins, key[3:]), []).append(
            person
        )
    groups, stuck = [], []
    for (at, wte, ways, wishes, pins, also), people in alike.items():
        row = facts.staff[people[0]]
        offers = near[(at, row.home_locality, float(row.travel_limit), *also)]
        assert _ways(offers) == ways
        choices = tuple(
            Choice(offer, minutes, points_lost(facts, wishes, offer.post, courses_of(offer)))
            for offer, minutes in offers
            if keeps_pins(pins, at.post, offer.post, courses_of(offer))
        )
        if choices:
            groups.append(Group(tuple(people), at, wte, choices))
        else:
            told = ", ".join(f"{decision} {item}".strip() for decision, item in pins)
            stuck += [f"{name}: {told}" for name in people]
    if stuck:
        raise ImpossibleError(
            "What is fixed by hand cannot be, for these people: no offer within their scope of "
            "practice, the notice and the courses' intakes keeps all of it.",
            sorted(stuck),
        )
    return groups


def _within(
    facts: Facts,
    offering: Offering,
    at: Standing,
    home: str,
    limit: float,
    also_posts: frozenset[str],
    also_courses: frozenset[str],
) -> list[tuple[Offer, float]]:
    """Every offer to somebody, with the minutes to a new post; within their travel."""
    found = [(offering.stay(at), 0.0)]
    for offer in [
        *offering.moves(at, home, limit, also_posts - {at.post}),
        *offering.courses(at, also_courses),
    ]:
        minutes = 0.0 if offer.post == at.post else facts.minutes(home, offer.post)
        fixed = offer.post in also_posts or courses_of(offer) & also_courses
        if minutes <= limit or fixed:
            found.append((offer, minutes))
    return found


def _ways(offers: tuple[tuple[Offer, float], ...]) -> tuple[tuple[str, float], ...]:
    """The posts that offers lead to, and how far each is."""
    return tuple(sorted({(offer.post, minutes) for offer, minutes in offers}))
