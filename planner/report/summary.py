"""A plan on one page for a director: sentences, then a few short tables."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from planner.plan.plan import Plan
from planner.report import (
    assignment_summary,
    roster_summary,
    rotation_summary,
    rotation_test_summary,
    stress_summary,
)
from planner.report.blocks import keyed
from planner.report.facts import (
    back_office,
    bottlenecks,
    care,
    finance,
    hubs,
    partners,
    services,
    workforce,
)
from planner.report.facts.actions import biggest_actions
from planner.report.figures import (
    BASELINE,
    Pair,
    amount,
    change,
    change_of,
    count,
    fixed,
    money,
    percent,
    proof,
    rate,
    signed,
    wte,
)
from planner.report.horizon import span
from planner.report.names import Names
from planner.report.pin_summary import pin_costs
from planner.report.shown import Section, Summary, check_sentence

WORST = 10
HELPS = 3
_BASE = BASELINE.capitalize()

#: What is told of other stages than the skill mix.
_OTHERS: dict[str, Callable[[Plan], Summary]] = {
    "assignment": assignment_summary.summarise,
    "roster": roster_summary.summarise,
    "rotation": rotation_summary.summarise,
    "rotation_test": rotation_test_summary.summarise,
    "stress": stress_summary.summarise,
}


def summarise(plan: Plan) -> Summary:
    """What a reader needs to know first of the plan, by its stage.

    Of a skill mix, what a director does, every figure beside today carried forward; of a
    roster, what a rota manager does; of an assignment, what a workforce lead does; of a
    rotation, what the leads of its employers do; of a plan played against chance, how likely
    it is beyond its limits.
    """
    if plan.record.stage in _OTHERS:
        return _OTHERS[plan.record.stage](plan)
    return Summary(headline=headline(plan), sections=tuple(_sections(plan)))


def _sections(plan: Plan) -> list[Section]:
    """Every section; what would help most, and what pins cost, only where somebody asked."""
    return [part(plan) for part in SECTIONS if part not in _ASKED or len(plan[_ASKED[part]])]


def headline(plan: Plan) -> tuple[str, ...]:
    """Status and check, need met, home visits, staff drawn away, cost, arrangements, hubs, back office,
    fragile services."""
    sentences = [status_sentence(plan), check_sentence(plan), _need_sentence(plan)]
    visits = care.home_visits_per_1000(plan)
    if visits is not None:
        sentences.append(_visits_sentence(visits))
    drawn = care.pair(workforce.draws(plan), "wte")
    sentences.append(
        f"Partners draw {wte(drawn.plan)} WTE from each other, "
        f"against {wte(drawn.baseline)} WTE {BASELINE}."
    )
    cost = care.pair(finance.cost_by_payer(plan), "amount")
    sentences.append(
        f"The workforce costs {money(cost.plan)} over the plan, "
        f"against {money(cost.baseline)} {BASELINE} ({change(cost)})."
    )
    beyond = partners_sentence(plan)
    if beyond is not None:
        sentences.append(beyond)
    together = hubs_sentence(plan)
    if together is not None:
        sentences.append(together)
    behind = back_office_sentence(plan)
    if behind is not None:
        sentences.append(behind)
    scarce = services_sentence(plan)
    if scarce is not None:
        sentences.append(scarce)
    return tuple(sentences)


def partners_sentence(plan: Plan) -> str | None:
    """How many arrangements run in the end; None where the place lists none."""
    found = partners.partners(plan)
    if found is None:
        return None
    kinds = (
        (found.agreements, "agreement", "agreements"),
        (found.joint_posts, "joint post", "joint posts"),
        (found.rotations, "rotation scheme", "rotation schemes"),
    )
    some = [f"{number} {one if number == 1 else many}" for number, one, many in kinds if number]
    if not some:
        return f"Working across employers: none of {found.listed} arrangements runs at the end."
    return (
        f"Working across employers at the end: {', '.join(some)}, of {found.listed} listed; "
        f"{wte(found.lent)} WTE work for another than their employer."
    )


def hubs_sentence(plan: Plan) -> str | None:
    """Which hubs open and what they are for; None where the place has none."""
    found = hubs.together(plan)
    if found is None:
        return None
    sites = "1 hub" if found.hubs == 1 else f"{found.hubs} hubs"
    if not found.open:
        return f"Hubs: none of {sites} is opened."
    said = f"Hubs: {found.open} of {sites} open, for {money(found.cost)} over the plan"
    if found.visits < 0.5:
        return f"{said}, without joint visits."
    return (
        f"{said}; {count(found.visits)} joint visits bundle {count(found.times)} interventions; "
        f"{wte(found.used)} of {count(found.desks)} desks are in use at the end."
    )


def back_office_sentence(plan: Plan) -> str | None:
    """Who does the back office in the end; None where the plan has none."""
    office = back_office.shared(plan)
    if office is None:
        return None
    if not office.functions:
        return "Back office: every employer keeps its own."
    saves = f"saves {money(office.saving)}" if office.saving >= 0 else "does not save money"
    functions = "1 function" if office.functions == 1 else f"{office.functions} functions"
    owners = (
        "1 organisation" if office.organisations == 1 else f"{office.organisations} organisations"
    )
    hosts = "1 host" if office.hosts == 1 else f"{office.hosts} hosts"
    return (
        f"Back office: {functions} of {owners} move to {hosts}, which {saves} in a year by the "
        f"end; {wte(office.displaced)} WTE are displaced, {wte(office.released)} of them released."
    )


def services_sentence(plan: Plan) -> str | None:
    """Who runs fragile services in the end; None where the place has none."""
    found = services.services(plan)
    if found is None:
        return None
    every = found.own + found.bought + found.neither
    whose = "has a team of its own" if found.own == 1 else "have a team of their own"
    parts = [f"{found.own} of {every} {whose}"]
    if found.bought:
        parts.append(
            f"{found.bought} {_is(found.bought)} bought from a neighbour, {count(found.hours)} "
            f"hours a week for {money(found.cost)} a year"
        )
    if found.neither:
        parts.append(f"{found.neither} {_is(found.neither)} given by nobody")
    return f"Fragile services at the end: {'; '.join(parts)}."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


_STATUS = {
    "optimal": "every priority is proven as asked",
    "feasible": "the plan is sound, but not every priority is proven",
    "interrupted": "the search was stopped, and this is the best checked plan until then",
}


def status_words(plan: Plan) -> str:
    """How the search came out, in words."""
    record = plan.record
    said = _STATUS.get(record.status, record.status)
    return said if record.status == "optimal" else f"{said} ({record.ended})"


def status_sentence(plan: Plan) -> str:
    return f"Plan for {plan.record.place}, {span(plan)}: {status_words(plan)}."


def _need_sentence(plan: Plan) -> str:
    met = care.need_met(plan)
    return (
        f"Care is given on {percent(met.plan)} of the times it falls due, "
        f"against {percent(met.baseline)} {BASELINE}."
    )


def _visits_sentence(visits: Pair) -> str:
    return (
        f"Home visits per 1,000 people a year: {count(visits.plan)}, "
        f"against {count(visits.baseline)} {BASELINE} ({change(visits)})."
    )


def priorities(plan: Plan) -> Section:
    names = Names(plan)
    rows = [
        {
            "Priority": names.measure(p.name),
            "Plan": amount(p.value, p.unit),
            _BASE: amount(p.baseline, p.unit),
            "Change": change_of(Pair(p.value, p.baseline), p.unit),
            "Proof": proof(p),
        }
        for p in plan.record.priorities
    ]
    return Section(
        "Priorities, in their order",
        "Each is met as well as those before it allow, within their tolerances.",
        pd.DataFrame(rows),
        ("Plan", _BASE, "Change"),
    )


def strained_organisations(plan: Plan) -> Section:
    names = Names(plan)
    table = workforce.strain(plan)
    nothing = (table[["vacancy", "baseline_vacancy", "weighted", "baseline_weighted"]] < 0.05).all(
        axis=1
    )
    worst = table.loc[~nothing].head(WORST)
    frame = pd.DataFrame(
        {
            "Organisation": [names.organisation(i) for i in worst["organisation"]],
            "Vacancy WTE": worst["vacancy"].map(wte),
            "Vacancy": _rates(worst, ""),
            "Vacancy, baseline": _rates(worst, "baseline_"),
            "Destabilisation": worst["weighted"].map(wte),
            "Destabilisation, baseline": worst["baseline_weighted"].map(wte),
        }
    )
    return Section(
        "Vacancies and destabilisation",
        f"The worst {len(frame)} of {len(table)} organisations. Vacancy at the end of the plan; "
        "destabilisation over the plan, in weighted WTE-years; baseline: today carried forward."
        if len(frame)
        else "No organisation has a vacancy, or is destabilised.",
        frame,
        tuple(frame.columns[1:]),
        keyed(worst),
        len(table) if len(table) > len(worst) else 0,
    )


def _rates(frame: pd.DataFrame, b: str) -> list[str]:
    pairs = zip(frame[f"{b}vacancy"], frame[f"{b}establishment"], strict=True)
    return [rate(vacancy, posts) for vacancy, posts in pairs]


def drawn_away(plan: Plan) -> Section:
    names = Names(plan)
    table = workforce.draws(plan)
    table = table.loc[(table["wte"] >= 0.05) | (table["baseline_wte"] >= 0.05)].head(WORST)
    frame = pd.DataFrame(
        {
            "Loses": [names.organisation(i) for i in table["organisation"]],
            "To": [names.organisation(i) for i in table["to_organisation"]],
            "Role": [names.role(i) for i in table["role"]],
            "WTE": table["wte"].map(wte),
            _BASE: table["baseline_wte"].map(wte),
        }
    )
    note = "People over the whole plan." if len(frame) else "Nobody is drawn away by a partner."
    return Section("Staff drawn away by partners", note, frame, ("WTE", _BASE))


def payers(plan: Plan) -> Section:
    names = Names(plan)
    table = finance.cost_by_payer(plan)
    total = care.pair(table, "amount")
    shown = table.head(WORST)
    rest = care.pair(table.iloc[WORST:], "amount")
    rows = [
        (_payer(names, row["payer"], row["kind"]), Pair(row["amount"], row["baseline_amount"]))
        for row in shown.to_dict("records")
    ]
    if len(table) > WORST:
        rows.append((f"{len(table) - WORST} others", rest))
    rows.append(("All payers", total))
    frame = pd.DataFrame(
        [
            {
                "Payer": name,
                "Plan": money(cost.plan),
                _BASE: money(cost.baseline),
                "Difference": signed(cost.plan - cost.baseline, money(cost.plan - cost.baseline)),
                "Change": change(cost),
            }
            for name, cost in rows
        ]
    )
    return Section(
        "Cost by payer",
        "Over the whole plan; employers net of what funds reimburse.",
        frame,
        tuple(frame.columns[1:]),
    )


def _payer(names: Names, payer: str, kind: str) -> str:
    return names.fund(payer) if kind == "fund" else names.organisation(payer)


def actions(plan: Plan) -> Section:
    found = biggest_actions(plan, WORST)
    frame = pd.DataFrame(
        {
            "Action": [action.text for action in found],
            "When": [a.first if a.first == a.last else f"{a.first} to {a.last}" for a in found],
            f"WTE against {BASELINE}": [signed(a.more, wte(a.more)) for a in found],
        }
    )
    note = "Largest first." if found else f"The plan does nothing that {BASELINE} does not."
    whose = keyed(pd.DataFrame({"organisation": [action.organisation for action in found]}))
    return Section("The biggest actions", note, frame, (f"WTE against {BASELINE}",), whose)


def merged(plan: Plan) -> Section:
    names = Names(plan)
    table = care.merged_visits(plan)
    table = table.loc[(table["visits"] >= 0.5) | (table["baseline_visits"] >= 0.5)].head(WORST)
    frame = pd.DataFrame(
        {
            "Given by": [names.profile(i) for i in table["profile"]],
            "Added competencies": [names.competencies(i) for i in table["profile"]],
            "Visits": table["visits"].map(count),
            _BASE: table["baseline_visits"].map(count),
            "Things done in one": table["together"].map(fixed),
        }
    )
    return Section(
        "Visits in which several things are done",
        f"Over the whole plan; those that grow most against {BASELINE} first."
        if len(frame)
        else "Every intervention is a visit of its own.",
        frame,
        ("Visits", _BASE, "Things done in one"),
    )


def funds(plan: Plan) -> Section:
    names = Names(plan)
    figures = ["available", "used", "baseline_used", "lapsed", "baseline_lapsed"]
    table = finance.fund_use(plan).groupby("fund", as_index=False)[figures].sum()
    frame = pd.DataFrame(
        {
            "Fund": [names.fund(i) for i in table["fund"]],
            "Available": [money(v) if v > 0 else "not known" for v in table["available"]],
            "Used": table["used"].map(money),
            "Used, baseline": table["baseline_used"].map(money),
            "Lapses": lapses(table, "lapsed"),
            "Lapses, baseline": lapses(table, "baseline_lapsed"),
        }
    )
    note = (
        "Over the whole plan; what is left at the end of March lapses."
        if len(frame)
        else "The place has no ring-fenced funds."
    )
    return Section("Funds", note, frame, tuple(frame.columns[1:]))


def lapses(table: pd.DataFrame, figure: str) -> list[str]:
    """What lapses of each fund, in words; not known where the fund's amount is not."""
    return [
        money(lapsed) if available > 0 else "not known"
        for lapsed, available in zip(table[figure], table["available"], strict=True)
    ]


def helps(plan: Plan) -> Section:
    """The limits that hold back the first priority that any does: the largest three, of
    different kinds as far as there are."""
    names = Names(plan)
    title = "What would help most"
    helped = bottlenecks.helped_priorities(plan)
    if not helped:
        return Section(title, "No limit was found that holds a priority back.", pd.DataFrame())
    best = bottlenecks.best(plan, helped[0], HELPS)
    rows = [row for _, row in best.iterrows()]
    frame = pd.DataFrame(
        {
            "More of it": [bottlenecks.one_more(names, row) for row in rows],
            "When": [bottlenecks.when(row) for row in rows],
            "Saves": [bottlenecks.saved(row) for row in rows],
        }
    )
    note = (
        f"{names.measure(helped[0])}: the largest found, each measured by itself; "
        "the report has them all."
    )
    return Section(title, note, frame, ("Saves",))


SECTIONS = (
    priorities,
    actions,
    merged,
    strained_organisations,
    drawn_away,
    payers,
    funds,
    helps,
    pin_costs,
)

#: Sections that stand only where somebody asked: the table that then has rows.
_ASKED: dict[Callable[[Plan], Section], str] = {helps: "bottlenecks", pin_costs: "pin_costs"}
