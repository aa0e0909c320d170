"""The rotation stage: where named staff are, block by block, at home and with hosts."""

from planner.rotation.stage import plan_rotation, verify_plan
from planner.rotation.trial import try_schemes

__all__ = ["plan_rotation", "try_schemes", "verify_plan"]
