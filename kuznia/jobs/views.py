from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kuznia.jobs.models import Progress
from kuznia.jobs.queries import is_silent
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import decide


@require_safe
@never_cache
def progress(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show how far the work is and, when it is over, what came of it."""
    work = _work_or_404(request, key)
    return render(request, "jobs/progress.html", {"work": work, "is_silent": is_silent(work)})


@require_safe
@never_cache
def progress_bar(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send the present state of the bar; when the work is over, have the page loaded anew, which says so."""
    work = _work_or_404(request, key)
    response = render(request, "jobs/bar.html", {"work": work, "is_silent": is_silent(work)})
    if not work.is_under_way:
        response["HX-Refresh"] = "true"
    return response


def _work_or_404(request: HttpRequest, key: UUID) -> Progress:
    work = get_object_or_404(Progress, key=key)
    if not decide(actor_of(request), "jobs.see_work", work).allowed:
        raise Http404
    return work
