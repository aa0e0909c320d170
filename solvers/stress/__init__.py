"""A finished skill-mix plan played against chance, in arrays.

Index letters beside those of ``solvers.skillmix.problem``: ``D`` draws, ``U`` units of a
quantity (what has a factor of its own), ``E0`` planned cohorts of trainees. Draws are the
last axis, so that a row is what one thing does in every draw.
"""
