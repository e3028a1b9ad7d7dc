"""The only writers of stored files. Whoever calls has made sure that the actor may change the owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from kuznia.files import store
from kuznia.files.intake import Received, received
from kuznia.files.kinds import NEEDS_DESCRIPTION, PICTURES
from kuznia.files.models import Rendition, StoredFile
from kuznia.files.queries import is_named
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.lib.ports import file_takings

SWEPT_AFTER = timedelta(hours=24)


@transaction.atomic
def store_upload(
    *, upload: UploadedFile | Received, owner: models.Model, actor: Actor, title: str = "", alt: str = ""
) -> StoredFile:
    """Keep the file for its owner, or refuse it in words: size, kind and what is inside are read from its bytes.

    What tells where and with what a picture was taken is not kept; a picture is kept in smaller sizes too. Whoever
    holds a lock has called `received` before.
    """
    taken = upload if isinstance(upload, Received) else received(upload)
    if taken.kind in PICTURES and not alt.strip():
        raise Refused(NEEDS_DESCRIPTION, field="alt")
    stored = StoredFile.objects.create(
        sha256=taken.sha256,
        size=taken.size,
        content_type=taken.kind,
        original_name=taken.name,
        owner_label=owner._meta.label,
        owner_id=owner.pk,
        title=title,
        alt=alt,
        width=taken.width,
        height=taken.height,
        uploaded_by_id=person_id_of(actor),
    )
    Rendition.objects.bulk_create(Rendition(file=stored, **asdict(smaller)) for smaller in taken.smaller)
    return stored


@transaction.atomic
def note_taken(*, file: StoredFile, actor: Actor) -> None:
    """Let the app that owns the file write down that it was taken, where it names people."""
    for each in file_takings:
        if each.owner_label == file.owner_label:
            each.note_taken(actor, file.owner_id)


@transaction.atomic
def remove_file(*, file: StoredFile, actor: Actor) -> None:
    """Forget the file; its bytes go with the next sweep, unless another file has the same."""
    del actor  # The owner's service has authorised the change of the owner.
    file.delete()


@transaction.atomic
def hand_over_files(*, files: Sequence[int], owner: models.Model, actor: Actor) -> None:
    """These files belong to `owner` from now on, whatever they belonged to before."""
    del actor  # The owner's service has authorised the change of both owners.
    StoredFile.objects.filter(pk__in=files).update(owner_label=owner._meta.label, owner_id=owner.pk)


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
