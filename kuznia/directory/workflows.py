"""The course of an organisation: it works, and one day it no longer does."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from kuznia.directory.states import OrganisationState
from kuznia.lib.workflow import Machine, Move

ORGANISATION = Machine(
    model="directory.Organisation",
    states=OrganisationState,
    initial=OrganisationState.ACTIVE,
    moves=(
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
    ),
)
