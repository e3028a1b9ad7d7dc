"""An office reads requests for honorary patronage and decides them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.events.forms.desk import ReasonForm
from kuznia.events.forms.patronage import GrantForm
from kuznia.events.models import PatronageRequest
from kuznia.events.queries import events_to_mark, patronage_requests_to
from kuznia.events.services.patronage import grant_patronage, refuse_patronage
from kuznia.events.states import PatronageState
from kuznia.events.views.desk_reading import READ, desk_page
from kuznia.events.views.reading import SeeOther
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused
from kuznia.ui.forms import Form

ON_PAGE = 30


@desk_page(*READ)
def requests(request: HttpRequest) -> HttpResponse:
    """Show the requests to the office: those that wait first."""
    asked = patronage_requests_to(actor_of(request)).select_related("event")
    page = Paginator(asked, ON_PAGE).get_page(request.GET.get("page"))
    return render(request, "events/desk/patronage_requests.html", {"page": page})


@desk_page(*READ)
def patronage(request: HttpRequest, code: str) -> HttpResponse:
    """Show one request with the forms that decide it."""
    found = _own_request(request, code)
    return _shown(request, found, grant=_grant_form(request, found), refuse=ReasonForm())


@desk_page("POST")
def grant(request: HttpRequest, code: str) -> HttpResponse:
    """Grant patronage in somebody's name; a second click changes nothing."""
    found = _own_request(request, code)
    form = _grant_form(request, found)
    if form.is_valid():
        try:
            _grant_once(request, found, form)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Patronage is granted. Whoever asked is told by e-mail."))
            return SeeOther(_address(found))
    return _shown(request, found, grant=form, refuse=ReasonForm(), filled_in=form)


@desk_page("POST")
def refuse(request: HttpRequest, code: str) -> HttpResponse:
    """Refuse patronage with a reason; a second click changes nothing."""
    found = _own_request(request, code)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            if found.state != PatronageState.REFUSED:
                reason = form.cleaned_data["reason"]
                refuse_patronage(request=found, reason=reason, actor=actor_of(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Patronage is refused. Whoever asked is told by e-mail."))
            return SeeOther(_address(found))
    return _shown(request, found, grant=_grant_form(request, found), refuse=form, filled_in=form)


def _grant_once(request: HttpRequest, found: PatronageRequest, form: GrantForm) -> None:
    if found.state != PatronageState.GRANTED:
        grant_patronage(request=found, actor=actor_of(request), **form.cleaned_data)


def _own_request(request: HttpRequest, code: str) -> PatronageRequest:
    asked = patronage_requests_to(actor_of(request)).select_related(
        "organisation", "event", "notice", "person"
    )
    return get_object_or_404(asked, code=code)


def _grant_form(request: HttpRequest, found: PatronageRequest) -> GrantForm:
    is_sent = request.method == "POST" and "patron" in request.POST
    last = (
        patronage_requests_to(actor_of(request)).exclude(patron="").values_list("patron", flat=True).first()
    )
    return GrantForm(
        request.POST if is_sent else None,
        events=events_to_mark(found.authority_id),
        initial={"patron": last or ""},
    )


def _shown(
    request: HttpRequest,
    found: PatronageRequest,
    *,
    grant: GrantForm,
    refuse: ReasonForm,
    filled_in: Form | None = None,
) -> HttpResponse:
    content = {
        "asked": found,
        "grant": grant,
        "refuse": refuse,
        "form": filled_in,
        "is_waiting": found.state == PatronageState.SUBMITTED,
        "entries": history_of(found, audiences=Audience.values),
    }
    return render(request, "events/desk/patronage.html", content)


def _address(found: PatronageRequest) -> str:
    return reverse("events:desk-patronage", args=[found.code])
