"""A comparison as one page that works offline."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from planner.compare import Comparison
from planner.plan.plan import PlanRecord
from planner.report import charts
from planner.report.blocks import Block, Card, Cards, DataTable, Figure, PageSection, Prose
from planner.report.comparison import shown, shown_decisions, shown_inputs
from planner.report.comparison import wording as w
from planner.report.comparison.drawn import decided, differences, over_time
from planner.report.comparison.headline import sentences
from planner.report.figures import signed
from planner.report.names import Names
from planner.report.page import rendered
from planner.report.shown import Section
from planner.report.wording import Wording

MANY = 40
DRAWN = 12

_FOOTER = (
    "A difference is the plan's figure less that of the plan it is compared with. It says something "
    "of what the plans were made from only where it is larger than what is unproven of them."
)


def render_comparison(made: Comparison) -> str:
    """The page as HTML: one file that fetches nothing, and is whole without its script."""
    sections = [s for part in SECTIONS if (s := part(made))]
    return rendered(_record(made), _wording(made), sections, Names(made.named))


def _record(made: Comparison) -> PlanRecord:
    """Place, check and versions for the head and foot of the page: a failed check goes first."""
    records = [plan.record for plan in made.plans]
    failed = [record for record in records if not record.check.passed]
    return (failed or records)[0].model_copy(update={"scenarios": []})


def _wording(made: Comparison) -> Wording:
    table = made["priorities_compared"]
    larger = int((table["verdict"] == "larger").sum())
    differ = int((~table["verdict"].isin(["alike", "other_periods"])).sum())
    proof = f"{larger} of {differ} differences more than is unproven"
    if not differ:
        proof = "No priority differs" if len(table) else "No priorities"
        proof = "Other periods" if (table["verdict"] == "other_periods").any() else proof
    against = ", ".join(made.others)
    return Wording(
        "Plans compared", "comparison", f"{against} against {made.first}", proof, _FOOTER
    )


def headline(made: Comparison) -> PageSection:
    names, table = Names(made.named), made["priorities_compared"]
    blocks: list[Block] = []
    if len(made.others) == 1 and len(table):
        blocks.append(Cards([_card(names, row) for row in table.to_dict("records")]))
    blocks += [Prose(said) for said in sentences(made)]
    if len(table):
        blocks += [_table(shown.priorities(made)), _table(shown.proofs(made), folded=True)]
    blocks += [_table(s) for s in (shown.over_shared(made), shown_inputs.periods(made)) if s]
    lead = "What each priority gains or loses, and whether that is more than is unproven."
    return PageSection("headline", "What changed", lead, blocks)


def _card(names: Names, row: dict[str, object]) -> Card:
    unit, verdict = str(row["unit"]), str(row["verdict"])
    difference, before, after = (float(row[c]) for c in ("difference", "before", "after"))  # type: ignore[arg-type]
    tone = "" if verdict != "larger" else "good" if difference < 0 else "bad"
    shown_figure = signed(difference, w.number(difference, unit)).replace("−£", "−\u2060£")
    figure = "none" if verdict == "alike" else shown_figure
    detail = f"{w.value(before, unit)} before, {w.value(after, unit)} now"
    if verdict == "alike":
        detail = f"{w.value(after, unit)} in both"
    elif verdict == "other_periods":
        figure, detail = "–", f"Other periods. {detail}"
    elif verdict != "larger":
        detail = f"{w.capital(w.SAYS[verdict])}. {detail}"
    label = names.measure(str(row["priority"]))
    return Card(label if unit == "k£" else f"{label}, {unit}", figure, detail, tone)


def measures(made: Comparison) -> PageSection | None:
    tables = shown.measures(made, MANY)
    blocks: list[Block] = [*over_time(made)]
    for plan in made.others:
        for measure, of in (("unmet need", "theme"), ("unmet need", "locality"),
                            ("vacancy, mean", "organisation"), ("cost", "organisation")):  # fmt: skip
            blocks += _bars(made, plan, measure, of)
    blocks += [_table(section, folded=True) for section in tables]
    if not blocks:
        return None
    lead = "Over the periods that both plans have. Of a measure that is not here nothing differs."
    return PageSection("measures", "By theme, locality and organisation", lead, blocks)


def _bars(made: Comparison, plan: str, measure: str, of: str) -> list[Block]:
    frame, unit = differences(made, plan, measure, of, DRAWN)
    if len(frame) < 2:
        return []
    whose = f", {plan}" if len(made.others) > 1 else ""
    title = f"{w.capital(measure)} by {of}: difference{whose}"
    return [
        Figure(
            title,
            charts.movements(frame, "thing", "difference", unit, w.bare),
            f"Bar chart of the difference in {measure} by {of}, more to the right and fewer to the left.",
            DataTable(title, _listed(frame, w.capital(of), unit), (f"Difference, {unit}",)),
        )
    ]


def _listed(frame: pd.DataFrame, heading: str, unit: str) -> pd.DataFrame:
    return pd.DataFrame(
        {heading: frame["thing"], f"Difference, {unit}": frame["difference"].map(w.bare)},
        dtype="object",
    )


def decisions(made: Comparison) -> PageSection:
    blocks: list[Block] = []
    for plan in made.others:
        frame = decided(made, plan, DRAWN)
        if len(frame) < 2:
            continue
        whose = f", {plan}" if len(made.others) > 1 else ""
        title = f"The biggest differences, WTE{whose}"
        blocks.append(
            Figure(
                title,
                charts.movements(frame, "thing", "difference", "WTE", w.bare),
                "Bar chart of the decisions that differ most, more to the right and fewer to the left.",
                DataTable(title, _listed(frame, "Decision", "WTE"), ("Difference, WTE",)),
            )
        )
    if made.stage == "skillmix":
        blocks.append(_table(shown_decisions.decisions(made, MANY)))
    blocks += [
        _table(shown_decisions.choices(made, MANY)),
        _table(shown_decisions.named(made, MANY)),
    ]
    lead = (
        "Plans may be equally good and decide otherwise: a decision that differs need not come from "
        "an input."
    )
    return PageSection("decisions", "What is decided otherwise", lead, blocks)


def inputs(made: Comparison) -> PageSection:
    blocks: list[Block] = [_table(shown_inputs.inputs(made))]
    for name, steps in made.steps.items():
        if not steps:
            continue
        lines = [(step.change, line) for step in steps for line in step.commands]
        frame = pd.DataFrame(lines, columns=["Change by itself", "Command"], dtype="object")
        frame["Change by itself"] = frame["Change by itself"].mask(
            frame["Change by itself"].duplicated(), ""
        )
        note = "Effects overlap: they need not add up to the whole difference."
        blocks.append(DataTable(f"What each change of {name} does by itself", frame, note=note))
    lead = "Tables, settings, scenarios, limits and versions that are not the same."
    return PageSection("inputs", "Which input changed", lead, blocks)


def rows(made: Comparison) -> PageSection | None:
    if not made.with_rows or made["rows_compared"].empty:
        return None
    blocks: list[Block] = [_table(section) for section in shown_inputs.rows(made, MANY)]
    lead = "The tables with the most changed rows first."
    return PageSection("rows", "Changed rows", lead, blocks)


def provenance(made: Comparison) -> PageSection:
    lead = "What each plan is, and how its search ended."
    return PageSection("plans", "The plans", lead, [_table(shown_inputs.plans(made))])


SECTIONS: tuple[Callable[[Comparison], PageSection | None], ...] = (
    headline,
    measures,
    decisions,
    inputs,
    rows,
    provenance,
)


def _table(section: Section, folded: bool = False) -> DataTable:
    return DataTable(
        section.title, section.frame, section.right, section.note, folded,
        keys=section.keys, whole=section.whole,
    )  # fmt: skip
