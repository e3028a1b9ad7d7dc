"""One click signs in as a made-up person; the view is a 404 wherever the demo is off."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kuznia.demo.accounts import ADMINISTRATOR, EDITOR, GMINA_OFFICER, OFFICER, PEOPLE
from kuznia.people.models import Person

DESK_FIRST = {person.key for person in (OFFICER, GMINA_OFFICER, EDITOR, ADMINISTRATOR)}


@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Start a session of the made-up person whose button was pressed."""
    if not settings.KUZNIA_DEMO or settings.KUZNIA_PRODUCTION:
        raise Http404
    account = next((person for person in PEOPLE if person.key == request.POST.get("account")), None)
    if account is None:
        raise Http404
    person = get_object_or_404(Person, email=account.email)
    login(request, person)
    onward = request.POST.get(REDIRECT_FIELD_NAME, "")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        onward = reverse("portal:desk" if account.key in DESK_FIRST else "portal:my-page")
    return HttpResponseRedirect(onward)
