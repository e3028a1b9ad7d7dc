"""What a participant agrees to, given and withdrawn."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.events.models import Registration
from kuznia.lib.policy import Actor, demand

_GIVEN = gettext_noop("The consent to photographs was given.")
_WITHDRAWN = gettext_noop("The consent to photographs was withdrawn.")


@transaction.atomic
def write_photos(*, registration: Registration, allows: bool | None, actor: Actor) -> bool:
    """Write down whether the participant may be shown in photographs, and return whether that is new.

    None leaves what she said: nobody else agrees for her.
    """
    demand(actor, "events.change_registration", registration)
    if allows is None or allows == registration.allows_photos:
        return False
    registration.allows_photos = allows
    registration.save(update_fields=["allows_photos"])
    record(subject=registration, actor=actor, sentence=_GIVEN if allows else _WITHDRAWN)
    return True
