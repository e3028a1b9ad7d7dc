"""What search sees of the events: those announced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from kuznia.events.models import Event
from kuznia.events.states import PUBLIC_KIND, EventState
from kuznia.lib.ports import PublishedText


class PublishedEvents:
    """Announced events with their programme, the cancelled ones too: people look for what they heard of."""

    kind = PUBLIC_KIND
    model = "events.Event"
    singular = _("event")
    plural = _("Events")
    icon = "calendar-days"

    def keys(self) -> Iterable[int]:
        return Event.objects.exclude(state=EventState.DRAFT).values_list("pk", flat=True)

    def texts(self, keys: Sequence[int]) -> Iterable[PublishedText]:
        announced = Event.objects.exclude(state=EventState.DRAFT).filter(pk__in=keys)
        found = announced.select_related("venue__municipality").prefetch_related("sessions__people__person")
        with translation.override("pl"):
            return [_text(event) for event in found]


def _text(event: Event) -> PublishedText:
    gmina = event.venue.municipality
    return PublishedText(
        key=event.pk,
        url=event.get_absolute_url(),
        title=event.title,
        title_en=event.title_en,
        lead=event.lead,
        lead_en=event.lead_en,
        body="\n".join(_programme(event)),
        place=gmina.name if gmina else "",
        day=localtime(event.starts_at).date(),
    )


def _programme(event: Event) -> Iterable[str]:
    """Yield what else stands on the event's page."""
    yield f"{event.motto} {event.venue.name} {event.venue.address}"
    for session in event.sessions.all():
        yield f"{session.title} {session.title_en}"
        yield session.lead
        yield from (f"{each.person.name}, {each.title}" for each in session.people.all())
