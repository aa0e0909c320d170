"""What went before a scheme: where an earlier plan had everybody, and what notice keeps of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from planner.plan.plan import Plan
from planner.rotation.people import Rotating

if TYPE_CHECKING:
    from planner.rotation.scheme import Post, Scheme


def continued(scheme: Scheme, previous: Plan | None) -> Scheme:
    """The scheme with what went before: history, and what notice keeps."""
    was = _dated(previous)
    names = {post.name: post for post in scheme.posts}
    blocks, people, published = scheme.blocks, [], dict[tuple[str, int], str]()
    until = scheme.today + dt.timedelta(weeks=scheme.notice_weeks)
    past = _past(previous, blocks.first)
    known = set() if previous is None else set(previous["rotation_people"]["person"])
    for person in scheme.people:
        there = was.get(person.name, {})
        if past and person.name in known:
            line = [names.get(there.get(date, "")) for date in past]
            person = _with_history(person, line, names)
        people.append(person)
        for block in range(blocks.count):
            begins = blocks.begins(block)
            if begins >= until or block in person.away:
                continue
            then = there.get(begins, "")
            published[person.name, block] = then if then in names else person.before
    return replace(scheme, people=tuple(people), published=published)


def _with_history(
    person: Rotating, line: Sequence[Post | None], posts: Mapping[str, Post]
) -> Rotating:
    """A person with where an earlier plan has them in each block, None for leave or a post of no
    concern here. That ends what they were on, as it does within a plan."""
    had = person.had + Counter(post.kind for post in line if post is not None)
    last = line[-1]
    if last is None:
        return replace(person, before="", before_blocks=1, had=had)
    run = len(list(takewhile(lambda post: post is not None and post.kind == last.kind, line[::-1])))
    if run == len(line) and person.before and posts[person.before].kind == last.kind:
        run += person.before_blocks
    return replace(person, before=last.name, before_blocks=run, had=had)


def _past(previous: Plan | None, first: dt.date) -> list[dt.date]:
    """First days of an earlier plan's blocks before this day, in order."""
    if previous is None:
        return []
    begins = (dt.date.fromisoformat(day) for day in previous["block_dates"]["begins"])
    return sorted(day for day in begins if day < first)


def _dated(previous: Plan | None) -> dict[str, dict[dt.date, str]]:
    """Person → first day of a block → post, of an earlier plan."""
    found: dict[str, dict[dt.date, str]] = defaultdict(dict)
    if previous is not None:
        for row in previous["rotation"].itertuples(index=False):
            found[row.person][dt.date.fromisoformat(row.begins)] = row.post
    return found
