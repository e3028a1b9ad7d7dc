"""The door of the pages on which an organisation's own people and the office keep what stands on its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kuznia.directory import services
from kuznia.directory.models import Organisation
from kuznia.directory.queries import organisations_visible_to, own_pages
from kuznia.directory.views.doors import ask_in_other_role
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import Actor, ForOrganisation, demand, is_officer

View = Callable[..., HttpResponse]
READ = ("GET", "HEAD")
WRITE = (*READ, "POST")


@dataclass(frozen=True, slots=True)
class Kept:
    """The organisation of this page and who keeps it; the office sees its desk round it."""

    organisation: Organisation
    actor: Actor
    is_office: bool

    def page(self, tab: str, **content: Any) -> dict[str, Any]:
        """Return what every one of these pages shows, with what this one adds."""
        return {
            "organisation": self.organisation,
            "frame": "directory/kept_desk.html" if self.is_office else "directory/kept_own.html",
            f"here_{tab}": "1",
            "more_pages": () if self.is_office else own_pages(self.organisation.slug),
            **content,
        }


def keeping(*methods: str) -> Callable[[View], View]:
    """Open the page to who keeps the organisation of the address; of any other it is not there at all."""

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, slug: str, **rest: Any) -> HttpResponse:
            actor = actor_of(request)
            found = organisations_visible_to(actor).filter(slug=slug).first()
            if found is None or not _is_hers(actor, found):
                return ask_in_other_role(request, slug)
            demand(actor, "directory.edit_organisation", found)
            kept = Kept(found, actor, is_office=is_officer(actor))
            return view(request, kept, **rest)

        guarded: View = login_required(require_http_methods(list(methods))(never_cache(opened)))
        return guarded

    return decorate


@keeping("POST")
def confirm(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Note that everything that stands on the page is true today."""
    services.confirm_record(organisation=kept.organisation, actor=kept.actor)
    messages.success(request, _("Thank you. The page now says that its data were confirmed today."))
    page = "directory:organisation-edit" if kept.is_office else "directory:my-organisation"
    return redirect(page, slug=kept.organisation.slug)


def _is_hers(actor: Actor, organisation: Organisation) -> bool:
    is_own = isinstance(actor, ForOrganisation) and actor.organisation_id == organisation.pk
    return is_own or is_officer(actor)
