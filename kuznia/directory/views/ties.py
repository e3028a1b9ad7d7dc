"""The office's pages about an organisation's people and memberships."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kuznia.directory import services
from kuznia.directory.forms.organisations import MembershipForm, RepresentativeForm, RightsForm
from kuznia.directory.models import Membership, Organisation, Representation
from kuznia.directory.queries import (
    federations_of,
    members_of,
    organisations_visible_to,
    representations_visible_to,
    representatives_of,
)
from kuznia.directory.views.doors import only_for, saves
from kuznia.directory.views.organisations import DESK, organisation_for
from kuznia.directory.views.people import initial_of_role
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import Actor, decide


@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def representatives(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who acts for the organisation, or appoint one more."""
    actor = actor_of(request)
    found = _organisation_with_people(actor, slug)
    form = RepresentativeForm(request.POST or None)
    if saves(
        form, lambda: services.invite_representative(organisation=found, actor=actor, **form.cleaned_data)
    ):
        messages.success(request, _("From now on this person acts for the organisation."))
        return redirect("directory:representatives", slug=found.slug)
    content = {"organisation": found, "form": form, "held": representatives_of(found, actor=actor)}
    return render(request, "directory/representatives.html", content)


@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def representative(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what one representative may do, or change it."""
    actor = actor_of(request)
    held = _representation(actor, slug, number)
    form = RightsForm(request.POST if request.method == "POST" else None, initial=initial_of_role(held))
    if saves(
        form, lambda: services.change_representation(representation=held, actor=actor, **form.cleaned_data)
    ):
        messages.success(request, _("The rights were changed."))
        return redirect("directory:representatives", slug=slug)
    content = {"organisation": held.organisation, "held": held, "form": form}
    return render(request, "directory/representative.html", content)


@only_for(DESK)
@require_POST
def representative_end(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """End what one representative may do."""
    actor = actor_of(request)
    services.end_representation(representation=_representation(actor, slug, number), actor=actor)
    messages.success(request, _("This person no longer acts for the organisation."))
    return redirect("directory:representatives", slug=slug)


@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def memberships(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the organisation belongs to and who belongs to it, or add a membership."""
    actor = actor_of(request)
    found = organisation_for(actor, slug)
    form = MembershipForm(request.POST or None)
    if saves(form, lambda: services.add_membership(member=found, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The membership was added."))
        return redirect("directory:memberships", slug=found.slug)
    content = {
        "organisation": found,
        "memberships": federations_of(found),
        "members": members_of(found),
        "form": form,
    }
    return render(request, "directory/memberships.html", content)


@only_for(DESK)
@require_POST
def membership_end(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """End a membership of the organisation."""
    actor = actor_of(request)
    found = organisation_for(actor, slug)
    membership = get_object_or_404(Membership, pk=number, member=found)
    services.end_membership(membership=membership, actor=actor)
    messages.success(request, _("The membership was ended."))
    return redirect("directory:memberships", slug=slug)


def _organisation_with_people(actor: Actor, slug: str) -> Organisation:
    """Return the organisation whose people this officer may know; of any other they are not there at all."""
    found: Organisation = get_object_or_404(organisations_visible_to(actor), slug=slug)
    if not decide(actor, "directory.see_representatives", found).allowed:
        raise Http404
    return found


def _representation(actor: Actor, slug: str, number: int) -> Representation:
    visible = representations_visible_to(actor).select_related("organisation", "person")
    found: Representation = get_object_or_404(visible, pk=number, organisation__slug=slug)
    return found
