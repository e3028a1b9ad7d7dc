"""The only writers of the directory."""

from kuznia.directory.services.claims import (
    ClaimEntry,
    accept_claim,
    claim_organisation,
    confirm_claim,
    refuse_claim,
    register_organisation,
    withdraw_claim,
)
from kuznia.directory.services.county import CountyContact, change_county_data, set_up_county
from kuznia.directory.services.invitations import (
    InvitationEntry,
    accept_invitation,
    cancel_invitation,
    forget_invitations,
    invite_to_represent,
)
from kuznia.directory.services.memberships import add_membership, end_membership
from kuznia.directory.services.organisations import (
    OrganisationRecord,
    add_organisation,
    change_organisation,
    close_organisation,
    reopen_organisation,
)
from kuznia.directory.services.posts import appoint_officer, end_post, end_roles_of, invite_officer
from kuznia.directory.services.representatives import (
    RoleEntry,
    appoint_representative,
    change_representation,
    end_mandate,
    end_representation,
    invite_representative,
    name_representative,
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
    "ClaimEntry",
    "CountyContact",
    "InvitationEntry",
    "OrganisationRecord",
    "RoleEntry",
    "RoomRecord",
    "VenueRecord",
    "accept_claim",
    "accept_invitation",
    "add_membership",
    "add_organisation",
    "add_room",
    "add_venue",
    "appoint_officer",
    "appoint_representative",
    "cancel_invitation",
    "change_county_data",
    "change_organisation",
    "change_representation",
    "change_room",
    "change_venue",
    "claim_organisation",
    "close_organisation",
    "confirm_claim",
    "end_mandate",
    "end_membership",
    "end_post",
    "end_representation",
    "end_roles_of",
    "forget_invitations",
    "invite_officer",
    "invite_representative",
    "invite_to_represent",
    "name_representative",
    "refuse_claim",
    "register_organisation",
    "reopen_organisation",
    "set_up_county",
    "withdraw_claim",
]
