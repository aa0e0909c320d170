"""An assignment on one page for a workforce lead: sentences, then a few short tables."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import assignment_tables as tables
from planner.report.figures import count, fixed, percent
from planner.report.horizon import span
from planner.report.shown import Section, Summary, check_sentence

WORST = 15

_STATUS = {
    "optimal": "every priority is proven within the gap asked for",
    "feasible": "it is sound, but may not be the best",
    "interrupted": "the search was stopped, and this is the best checked one until then",
}


def summarise(plan: Plan) -> Summary:
    """What a workforce lead reads first."""
    return Summary(headline(plan), sections(plan))


def headline(plan: Plan) -> tuple[str, ...]:
    """Status and check, who changes, targets, minimums, mentors and preferences."""
    said = [
        status_sentence(plan),
        check_sentence(plan),
        *plan.record.warnings,
        people_sentence(plan),
    ]
    said += [targets_sentence(plan)]
    for sentence in (minimums_sentence(plan), mentors_sentence(plan), preferences_sentence(plan)):
        said += [sentence] if sentence else []
    return tuple(said)


def status_words(plan: Plan) -> str:
    """How the search came out, in words."""
    record = plan.record
    said = _STATUS.get(record.status, record.status)
    return said if record.status == "optimal" else f"{said} ({record.ended})"


def status_sentence(plan: Plan) -> str:
    return f"Assignment of staff for {plan.record.place}, {span(plan)}: {status_words(plan)}."


def people_sentence(plan: Plan) -> str:
    kinds = plan["assignments"]["kind"].value_counts()
    learn = int(kinds.get("course", 0) + kinds.get("two_courses", 0))
    twice = int(kinds.get("two_courses", 0))
    both = f" ({twice:,} of them on two in turn)" if twice else ""
    return (
        f"Of {len(plan['assignments']):,} people {int(kinds.get('move', 0)):,} come to other posts "
        f"and {learn:,} go on a course{both}; nothing changes for {int(kinds.get('stay', 0)):,}."
    )


def targets_sentence(plan: Plan) -> str:
    """How much of what is missing today is filled, and how many targets are still short."""
    measures = plan["assignment_measures"].set_index("measure")
    if not len(plan["targets_met"]):
        return "There are no targets."
    today, now = (float(measures.at["shortfall", c]) for c in ("today", "value"))
    if today <= 0:
        return "Every target is met already by those who are there."
    share = (today - now) / today
    short = len(plan["unmet_targets"])
    end = "every target is met" if not short else f"{short:,} of them are not met throughout"
    return (
        f"Targets lack {fixed(today)} WTE-years if nobody does anything; {percent(share)} of that "
        f"is filled, {fixed(now)} are left, and {end}."
    )


def minimums_sentence(plan: Plan) -> str | None:
    met = plan["minimums_met"]
    if not len(met):
        return None
    below = met[met["below"] > 0]
    if below.empty:
        return "Every team keeps its minimums."
    teams = below[["organisation", "staff_group", "site", "competency"]].drop_duplicates()
    return f"{len(teams):,} team minimums are NOT met, as listed."


def mentors_sentence(plan: Plan) -> str | None:
    frame = plan["mentors"]
    if frame.empty:
        return None
    share = (frame["load"] / frame["wte"]).max()
    return (
        f"{frame['mentor'].nunique():,} people mentor; trainees take at most {percent(share, 0)} of "
        "what one of them may give."
    )


def preferences_sentence(plan: Plan) -> str | None:
    frame = plan["preferences_met"]
    if frame.empty:
        return None
    followed = int((frame["followed"] == "yes").sum())
    return f"{count(followed)} of {len(frame):,} stated preferences are followed."


def sections(plan: Plan) -> tuple[Section, ...]:
    """Priorities, what is not met, moves, courses, teams."""
    unmet, moves = tables.unmet(plan), tables.moves(plan)
    courses, teams, below = tables.courses(plan), tables.teams(plan), tables.below_minimum(plan)
    found = [
        Section(
            "Priorities, in their order",
            "Each is met as well as those before it allow.",
            tables.priorities(plan),
            tables.PRIORITIES_RIGHT,
        )
    ]
    if len(below):
        note = _first(len(below), "Not safe as it stands.")
        found.append(
            Section("Team minimums not met", note, below.head(WORST), tables.MINIMUMS_RIGHT)
        )
    note = _first(len(unmet), "Most missing first.") if len(unmet) else "Every target is met."
    found.append(Section("Targets not met", note, unmet.head(WORST), tables.UNMET_RIGHT))
    note = _first(len(courses), "") if len(courses) else "Nobody goes on a course."
    found.append(Section("Course intakes", note, courses.head(WORST), tables.COURSES_RIGHT))
    note = _first(len(moves), "") if len(moves) else "Nobody comes to other posts."
    found.append(Section("Moves", note, moves.head(WORST), tables.MOVES_RIGHT))
    if len(teams):
        note = _first(len(teams), "Furthest beyond an even share first.")
        found.append(Section("Teams", note, teams.head(WORST), tables.TEAMS_RIGHT))
    return tuple(found)


def _first(total: int, note: str) -> str:
    """A note with what is left out."""
    cut = f"The first {WORST} of {total:,}." if total > WORST else ""
    return f"{note} {cut}".strip()
