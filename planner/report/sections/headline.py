"""What came out, against today carried forward, and how far it is proven."""

from __future__ import annotations

from planner.plan.plan import Plan, PriorityResult
from planner.report import summary
from planner.report.blocks import Block, Card, Cards, DataTable, PageSection, Prose
from planner.report.facts import care, finance, workforce
from planner.report.figures import BASELINE, Pair, amount, change, count, money, percent, wte
from planner.report.names import Names


def section(plan: Plan) -> PageSection:
    priorities = summary.priorities(plan)
    blocks: list[Block] = [Cards(_cards(plan))]
    table = DataTable(priorities.title, priorities.frame, priorities.right, priorities.note)
    blocks += [table, Prose(_proof(plan))]
    return PageSection("headline", "At a glance", summary.status_sentence(plan), blocks)


def _cards(plan: Plan) -> list[Card]:
    met = care.need_met(plan)
    visits = care.home_visits_per_1000(plan)
    drawn = care.pair(workforce.draws(plan), "wte")
    cost = care.pair(finance.cost_by_payer(plan), "amount")
    cards = [Card("Need met", percent(met.plan), _against(percent(met.baseline)), _tone(met, True))]
    if visits is not None:
        detail = f"{_against(count(visits.baseline))} ({change(visits)})"
        label = "Home visits per 1,000 people a year"
        cards.append(Card(label, count(visits.plan), detail, _tone(visits, False)))
    else:
        all_visits = care.pair(plan["visits"], "visits")
        detail = f"{_against(count(all_visits.baseline))} ({change(all_visits)})"
        cards.append(Card("Visits", count(all_visits.plan), detail, _tone(all_visits, False)))
    lost = f"{_against(wte(drawn.baseline))}"
    cards.append(Card("WTE drawn away by partners", wte(drawn.plan), lost, _tone(drawn, False)))
    spent = f"{_against(money(cost.baseline))} ({change(cost)})"
    cards.append(Card("Cost of the workforce", money(cost.plan), spent, _tone(cost, False)))
    return cards


def _against(figure: str) -> str:
    return f"against {figure} {BASELINE}"


def _tone(pair: Pair, more_is_better: bool) -> str:
    difference = pair.plan - pair.baseline
    if abs(difference) <= 0.0005 * max(abs(pair.baseline), 1e-9):
        return ""
    return "good" if (difference > 0) == more_is_better else "bad"


def _proof(plan: Plan) -> str:
    proven = [p for p in plan.record.priorities if p.proven]
    open_ones = [p for p in plan.record.priorities if not p.proven]
    names = Names(plan)
    if not open_ones:
        said = "Every priority is proven to within what was asked."
    else:
        left = "; ".join(_open(names, p) for p in open_ones)
        said = f"{len(proven)} of {len(plan.record.priorities)} priorities are proven. Not: {left}."
    return f"{said} {summary.check_sentence(plan)}"


def _open(names: Names, priority: PriorityResult) -> str:
    name = names.measure(priority.name)
    if priority.bound is None:
        return f"{name} (no bound was found)"
    best = amount(priority.bound, priority.unit)
    return f"{name} (no plan can be below {best})"
