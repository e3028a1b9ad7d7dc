"""Representatives who may sign keep who acts for their organisation with them."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kuznia.directory import services
from kuznia.directory.forms.organisations import RepresentativeForm, RightsForm
from kuznia.directory.links import fits_invitation, invitation_key_of
from kuznia.directory.models import Invitation, Organisation, Representation
from kuznia.directory.queries import organisations_represented_by, own_pages, representatives_of
from kuznia.directory.queries.claims import link_to_invitation, open_invitations_of
from kuznia.directory.services import InvitationEntry
from kuznia.directory.views.doors import ask_in_other_role, saves
from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import Actor, LinkHolder, decide, demand, person_id_of
from kuznia.ui.limits import Limit, limited

INVITATIONS = Limit(name="directory.invitations", per_address=20, per_network=60)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited(INVITATIONS)
@never_cache
def representatives(request: HttpRequest, slug: str) -> HttpResponse:
    """Show to a representative who acts for her organisation, or invite one more."""
    actor = actor_of(request)
    found = organisations_represented_by(actor).filter(slug=slug).first()
    if found is None:
        return ask_in_other_role(request, slug)
    form = RepresentativeForm(request.POST if request.method == "POST" else None)
    if saves(form, lambda: _invited(form, found, actor)):
        messages.success(request, _after(form))
        return redirect("directory:my-representatives", slug=slug)
    may_manage = decide(actor, "directory.manage_representatives", found).allowed
    content = {
        "organisation": found,
        "held": representatives_of(found, actor=actor),
        "person_id": person_id_of(actor),
        "may_manage": may_manage,
        "invitations": open_invitations_of(found) if may_manage else (),
        "now": clock.now(),
        "form": form,
        "more_pages": own_pages(slug),
    }
    return render(request, "directory/my_representatives.html", content)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def representative(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what one representative may do, or change it."""
    actor = actor_of(request)
    held = _held(actor, slug, number)
    demand(actor, "directory.manage_representatives", held)
    form = RightsForm(request.POST if request.method == "POST" else None, initial=initial_of_role(held))
    if saves(
        form, lambda: services.change_representation(representation=held, actor=actor, **form.cleaned_data)
    ):
        messages.success(request, _("The rights were changed."))
        return redirect("directory:my-representatives", slug=slug)
    content = {"organisation": held.organisation, "held": held, "form": form}
    return render(request, "directory/my_representative.html", content)


@login_required
@require_POST
@never_cache
def representative_end(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """End what one representative may do, or one's own role."""
    actor = actor_of(request)
    held = _held(actor, slug, number)
    services.end_representation(representation=held, actor=actor)
    if held.person_id == person_id_of(actor):
        return redirect("directory:organisation", slug=slug)
    messages.success(request, _("This person no longer acts for the organisation."))
    return redirect("directory:my-representatives", slug=slug)


@login_required
@require_POST
@never_cache
def invitation_cancel(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take an invitation back."""
    actor = actor_of(request)
    found = get_object_or_404(
        Invitation, pk=number, organisation__in=organisations_represented_by(actor).filter(slug=slug)
    )
    services.cancel_invitation(invitation=found, actor=actor)
    messages.success(request, _("The invitation no longer works."))
    return redirect("directory:my-representatives", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """Show to what somebody is invited, or take her yes."""
    found = Invitation.objects.select_related("organisation", "invited_by").filter(pk=number).first()
    if found is None or not fits_invitation(found, key):
        raise Http404
    if request.method == "POST":
        if found.accepted_at is None:
            holder = LinkHolder(opens=link_to_invitation(found))
            language = (get_language() or "pl")[:2]
            services.accept_invitation(invitation=found, actor=holder, language=language)
        return redirect("directory:invitation", number=found.pk, key=invitation_key_of(found))
    content = {
        "invitation": found,
        "is_late": found.expires_at < clock.now(),
        "my_page": resolve_url(settings.LOGIN_REDIRECT_URL),
    }
    return render(request, "directory/invitation.html", content)


def initial_of_role(held: Representation) -> dict[str, object]:
    """Return what stands in the form of a role before anything is typed."""
    names = ("may_sign", "may_edit", "may_report", "function", "mandate_until_on")
    return {name: getattr(held, name) for name in names}


def _invited(form: RepresentativeForm, found: Organisation, actor: Actor) -> Invitation | Representation:
    typed = form.cleaned_data
    if not typed["email"]:
        return services.name_representative(
            organisation=found, name=typed["name"], role=form.role(), actor=actor
        )
    entry = InvitationEntry(name=typed["name"], email=typed["email"], role=form.role())
    return services.invite_to_represent(organisation=found, entry=entry, actor=actor)


def _after(form: RepresentativeForm) -> str:
    if not form.cleaned_data["email"]:
        return _("The person is named.")
    return _("The invitation is on its way. It works for 14 days.")


def _held(actor: Actor, slug: str, number: int) -> Representation:
    own = organisations_represented_by(actor).filter(slug=slug).first()
    if own is None:
        raise Http404
    return get_object_or_404(representatives_of(own, actor=actor).select_related("organisation"), pk=number)
