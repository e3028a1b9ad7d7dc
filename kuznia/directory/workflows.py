"""The course of an organisation, and of somebody's word that she acts for one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from kuznia.directory.states import ClaimState, OrganisationState
from kuznia.lib.workflow import Machine, Move

ORGANISATION = Machine(
    model="directory.Organisation",
    states=OrganisationState,
    initial=OrganisationState.ACTIVE,
    also_initial=(OrganisationState.APPLIED,),
    moves=(
        Move(
            name="accept",
            label=_("Accept the organisation"),
            sources=(OrganisationState.APPLIED,),
            target=OrganisationState.ACTIVE,
            permission="directory.decide_claim",
            sentence=gettext_noop("The office added the organisation to the directory."),
            public=True,
        ),
        Move(
            name="refuse",
            label=_("Refuse the organisation"),
            sources=(OrganisationState.APPLIED,),
            target=OrganisationState.REFUSED,
            permission="directory.decide_claim",
            sentence=gettext_noop("The office did not add the organisation to the directory."),
            needs_reason=True,
        ),
        Move(
            name="withdraw",
            label=_("Withdraw the application"),
            sources=(OrganisationState.APPLIED,),
            target=OrganisationState.REFUSED,
            permission="directory.withdraw_application",
            sentence=gettext_noop("Whoever applied for a place in the directory took it back."),
        ),
        Move(
            name="close",
            label=_("Close the organisation"),
            sources=(OrganisationState.ACTIVE,),
            target=OrganisationState.CLOSED,
            permission="directory.close_organisation",
            sentence=gettext_noop("The organisation was marked as closed."),
            stamp="closed_at",
            needs_reason=True,
            public=True,
        ),
        Move(
            name="reopen",
            label=_("Mark as active again"),
            sources=(OrganisationState.CLOSED,),
            target=OrganisationState.ACTIVE,
            permission="directory.close_organisation",
            sentence=gettext_noop("The organisation was marked as active again."),
            needs_reason=True,
            public=True,
        ),
        Move(
            name="merge",
            label=_("Join with another record"),
            sources=(OrganisationState.ACTIVE, OrganisationState.CLOSED),
            target=OrganisationState.MERGED,
            permission="directory.merge_organisations",
            sentence=gettext_noop("This record was joined with another one of the same organisation."),
            public=True,
        ),
        Move(
            name="part",
            label=_("Undo the joining"),
            sources=(OrganisationState.MERGED,),
            target=OrganisationState.ACTIVE,
            permission="directory.merge_organisations",
            sentence=gettext_noop("The joining was undone: this record stands by itself again."),
            needs_reason=True,
            public=True,
        ),
        Move(
            name="part_closed",
            label=_("Undo the joining of a closed organisation"),
            sources=(OrganisationState.MERGED,),
            target=OrganisationState.CLOSED,
            permission="directory.merge_organisations",
            sentence=gettext_noop(
                "The joining was undone: this record stands by itself again, closed as before."
            ),
            needs_reason=True,
            public=True,
        ),
    ),
)

CLAIM = Machine(
    model="directory.Claim",
    states=ClaimState,
    initial=ClaimState.WAITING,
    moves=(
        Move(
            name="accept",
            label=pgettext_lazy("claim", "Confirm"),
            sources=(ClaimState.WAITING,),
            target=ClaimState.ACCEPTED,
            permission="directory.decide_claim",
            sentence=gettext_noop("The office confirmed that this person acts for the organisation."),
            stamp="decided_at",
            notices=("directory.claim_accepted",),
        ),
        Move(
            name="confirm",
            label=pgettext_lazy("claim", "Confirm by the link"),
            sources=(ClaimState.WAITING,),
            target=ClaimState.ACCEPTED,
            permission="directory.confirm_claim",
            sentence=gettext_noop("Confirmed by the link sent to the address of the organisation."),
            stamp="decided_at",
            notices=("directory.claim_accepted",),
        ),
        Move(
            name="refuse",
            label=pgettext_lazy("claim", "Refuse"),
            sources=(ClaimState.WAITING,),
            target=ClaimState.REFUSED,
            permission="directory.decide_claim",
            sentence=gettext_noop("The office refused the claim."),
            stamp="decided_at",
            needs_reason=True,
            notices=("directory.claim_refused",),
        ),
        Move(
            name="withdraw",
            label=pgettext_lazy("claim", "Withdraw"),
            sources=(ClaimState.WAITING,),
            target=ClaimState.WITHDRAWN,
            permission="directory.withdraw_claim",
            sentence=gettext_noop("The claim was withdrawn."),
            stamp="decided_at",
        ),
    ),
)
