"""``roster.csv``: a row for each shift, for e-rostering and payroll systems."""

from __future__ import annotations

import csv
import io

from planner.plan.plan import Plan
from planner.plan.text_cells import harmless

COLUMNS = (
    "person", "employer", "role", "site", "site_owner", "shift", "date", "start", "end", "hours",
)  # fmt: skip


def listing(plan: Plan) -> bytes:
    """UTF-8 with a row of headings; by date, start, site and person.

    Start and end are local times such as ``2027-04-05T07:30``. A cell that a spreadsheet would
    take for a formula has an apostrophe before it.
    """
    duties = plan["duties"].sort_values(["date", "start", "site", "person"], kind="stable")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in duties.itertuples(index=False):
        names = (row.person, row.organisation, row.role, row.site, row.host, row.shift)
        times = (row.date, row.start.replace(" ", "T"), row.end.replace(" ", "T"))
        writer.writerow([*map(harmless, names), *times, f"{row.hours:.2f}"])
    return text.getvalue().encode()
