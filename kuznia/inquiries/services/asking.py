"""Whoever asks: puts the question, writes again, closes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.accounts.models import PrivacyNotice
from kuznia.audit.services import record
from kuznia.directory.models import Authority, Organisation
from kuznia.directory.queries.organisations import organisations_of_person
from kuznia.directory.services.joinings import standing_organisation
from kuznia.inquiries import holding, letters
from kuznia.inquiries.holding import locked
from kuznia.inquiries.models import Inquiry, Reply, Topic
from kuznia.inquiries.queries import offices_that_answer, working_days_of
from kuznia.inquiries.states import InquiryState, ReplyKind
from kuznia.lib import clock
from kuznia.lib.deadlines import warsaw, working_days_after
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.lib.races import tried_again
from kuznia.lib.text import readable_code
from kuznia.notify.services import post
from kuznia.people.models import Person
from kuznia.people.services import person_with_email
from kuznia.process.services import make_move


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryEntry:
    """A filled-in question, parsed."""

    authority: Authority
    topic: Topic
    question: str
    name: str
    email: str
    organisation: Organisation | None = None
    notice: PrivacyNotice
    language: str
    form_key: UUID


@tried_again
@transaction.atomic
def ask(*, entry: InquiryEntry, actor: Actor, arrived_at: datetime) -> Inquiry:
    """Put the question before the office and write to whoever asks; a form sent twice makes one question."""
    demand(actor, "inquiries.ask", entry.authority)
    organisation = standing_organisation(entry.organisation)
    holding.lock_office(entry.authority.pk)
    sent_before = Inquiry.objects.filter(form_key=entry.form_key).first()
    if sent_before is not None:
        return sent_before
    if not offices_that_answer().filter(pk=entry.authority.pk).exists():
        raise Refused(_("This office does not answer here yet. Choose another one."), field="authority")
    if organisation is not None and not _acts_for(actor, organisation):
        raise Refused(_("You do not act for this organisation."), field="organisation")
    inquiry = Inquiry.objects.create(
        authority=entry.authority,
        topic=entry.topic,
        code=readable_code(),
        person=_person_of(entry, actor),
        name=entry.name,
        organisation=organisation,
        question=entry.question,
        language=entry.language,
        notice=entry.notice,
        due_on=_due_on(entry.authority.pk, arrived_at),
        form_key=entry.form_key,
        arrived_at=arrived_at,
    )
    record(subject=inquiry, actor=actor, sentence=gettext_noop("The question was asked."))
    post(posting=letters.received(inquiry), actor=actor)
    return inquiry


@tried_again
@transaction.atomic
def follow_up(*, inquiry: Inquiry, body: str, form_key: UUID, actor: Actor) -> Inquiry:
    """Write something more under the question; after an answer or a closing it waits for the office again."""
    inquiry = locked(inquiry)
    demand(actor, "inquiries.follow_up", inquiry)
    if Reply.objects.filter(form_key=form_key).exists():
        return inquiry
    Reply.objects.create(inquiry=inquiry, kind=ReplyKind.FOLLOW_UP, body=body, form_key=form_key)
    if inquiry.is_open:
        record(subject=inquiry, actor=actor, sentence=gettext_noop("Whoever asked added something."))
        return inquiry
    now = clock.now()
    anew: dict[str, object] = {"due_on": _due_on(inquiry.authority_id, now), "moved_at": now}
    if inquiry.state == InquiryState.ANSWERED:
        return make_move(case=inquiry, move="ask_further", actor=actor, values=anew)
    cleared: dict[str, object] = {"holder": None, "closed_at": None}
    return make_move(case=inquiry, move="ask_again", actor=actor, values=anew | cleared)


@tried_again
@transaction.atomic
def close(*, inquiry: Inquiry, actor: Actor) -> Inquiry:
    """Close the question: whoever asked needs no answer, or has it; a second click changes nothing."""
    inquiry = locked(inquiry)
    if inquiry.state == InquiryState.CLOSED:
        return inquiry
    return make_move(case=inquiry, move="close", actor=actor, values={"moved_at": clock.now()})


def _acts_for(actor: Actor, organisation: Organisation) -> bool:
    return organisations_of_person(person_id_of(actor) or 0).filter(pk=organisation.pk).exists()


def _due_on(authority_id: int, at: datetime) -> date:
    return working_days_after(warsaw(at).date(), working_days_of(authority_id))


def _person_of(entry: InquiryEntry, actor: Actor) -> Person:
    own = person_id_of(actor)
    if own is not None:
        return Person.objects.get(pk=own)
    return person_with_email(email=entry.email, name=entry.name, language=entry.language, actor=actor)
