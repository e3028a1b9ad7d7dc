"""The calendar as files for calendar programs: of the county, of a gmina, of an organisation, of a person."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kuznia.directory.models import Municipality
from kuznia.directory.queries import organisations_visible_to
from kuznia.directory.services.joinings import followed
from kuznia.events.queries import calendar_address_of, person_of_calendar
from kuznia.events.services.calendar_links import make_calendar_link, take_calendar_link_back
from kuznia.lib.acting import actor_of
from kuznia.lib.calendar_file import calendar_file
from kuznia.lib.policy import Visitor, person_id_of
from kuznia.lib.ports import CalendarEntry, CalendarFilters, county
from kuznia.portal import queries
from kuznia.portal.calendar import asked_of
from kuznia.portal.subscribing import feed_of_county, feed_of_organisation, feed_of_person, feeds_of_gminas
from kuznia.ui.caching import public_file, public_page

# Calendar programs look again after hours; a feed of thousands of entries is not written for each of them.
KEPT_SECONDS = 60


@require_safe
@public_file(KEPT_SECONDS)
def county_feed(request: HttpRequest) -> HttpResponse:
    """The whole county's calendar."""
    return _file(queries.feed(), name=county().name)


@require_safe
@public_file(KEPT_SECONDS)
def gmina_feed(request: HttpRequest, code: str) -> HttpResponse:
    """What takes place in one gmina."""
    gmina = get_object_or_404(Municipality, teryt6=code)
    return _file(queries.feed(CalendarFilters(municipality=gmina.teryt6)), name=gmina.name)


@require_safe
@public_file(KEPT_SECONDS)
def organisation_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What one organisation hosts, takes part in organising or partners; a joined record means the kept one."""
    found = followed(get_object_or_404(organisations_visible_to(Visitor()), slug=slug))
    return _file(queries.feed(CalendarFilters(organisation_id=found.pk)), name=found.name)


@require_safe
@never_cache
def own_feed(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """What the person of this secret address has signed up for."""
    person_id = person_of_calendar(number, key)
    if person_id is None:
        raise Http404
    answer = _file(queries.own_feed(person_id), name=_("My events"))
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@require_safe
@public_page()
def subscribe(request: HttpRequest) -> HttpResponse:
    """Show every public address to subscribe to, and how; that of an organisation once it is named."""
    asked = asked_of(request.GET)
    content = {
        "asked": asked,
        "county_feed": feed_of_county(),
        "gmina_feeds": feeds_of_gminas(asked.gminas),
        "organisation_feed": feed_of_organisation(asked.organisation) if asked.organisation else None,
    }
    return render(request, "portal/calendar_subscribe.html", content)


@require_safe
@login_required
@never_cache
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Show the person her secret address, if she has one."""
    address = calendar_address_of(person_id_of(actor_of(request)))
    content = {"feed": feed_of_person(*address) if address else None}
    return render(request, "portal/my_calendar.html", content)


@require_POST
@login_required
def renew(request: HttpRequest) -> HttpResponse:
    """Make the person's address, or another one in its place."""
    make_calendar_link(actor=actor_of(request))
    messages.success(request, _("Here is the address of your calendar. Give it to nobody else."))
    return _back()


@require_POST
@login_required
def stop(request: HttpRequest) -> HttpResponse:
    """Take the person's address back; a second click changes nothing."""
    take_calendar_link_back(actor=actor_of(request))
    messages.success(request, _("The address of your calendar no longer works."))
    return _back()


def _file(entries: Iterable[CalendarEntry], *, name: str) -> HttpResponse:
    text = calendar_file(entries, name=name)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("portal:my-calendar"), status=HTTPStatus.SEE_OTHER)
