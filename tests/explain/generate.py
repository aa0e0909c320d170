"""Impossible places at random, of many kinds: what each kind sets against what is in its name.

Each kind takes the tiny place with figures of its own and adds what cannot be kept. Beside
these there are places of ``tests.skillmix.random_place`` that happen to be impossible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import planner
from fixtures import tiny
from planner.place.place import Place
from planner.plan.plan import Plan

Rows = list[dict[str, Any]]


@dataclass
class Made:
    """A place on the way to be impossible; ``base`` is made from the place as it is then."""

    random: Random
    frames: dict[str, Rows]
    settings: dict[str, Any]
    base: Plan | None = None

    def row(self, table: str, key: str) -> dict[str, Any]:
        return next(row for row in self.frames[table] if next(iter(row.values())) == key)

    def pin(self, decision: str, item: str, value: float, **more: Any) -> None:
        row = {
            "decision": decision,
            "organisation": "trust",
            "item": item,
            "period": "2027Q2",
            "comparison": "at_least",
            "value": value,
            **more,
        }
        self.frames.setdefault("pins", []).append(row)

    def place(self) -> Place:
        some = {name: rows for name, rows in self.frames.items() if rows}
        return planner.place_from_frames(self.settings, some)


def begun(random: Random) -> Made:
    """The tiny place with more or fewer staff, a possible one, of one to four quarters."""
    example = tiny.make()
    frames = {name: frame.to_dict("records") for name, frame in example.frames.items()}
    made = Made(random, frames, example.settings.model_dump())
    made.settings["quarters"] = random.choice([1, 2, 2, 3, 4])
    nurses = random.choice([2.0, 3.0, 4.4, 6.0])
    made.row("posts", "trust-nurse").update(establishment_wte=nurses, in_post_wte=nurses)
    made.row("budgets", "trust")["amount"] = 50 * (nurses + 1) + 120
    made.row("needs", "housebound")["people"] = random.choice([20, 60, 90])
    made.row("courses", "holistic_care")["intake_months"] = "1;4;7;10"
    return made


def amount(random: Random, least: float, most: float) -> float:
    """A figure with one to three decimals."""
    figure = round(random.uniform(least, most), random.choice([1, 1, 2, 3]))
    return min(max(figure, least), most)


# --- kinds ------------------------------------------------------------------------------


def pin_against_ceiling(made: Made) -> None:
    funded = made.row("posts", "trust-nurse")["establishment_wte"]
    made.pin("establishment", "nurse", funded + amount(made.random, 0.4, 3))


def pin_against_stock(made: Made) -> None:
    there = made.row("posts", "trust-nurse")["in_post_wte"]
    made.row("posts", "trust-nurse")["establishment_max"] = there + 10
    made.frames["recruitment"] = [
        {"recruitment": "local", "role": "nurse", "supply_per_year": amount(made.random, 0.2, 2)}
    ]
    made.pin("in_post", "nurse", there + amount(made.random, 1, 4))


def two_pins(made: Made) -> None:
    there = made.row("posts", "trust-nurse")["in_post_wte"]
    made.pin("in_post", "nurse", there - 0.5)
    made.pin("in_post", "nurse", there - amount(made.random, 0.6, 1.5), comparison="at_most")


def vacancy_against_recruitment(made: Made) -> None:
    post = made.row("posts", "council-social_worker")
    post.update(establishment_wte=4, vacancy_limit=amount(made.random, 0.05, 0.4), turnover=0.2)
    made.frames["recruitment"] = [
        {
            "recruitment": "local",
            "role": "social_worker",
            "supply_per_year": amount(made.random, 0.2, 2),
            "lead_months": made.random.choice([0, 0, 2, 5]),
        }
    ]
    made.row("budgets", "council")["amount"] = 400


def hard_budget(made: Made) -> None:
    made.row("budgets", "council")["amount"] = amount(made.random, 20, 95)


def budget_from_later(made: Made) -> None:
    made.settings["quarters"] = 3
    low = {"organisation": "council", "amount": amount(made.random, 20, 95), "period": "2027Q4"}
    made.frames["budgets"].append({**low, "source": ""})


def control_total(made: Made) -> None:
    made.row("organisations", "council").update(
        budget_rule="control_total", overspend_limit=amount(made.random, 1, 20)
    )
    made.row("budgets", "council")["amount"] = amount(made.random, 20, 70)


def supervision(made: Made) -> None:
    ratio = made.random.choice([0.25, 0.5])
    course = made.row("courses", "holistic_care")
    course.update(
        supervisor_role="physiotherapist", trainees_per_supervisor=ratio, places_per_intake=9
    )
    made.row("profiles", "holistic_nurse")["minimum_team_wte"] = 0
    made.pin("starts", "holistic_care", ratio + amount(made.random, 0.3, 1.2))


def frozen(made: Made) -> None:
    made.settings["quarters"] = 2
    made.base = planner.plan_skillmix(made.place())
    made.settings["policy"]["frozen_periods"] = 1
    moves = made.base["moves"]
    first = (moves["kind"] == "training_start") & (moves["period"] == made.base.record.periods[0])
    fewer = amount(made.random, 0.1, 0.9 * float(moves.loc[first, "wte"].sum()))
    made.row("courses", "holistic_care")["places_per_intake"] = fewer


def frozen_establishment(made: Made) -> None:
    made.settings["quarters"] = 3
    made.base = planner.plan_skillmix(made.place())
    made.frames["establishments"] = [
        {
            "post": "trust-nurse", "period": made.random.choice(["2027Q2", "2027Q2", "2027Q3"]),
            "establishment_wte": amount(made.random, 0.5, 1.9),
        }
    ]  # fmt: skip
    made.settings["policy"]["frozen_periods"] = 2


def funds(made: Made) -> None:
    made.frames["funds"] = [
        {"fund": "training", "kind": "training", "amount": amount(made.random, 0.5, 8)}
    ]
    made.row("courses", "holistic_care").update(fund="training", cost=9, places_per_intake=5)
    made.pin("starts", "holistic_care", 1.8)


def no_net_loss(made: Made) -> None:
    made.frames["rotations"] = [
        {
            "rotation": "rotate", "post": "trust-nurse", "least": 1, "most": 1.5,
            "home_share": 0.5, "in_force": "no", "notice_months": 0,
        }
    ]  # fmt: skip
    made.frames["rotation_hosts"] = [
        {"rotation": "rotate", "organisation": "council", "share": 1.0}
    ]
    made.row("posts", "trust-nurse")["turnover"] = amount(made.random, 0.1, 0.3)
    made.pin("arranged", "rotate", 1)


def fewest_who_rotate(made: Made) -> None:
    no_net_loss(made)
    there = made.row("posts", "trust-nurse")["in_post_wte"]
    made.frames["rotations"][0].update(
        no_net_loss="no", least=there + amount(made.random, 0.3, 2), most=there + 3
    )


def fragile_service(made: Made) -> None:
    made.frames["fragile_services"] = [
        {
            "service": "stroke", "competency": "mobility", "organisation": "trust",
            "minimum_team_wte": 1 + amount(made.random, 6.5, 9), "neighbour": "next",
            "price_per_hour": 40, "most_hours_per_week": 100,
        }
    ]  # fmt: skip
    made.pin("own_team", "stroke", 1)


def change_limit(made: Made) -> None:
    made.settings["policy"]["change_limit"] = amount(made.random, 0.05, 0.3)
    made.row("courses", "holistic_care")["places_per_intake"] = 9
    made.pin("starts", "holistic_care", 1.9)


def team_readiness(made: Made) -> None:
    made.frames["readiness"] = [
        {
            "organisation": "trust", "staff_group": "nursing",
            "readiness": amount(made.random, 0.05, 0.4), "change_limit": 0.2,
        }
    ]  # fmt: skip
    made.row("courses", "holistic_care")["places_per_intake"] = 9
    made.pin("starts", "holistic_care", 1.8)


def training_places(made: Made) -> None:
    made.pin("starts", "holistic_care", amount(made.random, 1.6, 2))
    made.row("courses", "holistic_care")["places_per_intake"] = amount(made.random, 0.2, 1.5)


def smallest_team(made: Made) -> None:
    made.settings["quarters"] = 2
    made.row("profiles", "holistic_nurse")["minimum_team_wte"] = 6 + amount(made.random, 0.5, 2)
    made.pin("adopted", "holistic_nurse", 1)


def transfers(made: Made) -> None:
    made.frames["transfers"] = [
        {
            "transfer": "down", "from_organisation": "trust", "from_role": "nurse",
            "to_role": "physiotherapist", "max_per_year": amount(made.random, 0.5, 2),
        }
    ]  # fmt: skip
    made.row("posts", "trust-physiotherapist")["establishment_max"] = 5
    made.pin("transfers", "down", amount(made.random, 0.8, 1.9))


def over_establishment(made: Made) -> None:
    made.row("posts", "trust-nurse")["establishment_wte"] = 1
    made.settings["policy"]["over_establishment_limit"] = amount(made.random, 0.1, 0.9)


def decided_establishment(made: Made) -> None:
    made.settings["quarters"] = 3
    made.frames["establishments"] = [
        {"post": "trust-nurse", "period": "2027Q3", "establishment_wte": 9}
    ]
    made.row("posts", "trust-nurse")["vacancy_limit"] = amount(made.random, 0.05, 0.3)


def agency(made: Made) -> None:
    made.row("posts", "trust-nurse").update(
        agency_max=amount(made.random, 0.05, 0.3), in_post_wte=0.5, vacancy_limit=""
    )
    made.row("budgets", "trust")["amount"] = 900
    made.pin("agency", "nurse", 1.9)  # the most nurses there are, 6, at the most agency, 30 %: 1.8


def lead_time(made: Made) -> None:
    made.row("posts", "trust-nurse")["establishment_max"] = 20
    made.frames["recruitment"] = [
        {
            "recruitment": "abroad", "role": "nurse", "supply_per_year": 8,
            "lead_months": made.random.choice([3, 6, 9]),
        }
    ]  # fmt: skip
    made.pin("hires", "nurse", amount(made.random, 0.3, 1.5))


def partners_drawn(made: Made) -> None:
    made.row("posts", "trust-nurse")["establishment_max"] = 30
    made.row("budgets", "trust")["amount"] = 2000
    made.frames["posts"].append(
        {
            "post": "council-nurse", "organisation": "council", "role": "nurse",
            "establishment_wte": 0.5, "in_post_wte": 0.5, "turnover": 0, "sickness": 0,
        }
    )  # fmt: skip
    made.row("budgets", "council")["amount"] = 200
    made.frames["recruitment"] = [
        {
            "recruitment": "local", "role": "nurse", "supply_per_year": 20,
            "organisation": "trust",
        }
    ]  # fmt: skip
    made.frames["draws"] = [
        {
            "recruitment": "local", "from_organisation": "council", "from_role": "nurse",
            "share": made.random.choice([0.3, 0.45, 0.8]),
        }
    ]  # fmt: skip
    made.pin("hires", "nurse", 3.3)


def agreement_capacity(made: Made) -> None:
    made.row("organisations", "council")["can_employ"] = "no"
    made.frames["agreements"] = [
        {
            "agreement": "for the council", "employer": "trust", "deploys_to": "council",
            "roles": "occupational_therapist; social_worker", "in_force": "yes",
            "capacity": 2 + amount(made.random, 0.1, 0.9),
        }
    ]  # fmt: skip
    made.row("posts", "council-social_worker")["establishment_max"] = 9
    made.row("budgets", "council")["amount"] = 900
    made.frames["recruitment"] = [
        {"recruitment": "local", "role": "social_worker", "supply_per_year": 20}
    ]
    made.pin("in_post", "social_worker", 2.5, organisation="council")


def several_at_once(made: Made) -> None:
    hard_budget(made)
    training_places(made)


Kind = Callable[[Made], None]

KINDS: tuple[Kind, ...] = (
    pin_against_ceiling,
    pin_against_stock,
    two_pins,
    vacancy_against_recruitment,
    hard_budget,
    budget_from_later,
    control_total,
    supervision,
    frozen,
    frozen_establishment,
    funds,
    no_net_loss,
    fewest_who_rotate,
    fragile_service,
    change_limit,
    team_readiness,
    training_places,
    smallest_team,
    transfers,
    over_establishment,
    decided_establishment,
    agency,
    lead_time,
    partners_drawn,
    agreement_capacity,
    several_at_once,
)


def impossible_places(seed: int) -> Iterator[tuple[str, Place, Plan | None]]:
    """Kind after kind without end, with other figures each time; (kind, place, base)."""
    random = Random(seed)
    while True:
        for kind in KINDS:
            made = begun(random)
            kind(made)
            yield kind.__name__, made.place(), made.base
