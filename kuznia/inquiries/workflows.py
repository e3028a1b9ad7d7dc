"""The course of a question to the office: new, taken, answered, closed."""

from __future__ import annotations

from django.utils.translation import gettext_noop, pgettext_lazy

from kuznia.inquiries.states import OPEN, InquiryState
from kuznia.lib.workflow import Machine, Move

_ANSWER = "inquiries.answer"
_FOLLOW_UP = "inquiries.follow_up"
_NOT_CLOSED = (*OPEN, InquiryState.ANSWERED)

INQUIRY = Machine(
    model="inquiries.Inquiry",
    states=InquiryState,
    initial=InquiryState.NEW,
    moves=(
        Move(
            name="take",
            label=pgettext_lazy("inquiry", "Take it"),
            sources=OPEN,
            target=InquiryState.TAKEN,
            permission=_ANSWER,
            sentence=gettext_noop("Somebody took the question to answer it."),
        ),
        Move(
            name="put_back",
            label=pgettext_lazy("inquiry", "Put it back"),
            sources=(InquiryState.TAKEN,),
            target=InquiryState.NEW,
            permission=_ANSWER,
            sentence=gettext_noop("The question was put back for others to take."),
        ),
        Move(
            name="answer",
            label=pgettext_lazy("inquiry", "Answer"),
            sources=OPEN,
            target=InquiryState.ANSWERED,
            permission=_ANSWER,
            sentence=gettext_noop("The question was answered."),
            stamp="answered_at",
            notices=("inquiries.answered",),
        ),
        Move(
            name="hand_over",
            label=pgettext_lazy("inquiry", "Hand it on"),
            sources=OPEN,
            target=InquiryState.NEW,
            permission=_ANSWER,
            sentence=gettext_noop("The question was handed on to another office."),
            needs_reason=True,
            records_reason=False,
            notices=("inquiries.handed_over",),
        ),
        Move(
            name="pass_on",
            label=pgettext_lazy("inquiry", "Pass it on to the county office"),
            sources=OPEN,
            target=InquiryState.NEW,
            permission="inquiries.pass_on",
            sentence=gettext_noop(
                "Nobody in the office works here any more, so the county office has the question now."
            ),
            notices=("inquiries.passed_on",),
        ),
        Move(
            name="ask_further",
            label=pgettext_lazy("inquiry", "Ask further"),
            sources=(InquiryState.ANSWERED,),
            target=InquiryState.TAKEN,
            permission=_FOLLOW_UP,
            sentence=gettext_noop("Whoever asked wrote again after the answer."),
        ),
        Move(
            name="ask_again",
            label=pgettext_lazy("inquiry", "Ask again"),
            sources=(InquiryState.CLOSED,),
            target=InquiryState.NEW,
            permission=_FOLLOW_UP,
            sentence=gettext_noop("Whoever asked wrote again and so opened the question anew."),
        ),
        Move(
            name="close",
            label=pgettext_lazy("inquiry", "Close"),
            sources=_NOT_CLOSED,
            target=InquiryState.CLOSED,
            permission=_FOLLOW_UP,
            sentence=gettext_noop("Whoever asked closed the question."),
            stamp="closed_at",
        ),
        Move(
            name="close_by_office",
            label=pgettext_lazy("inquiry", "Close"),
            sources=_NOT_CLOSED,
            target=InquiryState.CLOSED,
            permission=_ANSWER,
            sentence=gettext_noop("The office closed the question."),
            stamp="closed_at",
            needs_reason=True,
            records_reason=False,
            notices=("inquiries.closed",),
        ),
        Move(
            name="reopen",
            label=pgettext_lazy("inquiry", "Open it again"),
            sources=(InquiryState.ANSWERED, InquiryState.CLOSED),
            target=InquiryState.TAKEN,
            permission=_ANSWER,
            sentence=gettext_noop("The office opened the question again."),
        ),
        Move(
            name="forget",
            label=pgettext_lazy("inquiry", "Forget"),
            sources=_NOT_CLOSED,
            target=InquiryState.CLOSED,
            permission="inquiries.forget",
            sentence=gettext_noop("The question was closed because whoever asked had her data deleted."),
            stamp="closed_at",
        ),
    ),
)
