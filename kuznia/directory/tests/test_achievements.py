"""What organisations managed to do and their documents: words, pictures, files, who opens them."""

from datetime import date

import pytest

from kuznia.audit.queries import history_of
from kuznia.directory.models import Achievement, Paper
from kuznia.directory.queries import achievements_of, papers_of
from kuznia.directory.services import (
    AchievementEntry,
    Picture,
    add_achievement,
    add_paper,
    change_achievement,
    remove_achievement,
    remove_paper,
    remove_picture,
)
from kuznia.directory.services import achievements as achievement_services
from kuznia.directory.services import papers as paper_services
from kuznia.directory.states import PaperKind
from kuznia.directory.tests.factories import HOUSE, make_organisation, representative_actor
from kuznia.directory.tests.profile_factories import (
    make_achievement,
    make_paper,
    make_picture,
    taken,
)
from kuznia.files.models import StoredFile
from kuznia.files.queries import may_read
from kuznia.files.services import store_upload
from kuznia.files.tests.factories import MP3, PDF, picture
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import Visitor

pytestmark = pytest.mark.usefixtures("stopped_clock", "store")


@pytest.fixture
def store(settings, tmp_path):
    settings.KUZNIA_FILES_DIR = tmp_path


@pytest.fixture
def organisation(county):
    return make_organisation()


def sentences_of(organisation):
    return [line.sentence for line in history_of(organisation)]


def test_achievement_stands_with_its_picture_when_it_is_added(organisation):
    entry = AchievementEntry(title="Stół na ulicy", year=2025, on_day=date(2025, 6, 14))
    actor = representative_actor(organisation)

    added = add_achievement(organisation=organisation, entry=entry, picture=make_picture(), actor=actor)

    (shown,) = achievements_of(organisation)
    kept = StoredFile.objects.get(alt="Długi stół na ulicy")
    assert (shown.achievement, shown.picture) == (added, kept)
    assert may_read(kept, Visitor())
    assert sentences_of(organisation)[0] == "Dodano osiągnięcie: „Stół na ulicy”."


def test_achievement_is_refused_when_its_file_is_no_picture(organisation):
    entry, paper = AchievementEntry(title="Stół", year=2025), Picture(upload=taken(PDF), alt="Stół")

    with pytest.raises(Refused) as refusal:
        add_achievement(organisation=organisation, entry=entry, picture=paper, actor=HOUSE)

    assert (refusal.value.field, refusal.value.message) == ("file", "Wybierz zdjęcie: JPEG albo PNG.")
    assert (Achievement.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (AchievementEntry(title="Stół", year=2027), "To dopiero przed wami. Opowiedzcie, gdy się uda."),
        (
            AchievementEntry(title="Stół", year=2026, on_day=date(2026, 11, 17)),
            "To dopiero przed wami. Opowiedzcie, gdy się uda.",
        ),
        (AchievementEntry(title="Stół", year=1899), "Podaj rok od 1900 do 2200."),
    ],
)
def test_achievement_is_refused_when_its_time_is_wrong(organisation, entry, message):
    with pytest.raises(Refused) as refusal:
        add_achievement(organisation=organisation, entry=entry, actor=HOUSE)

    assert (refusal.value.field, str(refusal.value.message)) == ("happened", message)


def test_achievement_is_refused_when_the_page_is_full(organisation, monkeypatch):
    monkeypatch.setattr(achievement_services, "MOST", 1)
    make_achievement(organisation)

    with pytest.raises(Refused) as refusal:
        make_achievement(organisation)

    assert refusal.value.message == "Strona mieści najwyżej 1 osiągnięcie. Najpierw je usuń."


def test_new_picture_takes_the_place_of_the_old_one_when_an_achievement_is_changed(organisation):
    achievement = make_achievement(organisation, with_picture=True)
    entry = AchievementEntry(title="Stół na rynku", year=2020)

    change_achievement(
        achievement=achievement, entry=entry, picture=make_picture("Stół na rynku"), actor=HOUSE
    )

    assert [file.alt for file in StoredFile.objects.all()] == ["Stół na rynku"]
    assert sentences_of(organisation)[0] == "Zmieniono osiągnięcie: „Stół na rynku”."


def test_history_stays_as_it_was_when_nothing_of_an_achievement_was_changed(organisation):
    achievement = make_achievement(organisation)
    before = sentences_of(organisation)

    change_achievement(
        achievement=achievement, entry=AchievementEntry(title="Stół na ulicy", year=2020), actor=HOUSE
    )

    assert sentences_of(organisation) == before


def test_achievement_stays_without_its_picture_when_the_picture_is_taken_off(organisation):
    achievement = make_achievement(organisation, with_picture=True)

    remove_picture(achievement=achievement, actor=representative_actor(organisation))

    (shown,) = achievements_of(organisation)
    assert (shown.achievement, shown.picture, StoredFile.objects.count()) == (achievement, None, 0)
    assert sentences_of(organisation)[0] == "Usunięto zdjęcie osiągnięcia: „Stół na ulicy”."


def test_picture_is_not_taken_off_when_there_is_none(organisation):
    achievement = make_achievement(organisation)

    with pytest.raises(Refused) as refusal:
        remove_picture(achievement=achievement, actor=HOUSE)

    assert refusal.value.message == "Ktoś w międzyczasie usunął to zdjęcie."


def test_achievement_leaves_the_page_with_its_picture_when_it_is_removed(organisation):
    achievement = make_achievement(organisation, with_picture=True)

    remove_achievement(achievement=achievement, actor=HOUSE)

    assert (achievements_of(organisation), StoredFile.objects.count()) == ([], 0)
    assert sentences_of(organisation)[0] == "Usunięto osiągnięcie: „Stół na ulicy”."


def test_achievement_that_somebody_removed_is_not_removed_again(organisation):
    achievement = make_achievement(organisation)
    Achievement.objects.all().delete()

    with pytest.raises(Refused) as refusal:
        remove_achievement(achievement=achievement, actor=HOUSE)

    assert refusal.value.message == "Ktoś w międzyczasie usunął to osiągnięcie."


def test_document_stands_on_the_page_when_it_is_added(organisation):
    paper = make_paper(organisation)

    (shown,) = papers_of(organisation)
    assert (shown.paper, shown.file.get_content_type_display(), str(paper)) == (paper, "PDF", "Statut")
    assert may_read(shown.file, Visitor())
    assert sentences_of(organisation)[0] == "Dodano dokument: „Statut”."


@pytest.mark.parametrize(("content", "name"), [(picture(), "a.png"), (MP3, "a.mp3")])
def test_document_is_refused_when_it_is_a_picture_or_a_recording(organisation, content, name):
    with pytest.raises(Refused) as refusal:
        add_paper(
            organisation=organisation,
            kind=PaperKind.OTHER,
            title="Zdjęcie",
            upload=taken(content, name),
            actor=HOUSE,
        )

    assert (refusal.value.field, refusal.value.message) == (
        "file",
        "Wybierz dokument: PDF albo plik programu biurowego.",
    )


def test_document_is_refused_when_the_page_is_full(organisation, monkeypatch):
    monkeypatch.setattr(paper_services, "MOST", 1)
    make_paper(organisation)

    with pytest.raises(Refused) as refusal:
        make_paper(organisation)

    assert refusal.value.message == "Strona mieści najwyżej 1 dokument. Najpierw go usuń."


def test_document_leaves_the_page_once_when_it_is_removed_twice(organisation):
    paper = make_paper(organisation)
    remove_paper(paper=paper, actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        remove_paper(paper=paper, actor=HOUSE)

    assert refusal.value.message == "Ktoś w międzyczasie usunął ten dokument."
    assert (Paper.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert sentences_of(organisation)[0] == "Usunięto dokument: „Statut”."


def test_pages_of_another_organisation_are_not_changed(organisation):
    stranger = representative_actor(make_organisation("Cudza"))
    paper, achievement = make_paper(organisation), make_achievement(organisation)

    with pytest.raises(Forbidden):
        remove_paper(paper=paper, actor=stranger)
    with pytest.raises(Forbidden):
        remove_achievement(achievement=achievement, actor=stranger)
    with pytest.raises(Forbidden):
        remove_picture(achievement=achievement, actor=stranger)


def test_file_is_read_by_nobody_when_its_paper_is_gone(organisation):
    paper = make_paper(organisation)
    file = store_upload(upload=taken(PDF), owner=paper, actor=HOUSE)
    Paper.objects.all().delete()

    assert not may_read(file, Visitor())
