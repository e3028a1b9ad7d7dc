"""An office looks at sign-ups, cancels one, and takes the list away as a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.events import desk, exports
from kuznia.events.forms.desk import ReasonForm
from kuznia.events.models import Event, Registration
from kuznia.events.queries import answers_of, places_of, questions_of, registrations_of, said_by
from kuznia.events.services import registrations as services
from kuznia.events.services.exporting import note_sign_ups_taken
from kuznia.events.states import QuestionPurpose
from kuznia.events.views.desk import asked_of
from kuznia.events.views.desk_reading import READ, WRITE, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther, attachment
from kuznia.lib import sheets
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused


@desk_page(*READ)
def registration(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show one sign-up with all that it says and all that happened to it."""
    event = own_event(request, slug)
    found = _sign_up(event, code)
    content = {
        **head_of(request, event, "desk-event"),
        **_content(found),
        "entries": history_of(found, audiences=Audience.values),
    }
    return render(request, "events/desk/registration.html", content)


@desk_page(*WRITE)
def cancel(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Ask why the sign-up is cancelled, or cancel it; one that has ended stays as it is."""
    event = own_event(request, slug)
    found = _sign_up(event, code)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.cancel_registration(registration=found, actor=actor_of(request), reason=reason)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("The sign-up of %(name)s is cancelled.") % {"name": found.name})
            return SeeOther(reverse("events:desk-registration", args=[event.slug, found.code]))
    content = {**head_of(request, event, "desk-event"), **_content(found), "form": form}
    return render(request, "events/desk/registration_cancel.html", content)


@desk_page("GET")
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the filtered list as CSV for a Polish Excel; the history says who took it."""
    event = own_event(request, slug)
    table = _taken(request, event, gettext_lazy("list of sign-ups (CSV)"))
    return attachment(sheets.as_csv(table), content_type=sheets.CSV, filename=_filename(event, "csv"))


@desk_page("GET")
def as_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the filtered list as XLSX; the history says who took it."""
    event = own_event(request, slug)
    table = _taken(request, event, gettext_lazy("list of sign-ups (XLSX)"))
    book = sheets.as_xlsx(table, title=_("Sign-ups"), widths=exports.WIDTHS)
    return attachment(book, content_type=sheets.XLSX, filename=_filename(event, "xlsx"))


def _sign_up(event: Event, code: str) -> Registration:
    found = registrations_of(event).select_related("needs", "notice", "entered_by").filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _content(found: Registration) -> dict[str, object]:
    row = desk.SignUpRow(found)
    return {
        "registration": found,
        "registration_state": row.state,
        "comes_for": row.comes_for,
        "needs": row.needs,
        "sessions": places_of(found),
        "answers": answers_of(found),
        "survey_answers": said_by(found),
    }


def _taken(request: HttpRequest, event: Event, what: Promise) -> list[list[sheets.Cell]]:
    """Return the filtered list, and note that it is taken away."""
    sessions = desk.choosable_sessions(event)
    asked = asked_of(request.GET, sessions)
    found = desk.sign_ups_found(event, asked)
    questions = list(questions_of(event, QuestionPurpose.SIGN_UP))
    if questions:
        found = found.prefetch_related("answers__question")
    rows, filters = desk.sign_up_rows(found), exports.filters_in_words(asked, sessions)
    note_sign_ups_taken(event=event, what=what, count=len(rows), filters=filters, actor=actor_of(request))
    return exports.table_of(rows, questions)


def _filename(event: Event, ending: str) -> str:
    stem = _("sign-ups")
    return f"{stem}-{event.slug}.{ending}"
