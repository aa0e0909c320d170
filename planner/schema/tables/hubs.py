"""Hubs: sites where teams of several employers sit together and visit together."""

from planner.schema.column import Column, Kind, Table, source
from planner.schema.terms import cost, cost_per_year, earliest

TABLE = Table(
    name="hubs",
    row="a site that may open as a hub: a co-located multidisciplinary team that gives all "
    "of a package in one home visit, each intervention by somebody with its competencies, "
    "under their own employer and terms; who runs the site pays, its desks limit the team",
    key=("site",),
    columns=(
        Column(
            "site",
            Kind.IDENTIFIER,
            "The site; one that sites calls a hub is open already.",
            required=True,
            references="sites.site",
        ),
        Column(
            "localities",
            Kind.IDENTIFIER,
            "Localities its team visits; blank: the site's own.",
            references="localities.locality",
            many=True,
        ),
        Column(
            "need_groups",
            Kind.IDENTIFIER,
            "Need groups whose packages at home its team gives; blank: all.",
            references="need_groups.need_group",
            many=True,
        ),
        cost("Cost of opening it."),
        cost_per_year(),
        earliest("First period it can be open in; blank: the first."),
        Column(
            "hours_per_desk",
            Kind.NUMBER,
            "Hours of visits and travel that one desk is enough for.",
            unit="hours a week",
            default=37.5,
            minimum=1,
        ),
        Column(
            "travel_saved",
            Kind.SHARE,
            "Share of everybody's travel saved on a visit from the hub.",
            default=0.0,
        ),
        source(),
    ),
)
