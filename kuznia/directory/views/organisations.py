"""The office's pages of organisations: the list, adding, correcting, closing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory import services
from kuznia.directory.completeness import completeness_of
from kuznia.directory.forms.organisations import OrganisationForm, ReasonForm, TextsForm
from kuznia.directory.listing import listing_of
from kuznia.directory.models import Organisation
from kuznia.directory.queries import organisations, organisations_visible_to
from kuznia.directory.queries.duplicates import standing_merges_into
from kuznia.directory.services import OrganisationRecord
from kuznia.directory.views.doors import covered, only_for, saves
from kuznia.directory.views.entering import confirmed_others, unconfirmed_duplicates
from kuznia.lib.acting import actor_of
from kuznia.lib.meanwhile import values_of
from kuznia.lib.policy import Actor, ForAuthority, demand
from kuznia.process.queries import open_moves

ON_ONE_PAGE = 30
DESK = "directory.enter_desk"


@only_for(DESK)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show every organisation that the filters ask for, the closed ones too."""
    listing = listing_of(request.GET)
    found = organisations(listing.filters, with_closed=True)
    page = Paginator(found, ON_ONE_PAGE).get_page(request.GET.get("page"))
    content = {"listing": listing, "page": page, "gmina_id": _only_gmina(actor_of(request))}
    return render(request, "directory/desk_organisations.html", content)


@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Show the empty form, or add the organisation."""
    actor = actor_of(request)
    form = OrganisationForm(request.POST or None, initial={"kind": "ngo"}, **covered(actor))
    likely = unconfirmed_duplicates(form, request.POST)
    if not likely and saves(form, lambda: _added(form, actor, request.POST)):
        messages.success(request, _("The organisation was added."))
        return redirect("directory:desk-organisations")
    return render(request, "directory/organisation_add.html", {"form": form, "likely": likely})


@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the whole record with its history, or keep what was changed."""
    actor = actor_of(request)
    found = organisation_for(actor, slug)
    if found.merged_into_id is not None:
        return redirect("directory:organisation-part", slug=found.slug)
    initial = values_of(OrganisationRecord.of(found))
    form = OrganisationForm(request.POST or None, initial=initial, **covered(actor))
    if saves(form, lambda: corrected(form, found, actor)):
        messages.success(request, _("The changes were saved."))
        return redirect("directory:organisation-edit", slug=found.slug)
    content = {
        "organisation": found,
        "form": form,
        "completeness": completeness_of(found, is_office=True),
        "moves": open_moves(found, actor),
        "joinings": standing_merges_into(found),
        "history": history_of(found, audiences=list(Audience)),
    }
    return render(request, "directory/organisation_edit.html", content)


@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask why the organisation closes, or close it."""
    return _moved(request, slug, services.close_organisation, _("The organisation is closed."))


@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask why the organisation is active again, or mark it so."""
    return _moved(request, slug, services.reopen_organisation, _("The organisation is active again."))


def organisation_for(actor: Actor, slug: str) -> Organisation:
    """Return the organisation whose record this officer keeps; of another gmina's she reads why not."""
    found: Organisation = get_object_or_404(
        organisations_visible_to(actor).prefetch_related("spheres", "works_in"), slug=slug
    )
    demand(actor, "directory.edit_identity", found)
    return found


def _only_gmina(actor: Actor) -> int | None:
    """Return the gmina whose records alone this officer keeps, or None for the whole county."""
    return actor.municipality_id if isinstance(actor, ForAuthority) else None


def corrected(form: TextsForm, found: Organisation, actor: Actor) -> Organisation:
    """Keep what was typed in the form of this organisation."""
    return services.correct_organisation(
        organisation=found, typed=form.typed(), opened=form.opened, actor=actor
    )


def _added(form: OrganisationForm, actor: Actor, sent: Mapping[str, str]) -> Organisation:
    others = confirmed_others(sent)
    return services.add_another_organisation(record=form.record(), others=others, actor=actor)


def _moved(request: HttpRequest, slug: str, move: Callable[..., Organisation], message: str) -> HttpResponse:
    actor = actor_of(request)
    found = organisation_for(actor, slug)
    form = ReasonForm(request.POST or None)
    if saves(form, lambda: move(organisation=found, reason=form.cleaned_data["reason"], actor=actor)):
        messages.success(request, message)
        return redirect("directory:organisation-edit", slug=found.slug)
    return render(request, "directory/organisation_move.html", {"organisation": found, "form": form})
