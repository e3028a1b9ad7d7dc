"""Writes to those who keep a board about its mandates that end; what then becomes of the board is up to them."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import F, QuerySet

from kuznia.directory import policies as policies
from kuznia.directory.letters.board import board_mandates_end, board_mandates_ended
from kuznia.directory.models import BoardMember, Organisation
from kuznia.directory.queries.board import mandates_ended_untold, mandates_ending_untold
from kuznia.directory.queries.roles import keepers_of
from kuznia.lib import clock
from kuznia.lib.policy import Actor, demand
from kuznia.notify.models import Message
from kuznia.notify.registry import Posting
from kuznia.notify.services import post


@transaction.atomic
def tell_of_ending_mandates(*, organisation: Organisation, actor: Actor) -> list[Message]:
    """Those who may change the page are written to, once, about the mandates of its board that end soon."""
    locked = _locked(organisation, actor)
    due = mandates_ending_untold(clock.today()).filter(organisation=locked)
    return _tell(locked, due, board_mandates_end, "told_ends_on", actor)


@transaction.atomic
def tell_of_ended_mandates(*, organisation: Organisation, actor: Actor) -> list[Message]:
    """Those who may change the page are written to, once, about the mandates of its board that have ended."""
    locked = _locked(organisation, actor)
    due = mandates_ended_untold(clock.today()).filter(organisation=locked)
    return _tell(locked, due, board_mandates_ended, "told_ended_on", actor)


def _locked(organisation: Organisation, actor: Actor) -> Organisation:
    """Hold the organisation, as whoever changes its board or closes it does."""
    demand(actor, "directory.watch_mandates")
    return Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=organisation.pk)


def _tell(
    organisation: Organisation,
    due: QuerySet[BoardMember],
    write: Callable[..., Posting],
    told: str,
    actor: Actor,
) -> list[Message]:
    members = list(due)
    if not members:
        return []
    # Several without an address of their own share the organisation's mailbox, and one letter in it.
    postings: dict[str, Posting] = {}
    for keeper in keepers_of(organisation):
        posting = write(keeper, members=members)
        postings.setdefault(posting.to.lower(), posting)
    sent = [message for each in postings.values() if (message := post(posting=each, actor=actor))]
    if sent:
        BoardMember.objects.filter(pk__in=[each.pk for each in members]).update(**{told: F("until_on")})
    return sent
