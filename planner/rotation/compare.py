"""What is set side by side of rotation schemes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from planner.place.place import Place
from planner.plan.differs import TOLERANCE
from planner.plan.plan import Plan
from planner.rotation.scheme import Scheme
from planner.rotation.tables import WEEKS_PER_YEAR

#: Figures closer than this are alike.
ALIKE = TOLERANCE


@dataclass(frozen=True)
class Instead:
    """What hosts would do without the scheme: recruit from a market, of whose hires a share comes
    from the home employer. No market: nothing comes from there."""

    market: str
    drawn_share: float


@dataclass(frozen=True)
class Tried:
    """A scheme that was planned.

    Attributes
    ----------
    weeks, blocks, block_weeks : of its time.
    home : the home employer.
    """

    scheme: str
    plan: Plan
    home: str
    block_weeks: int
    instead: Instead

    @property
    def blocks(self) -> int:
        return len(self.plan["block_dates"])

    @property
    def years(self) -> float:
        return self.blocks * self.block_weeks / WEEKS_PER_YEAR

    def hosts(self, column: str) -> pd.Series:
        """A column of the balance, of hosts alone."""
        balance = self.plan["employer_balance"]
        return balance.loc[balance["home"] == "no", column]

    @property
    def host_wte(self) -> float:
        """Mean over the blocks."""
        return float(self.hosts("has_wte").sum()) / self.blocks

    @property
    def host_posts(self) -> pd.DataFrame:
        cover = self.plan["post_cover"]
        return cover[cover["organisation"] != self.home]

    @property
    def net_loss(self) -> pd.Series:
        """WTE by block."""
        balance = self.plan["employer_balance"]
        return balance.loc[balance["home"] == "yes", "net_loss_wte"]

    def cost(self, of_home: bool) -> float:
        """k£ a year."""
        money = self.plan["rotation_money"]
        chosen = money["organisation"] == self.home
        return float(money.loc[chosen if of_home else ~chosen, "amount"].sum()) / self.years


def instead_of(place: Place, scheme: Scheme) -> Instead:
    """The market whose hires draw most on the home employer's staff in the roles that rotate."""
    draws, roles = place["draws"], {person.role for person in scheme.people}
    own = draws[(draws["from_organisation"] == scheme.home) & draws["from_role"].isin(roles)]
    if own.empty:
        return Instead("", 0.0)
    shares = own.groupby("recruitment", sort=True)["share"].sum()
    return Instead(str(shares.idxmax()), float(shares.max()))


@dataclass(frozen=True)
class Compared:
    """A measure of schemes: what it is, in what unit, what it counts, whether more is better."""

    name: str
    unit: str
    counts: str
    value: Callable[[Tried], float]
    more: bool = False


def _filled(tried: Tried) -> float:
    posts = tried.host_posts
    wanted = float(posts["wanted"].sum())
    return 100.0 * (1.0 - float(posts["missing"].sum()) / wanted) if wanted else 100.0


def _avoided(tried: Tried) -> float:
    return tried.host_wte * tried.instead.drawn_share - float(tried.net_loss.mean())


def _per_person(tried: Tried, column: str, per: float) -> float:
    people = tried.plan["rotation_people"]
    return float(people[column].sum()) / (len(people) * per) if len(people) else 0.0


#: What is told of every scheme, in this order. Schemes differ in length: figures are means over
#: blocks, or a year's.
COMPARED: tuple[Compared, ...] = (
    Compared(
        "net loss at home, mean",
        "WTE",
        "What the home employer is without beyond its backfill, mean of the blocks.",
        lambda t: float(t.net_loss.mean()),
    ),
    Compared(
        "net loss at home, worst block",
        "WTE",
        "The same in the block in which it is most.",
        lambda t: float(t.net_loss.max()),
    ),
    Compared(
        "staff hosts have",
        "WTE",
        "Time worked at posts of hosts, mean of the blocks.",
        lambda t: t.host_wte,
        more=True,
    ),
    Compared(
        "staff wanted who are there",
        "%",
        "Of the staff wanted at posts of hosts, over all blocks, those who are there.",
        _filled,
        more=True,
    ),
    Compared(
        "vacancies at home avoided",
        "WTE",
        "Staff the home employer would lose if hosts recruited as many from the market that draws "
        "most on it, less its net loss.",
        _avoided,
        more=True,
    ),
    Compared(
        "people who gain a competence",
        "people",
        "People who come to have had enough blocks of a kind of post.",
        lambda t: float(t.plan["gains"].query("block > 0")["person"].nunique()),
        more=True,
    ),
    Compared(
        "changes of post",
        "a person a year",
        "Changes of post between blocks.",
        lambda t: _per_person(t, "moves", t.years),
    ),
    Compared(
        "travel",
        "minutes a day",
        "Travel from where people live, mean of people and blocks.",
        lambda t: _per_person(t, "minutes", t.blocks),
    ),
    Compared(
        "burden of the worst-off person",
        "minutes a day",
        "Travel, and the weight of wishes that are not met, of whoever has most of it, mean of "
        "the blocks.",
        lambda t: float(t.plan["rotation_people"]["burden"].max()) / t.blocks,
    ),
    Compared(
        "cost to hosts",
        "k£ a year",
        "Pay of those who rotate, as far as hosts bear it.",
        lambda t: t.cost(of_home=False),
    ),
    Compared(
        "cost to the home employer",
        "k£ a year",
        "Pay of those who rotate, as far as home bears it, and of those who fill in for them.",
        lambda t: t.cost(of_home=True),
    ),
)


def measure_rows(tried: Sequence[Tried]) -> list[dict[str, object]]:
    """Table ``scheme_measures``: each measure of each scheme, with a verdict."""
    rows: list[dict[str, object]] = []
    for compared in COMPARED:
        values = [compared.value(each) for each in tried]
        said = verdicts(values, compared.more)
        rows += [
            {
                "measure": compared.name,
                "scheme": each.scheme,
                "value": value,
                "unit": compared.unit,
                "better": "more" if compared.more else "less",
                "verdict": verdict,
            }
            for each, value, verdict in zip(tried, values, said, strict=True)
        ]
    return rows


def verdicts(values: Sequence[float], more: bool) -> list[str]:
    """Each figure against the others."""
    if len(values) < 2:
        return ["alone" for _ in values]
    worth = [value if more else -value for value in values]
    best, worst = max(worth), min(worth)
    if best - worst <= ALIKE:
        return ["all alike" for _ in values]
    firsts = sum(best - each <= ALIKE for each in worth)
    return [
        ("best" if firsts == 1 else "joint best")
        if best - each <= ALIKE
        else "worst"
        if each - worst <= ALIKE
        else "between"
        for each in worth
    ]


def balance_rows(tried: Sequence[Tried]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for each in tried:
        begins = dict(zip(*(each.plan["block_dates"][c] for c in ("block", "begins")), strict=True))
        rows += [
            {
                "scheme": each.scheme,
                "organisation": row.organisation,
                "block": row.block,
                "begins": begins[row.block],
                "has_wte": row.has_wte,
                "net_loss_wte": row.net_loss_wte,
            }
            for row in each.plan["employer_balance"].itertuples(index=False)
        ]
    return rows


def money_rows(tried: Sequence[Tried]) -> list[dict[str, object]]:
    return [
        {
            "scheme": each.scheme,
            "organisation": row.organisation,
            "item": row.item,
            "amount": row.amount / each.years,
        }
        for each in tried
        for row in each.plan["rotation_money"].itertuples(index=False)
    ]


def rotation_rows(tried: Sequence[Tried]) -> list[dict[str, object]]:
    columns = ("person", "block", "begins", "post", "kind", "organisation")
    return [
        {"scheme": each.scheme, **{name: getattr(row, name) for name in columns}}
        for each in tried
        for row in each.plan["rotation"].itertuples(index=False)
    ]


def same_people(people: Mapping[str, frozenset[str]]) -> str:
    """A warning where schemes are not of the same people; empty where they are."""
    if len(set(people.values())) < 2:
        return ""
    counts = ", ".join(f"{scheme}: {len(names)}" for scheme, names in people.items())
    shared = len(frozenset.intersection(*people.values()))
    return f"The schemes are not of the same people ({counts}; {shared} are in all of them)."
