"""The only writers of the directory."""

from kuznia.directory.services.county import CountyContact, change_county_data, set_up_county
from kuznia.directory.services.duplicates import add_another_organisation, find_duplicates, tell_apart
from kuznia.directory.services.memberships import add_membership, end_membership
from kuznia.directory.services.merging import (
    forget_old_merges,
    merge_organisations,
    part_organisations,
)
from kuznia.directory.services.organisations import (
    OrganisationRecord,
    add_organisation,
    change_organisation,
    close_organisation,
    reopen_organisation,
)
from kuznia.directory.services.posts import appoint_officer, end_post, end_roles_of, invite_officer
from kuznia.directory.services.representatives import (
    appoint_representative,
    change_representation,
    end_representation,
    invite_representative,
)
from kuznia.directory.services.venues import (
    RoomRecord,
    VenueRecord,
    add_room,
    add_venue,
    change_room,
    change_venue,
)

__all__ = [
    "CountyContact",
    "OrganisationRecord",
    "RoomRecord",
    "VenueRecord",
    "add_another_organisation",
    "add_membership",
    "add_organisation",
    "add_room",
    "add_venue",
    "appoint_officer",
    "appoint_representative",
    "change_county_data",
    "change_organisation",
    "change_representation",
    "change_room",
    "change_venue",
    "close_organisation",
    "end_membership",
    "end_post",
    "end_representation",
    "end_roles_of",
    "find_duplicates",
    "forget_old_merges",
    "invite_officer",
    "invite_representative",
    "merge_organisations",
    "part_organisations",
    "reopen_organisation",
    "set_up_county",
    "tell_apart",
]
