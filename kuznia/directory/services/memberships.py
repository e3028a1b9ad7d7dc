"""Keeps which organisation belongs to which."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.directory import policies as policies
from kuznia.directory.constraints import SENTENCES
from kuznia.directory.models import Membership, Organisation
from kuznia.directory.queries.organisations import leads_to
from kuznia.directory.services.joinings import standing_organisation
from kuznia.directory.states import UNLISTED
from kuznia.lib.constraints import constraints_in_words
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand

LOCK = 762_210


@transaction.atomic
def add_membership(
    *, member: Organisation, federation: Organisation, actor: Actor, since_on: date | None = None
) -> Membership:
    """`member` belongs to `federation`, unless that would make a circle."""
    member, federation = (
        standing_organisation(member) or member,
        standing_organisation(federation) or federation,
    )
    demand(actor, "directory.change_memberships", member)
    if member.state in UNLISTED or federation.state in UNLISTED:
        raise Refused(_("One of them is not in the directory yet."), field="federation")
    hold_memberships()
    if member != federation and leads_to(start=federation, goal=member):
        message = _("%(federation)s already belongs to %(member)s, directly or through others.")
        raise Refused(message % {"federation": federation.name, "member": member.name}, field="federation")
    with constraints_in_words(SENTENCES):
        membership = Membership.objects.create(member=member, federation=federation, since_on=since_on)
    _record_both(membership, joined=True, actor=actor)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, actor: Actor) -> Membership:
    """The member no longer belongs to the federation; the histories of both remember it."""
    kept = Membership.objects.select_for_update(no_key=True, of=("self",)).filter(pk=membership.pk).first()
    if kept is None:
        raise Refused(_("This membership has already been ended."))
    demand(actor, "directory.change_memberships", kept.member)
    _record_both(kept, joined=False, actor=actor)
    kept.delete()
    return membership


def hold_memberships() -> None:
    """One change at a time: two of them side by side could close a circle that neither sees."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _record_both(membership: Membership, *, joined: bool, actor: Actor) -> None:
    member, federation = membership.member, membership.federation
    joining = gettext_noop("New membership: %(member)s in %(federation)s.")
    leaving = gettext_noop("End of membership: %(member)s in %(federation)s.")
    for subject in (member, federation):
        record(
            subject=subject,
            actor=actor,
            sentence=joining if joined else leaving,
            params={"member": member.name, "federation": federation.name},
            audience=Audience.PUBLIC,
        )
