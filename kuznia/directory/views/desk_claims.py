"""The office reads claims and decides them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory import services
from kuznia.directory.forms.claims import AcceptForm, RefuseForm
from kuznia.directory.models import Claim
from kuznia.directory.queries.claims import claims_decided, claims_to_decide, claims_visible_to
from kuznia.directory.queries.duplicates import likely_duplicates
from kuznia.directory.states import ClaimProof, OrganisationKind, VerificationBasis
from kuznia.directory.views.doors import only_for, saves
from kuznia.directory.views.organisations import DESK
from kuznia.files.queries import files_of
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import decide
from kuznia.ui.forms import Form

MOST_WAITING = 200
LAST_DECIDED = 20


@only_for(DESK)
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """Show the claims that wait for this office, the oldest first, and the last ones decided."""
    actor = actor_of(request)
    content = {
        "waiting": claims_to_decide(actor)[:MOST_WAITING],
        "decided": claims_decided(actor)[:LAST_DECIDED],
    }
    return render(request, "directory/desk_claims.html", content)


@only_for(DESK)
@require_safe
def claim(request: HttpRequest, number: int) -> HttpResponse:
    """Show one claim with the forms that decide it."""
    found = _claim(request, number)
    return _shown(request, found, AcceptForm(initial={"basis": _likely_basis(found)}), RefuseForm())


@only_for(DESK)
@require_POST
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """Let the person act for the organisation."""
    found = _claim(request, number)
    form = AcceptForm(request.POST)
    if saves(form, lambda: _accepted(request, found, form)):
        messages.success(
            request, _("The person acts for the organisation from now on and is told by e-mail.")
        )
        return redirect("directory:desk-claim", number=number)
    return _shown(request, found, form, RefuseForm(), filled_in=form)


@only_for(DESK)
@require_POST
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """Refuse the claim, with the reason that whoever asked reads."""
    found = _claim(request, number)
    form = RefuseForm(request.POST)
    if saves(form, lambda: _refused(request, found, form)):
        messages.success(request, _("The claim is refused. Whoever asked is told by e-mail."))
        return redirect("directory:desk-claim", number=number)
    return _shown(request, found, AcceptForm(), form, filled_in=form)


def _claim(request: HttpRequest, number: int) -> Claim:
    """Return a claim about an organisation that her office covers; of any other she knows nothing."""
    actor = actor_of(request)
    found: Claim = get_object_or_404(claims_visible_to(actor), pk=number)
    if not decide(actor, "directory.decide_claim", found).allowed:
        raise Http404
    return found


def _accepted(request: HttpRequest, found: Claim, form: AcceptForm) -> Claim:
    basis = VerificationBasis(form.cleaned_data["basis"])
    return services.accept_claim(claim=found, basis=basis, actor=actor_of(request))


def _refused(request: HttpRequest, found: Claim, form: RefuseForm) -> Claim:
    reason = form.cleaned_data["reason"]
    return services.refuse_claim(claim=found, reason=reason, actor=actor_of(request))


def _likely_basis(claim: Claim) -> str:
    if claim.proof == ClaimProof.EXTRACT:
        return VerificationBasis.EXTRACT.value
    # That a register was looked at is for her to say who did.
    is_group = claim.organisation.kind == OrganisationKind.INFORMAL_GROUP
    return VerificationBasis.STATEMENT.value if is_group else ""


def _shown(
    request: HttpRequest, found: Claim, accept: Form, refuse: Form, *, filled_in: Form | None = None
) -> HttpResponse:
    content: dict[str, Any] = {
        "claim": found,
        "organisation": found.organisation,
        "files": files_of(found),
        "likely": likely_duplicates(found.organisation) if found.founds and found.is_waiting else (),
        "others": claims_to_decide(actor_of(request))
        .filter(organisation=found.organisation)
        .exclude(pk=found.pk),
        "accept": accept,
        "refuse": refuse,
        "form": filled_in,
        "history": history_of(found, audiences=list(Audience)),
    }
    return render(request, "directory/desk_claim.html", content)
