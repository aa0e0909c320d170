"""Who may work what on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from planner.roster.shifts import Slot

if TYPE_CHECKING:
    from planner.roster.rota import Rota

Bools = npt.NDArray[np.bool_]


def availability(rota: Rota) -> tuple[Bools, Bools]:
    """Slots that each person may work on each day, (E, D, S), and the days that they must.

    Nobody is put on a shift on a day on which nobody is wanted there.
    """
    horizon, published = rota.horizon, rota.published
    may = np.array([[rota.may(p, slot) for slot in rota.slots] for p in rota.people], bool)
    available = np.repeat(may.reshape(len(rota.people), 1, len(rota.slots)), horizon.days, axis=1)
    must = np.zeros(available.shape[:2], bool)
    at = {slot: s for s, slot in enumerate(rota.slots)}
    wanted = np.zeros(available.shape[1:], bool)
    for want in rota.wants:
        if want.preferred:
            wanted[want.day, at[want.slot]] = True
    contract = available.copy()
    available &= wanted
    for e, person in enumerate(rota.people):
        available[e, list(person.away)] = False
        for day in published.days:
            if day < horizon.frozen and person.name in published.people:
                slot = published.during.get(person.name, {}).get(day)
                available[e, day] = False
                if slot is not None:  # what was worked was worked, whatever the contract says now
                    available[e, day, at[slot]], must[e, day] = True, True
    for (name, day), pin in rota.pins.items():
        if day < horizon.frozen and day in published.days:
            continue
        e = rota.number[name]
        fits = np.array([_fits_pin(slot, pin.shift, pin.site) for slot in rota.slots], bool)
        available[e, day] = contract[e, day] & fits
        must[e, day] = bool(pin.shift)
    return available, must


def _fits_pin(slot: Slot, shift: str, site: str) -> bool:
    return bool(shift) and slot.shift == shift and site in ("", slot.site)
