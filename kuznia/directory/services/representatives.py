"""Says who acts for an organisation, and with which rights."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.directory import policies as policies
from kuznia.directory.constraints import SENTENCES
from kuznia.directory.models import Organisation, Representation
from kuznia.lib import clock
from kuznia.lib.constraints import constraints_in_words
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand
from kuznia.people.models import Person
from kuznia.people.services import end_sessions, person_with_email


@transaction.atomic
def appoint_representative(
    *,
    organisation: Organisation,
    person: Person,
    actor: Actor,
    may_sign: bool = False,
    may_edit: bool = False,
    may_report: bool = False,
) -> Representation:
    """The person acts for the organisation from now on; she signs in anew to do it."""
    locked = Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=organisation.pk)
    demand(actor, "directory.appoint_representative", locked)
    if not locked.is_active:
        raise Refused(_("The organisation is closed, so nobody acts for it."))
    with constraints_in_words(SENTENCES):
        representation = Representation.objects.create(
            organisation=locked, person=person, may_sign=may_sign, may_edit=may_edit, may_report=may_report
        )
    _record(representation, gettext_noop("%(person)s may act for the organisation: %(rights)s."), actor)
    end_sessions(person=person, actor=actor)
    return representation


@transaction.atomic
def invite_representative(
    *,
    organisation: Organisation,
    name: str,
    email: str,
    actor: Actor,
    may_sign: bool = False,
    may_edit: bool = False,
    may_report: bool = False,
) -> Representation:
    """Whoever signs in with this address acts for the organisation; a person nobody knew yet becomes a record."""
    demand(actor, "directory.appoint_representative", organisation)
    person = person_with_email(email=email, name=name, language="pl", actor=actor)
    return appoint_representative(
        organisation=organisation,
        person=person,
        actor=actor,
        may_sign=may_sign,
        may_edit=may_edit,
        may_report=may_report,
    )


@transaction.atomic
def change_representation(
    *, representation: Representation, may_sign: bool, may_edit: bool, may_report: bool, actor: Actor
) -> Representation:
    """The representative has exactly these rights; her sessions end where they differ from those before."""
    locked = _held(representation)
    demand(actor, "directory.appoint_representative", locked)
    if (locked.may_sign, locked.may_edit, locked.may_report) == (may_sign, may_edit, may_report):
        return locked
    locked.may_sign, locked.may_edit, locked.may_report = may_sign, may_edit, may_report
    locked.save(update_fields=["may_sign", "may_edit", "may_report"])
    _record(locked, gettext_noop("The rights of %(person)s were changed: %(rights)s."), actor)
    end_sessions(person=locked.person, actor=actor)
    return locked


@transaction.atomic
def end_representation(*, representation: Representation, actor: Actor) -> Representation:
    """The person no longer acts for the organisation, and her sessions end."""
    locked = _held(representation)
    demand(actor, "directory.appoint_representative", locked)
    locked.until_at = clock.now()
    locked.save(update_fields=["until_at"])
    record(
        subject=locked.organisation,
        actor=actor,
        sentence=gettext_noop("%(person)s no longer acts for the organisation."),
        params={"person": {"person": locked.person_id}},
        audience=Audience.PARTIES,
    )
    end_sessions(person=locked.person, actor=actor)
    return locked


def _held(representation: Representation) -> Representation:
    """Lock the organisation, then its representation, which must not have ended meanwhile."""
    Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=representation.organisation_id)
    rows = Representation.objects.select_for_update(no_key=True, of=("self",))
    locked = rows.select_related("organisation", "person").get(pk=representation.pk)
    if locked.until_at is not None:
        raise Refused(_("This person no longer represents the organisation."))
    return locked


def _record(representation: Representation, sentence: str, actor: Actor) -> None:
    record(
        subject=representation.organisation,
        actor=actor,
        sentence=sentence,
        params={
            "person": {"person": representation.person_id},
            "rights": {"texts": _rights_of(representation)},
        },
        audience=Audience.PARTIES,
    )


def _rights_of(representation: Representation) -> list[str]:
    """Return the rights in words, untranslated."""
    rights = {
        gettext_noop("may sign"): representation.may_sign,
        gettext_noop("may change the data"): representation.may_edit,
        gettext_noop("may report"): representation.may_report,
    }
    return [word for word, given in rights.items() if given] or [gettext_noop("may sign people up")]
