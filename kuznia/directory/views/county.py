"""More pages of the administrator: how the county looks, who lives in its gminas, who stands in for whom."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory import queries, services
from kuznia.directory.forms.places import LookForm, PopulationForm, StandInForm
from kuznia.directory.models import Authority, Post, StandIn
from kuznia.directory.services import Population
from kuznia.directory.views.doors import only_for, saves
from kuznia.directory.views.offices import ADMINISTRATORS
from kuznia.files.intake import received
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand


@only_for(ADMINISTRATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Show the county's colour and logo, or keep the new ones."""
    actor = actor_of(request)
    found = queries.county_authority()
    if found is None:
        raise Http404
    demand(actor, "directory.edit_county", found)
    initial = {"colour": found.colour, "logo_alt": found.logo.alt if found.logo else ""}
    form = LookForm(
        request.POST or None, request.FILES or None, initial=initial, has_logo=found.logo is not None
    )
    if saves(form, lambda: _looks(form, found, actor)):
        messages.success(request, _("The changes were saved."))
        return redirect("directory:county-look")
    return render(request, "directory/county_look.html", {"form": form, "county": found})


@only_for(ADMINISTRATORS)
@require_safe
def gminas(request: HttpRequest) -> HttpResponse:
    """Show the gminas with the number of their inhabitants."""
    return render(request, "directory/county_gminas.html", {"gminas": queries.municipalities()})


@only_for(ADMINISTRATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def gmina(request: HttpRequest, teryt6: str) -> HttpResponse:
    """Show how many people live in the gmina, or keep the new number."""
    actor = actor_of(request)
    found = get_object_or_404(queries.municipalities(), teryt6=teryt6)
    demand(actor, "directory.edit_gmina", found)
    form = PopulationForm(request.POST or None, initial=asdict(Population.of(found)))
    if saves(
        form, lambda: services.change_population(gmina=found, population=form.population_given(), actor=actor)
    ):
        messages.success(request, _("The changes were saved."))
        return redirect("directory:county-gminas")
    history = history_of(found, audiences=list(Audience))
    return render(request, "directory/county_gmina.html", {"form": form, "gmina": found, "history": history})


@only_for(ADMINISTRATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def stand_in(request: HttpRequest, number: int) -> HttpResponse:
    """Ask who stands in for the holder of the post, or name her."""
    actor = actor_of(request)
    post = get_object_or_404(queries.posts_managed_by(actor), pk=number)
    form = StandInForm(request.POST or None)
    if saves(form, lambda: _stands_in(form, post, actor)):
        messages.success(request, _("The person may act on these days. She or he signs in anew."))
        return redirect("directory:posts")
    return render(request, "directory/stand_in.html", {"form": form, "post": post})


@only_for(ADMINISTRATORS)
@require_POST
def stand_in_end(request: HttpRequest, number: int, stand_in: int) -> HttpResponse:
    """End it before its last day."""
    actor = actor_of(request)
    post = get_object_or_404(queries.posts_managed_by(actor), pk=number)
    found = get_object_or_404(queries.stand_ins_to_come(post), pk=stand_in)
    services.end_stand_in(stand_in=found, actor=actor)
    messages.success(request, _("The person stands in no longer."))
    return redirect("directory:posts")


def _looks(form: LookForm, found: Authority, actor: Actor) -> Authority:
    """Take the logo in before the county's row is locked; looking into a file takes time."""
    upload = form.upload
    try:
        logo = received(upload) if upload is not None else None
    except Refused as refused:
        raise Refused(refused.message, field="logo") from refused
    return services.change_county_look(authority=found, look=form.look(logo), actor=actor)


def _stands_in(form: StandInForm, post: Post, actor: Actor) -> StandIn:
    typed = form.cleaned_data
    return services.invite_stand_in(
        post=post, name=typed["name"], email=typed["email"], away=form.away(), actor=actor
    )
