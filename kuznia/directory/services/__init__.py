"""The only writers of the directory."""

from kuznia.directory.services.achievements import (
    AchievementEntry,
    Picture,
    add_achievement,
    change_achievement,
    remove_achievement,
    remove_picture,
)
from kuznia.directory.services.board import (
    BoardEntry,
    add_board_member,
    change_board_member,
    end_board_member,
)
from kuznia.directory.services.claims import (
    ClaimEntry,
    accept_claim,
    claim_organisation,
    confirm_claim,
    refuse_claim,
    register_organisation,
    withdraw_claim,
)
from kuznia.directory.services.county import (
    CountyContact,
    change_county_data,
    set_up_county,
)
from kuznia.directory.services.duplicates import (
    add_another_organisation,
    find_duplicates,
    tell_apart,
)
from kuznia.directory.services.exchanges import (
    ExchangeEntry,
    add_exchange,
    change_exchange,
    end_exchange,
)
from kuznia.directory.services.exporting import note_organisations_taken
from kuznia.directory.services.invitations import (
    InvitationEntry,
    accept_invitation,
    cancel_invitation,
    forget_invitations,
    invite_to_represent,
)
from kuznia.directory.services.keeping import (
    confirm_record,
)
from kuznia.directory.services.looks import (
    CountyLook,
    change_county_look,
)
from kuznia.directory.services.mandates import tell_of_ended_mandates, tell_of_ending_mandates
from kuznia.directory.services.memberships import (
    add_membership,
    end_membership,
)
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
    correct_organisation,
    reopen_organisation,
)
from kuznia.directory.services.outlines import (
    replace_outlines,
)
from kuznia.directory.services.papers import (
    add_paper,
    remove_paper,
)
from kuznia.directory.services.populations import (
    Population,
    change_population,
)
from kuznia.directory.services.posts import (
    appoint_officer,
    end_post,
    end_roles_of,
    invite_officer,
)
from kuznia.directory.services.representatives import (
    RoleEntry,
    appoint_representative,
    change_representation,
    end_mandate,
    end_representation,
    invite_representative,
    name_representative,
)
from kuznia.directory.services.stand_ins import (
    Away,
    end_stand_in,
    invite_stand_in,
    name_stand_in,
)
from kuznia.directory.services.tallies import sum_tallies
from kuznia.directory.services.venues import (
    RoomRecord,
    VenueRecord,
    add_room,
    add_venue,
    change_room,
    change_venue,
)

__all__ = [
    "AchievementEntry",
    "Away",
    "BoardEntry",
    "ClaimEntry",
    "CountyContact",
    "CountyLook",
    "ExchangeEntry",
    "InvitationEntry",
    "OrganisationRecord",
    "Picture",
    "Population",
    "RoleEntry",
    "RoomRecord",
    "VenueRecord",
    "accept_claim",
    "accept_invitation",
    "add_achievement",
    "add_another_organisation",
    "add_board_member",
    "add_exchange",
    "add_membership",
    "add_organisation",
    "add_paper",
    "add_room",
    "add_venue",
    "appoint_officer",
    "appoint_representative",
    "cancel_invitation",
    "change_achievement",
    "change_board_member",
    "change_county_data",
    "change_county_look",
    "change_exchange",
    "change_organisation",
    "change_population",
    "change_representation",
    "change_room",
    "change_venue",
    "claim_organisation",
    "close_organisation",
    "confirm_claim",
    "confirm_record",
    "correct_organisation",
    "end_board_member",
    "end_exchange",
    "end_mandate",
    "end_membership",
    "end_post",
    "end_representation",
    "end_roles_of",
    "end_stand_in",
    "find_duplicates",
    "forget_invitations",
    "forget_old_merges",
    "invite_officer",
    "invite_representative",
    "invite_stand_in",
    "invite_to_represent",
    "merge_organisations",
    "name_representative",
    "name_stand_in",
    "note_organisations_taken",
    "part_organisations",
    "refuse_claim",
    "register_organisation",
    "remove_achievement",
    "remove_paper",
    "remove_picture",
    "reopen_organisation",
    "replace_outlines",
    "set_up_county",
    "sum_tallies",
    "tell_apart",
    "tell_of_ended_mandates",
    "tell_of_ending_mandates",
    "withdraw_claim",
]
