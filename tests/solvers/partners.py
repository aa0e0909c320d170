"""A workshop with partners: a club that cannot employ, a joint post and a rotation scheme."""

from __future__ import annotations

import copy
from typing import Any

from solvers.skillmix.problem import Problem
from tests.solvers.workshop import TABLES, Rows, problem

CLUB = {"organisation": "club", "kind": "voluntary", "can_employ": "no"}
CLUB_POST = {"post": "L-nurse", "organisation": "club", "role": "nurse", "establishment_wte": 0,
             "establishment_max": 4, "in_post_wte": 0, "turnover": 0, "sickness": 0}  # fmt: skip
AGREEMENTS: Rows = [
    {"agreement": f"{employer} for club", "employer": employer, "deploys_to": "club",
     "roles": "nurse", "capacity": 2, "cost": 3, "cost_per_year": 4, "fee_share": 0.1}
    for employer in ("trust", "council")
]  # fmt: skip
JOINT: dict[str, Rows] = {
    "joint_posts": [{"joint_post": "joint nurse", "post": "T-nurse", "wte": 1,
                     "replaces_wte": 0.5, "cost": 6}],
    "joint_post_partners": [{"joint_post": "joint nurse", "organisation": "council",
                             "share": 0.25, "replaces_post": "C-carer", "replaces_wte": 2}],
}  # fmt: skip
ROTATION: dict[str, Rows] = {
    "rotations": [{"rotation": "round", "post": "T-nurse", "least": 1, "most": 2,
                   "home_share": 0.5, "block_months": 4, "handover_days": 8.7,
                   "gains_profile": "mobile nurse", "gains_per_year": 0.5, "cost": 8}],
    "rotation_hosts": [{"rotation": "round", "organisation": "council", "share": 1}],
}  # fmt: skip
LOST = 0.1  # 8.7 of 87 working days


def with_partners(*what: dict[str, Rows], **posts: dict[str, Any]) -> Problem:
    """The workshop with these tables, its posts changed cell by cell."""
    tables: dict[str, Rows] = {}
    for some in what:
        tables |= copy.deepcopy(some)
    return problem(tables, posts={name.replace("_", "-"): cells for name, cells in posts.items()})


def club(**terms: Any) -> dict[str, Rows]:
    """A club with posts and the two agreements, which have these terms."""
    return {
        "organisations": [*TABLES["organisations"], CLUB],
        "posts": [*copy.deepcopy(TABLES["posts"]), dict(CLUB_POST)],
        "agreements": [{**row, **terms} for row in AGREEMENTS],
    }
