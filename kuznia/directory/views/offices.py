"""The administrator's pages: the county's data, and who works in the offices."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory import queries, services
from kuznia.directory.forms.offices import CountyForm, PostForm
from kuznia.directory.models import Authority, Post
from kuznia.directory.services import CountyContact
from kuznia.directory.views.doors import only_for, saves
from kuznia.lib.acting import actor_of
from kuznia.lib.meanwhile import values_of
from kuznia.lib.policy import Actor, OfficeRole, decide, demand

ADMINISTRATORS = "directory.enter_county_page"


@only_for(ADMINISTRATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def county(request: HttpRequest) -> HttpResponse:
    """Show the county's data with their history, or keep what was changed."""
    actor = actor_of(request)
    found = queries.county_authority()
    if found is None:
        raise Http404
    if not decide(actor, "directory.edit_county", found).allowed and request.method != "POST":
        return redirect("directory:posts")
    demand(actor, "directory.edit_county", found)
    form = CountyForm(request.POST or None, initial=values_of(CountyContact.of(found)))
    if saves(form, lambda: _changed(form, found, actor)):
        messages.success(request, _("The changes were saved."))
        return redirect("directory:county")
    content = {"form": form, "county": found, "history": history_of(found, audiences=list(Audience))}
    return render(request, "directory/county.html", content)


@only_for(ADMINISTRATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def posts(request: HttpRequest) -> HttpResponse:
    """Show who works in the offices, or give somebody a role."""
    actor = actor_of(request)
    form = PostForm(
        request.POST or None, authorities=queries.authorities_managed_by(actor), initial={"role": "officer"}
    )
    if saves(form, lambda: _given(form, actor)):
        messages.success(request, _("The person has the role. She or he signs in anew to use it."))
        return redirect("directory:posts")
    return render(request, "directory/posts.html", {"form": form, "posts": queries.posts_managed_by(actor)})


@only_for(ADMINISTRATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def post_end(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether a role in an office shall end, or end it."""
    actor = actor_of(request)
    post = get_object_or_404(queries.posts_managed_by(actor), pk=number)
    if request.method == "POST":
        services.end_post(post=post, actor=actor)
        messages.success(request, _("The role has ended."))
        return redirect("directory:posts")
    return render(request, "directory/post_end.html", {"post": post})


def _changed(form: CountyForm, found: Authority, actor: Actor) -> Authority:
    return services.change_county_data(
        authority=found, contact=form.contact(), opened=form.opened, actor=actor
    )


def _given(form: PostForm, actor: Actor) -> Post:
    typed = form.cleaned_data
    return services.invite_officer(
        name=typed["name"],
        email=typed["email"],
        authority=typed["authority"],
        role=OfficeRole(typed["role"]),
        actor=actor,
    )
