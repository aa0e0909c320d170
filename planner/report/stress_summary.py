"""A skill-mix plan played against chance, for those who answer for it."""

from __future__ import annotations

import pandas as pd

from planner.plan.plan import Plan
from planner.report.facts import stress
from planner.report.figures import count, fixed, money, percent, plain, wte
from planner.report.names import Names
from planner.report.shown import Section, Summary

WORST = 10
LIMITS_RIGHT = ("Employers", "In the plan", *stress.POLICIES.values())


def summarise(plan: Plan) -> Summary:
    worst = employers(plan, "rigid").head(WORST)
    return Summary(
        (*sentences(plan), CHECKED),
        (
            Section("Employers beyond a limit", LIMITS_NOTE, limits(plan), LIMITS_RIGHT),
            Section(
                "Employers likeliest beyond a limit in some period",
                "As the plan hires; the report lists them all.",
                worst,
                tuple(worst.columns[1:]),
            ),
            Section(
                "What goes with it", DRIVERS_NOTE, drives(plan), tuple(stress.SOURCES.values())
            ),
        ),
    )


CHECKED = (
    "Played without uncertainty, it is the plan: staff, vacancies, money, hours and unmet need."
)
LIMITS_NOTE = "Employers beyond it in a period, on average over the periods."
DRIVERS_NOTE = (
    "Rank correlation with how far beyond the limit, from −1 to 1; mean over employers for whom "
    "it may go either way, in the period in which it is likeliest."
)


def sentences(plan: Plan) -> list[str]:
    """What was played, what came of staff, money and care, and what hiring back up changes."""
    record = plan.record
    last = record.periods[-1]
    said = [
        f"The plan was played {count(record.limits['draws'])} times against uncertain need, "
        f"turnover, course completion and recruitment (seed {record.seed})."
    ]
    staff = _last(stress.figure(plan, "in_post"), last)
    for policy, words in stress.POLICIES.items():
        row = staff[policy]
        said.append(
            f"{words}, {wte(row['p50'])} WTE are in post in {last} in the middle of the draws "
            f"({wte(row['p5'])} to {wte(row['p95'])} in nine of ten); the plan has "
            f"{wte(row['planned'])}."
        )
    spent = _last(stress.figure(plan, "spending", a_year=True), last)["rigid"]
    said.append(
        f"Spending in {last} is {money(spent['p5'])} to {money(spent['p95'])} a year in nine of "
        f"ten draws as the plan hires; the plan has {money(spent['planned'])}."
    )
    short = _last(stress.figure(plan, "hours_short"), last)
    asked = _last(stress.figure(plan, "hours_asked"), last)["rigid"]["p50"]
    shares = {p: short[p]["p50"] / asked if asked else 0.0 for p in stress.POLICIES}
    said.append(
        f"Of the hours asked for visits in {last}, {percent(shares['rigid'])} are not given in "
        f"the middle of the draws, {percent(shares['refill'])} where staff are hired back up: "
        "no visit is planned anew, so this is more than need be."
    )
    return said


def _last(frame: pd.DataFrame, period: str) -> dict[str, pd.Series]:
    """The rows of a period by policy; nought where there is none."""
    own = frame[frame["period"] == period].set_index("policy")
    nothing = pd.Series(0.0, index=["planned", "mean", "p5", "p25", "p50", "p75", "p95"])
    return {p: own.loc[p] if p in own.index else nothing for p in stress.POLICIES}


def limits(plan: Plan) -> pd.DataFrame:
    """Employers beyond each limit: in the plan, and expected."""
    table = stress.employers_beyond(plan)
    return pd.DataFrame(
        {
            "Limit": [stress.LIMITS[limit] for limit in table["limit"]],
            "Employers": table["employers"].map(count),
            "In the plan": [plain(v) for v in table["planned"]],
            **{words: table[p].map(plain) for p, words in stress.POLICIES.items()},
        },
        dtype="object",
    )


def employers(plan: Plan, policy: str) -> pd.DataFrame:
    """How likely each employer is beyond each limit in some period."""
    names, table = Names(plan), stress.ever(plan, policy)
    shown = [limit for limit in stress.LIMITS if limit in table.columns]
    return pd.DataFrame(
        {
            "Employer": [names.organisation(o) for o in table.index],
            **{stress.LIMITS[limit]: [_likely(v) for v in table[limit]] for limit in shown},
            "Any": [_likely(v) for v in table["any"]],
        },
        dtype="object",
    )


def _likely(probability: float) -> str:
    return percent(probability, 0)


def drives(plan: Plan) -> pd.DataFrame:
    """What goes with each limit."""
    table = stress.drivers(plan)
    return pd.DataFrame(
        {
            "Hiring": [stress.POLICIES[p] for p in table["policy"]],
            "Limit": [stress.LIMITS[limit] for limit in table["limit"]],
            **{
                words: [_correlation(v) for v in table[source]]
                for source, words in stress.SOURCES.items()
                if source in table.columns
            },
        },
        dtype="object",
    )


def _correlation(value: float) -> str:
    return "–" if value != value else fixed(value, 2)
