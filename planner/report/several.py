"""Plans of several stages of one place as one page, a chapter for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.errors import Finding, InputError
from planner.plan.plan import CheckResult, Plan
from planner.report.names import Names
from planner.report.page import Chapter, Cover, render_report, rendered_chapters, sections_of
from planner.report.suppression import refuse, suppressing
from planner.report.wording import Wording, wording

_FOOTER = (
    "Each chapter is a plan by itself, with its own periods, its own check and its own proof; "
    "what is said of a plan in one chapter is not said of another."
)


def render_plans(plans: Sequence[Plan], suppress_below: int = 0) -> str:
    """One page of the plans, in the order given; that of a single one is its own.

    Raises
    ------
    InputError : plans are of different places, or two of one stage.
    PlaceplanError : small numbers are to be hidden on a page that tells of single people.
    """
    if len(plans) == 1:
        return render_report(plans[0], suppress_below)
    _check(plans)
    for plan in plans if suppress_below else ():
        refuse(plan.record.stage)
    words = [wording(plan) for plan in plans]
    with suppressing(suppress_below):
        chapters = [_chapter(plan, own) for plan, own in zip(plans, words, strict=True)]
        return rendered_chapters(
            _cover(plans), _wording(plans, words), chapters, [Names(plan) for plan in plans]
        )


def _chapter(plan: Plan, words: Wording) -> Chapter:
    """A plan's sections, at places of their own on the page."""
    stage = plan.record.stage
    sections = [replace(made, anchor=f"{stage}-{made.anchor}") for made in sections_of(plan)]
    return Chapter(f"{words.title}, {words.span}", stage, sections)


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _cover(plans: Sequence[Plan]) -> Cover:
    """Place, scenarios and periods of all of them; what any check found."""
    records = [plan.record for plan in plans]
    found = [violation for record in records for violation in record.check.violations]
    check = CheckResult(passed=all(record.check.passed for record in records), violations=found)
    scenarios = list(dict.fromkeys(name for record in records for name in record.scenarios))
    periods = list(dict.fromkeys(period for record in records for period in record.periods))
    return Cover(records[0].place, scenarios, check, records[0].versions, periods)


def _wording(plans: Sequence[Plan], words: Sequence[Wording]) -> Wording:
    titles = [words[0].title, *(_lower(own.title) for own in words[1:])]
    title = f"{', '.join(titles[:-1])} and {titles[-1]}"
    proven = sum(plan.record.status == "optimal" for plan in plans)
    proof = f"{proven} of {len(plans)} plans proven throughout"
    return Wording(title, "plans", words[0].span, proof, _FOOTER)


def _check(plans: Sequence[Plan]) -> None:
    """InputError with every plan that does not belong on a page with the first."""
    findings: list[Finding] = []
    seen: dict[str, str] = {}
    first = plans[0].record
    for plan in plans:
        where, record = str(plan.folder or f"plan of {plan.record.place}"), plan.record
        if record.place != first.place:
            findings.append(
                Finding(
                    f"this is a plan of {record.place}, and the first is of {first.place}",
                    "give plans of one place",
                    file=where,
                )
            )
        if record.stage in seen:
            findings.append(
                Finding(
                    f"this is a second plan of the stage {record.stage}, beside {seen[record.stage]}",
                    "placeplan compare sets plans of one stage side by side",
                    file=where,
                )
            )
        seen.setdefault(record.stage, where)
    if findings:
        raise InputError(findings)
