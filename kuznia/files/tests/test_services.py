import errno
import hashlib
import os
from datetime import timedelta

import pytest
from django.utils import translation

from kuznia.files import store
from kuznia.files.answers import PersonalFiles
from kuznia.files.invariants import broken_contents
from kuznia.files.models import StoredFile
from kuznia.files.queries import files_of, visible_to
from kuznia.files.services import remove_file, store_upload, sweep_orphans
from kuznia.files.tests import factories
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import AsSelf, System, Visitor
from kuznia.people.models import Person

pytestmark = pytest.mark.django_db
SWEEP = System("files.sweep_orphans")


def age(path, hours):
    instant = (clock.now() - timedelta(hours=hours)).timestamp()
    os.utime(path, (instant, instant))


def refusal_of(content):
    person = factories.uploader()
    with translation.override("pl"), pytest.raises(Refused) as refusal:
        store_upload(upload=factories.upload(content), owner=person, actor=AsSelf(person.pk, person.name))
    return refusal.value


def test_upload_keeps_the_bytes_under_their_hash_when_the_file_is_sound():
    file = factories.stored(name="../Statut Ewy.exe")

    kept = store.path_of(file.sha256).read_bytes()

    assert (kept, hashlib.sha256(kept).hexdigest()) == (factories.PDF, file.sha256)
    assert (file.original_name, file.content_type, file.size) == (
        "Statut Ewy.pdf",
        "application/pdf",
        len(factories.PDF),
    )
    assert list(files_of(Person.objects.get())) == [file]


def test_upload_leaves_no_draft_when_it_is_kept():
    factories.stored()

    assert list(store.drafts().iterdir()) == []


def test_upload_is_refused_when_it_is_too_large(monkeypatch):
    monkeypatch.setattr(store, "LARGEST_RECORDING", 1_000)

    refusal = refusal_of(factories.PDF + b"0" * 1_000)

    assert (refusal.message, refusal.field) == (
        "Nagranie może mieć do 200 MB, każdy inny plik do 15 MB. Zmniejsz swój plik i wyślij go jeszcze raz.",
        "file",
    )
    assert list(store.drafts().iterdir()) == []


def test_upload_is_refused_when_it_is_empty():
    refusal = refusal_of(b"")

    assert refusal.message == "Ten plik jest pusty. Sprawdź go i wyślij jeszcze raz."


def test_upload_is_refused_when_its_kind_is_not_taken():
    refusal = refusal_of(b"<script>")

    assert refusal.field == "file"
    assert StoredFile.objects.count() == 0
    assert list(store.drafts().iterdir()) == []


def test_upload_is_refused_in_words_when_the_disk_is_full(settings):
    settings.KUZNIA_FILES_DIR = FullDisk()

    refusal = refusal_of(factories.PDF)

    assert refusal.message == (
        "Nie ma teraz miejsca na kolejne pliki. Nic innego nie przepadło; spróbuj później albo napisz do nas."
    )


def test_another_fault_of_the_disk_is_no_refusal(settings):
    settings.KUZNIA_FILES_DIR = FullDisk(errno.EIO)

    with pytest.raises(OSError, match="fault of the disk"):
        factories.stored()


class FullDisk:
    """A folder on a disk that fails at the first touch."""

    def __init__(self, fault=errno.ENOSPC):
        self.fault = fault

    def __truediv__(self, _name):
        raise OSError(self.fault, "fault of the disk")


def test_same_bytes_lie_once_when_two_objects_have_them():
    file = factories.stored()
    person = Person.objects.get()

    other = store_upload(
        upload=factories.upload(factories.PDF), owner=person, actor=AsSelf(person.pk, person.name)
    )

    assert other.sha256 == file.sha256
    assert len(list(store.path_of(file.sha256).parent.iterdir())) == 1


def test_sweep_removes_the_bytes_when_no_row_names_them_for_a_day():
    file = factories.stored()
    path = store.path_of(file.sha256)
    remove_file(file=file, actor=SWEEP)
    age(path, hours=25)

    gone = sweep_orphans(actor=SWEEP)

    assert (gone, path.exists()) == (1, False)


def test_sweep_leaves_the_bytes_when_they_are_younger_than_a_day():
    file = factories.stored()
    path = store.path_of(file.sha256)
    remove_file(file=file, actor=SWEEP)
    age(path, hours=23)

    gone = sweep_orphans(actor=SWEEP)

    assert (gone, path.exists()) == (0, True)


def test_sweep_leaves_the_bytes_when_a_row_names_them():
    path = store.path_of(factories.stored().sha256)
    age(path, hours=1_000)

    gone = sweep_orphans(actor=SWEEP)

    assert (gone, path.exists()) == (0, True)


def test_sweep_gives_the_bytes_back_when_they_were_sent_again_meanwhile():
    path = store.path_of(factories.stored().sha256)
    before = (clock.now() - timedelta(hours=24)).timestamp()

    is_gone = store.discard(path, before=before)

    assert (is_gone, path.read_bytes()) == (False, factories.PDF)


def test_sweep_removes_what_a_killed_upload_left():
    draft = store.drafts() / "half"
    draft.write_bytes(b"half")
    age(draft, hours=25)

    assert sweep_orphans(actor=SWEEP) == 1


def test_sweep_is_refused_when_a_person_asks():
    with translation.override("pl"), pytest.raises(Forbidden) as refusal:
        sweep_orphans(actor=Visitor())

    assert refusal.value.message == "Magazyn plików porządkuje tylko sama Kuźnia."


def test_verification_names_the_file_when_its_bytes_are_gone_or_damaged():
    file = factories.stored()
    path = store.path_of(file.sha256)

    path.write_bytes(b"damaged")
    damaged = broken_contents()
    path.unlink()
    missing = broken_contents()

    assert (damaged, missing) == ([f"{file.sha256}: damaged"], [f"{file.sha256}: missing"])


def test_person_gets_her_files_in_her_export_and_is_forgotten_by_them():
    file = factories.stored()
    answer = PersonalFiles()

    exported = answer.export(file.owner_id)
    count = answer.erase(file.owner_id)
    file.refresh_from_db()

    assert [(entry["file_name"], entry["size"]) for entry in exported] == [("plik.pdf", len(factories.PDF))]
    assert (count, file.uploaded_by) == (1, None)


def test_nobody_reads_a_file_when_no_app_answers_for_its_owner():
    file = factories.stored()

    assert visible_to(AsSelf(file.owner_id, "Ewa")) == []


@pytest.mark.usefixtures("people_own_files")
def test_file_is_visible_to_those_alone_whom_the_owner_s_app_lets_read():
    file = factories.stored()

    assert visible_to(AsSelf(file.owner_id, "Ewa")) == [file]
    assert visible_to(AsSelf(file.owner_id + 1, "Jan")) == []
