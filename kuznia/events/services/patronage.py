"""Honorary patronage: asked for, granted with a mark on the event's page, refused, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.accounts.models import PrivacyNotice
from kuznia.audit.services import record
from kuznia.directory.models import Authority, Organisation
from kuznia.directory.services.joinings import standing_organisation
from kuznia.events.letters.patronage import patronage_received
from kuznia.events.models import Event, PatronageRequest
from kuznia.events.services.announcing import add_party
from kuznia.events.states import PartyRole
from kuznia.lib.deadlines import warsaw
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.lib.races import tried_again
from kuznia.lib.text import readable_code
from kuznia.notify.services import post
from kuznia.people.models import Person
from kuznia.people.services import person_with_email
from kuznia.process.services import make_move


@dataclass(frozen=True, slots=True, kw_only=True)
class PatronageEntry:
    """A filled-in request for patronage, parsed."""

    name: str
    email: str
    phone: str = ""
    organisation: Organisation | None = None
    organisation_name: str
    title: str
    starts_on: date
    place: str
    about: str
    audience: str
    notice: PrivacyNotice
    language: str
    form_key: UUID


@tried_again
@transaction.atomic
def request_patronage(
    *, entry: PatronageEntry, authority: Authority, actor: Actor, arrived_at: datetime
) -> PatronageRequest:
    """Put the request before the office and write to whoever asks; a form sent twice makes one request."""
    demand(actor, "events.request_patronage", authority)
    entry = replace(entry, organisation=standing_organisation(entry.organisation))
    # The office's row is locked: of two clicks the second waits, and finds what the first has made.
    Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)
    sent_before = PatronageRequest.objects.filter(form_key=entry.form_key).first()
    if sent_before is not None:
        return sent_before
    if entry.starts_on < warsaw(arrived_at).date():
        raise Refused(_("The event must be today or later."), field="starts_on")
    request = PatronageRequest.objects.create(
        authority=authority,
        code=readable_code(),
        person=_person_of(entry, actor),
        name=entry.name,
        phone=entry.phone,
        organisation=entry.organisation,
        organisation_name=entry.organisation_name,
        title=entry.title,
        starts_on=entry.starts_on,
        place=entry.place,
        about=entry.about,
        audience=entry.audience,
        notice=entry.notice,
        language=entry.language,
        form_key=entry.form_key,
        arrived_at=arrived_at,
    )
    record(subject=request, actor=actor, sentence=gettext_noop("Honorary patronage was asked for."))
    post(posting=patronage_received(request), actor=actor)
    return request


@tried_again
@transaction.atomic
def grant_patronage(
    *, request: PatronageRequest, patron: str, actor: Actor, event: Event | None = None
) -> PatronageRequest:
    """Grant it in the name of `patron`; where the event stands on this site, its page bears the mark at once."""
    request = _locked(request)
    demand(actor, "events.decide_patronage", request)
    request.patron, request.event = patron, event
    request.save(update_fields=["patron", "event"])
    granted = make_move(case=request, move="grant", actor=actor)
    if event is not None:
        add_party(event=event, role=PartyRole.PATRON, name=patron, actor=actor)
    return granted


@tried_again
@transaction.atomic
def refuse_patronage(*, request: PatronageRequest, reason: str, actor: Actor) -> PatronageRequest:
    """Refuse it, with the reason that whoever asked will read."""
    return make_move(case=request, move="refuse", actor=actor, reason=reason)


@tried_again
@transaction.atomic
def withdraw_patronage(*, request: PatronageRequest, actor: Actor) -> PatronageRequest:
    """Take the request back before the office has decided."""
    return make_move(case=request, move="withdraw", actor=actor)


def _locked(request: PatronageRequest) -> PatronageRequest:
    return PatronageRequest.objects.select_for_update(no_key=True, of=("self",)).get(pk=request.pk)


def _person_of(entry: PatronageEntry, actor: Actor) -> Person:
    own = person_id_of(actor)
    if own is not None:
        return Person.objects.get(pk=own)
    return person_with_email(email=entry.email, name=entry.name, language=entry.language, actor=actor)
