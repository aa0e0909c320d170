"""Who learns what, on which intake, and who mentors."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report import assignment_summary as summary
from planner.report import assignment_tables as tables
from planner.report.blocks import Block, DataTable, Keys, PageSection, bounded, keyed

_ROWS = 400
_MENTORS = 100


def section(plan: Plan) -> PageSection | None:
    """Nothing where nobody goes on a course."""
    if not len(plan["training"]):
        return None
    people = DataTable(
        "Everybody on a course",
        tables.training(plan),
        tables.TRAINING_RIGHT,
        folded=True,
        keys=_whose(plan),
    )
    blocks: list[Block] = [
        DataTable("Intakes", tables.courses(plan), tables.COURSES_RIGHT),
        bounded(people, _ROWS, "people"),
    ]
    mentors = tables.mentors(plan)
    if len(mentors):
        table = DataTable(
            "Mentors, the fullest first",
            mentors,
            tables.MENTORS_RIGHT,
            "Load is what trainees take, by the course's trainees for one WTE; the contract is "
            "the most.",
            folded=True,
        )
        blocks.append(bounded(table, _MENTORS, "mentors"))
    lead = summary.mentors_sentence(plan) or "No course needs mentors."
    return PageSection("training", "Courses and mentors", lead, blocks)


def _whose(plan: Plan) -> Keys:
    """Whose staff people on a course are, and in which role."""
    own = plan["assignments"].set_index("person").loc[plan["training"]["person"]]
    return keyed(own, organisation="organisation", role="role")
