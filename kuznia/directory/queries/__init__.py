"""Reads the directory: what is visible to whom, for lists, profiles and desks."""

from kuznia.directory.queries.achievements import achievements_of, papers_of
from kuznia.directory.queries.authorities import (
    authorities,
    authorities_managed_by,
    county_authority,
    county_look,
    county_profile,
    municipalities,
    office_of_gmina,
    posts_managed_by,
    posts_of,
    stand_ins_to_come,
)
from kuznia.directory.queries.board import ending_mandates, former_board, serving_board
from kuznia.directory.queries.exchanges import live_exchanges, past_exchanges
from kuznia.directory.queries.listed import Listed, Sought, listed
from kuznia.directory.queries.naming import organisation_called
from kuznia.directory.queries.organisations import (
    Counted,
    Filters,
    Tagged,
    counted_municipalities,
    counted_organisations,
    federations_of,
    members_of,
    organisations,
    organisations_represented_by,
    organisations_visible_to,
    representations_visible_to,
    representatives_of,
    spheres,
    tagged_spheres,
)
from kuznia.directory.queries.own_pages import OwnPage, own_pages
from kuznia.directory.queries.profiles import Belongings, activity_of, belongings_of, organisation_of_page
from kuznia.directory.queries.roles import role_key, roles_of
from kuznia.directory.queries.venues import rooms_of, venues, venues_visible_to

__all__ = [
    "Belongings",
    "Counted",
    "Filters",
    "Listed",
    "OwnPage",
    "Sought",
    "Tagged",
    "achievements_of",
    "activity_of",
    "authorities",
    "authorities_managed_by",
    "belongings_of",
    "counted_municipalities",
    "counted_organisations",
    "county_authority",
    "county_look",
    "county_profile",
    "ending_mandates",
    "federations_of",
    "former_board",
    "listed",
    "live_exchanges",
    "members_of",
    "municipalities",
    "office_of_gmina",
    "organisation_called",
    "organisation_of_page",
    "organisations",
    "organisations_represented_by",
    "organisations_visible_to",
    "own_pages",
    "papers_of",
    "past_exchanges",
    "posts_managed_by",
    "posts_of",
    "representations_visible_to",
    "representatives_of",
    "role_key",
    "roles_of",
    "rooms_of",
    "serving_board",
    "spheres",
    "stand_ins_to_come",
    "tagged_spheres",
    "venues",
    "venues_visible_to",
]
