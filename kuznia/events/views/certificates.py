"""Certificates for everybody: checked by their code, downloaded by their person or the contact of her delegation."""

from __future__ import annotations

from io import BytesIO

from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kuznia.events.forms.certificates import CheckForm
from kuznia.events.links import fits_delegation
from kuznia.events.models import Certificate, Delegation
from kuznia.events.paper_certificates import days_of, grouped, hours_of
from kuznia.events.queries import (
    certificate_of,
    certificate_with_code,
    certificates_of_delegation,
    delegation_with_code,
)
from kuznia.events.services.forgetting_papers import FORGOTTEN_NAME
from kuznia.events.views.reading import SeeOther, registration_or_404
from kuznia.files.queries import content_of, files_of
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import person_id_of
from kuznia.ui import errors
from kuznia.ui.limits import Limit, is_within, limited

# Nobody types sixty codes in ten minutes; a court, a school and a whole office behind one address still may check.
TYPED = Limit(name="events.certificates", per_address=60, per_network=200)
MISSED = Limit(name="events.certificate_missed", per_address=30, per_network=100)


@require_http_methods(["GET", "HEAD", "POST"])
@limited(TYPED)
@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """Ask for the code that stands on a certificate, and lead to what it says."""
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = certificate_with_code(form.cleaned_data["code"])
        if found is not None:
            return SeeOther(reverse("events:certificate", args=[found.code]))
        form.add_error(
            "code", _("There is no certificate with this code. Check each sign and type it again.")
        )
    return render(request, "events/certificates.html", {"form": form})


@require_safe
@never_cache
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether the certificate is valid, and what must stand on it; the name only by its initials."""
    found = certificate_with_code(code)
    if found is None:
        if not is_within(MISSED, request):
            return errors.too_many(request, minutes=MISSED.minutes)
        raise Http404
    content = {
        "certificate": found,
        "code": grouped(found.code),
        "days": days_of(found),
        "hours": hours_of(found),
        "initials": initials(found.name),
        "office": found.register.authority.name,
    }
    return render(request, "events/certificate.html", content)


@require_safe
@never_cache
def own(request: HttpRequest, code: str, key: str = "") -> HttpResponse | FileResponse:
    """Give the document to the holder of the sign-up's link, or to its person signed in."""
    if not key and person_id_of(actor_of(request)) is None:
        return redirect_to_login(request.get_full_path())
    registration, _actor = registration_or_404(request, code, key)
    return _document_of(certificate_of(registration))


@require_safe
@never_cache
def of_delegation(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Show the certificates of a delegation's people to its contact."""
    delegation = _delegation_or_404(code, key)
    content = {
        "delegation": delegation,
        "event": delegation.event,
        "certificates": certificates_of_delegation(delegation),
        "key": key,
    }
    return render(request, "events/delegation_certificates.html", content)


@require_safe
@never_cache
def one_of_delegation(request: HttpRequest, code: str, key: str, certificate: str) -> FileResponse:
    """Give the document of one of a delegation's people to its contact."""
    delegation = _delegation_or_404(code, key)
    return _document_of(certificates_of_delegation(delegation).filter(code=certificate).first())


def initials(name: str) -> str:
    """Return the first letters of the words of the name: whoever holds the paper compares them."""
    if name == FORGOTTEN_NAME:
        return name
    return " ".join(f"{word[0].upper()}." for word in name.replace("-", " ").split())


def _document_of(certificate: Certificate | None) -> FileResponse:
    file = files_of(certificate).first() if certificate and not certificate.is_revoked else None
    if file is None:
        raise Http404
    response = FileResponse(
        BytesIO(content_of(file)),
        as_attachment=True,
        filename=file.original_name,
        content_type=file.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _delegation_or_404(code: str, key: str) -> Delegation:
    delegation = delegation_with_code(code)
    if delegation is None or not fits_delegation(delegation, key):
        raise Http404
    return delegation
