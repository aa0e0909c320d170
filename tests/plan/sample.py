"""Plans made by hand: a small one with known figures and hostile names, a large random one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from planner.plan.plan import CheckResult, Plan, PlanRecord, PriorityResult
from planner.plan.tables import BY_NAME, TABLES
from planner.schema.column import Kind, Table

PERIODS = {
    "2027Q2": 0.25,
    "2027Q3": 0.25,
    "2027Q4": 0.25,
    "2028Q1": 0.25,
    "2028/29": 1.0,
    "2029/30": 1.0,
}
YEARS = 3.0
FIRST, LAST = "2027Q2", "2029/30"

TRUST, PCN, COUNCIL, HOME = "RX1", "U11112", "مجلس", "HC"
SCRIPT = "<script>alert('x')</script>"

LABELS = {
    "organisations": {
        TRUST: "Coquet Community Trust",
        PCN: f"Wansbeck {SCRIPT} PCN",
        COUNCIL: "مجلس المدينة",
        HOME: '=HYPERLINK("http://example.org";"Home & Away Care")',
    },
    "roles": {"nurse": "Community nurse", "physio": "Physiotherapist", "carer": "Care worker"},
    "profiles": {"carer_plus": "Care worker with wound care"},
    "localities": {"L1": "Ashington", "L2": "Newbiggin <b>by</b> the Sea"},
    "packages": {"WOUND": "Wound and mobility", "CHECK": "Long-term check", "CLINIC": "Leg clinic"},
    "interventions": {"WOUND/dress": "Dress the wound", "WOUND/mobilise": "Mobilise"},
    "need_groups": {"housebound": "Housebound older people", "ltc": "Long-term conditions"},
    "competencies": {"wound": "Wound care"},
    "courses": {"C1": "Wound care certificate"},
    "recruitment": {"M1": "Local care market"},
    "transfers": {"T1": "Nurses to the trust"},
    "levers": {"V1": f"Falls classes {SCRIPT}"},
    "arrangements": {f"A1 {SCRIPT}": f"Nurses of the council {SCRIPT}"},
    "fragile_services": {"S1": "Podiatry", "S2": f"Tissue viability {SCRIPT}"},
    "neighbours": {"S1": "Next Town Trust", "S2": "Next Town Trust"},
    "funds": {"ARRS": "Additional roles fund", "TRAIN": "Training fund"},
    "population": {"L1": "40000", "L2": "10000"},
    "theme": {"housebound": "older_people", "ltc": "long_term_conditions"},
    "fund_amounts": {"ARRS": "120", "TRAIN": "10"},
    "profile_competencies": {"carer_plus": "Wound care"},
    "intervention_competencies": {
        "WOUND/dress": "Wound care",
        "WOUND/mobilise": "Mobility",
        "CHECK/check": "Long-term conditions",
    },
}


def make_table(table: Table, rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Rows with blanks for what they leave out, as a table of a plan."""
    blank = {c.name: 0.0 if c.kind is Kind.NUMBER else "" for c in table.columns}
    frame = pd.DataFrame([{**blank, **row} for row in rows], columns=list(table.column_names))
    return frame.astype(
        {c.name: "float64" if c.kind is Kind.NUMBER else "str" for c in table.columns}
    )


def over_time(row: dict[str, Any], **a_year: float) -> list[dict[str, Any]]:
    """The row in every period, with flows of so much a year."""
    return [
        {**row, "period": period, **{name: flow * years for name, flow in a_year.items()}}
        for period, years in PERIODS.items()
    ]


def sample_plan() -> Plan:
    """A small plan whose figures are known: see the tests of the summary."""
    rows = {
        "workforce": _workforce(),
        "moves": _moves(),
        "adoptions": [
            {
                "organisation": PCN,
                "profile": "carer_plus",
                "period": "2027Q3",
                "cost": 15.0,
                "minimum_team_wte": 2.0,
            }
        ],
        "visits": _visits(),
        "patterns": _patterns(),
        "need": _need(),
        "flows": [
            {
                "locality": "L1",
                "outside": "Over the hill",
                "need_group": "housebound",
                "period": period,
                "served_outside": 12.5,
                "from_outside": 4.0,
            }
            for period in PERIODS
        ],
        "lower_acuity": over_time(
            {"locality": "L2", "package": "CLINIC", "alternative_to": "CHECK"},
            occasions=100,
            limit=400,
        ),
        "deployment": over_time(
            {"area": "whole place", "profile": "nurse", "locality": "L1"},
            hours=6000,
            baseline_hours=9000,
        ),
        "supervision": over_time(
            {"course": "C1", "organisation": PCN, "post": "P-NURSE", "profile": "nurse"},
            trainees=1.0,
        ),
        "course_places": _course_places(),
        "team_days": _team_days(),
        "team_competencies": [
            *over_time(
                {"organisation": PCN, "role": "carer", "competency": "wound"},
                hours=2000,
            ),
            *over_time(
                {"organisation": PCN, "role": "carer", "competency": "mobility"},
                hours=1000,
                baseline_hours=500,
            ),
            *over_time(
                {"organisation": TRUST, "role": "nurse", "competency": "wound"},
                hours=2000,
                baseline_hours=4000,
            ),
        ],
        "team_contacts": over_time(
            {"organisation": TRUST, "role": "nurse", "with_role": "physio"},
            apart=3652.5,
            baseline_apart=7305,
        ),
        "levers": over_time(
            {"lever": "V1", "organisation": COUNCIL},
            taken=1.0,
            working=1.0,
            cost=12.5,
            occasions_avoided=100,
            hours_saved=40,
        ),
        "fragile_services": _fragile_services(),
        "bought_visits": over_time(
            {
                "service": "S2",
                "locality": "L2",
                "package": "CHECK",
                "setting": "elsewhere",
                "part": "dress",
            },
            visits=80.0,
            hours=60.0,
            baseline_visits=40.0,
            baseline_hours=30.0,
        ),
        "money": _money(),
        "budgets": _budgets(),
        "funds": _funds(),
        "back_office": [],
        "arrangements": [
            {
                "arrangement": f"A1 {SCRIPT}",
                "kind": "agreement",
                "organisation": COUNCIL,
                "period": period,
                "runs": 1,
                "wte": 2.5,
                "cost": 3,
            }
            for period in PERIODS
        ],
        "employment": [
            {
                "employer": TRUST,
                "organisation": COUNCIL,
                "role": "nurse",
                "arrangement": f"A1 {SCRIPT}",
                "period": list(PERIODS)[-1],
                "wte": 2.5,
            }
        ],
        "hubs": [
            {
                "site": f"H1 {SCRIPT}",
                "organisation": TRUST,
                "period": period,
                "desks": 12,
                "open": 1,
                "cost": 10,
            }
            for period in PERIODS
        ],
        "hub_visits": [],
        "hub_work": [],
        "change": over_time({"organisation": PCN}, people=2.0, limit=4.0),
        "readiness": [
            *over_time({"organisation": PCN, "staff_group": ""}, people=2.0, limit=4.0),
            *over_time({"organisation": PCN, "staff_group": "care"}, people=2.0, limit=2.0),
            *over_time({"organisation": HOME, "staff_group": "care"}, people=0.0, limit=0.0),
        ],
        "destabilisation": _destabilisation(),
        "bottlenecks": _bottlenecks(),
        "pin_costs": _pin_costs(),
        "measures": over_time(
            {"measure": "visits", "unit": "visits"}, value=17_800, baseline_value=21_000
        ),
    }
    tables = {name: make_table(BY_NAME[name], content) for name, content in rows.items()}
    return Plan(record=sample_record(), tables=tables, labels=LABELS)


def _course_places() -> list[dict[str, Any]]:
    """A course with an intake in every period, that one group takes; another that nobody does."""
    pooled = {"intakes": 1.0, "limited": "yes", "places": 6.0}
    started = {"2027Q3": {"used": 3.5, "in_training": 3.5},
               "2027Q4": {"completing": 3.0, "returning": 0.3, "lost": 0.2}}  # fmt: skip
    open_ = {"course": "C2", "organisation": TRUST, "intakes": 1.0, "limited": "no"}
    return [
        *({"course": "C1", "period": p, **pooled, **started.get(p, {})} for p in PERIODS),
        *({"period": p, **open_} for p in PERIODS),
    ]


def _team_days() -> list[dict[str, Any]]:
    """Nurses of the trust, who make fewer visits, and carers of the PCN, who begin to."""
    rows = []
    for at, (period, years) in enumerate(PERIODS.items()):
        days = 365.25 * years
        rows += [
            {"organisation": TRUST, "role": "nurse", "period": period, "staff": 38.0 - at,
             "baseline_staff": 38.0, "visits": 40 * days, "baseline_visits": 60 * days,
             "people": 30 * days, "baseline_people": 45 * days,
             "visit_hours": 20 * days, "baseline_visit_hours": 30 * days,
             "travel_hours": 10 * days, "baseline_travel_hours": 20 * days,
             "other_hours": 30 * days, "baseline_other_hours": 30 * days},
            {"organisation": PCN, "role": "carer", "period": period, "staff": 6.0,
             "baseline_staff": 5.0, "learned": 3.0 if at else 0.0, "visits": 8 * days,
             "joint_visits": 2 * days, "people": 10 * days, "visit_hours": 7 * days,
             "other_hours": 6 * days, "baseline_other_hours": 6 * days, "rest_hours": 2 * days,
             "baseline_rest_hours": 9 * days},
        ]  # fmt: skip
    return rows


def _fragile_services() -> list[dict[str, Any]]:
    """S1 is run by the place itself throughout; S2 was, and is bought from the second period."""
    rows = []
    for at, (period, years) in enumerate(PERIODS.items()):
        rows.append(
            {"service": "S1", "period": period, "own": 1.0, "baseline_own": 1.0, "team": 4.0,
             "baseline_team": 3.0, "minimum_team": 3.5, "own_hours": 900 * years,
             "baseline_own_hours": 800 * years}
        )  # fmt: skip
        given = (
            {"own_hours": 60 * years}
            if at == 0
            else {"bought_hours": 60 * years, "cost": 4.5 * years}
        )
        rows.append(
            {"service": "S2", "period": period, "own": float(at == 0), "baseline_own": 1.0,
             "team": 1.0, "baseline_team": 1.0, "minimum_team": 2.0, "most_hours": 90 * years,
             "baseline_own_hours": 30 * years, **given}
        )  # fmt: skip
    return rows


def _staff(
    post: str,
    organisation: str,
    role: str,
    profile: str,
    plan: list[float],
    base: list[float],
    funded: float,
    funded_base: float,
) -> list[dict[str, Any]]:
    own = role == profile
    return [
        {
            "post": post,
            "organisation": organisation,
            "role": role,
            "profile": profile,
            "period": period,
            "in_post": now,
            "baseline_in_post": then,
            "establishment": funded if own else 0.0,
            "baseline_establishment": funded_base if own else 0.0,
            "vacancy": max(funded - now, 0.0) if own else 0.0,
            "baseline_vacancy": max(funded_base - then, 0.0) if own else 0.0,
        }
        for period, now, then in zip(PERIODS, plan, base, strict=True)
    ]


def _workforce() -> list[dict[str, Any]]:
    return [
        *_staff(
            "T-NURSE",
            TRUST,
            "nurse",
            "nurse",
            [38, 37, 36, 36, 35, 35],
            [38, 38, 38, 38, 38, 38],
            40,
            40,
        ),
        *_staff("T-PHYSIO", TRUST, "physio", "physio", [10] * 6, [10] * 6, 10, 10),
        *_staff("P-NURSE", PCN, "nurse", "nurse", [5] * 6, [4] * 6, 5, 5),
        *_staff("P-CARER", PCN, "carer", "carer", [6, 4, 3, 3, 3, 3], [5] * 6, 6, 6),
        *_staff("P-CARER", PCN, "carer", "carer_plus", [0, 0, 3, 3, 3.2, 3.2], [0] * 6, 6, 6),
        *_staff(
            "H-CARER",
            HOME,
            "carer",
            "carer",
            [28, 27, 26, 26, 25, 24],
            [29, 29, 28, 28, 28, 28],
            30,
            30,
        ),
        *_staff("C-CARER", COUNCIL, "carer", "carer", [12] * 6, [12] * 6, 12, 12),
    ]


def _moves() -> list[dict[str, Any]]:
    carer = {"post": "P-CARER", "organisation": PCN, "role": "carer", "profile": "carer"}
    upward = {
        "to_post": "P-CARER",
        "to_organisation": PCN,
        "to_role": "carer",
        "to_profile": "carer_plus",
        "via": "C1",
    }
    lost = {
        "post": "H-CARER",
        "organisation": HOME,
        "role": "carer",
        "profile": "carer",
        "via": "M1",
    }
    hired = {
        "kind": "hire",
        "via": "M1",
        "to_organisation": PCN,
        "to_post": "P-CARER",
        "to_role": "carer",
        "to_profile": "carer",
    }
    return [
        {"kind": "hire", **carer, **hired, "period": "2027Q2", "wte": 4.0, "baseline_wte": 1.0},
        {"kind": "hire", **carer, **hired, "period": "2028/29", "wte": 2.0, "baseline_wte": 2.0},
        {"kind": "training_start", **carer, **upward, "period": "2027Q3", "wte": 3.5},
        {"kind": "training_completion", **carer, **upward, "period": "2027Q4", "wte": 3.2},
        {"kind": "training_return", **carer, **upward, "period": "2027Q4", "wte": 0.3},
        {
            "kind": "drawn_away",
            **lost,
            "to_organisation": PCN,
            "period": "2027Q2",
            "wte": 2.0,
            "baseline_wte": 0.5,
        },
        {
            "kind": "drawn_away",
            **lost,
            "to_organisation": PCN,
            "period": "2028/29",
            "wte": 1.0,
            "baseline_wte": 1.0,
        },
        {"kind": "drawn_away", **lost, "to_organisation": COUNCIL, "period": "2027Q4", "wte": 0.4},
        {
            "kind": "transfer",
            "post": "P-NURSE",
            "organisation": PCN,
            "role": "nurse",
            "profile": "nurse",
            "to_post": "T-NURSE",
            "to_organisation": TRUST,
            "to_role": "nurse",
            "to_profile": "nurse",
            "via": "T1",
            "period": "2028Q1",
            "wte": 1.0,
        },
        {
            "kind": "release",
            "post": "T-NURSE",
            "organisation": TRUST,
            "role": "nurse",
            "profile": "nurse",
            "period": "2029/30",
            "wte": 0.6,
        },
        *over_time(
            {
                "kind": "leaver",
                "post": "T-NURSE",
                "organisation": TRUST,
                "role": "nurse",
                "profile": "nurse",
            },
            wte=3.0,
            baseline_wte=3.0,
        ),
    ]


def _visits() -> list[dict[str, Any]]:
    wound = {"locality": "L1", "package": "WOUND", "setting": "home"}
    apart = {**wound, "pattern": "dress | mobilise"}
    together = {
        **wound,
        "pattern": "dress + mobilise",
        "part": "dress + mobilise",
        "profile": "carer_plus",
    }
    check = {
        "locality": "L2",
        "package": "CHECK",
        "setting": "home",
        "pattern": "check",
        "part": "check",
        "profile": "nurse",
    }
    clinic = {**check, "locality": "L1", "package": "CLINIC", "setting": "clinic"}
    return [
        *over_time(
            {**apart, "part": "dress", "profile": "nurse"},
            visits=4000,
            baseline_visits=8000,
            minutes=120_000,
            baseline_minutes=240_000,
        ),
        *over_time(
            {**apart, "part": "mobilise", "profile": "physio"},
            visits=4000,
            baseline_visits=8000,
            minutes=120_000,
            baseline_minutes=240_000,
        ),
        *over_time(together, visits=4000, minutes=200_000),
        *over_time(
            check, visits=4800, baseline_visits=4000, minutes=96_000, baseline_minutes=80_000
        ),
        *over_time(
            clinic, visits=1000, baseline_visits=1000, minutes=20_000, baseline_minutes=20_000
        ),
    ]


def _patterns() -> list[dict[str, Any]]:
    wound = {"locality": "L1", "package": "WOUND"}
    check = {"locality": "L2", "package": "CHECK", "pattern": "check"}
    return [
        *over_time(
            {**wound, "pattern": "dress | mobilise"}, occasions=4000, baseline_occasions=8000
        ),
        *over_time({**wound, "pattern": "dress + mobilise"}, occasions=4000),
        *over_time(check, occasions=4800, baseline_occasions=4000),
    ]


def _need() -> list[dict[str, Any]]:
    met = {"due": 8000, "baseline_due": 8000, "given": 8000, "baseline_given": 8000}
    wound = {"locality": "L1", "need_group": "housebound", "package": "WOUND"}
    check = {"locality": "L2", "need_group": "ltc", "package": "CHECK", "intervention": "check"}
    unmet = {"unmet": 200, "baseline_unmet": 1000, "unmet_hours": 200, "baseline_unmet_hours": 1000}
    return [
        *over_time({**wound, "intervention": "dress"}, **met),
        *over_time({**wound, "intervention": "mobilise"}, **met),
        *over_time(check, due=5000, baseline_due=5000, given=4800, baseline_given=4000, **unmet),
        *over_time(
            {**check, "locality": "L1", "package": "CLINIC"},
            due=1000,
            baseline_due=1000,
            given=1000,
            baseline_given=1000,
        ),
    ]


def _money() -> list[dict[str, Any]]:
    return [
        *over_time({"organisation": TRUST, "line": "pay"}, amount=2000, baseline_amount=2100),
        *over_time({"organisation": PCN, "line": "pay"}, amount=500, baseline_amount=430),
        *over_time({"organisation": PCN, "line": "reimbursement"}, amount=-90, baseline_amount=-30),
        {"organisation": PCN, "line": "adoption", "period": "2027Q3", "amount": 15.0},
        *over_time({"organisation": HOME, "line": "pay"}, amount=800, baseline_amount=850),
        *over_time({"organisation": COUNCIL, "line": "pay"}, amount=400, baseline_amount=400),
    ]


def _budgets() -> list[dict[str, Any]]:
    hard = {"rule": "hard"}
    return [
        *over_time(
            {"organisation": TRUST, "rule": "control_total"},
            budget=1990,
            spending=2000,
            baseline_spending=2100,
            overspend=10,
            baseline_overspend=110,
            overspend_limit=120,
        ),
        *over_time({"organisation": PCN, **hard}, budget=450, spending=415, baseline_spending=400),
        *over_time({"organisation": HOME, **hard}, budget=900, spending=800, baseline_spending=850),
        *over_time(
            {"organisation": COUNCIL, **hard}, budget=400, spending=400, baseline_spending=400
        ),
    ]


def _funds() -> list[dict[str, Any]]:
    reimbursed = {"fund": "ARRS", "organisation": PCN, "item": "carer"}
    return [
        *over_time(reimbursed, amount=90, baseline_amount=30),
        {"fund": "TRAIN", "organisation": PCN, "item": "C1", "period": "2027Q3", "amount": 9.0},
    ]


def _bottlenecks() -> list[dict[str, Any]]:
    need = {"priority": "unmet_need", "saves_unit": "weighted hours", "raised_by": 1.0}
    wte = {**need, "unit": "WTE"}
    return [
        {**wte, "limit": "course places", "what": "place on C1", "item": "C1", "period": FIRST,
         "saves": 31.26},
        {**wte, "limit": "course places", "what": "place on C1", "item": "C1", "period": "2027Q3",
         "saves": 12.0},
        {**wte, "limit": "recruits", "what": "recruit (carer) from M1", "role": "carer",
         "item": "M1", "period": FIRST, "raised_by": 0.1, "saves": 200.0},
        {**need, "limit": "funds", "what": "thousand pounds in TRAIN", "item": "TRAIN",
         "period": FIRST, "unit": "k£", "saves": 4.5},
        {**need, "limit": "budgets", "what": f"thousand pounds of budget for {PCN}",
         "organisation": PCN, "period": LAST, "unit": "k£", "saves": 0.25},
        {"priority": "cost", "limit": "hours", "what": "hour a week of carer_plus for L2",
         "role": "carer", "profile": "carer_plus", "locality": "L2", "period": LAST,
         "unit": "hours a week", "raised_by": 1.0, "saves": 0.133, "saves_unit": "k£"},
    ]  # fmt: skip


def _pin_costs() -> list[dict[str, Any]]:
    """One pin, beside a plan without it: of unmet need more than is unproven, of visits less."""
    dropped = f"hires of nurse at {HOME} in {FIRST} at most 2 {SCRIPT}"
    shared = {"dropped": dropped, "found": "planned_again"}
    return [
        {
            **shared,
            "priority": "unmet_need",
            "unit": "weighted hours",
            "without": 500.0,
            "bound_without": 490.0,
            "with_pins": 600.0,
            "bound_with": 594.0,
            "cost": 100.0,
            "least": 94.0,
            "most": 110.0,
            "verdict": "larger",
        },
        {
            **shared,
            "priority": "visits",
            "unit": "visits",
            "without": 1000.0,
            "bound_without": 900.0,
            "with_pins": 990.0,
            "bound_with": 890.0,
            "cost": -10.0,
            "least": -110.0,
            "most": 90.0,
            "verdict": "inside",
        },
    ]


def _destabilisation() -> list[dict[str, Any]]:
    home = {"post": "H-CARER", "organisation": HOME, "role": "carer"}
    nurses = {"post": "T-NURSE", "organisation": TRUST, "role": "nurse"}
    return [
        {
            **home,
            "period": "2027Q2",
            "drawn_away": 2.0,
            "baseline_drawn_away": 0.5,
            "tolerated": 0.5,
            "lost_beyond": 1.5,
            "weighted": 0.375,
        },
        {**home, "period": "2029/30", "vacancy_above_ceiling": 3.0, "weighted": 3.0},
        {
            **nurses,
            "period": "2029/30",
            "vacancy_above_ceiling": 1.0,
            "weighted": 1.0,
            "baseline_vacancy_above_ceiling": 0.5,
            "baseline_weighted": 0.5,
        },
    ]


def _priority(
    name: str, value: float, bound: float | None, unit: str, baseline: float, proven: bool = True
) -> PriorityResult:
    return PriorityResult(
        name=name,
        value=value,
        bound=bound,
        tolerance=0.005,
        slack=0.0,
        unit=unit,
        baseline=baseline,
        proven=proven,
    )


def sample_record() -> PlanRecord:
    return PlanRecord(
        stage="skillmix",
        place=f"Sample {SCRIPT}",
        status="feasible",
        ended="the time limit was reached",
        periods=list(PERIODS),
        start="2027-04-01",
        scenarios=["one-new-role.toml"],
        base=None,
        priorities=[
            _priority("unmet_need", 600.0, 600.0, "weighted hours", 3000.0),
            _priority("destabilisation", 4.375, 4.3, "weighted WTE-years", 0.5, proven=False),
            _priority("visits", 53_400.0, 53_133.0, "visits", 63_000.0),
            _priority("cost", 10_875.0, 10_875.0, "k£", 11_250.0),
            _priority("change", 6.0, None, "WTE", 0.0, proven=False),
        ],
        check=CheckResult(passed=True, violations=[]),
        seconds={"load": 0.1, "validate": 0.2, "build": 1.0, "solve": 12.5, "check": 0.4},
        model={"columns": 12_345, "rows": 6_789, "nonzeros": 54_321, "integers": 12},
        inputs={"posts": "ab" * 32, f"odd {SCRIPT}": "cd" * 32},
        versions={"placeplan": "0.1.0", "ortools": "9.15.6755"},
        seed=7,
        limits={"time_limit": 60, "gap": 0.01, "reproducible": False},
        warnings=[f"posts.csv row 2: odd value {SCRIPT}"],
        settings={"name": "Sample", "start": "2027-04-01", "quarters": 4, "years": 2},
        trace=[
            {
                "phase": "plan",
                "priority": "unmet_need",
                "incumbent": 600.0,
                "bound": 600.0,
                "seconds": 1.0,
            }
        ],
    )


def random_plan(visits: int = 200_000, organisations: int = 60, seed: int = 1) -> Plan:
    """A plan of about the size of Leeds, with figures that mean nothing."""
    rng = np.random.default_rng(seed)
    identifiers = _identifiers(organisations)
    sizes = dict.fromkeys((t.name for t in TABLES), 2_000)
    sizes |= {"visits": visits, "need": 50_000, "workforce": 20_000, "moves": 30_000}
    tables = {t.name: _random_table(t, sizes[t.name], identifiers, rng) for t in TABLES}
    names = {
        "organisation": "organisations",
        "role": "roles",
        "profile": "profiles",
        "locality": "localities",
        "package": "packages",
        "course": "courses",
        "fund": "funds",
        "arrangement": "arrangements",
        "need_group": "need_groups",
    }
    labels = {
        table: {i: f"{table.title()[:-1]} {i}" for i in identifiers[kind]}
        for kind, table in names.items()
    }
    labels["population"] = dict.fromkeys(identifiers["locality"], "45000")
    labels["theme"] = {
        g: ("older_people", "mental_health")[n % 2] for n, g in enumerate(identifiers["need_group"])
    }
    labels["fund_amounts"] = dict.fromkeys(identifiers["fund"], "900")
    return Plan(record=sample_record(), tables=tables, labels=labels)


def _identifiers(organisations: int) -> dict[str, list[str]]:
    def some(prefix: str, count: int) -> list[str]:
        return [f"{prefix}{number}" for number in range(count)]

    parts = [f"i{n}" for n in range(4)] + ["i0 + i1", "i2 + i3", "i0 + i1 + i2"]
    organisation = some("org", organisations)
    profile = some("profile", 60)
    return {
        "organisation": organisation, "to_organisation": organisation, "locality": some("loc", 19),
        "competency": some("skill", 30), "with_role": some("role", 40),
        "role": some("role", 40), "to_role": some("role", 40), "profile": profile, "to_profile": profile,
        "package": some("package", 45), "alternative_to": some("package", 45), "need_group": some("group", 20),
        "intervention": some("i", 4), "post": some("post", 1200), "to_post": some("post", 1200),
        "course": some("course", 20), "fund": some("fund", 4), "lever": some("lever", 9), "via": some("course", 20), "item": some("role", 40),
        "employer": organisation, "arrangement": some("arrangement", 8),
        "function": some("function", 5), "service": some("service", 3), "served_by": organisation,
        "part": parts, "pattern": parts, "setting": ["home", "clinic"], "area": some("loc", 19),
        "outside": some("next", 5), "site": some("site", 4), "staff_group": some("staff", 12),
        "measure": ["unmet_need", "visits"], "unit": ["visits"], "priority": ["unmet_need", "visits"],
        "what": some("more", 50), "dropped": some("pin", 50), "saves_unit": ["visits"],
    }  # fmt: skip


def _random_table(
    table: Table, rows: int, identifiers: dict[str, list[str]], rng: np.random.Generator
) -> pd.DataFrame:
    columns: dict[str, Any] = {}
    for column in table.columns:
        if column.kind is Kind.NUMBER:
            columns[column.name] = rng.gamma(2.0, 3.0, rows)
        else:
            words = list(column.choices) or (
                list(PERIODS) if column.kind is Kind.PERIOD else identifiers[column.name]
            )
            columns[column.name] = rng.choice(np.array(words, dtype=object), rows)
    frame = pd.DataFrame(columns).drop_duplicates(list(table.key), ignore_index=True)
    return frame.astype({c.name: "str" for c in table.columns if c.kind is not Kind.NUMBER})
