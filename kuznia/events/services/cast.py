"""The people of the programme: found among those who already stand in one, or added to the records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from kuznia.events.models import Session, SessionPerson
from kuznia.events.services.programme import PersonEntry
from kuznia.lib.policy import Actor, demand
from kuznia.people.models import Person
from kuznia.people.services import add_person


@dataclass(frozen=True, slots=True, kw_only=True)
class CastEntry:
    """One person of an item as typed."""

    name: str
    role: str
    title: str = ""


@transaction.atomic
def people_called(*, cast: Iterable[CastEntry], session: Session | None, actor: Actor) -> list[PersonEntry]:
    """Return the people of these names, each found or added once.

    Only people who already stand in a programme are found: a name typed here never reaches somebody's account. Of
    two people of one name, the one of this very item stays; else the name becomes a new person, never a wrong one.
    """
    demand(actor, "events.create_event")
    entries = list(cast)
    found: dict[str, Person] = {}
    for name in dict.fromkeys(entry.name for entry in entries):
        found[name] = _known(name, session) or add_person(name=name, actor=actor)
    return [PersonEntry(person=found[entry.name], role=entry.role, title=entry.title) for entry in entries]


def _known(name: str, session: Session | None) -> Person | None:
    standing = SessionPerson.objects.filter(person__name=name)
    here = standing.filter(session=session) if session else standing.none()
    ids = set(here.values_list("person", flat=True)) or set(standing.values_list("person", flat=True))
    return Person.objects.get(pk=ids.pop()) if len(ids) == 1 else None
