"""The only writers of stored files. Whoever calls has made sure that the actor may change the owner."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from kuznia.files import store
from kuznia.files.kinds import kind_of
from kuznia.files.models import StoredFile
from kuznia.files.names import safe_name
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand, person_id_of

SWEPT_AFTER = timedelta(hours=24)


@transaction.atomic
def store_upload(
    *, upload: UploadedFile, owner: models.Model, actor: Actor, title: str = "", alt: str = ""
) -> StoredFile:
    """Keep the file for its owner, or refuse it in words: size, kind and what is inside are read from its bytes."""
    try:
        with store.draft_of(upload.chunks()) as draft:
            kind = kind_of(draft.path)
            store.keep(draft)
    except Refused as refusal:
        raise Refused(refusal.message, field="file") from refusal
    return StoredFile.objects.create(
        sha256=draft.sha256,
        size=draft.size,
        content_type=kind,
        original_name=safe_name(upload.name or "", kind),
        owner_label=owner._meta.label,
        owner_id=owner.pk,
        title=title,
        alt=alt,
        uploaded_by_id=person_id_of(actor),
    )


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
        if not StoredFile.objects.filter(sha256=path.name).exists():
            gone += store.discard(path, before=before)
    return gone
