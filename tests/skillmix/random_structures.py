"""Structures across employers in a tiny place at random, drawn for the rest of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from random import Random
from typing import Any

Rows = list[dict[str, Any]]

COMPETENCIES = ("a", "b", "c")
#: Tables each of whose rows is a yes or no beside adoptions and levers.
STRUCTURES = ("agreements", "joint_posts", "rotations", "hubs")


class Drawing(ABC):
    """Chance, and what is there before structures are."""

    random: Random
    employers: list[str]
    localities: list[str]
    roles: list[str]
    posts: Rows
    profiles: Rows

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def _some(self, things: tuple[str, ...] | list[str], low: int, high: int) -> list[str]:
        count = min(len(things), self.random.randint(low, high))
        return sorted(self.random.sample(list(things), count))

    def _pick(self, *values: Any) -> Any:
        return self.random.choice(values)

    @abstractmethod
    def labels(self) -> list[str]:
        """Labels of the place's periods."""

    @abstractmethod
    def _post(self, employer: str, role: str, place: str) -> dict[str, Any]:
        """A row of ``posts``."""


class Structures(Drawing):
    """Few of them at once: brute force tries each way of one with each of the others."""

    def add_structures(self, tables: dict[str, Rows]) -> None:
        whole = len(self.profiles) + len(tables["levers"])
        short = len(self.labels()) < 3
        if short and whole < 2 and self.chance(0.6):
            self._add_back_office(tables)
        elif short and whole < 3 and self.chance(0.65):
            self._add_arrangements(tables)
        elif short and whole < 3 and self.chance(0.5):
            self._add_hubs(tables)
        beside = sum(len(tables.get(name, ())) for name in STRUCTURES)
        few = whole < 2 and whole + beside < 3 and "hosts" not in tables
        if few and self.chance(0.5):
            tables["fragile_services"] = self._fragile_services(len(self.labels()))
            if self.chance(0.2):
                tables["pins"].append(self._pin_of_a_service(tables["fragile_services"]))
        if any(tables.get(name) for name in ("agreements", "joint_posts", "rotations")):
            self._pin_arrangement(tables)

    def _add_back_office(self, tables: dict[str, Rows]) -> None:
        """A payroll at some employers; the others and a hub may host it, and budgets are
        more or less up to it."""
        tables["organisations"].append({"organisation": "hub", "kind": "back_office"})
        some = self._some(self.employers, 1, 2)
        tables["back_office"] = [
            {
                "organisation": employer,
                "function": "payroll",
                "driver": "payslips",
                "workload": self._pick(10, 40, 100),
                "wte": self._pick(0, 0.5, 2),
                "cost": self._pick(5, 20, 50),
                "transition_cost": self._pick(0, 1, 5),
                "redeployed_share": self._pick("", 0.5, 0),
                "retrained_share": 0,
                "retraining_cost": 4,
                "release_cost": self._pick(0, 10),
            }
            for employer in some
        ]
        for row in tables["back_office"]:
            if row["redeployed_share"] == 0.5:
                row["retrained_share"] = self._pick(0, 0.25, 0.5)
        work = sum(row["workload"] for row in tables["back_office"])
        tables["hosts"] = [
            {
                "organisation": host,
                "function": "payroll",
                "fixed_cost": self._pick(0, 3, 20),
                "variable_cost": self._pick(0.02, 0.1, 0.3),
                "capacity": self._pick("", work, work / 2),
                "minimum_scale": self._pick(0, work / 4, work / 2),
                "wte_per_workload": self._pick(0, 0.01, 0.05),
            }
            for host in self._some([*self.employers, "hub"], 1, 2)
        ]
        for row in tables["budgets"]:
            mine = [r for r in tables["back_office"] if r["organisation"] == row["organisation"]]
            row["amount"] += sum(r["cost"] for r in mine) * self._pick(0.8, 1, 1.2)

    def _add_arrangements(self, tables: dict[str, Rows]) -> None:
        """A club that cannot employ and may have an agreement or two; a joint post; rotation."""
        kind = self._pick("agreements", "joint_posts", "rotations")
        post = self._pick(*self.posts)
        owner = post["organisation"]
        others = [e for e in (*self.employers, "club") if e != owner]
        tables["organisations"].append(
            {"organisation": "club", "kind": "voluntary", "can_employ": "no"}
        )
        terms = {
            "cost": self._pick(0, 1, 4),
            "notice_months": self._pick(0, 0, 2, 3),
            "in_force": self._pick("no", "no", "yes"),
        }
        if kind == "agreements":
            self._add_agreements(tables, terms)
        elif kind == "joint_posts":
            partner = self._pick(*others)
            theirs = [p for p in self.posts if p["organisation"] == partner]
            replaced = self._pick("", *theirs) if theirs else ""
            wte = self._pick(0.5, 1)
            if post["establishment_wte"] < wte:
                terms["in_force"] = "no"
            tables["joint_posts"] = [
                {
                    "joint_post": "joint",
                    "post": post["post"],
                    "wte": wte,
                    "replaces_wte": min(self._pick(0, wte), post["establishment_wte"]),
                    **terms,
                }
            ]
            tables["joint_post_partners"] = [
                {
                    "joint_post": "joint",
                    "organisation": partner,
                    "share": self._pick(0.25, 0.5, 1),
                    "replaces_post": replaced["post"] if replaced else "",
                    "replaces_wte": min(0.5, replaced["establishment_wte"]) if replaced else 0,
                }
            ]
        else:
            if post["in_post_wte"] < 0.5:
                terms["in_force"] = "no"
            grown = [p for p in self.profiles if p["role"] == post["role"]]
            grown = [p for p in grown if p["profile"] != p["role"]]
            gain = self._pick("", *(p["profile"] for p in grown))
            tables["rotations"] = [
                {
                    "rotation": "rotate",
                    "post": post["post"],
                    "least": self._pick(0, 0.5),
                    "most": self._pick(0.5, 1, 2),
                    "block_months": self._pick(3, 6),
                    "home_share": self._pick(0, 0.5),
                    "handover_days": self._pick(0, 3, 20),
                    "no_net_loss": self._pick("yes", "no", "no"),
                    "gains_profile": gain,
                    "gains_per_year": self._pick(0.25, 1) if gain else 0,
                    "cost_per_year": self._pick(0, 2),
                    **terms,
                }
            ]
            hosts = others[: self._pick(1, 2)]
            tables["rotation_hosts"] = [
                {"rotation": "rotate", "organisation": host, "share": 1 / len(hosts)}
                for host in hosts
            ]

    def _add_agreements(self, tables: dict[str, Rows], terms: dict[str, Any]) -> None:
        """Posts of a club, filled by whoever of the employers has an agreement with it."""
        role = self._pick(*self.roles)
        made = self._post("club", role, "")
        if terms["in_force"] == "no":
            made["in_post_wte"] = 0
        tables["posts"].append(made)
        tables["organisations"][0]["can_employ"] = "yes"
        employers = [self.employers[0]]
        if len(self.employers) > 1 and tables["organisations"][1]["can_employ"] != "no":
            employers = self._some(self.employers, 1, 2)
        tables["agreements"] = [
            {
                "agreement": f"{employer} for club",
                "employer": employer,
                "deploys_to": "club",
                "roles": role,
                "capacity": self._pick("", max(1, made["in_post_wte"]), 5),
                "cost_per_year": self._pick(0, 1),
                "fee_share": self._pick(0, 0.1),
                **terms,
                "in_force": terms["in_force"] if employer == employers[0] else "no",
            }
            for employer in employers
        ]

    def _pin_arrangement(self, tables: dict[str, Rows]) -> None:
        """Now and then what is arranged is fixed by hand."""
        of_post = {p["post"]: p["organisation"] for p in tables["posts"]}
        names = [(r["agreement"], r["deploys_to"]) for r in tables.get("agreements", [])]
        names += [(r["joint_post"], of_post[r["post"]]) for r in tables.get("joint_posts", [])]
        names += [(r["rotation"], of_post[r["post"]]) for r in tables.get("rotations", [])]
        if self.chance(0.25):
            item, payer = self._pick(*names)
            pin = {
                "decision": "arranged",
                "organisation": payer,
                "item": item,
                "period": self._pick("", self.labels()[-1]),
                "comparison": self._pick("exactly", "at_least", "at_most"),
                "value": self._pick(0, 1),
            }
            tables["pins"] = [*tables["pins"], pin]

    def _add_hubs(self, tables: dict[str, Rows]) -> None:
        """Sites that are hubs or may open as one, with more or fewer desks."""
        homes = self._some(["centre", "annexe"], 1, 1 + (len(self.profiles) == 0))
        tables["sites"] = [
            {
                "site": site,
                "organisation": self._pick(*self.employers),
                "locality": self._pick(*self.localities),
                "desks": self._pick(1, 2, 4),
                "hub": self._pick("no", "no", "no", "yes"),
            }
            for site in homes
        ]
        tables["hubs"] = [
            {
                "site": row["site"],
                "localities": self._pick("", "", ";".join(self.localities)),
                "need_groups": self._pick("", "", "people"),
                "cost": 0 if row["hub"] == "yes" else self._pick(0, 1, 5),
                "cost_per_year": self._pick(0, 2, 8),
                "earliest": "" if row["hub"] == "yes" else self._pick("", "", self.labels()[-1]),
                "hours_per_desk": self._pick("", 2, 5),
                "travel_saved": self._pick(0, 0.25, 1),
            }
            for row in tables["sites"]
        ]
        if self.chance(0.25):
            pin = {
                "decision": "opened",
                "organisation": tables["sites"][0]["organisation"],
                "item": homes[0],
                "period": self._pick("", self.labels()[-1]),
                "comparison": self._pick("exactly", "at_least", "at_most"),
                "value": self._pick(0, 1),
            }
            tables["pins"] = [*tables["pins"], pin]

    def _fragile_services(self, periods: int) -> Rows:
        """One or two services that are run by a large enough team or bought."""
        some = self.random.sample(COMPETENCIES, self._pick(1, 1, 2 if periods < 3 else 1))
        rows = [
            {
                "service": f"service {competency}",
                "competency": competency,
                "minimum_team_wte": self._pick(0, 1, 2, 4),
                "minimum_from": self._pick("", "", self.labels()[-1]),
                "own_today": self._pick("yes", "yes", "no"),
                "organisation": self._pick(*self.employers),
                "neighbour": self._pick("next door", "far away", "next door", "far away", ""),
                "price_per_hour": self._pick(0, 40, 120),
            }
            for competency in some
        ]
        for row in rows:
            row["most_hours_per_week"] = self._pick(2, 10, 40) if row["neighbour"] else 0
        return rows

    def _pin_of_a_service(self, services: Rows) -> dict[str, Any]:
        service = self._pick(*services)
        return {
            "decision": "own_team",
            "organisation": self._pick(*[service["organisation"]] * 4, *self.employers),
            "item": service["service"],
            "period": self._pick("", *self.labels()),
            "comparison": self._pick("exactly", "at_least", "at_most"),
            "value": self._pick(0, 1),
        }
