"""Levers of a place as the solver sees them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from planner.place.place import Place
from planner.skillmix.lookup import Lookup
from planner.skillmix.moves import ints
from planner.skillmix.names import Names
from solvers.skillmix.levers import most_supply
from solvers.skillmix.problem import Care, Floats, Horizon, Levers, Recruitment


def make_levers(
    place: Place,
    names: Names,
    horizon: Horizon,
    recruitment: Recruitment,
    care: Care,
    today: bool,
) -> Levers:
    """The investments a plan may take, and every effect spelt out; today has those in force."""
    table = place["levers"]
    table = table[table["in_force_months"].notna()] if today else table
    in_force = table["in_force_months"].to_numpy(float)
    already = ~np.isnan(in_force)
    levers = Lookup(table["lever"])
    effects = place["lever_effects"]
    effects = effects[effects["lever"].isin(table["lever"])]
    demand, supply = (effects[effects["effect"] == e] for e in ("demand", "supply"))
    saving = effects[effects["effect"].isin(["minutes", "travel"])].reset_index(drop=True)
    minutes, travel = (saving[saving["effect"] == e] for e in ("minutes", "travel"))
    asked, on, near = _packages(place, names, care, demand)
    within, package, where = _packages(place, names, care, minutes)
    intervention = [np.flatnonzero(care.intervention_package == b) for b in package]
    many = [len(some) for some in intervention]
    road, place_of = _localities(names, travel)
    effect_of = np.arange(len(saving))
    return Levers(
        levers=levers.names,
        organisation=names.organisations.all(table["organisation"]),
        whole=~table["graded"].to_numpy(bool),
        already=already,
        cost=np.where(already, 0.0, table["cost"].to_numpy(float)),
        yearly=table["cost_per_year"].to_numpy(float),
        earliest=ints([horizon.labels.index(p) if p else 0 for p in table["earliest"]]),
        works=_works(table["lag_months"].to_numpy(float), in_force, horizon),
        demand_lever=levers.all(demand["lever"])[asked],
        demand_package=on,
        demand_locality=near,
        demand_share=demand["amount"].to_numpy(float)[asked],
        supply_lever=levers.all(supply["lever"]),
        supply_market=Lookup(recruitment.markets).all(supply["recruitment"]),
        supply_wte=supply["amount"].to_numpy(float)[:, None] * horizon.years[None, :],
        saving_lever=levers.all(saving["lever"]),
        minutes_saving=np.repeat(effect_of[saving["effect"] == "minutes"][within], many),
        minutes_intervention=np.concatenate([*intervention, ints([])]),
        minutes_locality=np.repeat(where, many),
        minutes_share=np.repeat(minutes["amount"].to_numpy(float)[within], many),
        travel_saving=effect_of[saving["effect"] == "travel"][road],
        travel_locality=place_of,
        travel_share=travel["amount"].to_numpy(float)[road],
    )


def with_levers(recruitment: Recruitment, levers: Levers) -> Recruitment:
    """Recruitment that levers may open markets for."""
    there = most_supply(recruitment, levers) > 0
    return replace(recruitment, allowed=there[recruitment.option_market])


def _works(lag: Floats, in_force: Floats, horizon: Horizon) -> Floats:
    """Share of each period that a lever works in, by the period it is taken in, (V, T, T).

    One that is in force counts as taken in the first period; ``in_force`` are the months
    before the start that it was taken, from which its lag counts (nan: it is not).
    """
    ends = horizon.offset + horizon.months
    begins = horizon.offset[None, :] + lag[:, None]
    begins[:, 0] -= np.nan_to_num(in_force)
    late = np.maximum(begins[:, :, None], horizon.offset[None, None, :])
    return np.clip(ends[None, None, :] - late, 0.0, None) / horizon.months[None, None, :]


def _packages(
    place: Place, names: Names, care: Care, effects: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(row, package, locality) of every package and locality that each row is on."""
    group = place["packages"]["need_group"].tolist()
    found = [
        (k, b, near)
        for k, row in enumerate(effects.itertuples())
        for b, name in enumerate(care.packages)
        if row.package in ("", name) and row.need_group in ("", group[b])
        for near in _near(names, row.locality)
    ]
    k, b, near = (ints([entry[i] for entry in found]) for i in range(3))
    return k, b, near


def _localities(names: Names, effects: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """(row, locality) of every locality that each row is on."""
    found = [(k, near) for k, name in enumerate(effects["locality"]) for near in _near(names, name)]
    return ints([k for k, _ in found]), ints([near for _, near in found])


def _near(names: Names, locality: str) -> list[int]:
    return [names.localities[locality]] if locality else list(range(len(names.localities)))
