"""An office puts documents on an event's page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.events.forms.desk import DocumentForm
from kuznia.events.services.documents import attach_document, remove_document
from kuznia.events.views.desk_reading import WRITE, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.files.intake import received
from kuznia.files.queries import files_of
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused
from kuznia.lib.uploads import takes_recordings


@takes_recordings
@desk_page(*WRITE)
def documents(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the event's documents with a form, or add one."""
    event = own_event(request, slug)
    is_sent = request.method == "POST"
    form = DocumentForm(request.POST, request.FILES) if is_sent else DocumentForm()
    if is_sent and form.is_valid():
        typed = form.cleaned_data
        try:
            added = attach_document(
                event=event,
                upload=received(typed["file"]),
                title=typed["title"],
                alt=typed["alt"],
                actor=actor_of(request),
            )
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Added: %(name)s.") % {"name": added})
            return SeeOther(reverse("events:desk-documents", args=[event.slug]))
    content = {**head_of(request, event, "desk-documents"), "form": form, "documents": files_of(event)}
    return render(request, "events/desk/documents.html", content)


@desk_page("POST")
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a document off; one that is off already stays off."""
    event = own_event(request, slug)
    document = files_of(event).filter(pk=number).first()
    if document is not None:
        remove_document(event=event, document=document, actor=actor_of(request))
        messages.success(request, _("Removed: %(name)s.") % {"name": document})
    return SeeOther(reverse("events:desk-documents", args=[event.slug]))
