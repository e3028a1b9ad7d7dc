"""The pages of an organisation's own people."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.completeness import completeness_of
from kuznia.directory.forms.organisations import TextsForm
from kuznia.directory.queries import organisations_represented_by, own_pages
from kuznia.directory.services import OrganisationRecord
from kuznia.directory.views.doors import ask_in_other_role, saves
from kuznia.directory.views.organisations import corrected
from kuznia.lib.acting import actor_of
from kuznia.lib.meanwhile import values_of
from kuznia.lib.policy import demand

PARTIES = (Audience.PUBLIC, Audience.PARTIES)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the organisation says of itself with its history, or keep what was changed."""
    actor = actor_of(request)
    own = organisations_represented_by(actor).prefetch_related("spheres", "works_in")
    found = own.filter(slug=slug).first()
    if found is None:
        return ask_in_other_role(request, slug)
    demand(actor, "directory.edit_organisation", found)
    form = TextsForm(request.POST or None, initial=values_of(OrganisationRecord.of(found)))
    if saves(form, lambda: corrected(form, found, actor)):
        messages.success(request, _("The changes were saved."))
        return redirect("directory:my-organisation", slug=slug)
    content = {
        "organisation": found,
        "form": form,
        "more_pages": own_pages(slug),
        "completeness": completeness_of(found, is_office=False),
        "history": history_of(found, audiences=PARTIES),
    }
    return render(request, "directory/my_organisation.html", content)
