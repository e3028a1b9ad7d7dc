"""Keeps places and rooms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Self

from django.db import transaction
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import record as record_act
from kuznia.directory import policies as policies
from kuznia.directory.changes import changed_fields
from kuznia.directory.constraints import SENTENCES
from kuznia.directory.models import Authority, Municipality, Organisation, Room, Venue
from kuznia.directory.services.joinings import standing_organisation
from kuznia.lib.constraints import constraints_in_words
from kuznia.lib.meanwhile import Marks, brought_over, values_of
from kuznia.lib.policy import Actor, demand


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueRecord:
    """What the directory keeps of a place."""

    name: str
    address: str
    municipality: Municipality | None = None
    authority: Authority | None = None
    organisation: Organisation | None = None
    step_free: bool = False
    lift: bool = False
    accessible_toilet: bool = False
    induction_loop: bool = False
    sign_language: bool = False
    accessible_parking: bool = False
    accessibility: str = ""
    directions: str = ""
    in_use: bool = True

    @classmethod
    def of(cls, venue: Venue) -> Self:
        """Return what the directory keeps of this place now."""
        return cls(**{field.name: getattr(venue, field.name) for field in fields(cls)})


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRecord:
    """What the directory keeps of a room."""

    name: str
    seats: int
    floor: str = ""
    step_free: bool = False
    induction_loop: bool = False
    in_use: bool = True

    @classmethod
    def of(cls, room: Room) -> Self:
        """Return what the directory keeps of this room now."""
        return cls(**{field.name: getattr(room, field.name) for field in fields(cls)})


@transaction.atomic
def add_venue(*, record: VenueRecord, actor: Actor) -> Venue:
    """The place stands in the directory."""
    venue = Venue()
    record = replace(record, organisation=standing_organisation(record.organisation))
    changed_fields(venue, values_of(record))
    demand(actor, "directory.edit_venue", venue)
    with constraints_in_words(SENTENCES):
        venue.save()
    _record(venue, gettext_noop("The venue was added to the directory."), actor)
    return venue


@transaction.atomic
def change_venue(*, venue: Venue, record: VenueRecord, opened: Marks, actor: Actor) -> Venue:
    """The directory says of the place what `record` says beyond what its form showed, whose marks are `opened`.

    Refused where somebody else has changed the same meanwhile.
    """
    record = replace(record, organisation=standing_organisation(record.organisation))
    locked = _locked(venue)
    demand(actor, "directory.edit_venue", locked)
    record = brought_over(kept=VenueRecord.of(locked), typed=values_of(record), opened=opened)
    changed = changed_fields(locked, values_of(record))
    # Whoever moves a venue to another gmina must cover that one too.
    demand(actor, "directory.edit_venue", locked)
    if changed:
        with constraints_in_words(SENTENCES):
            locked.save(update_fields=changed)
        sentence = gettext_noop("The venue’s data were changed: %(fields)s.")
        _record(locked, sentence, actor, {"fields": {"texts": [VENUE_LABELS[field] for field in changed]}})
    return locked


@transaction.atomic
def add_room(*, venue: Venue, record: RoomRecord, actor: Actor) -> Room:
    """The venue has one room more."""
    locked = _locked(venue)
    demand(actor, "directory.edit_venue", locked)
    with constraints_in_words(SENTENCES):
        room = Room.objects.create(venue=locked, **values_of(record))
    _record(locked, gettext_noop("The room “%(room)s” was added."), actor, {"room": room.name})
    return room


@transaction.atomic
def change_room(*, room: Room, record: RoomRecord, opened: Marks, actor: Actor) -> Room:
    """The directory says of the room what `record` says beyond what its form showed, whose marks are `opened`.

    Refused where somebody else has changed the same meanwhile.
    """
    venue = _locked(room.venue)
    demand(actor, "directory.edit_venue", venue)
    locked = Room.objects.select_for_update(no_key=True, of=("self",)).get(pk=room.pk)
    record = brought_over(kept=RoomRecord.of(locked), typed=values_of(record), opened=opened)
    changed = changed_fields(locked, values_of(record))
    if changed:
        with constraints_in_words(SENTENCES):
            locked.save(update_fields=changed)
        _record(venue, gettext_noop("The room “%(room)s” was changed."), actor, {"room": locked.name})
    return locked


def _locked(venue: Venue) -> Venue:
    return Venue.objects.select_for_update(no_key=True, of=("self",)).get(pk=venue.pk)


def _record(venue: Venue, sentence: str, actor: Actor, params: Mapping[str, object] | None = None) -> None:
    record_act(subject=venue, actor=actor, sentence=sentence, params=params, audience=Audience.PUBLIC)


VENUE_LABELS = {
    "name": gettext_noop("proper name"),
    "address": gettext_noop("address"),
    "municipality": gettext_noop("gmina"),
    "authority": gettext_noop("run by the office"),
    "organisation": gettext_noop("run by the organisation"),
    "step_free": gettext_noop("step-free entrance"),
    "lift": gettext_noop("lift"),
    "accessible_toilet": gettext_noop("accessible toilet"),
    "induction_loop": gettext_noop("induction loop"),
    "sign_language": gettext_noop("sign-language interpreter on request"),
    "accessible_parking": gettext_noop("parking places for disabled people"),
    "accessibility": gettext_noop("accessibility in words"),
    "directions": gettext_noop("how to get there"),
    "in_use": gettext_noop("in use"),
}
