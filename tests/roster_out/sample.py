"""A roster made by hand: two weeks over the end of October, with every oddity."""

from __future__ import annotations

import datetime as dt
from typing import Any

from planner.plan.plan import CheckResult, Plan, PlanRecord
from planner.plan.tables.roster import ROSTER_TABLES
from tests.plan.sample import make_table

START = dt.date(2027, 10, 25)  # the clocks go back on Sunday 31 October
DAYS = [(START + dt.timedelta(days=n)).isoformat() for n in range(14)]

TRUST, COUNCIL = "RX1", "مجلس"
HEXHAM, ALNWICK = "HEXHAM", "Alnwick [Ward]: A/B*? 'x' of forty letter"
FORMULA, TAGS, PATH, ARABIC = "=1+1", "<b>Ann</b>", "..\\a/b:c", "مريم"
LONG = "P" * 40
DEVICE, CASE, case = "CON", "Ab", "ab"
AWAY = "-5"
PEOPLE = (FORMULA, TAGS, PATH, ARABIC, LONG, DEVICE, CASE, case, AWAY)

#: shift → start, end, hours, kind
SHIFTS = {
    "E": ("07:00", "15:00", 7.5, "early"),
    "L": ("13:30", "21:30", 7.5, "late"),
    "N": ("21:00", "07:30", 10.0, "night"),
    "LD": ("07:00", "19:30", 12.0, "long_day"),
    "office day": ("09:00", "17:00", 7.5, "day"),
}
NAMES = {"E": "Early", "L": "Late", "N": "Night", "LD": "Long <day>", "office day": "Office day"}
LABELS = {
    "roles": {"nurse": "Registered nurse", "hca": "Healthcare assistant"},
    "organisations": {TRUST: "Tyne <i>Valley</i> Trust", COUNCIL: "مجلس المدينة"},
    "competencies": {"iv": "IV therapy"},
    "shifts": NAMES,
}

#: person → employer, role, own site
_POSTS = {
    FORMULA: (TRUST, "nurse", HEXHAM),
    TAGS: (TRUST, "nurse", HEXHAM),
    PATH: (TRUST, "hca", HEXHAM),
    ARABIC: (COUNCIL, "nurse", ALNWICK),
    LONG: (TRUST, "hca", ALNWICK),
    DEVICE: (TRUST, "hca", HEXHAM),
    CASE: (TRUST, "nurse", ALNWICK),
    case: (TRUST, "hca", HEXHAM),
    AWAY: (TRUST, "hca", HEXHAM),
}
#: person → a letter a day: a shift's first, "D" a long day, "O" in the office, "." off;
#: small letters are at the other site
_WORK = {
    FORMULA: "EE..NNN..LL..E",
    TAGS: "LL.EE.....DD..",
    PATH: "OOOOO..OOOOO..",
    ARABIC: "..EEe..EE..NN.",
    LONG: "NN....LL..EE..",
    DEVICE: "..DD...DD...DD",
    CASE: "EEEE...eE.....",
    case: ".....EE..E....",
    AWAY: "..............",
}
_SHIFT_OF = {"E": "E", "L": "L", "N": "N", "D": "LD", "O": "office day"}
PINNED = {(FORMULA, DAYS[0]), (ARABIC, DAYS[4])}


def duties() -> list[dict[str, Any]]:
    """Every shift of the sample."""
    return [
        _duty(person, day, letter)
        for person, letters in _WORK.items()
        for day, letter in enumerate(letters)
        if letter != "."
    ]


def _duty(person: str, day: int, letter: str) -> dict[str, Any]:
    organisation, role, own = _POSTS[person]
    site = own if letter.isupper() else {HEXHAM: ALNWICK, ALNWICK: HEXHAM}[own]
    shift = _SHIFT_OF[letter.upper()]
    start, end, hours, _ = SHIFTS[shift]
    ends = DAYS[day] if end > start else (START + dt.timedelta(days=day + 1)).isoformat()
    return {
        "person": person, "date": DAYS[day], "shift": shift, "site": site,
        "organisation": organisation, "host": TRUST if site == HEXHAM else COUNCIL, "role": role,
        "start": f"{DAYS[day]} {start}", "end": f"{ends} {end}", "hours": hours,
        "pinned": "yes" if (person, DAYS[day]) in PINNED else "no",
    }  # fmt: skip


_ABSENT = [
    *((TAGS, day, "leave", 7.5) for day in (7, 8)),
    (LONG, 12, "study", 7.5),
    (DEVICE, 0, "sick", 7.5),
    (case, 0, "unavailable", 0.0),
    *((CASE, day, "not_employed", 0.0) for day in range(10, 14)),
]
_WEEKENDS = ((5, 6), (12, 13))


def _people() -> list[dict[str, Any]]:
    rows = []
    for person, letters in _WORK.items():
        worked = sum(SHIFTS[_SHIFT_OF[c.upper()]][2] for c in letters if c != ".")
        credited = sum(hours for who, _, _, hours in _ABSENT if who == person)
        away = 75.0 - worked - credited
        weekends = [sum(letters[day] != "." for day in days) for days in _WEEKENDS]
        organisation, role, own = _POSTS[person]
        rows.append(
            {
                "person": person, "organisation": organisation, "role": role, "site": own,
                "terms": "wtr_afc", "contract_hours": 75.0, "credited_hours": credited,
                "worked_hours": worked, "owed_hours": max(0.0, away),
                "extra_hours": max(0.0, -away), "shifts": 14 - letters.count("."),
                "nights": letters.count("N"), "fair_nights": 7 / 9,
                "weekends": sum(worked > 0 for worked in weekends), "fair_weekends": 6 / 9,
                "split_weekends": sum(worked == 1 for worked in weekends),
                "other_site_shifts": sum(c.islower() for c in letters),
                "asked": float(person in (FORMULA, TAGS)) * 2, "met": float(person == FORMULA),
            }
        )  # fmt: skip
    return rows


def _cover() -> list[dict[str, Any]]:
    """Nurses on earlies at each site, and anybody on nights at Hexham."""
    rows = []
    made = duties()
    for cover, site, shift, who, roles, minimum in (
        ("C1", HEXHAM, "E", "nurse", {"nurse"}, 1),
        ("C2", ALNWICK, "E", "=everybody", {"nurse", "hca"}, 1),
        ("C3", HEXHAM, "N", "<everybody>", {"nurse", "hca"}, 0),
    ):
        for date in DAYS:
            there = sum(
                (d["site"], d["shift"], d["date"]) == (site, shift, date) and d["role"] in roles
                for d in made
            )
            rows.append(
                {
                    "cover": cover, "date": date, "site": site, "shift": shift, "who": who,
                    "minimum": minimum, "preferred": 1, "on_duty": there,
                    "below_minimum": max(0, minimum - there),
                    "below_preferred": max(0, 1 - there), "above_preferred": max(0, there - 1),
                }
            )  # fmt: skip
    return rows


def _shortfalls() -> list[dict[str, Any]]:
    return [
        {
            "cover": row["cover"], "date": row["date"], "site": row["site"],
            "shift": row["shift"], "who": row["who"], "missing": row["below_minimum"],
            "why": "everybody who may work it is away or at rest",
            "remedy": f"ask {TAGS}, who would work a weekend more",
        }
        for row in _cover()
        if row["below_minimum"]
    ]  # fmt: skip


def _tables() -> dict[str, list[dict[str, Any]]]:
    shifts = [
        {"shift": s, "name": NAMES[s], "start": a, "end": b, "hours": h, "kind": k}
        for s, (a, b, h, k) in SHIFTS.items()
    ]
    absences = [
        {"person": who, "date": DAYS[day], "kind": kind, "hours": hours}
        for who, day, kind, hours in _ABSENT
    ]
    short = _shortfalls()[0]
    before = {"shift_before": "L", "site_before": HEXHAM}
    changes = [
        {"person": FORMULA, "date": DAYS[1], **before, "shift": "E", "site": HEXHAM,
         "in_notice": "yes", "why": "sick leave of '<CON>'"},
        {"person": AWAY, "date": DAYS[10], **before, "in_notice": "no"},
    ]  # fmt: skip
    asked = [
        (FORMULA, 2, "day_off", "", "yes"), (FORMULA, 6, "not_shift", "N", "no"),
        (TAGS, 5, "day_off", "", "no"), (TAGS, 12, "work", "", "no"),
    ]  # fmt: skip
    measures = [
        ("below_minimum", 3, "people on a shift", 10_000, 30_000),
        ("hours_owed", 150, "hours", 2, 300), ("below_preferred", 0, "people on a shift", 100, 0),
        ("total", 0, "", 0, 30_300),
    ]  # fmt: skip
    return {
        "shift_times": shifts,
        "duties": duties(),
        "absences": absences,
        "roster_people": _people(),
        "roster_hours": [
            {"person": p["person"], "first": DAYS[0], "last": DAYS[-1]}
            | {n: p[n] for n in ("contract_hours", "credited_hours", "worked_hours")}
            for p in _people()
        ],
        "cover_met": _cover(),
        "ratios_met": [
            {"ratio": "R1", "date": date, "site": HEXHAM, "shift": "E", "registrants": 1.0,
             "support": 1.0, "support_most": 2.0, "registrants_missing": float(date == DAYS[2])}
            for date in DAYS[:3]
        ],
        "requests_met": [
            {"person": who, "date": DAYS[day], "kind": kind, "shift": shift, "met": met}
            for who, day, kind, shift, met in asked
        ],
        "shortfalls": _shortfalls(),
        "remedies": [
            {"cover": short["cover"], "date": short["date"], "person": TAGS, "amount": 2.5,
             "against": "rest of 11 hours between shifts", "unit": "hours"},
        ],
        "roster_changes": changes,
        "roster_measures": [
            {"measure": m, "amount": a, "unit": u, "each": e, "points": p}
            for m, a, u, e, p in measures
        ],
    }  # fmt: skip


def sample_roster() -> Plan:
    """The plan."""
    rows = _tables()
    tables = {table.name: make_table(table, rows[table.name]) for table in ROSTER_TABLES}
    return Plan(record=sample_record(), tables=tables, labels=LABELS)


def sample_record() -> PlanRecord:
    return PlanRecord(
        stage="roster",
        place="Tyne <script>alert('x')</script> Valley",
        status="feasible",
        ended="the time limit was reached",
        periods=["2027-W43", "2027-W44"],
        start=DAYS[0],
        scenarios=["winter_surge"],
        base=None,
        priorities=[],
        check=CheckResult(passed=True, violations=[]),
        seconds={"solve": 12.5, "check": 0.5},
        model={"columns": 1200, "rows": 340},
        inputs={"cover": "ab" * 32, "contracts": "cd" * 32},
        versions={"placeplan": "0.1.0"},
        seed=7,
        limits={"time_limit": 60.0, "gap": 0.01, "bound": 29_997.0},
        warnings=["a <warning>"],
        settings={"name": "Tyne Valley"},
        trace=[
            {
                "phase": "search",
                "priority": "",
                "incumbent": 30_300.0,
                "bound": 29_997.0,
                "seconds": 9.0,
            }
        ],
    )
