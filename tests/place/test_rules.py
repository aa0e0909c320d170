"""Every rule between tables: broken in one way, and found where it is broken."""

from __future__ import annotations

import pytest

from planner.errors import Severity
from planner.place.areas import served_localities
from planner.place.rules import RULES
from tests.place.helpers import findings_in, only, with_cells, with_rows
from tests.place.small import frames, small_place

ERROR, WARNING = Severity.ERROR, Severity.WARNING

# rule: table, position of the row changed (None: a row added), cells,
# then the finding's table, row, column, severity and words of its message
BREACHES = [
    ("establishment_bounds", "posts", 0, {"establishment_min": 20.5},
     "posts", 2, "establishment_min", ERROR, "more than the establishment of 20 WTE"),
    ("establishment_bounds", "posts", 0, {"establishment_max": 19.5},
     "posts", 2, "establishment_max", ERROR, "less than the establishment of 20 WTE"),
    ("over_established", "posts", 1, {"in_post_wte": 7.5, "over_establishment_max": 1},
     "posts", 3, "in_post_wte", WARNING, "more than the 7 WTE"),
    ("posts_counted_once", "posts", None,
     {"post": "P9", "organisation": "CARE", "role": "carer", "establishment_wte": 1, "in_post_wte": 1},
     "posts", 7, "role", ERROR, "counted twice: here and in row 4"),
    ("posts_in_served_localities", "localities", 0, {"pcn": ""},
     "posts", 5, "locality", ERROR, "'PCN-N' does not serve 'North'"),
    ("employers_may_employ", "organisations", 2, {"can_employ": "no"},
     "posts", 4, "in_post_wte", WARNING, "may not employ"),
    ("employers_have_budgets", "budgets", 1, {"organisation": "TRUST", "period": "2028/29"},
     "posts", 5, "organisation", WARNING, "no budget"),
    ("staff_have_posts", "staff", 1, {"role": "nurse", "post": ""},
     "staff", 3, "role", ERROR, "'PCN-N' has no posts of the role 'nurse'"),
    ("staff_have_posts", "staff", 1, {"post": "P2"},
     "staff", 3, "post", ERROR, "'physio' at 'TRUST'"),
    ("staff_add_up", "staff", 1, {"wte": 0.5},
     "posts", 5, "in_post_wte", WARNING, "add up to 1.5"),
    ("registrant_only", "role_competencies", 6, {"status": "learnable"},
     "role_competencies", 8, "status", ERROR, "registrants only"),
    ("roles_have_competencies", "roles", None, {"role": "clerk", "staff_group": "office", "annual_cost": 1},
     "roles", 5, "role", WARNING, "no competencies"),
    ("profiles_in_scope", "profiles", 1, {"competencies": "wound;mobility"},
     "profiles", 3, "competencies", ERROR, "outside the scope of practice of 'carer'"),
    ("profiles_in_scope", "profiles", 1, {"competencies": "wound;wash"},
     "profiles", 3, "competencies", ERROR, "core to 'carer' already"),
    ("profile_names", "profiles", 1, {"profile": "physio"},
     "profiles", 3, "profile", ERROR, "the name of another role"),
    ("profile_names", "profiles", 1, {"profile": "carer"},
     "profiles", 3, "profile", ERROR, "has the role's name"),
    ("staff_in_scope", "staff", 0, {"competencies": "wound"},
     "staff", 2, "competencies", ERROR, "outside the scope of practice of 'physio'"),
    ("targets_have_posts", "targets", 0, {"organisation": "CARE", "profile": ""},
     "targets", 2, "role", ERROR, "'CARE' has no posts of the role 'nurse'"),
    ("targets_have_posts", "targets", 0, {"locality": "North"},
     "targets", 2, "locality", ERROR, "'TRUST' has no posts of 'nurse' in 'North'"),
    ("targets_name_profiles_of_the_role", "targets", 0, {"profile": "carer+"},
     "targets", 2, "profile", ERROR, "'carer+' is a profile of 'carer', not 'nurse'"),
    ("team_minimums_have_posts", "team_minimums", 0, {"staff_group": "care"},
     "team_minimums", 2, "staff_group", ERROR, "'PCN-N' has no posts of the staff group 'care'"),
    ("team_minimums_have_posts", "team_minimums", 0, {"site": "CLINIC"},
     "team_minimums", 2, "site", ERROR, "'PCN-N' has no posts in 'South'"),
    ("team_limits_have_posts", "team_limits", 0, {"organisation": "CLUB"},
     "team_limits", 2, "staff_group", ERROR, "'CLUB' has no posts of the staff group 'nursing'"),
    ("preferences_name_items", "staff_preferences", 0, {"item": "Nroth"},
     "staff_preferences", 2, "item", ERROR, "no locality of that name"),
    ("staff_pins_name_items", "staff_pins", 0, {"item": "P4"},
     "staff_pins", 2, "item", ERROR, "about nothing but the person"),
    ("staff_pins_name_items", "staff_pins", 1, {"decision": "course"},
     "staff_pins", 3, "item", ERROR, "no course is named"),
    ("staff_pins_name_items", "staff_pins", 1, {"item": "C-mobb"},
     "staff_pins", 3, "item", ERROR, "no course of that name"),
    ("staff_pins_agree", "staff_pins", None, {"person": "S2", "decision": "post", "item": "P4"},
     "staff_pins", 4, "decision", ERROR, "'S2' is fixed in row 2 too"),
    ("staff_pins_agree", "staff_pins", None, {"person": "S1", "decision": "course", "item": "C-mob"},
     "staff_pins", 4, "item", ERROR, "another row bars the course"),
    ("staff_pins_agree", "staff_pins", 1, {"decision": "course", "item": "C-mob"},
     "staff_pins", 3, "item", ERROR, "'C-mob' is for 'nurse', and they are 'physio'"),
    ("courses_in_scope", "courses", 1, {"competencies": "wound;mobility"},
     "courses", 3, "competencies", ERROR, "'mobility' is not learnable by 'carer'"),
    ("courses_lead_somewhere", "courses", 2, {"to_role": "carer"},
     "courses", 4, "course", ERROR, "no competencies and leads to no other role"),
    ("courses_paid_by_training_funds", "courses", 0, {"fund": "ARRS"},
     "courses", 2, "fund", ERROR, "'ARRS' is for reimbursement"),
    ("ramps_rise", "courses", 0, {"adoption_ramp": "0.5;0.4"},
     "courses", 2, "adoption_ramp", ERROR, "falls"),
    ("roles_paid_by_reimbursement_funds", "fund_roles", 0, {"fund": "TRAIN"},
     "fund_roles", 2, "fund", ERROR, "'TRAIN' is for training"),
    ("profiles_can_be_reached", "courses", 1, {"competencies": "", "to_role": "nurse"},
     "profiles", 3, "competencies", WARNING, "no course leads to"),
    ("profiles_can_be_reached", "profiles", None, {"profile": "physio", "role": "physio"},
     "profiles", 4, "role", WARNING, "nobody can join the role 'physio'"),
    ("draws_add_up", "draws", 1, {"share": 0.9},
     "draws", 3, "share", ERROR, "add up to 1.02"),
    ("draws_from_posts", "draws", 1, {"from_role": "carer"},
     "draws", 3, "from_role", WARNING, "'TRUST' has no posts of 'carer'"),
    ("transfers_have_posts", "transfers", 0, {"from_role": "carer"},
     "transfers", 2, "from_role", ERROR, "'TRUST' has no posts of 'carer'"),
    ("transfers_have_posts", "transfers", 0, {"to_organisation": "CARE"},
     "transfers", 2, "to_role", ERROR, "'CARE' has no posts of 'physio'"),
    ("transfers_have_posts", "transfers", 0, {"to_organisation": ""},
     "transfers", 2, "transfer", ERROR, "ends where it starts"),
    ("pins_name_items", "pins", 2, {"item": "C-mod"},
     "pins", 4, "item", ERROR, "about a course; there is none named 'C-mod'"),
    ("pins_name_items", "pins", 3, {"decision": "taken", "item": "recrod"},
     "pins", 5, "item", ERROR, "about a lever; there is none named 'recrod'"),
    ("pins_name_items", "pins", 3, {"decision": "own_team", "item": "walkin"},
     "pins", 5, "item", ERROR, "about a service; there is none named 'walkin'"),
    ("levers_do_something", "levers", None, {"lever": "idle", "organisation": "TRUST"},
     "levers", 4, "lever", WARNING, "no effects"),
    ("levers_in_force_have_no_beginning", "levers", 1, {"in_force_months": 3.0, "earliest": "2027Q3"},
     "levers", 3, "earliest", ERROR, "is in force"),
    ("levers_that_save_time_are_whole", "levers", 1, {"graded": True},
     "levers", 3, "graded", ERROR, "wholly or not at all"),
    ("effects_name_what_they_move", "lever_effects", 2, {"package": "home-frail"},
     "lever_effects", 4, "package", ERROR, "not on one package"),
    ("effects_name_what_they_move", "lever_effects", 3, {"recruitment": ""},
     "lever_effects", 5, "recruitment", ERROR, "needs the labour market"),
    ("effects_name_what_they_move", "lever_effects", 0, {"amount": 1.5},
     "lever_effects", 2, "amount", ERROR, "more than all"),
    ("effects_name_what_they_move", "lever_effects", 1, {"need_group": "frail"},
     "lever_effects", 3, "package", ERROR, "a need group and a package"),
    ("effects_add_up", "lever_effects", None,
     {"lever": "record", "effect": "demand", "package": "home-frail", "amount": 0.95},
     "lever_effects", 6, "amount", ERROR, "add up to more than 1"),
    ("hubs_have_desks", "sites", 0, {"desks": 0},
     "hubs", 2, "site", ERROR, "'HUB-1' has no desks"),
    ("hubs_have_desks", "hubs", 0, {"site": "CLINIC"},
     "hubs", 2, "site", ERROR, "'CLINIC' has no desks"),
    ("hubs_of_today_open_at_once", "hubs", 0, {"earliest": "2027Q4"},
     "hubs", 2, "earliest", ERROR, "is a hub already, so it is not opened in 2027Q4"),
    ("hubs_of_today_open_at_once", "hubs", 0, {"cost": 5},
     "hubs", 2, "cost", WARNING, "opening it costs nothing"),
    ("hubs_of_today_have_terms", "sites", 1, {"hub": True},
     "sites", 3, "hub", WARNING, "hubs has no row for it"),
    ("hubs_have_packages", "packages", 0, {"setting": "clinic"},
     "hubs", 2, "need_groups", WARNING, "'frail' has no packages given at home"),
    ("localities_name_pcns", "localities", 1, {"pcn": "TRUST"},
     "localities", 3, "pcn", ERROR, "'TRUST' is a community_trust"),
    ("alternatives", "packages", 1, {"alternative_to": "light-frail"},
     "packages", 3, "alternative_to", ERROR, "alternative to itself"),
    ("alternatives", "packages", 1, {"alternative_to": "copd-review"},
     "packages", 3, "alternative_to", ERROR, "for the need group 'copd'"),
    ("alternatives", "packages", 0, {"alternative_to": "light-frail", "alternative_share_max": 0.1},
     "packages", 2, "alternative_to", ERROR, "itself an alternative"),
    ("alternatives_have_shares", "packages", 1, {"alternative_share_max": 0},
     "packages", 3, "alternative_share_max", WARNING, "never given"),
    ("packages_have_interventions", "interventions", 4, {"package": "light-frail"},
     "packages", 4, "package", ERROR, "has no interventions"),
    ("needs_have_packages", "packages", 2, {"need_group": "frail"},
     "needs", 4, "need_group", WARNING, "no package"),
    ("flows_add_up", "flows", None,
     {"locality": "South", "outside": "Borderland", "share_served_outside": 0.2},
     "flows", 4, "share_served_outside", ERROR, "'frail' in 'South' served outside add up to 1.1"),
    ("uncertainty_names_what_is_uncertain", "uncertainty", 0, {"role": "nurse"},
     "uncertainty", 2, "role", ERROR, "demand is not of one role"),
    ("uncertainty_names_what_is_uncertain", "uncertainty", 3, {"course": "C-mob"},
     "uncertainty", 5, "course", ERROR, "recruitment is not of one course"),
    ("distributions_have_their_figures", "uncertainty", 0, {"spread": ""},
     "uncertainty", 2, "spread", ERROR, "a lognormal distribution needs 'spread'"),
    ("distributions_have_their_figures", "uncertainty", 1, {"distribution": "none"},
     "uncertainty", 3, "spread", ERROR, "'none' has no 'spread'"),
    ("distributions_have_their_figures", "uncertainty", 1, {"distribution": "beta"},
     "uncertainty", 3, "distribution", ERROR, "turnover is none"),
    ("distributions_have_their_figures", "uncertainty", 3, {"likely": 1.3},
     "uncertainty", 5, "likely", ERROR, "0.5, 1.3, 1.2 do not rise"),
    ("shared_shocks_add_up", "uncertainty", 1, {"shared_by_group": 0.6},
     "uncertainty", 3, "shared_by_group", ERROR, "add up to 1.1"),
    ("uncertain_staff_have_posts", "uncertainty", 1, {"staff_group": "care"},
     "uncertainty", 3, "organisation", WARNING, "nobody has such posts"),
    ("readiness_has_posts", "readiness", 1, {"staff_group": "care"},
     "readiness", 3, "staff_group", WARNING, "'TRUST' has no posts of 'care'"),
    ("flows_name_groups", "flows", 0, {"people_from_outside": 3},
     "flows", 2, "need_group", ERROR, "3 people from outside are of no need group"),
    ("flows_have_packages", "packages", 2, {"need_group": "frail"},
     "flows", 5, "need_group", WARNING, "no package"),
    ("services_have_one_competency_each", "fragile_services", 1, {"competency": "mobility"},
     "fragile_services", 3, "competency", ERROR, "'walking' rests on 'mobility' already"),
    ("sellers_are_named", "fragile_services", 1, {"most_hours_per_week": 5},
     "fragile_services", 3, "neighbour", ERROR, "5 hours a week may be bought"),
    ("sellers_are_named", "fragile_services", 0, {"most_hours_per_week": 0},
     "fragile_services", 2, "most_hours_per_week", WARNING, "sells no hours"),
    ("services_of_today_have_staff", "role_competencies", 3, {"status": "learnable"},
     "fragile_services", 2, "own_today", WARNING, "nobody in post has 'mobility'"),
    ("displaced_staff_add_up", "back_office", 0, {"retrained_share": 0.5},
     "back_office", 2, "retrained_share", ERROR, "add up to 1.1"),
    ("functions_have_one_driver", "back_office", 1, {"driver": "people"},
     "back_office", 3, "driver", ERROR, "'people' here and in 'payslips' in row 2"),
    ("hosts_have_room_for_their_scale", "hosts", 0, {"capacity": 150},
     "hosts", 2, "minimum_scale", ERROR, "more than the capacity of 150"),
    ("hosts_can_be_viable", "hosts", 0, {"minimum_scale": 600},
     "hosts", 2, "minimum_scale", WARNING, "have 500 of work in all"),
    ("hosts_can_be_viable", "back_office", 1, {"function": "estates"},
     "hosts", 2, "function", WARNING, "nobody but 'TRUST' has the function"),
    ("arrangements_have_own_names", "joint_posts", 0, {"joint_post": "care for club"},
     "joint_posts", 2, "joint_post", ERROR, "stands in agreements too"),
    ("agreements_join_two", "agreements", 1, {"employer": "CLUB"},
     "agreements", 3, "employer", ERROR, "'CLUB' cannot employ"),
    ("agreements_join_two", "organisations", 3, {"can_employ": "yes"},
     "agreements", 2, "deploys_to", WARNING, "can employ by itself"),
    ("agreements_have_posts", "agreements", 1, {"roles": "carer;nurse"},
     "agreements", 3, "roles", ERROR, "'CLUB' has no posts of 'nurse'"),
    ("agreements_in_force_hold", "agreements", 1, {"in_force": True},
     "agreements", 3, "in_force", ERROR, "in force here and in row 2"),
    ("agreements_in_force_hold", "agreements", 0, {"capacity": 0.25},
     "agreements", 2, "capacity", ERROR, "0.5 WTE are in post under it today"),
    ("agreements_in_force_hold", "agreements", 0, {"in_force": False},
     "posts", 6, "in_post_wte", ERROR, "no agreement in force covers its 'carer'"),
    ("joint_posts_have_partners", "joint_posts", None,
     {"joint_post": "lonely", "post": "P2", "wte": 1},
     "joint_posts", 3, "joint_post", ERROR, "nobody shares 'lonely'"),
    ("joint_posts_have_partners", "joint_posts", 0, {"wte": 0},
     "joint_posts", 2, "wte", ERROR, "of no size"),
    ("joint_posts_have_partners", "joint_posts", 0, {"wte": 6.5, "in_force": True},
     "joint_posts", 2, "wte", ERROR, "'P2' has 6 WTE of posts"),
    ("joint_posts_have_partners", "joint_posts", 0, {"replaces_wte": 7},
     "joint_posts", 2, "replaces_wte", ERROR, "'P2' has 6 WTE of funded posts"),
    ("partners_share", "joint_post_partners", 1, {"share": 0.7},
     "joint_post_partners", 3, "share", ERROR, "add up to more than 1"),
    ("partners_share", "joint_post_partners", 1, {"organisation": "TRUST"},
     "joint_post_partners", 3, "organisation", ERROR, "'TRUST' holds the post"),
    ("partners_share", "joint_post_partners", 1, {"replaces_wte": 1},
     "joint_post_partners", 3, "replaces_post", ERROR, "whose posts"),
    ("partners_share", "joint_post_partners", 0, {"replaces_post": "P3"},
     "joint_post_partners", 2, "replaces_post", ERROR, "posts of 'CARE'"),
    ("partners_share", "joint_post_partners", 0, {"replaces_wte": 3},
     "joint_post_partners", 2, "replaces_wte", ERROR, "'P4' has 2 WTE of funded posts"),
    ("rotations_have_sizes", "rotations", 0, {"least": 4},
     "rotations", 2, "least", ERROR, "more than most of 3 WTE"),
    ("rotations_have_sizes", "rotations", 0, {"least": 19, "most": 20, "in_force": True},
     "rotations", 2, "least", ERROR, "'P1' has 18.5 WTE in post"),
    ("rotations_have_sizes", "rotations", 0, {"most": 0, "least": 0},
     "rotations", 2, "most", ERROR, "nobody may rotate"),
    ("rotations_have_sizes", "rotations", 0, {"home_share": 1},
     "rotations", 2, "home_share", ERROR, "nobody rotates"),
    ("rotations_have_hosts", "rotation_hosts", 1, {"share": 0.5},
     "rotations", 2, "rotation", ERROR, "add up to 1.25"),
    ("rotations_have_hosts", "rotation_hosts", 1, {"organisation": "TRUST"},
     "rotation_hosts", 3, "organisation", ERROR, "'TRUST' is the home of"),
    ("rotations_gain", "rotations", 0, {"gains_profile": "carer+"},
     "rotations", 2, "gains_profile", ERROR, "'carer+' is a profile of 'carer'"),
    ("rotations_gain", "rotations", 0, {"gains_profile": ""},
     "rotations", 2, "gains_per_year", ERROR, "only given together"),
    ("pins_name_items", "pins", 3, {"decision": "arranged", "item": "nurses rund"},
     "pins", 5, "item", ERROR, "about an arrangement; there is none named 'nurses rund'"),
    ("back_office_staff_counted_once", "competencies", 0, {"kind": "back_office"},
     "posts", 2, "role", WARNING, "'TRUST' has back_office rows"),
    ("shifts_have_working_time", "shifts", 0, {"end": "07:20", "unpaid_break": 20},
     "shifts", 2, "unpaid_break", ERROR, "lasts 20 minutes"),
    ("cover_wants_its_minimum", "cover", 0, {"preferred": 0},
     "cover", 2, "preferred", ERROR, "the minimum of 1"),
    ("dates_in_order", "cover", 1, {"last": "2027-04-04"},
     "cover", 3, "last", ERROR, "before it begins on 2027-04-05"),
    ("dates_in_order", "requests", 0, {"last": "2027-04-18"},
     "requests", 2, "last", ERROR, "before it begins"),
    ("terms_are_known", "contracts", 1, {"terms": "wtr_acf"},
     "contracts", 3, "terms", ERROR, "no such working-time terms"),
    ("people_have_sites", "sites", 1, {"organisation": "TRUST"},
     "contracts", 3, "sites", ERROR, "'PCN-N' has no site"),
    ("requests_name_shifts", "requests", 1, {"shift": ""},
     "requests", 3, "shift", ERROR, "no shift is named"),
    ("requests_name_shifts", "requests", 0, {"shift": "E"},
     "requests", 2, "shift", WARNING, "for the whole day"),
    ("absences_counted_once", "requests", None,
     {"person": "S1", "first": "2027-04-25", "kind": "sick"},
     "requests", 4, "first", ERROR, "overlaps the absence in row 2"),
    ("pins_can_be_kept", "roster_pins", 1, {"site": "CLINIC"},
     "roster_pins", 3, "site", ERROR, "a day off is nowhere"),
    ("pins_can_be_kept", "roster_pins", 1, {"shift": "E", "site": "HUB-1"},
     "roster_pins", 3, "site", ERROR, "'S2' does not work at 'HUB-1'"),
    ("pins_can_be_kept", "roster_pins", 0, {"shift": "N"},
     "roster_pins", 2, "shift", ERROR, "'S1' does not work 'N'"),
    ("pins_can_be_kept", "roster_pins", 0, {"date": "2027-04-19"},
     "roster_pins", 2, "date", ERROR, "away then (leave)"),
    ("cover_can_be_given", "cover", 0, {"competency": "wound"},
     "cover", 2, "minimum", ERROR, "nobody on the roster counts"),
    ("schemes_are_whole", "rotation_schemes", None,
     {"scheme": "empty", "organisation": "TRUST", "block_weeks": 4, "blocks": 2},
     "rotation_schemes", 3, "scheme", ERROR, "'empty' has no post with a host"),
    ("schemes_are_whole", "rotation_schemes", None,
     {"scheme": "empty", "organisation": "TRUST", "block_weeks": 4, "blocks": 2},
     "rotation_schemes", 3, "scheme", ERROR, "nobody rotates in 'empty'"),
    ("schemes_are_whole", "rotation_posts", 0, {"organisation": "PCN-N"},
     "rotation_schemes", 2, "scheme", ERROR, "'round' has no post with a host"),
    ("rotation_posts_have_sizes", "rotation_posts", 0, {"least": 3, "wanted": ""},
     "rotation_posts", 2, "most", ERROR, "fewest of 3 people is more than most of 2"),
    ("rotation_posts_have_sizes", "rotation_posts", 0, {"wanted": 1.7},
     "rotation_posts", 2, "wanted", ERROR, "1.7 WTE is more than 2 people give"),
    ("rotation_posts_have_sizes", "rotation_posts", 0, {"taught_days": 1.5},
     "rotation_posts", 2, "taught_days", ERROR, "4 days and 1.5 taught are over five"),
    ("rotation_kinds_are_known", "rotation_kinds", None, {"scheme": "round", "kind": "wards"},
     "rotation_kinds", 4, "kind", ERROR, "'round' has no post of the kind 'wards'"),
    ("rotation_kinds_are_known", "rotation_kinds", 0, {"next": "clinics"},
     "rotation_kinds", 2, "next", ERROR, "'round' has no post of the kind 'clinics'"),
    ("rotation_kinds_are_known", "rotation_kinds", 1, {"only_after": "warden"},
     "rotation_kinds", 3, "only_after", ERROR, "'round' has no post of the kind 'warden'"),
    ("rotation_kinds_are_known", "rotation_kinds", 1, {"only_after": "clinic"},
     "rotation_kinds", 3, "only_after", ERROR, "cannot come only after itself"),
    ("rotation_kinds_are_known", "rotation_kinds", 0, {"in_row_least": 3},
     "rotation_kinds", 2, "in_row_most", ERROR, "fewest of 3 is more than most of 2"),
    ("rotation_kinds_are_known", "rotation_kinds", 0, {"least": 4},
     "rotation_kinds", 2, "most", ERROR, "fewest of 4 is more than most of 3"),
    ("rotation_kinds_are_known", "rotation_kinds", 0, {"gain_blocks": ""},
     "rotation_kinds", 2, "gain_blocks", ERROR, "not said after how many blocks"),
    ("rotation_people_are_known", "rotation_schemes", 0, {"organisation": "CARE"},
     "rotation_people", 2, "person", ERROR, "'S1' is of 'PCN-N'"),
    ("rotation_people_are_known", "rotation_people", 0, {"posts": "ward;practice"},
     "rotation_people", 2, "posts", ERROR, "'round' has no post 'practice'"),
    ("rotation_people_are_known", "rotation_people", 1, {"shared_post": "wart"},
     "rotation_people", 3, "shared_post", ERROR, "'round' has no post 'wart'"),
    ("rotation_people_are_known", "rotation_people", 0, {"before": "clinic"},
     "rotation_people", 2, "before", ERROR, "'round' has no post 'clinic'"),
    ("rotation_people_are_known", "rotation_people", 1, {"had": "wards"},
     "rotation_people", 3, "had", ERROR, "'round' has no post of the kind 'wards'"),
    ("pairs_are_two", "rotation_people", 1, {"shared_post": ""},
     "rotation_people", 3, "shared_post", ERROR, "only given together"),
    ("pairs_are_two", "rotation_people", 0, {"posts": "practices"},
     "rotation_people", 2, "posts", ERROR, "'S1' may not be at 'ward'"),
    ("pairs_are_two", "rotation_people", 1, {"pair": "other"},
     "rotation_people", 3, "pair", ERROR, "1 people are of the pair 'other'"),
    ("pairs_are_two", "rotation_people", 1, {"shared_post": "practices"},
     "rotation_people", 3, "shared_post", ERROR, "shares two posts, 'ward' and 'practices'"),
    ("wishes_say_something", "rotation_wishes", 0, {"last": "2027-04-04"},
     "rotation_wishes", 2, "last", ERROR, "ends before it begins on 2027-04-05"),
    ("wishes_say_something", "rotation_wishes", 1, {"item": "ward"},
     "rotation_wishes", 3, "item", ERROR, "leave is from everything"),
    ("wishes_say_something", "rotation_wishes", 0, {"item": "clinics"},
     "rotation_wishes", 2, "item", ERROR, "no scheme has such a post or kind"),
    ("wishes_say_something", "rotation_wishes", 0, {"item": ""},
     "rotation_wishes", 2, "item", ERROR, "no scheme has such a post or kind"),
    ("rotation_pins_can_be_kept", "rotation_pins", 0, {"post": "wards"},
     "rotation_pins", 2, "post", ERROR, "'S1' may not be at 'wards' in 'round'"),
    ("rotation_pins_can_be_kept", "rotation_pins", 0, {"block": 5},
     "rotation_pins", 2, "block", ERROR, "'round' has 4 blocks"),
]  # fmt: skip


@pytest.mark.parametrize("breach", BREACHES, ids=lambda b: f"{b[0]}-{b[1]}")
def test_a_breach_is_found_where_it_is(breach: tuple) -> None:
    _, table, position, cells, where, row, column, severity, words = breach
    found = with_rows(table, [cells]) if position is None else with_cells(table, position, **cells)
    near = [f for f in found if (f.sheet or f.file.removesuffix(".csv"), f.row) == (where, row)]
    assert any(
        f.column == column and f.severity is severity and words in f.message for f in near
    ), "\n".join(map(str, found))


def test_a_pcn_with_posts_serves_a_locality() -> None:
    rows = [{**row, "pcn": ""} for row in frames()["localities"]]
    posts = frames()["posts"]
    posts[3]["locality"] = ""
    partners = frames()["joint_post_partners"][1:]
    hosts = [{**frames()["rotation_hosts"][1], "share": 1}]
    changed = {"joint_post_partners": partners, "rotation_hosts": hosts}
    changed |= {"targets": frames()["targets"][:1], "team_minimums": frames()["team_minimums"][1:]}
    finding = only(findings_in({"localities": rows, "posts": posts, **changed}))
    assert (finding.sheet, finding.row, finding.column) == ("posts", 5, "organisation")
    assert finding.message == "'PCN-N' has posts and serves no locality"


def test_a_pcn_that_shares_staff_serves_a_locality() -> None:
    rows = [*frames()["organisations"], {"organisation": "PCN-S", "kind": "pcn"}]
    hosts = [{**frames()["rotation_hosts"][0], "organisation": "PCN-S"},
             frames()["rotation_hosts"][1]]  # fmt: skip
    finding = only(findings_in({"organisations": rows, "rotation_hosts": hosts}))
    assert (finding.sheet, finding.row, finding.column) == ("rotation_hosts", 2, "organisation")
    assert finding.message == "'PCN-S' serves no locality"


def test_a_practice_that_does_not_say_what_it_serves_is_warned_of() -> None:
    finding = only(with_cells("organisations", 2, kind="gp_practice"))
    assert (finding.file, finding.row, finding.severity) == ("posts.csv", 4, WARNING)
    assert "the whole place" in finding.message


def test_a_role_recruited_that_nobody_wants() -> None:
    roles = [*frames()["roles"], {"role": "clerk", "staff_group": "office", "annual_cost": 1}]
    row = {"recruitment": "R-clerk", "role": "clerk", "supply_per_year": 1}
    found = findings_in({"roles": roles, "recruitment": [*frames()["recruitment"], row]})
    finding = next(f for f in found if f.file == "recruitment.csv")
    assert (finding.row, finding.column, finding.severity) == (4, "role", WARNING)


def test_more_than_ten_interventions() -> None:
    rows = [{**frames()["interventions"][0], "intervention": f"x{i}"} for i in range(8)]
    finding = only(with_rows("interventions", rows))
    assert (finding.sheet, finding.row) == ("packages", 2)
    assert finding.message == "'home-frail' has 11 interventions; a package may have 10"
    assert with_rows("interventions", rows[:7]) == []


def test_an_intervention_that_nobody_can_give() -> None:
    assert with_cells("interventions", 2, competencies="wash;mobility") == []  # nurse+ can
    profiles = frames()["profiles"][1:]
    interventions = frames()["interventions"]
    interventions[2]["competencies"] = "wash;mobility"
    pins = frames()["pins"][:1]
    rotations = [{**frames()["rotations"][0], "gains_profile": "", "gains_per_year": 0}]
    changed = {
        "profiles": profiles,
        "interventions": interventions,
        "pins": pins,
        "rotations": rotations,
        "targets": frames()["targets"][1:],
    }
    assert findings_in(changed) == []  # the neighbour of the mobility clinic gives it
    unsold = frames()["fragile_services"]
    unsold[0] |= {"most_hours_per_week": 0, "neighbour": ""}
    finding = only(findings_in({**changed, "fragile_services": unsold}))
    assert (finding.file, finding.row, finding.column) == ("interventions.csv", 4, "competencies")
    assert "always be unmet" in finding.message


def test_a_service_in_which_nothing_is_given() -> None:
    competencies = [*frames()["competencies"], {"competency": "stoma"}]
    scope = [
        *frames()["role_competencies"],
        {"role": "nurse", "competency": "stoma", "status": "core"},
    ]
    services = frames()["fragile_services"]
    services[1]["competency"] = "stoma"
    changed = {"competencies": competencies, "role_competencies": scope}
    finding = only(findings_in({**changed, "fragile_services": services}))
    assert (finding.file, finding.row, finding.column) == (
        "fragile_services.csv",
        3,
        "competency",
    )
    assert finding.severity is WARNING
    assert "no intervention needs 'stoma'" in finding.message


def test_wishes_and_pins_of_people_who_do_not_rotate() -> None:
    staff = [
        *frames()["staff"],
        {"person": "S3", "organisation": "TRUST", "role": "nurse", "wte": 1},
    ]
    wish = {"person": "S3", "first": "2027-04-05", "last": "2027-04-05", "wish": "leave"}
    pin = {"scheme": "round", "person": "S3", "block": 1, "post": "ward"}
    wishes, pins = frames()["rotation_wishes"], frames()["rotation_pins"]
    found = findings_in(
        {"staff": staff, "rotation_wishes": [*wishes, wish], "rotation_pins": [*pins, pin]}
    )
    assert [(f.sheet, f.row, f.column, f.message) for f in found if f.severity is ERROR] == [
        ("rotation_wishes", 4, "person", "'S3' rotates in no scheme"),
        ("rotation_pins", 3, "person", "'S3' does not rotate in 'round'"),
    ]


def test_every_rule_has_a_breach_here() -> None:
    named_apart = {
        "services_give_something",
        "employers_serve_somewhere",
        "partners_serve_somewhere",
        "recruitment_has_posts",
        "interventions_can_be_given",
    }
    assert {rule.name for rule in RULES} == {breach[0] for breach in BREACHES} | named_apart
    assert all(rule.promise for rule in RULES)


def test_the_small_place_keeps_every_rule() -> None:
    assert findings_in({}) == []


def test_who_serves_which_locality() -> None:
    assert served_localities(small_place()) == {
        "TRUST": {"North", "South"},
        "PCN-N": {"North", "South"},
        "CARE": {"North", "South"},
        "CLUB": {"North", "South"},
    }
