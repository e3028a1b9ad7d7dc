"""What every change of an organisation's page begins with, and the word that all of it is true."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.directory import policies as policies
from kuznia.directory.models import Organisation
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand


def demand_kept(*, organisation_id: int, actor: Actor) -> Organisation:
    """Return the organisation, locked until the transaction ends, to who may change its page."""
    locked = Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=organisation_id)
    demand(actor, "directory.edit_organisation", locked)
    if locked.merged_into_id is not None:
        raise Refused(_("This record was joined with another one. Make the change there."))
    return locked


@transaction.atomic
def confirm_record(*, organisation: Organisation, actor: Actor) -> Organisation:
    """The day stands on the organisation's page on which somebody last said that all of it is true."""
    locked = demand_kept(organisation_id=organisation.pk, actor=actor)
    locked.confirmed_at = clock.now()
    locked.save(update_fields=["confirmed_at"])
    record(
        subject=locked,
        actor=actor,
        sentence=gettext_noop("The data were confirmed as true."),
        audience=Audience.PUBLIC,
    )
    return locked
