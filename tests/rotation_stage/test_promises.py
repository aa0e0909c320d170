"""Each promise of a scheme: kept, broken, and just kept; by the check that knows no model."""

from __future__ import annotations

from typing import Any

import pytest

from planner.rotation.promises import broken
from tests.rotation_stage.small import Frames, block, changed, frames, kind, scheme, where


def _people(*rows: dict[str, Any]) -> Frames:
    """Cells of each person's row."""
    people = frames()["rotation_people"]
    return {"rotation_people": [a | b for a, b in zip(people, rows, strict=True)]}


def _leave(person: str, number: int) -> Frames:
    first = block(number)
    return {"rotation_wishes": [{"person": person, "first": first, "wish": "leave",
                                 "last": block(number + 1)}]}  # fmt: skip


PAIR = {"pair": "x", "shared_post": "near"}
HOME = ("wwww", "wwww", "wwww")

# what is asked; a rotation that keeps it, if only just; one that does not; words of what is said
PROMISES: list[tuple[str, Frames, tuple[str, ...], tuple[str, ...], str]] = [
    ("no net loss", {}, ("nwww", "wfww", "wwww"), ("nwww", "fwww", "wwww"),
     "TRUST, block 1 from 2027-04-05: is without 1.00 WTE more than backfill"),
    ("part of a week", changed("rotation_posts", 0, days_per_week=2, taught_days=1, most=2),
     ("nwww", "wwww", "wwww"), ("nwww", "nwww", "wwww"), "without 0.20 WTE more"),
    ("handover", changed("rotation_posts", 0, handover_days=2),
     ("wnww", "wwww", "wwww"), ("wnww", "fwww", "wwww"),
     "block 1 from 2027-04-05: is without 0.10 WTE more"),
    ("allowed posts", _people({"posts": "near;ward"}, {}, {}), ("nwwn", "wwww", "wwww"),
     ("nwwc", "wwww", "wwww"), "P0: block 4 from 2027-06-28: is at 'clinic', and it is not among"),
    ("travel", changed("rotation_schemes", 0, travel_limit=60), ("fwww", "wwww", "wwww"), (), ""),
    ("travel too far", changed("rotation_schemes", 0, travel_limit=59), ("nwww", "wwww", "wwww"),
     ("fwww", "wwww", "wwww"), "it is more than 59 minutes from where they live"),
    ("pins", {"rotation_pins": [{"scheme": "s", "person": "P1", "block": 2, "post": "clinic"}]},
     ("wwww", "wcww", "wwww"), ("wwww", "cwww", "wwww"), "they are fixed at 'clinic' by hand"),
    ("leave", _leave("P0", 2), ("w-ww", "wwww", "wwww"), ("wwww", "wwww", "wwww"),
     "P0: block 2 from 2027-05-03: is at a post and on leave"),
    ("nowhere", {}, HOME, ("w-ww", "wwww", "wwww"), "P0: block 2 from 2027-05-03: is nowhere"),
    ("time at home", changed("rotation_schemes", 0, home_share=0.5), ("nnww", "wwww", "wwww"),
     ("nnnw", "wwww", "wwww"), "P0: is at home for 1 blocks, and must be for 2"),
    ("time at home is of time there", changed("rotation_schemes", 0, home_share=0.5)
     | _leave("P0", 4), ("nww-", "wwww", "wwww"), ("nnw-", "wwww", "wwww"), "must be for 2"),
    ("most in a row", kind(kind="practice", in_row_most=2), ("nfwn", "wwww", "wwww"),
     ("nfnw", "wwww", "wwww"), "P0: has 3 blocks of 'practice' in a row, and most are 2"),
    ("leave ends a run", kind(kind="ward", in_row_most=2) | _leave("P0", 3),
     ("ww-w", "wwcw", "wwcw"), ("wwww", "wwcw", "wwcw"), "is at a post and on leave"),
    ("most in a row with what went before", kind(kind="ward", in_row_most=3)
     | _people({"before": "ward", "before_blocks": 2}, {}, {}), ("wcww", "wwcw", "wwcw"),
     ("wwcw", "wwcw", "wwcw"), "P0: has 4 blocks of 'ward' in a row, and most are 3"),
    ("too much before is not charged again", kind(kind="ward", in_row_most=1)
     | _people({"before": "ward", "before_blocks": 3}, {}, {}), ("cwcw", "wcwc", "wcwc"),
     ("wcwc", "wcwc", "wcwc"), "P0: has 4 blocks of 'ward' in a row, and most are 1"),
    ("fewest in a row", kind(kind="clinic", in_row_least=2), ("wccw", "wwww", "wwwc"),
     ("wcww", "wwww", "wwww"), "P0: has 1 blocks of 'clinic' in a row, and fewest are 2"),
    ("fewest in a row with what went before", kind(kind="clinic", in_row_least=3)
     | _people({"before": "clinic", "before_blocks": 2}, {}, {}), ("cwww", "wwww", "wwww"),
     ("wwww", "wwww", "wwww"), "P0: has 2 blocks of 'clinic' in a row, and fewest are 3"),
    ("what comes next", kind(kind="practice", next="clinic"), ("nfcw", "wwww", "wwww"),
     ("nwww", "wwww", "wwww"), "P0: goes from 'practice' to 'ward'"),
    ("what comes next after what went before", kind(kind="practice", next="clinic")
     | _people({"before": "far"}, {}, {}), ("ncww", "wwww", "wwww"), ("wwww", "wwww", "wwww"),
     "P0: goes from 'practice' to 'ward'"),
    ("anything comes after leave", kind(kind="practice", next="clinic") | _leave("P0", 2),
     ("n-ww", "wwww", "wwww"), ("n-ww", "wwnw", "wwww"), "P1: goes from 'practice' to 'ward'"),
    ("what comes first", kind(kind="practice", only_after="clinic"), ("wcwn", "wwww", "wwww"),
     ("wwnc", "wwww", "wwww"), "P0: is on 'practice' before clinic"),
    ("what was had before", kind(kind="practice", only_after="clinic")
     | _people({"had": "clinic"}, {}, {}), ("nwww", "wwww", "wwww"), ("wwww", "nwww", "wwww"),
     "P1: is on 'practice' before clinic"),
    ("fewest of a kind", kind(kind="clinic", least=1), ("wwwc", "cwww", "wwcc"),
     ("wwwc", "cwww", "wwww"), "P2: has 0 blocks of 'clinic'"),
    ("most of a kind", kind(kind="clinic", most=1), ("wwwc", "cwww", "wwww"),
     ("cwwc", "cwww", "wwww"), "P0: has 2 blocks of 'clinic'"),
    ("most people", changed("rotation_schemes", 0, backfill_wte=3), ("nwww", "fwww", "wwww"),
     ("nwww", "nwww", "wwww"), "near, block 1 from 2027-04-05: has 2 people"),
    ("fewest people", changed("rotation_posts", 2, least=2), ("nwww", "wcww", "wwcw"),
     ("nwww", "wwww", "cwww"), "ward, block 1 from 2027-04-05: has 1 people"),
    ("supervision", changed("rotation_posts", 3, supervised_by=1)
     | _people({"experienced": True}, {}, {}), ("cwww", "cwww", "wwww"), ("wwww", "wcww", "wwww"),
     "clinic, block 2 from 2027-05-03: 0 of 1 who supervise are there"),
    ("the experienced supervise themselves", changed("rotation_posts", 3, supervised_by=2)
     | _people({"experienced": True}, {}, {}), ("cwww", "wwww", "wwww"), ("cwww", "cwww", "wwww"),
     "clinic, block 1 from 2027-04-05: 1 of 2 who supervise are there"),
    ("learners", changed("rotation_posts", 3, learners_most=1)
     | _people({"experienced": True}, {}, {}), ("cwww", "cwww", "wwww"), ("wwww", "cwww", "cwww"),
     "clinic, block 1 from 2027-04-05: has 2 people without experience"),
    ("people who stay on", changed("rotation_posts", 3, stay_on=1), ("ccww", "wccc", "wwww"),
     ("cwww", "wcww", "wwww"), "clinic, block 2 from 2027-05-03: 0 people stay on, and 1 must"),
    ("nobody was there before", changed("rotation_posts", 3, stay_on=1)
     | _people({"before": "clinic"}, {}, {}), ("ccww", "cwww", "wwww"), ("wwww", "cwww", "wwww"),
     "clinic, block 1 from 2027-04-05: 0 people stay on, and 1 must"),
    ("a shared post", _people(PAIR, PAIR, {}), ("nwnw", "wnwn", "wwww"), ("nwnw", "wwwn", "wwww"),
     "P0 and P1, block 2 from 2027-05-03: 0 of them are at 'near'"),
    ("a shared post and leave", _people(PAIR, PAIR, {}) | _leave("P0", 2), ("n-nw", "wnwn", "wwww"),
     ("n-nw", "wwwn", "wwww"), "0 of them are at 'near'"),
    ("groups", _people({"group": "g"}, {"group": "g"}, {}), ("cwwc", "cwwc", "wwww"),
     ("cwwc", "cwww", "wwww"), "group 'g', block 4 from 2027-06-28: is at clinic, ward"),
    ("groups go to one kind", _people({"group": "g"}, {"group": "g"}, {})
     | changed("rotation_schemes", 0, backfill_wte=2), ("nwww", "fwww", "wwww"),
     ("nwww", "wwww", "wwww"), "is at practice, ward"),
]  # fmt: skip


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise[0])
def test_a_promise_is_kept_and_broken(promise: tuple) -> None:
    _, asked, kept, off, words = promise
    made = scheme(asked)
    assert broken(made, where(made, *kept)) == []
    if words:
        said = broken(made, where(made, *off))
        assert any(words in line for line in said), said


def test_nothing_is_promised_of_net_loss_where_it_is_allowed() -> None:
    made = scheme(changed("rotation_schemes", 0, no_net_loss=False))
    assert broken(made, where(made, "nwww", "fwww", "wwww")) == []


def test_half_a_day_of_teaching_too_much_is_a_net_loss() -> None:
    """Three people taught a day and a half a week on the ward are 0.9 WTE; two days are 1.2."""
    three = ("wwww", "wwww", "wwww")
    made = scheme(changed("rotation_posts", 2, days_per_week=3.5, taught_days=1.5))
    assert broken(made, where(made, *three)) == []
    made = scheme(changed("rotation_posts", 2, days_per_week=3, taught_days=2))
    assert len(broken(made, where(made, *three))) == 4
