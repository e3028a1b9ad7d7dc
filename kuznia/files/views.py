from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kuznia.files import store
from kuznia.files.models import Rendition, StoredFile
from kuznia.files.queries import may_read
from kuznia.files.services import note_taken
from kuznia.lib.acting import actor_of


@require_safe
def file(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """Give the file to those who may read its object now; to everybody else there is no such page."""
    stored = _readable(request, pk, name)
    if request.method == "GET":
        note_taken(file=stored, actor=actor_of(request))
    return _given(stored, stored.sha256)


@require_safe
def rendition(request: HttpRequest, pk: int, side: int, name: str) -> FileResponse:
    """Give a picture in a smaller size to those who may read the picture itself."""
    stored = _readable(request, pk, name)
    return _given(stored, get_object_or_404(Rendition, file=stored, side=side).sha256)


def _readable(request: HttpRequest, pk: int, name: str) -> StoredFile:
    stored = get_object_or_404(StoredFile, pk=pk)
    if name != stored.original_name or not may_read(stored, actor_of(request)):
        raise Http404
    return stored


def _given(stored: StoredFile, sha256: str) -> FileResponse:
    response = FileResponse(
        store.path_of(sha256).open("rb"),
        as_attachment=not stored.is_image,
        filename=stored.original_name,
        content_type=stored.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
