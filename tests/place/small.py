"""A small sound place in which every table has rows."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

from planner.place import Place, Settings, place_from_frames

SETTINGS = Settings(name="Smallshire", start=dt.date(2027, 4, 1), quarters=4, years=2)


def frames() -> dict[str, list[dict[str, Any]]]:
    """The rows of every table, as a user would type them."""
    return {
        "organisations": [
            {"organisation": "TRUST", "name": "Small Trust", "kind": "community_trust"},
            {"organisation": "PCN-N", "name": "North PCN", "kind": "pcn", "budget_rule": "hard"},
            {"organisation": "CARE", "name": "Café Home Care", "kind": "home_care"},
            {"organisation": "CLUB", "name": "Lunch club", "kind": "voluntary",
             "can_employ": "no"},
        ],
        "localities": [
            {"locality": "North", "population": 30000, "pcn": "PCN-N"},
            {"locality": "South", "population": 20000, "pcn": "PCN-N"},
        ],
        "service_areas": [
            {"organisation": "TRUST", "locality": "North"},
            {"organisation": "TRUST", "locality": "South"},
        ],
        "sites": [
            {"site": "HUB-1", "organisation": "TRUST", "locality": "North", "setting": "hub",
             "desks": 12, "hub": True, "latitude": 55.2, "longitude": -1.6},
            {"site": "CLINIC", "organisation": "PCN-N", "locality": "South"},
        ],
        "competencies": [
            {"competency": "wound", "name": "Wound care", "kind": "clinical"},
            {"competency": "mobility", "name": "Mobility review", "registrant_only": True},
            {"competency": "wash", "name": "Personal care", "kind": "care"},
        ],
        "roles": [
            {"role": "nurse", "staff_group": "nursing", "band": "5", "registration": "NMC",
             "annual_cost": 42.5, "career_step": "physio"},
            {"role": "physio", "staff_group": "therapy", "band": "6", "registration": "HCPC",
             "annual_cost": 50},
            {"role": "carer", "staff_group": "care", "annual_cost": 26.25, "headroom": 0.14},
        ],
        "role_competencies": [
            {"role": "nurse", "competency": "wound", "status": "core"},
            {"role": "nurse", "competency": "mobility", "status": "learnable"},
            {"role": "nurse", "competency": "wash", "status": "core"},
            {"role": "physio", "competency": "mobility", "status": "core"},
            {"role": "carer", "competency": "wash", "status": "core"},
            {"role": "carer", "competency": "wound", "status": "learnable"},
            {"role": "carer", "competency": "mobility", "status": "barred"},
        ],
        "profiles": [
            {"profile": "nurse+", "role": "nurse", "competencies": ["mobility"],
             "adoption_cost": 5, "minimum_team_wte": 1, "kinds": ["community_trust", "pcn"]},
            {"profile": "carer+", "role": "carer", "competencies": "wound"},
        ],
        "posts": [
            {"post": "P1", "organisation": "TRUST", "role": "nurse", "establishment_wte": 20,
             "in_post_wte": 18.5, "establishment_min": 15, "establishment_max": 30},
            {"post": "P2", "organisation": "TRUST", "role": "physio", "establishment_wte": 6,
             "in_post_wte": 5, "turnover": 0.12},
            {"post": "P3", "organisation": "CARE", "role": "carer", "establishment_wte": 40,
             "in_post_wte": 35},
            {"post": "P4", "organisation": "PCN-N", "role": "physio", "locality": "North",
             "establishment_wte": 2, "in_post_wte": 1.6},
            {"post": "P5", "organisation": "CLUB", "role": "carer", "establishment_wte": 1,
             "in_post_wte": 0.5},
        ],
        "establishments": [
            {"post": "P1", "period": "2027Q4", "establishment_wte": 22},
            {"post": "P2", "period": "2028/29", "establishment_wte": 7},
        ],
        "staff": [
            {"person": "S1", "organisation": "PCN-N", "role": "physio", "post": "P4", "wte": 1,
             "home_locality": "North", "rotation_willing": True},
            {"person": "S2", "organisation": "PCN-N", "role": "physio", "post": "P4", "wte": 0.6},
        ],
        "need_groups": [
            {"need_group": "frail", "name": "Frail older people", "theme": "older_people"},
            {"need_group": "copd", "theme": "long_term_conditions"},
        ],
        "needs": [
            {"need_group": "frail", "locality": "North", "people": 300, "growth": 0.02},
            {"need_group": "frail", "locality": "South", "people": 210.5},
            {"need_group": "copd", "locality": "North", "period": "2027Q2", "people": 90},
        ],
        "flows": [
            {"locality": "North", "outside": "Borderland", "share_served_outside": "5 %"},
            {"locality": "North", "outside": "Borderland", "need_group": "frail",
             "share_served_outside": 0.2, "people_from_outside": 12},
            {"locality": "South", "outside": "Next town", "need_group": "frail",
             "period": "2027Q4", "share_served_outside": 0.9},
            {"locality": "South", "outside": "Next town", "need_group": "copd",
             "people_from_outside": 4},
        ],
        "packages": [
            {"package": "home-frail", "need_group": "frail", "contacts_per_week": 2},
            {"package": "light-frail", "need_group": "frail", "contacts_per_week": 1,
             "setting": "clinic", "alternative_to": "home-frail", "alternative_share_max": 0.2},
            {"package": "copd-review", "need_group": "copd", "contacts_per_week": 0.25},
        ],
        "interventions": [
            {"package": "home-frail", "intervention": "dress", "competencies": ["wound"],
             "minutes": 20, "severity": 2, "profession": "nursing"},
            {"package": "home-frail", "intervention": "walk", "competencies": ["mobility"],
             "minutes": 25, "profession": "therapy"},
            {"package": "home-frail", "intervention": "wash", "competencies": ["wash"],
             "minutes": 30, "carers": 2, "profession": "care"},
            {"package": "light-frail", "intervention": "dress", "competencies": ["wound", "wash"],
             "minutes": 15, "profession": "nursing"},
            {"package": "copd-review", "intervention": "check", "competencies": ["mobility"],
             "minutes": 30, "profession": "therapy"},
        ],
        "courses": [
            {"course": "C-mob", "from_role": "nurse", "competencies": ["mobility"],
             "duration_months": 6, "places_per_intake": 4, "intake_months": [4, 10], "cost": 1.5,
             "fund": "TRAIN", "supervisor_role": "physio", "adoption_ramp": [0.5, 0.8]},
            {"course": "C-wound", "from_role": "carer", "competencies": ["wound"],
             "duration_months": 3},
            {"course": "C-nurse", "from_role": "carer", "to_role": "nurse", "duration_months": 36},
        ],
        "recruitment": [
            {"recruitment": "R-nurse", "role": "nurse", "market": "local", "supply_per_year": 6},
            {"recruitment": "R-carer", "role": "carer", "supply_per_year": 12, "lead_months": 2},
        ],
        "draws": [
            {"recruitment": "R-nurse", "from_organisation": "CARE", "from_role": "carer",
             "share": "12 %"},
            {"recruitment": "R-nurse", "from_organisation": "TRUST", "from_role": "nurse",
             "share": 0.3},
        ],
        "transfers": [
            {"transfer": "T1", "from_organisation": "TRUST", "from_role": "physio",
             "to_organisation": "PCN-N", "max_per_year": 2, "cost": 0.5},
            {"transfer": "T2", "from_organisation": "TRUST", "from_role": "physio",
             "to_role": "nurse"},
        ],
        "readiness": [
            {"organisation": "TRUST", "readiness": "70 %"},
            {"organisation": "TRUST", "staff_group": "nursing", "period": "2027Q4",
             "readiness": 0.9, "change_limit": 0.1, "ramp_stretch": 1.5},
        ],
        "uncertainty": [
            {"quantity": "demand", "theme": "older_people", "spread": "8 %"},
            {"quantity": "turnover", "organisation": "TRUST", "staff_group": "nursing",
             "distribution": "normal", "spread": 0.2, "shared_by_all": 0.5, "chance": "no"},
            {"quantity": "completion", "course": "C-mob", "distribution": "beta", "spread": 0.1},
            {"quantity": "recruitment", "distribution": "triangular", "low": 0.5, "likely": 1,
             "high": 1.2},
        ],
        "budgets": [
            {"organisation": "TRUST", "amount": 1500},
            {"organisation": "PCN-N", "amount": "£200"},
            {"organisation": "CARE", "amount": "1,234.5"},
            {"organisation": "CARE", "period": "2028Q1", "amount": 1300},
            {"organisation": "CLUB", "amount": 30},
        ],
        "funds": [
            {"fund": "ARRS", "kind": "reimbursement", "amount": 120, "kinds": "pcn"},
            {"fund": "TRAIN", "kind": "training", "amount": 40},
        ],
        "fund_roles": [{"fund": "ARRS", "role": "physio", "maximum_per_wte": 48.1}],
        "back_office": [
            {"organisation": "TRUST", "function": "payroll", "driver": "payslips",
             "workload": 900, "wte": 0.8, "cost": 5.5, "redeployed_share": "60 %"},
            {"organisation": "CARE", "function": "payroll", "driver": "payslips",
             "workload": 500, "cost": 4},
        ],
        "hosts": [
            {"organisation": "TRUST", "function": "payroll", "variable_cost": 0.004,
             "fixed_cost": 1, "capacity": 800, "minimum_scale": 200},
        ],
        "hubs": [
            {"site": "HUB-1", "localities": "North; South", "need_groups": "frail",
             "cost_per_year": 40, "hours_per_desk": 30, "travel_saved": "25 %"},
        ],
        "agreements": [
            {"agreement": "care for club", "name": "Carers of the club", "employer": "CARE",
             "deploys_to": "CLUB", "roles": ["carer"], "capacity": 2, "cost_per_year": 1,
             "fee_share": 0.05, "in_force": True},
            {"agreement": "trust for club", "employer": "TRUST", "deploys_to": "CLUB",
             "roles": "carer", "cost": 2, "notice_months": 3},
        ],
        "joint_posts": [
            {"joint_post": "joint physio", "post": "P2", "wte": 1, "replaces_wte": 0.5},
        ],
        "joint_post_partners": [
            {"joint_post": "joint physio", "organisation": "PCN-N", "share": "40 %",
             "replaces_post": "P4", "replaces_wte": 0.5},
            {"joint_post": "joint physio", "organisation": "CARE", "share": 0.1},
        ],
        "rotations": [
            {"rotation": "nurses round", "post": "P1", "least": 1, "most": 3,
             "gains_profile": "nurse+", "gains_per_year": 0.5, "cost": 4},
        ],
        "rotation_hosts": [
            {"rotation": "nurses round", "organisation": "PCN-N", "share": 0.75},
            {"rotation": "nurses round", "organisation": "CARE", "share": 0.25},
        ],
        "travel": [
            {"from_locality": "North", "to_locality": "North", "minutes": 8},
            {"from_locality": "North", "to_locality": "South", "minutes": 22.5},
        ],
        "levers": [
            {"lever": "classes", "name": "Balance classes", "kind": "prevention",
             "organisation": "TRUST", "cost": 20, "cost_per_year": 30, "lag_months": 6,
             "graded": True},
            {"lever": "record", "organisation": "TRUST", "cost": 100, "earliest": "2027Q3"},
        ],
        "lever_effects": [
            {"lever": "classes", "effect": "demand", "need_group": "frail", "amount": 0.1},
            {"lever": "record", "effect": "minutes", "package": "home-frail", "amount": 0.05},
            {"lever": "record", "effect": "travel", "locality": "North", "amount": 0.1},
            {"lever": "classes", "effect": "supply", "recruitment": "R-carer", "amount": 2},
        ],
        "fragile_services": [
            {"service": "walking", "name": "Mobility clinic", "competency": "mobility",
             "minimum_team_wte": 4, "minimum_from": "2027Q4", "organisation": "TRUST",
             "neighbour": "Next Town Trust", "price_per_hour": "£62.50",
             "most_hours_per_week": 20},
            {"service": "wounds", "competency": "wound", "minimum_team_wte": 3,
             "organisation": "PCN-N"},
        ],
        "pins": [
            {"decision": "hires", "organisation": "TRUST", "item": "nurse", "period": "2027Q3",
             "comparison": "at_least", "value": 1, "reason": "Offer made"},
            {"decision": "adopted", "organisation": "TRUST", "item": "nurse+", "value": 1},
            {"decision": "starts", "organisation": "TRUST", "item": "C-mob", "value": 2,
             "comparison": "at_most"},
            {"decision": "transfers", "organisation": "TRUST", "item": "T1", "value": 0},
        ],
        "targets": [
            {"organisation": "TRUST", "role": "nurse", "profile": "nurse+", "period": "2027Q4",
             "wte": 2},
            {"organisation": "PCN-N", "role": "physio", "locality": "North", "wte": "1.8"},
        ],
        "team_minimums": [
            {"organisation": "PCN-N", "staff_group": "therapy", "site": "HUB-1",
             "competency": "mobility", "people": 1},
            {"organisation": "TRUST", "competency": "mobility", "period": "2028Q1", "people": 2},
        ],
        "team_limits": [
            {"organisation": "TRUST", "staff_group": "nursing", "away_share": "15 %"},
            {"organisation": "PCN-N", "away_share": 0.1},
        ],
        "staff_preferences": [
            {"person": "S1", "about": "locality", "item": "North", "points": 3},
            {"person": "S2", "about": "course", "item": "C-mob", "points": -1.5},
        ],
        "staff_pins": [
            {"person": "S2", "decision": "stay", "reason": "On long leave"},
            {"person": "S1", "decision": "not_course"},
        ],
        "shifts": [
            {"shift": "E", "name": "Early", "start": "07:00", "end": "15:00"},
            {"shift": "L", "name": "Late", "start": "13:30", "end": "21:30", "unpaid_break": 20},
            {"shift": "N", "name": "Night", "start": "21:15", "end": "07:15", "unpaid_break": 60},
        ],
        "cover": [
            {"cover": "early", "site": "CLINIC", "shift": "E", "minimum": 1, "preferred": 2},
            {"cover": "late", "site": "HUB-1", "shift": "L", "days": ["monday", "friday"],
             "first": dt.date(2027, 4, 5), "last": dt.date(2027, 4, 30), "roles": "physio",
             "competency": "mobility", "minimum": 0, "preferred": 1, "importance": 2},
        ],
        "ratios": [
            {"ratio": "early", "site": "CLINIC", "shift": "E", "days": "saturday;sunday",
             "support_per_registrant": 3},
        ],
        "working_time": [
            {"terms": "ours", "name": "As agreed", "based_on": "wtr_afc", "days_in_a_row": 5,
             "rest_hours": 11.5},
        ],
        "contracts": [
            {"person": "S1", "terms": "ours", "shifts": ["E", "L"], "sites": ["CLINIC", "HUB-1"],
             "first": dt.date(2027, 4, 12)},
            {"person": "S2", "hours_per_week": 20, "extra_hours_per_week": 4},
        ],
        "requests": [
            {"person": "S1", "first": dt.date(2027, 4, 19), "last": dt.date(2027, 4, 25),
             "kind": "leave"},
            {"person": "S2", "first": dt.date(2027, 4, 10), "kind": "not_shift", "shift": "N",
             "importance": 3},
        ],
        "roster_pins": [
            {"person": "S1", "date": dt.date(2027, 4, 14), "shift": "L", "site": "HUB-1",
             "reason": "Agreed"},
            {"person": "S2", "date": dt.date(2027, 4, 14)},
        ],
        "worked": [
            {"person": "S2", "date": dt.date(2027, 4, 4), "shift": "E", "site": "CLINIC"},
        ],
        "roster_points": [
            {"measure": "other_site", "points": 1.5},
        ],
        "rotation_schemes": [
            {"scheme": "round", "name": "Physios round", "organisation": "PCN-N",
             "first": dt.date(2027, 4, 5), "block_weeks": 8, "blocks": 4, "home_share": "25 %",
             "backfill_wte": 1, "notice_weeks": 6, "travel_limit": 45},
        ],
        "rotation_kinds": [
            {"scheme": "round", "kind": "ward", "name": "Ward", "in_row_most": 2,
             "next": ["clinic"], "least": 1, "most": 3, "gain_blocks": 1,
             "competencies": ["mobility"]},
            {"scheme": "round", "kind": "clinic", "in_row_least": 1, "only_after": "ward"},
        ],
        "rotation_posts": [
            {"scheme": "round", "post": "ward", "name": "Stroke ward", "kind": "ward",
             "organisation": "TRUST", "locality": "South", "wanted": 1, "most": 2,
             "days_per_week": 4, "taught_days": 0.5, "host_pays": "80 %", "pays_most": 48.1},
            {"scheme": "round", "post": "practices", "kind": "clinic", "organisation": "PCN-N",
             "locality": "North", "least": 0},
        ],
        "rotation_people": [
            {"scheme": "round", "person": "S1", "experienced": True, "pair": "both",
             "shared_post": "ward", "posts": ["ward", "practices"], "before": "practices",
             "before_blocks": 2, "had": "ward"},
            {"scheme": "round", "person": "S2", "pair": "both", "shared_post": "ward",
             "had": ["ward"]},
        ],
        "rotation_wishes": [
            {"person": "S2", "first": dt.date(2027, 4, 5), "last": dt.date(2027, 5, 30),
             "wish": "prefer", "item": "clinic", "minutes": 20},
            {"person": "S1", "first": dt.date(2027, 8, 2), "last": dt.date(2027, 8, 13),
             "wish": "leave"},
        ],
        "rotation_pins": [
            {"scheme": "round", "person": "S1", "block": 1, "post": "ward", "reason": "Agreed"},
        ],
    }  # fmt: skip


@functools.cache
def small_place() -> Place:
    """The place, validated; made once, so nobody may change it."""
    return place_from_frames(SETTINGS, frames(), origin="small")
