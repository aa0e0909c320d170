"""Who is on duty against what is wanted: shift by shift and day by day."""

from __future__ import annotations

from collections.abc import Sequence

from planner.plan.plan import Plan
from planner.report import roster_tables as tables
from planner.report.blocks import Block, Cell, DataTable, Grid, GridRow, PageSection, bounded
from planner.report.facts.rota import Count, DutyLine, Rota, SiteRota, make_rota
from planner.report.figures import count
from planner.report.names import Names, isolated
from planner.report.roster_sections.sheets import columns, weeks_shown, windows

_ROWS = 100
_LEGEND = (
    Cell("2", "ok", "on duty, as many as are wanted"),
    Cell("2", "low", "enough to be safe, and fewer than are preferred"),
    Cell("1/2", "short", "fewer than the minimum: on duty / minimum"),
    Cell("2", "", "on duty; nothing is asked for"),
)


def section(plan: Plan) -> PageSection:
    table = DataTable("By shift", tables.short_cover(plan), tables.COVER_RIGHT)
    blocks: list[Block] = [bounded(table, _ROWS, "rows of cover")]
    rota = make_rota(plan)
    lines = sum(len(site.duty) for site in rota.sites)
    weeks, note = weeks_shown(plan, lines)
    for site in rota.sites:
        if not site.duty:
            continue
        short = any(c is not None and c.short for line in site.duty for c in line.counts)
        for first, last in windows(weeks):
            blocks.append(_grid(Names(plan), rota, site, range(7 * first, 7 * last), short, note))
    lead = (
        "The fewest people that are safe on each shift, and how many are preferred. Somebody who "
        "counts in several rows is on duty in each."
    )
    return PageSection("cover", "Cover", lead, blocks)


def _grid(names: Names, rota: Rota, site: SiteRota, days: range, short: bool, note: str) -> Grid:
    above, heads = columns([rota.days[day] for day in days])
    rows = [_row(names, line, [line.counts[day] for day in days], heads) for line in site.duty]
    title = f"{isolated(site.site)}: people on duty"
    if days.start or days.stop < len(rota.days):
        title += f", weeks {days.start // 7 + 1} to {days.stop // 7}"
    legend = _LEGEND if short else [cell for cell in _LEGEND if cell.tones != "short"]
    return Grid(title, "Shift", above, heads, rows, legend, note, folded=not short)


def _row(
    names: Names, line: DutyLine, counts: Sequence[Count | None], heads: Sequence[Cell]
) -> GridRow:
    label = f"of these: {isolated(line.who)}" if line.who else names.shift(line.shift)
    cells = [_cell(c, head.tones) for c, head in zip(counts, heads, strict=True)]
    return GridRow(label, cells, "sub" if line.who else "main")


def _cell(found: Count | None, tones: str) -> Cell:
    if found is None:
        return Cell("", tones)
    text = count(found.on_duty)
    if found.short:
        least = "" if found.minimum is None else f"/{count(found.minimum)}"
        return Cell(f"{text}{least or '!'}", f"short {tones}".strip())
    if found.wanting:
        return Cell(text, f"low {tones}".strip())
    return Cell(text, f"{'' if found.minimum is None else 'ok'} {tones}".strip())
