"""Reads places and rooms."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from kuznia.directory.models import Room, Venue
from kuznia.lib.policy import Actor

FEATURES = ("step_free", "lift", "accessible_toilet", "induction_loop", "sign_language", "accessible_parking")


def venues_visible_to(actor: Actor) -> QuerySet[Venue]:
    """Return the places that this reader may see: all, for none is secret."""
    del actor
    return Venue.objects.select_related("municipality", "authority", "organisation")


def venues() -> QuerySet[Venue]:
    """Return every place with the number of its rooms, those in use first."""
    found = Venue.objects.select_related("municipality", "authority", "organisation")
    return found.annotate(room_count=Count("rooms", filter=Q(rooms__in_use=True))).order_by(
        "-in_use", "name", "id"
    )


def rooms_of(venue: Venue) -> QuerySet[Room]:
    """Return the rooms of a place, those in use first."""
    return Room.objects.filter(venue=venue).order_by("-in_use", "name", "id")


def accessible_features(venue: Venue) -> list[str]:
    """Return what the place offers to those who need it, in words."""
    labels = {field.name: str(field.verbose_name) for field in Venue._meta.concrete_fields}
    words = [labels[name] for name in FEATURES if getattr(venue, name)]
    return [word[:1].upper() + word[1:] for word in words]
