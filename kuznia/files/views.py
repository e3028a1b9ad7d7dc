from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kuznia.files import store
from kuznia.files.models import StoredFile
from kuznia.files.queries import may_read
from kuznia.lib.acting import actor_of


@require_safe
def file(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """Give the file to those who may read its object now; to everybody else there is no such page."""
    stored = get_object_or_404(StoredFile, pk=pk)
    if name != stored.original_name or not may_read(stored, actor_of(request)):
        raise Http404
    response = FileResponse(
        store.path_of(stored.sha256).open("rb"),
        as_attachment=not stored.is_image,
        filename=stored.original_name,
        content_type=stored.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
