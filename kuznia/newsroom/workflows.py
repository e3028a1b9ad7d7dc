"""The course of the card of a good practice."""

from __future__ import annotations

from django.utils.translation import gettext_noop, pgettext_lazy

from kuznia.lib.workflow import Machine, Move
from kuznia.newsroom.policies import DECIDE_PRACTICE, KEEP_PRACTICE
from kuznia.newsroom.states import WITHDRAWABLE, PracticeState

PRACTICE = Machine(
    model="newsroom.Practice",
    states=PracticeState,
    initial=PracticeState.PROPOSED,
    moves=(
        Move(
            name="publish",
            label=pgettext_lazy("practice", "Publish"),
            sources=(PracticeState.PROPOSED, PracticeState.TAKEN_DOWN),
            target=PracticeState.PUBLISHED,
            permission=DECIDE_PRACTICE,
            sentence=gettext_noop("The good practice was published."),
            stamp="decided_at",
            notices=("newsroom.practice_published",),
        ),
        Move(
            name="send_back",
            label=pgettext_lazy("practice", "Send back"),
            sources=(PracticeState.PROPOSED,),
            target=PracticeState.RETURNED,
            permission=DECIDE_PRACTICE,
            sentence=gettext_noop("The good practice was sent back to be corrected."),
            stamp="decided_at",
            needs_reason=True,
            notices=("newsroom.practice_sent_back",),
        ),
        Move(
            name="refuse",
            label=pgettext_lazy("practice", "Refuse"),
            sources=(PracticeState.PROPOSED,),
            target=PracticeState.REFUSED,
            permission=DECIDE_PRACTICE,
            sentence=gettext_noop("The good practice was refused."),
            stamp="decided_at",
            needs_reason=True,
            notices=("newsroom.practice_refused",),
        ),
        Move(
            name="take_down",
            label=pgettext_lazy("practice", "Take down"),
            sources=(PracticeState.PUBLISHED,),
            target=PracticeState.TAKEN_DOWN,
            permission=DECIDE_PRACTICE,
            sentence=gettext_noop("The good practice was taken down."),
            stamp="decided_at",
            needs_reason=True,
            notices=("newsroom.practice_taken_down",),
        ),
        Move(
            name="propose_again",
            label=pgettext_lazy("practice", "Propose again"),
            sources=(PracticeState.RETURNED,),
            target=PracticeState.PROPOSED,
            permission=KEEP_PRACTICE,
            sentence=gettext_noop("The good practice was corrected and proposed again."),
        ),
        # From a published card too, and from one taken down, which an editor may publish anew: whoever agreed to be
        # named may take the word back as easily.
        Move(
            name="withdraw",
            label=pgettext_lazy("practice", "Withdraw"),
            sources=WITHDRAWABLE,
            target=PracticeState.WITHDRAWN,
            permission=KEEP_PRACTICE,
            sentence=gettext_noop("The organisation withdrew the good practice."),
            stamp="decided_at",
        ),
    ),
)
