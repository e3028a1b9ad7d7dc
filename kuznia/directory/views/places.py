"""Public pages that start from a place or a need: who helps with what, and where nobody does."""

from __future__ import annotations

import csv
from io import StringIO

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kuznia.directory.domains import DOMAINS
from kuznia.directory.listing import asked_for
from kuznia.directory.needs import NEED_GROUPS, need_of
from kuznia.directory.queries import municipalities
from kuznia.directory.queries.coverage import organisations_in
from kuznia.directory.white_spots import Coverage, coverage_of
from kuznia.lib import clock
from kuznia.ui.caching import public_page

ON_ONE_PAGE = 25
# These counts may be a minute old.
KEPT_SECONDS = 60


@require_safe
@public_page()
def who_helps(request: HttpRequest) -> HttpResponse:
    """Show the everyday needs, or who may help with the chosen one."""
    need = need_of(asked_for(request.GET, "potrzeba"))
    gmina = asked_for(request.GET, "gmina")
    content: dict[str, object] = {"groups": NEED_GROUPS, "need": need, "gmina": gmina}
    content["gminas"] = [("", _("All")), *municipalities().values_list("teryt6", "name")]
    content["needs"] = [
        ("", _("Choose")),
        *((each.key, each.words) for group in NEED_GROUPS for each in group.needs),
    ]
    if need is not None:
        found = organisations_in(need.codes, municipality=gmina)
        content["page"] = Paginator(found, ON_ONE_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory/who_helps.html", content)


@require_safe
@public_page(KEPT_SECONDS)
def white_spots(request: HttpRequest) -> HttpResponse:
    """Show in which gmina and field nobody works, or in which spheres of the chosen field."""
    coverage = coverage_of(asked_for(request.GET, "dziedzina"), today=clock.today())
    fields = [("", _("All fields")), *((domain.key, domain.name) for domain in DOMAINS)]
    return render(request, "directory/white_spots.html", {"coverage": coverage, "fields": fields})


@require_safe
@public_page(KEPT_SECONDS)
def white_spots_table(request: HttpRequest) -> HttpResponse:
    """Give the same table as a file, as a Polish spreadsheet opens it."""
    coverage = coverage_of(asked_for(request.GET, "dziedzina"), today=clock.today())
    response = HttpResponse(_table(coverage), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="biale-plamy.csv"'
    return response


def _table(coverage: Coverage) -> bytes:
    text = StringIO()
    rows = csv.writer(text, delimiter=";")
    rows.writerow(
        [
            _("TERYT code"),
            _("Gmina"),
            _("Inhabitants"),
            _("Counted on"),
            _("Field of life"),
            _("Organisations"),
            _("For 1,000"),
        ]
    )
    for row in coverage.rows:
        gmina = row.gmina
        start = [gmina.teryt6, gmina.name, gmina.population or "", gmina.population_on or ""]
        rows.writerows([*start, cell.column.full, cell.count, cell.rate] for cell in row.cells)
    return text.getvalue().encode("utf-8-sig")
