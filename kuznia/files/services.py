"""The only writers of stored files. Whoever calls has made sure that the actor may change the owner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from kuznia.files import store
from kuznia.files.inspection import clean, kind_of
from kuznia.files.kinds import NEEDS_DESCRIPTION, PICTURES, ContentType
from kuznia.files.models import SIDES, Rendition, StoredFile
from kuznia.files.names import safe_name
from kuznia.files.pictures import made_smaller, sides_of
from kuznia.files.queries import is_named
from kuznia.files.receiving import RefusedUpload
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand, person_id_of

SWEPT_AFTER = timedelta(hours=24)
# What opening a file may cost in memory is bounded for one; a process opens one at a time.
_ONE_AT_A_TIME = Lock()


@transaction.atomic
def store_upload(
    *, upload: UploadedFile, owner: models.Model, actor: Actor, title: str = "", alt: str = ""
) -> StoredFile:
    """Keep the file for its owner, or refuse it in words: size, kind and what is inside are read from its bytes.

    What tells where and with what a picture was taken is not kept; a picture is kept in smaller sizes too.
    """
    try:
        with _ONE_AT_A_TIME, store.draft_of(_pieces(upload)) as draft:
            kind = kind_of(draft.path)
            if kind in PICTURES and not alt.strip():
                raise Refused(NEEDS_DESCRIPTION, field="alt")
            if clean(draft.path, kind):
                draft = store.reread(draft)
            sizes = _kept_sizes(draft.path, kind)
            store.keep(draft)
    except Refused as refusal:
        raise Refused(refusal.message, field=refusal.field or "file") from refusal
    stored = StoredFile.objects.create(
        sha256=draft.sha256,
        size=draft.size,
        content_type=kind,
        original_name=safe_name(upload.name or "", kind),
        owner_label=owner._meta.label,
        owner_id=owner.pk,
        title=title,
        alt=alt,
        width=sizes.width,
        height=sizes.height,
        uploaded_by_id=person_id_of(actor),
    )
    Rendition.objects.bulk_create(Rendition(file=stored, **kept) for kept in sizes.smaller)
    return stored


@transaction.atomic
def remove_file(*, file: StoredFile, actor: Actor) -> None:
    """Forget the file; its bytes go with the next sweep, unless another file has the same."""
    del actor  # The owner's service has authorised the change of the owner.
    file.delete()


@transaction.atomic
def forget_uploader(*, person_id: int, actor: Actor) -> int:
    """Forget that the person sent her files; the files stay with their objects. Return how many there were."""
    del actor  # Erasure is authorised by `accounts`, which asks every app to do its own.
    return StoredFile.objects.filter(uploaded_by_id=person_id).update(uploaded_by=None)


@transaction.atomic
def sweep_orphans(*, actor: Actor) -> int:
    """Remove the bytes that no row names and that are older than a day; return how many files went."""
    demand(actor, "files.may_sweep")
    before = (clock.now() - SWEPT_AFTER).timestamp()
    gone = store.discard_drafts(before=before)
    for path in store.kept_before(before):
        if not is_named(path.name):
            gone += store.discard(path, before=before)
    return gone


@dataclass(frozen=True, slots=True)
class _Sizes:
    """The sides of a picture as it is shown, and what was kept of it in smaller sizes."""

    width: int | None = None
    height: int | None = None
    smaller: list[dict[str, Any]] = field(default_factory=list)


def _pieces(upload: UploadedFile) -> Iterable[bytes]:
    if isinstance(upload, RefusedUpload):
        raise upload.refusal
    return upload.chunks()


def _kept_sizes(path: Path, kind: ContentType) -> _Sizes:
    """Put the smaller sizes of a picture into the store; what no row names in the end goes with the sweep."""
    if kind not in PICTURES:
        return _Sizes()
    width, height = sides_of(path)
    smaller = [_kept_smaller(path, side) for side in SIDES if max(width, height) > side]
    return _Sizes(width, height, smaller)


def _kept_smaller(path: Path, side: int) -> dict[str, Any]:
    made = made_smaller(path, side=side)
    with store.draft_of([made.content]) as draft:
        store.keep(draft)
    return {
        "side": side,
        "sha256": draft.sha256,
        "size": draft.size,
        "width": made.width,
        "height": made.height,
    }
