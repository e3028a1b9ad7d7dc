"""Documents of an event: read by everybody once the event is announced, before that by its office."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.events.models import Event
from kuznia.events.services.seats import lock_event
from kuznia.files.intake import Received
from kuznia.files.models import StoredFile
from kuznia.files.services import remove_file, store_upload
from kuznia.lib.policy import Actor, demand


@transaction.atomic
def attach_document(
    *, event: Event, upload: UploadedFile | Received, title: str, alt: str, actor: Actor
) -> StoredFile:
    """Add a document to the event's page; the same file under the same title is kept once."""
    event = lock_event(event.pk)
    demand(actor, "events.edit_event", event)
    stored = store_upload(upload=upload, owner=event, actor=actor, title=title, alt=alt)
    twins = StoredFile.objects.filter(
        owner_label=stored.owner_label, owner_id=stored.owner_id, sha256=stored.sha256, title=title
    )
    if twins.exclude(pk=stored.pk).exists():
        remove_file(file=stored, actor=actor)
        return twins.earliest("pk")
    record(
        subject=event,
        actor=actor,
        sentence=gettext_noop("A document was added: “%(title)s”."),
        params={"title": title},
    )
    return stored


@transaction.atomic
def remove_document(*, event: Event, document: StoredFile, actor: Actor) -> Event:
    """Take a document off the event's page."""
    event = lock_event(event.pk)
    demand(actor, "events.edit_event", event)
    record(
        subject=event,
        actor=actor,
        sentence=gettext_noop("A document was removed: “%(title)s”."),
        params={"title": str(document)},
    )
    remove_file(file=document, actor=actor)
    return event
