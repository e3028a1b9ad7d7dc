"""The one calendar: what everybody may come to, by month, by week and as a list."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from kuznia.lib import clock
from kuznia.portal.calendar import asked_of, page_of
from kuznia.portal.periods import LIST_VIEW, MONTH_VIEW, WEEK_VIEW, Period, month_of, this_month, week_of
from kuznia.ui.caching import public_page

VIEWS = (
    (MONTH_VIEW, pgettext_lazy("calendar", "Month")),
    (WEEK_VIEW, pgettext_lazy("calendar", "Week")),
    (LIST_VIEW, pgettext_lazy("calendar", "List")),
)


@require_safe
@public_page()
def present(request: HttpRequest) -> HttpResponse:
    """Show this month, the only page of the calendar that search engines keep."""
    today = clock.today()
    return _shown(request, this_month(today), today)


@require_safe
@public_page()
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show a month as a grid and as a list."""
    today = clock.today()
    return _shown(request, month_of(year, month, today=today), today)


@require_safe
@public_page()
def listed(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show a month as a list."""
    today = clock.today()
    return _shown(request, month_of(year, month, today=today, view=LIST_VIEW), today)


@require_safe
@public_page()
def week(request: HttpRequest, year: int, week: int) -> HttpResponse:
    """Show a week as a grid and as a list."""
    today = clock.today()
    return _shown(request, week_of(year, week, today=today), today)


def _shown(request: HttpRequest, period: Period | None, today: date) -> HttpResponse:
    if period is None:
        return render(request, "portal/calendar_none.html", status=HTTPStatus.NOT_FOUND)
    asked = asked_of(request.GET)
    page = page_of(period, asked, today=today)
    content = {
        "page": page,
        "asked": asked,
        "gminas": [("", _("The whole county")), *asked.gminas],
        "kinds": [("", _("Everything")), *asked.kinds],
        "views": [(view, label, period.seen_as(view, today=today).url) for view, label in VIEWS],
        "is_indexed": request.path == reverse("portal:calendar") and not asked.query,
        "before": period.before(today=today),
        "after": period.next(today=today),
        "now": _present(period, today),
    }
    return render(request, "portal/calendar.html", content)


def _present(period: Period, today: date) -> Period | None:
    """Return the same view of today, unless it is shown already."""
    return None if period.holds(today) else this_month(today).seen_as(period.view, today=today)
