"""People register organisations, claim those that are here, and see how their claims stand."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory import services
from kuznia.directory.forms.claims import ClaimForm, RegisterForm, StatementForm
from kuznia.directory.links import claim_key_of, fits_claim
from kuznia.directory.models import Claim, Organisation
from kuznia.directory.queries import organisations_visible_to
from kuznia.directory.queries.claims import (
    LIVING,
    claims_of_person,
    claims_visible_to,
    link_to_claim,
    organisations_like,
)
from kuznia.directory.states import ClaimState
from kuznia.files.intake import Received, received
from kuznia.files.queries import files_of
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, LinkHolder, person_id_of
from kuznia.ui.limits import Limit, limited

DRAFT = "directory.registration"
APPLICATIONS = Limit(name="directory.claims", per_address=20, per_network=60)


@require_http_methods(["GET", "HEAD", "POST"])
@limited(APPLICATIONS)
@never_cache
def register(request: HttpRequest) -> HttpResponse:
    """Show the short form, or put the organisation before the office; a visitor signs in between and loses nothing."""
    form = _register_form(request)
    alike: list[Organisation] = []
    if request.method == "POST" and form.is_valid():
        if person_id_of(actor_of(request)) is None:
            return _sign_in_first(request)
        alike = _like(form)
        claim = _sent(request, form, alike)
        if claim is not None:
            request.session.pop(DRAFT, None)
            return redirect("directory:my-claim", number=claim.pk)
        alike = alike or _like(form)
    content = {"form": form, "alike": [(each, each.state == LIVING[0]) for each in alike]}
    return render(request, "directory/register.html", content)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(APPLICATIONS)
@never_cache
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of a claim to this organisation, or put it before the office or its own mailbox."""
    actor = actor_of(request)
    found = get_object_or_404(organisations_visible_to(actor).filter(state__in=LIVING), slug=slug)
    waiting = _own_waiting(actor, [found])
    if waiting is not None:
        return redirect("directory:my-claim", number=waiting.pk)
    is_sent = request.method == "POST"
    form = ClaimForm(*((request.POST, request.FILES) if is_sent else (None,)), organisation=found)
    if is_sent and form.is_valid():
        made = _claimed(form, found, actor)
        if made is not None:
            return redirect("directory:my-claim", number=made.pk)
    return render(request, "directory/claim.html", {"organisation": found, "form": form})


@login_required
@require_safe
@never_cache
def my_claim(request: HttpRequest, number: int) -> HttpResponse:
    """Show to whoever made the claim how it stands."""
    found = _own_claim(request, number)
    decision = history_of(found, audiences=(Audience.OFFICE,), limit=1)
    content = {
        "claim": found,
        "files": files_of(found),
        "my_page": resolve_url(settings.LOGIN_REDIRECT_URL),
        "reason": decision[0].reason if decision and found.state == ClaimState.REFUSED else "",
    }
    return render(request, "directory/my_claim.html", content)


@login_required
@require_POST
@never_cache
def my_claim_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take the claim back; a second click changes nothing."""
    found = _own_claim(request, number)
    if found.state != ClaimState.WITHDRAWN:
        services.withdraw_claim(claim=found, actor=actor_of(request))
        messages.success(request, _("You have taken it back."))
    return redirect("directory:my-claim", number=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """Show to whoever reads the organisation's mail who asks to act for it, or take her yes."""
    found = Claim.objects.select_related("organisation", "person").filter(pk=number).first()
    if found is None or not found.mailbox or not fits_claim(found, key):
        raise Http404
    if request.method == "POST":
        if found.state != ClaimState.ACCEPTED:
            services.confirm_claim(claim=found, actor=LinkHolder(opens=link_to_claim(found)))
        return redirect("directory:claim-confirm", number=found.pk, key=claim_key_of(found))
    return render(request, "directory/claim_confirm.html", {"claim": found})


def _register_form(request: HttpRequest) -> RegisterForm:
    if request.method == "POST":
        return RegisterForm(request.POST, request.FILES)
    draft = request.session.get(DRAFT)
    return RegisterForm(QueryDict(draft)) if draft else RegisterForm(initial={"kind": "ngo"})


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """Keep what was typed in the session, which outlives the sign-in, and lead on to it; a file is chosen again."""
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    request.session[DRAFT] = urlencode(typed)
    messages.info(request, _("Sign in or open an account. What you typed waits for you."))
    return redirect_to_login(request.path)


def _like(form: RegisterForm) -> list[Organisation]:
    typed = form.cleaned_data
    if not {"name", "krs", "nip"} <= typed.keys():
        return []
    return organisations_like(
        name=typed["name"], municipality=typed.get("municipality"), numbers=form.numbers
    )


def _sent(request: HttpRequest, form: RegisterForm, alike: list[Organisation]) -> Claim | None:
    """Register the organisation, or claim the one like it that was pointed at; None where the page must say more."""
    actor = actor_of(request)
    waiting = _own_waiting(actor, alike)
    if waiting is not None:
        return waiting
    chosen = next((each for each in alike if each.slug == request.POST.get("existing")), None)
    if chosen is not None:
        return _claimed(form, chosen, actor)
    if alike:
        form.add_error(None, _("It is here already. If it is yours, ask to act for it."))
        return None
    try:
        entry = form.entry(file=_file(form), language=_language())
        return services.register_organisation(record=form.record(), entry=entry, actor=actor)
    except Refused as refused:
        form.add_refusal(refused)
        return None


def _claimed(form: RegisterForm | ClaimForm, organisation: Organisation, actor: Actor) -> Claim | None:
    try:
        entry = form.entry(file=_file(form), language=_language())
        return services.claim_organisation(organisation=organisation, entry=entry, actor=actor)
    except Refused as refused:
        form.add_refusal(refused)
        return None


def _file(form: StatementForm) -> Received | None:
    upload = form.cleaned_data.get("file")
    return received(upload) if upload else None


def _language() -> str:
    return (get_language() or "pl")[:2]


def _own_waiting(actor: Actor, organisations: list[Organisation]) -> Claim | None:
    """Return her claim to one of these that waits already: of two clicks the second shows what the first made."""
    own = claims_of_person(person_id_of(actor) or 0)
    return own.filter(organisation__in=organisations, state=ClaimState.WAITING).first()


def _own_claim(request: HttpRequest, number: int) -> Claim:
    actor = actor_of(request)
    own = claims_visible_to(actor).filter(person_id=person_id_of(actor) or 0)
    return get_object_or_404(own, pk=number)
