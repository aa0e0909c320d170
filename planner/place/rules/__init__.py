"""What must hold between the tables of a place, one function a rule.

A new rule is one function in a file here, one line in ``RULES`` and one test.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.place.checks.tables import CheckedTable
from planner.place.report import Report
from planner.place.rules import (
    agreements,
    assignment,
    back_office,
    care,
    flows,
    fragile_services,
    hubs,
    joint_posts,
    levers,
    market,
    posts,
    readiness,
    roster,
    rotation_schemes,
    rotations,
    scope,
    training,
    uncertainty,
)
from planner.place.rules.rule import Rule, Tables

RULES: tuple[Rule, ...] = (
    posts.establishment_bounds,
    posts.over_established,
    posts.posts_counted_once,
    posts.posts_in_served_localities,
    posts.employers_serve_somewhere,
    posts.employers_may_employ,
    posts.employers_have_budgets,
    posts.staff_have_posts,
    posts.staff_add_up,
    scope.registrant_only,
    scope.roles_have_competencies,
    scope.profiles_in_scope,
    scope.profile_names,
    scope.staff_in_scope,
    assignment.targets_have_posts,
    assignment.targets_name_profiles_of_the_role,
    assignment.team_minimums_have_posts,
    assignment.team_limits_have_posts,
    assignment.preferences_name_items,
    assignment.staff_pins_name_items,
    assignment.staff_pins_agree,
    training.courses_in_scope,
    training.courses_lead_somewhere,
    training.courses_paid_by_training_funds,
    training.ramps_rise,
    training.roles_paid_by_reimbursement_funds,
    training.profiles_can_be_reached,
    market.draws_add_up,
    market.draws_from_posts,
    market.recruitment_has_posts,
    market.transfers_have_posts,
    market.pins_name_items,
    levers.levers_do_something,
    levers.levers_in_force_have_no_beginning,
    levers.levers_that_save_time_are_whole,
    levers.effects_name_what_they_move,
    levers.effects_add_up,
    hubs.hubs_have_desks,
    hubs.hubs_of_today_open_at_once,
    hubs.hubs_of_today_have_terms,
    hubs.hubs_have_packages,
    care.localities_name_pcns,
    care.alternatives,
    care.alternatives_have_shares,
    care.packages_have_interventions,
    care.needs_have_packages,
    care.interventions_can_be_given,
    flows.flows_add_up,
    flows.flows_name_groups,
    flows.flows_have_packages,
    readiness.readiness_has_posts,
    uncertainty.uncertainty_names_what_is_uncertain,
    uncertainty.distributions_have_their_figures,
    uncertainty.shared_shocks_add_up,
    uncertainty.uncertain_staff_have_posts,
    fragile_services.services_have_one_competency_each,
    fragile_services.services_give_something,
    fragile_services.sellers_are_named,
    fragile_services.services_of_today_have_staff,
    back_office.displaced_staff_add_up,
    back_office.functions_have_one_driver,
    back_office.hosts_have_room_for_their_scale,
    back_office.hosts_can_be_viable,
    back_office.back_office_staff_counted_once,
    agreements.arrangements_have_own_names,
    agreements.agreements_join_two,
    agreements.agreements_have_posts,
    agreements.agreements_in_force_hold,
    joint_posts.joint_posts_have_partners,
    joint_posts.partners_share,
    joint_posts.partners_serve_somewhere,
    rotations.rotations_have_sizes,
    rotations.rotations_have_hosts,
    rotations.rotations_gain,
    roster.shifts_have_working_time,
    roster.cover_wants_its_minimum,
    roster.dates_in_order,
    roster.terms_are_known,
    roster.people_have_sites,
    roster.requests_name_shifts,
    roster.absences_counted_once,
    roster.pins_can_be_kept,
    roster.cover_can_be_given,
    rotation_schemes.schemes_are_whole,
    rotation_schemes.rotation_posts_have_sizes,
    rotation_schemes.rotation_kinds_are_known,
    rotation_schemes.rotation_people_are_known,
    rotation_schemes.pairs_are_two,
    rotation_schemes.wishes_say_something,
    rotation_schemes.rotation_pins_can_be_kept,
)


def check_rules(
    tables: Mapping[str, CheckedTable],
    readable: set[str],
    report: Report,
    labels: Sequence[str] = (),
) -> None:
    """Check every rule whose tables are sound in themselves; findings go to ``report``.

    ``labels`` are the periods of the plan in their order.

    A rule on a table that could not be read, or has errors, would repeat them in other words.
    """
    sound = readable - report.broken
    seen = Tables(tables, labels)
    for rule in RULES:
        if sound.issuperset(rule.tables):
            report.extend(rule.check(seen))
