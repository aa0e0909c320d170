"""Tiny places at random: every feature of the stage turns up, many places are impossible."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

import planner
from planner.place.periods import make_periods
from planner.place.place import Place
from planner.place.settings import Policy, Priority, Settings
from tests.skillmix.random_structures import COMPETENCIES, Rows, Structures

MEASURES = ("unmet_need", "destabilisation", "visits", "cost", "change", "released", "vacancy")


def random_place(random: Random) -> Place:
    """A sound place of at most two employers, three roles and three periods."""
    return planner.place_from_frames(*random_frames(random))


def random_frames(random: Random) -> tuple[Settings, dict[str, Rows]]:
    """Settings and tables of such a place."""
    maker = _Maker(random)
    return maker.settings(), {name: rows for name, rows in maker.tables().items() if rows}


class _Maker(Structures):
    def __init__(self, random: Random):
        self.random = random
        self.quarters, self.years = random.choice(
            [(1, 0), (2, 0), (3, 0), (0, 1), (1, 1), (2, 1), (0, 2)]
        )
        self.start = dt.date(2027, random.choice([1, 4, 7]), 1)
        self.employers = ["trust", "council"][: random.choice([1, 2, 2])]
        self.localities = ["north", "south"][: random.choice([1, 1, 2])]
        self.roles = ["nurse", "therapist", "carer"][: random.choice([1, 2, 2, 3])]
        self.core = {r: self._some(COMPETENCIES, 1, 2) for r in self.roles}
        self.spare = {r: [c for c in COMPETENCIES if c not in self.core[r]] for r in self.roles}
        self.group = {r: self._pick("health", "care") for r in self.roles}
        self.posts = self._posts()
        self.profiles = self._profiles()

    # --- settings ---------------------------------------------------------------------

    def settings(self) -> Settings:
        order = ["unmet_need", "destabilisation", "visits", "cost", "change"]
        if self.chance(0.4):
            order = self.random.sample(MEASURES, 4)
        return Settings(
            name="Random",
            start=self.start,
            quarters=self.quarters,
            years=self.years,
            priorities=tuple(Priority(measure=m, tolerance=0) for m in order),
            policy=Policy(
                travel_minutes=self._pick(0, 10, 15),
                change_limit=self._pick(0.1, 0.5, 1.0, 5.0),
                over_establishment_limit=self._pick(None, None, 1.0, 4.0),
                adoption_grace_months=self._pick(0, 3, 12, 24),
                new_profiles=not self.chance(0.1),
            ),
        )

    def labels(self) -> list[str]:
        return [p.label for p in make_periods(self.start, self.quarters, self.years)]

    # --- tables -----------------------------------------------------------------------

    def tables(self) -> dict[str, Rows]:
        tables: dict[str, Rows] = {
            "organisations": [
                {
                    "organisation": e,
                    "kind": {"trust": "community_trust", "council": "council"}[e],
                    "can_employ": self._pick("yes", "yes", "yes", "no"),
                    "budget_rule": self._pick("hard", "hard", "control_total"),
                    "overspend_limit": self._pick(0, 5, 40),
                    "change_limit": self._pick("", "", 0.5),
                }
                for e in self.employers
            ],
            "localities": [{"locality": place, "population": 1000} for place in self.localities],
            "competencies": [{"competency": c} for c in COMPETENCIES],
            "roles": [self._role(r) for r in self.roles],
            "role_competencies": [
                {"role": r, "competency": c, "status": status}
                for r in self.roles
                for status, some in (("core", self.core[r]), ("learnable", self.spare[r]))
                for c in some
            ],
            "profiles": self.profiles,
            "posts": self.posts,
        }
        tables.update(self._care())
        tables["courses"] = self._courses()
        tables["recruitment"] = self._recruitment()
        tables["draws"] = self._draws(tables["recruitment"])
        tables["transfers"] = self._transfers()
        tables.update(self._money(tables["courses"]))
        tables["establishments"] = self._establishments()
        tables["staff"] = self._staff()
        tables.update(self._levers(tables["recruitment"]))
        tables["pins"] = self._pins(tables)
        if len(self.localities) > 1 and self.chance(0.5):
            pairs = {
                (self._pick(*self.employers), p["locality"])
                for p in self.posts
                if not p["locality"]
            }
            owners = {owner for owner, _ in pairs}
            tables["service_areas"] = [
                {"organisation": o, "locality": place}
                for o in sorted(owners)
                for place in sorted(
                    {self._pick(*self.localities)}
                    | {
                        p["locality"]
                        for p in self.posts
                        if p["organisation"] == o and p["locality"]
                    }
                )
            ]
        if self.chance(0.3):
            place = self._pick(*self.localities)
            tables["travel"] = [{"from_locality": place, "to_locality": place, "minutes": 20}]
        tables["flows"] = self._flows()
        tables["readiness"] = self._readiness()
        self.add_structures(tables)
        if self.chance(0.25):
            self._pick(*self.posts)["time_outside"] = self._pick(0.2, 0.5, 1)
        return tables

    def _readiness(self) -> Rows:
        """Teams more or less ready for change, at once or later."""
        keys = {
            (
                self._pick(*self.employers),
                self._pick("", *self.group.values()),
                self._pick("", "", *self.labels()),
            )
            for _ in range(self._pick(0, 0, 0, 1, 2, 3))
        }
        return [
            {
                "organisation": employer,
                "staff_group": group,
                "period": period,
                "readiness": self._pick(0, 0.3, 0.5, 0.8, 1),
                "change_limit": self._pick("", "", 0, 0.2, 0.6),
                "ramp_stretch": self._pick("", "", 1, 1.5, 3.1),
            }
            for employer, group, period in sorted(keys)
        ]

    def _flows(self) -> Rows:
        """Residents served by neighbours and people from there, at once or later."""
        keys = {
            (
                self._pick(*self.localities),
                self._pick("east", "west"),
                self._pick("", "people", "people"),
                self._pick("", *self.labels()),
            )
            for _ in range(self._pick(0, 0, 0, 1, 2, 4))
        }
        return [
            {
                "locality": near,
                "outside": outside,
                "need_group": group,
                "period": period,
                "share_served_outside": self._pick(0, 0.1, 0.5),
                "people_from_outside": self._pick(0, 5, 20) if group else 0,
            }
            for near, outside, group, period in sorted(keys)
        ]

    def _role(self, role: str) -> dict[str, Any]:
        return {
            "role": role,
            "staff_group": self.group[role],
            "registration": "yes",
            "annual_cost": self._pick(20, 30, 40, 55),
            "hours_per_week": self._pick(30, 37.5),
            "headroom": self._pick(0, 0.2),
            "patient_facing": self._pick(0.5, 0.6, 1.0),
        }

    def _posts(self) -> Rows:
        rows = []
        for employer in self.employers:
            for role in self.roles:
                if rows and self.chance(0.3):
                    continue
                split = len(self.localities) > 1 and self.chance(0.25)
                for place in self.localities if split else [""]:
                    rows.append(self._post(employer, role, place))
        return rows

    def _post(self, employer: str, role: str, place: str) -> dict[str, Any]:
        funded = self._pick(0, 1, 2, 3, 4)
        present = self._pick(funded, funded, funded / 2, 0, funded + 0.5)
        return {
            "post": f"{employer} {role} {place}".strip(),
            "organisation": employer,
            "role": role,
            "locality": place,
            "establishment_wte": funded,
            "in_post_wte": present,
            "establishment_min": self._pick("", "", 0, funded / 2),
            "establishment_max": self._pick("", "", funded + 1, funded + 2),
            "turnover": self._pick(0, 0.1, 0.3),
            "first_year_turnover": self._pick("", 0.2, 0.4),
            "sickness": self._pick(0, 0.05),
            "vacancy_ceiling": self._pick(0, 0.1, 0.25),
            "vacancy_limit": self._pick("", "", "", "", "", 0.25, 0.5),
            "loss_tolerance": self._pick(0, 0.02, 0.1),
            "criticality": self._pick(0.5, 1, 2),
            "over_establishment_max": self._pick(0, 0.5, 1),
            "over_establishment_cost": self._pick(0, 5),
            "short_time_max": self._pick(0, 0, 1),
            "short_time_cost": self._pick(0, 4),
            "agency_max": self._pick(0, 0, 0.25, 1),
            "agency_premium": self._pick(0.2, 0.55),
            "release_max_per_year": self._pick(0, 0, 1, 2),
            "release_cost": self._pick(0, 10),
        }

    def _profiles(self) -> Rows:
        rows = []
        for name in ("extended", "integrated")[: self._pick(0, 1, 1, 2)]:
            role = self._pick(*self.roles)
            if not self.spare[role]:
                continue
            learned = self._some(self.spare[role], 1, 2)
            if any(r["role"] == role and r["competencies"] == ";".join(learned) for r in rows):
                continue
            rows.append(
                {
                    "profile": f"{name} {role}",
                    "role": role,
                    "competencies": ";".join(learned),
                    "adoption_cost": self._pick(0, 2, 5),
                    "minimum_team_wte": self._pick(0, 0.5, 1, 2),
                    "kinds": self._pick("", "", "", "council", "community_trust"),
                }
            )
        if self.chance(0.15):
            role = self._pick(*self.roles)
            rows.append(
                {
                    "profile": role,
                    "role": role,
                    "competencies": "",
                    "adoption_cost": 3,
                    "minimum_team_wte": self._pick(0, 0.5),
                }
            )
        return rows

    def _care(self) -> dict[str, Rows]:
        packages, interventions = [], []
        for name in ("weekly", "fortnightly")[: self._pick(1, 1, 2)]:
            packages.append(
                {
                    "package": name,
                    "need_group": "people",
                    "contacts_per_week": {"weekly": 1, "fortnightly": 0.5}[name],
                    "setting": self._pick("home", "home", "home", "clinic"),
                }
            )
            if name == "fortnightly" and self.chance(0.5):
                packages[-1]["alternative_to"] = "weekly"
                packages[-1]["alternative_share_max"] = self._pick(0.25, 0.5)
            for k in range(self._pick(1, 2, 3, 3)):
                interventions.append(
                    {
                        "package": name,
                        "intervention": f"do {k}",
                        "competencies": ";".join(self._some(COMPETENCIES, 1, self._pick(1, 1, 2))),
                        "minutes": self._pick(15, 20, 30, 45),
                        "carers": self._pick(1, 1, 1, 2),
                        "severity": self._pick(0.5, 1, 2),
                        "profession": self._pick(*self.group.values()),
                    }
                )
        needs = [
            {
                "need_group": "people",
                "locality": place,
                "people": self._pick(5, 20, 40, 80),
                "growth": self._pick(0, 0, 0.1),
            }
            for place in self.localities
        ]
        if len(self.labels()) > 1 and self.chance(0.3):
            needs.append({**needs[0], "period": self.labels()[1], "people": 60})
        return {
            "need_groups": [{"need_group": "people", "theme": "older_people"}],
            "needs": needs,
            "packages": packages,
            "interventions": interventions,
        }

    def _courses(self) -> Rows:
        rows = []
        for profile in self.profiles:
            if not profile["competencies"] or self.chance(0.1):
                continue
            rows.append(self._course(f"course {profile['profile']}", profile["role"]))
            rows[-1]["competencies"] = profile["competencies"]
        if len(self.roles) > 1 and self.chance(0.4):
            begin, end = self.random.sample(self.roles, 2)
            rows.append({**self._course("conversion", begin), "to_role": end, "competencies": ""})
        return rows

    def _course(self, name: str, role: str) -> dict[str, Any]:
        return {
            "course": name,
            "from_role": role,
            "duration_months": self._pick(0, 2, 3, 4, 6, 12),
            "places_per_intake": self._pick("", 1, 2),
            "intake_months": self._pick("1;4;7;10", "1;4;7;10", "4", "1;7"),
            "cost": self._pick(0, 2, 4),
            "supervisor_role": self._pick("", "", *self.roles),
            "trainees_per_supervisor": self._pick(0.5, 1, 2),
            "supervision_hours_per_week": self._pick(0, 2, 5),
            "supervisors_pooled": self._pick("yes", "no"),
            "backfill_share": self._pick(0, 0.2, 0.5),
            "completion_rate": self._pick(1, 0.8),
            "adoption_ramp": self._pick("1", "0.5;0.75;0.9;1", "0.5;1"),
            "organisation": self._pick("", "", "", *self.employers),
        }

    def _recruitment(self) -> Rows:
        return [
            {
                "recruitment": f"market {k}",
                "role": self._pick(*self.roles),
                "organisation": self._pick("", "", *self.employers),
                "supply_per_year": self._pick(0.5, 1, 2, 4),
                "lead_months": self._pick(0, 0, 2, 3, 7),
                "cost_per_hire": self._pick(0, 1, 3),
            }
            for k in range(self._pick(0, 1, 1, 2))
        ]

    def _draws(self, recruitment: Rows) -> Rows:
        rows = []
        for market in recruitment:
            if self.chance(0.6):
                post = self._pick(*self.posts)
                rows.append(
                    {
                        "recruitment": market["recruitment"],
                        "from_organisation": post["organisation"],
                        "from_role": post["role"],
                        "share": self._pick(0.2, 0.5, 1.0),
                    }
                )
        return rows

    def _transfers(self) -> Rows:
        pairs = sorted({(p["organisation"], p["role"]) for p in self.posts})
        if len(pairs) < 2 or self.chance(0.5):
            return []
        (owner, role), (to_owner, to_role) = self.random.sample(pairs, 2)
        return [
            {
                "transfer": "move",
                "from_organisation": owner,
                "from_role": role,
                "to_organisation": to_owner,
                "to_role": to_role,
                "max_per_year": self._pick("", 1, 2),
                "cost": self._pick(0, 1),
                "leave_share": self._pick(0, 0.5),
            }
        ]

    def _levers(self, recruitment: Rows) -> dict[str, Rows]:
        if self.chance(0.65):
            return {"levers": [], "lever_effects": []}
        effect = self._pick("demand", "demand", "minutes", "travel", *["supply"] * len(recruitment))
        lever = {
            "lever": "invest",
            "organisation": self._pick(*self.employers),
            "cost": self._pick(0, 1, 5),
            "cost_per_year": self._pick(0, 2),
            "lag_months": self._pick(0, 0, 2, 3, 5),
            "earliest": self._pick("", "", self.labels()[-1]),
            "graded": effect in ("demand", "supply") and self.chance(0.5),
        }
        if lever["cost"] == 1:  # of every third, by itself: other draws stay what they are
            lever["in_force_months"] = {0: 4, 2: 1, 3: 2, 5: 9}[lever["lag_months"]]
            lever["earliest"] = ""
        share = {
            "lever": "invest",
            "effect": effect,
            "amount": self._pick(0.1, 0.4, 1.0),
            "locality": self._pick("", self.localities[0]),
        }
        if effect == "supply":
            market = self._pick(*recruitment)["recruitment"]
            share |= {"recruitment": market, "amount": self._pick(1, 3), "locality": ""}
        elif effect != "travel":
            share |= self._pick({}, {"package": "weekly"}, {"need_group": "people"})
        effects = [share]
        if effect == "minutes" and self.chance(0.5):
            effects.append({"lever": "invest", "effect": "travel", "amount": 0.5})
        return {"levers": [lever], "lever_effects": effects}

    def _money(self, courses: Rows) -> dict[str, Rows]:
        budgets, funds, fund_roles = [], [], []
        pay = {
            e: 40 * sum(p["establishment_wte"] for p in self.posts if p["organisation"] == e)
            for e in self.employers
        }
        for employer in self.employers:
            if self.chance(0.6):
                amount = pay[employer] * self._pick(0.8, 1.0, 1.2, 1.5, 2.0)
                budgets.append({"organisation": employer, "amount": amount})
        if self.chance(0.3):
            funds.append(
                {
                    "fund": "pot",
                    "kind": "reimbursement",
                    "amount": self._pick(10, 60),
                    "organisation": self._pick("", *self.employers),
                    "kinds": self._pick("", "council"),
                }
            )
            fund_roles.append(
                {
                    "fund": "pot",
                    "role": self._pick(*self.roles),
                    "maximum_per_wte": self._pick(10, 30),
                }
            )
        if courses and self.chance(0.3):
            funds.append({"fund": "training", "kind": "training", "amount": self._pick(1, 5, 20)})
            courses[0]["fund"] = "training"
        return {"budgets": budgets, "funds": funds, "fund_roles": fund_roles}

    def _establishments(self) -> Rows:
        if self.chance(0.75):
            return []
        post = self._pick(*self.posts)
        period = self._pick(*self.labels())
        return [{"post": post["post"], "period": period, "establishment_wte": self._pick(1, 2, 3)}]

    def _staff(self) -> Rows:
        """People of one employer and role, some with extra competencies."""
        if self.chance(0.7):
            return []
        post = self._pick(*self.posts)
        return [
            {
                "person": f"person {k}",
                "organisation": post["organisation"],
                "role": post["role"],
                "wte": self._pick(0.5, 1),
                "competencies": ";".join(self._some(self.spare[post["role"]], 0, 2)),
            }
            for k in range(2)
        ]

    def _pins(self, tables: dict[str, Rows]) -> Rows:
        if self.chance(0.6):
            return []
        post = self._pick(*self.posts)
        items = [
            (d, post["role"]) for d in ("in_post", "establishment", "hires", "released", "agency")
        ]
        items += [("starts", c["course"]) for c in tables["courses"]]
        items += [("transfers", m["transfer"]) for m in tables["transfers"]]
        items += [("taken", v["lever"]) for v in tables["levers"]]
        items += [(d, p["profile"]) for p in self.profiles for d in ("adopted", "profile_in_post")]
        decision, item = self._pick(*items)
        payers = {v["lever"]: v["organisation"] for v in tables["levers"]}
        return [
            {
                "decision": decision,
                "organisation": payers.get(item, post["organisation"]),
                "item": item,
                "period": self._pick("", *self.labels()),
                "comparison": self._pick("exactly", "at_least", "at_least", "at_most"),
                "value": 1 if decision in ("adopted", "taken") else self._pick(0, 0.5, 1, 2),
            }
        ]
