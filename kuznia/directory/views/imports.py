"""Imports of tables by officers: sent, matched, looked at, run and undone."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.forms.imports import ColumnsForm, TableForm
from kuznia.directory.imported import names_of_gminas, told_of
from kuznia.directory.models import ImportRun
from kuznia.directory.queries.imports import imports_visible_to, rows_found, rows_left, table_of
from kuznia.directory.services import imports as services
from kuznia.directory.states import ImportState, RowVerdict
from kuznia.directory.views.doors import only_for
from kuznia.files.intake import received_table
from kuznia.jobs.models import Progress
from kuznia.jobs.queries import work_on
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused
from kuznia.lib.uploads import takes_recordings

DESK = "directory.import_organisations"
ON_ONE_PAGE = 50
SHOWN_LEFT = 200


@takes_recordings
@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Show earlier imports with a form, or take a table in."""
    actor = actor_of(request)
    is_sent = request.method == "POST"
    form = TableForm(request.POST, request.FILES) if is_sent else TableForm()
    if is_sent and form.is_valid():
        try:
            run = services.keep_table(upload=received_table(form.cleaned_data["file"]), actor=actor)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            return redirect("directory:import-columns", number=run.pk)
    page = Paginator(imports_visible_to(actor), ON_ONE_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory/imports.html", {"form": form, "page": page})


@only_for(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, number: int) -> HttpResponse:
    """Show what each column seems to hold, or begin to compare what was chosen."""
    run = _run(request, number)
    table = None if run.is_over else table_of(run)
    if table is None:
        return redirect(run)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        headings=run.headings,
        first=table.first,
        columns=run.columns,
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(services.match_columns(run=run, columns=form.columns(), actor=actor_of(request)))
        except Refused as refused:
            form.add_refusal(refused)
    return render(request, "directory/import_columns.html", {"run": run, "form": form})


@only_for(DESK)
@require_safe
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Show what becomes, or became, of each row, with what can be done now."""
    run = _run(request, number)
    asked = request.GET.get("wiersze", "")
    page = Paginator(rows_found(run, asked), ON_ONE_PAGE).get_page(request.GET.get("page"))
    gminas = names_of_gminas()
    content = {
        "run": run,
        "asked": asked if asked in RowVerdict.values else "",
        "page": page,
        "rows": [(row, list(told_of(row, gminas))) for row in page.object_list],
        "left": rows_left(run)[:SHOWN_LEFT] if run.state == ImportState.UNDONE else (),
        "work": work_on(run, actor_of(request)).first(),
        "history": history_of(run, audiences=list(Audience)),
    }
    return render(request, "directory/import.html", content)


@only_for(DESK)
@require_POST
def run(request: HttpRequest, number: int) -> HttpResponse:
    """Begin to write what the table brings."""
    return _started(request, number, services.start_import)


@only_for(DESK)
@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Begin to take the import back."""
    return _started(request, number, services.start_undoing)


def _started(request: HttpRequest, number: int, start: Callable[..., Progress]) -> HttpResponse:
    found = _run(request, number)
    try:
        return redirect(start(run=found, actor=actor_of(request)))
    except Refused as refused:
        messages.warning(request, refused.message)
        return redirect(found)


def _run(request: HttpRequest, number: int) -> ImportRun:
    found = imports_visible_to(actor_of(request)).filter(pk=number).first()
    if found is None:
        raise Http404(_("There is no such import."))
    return found
