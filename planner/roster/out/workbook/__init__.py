"""``rota.xlsx``: a sheet for each site, then cover, people, requests and what needs a decision."""

from __future__ import annotations

import datetime as dt
import io

import xlsxwriter

from planner.plan.plan import Plan
from planner.report.facts.rota import make_rota
from planner.roster.out.naming import sheet_names
from planner.roster.out.workbook.lists import lists
from planner.roster.out.workbook.looks import Looks
from planner.roster.out.workbook.site import write_site

# Identifiers are text, whatever they look like.
_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(plan: Plan) -> bytes:
    """The workbook; no cell holds a formula or a link."""
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink, {"in_memory": True, **_TEXT})
    made = dt.datetime.fromisoformat(
        plan.record.start
    )  # not the clock: the same plan, the same bytes
    book.set_properties({"title": f"Rota of {plan.record.place}"[:255], "created": made})
    looks, rota = Looks(book), make_rota(plan)
    others = lists(plan)
    names = sheet_names([site.site for site in rota.sites], [one.name for one in others])
    for site in rota.sites:
        write_site(book.add_worksheet(names[site.site]), looks, plan, rota, site)
    for one in others:
        one.write(book.add_worksheet(one.name), looks)
    book.close()
    return sink.getvalue()
