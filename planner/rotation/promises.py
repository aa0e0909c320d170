"""What a scheme promises, held against where everybody is: from the place's tables and dates alone,
without the solver's problem."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from planner.rotation.people import Rotating
from planner.rotation.scheme import KindOfPost, Scheme
from planner.rotation.tables import HAIR, Where, balance, crews, line_of, stayed


def broken(scheme: Scheme, where: Where) -> list[str]:
    """Each promise that is not kept, in words."""
    found = []
    for person in scheme.people:
        found += [f"{person.name}: {said}" for said in _person(scheme, person, where)]
    found += _posts(scheme, where)
    found += _together(scheme, where)
    if scheme.no_net_loss:
        for block in range(scheme.blocks.count):
            loss = sum(balance(scheme, where, block)) - scheme.backfill
            if loss > HAIR:
                name = scheme.blocks.name(block)
                found.append(f"{scheme.home}, {name}: is without {loss:.2f} WTE more than backfill")
    return found


def _person(scheme: Scheme, person: Rotating, where: Where) -> Iterator[str]:
    line = line_of(person, where)
    for block in range(scheme.blocks.count):
        name, post = scheme.blocks.name(block), where[person.name].get(block)
        if (post is None) != (block in person.away):
            yield f"{name}: is {'nowhere' if post is None else 'at a post and on leave'}"
        elif post is not None and (why := scheme.why_not(person, block, post)):
            yield f"{name}: is at '{post.name}', and {why}"
    at_home = sum(post.home for _, post in line)
    if at_home < scheme.home_least(person):
        yield f"is at home for {at_home} blocks, and must be for {scheme.home_least(person)}"
    kinds = [post.kind for _, post in line]
    yield from _sequence(scheme, person, where)
    for kind in scheme.kinds:
        count = kinds.count(kind.name)
        if count < kind.least or (kind.most is not None and count > kind.most):
            yield f"has {count} blocks of '{kind.name}'"
        had = {name for name, many in person.had.items() if many}
        for now in kinds:
            if now == kind.name and not kind.only_after <= had:
                missing = ", ".join(sorted(kind.only_after - had))
                yield f"is on '{kind.name}' before {missing}"
            had.add(now)


def _sequence(scheme: Scheme, person: Rotating, where: Where) -> Iterator[str]:
    """Runs and what follows them. Leave ends a run; one that it or the last block cuts off may be
    short."""
    stated: dict[str, KindOfPost] = {kind.name: kind for kind in scheme.kinds}
    before = scheme.post(person.before).kind if person.before else ""
    past = [before] * person.before_blocks if before else []
    there = (where[person.name].get(block) for block in range(scheme.blocks.count))
    every = [*past, *(post.kind if post is not None else "" for post in there)]
    runs = [(kind, len(list(run))) for kind, run in groupby(every)]
    for i, (name, length) in enumerate(runs):
        if not name:
            continue
        kind, later = stated[name], runs[i + 1][0] if i + 1 < len(runs) else ""
        if length < kind.in_row_least and later:
            yield f"has {length} blocks of '{name}' in a row, and fewest are {kind.in_row_least}"
        most = kind.in_row_most
        if most is not None and i == 0 and past:
            most = max(most, len(past))  # what was too much before is not held against the plan
        if most is not None and length > most:
            yield f"has {length} blocks of '{name}' in a row, and most are {kind.in_row_most}"
        if later and kind.next is not None and later not in kind.next:
            yield f"goes from '{name}' to '{later}'"


def _posts(scheme: Scheme, where: Where) -> Iterator[str]:
    there = crews(scheme, where)
    for post in scheme.posts:
        taken = any(person.before == post.name for person in scheme.people)
        for block in range(scheme.blocks.count):
            people = there.get((post.name, block), [])
            told = f"{post.name}, {scheme.blocks.name(block)}"
            many, experienced = len(people), sum(person.experienced for person in people)
            if many < post.least or (post.most is not None and many > post.most):
                yield f"{told}: has {many} people"
            if many > experienced and experienced < post.supervised_by:
                yield f"{told}: {experienced} of {post.supervised_by} who supervise are there"
            if post.learners_most is not None and many - experienced > post.learners_most:
                yield f"{told}: has {many - experienced} people without experience"
            stay = sum(stayed(person, block, post, where) for person in people)
            before = bool(there.get((post.name, block - 1))) if block else taken
            if people and before and stay < post.stay_on:
                yield f"{told}: {stay} people stay on, and {post.stay_on} must"


def _together(scheme: Scheme, where: Where) -> Iterator[str]:
    """Pairs take turns, and groups go together."""
    for block in range(scheme.blocks.count):
        name = scheme.blocks.name(block)
        for first, second in scheme.pairs():
            at = [where[each.name].get(block) for each in (first, second)]
            shared = scheme.shared(first)
            there = sum(post is not None and post.name in shared for post in at)
            if there != 1 and any(post is not None for post in at):
                told = f"{first.name} and {second.name}, {name}"
                yield f"{told}: {there} of them are at '{first.shared_post}'"
        for group in scheme.groups():
            kinds = {where[each.name][block].kind for each in group if block in where[each.name]}
            if len(kinds) > 1:
                yield f"group '{group[0].group}', {name}: is at {', '.join(sorted(kinds))}"
