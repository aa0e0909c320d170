"""What people prefer and what is fixed for them, as far as an offer is concerned."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from planner.assignment.offers import Offer
from planner.assignment.place_facts import Facts

Rows = dict[str, tuple[tuple[Any, ...], ...]]


def preferences_by_person(facts: Facts) -> Rows:
    """Person → (about, item, points), in order."""
    return _by_person(facts, "staff_preferences", ["about", "item", "points"])


def pins_by_person(facts: Facts) -> Rows:
    """Person → (decision, item), in order."""
    return _by_person(facts, "staff_pins", ["decision", "item"])


def _by_person(facts: Facts, table: str, columns: list[str]) -> Rows:
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    frame = facts.place[table]
    for person, *cells in zip(frame["person"], *(frame[c] for c in columns), strict=True):
        found[person].append(tuple(cells))
    return {person: tuple(sorted(rows)) for person, rows in found.items()}


def follows(facts: Facts, about: str, item: str, post: str, courses: frozenset[str]) -> bool:
    """Whether somebody who ends in a post, by way of some courses, has what a row is about."""
    row = facts.posts[post]
    if about == "organisation":
        return bool(row.organisation == item)
    if about == "post":
        return post == item
    if about == "locality":
        return item in facts.works[post]
    return item in courses


def points_lost(
    facts: Facts, rows: tuple[tuple[Any, ...], ...], post: str, courses: frozenset[str]
) -> float:
    """Points of the preferences that are not followed."""
    lost = 0.0
    for about, item, points in rows:
        has = follows(facts, about, item, post, courses)
        lost += abs(points) if has == (points < 0) else 0.0
    return lost


def keeps_pins(
    rows: tuple[tuple[Any, ...], ...], own_post: str, post: str, courses: frozenset[str]
) -> bool:
    """Whether ending in a post, by way of some courses, keeps everything that is fixed."""
    for decision, item in rows:
        if decision == "stay" and (post != own_post or courses):
            return False
        if decision == "post" and post != item:
            return False
        if decision == "course" and item not in courses:
            return False
        if decision == "not_post" and (post == item or (not item and post != own_post)):
            return False
        if decision == "not_course" and (item in courses or (not item and courses)):
            return False
    return True


def courses_of(offer: Offer) -> frozenset[str]:
    """The courses that an offer is made of."""
    return frozenset(intake.course.course for intake in offer.intakes)
