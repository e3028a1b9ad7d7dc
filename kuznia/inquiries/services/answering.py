"""The office: takes a question, answers it, hands it on, closes it, opens it again."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.directory.models import Authority
from kuznia.directory.queries import county_authority
from kuznia.inquiries.holding import locked
from kuznia.inquiries.models import Inquiry, Reply
from kuznia.inquiries.queries import abandoned_inquiries, offices_that_answer
from kuznia.inquiries.states import InquiryState, ReplyKind
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, System, demand, person_id_of
from kuznia.lib.races import tried_again
from kuznia.process.services import make_move


@tried_again
@transaction.atomic
def take(*, inquiry: Inquiry, actor: Actor) -> Inquiry:
    """The question is hers, a colleague's too; a second click changes nothing."""
    inquiry = locked(inquiry)
    if inquiry.state == InquiryState.TAKEN and inquiry.holder_id == person_id_of(actor):
        return inquiry
    return make_move(case=inquiry, move="take", actor=actor, values={"holder_id": person_id_of(actor)})


@tried_again
@transaction.atomic
def put_back(*, inquiry: Inquiry, actor: Actor) -> Inquiry:
    """Nobody has the question any more: a colleague may take it."""
    return make_move(case=locked(inquiry), move="put_back", actor=actor, values={"holder": None})


@tried_again
@transaction.atomic
def answer(*, inquiry: Inquiry, body: str, form_key: UUID, actor: Actor) -> Inquiry:
    """Answer by e-mail and on the question's page; a form sent twice answers once."""
    inquiry = locked(inquiry)
    demand(actor, "inquiries.answer", inquiry)
    if Reply.objects.filter(form_key=form_key).exists():
        return inquiry
    _write(inquiry, ReplyKind.ANSWER, body, form_key, actor)
    mine = {"holder_id": person_id_of(actor), "moved_at": clock.now()}
    return make_move(case=inquiry, move="answer", actor=actor, values=mine)


@tried_again
@transaction.atomic
def add_note(*, inquiry: Inquiry, body: str, form_key: UUID, actor: Actor) -> Inquiry:
    """Write a note that only the office reads."""
    inquiry = locked(inquiry)
    demand(actor, "inquiries.answer", inquiry)
    if not Reply.objects.filter(form_key=form_key).exists():
        _write(inquiry, ReplyKind.NOTE, body, form_key, actor)
        record(subject=inquiry, actor=actor, sentence=gettext_noop("A note for the office was added."))
    return inquiry


@tried_again
@transaction.atomic
def hand_over(*, inquiry: Inquiry, authority: Authority, reason: str, actor: Actor) -> Inquiry:
    """Another office of the county has the question, with its notes; the promised day stays."""
    inquiry = locked(inquiry)
    demand(actor, "inquiries.answer", inquiry)
    if authority.pk == inquiry.authority_id:
        raise Refused(_("This office has the question already."), field="authority")
    if not offices_that_answer().filter(pk=authority.pk).exists():
        raise Refused(_("Nobody in this office works here yet."), field="authority")
    to = {"authority_id": authority.pk, "holder": None}
    _write(inquiry, ReplyKind.REASON, reason.strip(), uuid4(), actor)
    return make_move(case=inquiry, move="hand_over", actor=actor, reason=reason, values=to)


@tried_again
@transaction.atomic
def pass_on(*, inquiry: Inquiry, actor: System) -> bool:
    """The county office has what waits where nobody works any more, and whoever asked is told; say whether."""
    inquiry = locked(inquiry)
    demand(actor, "inquiries.pass_on", inquiry)
    county = county_authority()
    if county is None or not abandoned_inquiries().filter(pk=inquiry.pk).exists():
        return False
    make_move(case=inquiry, move="pass_on", actor=actor, values={"authority_id": county.pk, "holder": None})
    return True


@tried_again
@transaction.atomic
def close_by_office(*, inquiry: Inquiry, reason: str, actor: Actor) -> Inquiry:
    """Close the question with the reason that whoever asked reads."""
    inquiry = locked(inquiry)
    demand(actor, "inquiries.answer", inquiry)
    end = {"moved_at": clock.now()}
    _write(inquiry, ReplyKind.REASON, reason.strip(), uuid4(), actor)
    return make_move(case=inquiry, move="close_by_office", actor=actor, reason=reason, values=end)


@tried_again
@transaction.atomic
def reopen(*, inquiry: Inquiry, actor: Actor) -> Inquiry:
    """The officer has the question again, to answer once more."""
    again = {
        "holder_id": person_id_of(actor),
        "moved_at": clock.now(),
        "closed_at": None,
    }
    return make_move(case=locked(inquiry), move="reopen", actor=actor, values=again)


def _write(inquiry: Inquiry, kind: ReplyKind, body: str, form_key: UUID, actor: Actor) -> Reply:
    return Reply.objects.create(
        inquiry=inquiry,
        kind=kind,
        body=body,
        form_key=form_key,
        written_by_id=person_id_of(actor),
        authority_id=inquiry.authority_id,
    )
