"""A person's calendar has a secret address of its own, which she makes, renews and takes back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from kuznia.events.models import CalendarLink
from kuznia.lib import clock
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.lib.races import tried_again
from kuznia.people.models import Person


@tried_again
@transaction.atomic
def make_calendar_link(*, actor: Actor) -> CalendarLink:
    """The person has an address; one that she had before no longer opens anything."""
    demand(actor, "events.keep_calendar_link")
    person = _locked_person(actor)
    changed = CalendarLink.objects.filter(person=person).update(turn=F("turn") + 1, made_at=clock.now())
    return CalendarLink.objects.get(person=person) if changed else CalendarLink.objects.create(person=person)


@transaction.atomic
def take_calendar_link_back(*, actor: Actor) -> None:
    """No address opens the person's calendar any more."""
    demand(actor, "events.keep_calendar_link")
    CalendarLink.objects.filter(person=person_id_of(actor)).delete()


def _locked_person(actor: Actor) -> Person:
    """Return the person with her row locked: of two clicks the second renews what the first has made."""
    return Person.objects.select_for_update(no_key=True).get(pk=person_id_of(actor) or 0)
