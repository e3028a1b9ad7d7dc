"""The office's page of records that may be of one organisation."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kuznia.directory import services
from kuznia.directory.queries.duplicates import likely_pairs_visible_to
from kuznia.directory.views.doors import only_for
from kuznia.directory.views.organisations import DESK
from kuznia.lib.acting import actor_of

ON_ONE_PAGE = 20


@only_for(DESK)
@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """Show the pairs, the likeliest first."""
    found = likely_pairs_visible_to(actor_of(request))
    page = Paginator(found, ON_ONE_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory/duplicates.html", {"page": page})


@only_for(DESK)
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Compare the whole directory now, without waiting for the night."""
    services.find_duplicates(actor=actor_of(request))
    count = likely_pairs_visible_to(actor_of(request)).count()
    words = ngettext("Found %(count)d pair.", "Found %(count)d pairs.", count) % {"count": count}
    messages.success(request, words if count else _("No record looks like another one."))
    return redirect("directory:duplicates")


@only_for(DESK)
@require_POST
def apart(request: HttpRequest, number: int) -> HttpResponse:
    """Remember that these are two organisations."""
    actor = actor_of(request)
    pair = get_object_or_404(likely_pairs_visible_to(actor), pk=number)
    services.tell_apart(one=pair.first, other=pair.second, actor=actor)
    messages.success(request, _("Remembered: these are two organisations."))
    return redirect("directory:duplicates")
