"""Tables to take away: the officer’s list in the shape that an import reads, and an empty one."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kuznia.directory import imported
from kuznia.directory.listing import listing_of
from kuznia.directory.queries import organisations
from kuznia.directory.views.doors import only_for
from kuznia.lib import clock, sheets
from kuznia.lib.errors import Refused

DESK = "directory.enter_desk"
MOST_IN_XLSX = 5_000


@only_for(DESK)
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Send the filtered list as CSV for a Polish Excel."""
    content = sheets.as_csv(imported.table_of(_found(request)))
    return _attachment(content, content_type=sheets.CSV, filename=_filename("csv"))


@only_for(DESK)
@require_safe
def as_xlsx(request: HttpRequest) -> HttpResponse:
    """Send the filtered list as XLSX, up to a number that does not keep others waiting."""
    found = _found(request)
    if len(found) > MOST_IN_XLSX:
        raise Refused(_("XLSX is made for up to 5 000 organisations. Narrow the list, or take it as CSV."))
    return _workbook(imported.table_of(found), _filename("xlsx"))


@only_for(DESK)
@require_safe
def empty(request: HttpRequest) -> HttpResponse:
    """Send a table with headings and no organisation, to fill in."""
    return _workbook([imported.header()], f"{_('organisations-empty')}.xlsx")


def _found(request: HttpRequest) -> list[int]:
    found = organisations(listing_of(request.GET).filters, with_closed=True)
    return list(found.prefetch_related(None).values_list("pk", flat=True))


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
