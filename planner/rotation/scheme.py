"""A scheme, as the place states it."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.errors import PlaceplanError
from planner.nearest import did_you_mean
from planner.place.contracts import blank
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.rotation.blocks import WEEK, Blocks
from planner.rotation.history import continued
from planner.rotation.people import Rotating, read_people


@dataclass(frozen=True)
class Post:
    """A post of a scheme; ``rotation_posts`` says what each figure is. None: no limit."""

    name: str
    kind: str
    organisation: str
    home: bool
    locality: str
    least: int
    wanted: float
    most: int | None
    supervised_by: int
    learners_most: int | None
    stay_on: int
    handover_days: float
    days_per_week: float
    taught_days: float
    host_pays: float
    pays_most: float | None

    @property
    def has_share(self) -> float:
        """Share of a person's week that is worked at the post."""
        return self.days_per_week / WEEK

    @property
    def away_share(self) -> float:
        """Share of a person's week that the home employer is without."""
        return (self.taught_days if self.home else self.days_per_week + self.taught_days) / WEEK


@dataclass(frozen=True)
class KindOfPost:
    """What is asked of a kind of post; ``next`` None: any may come next."""

    name: str
    in_row_least: int = 1
    in_row_most: int | None = None
    next: frozenset[str] | None = None
    only_after: frozenset[str] = frozenset()
    least: int = 0
    most: int | None = None
    gain_blocks: int = 0
    competencies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scheme:
    """A scheme with its people.

    Attributes
    ----------
    home : the home employer.
    home_share : least share of each person's blocks at home posts.
    backfill : WTE that the home employer can be without.
    today, notice_weeks : blocks that begin within so many weeks of today stay as they were.
    travel_limit : minutes; None: no limit.
    kinds : those of the posts, in their order.
    travel : (from, to) → minutes, of localities.
    travel_otherwise : minutes between two localities of which nothing is said.
    pins : (person, block) → post, by hand.
    published : (person, block) → post of what notice keeps; an empty one stands for any at home.
    """

    place: Place
    name: str
    home: str
    blocks: Blocks
    home_share: float
    backfill: float
    no_net_loss: bool
    today: dt.date
    notice_weeks: int
    travel_limit: float | None
    posts: tuple[Post, ...]
    kinds: tuple[KindOfPost, ...]
    people: tuple[Rotating, ...]
    travel: Mapping[tuple[str, str], float]
    travel_otherwise: float
    pins: Mapping[tuple[str, int], str]
    published: Mapping[tuple[str, int], str]

    def post(self, name: str) -> Post:
        return next(post for post in self.posts if post.name == name)

    def minutes(self, person: Rotating, post: Post) -> float:
        """Travel from where a person lives to a post; nothing where either is unknown, and none
        within a locality of which nothing is said."""
        if not person.lives or not post.locality:
            return 0.0
        silent = 0.0 if person.lives == post.locality else self.travel_otherwise
        return self.travel.get((person.lives, post.locality), silent)

    def why_not(self, person: Rotating, block: int, post: Post) -> str:
        """Why a person may not be at a post in a block; empty where they may."""
        if person.posts and post.name not in person.posts:
            return "it is not among the posts they may be at"
        if self.travel_limit is not None and self.minutes(person, post) > self.travel_limit:
            return f"it is more than {self.travel_limit:g} minutes from where they live"
        pin = self.pins.get((person.name, block))
        if pin is not None and pin != post.name:
            return f"they are fixed at '{pin}' by hand"
        kept = self.published.get((person.name, block))
        if kept is not None and pin is None and (kept != post.name if kept else not post.home):
            return "the notice of a change is too short"
        return ""

    def home_least(self, person: Rotating) -> int:
        """Blocks that a person is at home posts at least."""
        there = self.blocks.count - len(person.away)
        return math.ceil(self.home_share * there - 1e-9)

    def pairs(self) -> list[tuple[Rotating, Rotating]]:
        """Two people each who share a post, in the order in which they are met."""
        found: dict[str, list[Rotating]] = defaultdict(list)
        for person in self.people:
            if person.pair:
                found[person.pair].append(person)
        return [(first, second) for first, second in found.values()]

    def shared(self, person: Rotating) -> list[str]:
        """The post that a person of a pair shares, and others of the same host in the same place."""
        own = self.post(person.shared_post)
        where = own.organisation, own.locality
        return [post.name for post in self.posts if (post.organisation, post.locality) == where]

    def groups(self) -> list[list[Rotating]]:
        """People of each group, in the order in which they are met."""
        found: dict[str, list[Rotating]] = defaultdict(list)
        for person in self.people:
            if person.group:
                found[person.group].append(person)
        return list(found.values())


def make_scheme(
    place: Place, name: str, today: dt.date | None = None, previous: Plan | None = None
) -> Scheme:
    """A scheme of a place.

    Parameters
    ----------
    today : the day from which notice counts; without one, so long before the first block that
        everything may change.
    previous : a plan of this stage: what it has before the first block is history, and what it
        has within notice is kept.

    Raises
    ------
    PlaceplanError : there is no such scheme.
    """
    schemes = place["rotation_schemes"]
    rows = [row for row in schemes.itertuples(index=False) if row.scheme == name]
    if not rows:
        known = schemes["scheme"].tolist()
        said = did_you_mean(name, known)
        raise PlaceplanError(
            f"The place has no rotation scheme '{name}'" + (f"; {said}" if said else ".")
        )
    row = rows[0]
    first = place.settings.start if blank(row.first) else row.first
    blocks = Blocks(first, int(row.block_weeks), int(row.blocks))
    notice = dt.timedelta(weeks=int(row.notice_weeks))
    posts = _posts(place, name, row.organisation)
    kinds = _kinds(place, name, posts)
    enough = {kind.name: max(1, kind.gain_blocks) for kind in kinds}
    scheme = Scheme(
        place=place,
        name=name,
        home=row.organisation,
        blocks=blocks,
        home_share=float(row.home_share),
        backfill=float(row.backfill_wte),
        no_net_loss=bool(row.no_net_loss),
        today=first - notice if today is None else today,
        notice_weeks=int(row.notice_weeks),
        travel_limit=None if blank(row.travel_limit) else float(row.travel_limit),
        posts=posts,
        kinds=kinds,
        people=tuple(read_people(place, name, blocks, [post.name for post in posts], enough)),
        travel=_journeys(place),
        travel_otherwise=place.settings.policy.travel_minutes,
        pins={
            (pin.person, int(pin.block) - 1): pin.post
            for pin in place["rotation_pins"].itertuples(index=False)
            if pin.scheme == name
        },
        published={},
    )
    return continued(scheme, previous)


def _journeys(place: Place) -> dict[tuple[str, str], float]:
    """(from, to) → minutes; the way back takes as long where nothing else is said of it."""
    minutes: dict[tuple[str, str], float] = {}
    rows = list(place["travel"].itertuples(index=False))
    for row in rows:
        minutes[row.from_locality, row.to_locality] = float(row.minutes)
    for row in rows:
        minutes.setdefault((row.to_locality, row.from_locality), float(row.minutes))
    return minutes


def _posts(place: Place, scheme: str, home: str) -> tuple[Post, ...]:
    found = []
    for row in place["rotation_posts"].itertuples(index=False):
        if row.scheme == scheme:
            found.append(
                Post(
                    row.post,
                    row.kind,
                    row.organisation,
                    row.organisation == home,
                    "" if blank(row.locality) else row.locality,
                    int(row.least),
                    float(row.wanted),
                    _whole(row.most),
                    int(row.supervised_by),
                    _whole(row.learners_most),
                    int(row.stay_on),
                    float(row.handover_days),
                    float(row.days_per_week),
                    float(row.taught_days),
                    float(row.host_pays),
                    None if blank(row.pays_most) else float(row.pays_most),
                )
            )
    return tuple(found)


def _whole(cell: object) -> int | None:
    return None if blank(cell) else int(cell)  # type: ignore[call-overload]


def _kinds(place: Place, scheme: str, posts: Sequence[Post]) -> tuple[KindOfPost, ...]:
    stated = {
        row.kind: KindOfPost(
            row.kind,
            int(row.in_row_least),
            _whole(row.in_row_most),
            frozenset(row.next) or None,
            frozenset(row.only_after),
            int(row.least),
            _whole(row.most),
            _whole(row.gain_blocks) or 0,
            tuple(row.competencies),
        )
        for row in place["rotation_kinds"].itertuples(index=False)
        if row.scheme == scheme
    }
    return tuple(
        stated.get(kind, KindOfPost(kind)) for kind in dict.fromkeys(p.kind for p in posts)
    )
