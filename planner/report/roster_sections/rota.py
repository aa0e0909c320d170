"""The rota itself, site by site."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.report.blocks import Block, Cell, Grid, GridRow, PageSection, Prose
from planner.report.facts.rota import (
    ABSENCES,
    CHANGED,
    ELSEWHERE,
    PINNED,
    Line,
    Mark,
    Rota,
    SiteRota,
    make_rota,
)
from planner.report.figures import plain
from planner.report.names import Names, isolated
from planner.report.roster_sections.sheets import columns, weeks_shown, windows


def section(plan: Plan) -> PageSection:
    rota, names = make_rota(plan), Names(plan)
    sites = [site for site in rota.sites if site.groups]
    weeks, note = weeks_shown(plan, sum(len(rows) for s in sites for _, rows in s.groups))
    legend = _legend(plan, rota)
    blocks: list[Block] = [
        _grid(names, rota, site, range(7 * first, 7 * last), legend, note, folded=bool(number))
        for number, site in enumerate(sites)
        for first, last in windows(weeks)
    ]
    if not blocks:
        blocks = [Prose("Nobody is on this roster.")]
    lead = (
        "Everybody whose own site it is, and visitors who work there, by role. "
        "rota.xlsx has the same to print and pin up."
    )
    return PageSection("rota", "The rota", lead, blocks)


def _grid(
    names: Names,
    rota: Rota,
    site: SiteRota,
    days: range,
    legend: list[Cell],
    note: str,
    folded: bool,
) -> Grid:
    above, heads = columns([rota.days[day] for day in days])
    rows = []
    for role, lines in site.groups:
        rows.append(GridRow(names.role(role), tones="group"))
        rows += [_row(rota, line, days, heads) for line in lines]
    title = isolated(site.site)
    if site.host:
        title += f", run by {names.organisation(site.host)}"
    if days.start or days.stop < len(rota.days):
        title += f": weeks {days.start // 7 + 1} to {days.stop // 7}"
    return Grid(title, "Person", above, heads, rows, legend, note, folded)


def _row(rota: Rota, line: Line, days: range, heads: list[Cell]) -> GridRow:
    label = isolated(line.person)
    if line.visitor:
        own = line.figures.site
        label += f" (from {isolated(rota.site_codes.get(own, own))})"
    marks = [line.marks[day] for day in days]
    cells = [_cell(mark, head.tones) for mark, head in zip(marks, heads, strict=True)]
    keys = {"organisation": (line.figures.organisation,), "role": (line.figures.role,)}
    return GridRow(label, cells, keys=keys)


def _cell(mark: Mark, tones: str) -> Cell:
    """Words only where the letters do not say it all, for a page of thousands of cells."""
    own = f"k-{mark.kind}" if mark.kind else ""
    signs = ("away" if mark.elsewhere else "", "pin" if mark.pinned else "")
    changed = "new" if mark.changed else ""
    told = mark.words if mark.elsewhere or mark.pinned or mark.changed else ""
    return Cell(mark.text, " ".join(t for t in (own, *signs, changed, tones) if t), told)


def _legend(plan: Plan, rota: Rota) -> list[Cell]:
    names = Names(plan)
    cells = [
        Cell(
            rota.shift_codes[row.shift],
            f"k-{row.kind}",
            f"{names.shift(row.shift)}, {row.start} to {row.end}, {plain(row.hours)} hours",
        )
        for row in plan["shift_times"].itertuples(index=False)
    ]
    kinds = set(plan["absences"]["kind"])
    cells += [Cell(t, f"k-{k}", words) for k, (t, words) in ABSENCES.items() if k in kinds]
    if (plan["duties"]["pinned"] == "yes").any():
        cells.append(Cell(f"E{PINNED}", "pin", "fixed by hand"))
    if len(plan["roster_changes"]):
        cells.append(Cell(f"E{CHANGED}", "new", "changed since it was published"))
    if rota.visits:
        sites = ", ".join(f"{isolated(c)}: {isolated(s)}" for s, c in rota.site_codes.items())
        cells.append(Cell(f"E {ELSEWHERE}", "away", f"at another site than this one ({sites})"))
    return cells
