"""What a terminal shows of a comparison."""

from __future__ import annotations

from planner.compare import Comparison
from planner.report.comparison import shown, shown_decisions, shown_inputs
from planner.report.comparison.headline import sentences
from planner.report.shown import Section, Summary

MOST = 12
FEW = 6

#: Measures that a terminal shows; the page has them all.
TOLD = (
    ("unmet need", "theme"), ("unmet need", "locality"), ("home visits", "locality"),
    ("vacancy, mean", "organisation"), ("destabilisation", "organisation"),
    ("drawn away by partners", "organisation"), ("cost", "organisation"), ("cost", "fund"),
    ("change", "organisation"),
)  # fmt: skip


def summarise_comparison(made: Comparison) -> Summary:
    """Sentences, then short tables; every cell is text for a reader."""
    sections: list[Section | None] = [
        shown.priorities(made) if len(made["priorities_compared"]) else None,
        shown.proofs(made) if len(made["priorities_compared"]) else None,
        shown_inputs.periods(made),
        shown.over_shared(made),
        *shown.measures(made, FEW, TOLD if made.stage == "skillmix" else ()),
        shown_decisions.decisions(made, MOST) if made.stage == "skillmix" else None,
        shown_decisions.choices(made, MOST),
        shown_decisions.named(made, MOST),
        shown_inputs.inputs(made),
        *shown_inputs.rows(made, FEW),
    ]
    return Summary(tuple(sentences(made)), tuple(s for s in sections if s is not None))


def commands(made: Comparison) -> list[str]:
    """How to find what each of several inputs does, line by line; nothing where one changed."""
    lines = list[str]()
    for name, steps in made.steps.items():
        if not steps:
            continue
        lines += ["", f"What each change of {name} does by itself is found like this:"]
        for step in steps:
            lines += ["", f"# {step.change} alone", *step.commands]
    if lines:
        lines += ["", "Effects overlap: they need not add up to the whole difference."]
    return lines
