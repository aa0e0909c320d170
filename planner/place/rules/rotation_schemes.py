"""Rules on the tables of rotation schemes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.errors import Finding
from planner.nearest import did_you_mean
from planner.place.contracts import blank
from planner.place.rules.rule import Tables, needs

_Names = dict[str, list[str]]


def _in_schemes(tables: Tables, column: str) -> _Names:
    """Scheme → its posts, or their kinds, in the table's order, each once."""
    posts = tables["rotation_posts"]
    found: _Names = defaultdict(list)
    for scheme, name in zip(posts["scheme"], posts[column], strict=True):
        if name not in found[scheme]:
            found[scheme].append(name)
    return found


@needs("rotation_schemes", "rotation_posts", "rotation_people")
def schemes_are_whole(tables: Tables) -> Iterator[Finding]:
    """A scheme has posts away from home, and people."""
    posts, people = tables["rotation_posts"], set(tables["rotation_people"]["scheme"])
    owners = defaultdict(set)
    for scheme, owner in zip(posts["scheme"], posts["organisation"], strict=True):
        owners[scheme].add(owner)
    for i, row in enumerate(tables["rotation_schemes"].itertuples(index=False)):
        if not owners[row.scheme] - {row.organisation}:
            message = f"'{row.scheme}' has no post with a host, so nobody rotates"
            yield tables.error("rotation_schemes", i, "scheme", message, "add it to rotation_posts")
        if row.scheme not in people:
            message = f"nobody rotates in '{row.scheme}'"
            remedy = "name its people in rotation_people"
            yield tables.error("rotation_schemes", i, "scheme", message, remedy)


@needs("rotation_posts")
def rotation_posts_have_sizes(tables: Tables) -> Iterator[Finding]:
    """A post's fewest people, most people and wanted WTE are in order, and its days fit a week."""
    for i, row in enumerate(tables["rotation_posts"].itertuples(index=False)):
        if not blank(row.most) and row.most < row.least:
            message = f"fewest of {row.least} people is more than most of {int(row.most)}"
            yield tables.error("rotation_posts", i, "most", message, "mend one of the two")
        most = float("inf") if blank(row.most) else row.most * row.days_per_week / 5
        if row.wanted > most + 1e-9:
            message = f"{row.wanted:g} WTE is more than {int(row.most)} people give in whole-time contracts"
            yield tables.error("rotation_posts", i, "wanted", message, "mend one of the two")
        if row.days_per_week + row.taught_days > 5:
            message = f"{row.days_per_week:g} days and {row.taught_days:g} taught are over five"
            yield tables.error("rotation_posts", i, "taught_days", message, "mend one of the two")


@needs("rotation_kinds", "rotation_posts")
def rotation_kinds_are_known(tables: Tables) -> Iterator[Finding]:
    """Kinds are those of the scheme's posts, and their blocks are in order."""
    kinds = _in_schemes(tables, "kind")
    for i, row in enumerate(tables["rotation_kinds"].itertuples(index=False)):
        known = kinds[row.scheme]
        for column, named in (
            ("kind", (row.kind,)),
            ("next", row.next),
            ("only_after", row.only_after),
        ):
            for kind in named:
                if kind not in known:
                    message = f"'{row.scheme}' has no post of the kind '{kind}'"
                    remedy = did_you_mean(kind, known)
                    yield tables.error("rotation_kinds", i, column, message, remedy)
        if row.kind in row.only_after:
            message = "it cannot come only after itself"
            yield tables.error("rotation_kinds", i, "only_after", message, "name other kinds")
        for least, most in (("in_row_least", "in_row_most"), ("least", "most")):
            few, many = getattr(row, least), getattr(row, most)
            if not blank(many) and many < few:
                message = f"fewest of {few} is more than most of {int(many)}"
                yield tables.error("rotation_kinds", i, most, message, "mend one of the two")
        if bool(row.competencies) and blank(row.gain_blocks):
            message = "competencies are gained, and it is not said after how many blocks"
            yield tables.error("rotation_kinds", i, "gain_blocks", message, "say it")


@needs("rotation_people", "rotation_posts", "rotation_schemes", "staff")
def rotation_people_are_known(tables: Tables) -> Iterator[Finding]:
    """Who rotates is of the home employer, and what they may be at are posts of the scheme."""
    posts, kinds = _in_schemes(tables, "post"), _in_schemes(tables, "kind")
    schemes, staff = tables["rotation_schemes"], tables["staff"]
    home = dict(zip(schemes["scheme"], schemes["organisation"], strict=True))
    employer = dict(zip(staff["person"], staff["organisation"], strict=True))
    for i, row in enumerate(tables["rotation_people"].itertuples(index=False)):
        if employer[row.person] != home[row.scheme]:
            message = f"'{row.person}' is of '{employer[row.person]}', and the scheme is at home with '{home[row.scheme]}'"
            remedy = "name people of the home employer"
            yield tables.error("rotation_people", i, "person", message, remedy)
        named = [("posts", post) for post in row.posts]
        named += [(column, getattr(row, column)) for column in ("shared_post", "before")]
        for column, post in named:
            if not blank(post) and post not in posts[row.scheme]:
                message = f"'{row.scheme}' has no post '{post}'"
                remedy = did_you_mean(post, posts[row.scheme])
                yield tables.error("rotation_people", i, column, message, remedy)
        for kind in row.had:
            if kind not in kinds[row.scheme]:
                message = f"'{row.scheme}' has no post of the kind '{kind}'"
                yield tables.error(
                    "rotation_people", i, "had", message, did_you_mean(kind, kinds[row.scheme])
                )


@needs("rotation_people")
def pairs_are_two(tables: Tables) -> Iterator[Finding]:
    """A pair is two people of a scheme who share one post."""
    people = tables["rotation_people"]
    members = defaultdict(list)
    for i, row in enumerate(people.itertuples(index=False)):
        if blank(row.pair) != blank(row.shared_post):
            message = "pair and shared_post are only given together"
            yield tables.error("rotation_people", i, "shared_post", message, "give both, or none")
        elif not blank(row.pair):
            members[row.scheme, row.pair].append((i, row.shared_post))
            if row.posts and row.shared_post not in row.posts:
                message = f"'{row.person}' may not be at '{row.shared_post}'"
                yield tables.error("rotation_people", i, "posts", message, "add it to the posts")
    for (_, pair), found in members.items():
        if len(found) != 2:
            message = f"{len(found)} people are of the pair '{pair}', and a pair is two"
            yield tables.error("rotation_people", found[0][0], "pair", message, "mend the pair")
        elif found[0][1] != found[1][1]:
            message = f"the pair '{pair}' shares two posts, '{found[0][1]}' and '{found[1][1]}'"
            yield tables.error("rotation_people", found[1][0], "shared_post", message, "name one")


@needs("rotation_wishes", "rotation_posts", "rotation_people")
def wishes_say_something(tables: Tables) -> Iterator[Finding]:
    """A wish is of somebody who rotates, names what is wished for, and ends after it begins."""
    items = {*tables["rotation_posts"]["post"], *tables["rotation_posts"]["kind"]}
    rotate = set(tables["rotation_people"]["person"])
    for i, row in enumerate(tables["rotation_wishes"].itertuples(index=False)):
        if row.person not in rotate:
            message = f"'{row.person}' rotates in no scheme"
            remedy = did_you_mean(row.person, rotate)
            yield tables.error("rotation_wishes", i, "person", message, remedy)
        if row.last < row.first:
            message = f"it ends before it begins on {row.first}"
            yield tables.error("rotation_wishes", i, "last", message, "mend one of the dates")
        if row.wish == "leave" and not blank(row.item):
            message = "leave is from everything"
            yield tables.error("rotation_wishes", i, "item", message, "leave it blank")
        if row.wish != "leave" and row.item not in items:
            message = "no scheme has such a post or kind of post"
            remedy = did_you_mean(row.item, items) if row.item else "name a post or a kind"
            yield tables.error("rotation_wishes", i, "item", message, remedy)


@needs("rotation_pins", "rotation_posts", "rotation_people", "rotation_schemes")
def rotation_pins_can_be_kept(tables: Tables) -> Iterator[Finding]:
    """What is fixed is of a person of the scheme, at a post they may be at, in one of its blocks."""
    posts = _in_schemes(tables, "post")
    schemes = tables["rotation_schemes"]
    blocks = dict(zip(schemes["scheme"], schemes["blocks"], strict=True))
    people = {
        (row.scheme, row.person): row.posts
        for row in tables["rotation_people"].itertuples(index=False)
    }
    for i, row in enumerate(tables["rotation_pins"].itertuples(index=False)):
        if (row.scheme, row.person) not in people:
            message = f"'{row.person}' does not rotate in '{row.scheme}'"
            known = [person for scheme, person in people if scheme == row.scheme]
            yield tables.error(
                "rotation_pins", i, "person", message, did_you_mean(row.person, known)
            )
            continue
        may = people[row.scheme, row.person] or posts[row.scheme]
        if row.post not in may:
            message = f"'{row.person}' may not be at '{row.post}' in '{row.scheme}'"
            yield tables.error("rotation_pins", i, "post", message, did_you_mean(row.post, may))
        if row.block > blocks[row.scheme]:
            message = f"'{row.scheme}' has {blocks[row.scheme]} blocks"
            yield tables.error("rotation_pins", i, "block", message, "name one of them")
