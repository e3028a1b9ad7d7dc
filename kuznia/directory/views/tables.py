"""Tables to take away: the officer’s list in the shape that an import reads, and an empty one."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_safe

from kuznia.directory import imported
from kuznia.directory.listing import filters_in_words, filters_of
from kuznia.directory.queries import Filters, organisations
from kuznia.directory.services import note_organisations_taken
from kuznia.directory.views.doors import only_for
from kuznia.lib import clock, sheets
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused

DESK = "directory.enter_desk"
MOST_IN_XLSX = 5_000


@only_for(DESK)
@require_GET
def as_csv(request: HttpRequest) -> HttpResponse:
    """Send the filtered list as CSV for a Polish Excel; the history says who took it."""
    filters = filters_of(request.GET)
    found = _found(filters)
    _note_taken(request, gettext_lazy("list of organisations (CSV)"), filters, len(found))
    content = sheets.as_csv(imported.table_of(found))
    return _attachment(content, content_type=sheets.CSV, filename=_filename("csv"))


@only_for(DESK)
@require_GET
def as_xlsx(request: HttpRequest) -> HttpResponse:
    """Send the filtered list as XLSX, up to a number that keeps nobody waiting; the history says who took it."""
    filters = filters_of(request.GET)
    found = _found(filters)
    if len(found) > MOST_IN_XLSX:
        raise Refused(_("XLSX is made for up to 5 000 organisations. Narrow the list, or take it as CSV."))
    _note_taken(request, gettext_lazy("list of organisations (XLSX)"), filters, len(found))
    return _workbook(imported.table_of(found), _filename("xlsx"))


@only_for(DESK)
@require_safe
def empty(request: HttpRequest) -> HttpResponse:
    """Send a table with headings and no organisation, to fill in."""
    return _workbook([imported.header()], f"{_('organisations-empty')}.xlsx")


def _found(filters: Filters) -> list[int]:
    found = organisations(filters, with_closed=True)
    return list(found.prefetch_related(None).values_list("pk", flat=True))


def _note_taken(request: HttpRequest, what: Promise, filters: Filters, count: int) -> None:
    note_organisations_taken(
        what=what, count=count, filters=filters_in_words(filters), actor=actor_of(request)
    )


def _workbook(table: Iterable[list[str]], filename: str) -> HttpResponse:
    book = sheets.as_xlsx(table, title=_("Organisations"), widths=imported.widths())
    return _attachment(book, content_type=sheets.XLSX, filename=filename)


def _filename(ending: str) -> str:
    stem = _("organisations")
    return f"{stem}-{clock.today().isoformat()}.{ending}"


def _attachment(content: bytes, *, content_type: str, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
