"""People are cut out of sign-ups and proposals when their time of keeping has passed; counts stay."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.events.models import KEPT_MONTHS, Event, EventProposal, HallQuestion, Needs, Registration
from kuznia.events.queries import proposals_naming
from kuznia.events.queries.retention import is_due_for_forgetting, is_proposal_due_for_forgetting
from kuznia.events.services.forgetting_papers import FORGOTTEN_NAME, forget_papers
from kuznia.events.services.proposals import lock_proposal
from kuznia.events.services.questions import forget_answers
from kuznia.events.services.seats import lock_event
from kuznia.events.services.surveys import forget_responses_of
from kuznia.events.states import ProposalState
from kuznia.lib import clock
from kuznia.lib.policy import System, demand
from kuznia.people.models import Person
from kuznia.people.services import nobody

NO_CONTACT = {"contact_name": "", "contact_email": "", "contact_phone": ""}


@transaction.atomic
def forget_sign_ups(*, event: Event, actor: System) -> int:
    """Cut people out of the event's sign-ups once their time has passed; return how many sign-ups there were.

    Who came, from which directory organisation and to which session stays countable. A second run finds nothing.
    """
    event = lock_event(event.pk)
    if not is_due_for_forgetting(event, clock.now()):
        return 0
    _forget_contacts(event, actor)
    kept = Registration.objects.filter(event=event, forgotten_at__isnull=True)
    numbers = list(kept.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    if not numbers:
        return 0
    _forget_what_was_said(numbers, actor)
    forget_papers(registration_ids=numbers, actor=actor)
    Registration.objects.filter(pk__in=numbers).update(
        person=nobody(actor=actor),
        name=FORGOTTEN_NAME,
        phone="",
        organisation_name="",
        forgotten_at=clock.now(),
    )
    _record(event, len(numbers), actor)
    return len(numbers)


@transaction.atomic
def forget_proposal(*, proposal: EventProposal, actor: System) -> bool:
    """Cut the contact person out of a proposal that nobody announced, once its time has passed; say whether."""
    proposal = lock_proposal(proposal)
    demand(actor, "events.forget_proposal", proposal)
    if not is_proposal_due_for_forgetting(proposal, clock.now()):
        return False
    EventProposal.objects.filter(pk=proposal.pk).update(**NO_CONTACT)
    record(
        subject=proposal,
        actor=actor,
        sentence=gettext_noop("The contact person was deleted %(months)s months after the planned day."),
        params={"months": KEPT_MONTHS},
        audience=Audience.PARTIES,
    )
    return True


@transaction.atomic
def forget_proposals_about(*, person_id: int, actor: System) -> int:
    """Cut the person out of the unannounced proposals that name her address as the contact's; return how many."""
    demand(actor, "events.forget_proposal")
    return proposals_naming(person_id).exclude(state=ProposalState.ACCEPTED).update(**NO_CONTACT)


def _forget_contacts(event: Event, actor: System) -> None:
    contacts = event.delegations.filter(forgotten_at__isnull=True)
    if not contacts.exists():
        return
    whose: Person = nobody(actor=actor)
    contacts.update(
        contact=whose,
        contact_name=FORGOTTEN_NAME,
        contact_phone="",
        organisation_name="",
        forgotten_at=clock.now(),
    )


def _forget_what_was_said(numbers: list[int], actor: System) -> None:
    sign_ups = Registration.objects.filter(pk__in=numbers)
    forget_answers(registrations=sign_ups, actor=actor)
    forget_responses_of(registrations=sign_ups, actor=actor)
    Needs.objects.filter(registration__in=sign_ups).delete()
    HallQuestion.objects.filter(registration__in=sign_ups).update(registration=None, is_anonymous=True)


def _record(event: Event, count: int, actor: System) -> None:
    sentence = gettext_noop("Personal data of %(count)s sign-ups were deleted after %(months)s months.")
    record(
        subject=event, actor=actor, sentence=sentence, params={"count": count, "months": event.kept_months}
    )
