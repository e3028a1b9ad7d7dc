"""What each constraint of the directory's tables says to people, and at which field."""

from django.utils.translation import gettext_lazy as _

from kuznia.lib.constraints import Sentence

SENTENCES = {
    "organisation_slug_once": Sentence(
        _("Somebody has just added an organisation of this name. Save once more."), "name"
    ),
    "organisation_krs_once": Sentence(
        _("An organisation with this KRS number is already in the directory."), "krs"
    ),
    "organisation_nip_once": Sentence(_("An organisation with this NIP is already in the directory."), "nip"),
    "organisation_regon_once": Sentence(
        _("An organisation with this REGON is already in the directory."), "regon"
    ),
    "organisation_ngo_has_legal_form": Sentence(
        _("Choose the legal form of the organisation."), "legal_form"
    ),
    "organisation_group_has_no_numbers": Sentence(
        _(
            "An informal group has no legal form, register numbers or public-benefit status. Clear these fields."
        ),
        "kind",
    ),
    "organisation_register_with_number": Sentence(
        _("Give both the name of the other register and the number in it."), "other_number"
    ),
    "organisation_account_digits": Sentence(_("A bank account number has 26 digits."), "account"),
    "organisation_one_way_to_tax_share": Sentence(
        _(
            "With public-benefit status 1.5% of tax reaches the organisation under its own KRS. Clear this field."
        ),
        "tax_share_krs",
    ),
    "known_apart_once": Sentence(_("Somebody has just said so.")),
    "merge_stands_once": Sentence(_("This record has just been joined with another one.")),
    "membership_once": Sentence(_("This membership is already in the directory."), "federation"),
    "membership_not_of_itself": Sentence(_("An organisation can’t be a member of itself."), "federation"),
    "representation_held_once": Sentence(_("This person already represents the organisation."), "email"),
    "claim_waits_once": Sentence(
        _("You have asked for this organisation already. See how it stands on your page.")
    ),
    "invitation_open_once": Sentence(
        _("This person has been invited already. The invitation waits in her mail."), "email"
    ),
    "post_held_once": Sentence(_("This person already has this role in the office."), "email"),
    "authority_one_county": Sentence(_("This installation already serves a county.")),
    "venue_once": Sentence(_("A venue of this name at this address is already in the directory."), "name"),
    "venue_one_owner": Sentence(
        _("Choose either an office or an organisation that runs the venue."), "organisation"
    ),
    "room_once_in_venue": Sentence(_("This venue already has a room of this name."), "name"),
    "achievement_year_sensible": Sentence(_("Give a year from 1900 to 2200."), "happened"),
    "board_member_once": Sentence(_("This person already has this function in the board."), "name"),
    "board_mandate_after_start": Sentence(
        _("The mandate ends before it begins. Check both days."), "until_on"
    ),
    "board_ended_after_start": Sentence(
        _("This day is earlier than the beginning of the function. Check it."), "ended_on"
    ),
    "room_seats_sensible": Sentence(_("Give the number of seats, from 1 to 20 000."), "seats"),
}
