"""Whether a finished plan was made from a place as it stands now."""

from __future__ import annotations

from planner.errors import Finding, InputError
from planner.place.place import Place
from planner.place.stages import unread
from planner.plan.plan import Plan, PlanRecord


def changed_inputs(record: PlanRecord, place: Place) -> list[str]:
    """The tables (and ``settings``) whose content is not what the plan was made from; those
    that its stage does not read are left out."""
    names = sorted({*record.inputs, *place.hashes} - unread(record.stage))
    return [name for name in names if record.inputs.get(name) != place.hashes.get(name)]


def refuse_other_periods(place: Place, skillmix: Plan) -> None:
    """Refuse a skill mix whose periods are not the place's.

    Raises
    ------
    InputError : it begins on another day, or has other periods.
    """
    record = skillmix.record
    labels = [period.label for period in place.periods]
    if record.start != place.settings.start.isoformat() or record.periods != labels:
        message = f"it is for other periods, from {record.start} on"
        remedy = "plan the skill mix of this place, or mend place.toml"
        raise InputError([Finding(message, remedy, said_of(skillmix))])


def said_of(skillmix: Plan) -> str:
    """What a finding about a skill mix is said of: its folder, where it has one."""
    return str(skillmix.folder or "the skill-mix plan")
