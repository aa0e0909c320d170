"""A roster on one page for a rota manager: sentences, then a few short tables."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report import roster_tables as tables
from planner.report.facts import roster
from planner.report.facts.rota import span_of
from planner.report.figures import count, fixed, percent
from planner.report.names import Names, isolated
from planner.report.shown import Section, Summary, check_sentence

WORST = 10
MOST_CHANGES = 20
_NAMED = 3


def summarise(plan: Plan) -> Summary:
    """What a rota manager reads first."""
    return Summary(headline(plan), tuple(section(plan) for section in SECTIONS))


def headline(plan: Plan) -> tuple[str, ...]:
    """Status and check, cover, what is short, hours, requests, fairness, changes."""
    sentences = [status_sentence(plan), check_sentence(plan), *cover_sentences(plan)]
    sentences += [hours_sentence(plan), requests_sentence(plan)]
    fair = fairness_sentence(plan)
    if fair is not None:
        sentences.append(fair)
    changed = changes_sentence(plan)
    if changed is not None:
        sentences.append(changed)
    return tuple(sentences)


_STATUS = {
    "optimal": "no better one is possible",
    "feasible": "it is sound, but may not be the best",
    "interrupted": "the search was stopped, and this is the best checked one until then",
}


def status_words(plan: Plan) -> str:
    """How the search came out, in words."""
    record = plan.record
    said = _STATUS.get(record.status, record.status)
    return said if record.status == "optimal" else f"{said} ({record.ended})"


def status_sentence(plan: Plan) -> str:
    return f"Roster for {plan.record.place}, {span_of(plan)}: {status_words(plan)}."


def cover_sentences(plan: Plan) -> list[str]:
    """Whether minimum cover is met everywhere, what is short, and what is below preferred."""
    cover = roster.cover(plan)
    if not cover.shifts:
        return ["No cover is asked for."]
    if cover.short_shifts:
        missing = [_people(cover.below_minimum)] if cover.below_minimum else []
        if cover.registrants_missing:
            missing.append(_some(cover.registrants_missing, "registrant", "registrants"))
        sentences = [
            f"Minimum cover is NOT met on {cover.short_shifts:,} of {_shifts(cover.shifts)}: "
            f"{' and '.join(missing)} missing."
        ]
        shortest = shortest_sentence(plan)
        sentences += [shortest] if shortest else []
    else:
        sentences = [f"Minimum cover is met on all of {_shifts(cover.shifts)}."]
    if cover.wanting_shifts:
        wanting = f"{_people(cover.below_preferred)} on {_shifts(cover.wanting_shifts)}"
        among = ", those below the minimum among them" if cover.below_minimum else ""
        sentences.append(f"Below preferred cover: {wanting}{among}.")
    else:
        sentences.append("Preferred cover is met throughout.")
    return sentences


def shortest_sentence(plan: Plan) -> str | None:
    """The shortfalls with most people missing; None where there are none."""
    frame = roster.shortfalls(plan)
    if frame.empty:
        return None
    names = Names(plan)
    worst = [
        f"{names.shift(row.shift)} at {isolated(row.site)} on {tables.day_words(row.date)} "
        f"({count(row.missing)} missing: {isolated(row.who)})"
        for row in frame.head(_NAMED).itertuples(index=False)
    ]
    more = len(frame) - len(worst)
    rest = f"; and {more:,} more" if more else ""
    return f"Short: {'; '.join(worst)}{rest}."


def hours_sentence(plan: Plan) -> str:
    hours = roster.hours(plan)
    share = f" ({percent(hours.owed / hours.contract)})" if hours.contract > 0 else ""
    said = f"Contract hours owed: {fixed(hours.owed)} of {fixed(hours.contract)}{share}"
    who = f"{hours.owing:,} of {_some(hours.people, 'person', 'people')}"
    owing = f", an hour or more by {who}" if hours.owing else ""
    extra = f"{fixed(hours.extra)} hours are above the contract" if hours.extra >= 0.05 else ""
    return f"{said}{owing}; {extra or 'no hours are above the contract'}."


def requests_sentence(plan: Plan) -> str:
    asked, met = roster.requests(plan)
    if not asked:
        return "Nobody asked for days off or shifts."
    days = _some(asked, "day", "days")
    return f"Requests are met on {met:,} of {days} ({percent(met / asked)})."


def fairness_sentence(plan: Plan) -> str | None:
    """How evenly nights and weekends are shared; None where there are neither."""
    parts = []
    for what in ("nights", "weekends"):
        fair = roster.fairness(plan, what)
        if fair is not None:
            more = "more" if fair.above else "fewer"
            who = f"{isolated(fair.who)} has {fixed(fair.most)} {more}"
            parts.append(f"{what} lie {fixed(fair.average)} from it on average (at most: {who})")
    return f"Against a fair share, {'; '.join(parts)}." if parts else None


def changes_sentence(plan: Plan) -> str | None:
    """How much of what was published changes; None where nothing does."""
    frame = roster.changes(plan)
    if frame.empty:
        return None
    inside = int((frame["in_notice"] == "yes").sum())
    days = _some(len(frame), "published day changes", "published days change")
    return f"{days}, {inside or 'none'} of them inside the notice period."


def _people(number: float) -> str:
    return _some(number, "person", "people")


def _shifts(number: float) -> str:
    return _some(number, "shift", "shifts")


def _some(number: float, one: str, many: str) -> str:
    return f"{count(number)} {one if number == 1 else many}"


def cover_section(plan: Plan) -> Section:
    frame = tables.short_cover(plan)
    wanting = frame.loc[(frame["Missing"] != "0") | (frame["Below preferred"] != "0")]
    title = "Cover by site and shift"
    if frame.empty:
        return Section(title, "No cover is asked for.", pd.DataFrame())
    if wanting.empty:
        return Section(title, "Every row has what is wanted on every day.", pd.DataFrame())
    met = len(frame) - len(wanting)
    note = "People over the whole roster, the shortest first; only what is below preferred."
    if len(wanting) > MOST_CHANGES:
        note += f" The first {MOST_CHANGES} of {len(wanting):,}."
    if met:
        note += f" {met:,} more have what is wanted on every day."
    return Section(title, note, wanting.head(MOST_CHANGES), tables.COVER_RIGHT)


def shortfalls_section(plan: Plan) -> Section:
    frame = tables.shortfalls(plan)
    note = "Minimum cover and ratios are met everywhere."
    if len(frame):
        note = _first(len(frame), WORST, "Most people missing first.")
    return Section("Shortfalls and what would mend them", note, frame.head(WORST), ("Missing",))


def hours_section(plan: Plan) -> Section:
    away = len(roster.furthest_from_hours(plan))
    note = "Everybody works their contract hours."
    if away:
        note = _first(away, WORST, "Hours over the whole roster.")
    frame = tables.furthest(plan, WORST)
    right = ("Contract", "Credited", "Worked", "Owed", "Extra")
    return Section("People furthest from their contract hours", note, frame, right)


def fairness_section(plan: Plan) -> Section:
    parts = []
    for what in ("nights", "weekends"):
        shown = tables.fair_shares(plan, what)
        away = roster.shares(plan, what)["away"].abs().sort_values(ascending=False, kind="stable")
        frame = shown.loc[sorted(away.index[: WORST // 2])]
        frame = frame.rename(columns={what.capitalize(): "Has"})
        frame.insert(2, "Of", what)
        parts.append(frame)
    frame = pd.concat(parts, ignore_index=True)
    note = "Those furthest from a fair share by contract hours."
    if frame.empty:
        note = "There are no nights or weekends to share."
    return Section("Fairness", note, frame, ("Has", "Fair share", "Difference"))


def changes_section(plan: Plan) -> Section:
    """Changes inside the notice period, and later ones while there is room."""
    frame = roster.changes(plan)
    note = "Nothing that was published changes."
    if len(frame):
        note = _first(len(frame), MOST_CHANGES, "Those inside the notice period first.")
    shown = tables.changes(plan, frame.head(MOST_CHANGES))
    return Section("Changes to published shifts", note, shown)


def weights_section(plan: Plan) -> Section:
    note = tables.bound_sentence(plan)
    return Section("What it weighs", note, tables.weights(plan), tables.WEIGHTS_RIGHT)


def _first(every: int, limit: int, note: str) -> str:
    if every <= limit:
        return note
    return f"{note} The first {limit} of {every:,}; the report has them all."


SECTIONS = (
    cover_section,
    shortfalls_section,
    hours_section,
    fairness_section,
    changes_section,
    weights_section,
)
