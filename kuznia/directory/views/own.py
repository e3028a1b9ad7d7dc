"""The pages of an organisation's own people."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory import services
from kuznia.directory.forms.organisations import TextsForm
from kuznia.directory.models import Organisation
from kuznia.directory.queries import organisations_represented_by, roles_of
from kuznia.directory.services import OrganisationRecord
from kuznia.directory.views.doors import saves
from kuznia.directory.views.organisations import initial_of
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import Actor, ForOrganisation, demand
from kuznia.people.models import Person

PARTIES = (Audience.PUBLIC, Audience.PARTIES)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the organisation says of itself with its history, or keep what was changed."""
    actor = actor_of(request)
    found = organisations_represented_by(actor).prefetch_related("spheres").filter(slug=slug).first()
    if found is None:
        return in_other_role(request, slug)
    demand(actor, "directory.edit_organisation", found)
    record = OrganisationRecord.of(found)
    form = TextsForm(request.POST or None, initial=initial_of(record))
    if saves(form, lambda: _changed(form, found, record, actor)):
        messages.success(request, _("The changes were saved."))
        return redirect("directory:my-organisation", slug=slug)
    content = {"organisation": found, "form": form, "history": history_of(found, audiences=PARTIES)}
    return render(request, "directory/my_organisation.html", content)


def _changed(form: TextsForm, found: Organisation, record: OrganisationRecord, actor: Actor) -> Organisation:
    return services.change_organisation(organisation=found, record=form.record_over(record), actor=actor)


def in_other_role(request: HttpRequest, slug: str) -> HttpResponseRedirect:
    """Ask a representative of this organisation who acts in another role just now to choose; hide it from others."""
    person = request.user
    held = (
        [role for role in roles_of(person) if isinstance(role, ForOrganisation)]
        if isinstance(person, Person)
        else []
    )
    numbers = [role.organisation_id for role in held]
    if not Organisation.objects.filter(pk__in=numbers, slug=slug).exists():
        raise Http404
    return HttpResponseRedirect(f"{reverse('directory:act-as')}?{urlencode({'next': request.path})}")
