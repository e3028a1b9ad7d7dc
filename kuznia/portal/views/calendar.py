"""The one calendar: what everybody may come to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kuznia.lib.calendar_file import calendar_file
from kuznia.lib.ports import county
from kuznia.portal.queries import feed
from kuznia.ui.caching import public_page


@require_safe
@public_page()
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """The county's calendar for any calendar program, to subscribe to."""
    text = calendar_file(feed(), name=county().name)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
