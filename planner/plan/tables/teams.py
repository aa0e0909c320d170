"""What teams do: their hours, visits, competencies, and whom they meet at people's homes.

A team is an organisation's staff of one role. A plan decides who visits by role and locality,
not by employer: visits of a profile in a locality are shared out among those whose hours go
there, in proportion to the hours that each has for them.
"""

from __future__ import annotations

from planner.plan.tables.columns import PERIOD, ROLE, identifier, pair
from planner.schema.column import Table

TEAM = identifier("organisation", "For whom the team works.")

TEAM_DAYS = Table(
    name="team_days",
    row="a team: its staff, its time at work and what goes into it, and its visits",
    key=("organisation", "role", "period"),
    columns=(
        TEAM,
        ROLE,
        PERIOD,
        *pair("staff", "Who work in it, trainees and agency staff included.", "WTE"),
        *pair("learned", "Of those in post, who have learned more than the role's core.", "WTE"),
        *pair("visits", "Visits, joint ones from hubs apart.", "visits"),
        *pair("joint_visits", "Joint visits from hubs in which it takes part.", "visits"),
        *pair(
            "people",
            "Occasions on which it visits somebody; who gets two of its visits counts once.",
            "occasions",
        ),
        *pair("visit_hours", "Time with people.", "hours"),
        *pair("travel_hours", "Travel to them.", "hours"),
        *pair("other_hours", "Records, meetings and work outside the packages.", "hours"),
        *pair(
            "rest_hours",
            "At work for anything else: courses, supervising, people elsewhere, time to spare.",
            "hours",
        ),
    ),
)

TEAM_COMPETENCIES = Table(
    name="team_competencies",
    row="a competency that a team uses with people; what needs two of them stands under both",
    key=("organisation", "role", "competency", "period"),
    columns=(
        TEAM,
        ROLE,
        identifier("competency", "The competency."),
        PERIOD,
        *pair("hours", "Time with people in which it is needed.", "hours"),
    ),
)

TEAM_CONTACTS = Table(
    name="team_contacts",
    row="visits that another role makes to the people a team sees, on the same occasions",
    key=("organisation", "role", "with_role", "period"),
    columns=(
        TEAM,
        ROLE,
        identifier("with_role", "The other role, of whatever employer."),
        PERIOD,
        *pair("apart", "Visits of its own.", "visits"),
        *pair("joint", "Visits made together, from hubs.", "visits"),
    ),
)
