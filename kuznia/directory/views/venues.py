"""The office's pages of places and rooms."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kuznia.directory import queries, services
from kuznia.directory.forms.venues import RoomForm, VenueForm
from kuznia.directory.models import Room, Venue
from kuznia.directory.services import RoomRecord, VenueRecord
from kuznia.directory.views.doors import covered, only_for, saves
from kuznia.directory.views.organisations import DESK
from kuznia.lib.acting import actor_of
from kuznia.lib.meanwhile import values_of
from kuznia.lib.policy import Actor, decide, demand


@only_for(DESK)
@require_safe
def venues(request: HttpRequest) -> HttpResponse:
    """Show the places with the number of their rooms."""
    actor = actor_of(request)
    shown = [(venue, decide(actor, "directory.edit_venue", venue).allowed) for venue in queries.venues()]
    return render(request, "directory/venues.html", {"venues": shown})


@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def venue_add(request: HttpRequest) -> HttpResponse:
    """Show the empty form, or add the place."""
    actor = actor_of(request)
    form = VenueForm(request.POST or None, **covered(actor))
    if saves(form, lambda: services.add_venue(record=form.record(), actor=actor)):
        messages.success(request, _("The venue was added. Now add its rooms."))
        return redirect("directory:venues")
    return render(request, "directory/venue_add.html", {"form": form})


@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def venue_edit(request: HttpRequest, number: int) -> HttpResponse:
    """Show the place with its rooms, or keep what was changed."""
    actor = actor_of(request)
    found = _venue(actor, number)
    form = VenueForm(_typed(request), initial=values_of(VenueRecord.of(found)), **covered(actor))
    if saves(form, lambda: _changed(form, found, actor)):
        messages.success(request, _("The changes were saved."))
        return redirect("directory:venue-edit", number=found.pk)
    content = {"venue": found, "form": form, "rooms": queries.rooms_of(found)}
    return render(request, "directory/venue_edit.html", content)


@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def room_add(request: HttpRequest, number: int) -> HttpResponse:
    """Show the empty form, or add the room."""
    actor = actor_of(request)
    found = _venue(actor, number)
    form = RoomForm(request.POST or None)
    if saves(form, lambda: services.add_room(venue=found, record=form.record(), actor=actor)):
        messages.success(request, _("The room was added."))
        return redirect("directory:venue-edit", number=found.pk)
    return render(request, "directory/room.html", {"venue": found, "form": form})


@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def room_edit(request: HttpRequest, number: int) -> HttpResponse:
    """Show the room, or keep what was changed."""
    actor = actor_of(request)
    room = get_object_or_404(Room.objects.select_related("venue"), pk=number)
    demand(actor, "directory.edit_venue", room)
    form = RoomForm(_typed(request), initial=values_of(RoomRecord.of(room)))
    if saves(form, lambda: _changed_room(form, room, actor)):
        messages.success(request, _("The changes were saved."))
        return redirect("directory:venue-edit", number=room.venue_id)
    return render(request, "directory/room.html", {"venue": room.venue, "room": room, "form": form})


def _venue(actor: Actor, number: int) -> Venue:
    found: Venue = get_object_or_404(queries.venues_visible_to(actor), pk=number)
    demand(actor, "directory.edit_venue", found)
    return found


def _typed(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None


def _changed(form: VenueForm, found: Venue, actor: Actor) -> Venue:
    return services.change_venue(venue=found, record=form.record(), opened=form.opened, actor=actor)


def _changed_room(form: RoomForm, room: Room, actor: Actor) -> Room:
    return services.change_room(room=room, record=form.record(), opened=form.opened, actor=actor)
