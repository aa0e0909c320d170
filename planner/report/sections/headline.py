"""What came out, against today carried forward, and how far it is proven."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import summary
from planner.report.blocks import Block, Card, Cards, DataTable, PageSection, Prose
from planner.report.facts import care, finance, workforce
from planner.report.figures import (
    BASELINE,
    NOT_TOLD,
    Pair,
    Words,
    change_of,
    count,
    money,
    percent,
    proof,
    rate,
    wte,
)
from planner.report.names import Names


def section(plan: Plan) -> PageSection:
    priorities = summary.priorities(plan)
    blocks: list[Block] = [Cards(_cards(plan))]
    table = DataTable(priorities.title, priorities.frame, priorities.right, priorities.note)
    blocks += [table, Prose(_proof(plan))]
    return PageSection("headline", "At a glance", _lead(plan), blocks)


def _lead(plan: Plan) -> str:
    words = summary.status_words(plan)
    return f"{words[:1].upper()}{words[1:]}."


def _cards(plan: Plan) -> list[Card]:
    visits = care.home_visits_per_1000(plan)
    drawn = care.pair(workforce.draws(plan), "wte")
    cost = care.pair(finance.cost_by_payer(plan), "amount")
    return [
        _card("Need met", care.need_met(plan), percent, more_is_better=True, share=False),
        _card("Visits", care.pair(care.all_visits(plan), "visits"), count)
        if visits is None
        else _card("Home visits per 1,000 people a year", visits, count),
        _card("Destabilisation, weighted WTE-years", _destabilisation(plan), wte, unit="WTE-years"),
        _card("WTE drawn away by partners", drawn, wte, share=False),
        _vacancy(plan),
        _changes(plan),
        _card("Cost of the workforce", cost, money),
        *_lapsing(plan),
    ]


def _destabilisation(plan: Plan) -> Pair:
    return care.pair(plan["destabilisation"], "weighted")


def _vacancy(plan: Plan) -> Card:
    """Vacancy as a share of establishment in the last period; not told where a number of people
    would follow that is hidden."""
    last = workforce.staff_by_period(plan).iloc[-1]
    both = [
        (float(last[f"{b}vacancy"]), float(last[f"{b}establishment"])) for b in ("", "baseline_")
    ]
    said = [rate(vacant, funded) for vacant, funded in both]
    shares = [vacant / funded if funded > 0 else 0.0 for vacant, funded in both]
    tone = ""
    if NOT_TOLD not in said and said[0] != said[1]:
        tone = "good" if shares[0] < shares[1] else "bad"
    return Card("Vacancy at the end", said[0], f"{said[1]} {BASELINE}", tone)


def _changes(plan: Plan) -> Card:
    """People who change is what a plan asks of staff: neither better nor worse by itself."""
    people, places = float(plan["change"]["people"].sum()), plan["course_places"]
    learn = float(places["used"].sum())
    detail = f"change employer, role or competencies; {wte(learn)} WTE start a course"
    return Card("Change for staff, WTE", wte(people), detail)


def _lapsing(plan: Plan) -> list[Card]:
    """What lapses of ring-fenced funds whose amount is known."""
    table = finance.fund_use(plan)
    known = table[table["available"] > 0]
    if not len(known):
        return []
    label = f"Lapses of {money(float(known['available'].sum()))} in ring-fenced funds"
    return [_card(label, care.pair(known, "lapsed"), money)]


def _card(
    label: str,
    pair: Pair,
    words: Words,
    *,
    more_is_better: bool = False,
    share: bool = True,
    unit: str = "",
) -> Card:
    """A figure beside its baseline, with its change where the ``share`` says something and the
    ``unit`` may be told; better or worse only where a reader can see it."""
    detail = f"{words(pair.baseline)} {BASELINE}"
    told = change_of(pair, unit)
    if share and told != NOT_TOLD:
        detail += f" ({told})"
    tone = ""
    if words(pair.plan) != words(pair.baseline):
        tone = "good" if (pair.plan > pair.baseline) == more_is_better else "bad"
    return Card(label, words(pair.plan), detail, tone)


def _proof(plan: Plan) -> str:
    names = Names(plan)
    unproven = [p for p in plan.record.priorities if not p.proven]
    if not unproven:
        said = "Every priority is proven to within what was asked."
    else:
        proven = len(plan.record.priorities) - len(unproven)
        left = "; ".join(f"{names.measure(p.name)} ({proof(p)})" for p in unproven)
        said = f"{proven} of {len(plan.record.priorities)} priorities are proven. Not: {left}."
    return f"{said} {summary.check_sentence(plan)}"
