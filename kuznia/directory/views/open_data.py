"""The public list of organisations as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from kuznia.directory.listing import filters_of
from kuznia.directory.open_data import described, table_of
from kuznia.lib import sheets
from kuznia.lib.ports import county


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Return the organisations that the filters ask for as a table."""
    table = sheets.as_csv(table_of(filters_of(request.GET)))
    return HttpResponse(table, content_type=sheets.CSV, headers=_named("organizacje.csv"))


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """Return the organisations that the filters ask for as JSON."""
    content = {"county": county().name, "organisations": list(described(filters_of(request.GET)))}
    return JsonResponse(
        content, json_dumps_params={"ensure_ascii": False}, headers=_named("organizacje.json")
    )


def _named(filename: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{filename}"'}
