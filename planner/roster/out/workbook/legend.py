"""What letters, colours and borders on a site's sheet mean."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planner.plan.plan import Plan
from planner.report.facts.rota import ABSENCES, CHANGED, ELSEWHERE, KINDS, PINNED, Rota
from planner.report.names import Names
from planner.roster.out.workbook.looks import Looks


def write_legend(sheet: Worksheet, looks: Looks, plan: Plan, rota: Rota, row: int) -> None:
    """Write it from ``row`` on, below a heading."""
    sheet.write_string(row, 0, "What it means", looks.get(bold=True, font_size=11))
    for text, look, words in _entries(looks, plan, rota):
        row += 1
        sheet.write_string(row, 0, text, look)
        sheet.write_string(row, 2, words, looks.get())


def _entries(looks: Looks, plan: Plan, rota: Rota) -> list[tuple[str, Format, str]]:
    names = Names(plan)

    def look(
        kind: str = "", *, away: bool = False, pinned: bool = False, changed: bool = False
    ) -> Format:
        return looks.day(kind, weekend=False, away=away, pinned=pinned, changed=changed)

    entries = [
        (
            rota.shift_codes[row.shift],
            look(row.kind),
            f"{names.shift(row.shift)}: {row.start} to {row.end}, {row.hours:g} hours "
            f"({KINDS[row.kind].lower()})",
        )
        for row in plan["shift_times"].itertuples(index=False)
    ]
    kinds = set(plan["absences"]["kind"])
    entries += [(t, look(kind), words) for kind, (t, words) in ABSENCES.items() if kind in kinds]
    entries += [
        (f"E{PINNED}", look(pinned=True), "fixed by hand"),
        (f"E{CHANGED}", look(changed=True), "changed since it was published; the note says how"),
    ]
    if rota.visits:
        words = "at another site than this sheet's; the note says which"
        entries.append((f"E {ELSEWHERE}…", look(away=True), words))
        entries += [(f"{ELSEWHERE}{c}", look(), site) for site, c in rota.site_codes.items()]
    return entries
