"""Printouts: started by an officer, set by a job, kept until made anew, removed after the event."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.events.models import Event, Printout, Session
from kuznia.events.queries import old_printouts
from kuznia.events.services.seats import lock_event
from kuznia.events.states import PrintoutKind
from kuznia.files.intake import Received
from kuznia.files.queries import files_of
from kuznia.files.services import remove_file, store_upload
from kuznia.jobs.models import Progress
from kuznia.jobs.services import start_work
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand

MOST_BLANKS = 200


@transaction.atomic
def start_printout(
    *,
    event: Event,
    kind: str,
    actor: Actor,
    back_url: str,
    session: Session | None = None,
    blanks: int = 0,
) -> Progress:
    """Begin to set a document for printing; the same one, asked for twice, is one work."""
    event = lock_event(event.pk)
    demand(actor, "events.make_printout", event)
    if not 0 <= blanks <= MOST_BLANKS:
        raise Refused(_("Up to 200 blank badges are made at a time."), field="blanks")
    number = session.pk if session else 0
    return start_work(
        task="events.make_printout",
        name=gettext_noop("Printing for “%(event)s”"),
        params={"event": event.title},
        subject=event,
        total=1,
        once_as=f"events.printout:{event.pk}:{kind}:{number}:{blanks}",
        back_url=back_url,
        arguments={"event_id": event.pk, "kind": kind, "session_id": number or None, "blanks": blanks},
        actor=actor,
    )


@transaction.atomic
def keep_printout(
    *,
    event: Event,
    kind: str,
    session: Session | None,
    document: Received,
    count: int,
    made_by_id: int | None,
    actor: Actor,
) -> Printout:
    """Keep the document in place of the one made before it."""
    event = lock_event(event.pk)
    demand(actor, "events.keep_printout", event)
    remove_printouts(printouts=list(event.printouts.filter(kind=kind, session=session)), actor=actor)
    printout = Printout.objects.create(
        event=event, kind=kind, session=session, count=count, made_at=clock.now(), made_by_id=made_by_id
    )
    store_upload(upload=document, owner=printout, actor=actor, title=printout.get_kind_display())
    record(
        subject=event,
        actor=actor,
        sentence=gettext_noop("Made for printing: %(what)s."),
        params={"what": PrintoutKind(kind).label},
    )
    return printout


@transaction.atomic
def remove_printouts(*, printouts: list[Printout], actor: Actor) -> int:
    """Remove printouts with their files; return how many there were."""
    for printout in printouts:
        for file in files_of(printout):
            remove_file(file=file, actor=actor)
        printout.delete()
    return len(printouts)


@transaction.atomic
def forget_old_printouts(*, actor: Actor) -> int:
    """Remove the printouts of events that ended 30 days ago; return how many there were."""
    demand(actor, "events.keep_printout")
    return remove_printouts(printouts=list(old_printouts()), actor=actor)
