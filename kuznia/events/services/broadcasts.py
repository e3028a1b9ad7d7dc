"""Messages to participants: written by an officer, sent by a job to each person once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.events.models import Broadcast, Event, Session
from kuznia.events.queries import recipients
from kuznia.events.services.seats import lock_event
from kuznia.jobs.models import Progress
from kuznia.jobs.services import start_work
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastEntry:
    """A filled-in message, parsed."""

    group: str
    session: Session | None
    title: str
    body: str
    form_key: UUID


@transaction.atomic
def send_broadcast(*, event: Event, entry: BroadcastEntry, actor: Actor) -> Progress:
    """Keep the message and start the job that writes to each person of the group; a form sent twice is one message."""
    event = lock_event(event.pk)
    demand(actor, "events.write_to_participants", event)
    message = Broadcast.objects.filter(form_key=entry.form_key).first() or _new(event, entry, actor)
    return start_work(
        task="events.send_broadcast",
        name=gettext_noop("Message to participants of “%(event)s”"),
        params={"event": event.title},
        subject=event,
        once_as=f"events.broadcast:{message.pk}",
        back_url=reverse("events:desk-broadcasts", args=[event.slug]),
        arguments={"broadcast_id": message.pk},
        actor=actor,
    )


@transaction.atomic
def note_reached(*, message: Broadcast, reached: int, actor: Actor) -> Broadcast:
    """Write down to how many people the message went."""
    demand(actor, "events.send_by_itself")
    message.reached = reached
    message.save(update_fields=["reached"])
    return message


@transaction.atomic
def note_reminded(*, event: Event, actor: Actor) -> Event:
    """Write down that participants were reminded of the event's present start."""
    demand(actor, "events.send_by_itself")
    Event.objects.filter(pk=event.pk).update(reminded_for=event.starts_at)
    event.reminded_for = event.starts_at
    return event


def _new(event: Event, entry: BroadcastEntry, actor: Actor) -> Broadcast:
    if not recipients(event=event, group=entry.group, session=entry.session).exists():
        raise Refused(_("Nobody is in this group now."), field="group")
    message = Broadcast.objects.create(
        event=event,
        group=entry.group,
        session=entry.session,
        title=entry.title,
        body=entry.body,
        written_by=Person.objects.get(pk=person_id_of(actor) or 0),
        form_key=entry.form_key,
    )
    record(
        subject=event,
        actor=actor,
        sentence=gettext_noop("A message was written to participants: “%(title)s”."),
        params={"title": entry.title},
    )
    return message
