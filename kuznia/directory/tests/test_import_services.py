"""Imports are written whole or not at all, with history, and are undone as far as nobody has worked since."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from procrastinate.contrib.django.models import ProcrastinateJob

from kuznia.audit.queries import history_of
from kuznia.directory.models import (
    Authority,
    ColumnMatching,
    ImportRow,
    ImportRun,
    Municipality,
    Organisation,
)
from kuznia.directory.queries.imports import compared, file_of, rows_left, rows_of, table_of
from kuznia.directory.services import (
    OrganisationRecord,
    add_organisation,
    appoint_representative,
    change_organisation,
)
from kuznia.directory.services import import_writing as writing
from kuznia.directory.services.import_undoing import undo_import
from kuznia.directory.services.imports import (
    forget_tables,
    import_rows,
    keep_comparison,
    keep_table,
    match_columns,
    start_import,
    start_undoing,
)
from kuznia.directory.states import OrganisationKind
from kuznia.directory.tasks_imports import forget_old_tables, import_table, undo
from kuznia.directory.tests.factories import HOUSE, make_organisation, make_person, make_record, office_actor
from kuznia.directory.tests.import_factories import make_compared, make_done, make_import, work_of
from kuznia.files.models import StoredFile
from kuznia.jobs.models import Progress
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import Actor, AsSelf, System

pytestmark = pytest.mark.django_db
HEAD = "Nazwa;Gmina;KRS;Telefon;Sfery;Działa w\n"
ISKRA = "Fundacja Iskra;Pruszków;12;22 1;17;Raszyn, Brwinów\n"
MLOT = "Stowarzyszenie Młot;Brwinów;;22 2;;\n"


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Any) -> None:
    settings.KUZNIA_FILES_DIR = tmp_path


@pytest.fixture
def officer(county: Authority) -> Actor:
    return office_actor(county)


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    return run.new_count, run.changed_count, run.same_count, run.rejected_count


def said(organisation: Organisation) -> list[str]:
    return [line.sentence for line in history_of(organisation)]


def renamed(organisation: Organisation, **fields: Any) -> Organisation:
    record = replace(OrganisationRecord.of(organisation), **fields)
    return change_organisation(organisation=organisation, record=record, actor=HOUSE)


def test_import_adds_whole_records(officer: Actor) -> None:
    run = make_done(officer, HEAD + ISKRA + MLOT)

    iskra = Organisation.objects.get(krs="0000000012")
    assert counts(run) == (2, 0, 0, 0)
    assert replace(OrganisationRecord.of(iskra), works_in=()) == replace(
        make_record("Fundacja Iskra"),
        legal_form="foundation",
        krs="0000000012",
        municipality=iskra.municipality,
        public_phone="22 1",
        spheres=("17",),
    )
    assert OrganisationRecord.of(iskra).works_in == ("142103", "142106")
    assert (iskra.slug, said(iskra)) == ("fundacja-iskra", ["Dodano organizację do katalogu."])
    call_command("verify")


def test_organisations_of_one_name_get_addresses_of_their_own(officer: Actor) -> None:
    make_organisation("Fundacja Iskra")

    make_done(
        officer,
        HEAD + "Fundacja Iskra 2;Raszyn;;;;\nFundacja Iskra;Piastów;1;;;\nFundacja Iskra;Raszyn;2;;;\n",
    )

    slugs = sorted(Organisation.objects.values_list("slug", flat=True))
    assert slugs == ["fundacja-iskra", "fundacja-iskra-2", "fundacja-iskra-3"]


def test_import_changes_what_differs_and_tells_the_history(officer: Actor, pruszkow: Municipality) -> None:
    record = replace(
        make_record("Dawna Iskra"), krs="12", municipality=pruszkow, address="Długa 5", spheres=("1",)
    )
    kept = add_organisation(record=record, actor=HOUSE)

    make_done(officer, HEAD + ISKRA)

    kept.refresh_from_db()
    found = OrganisationRecord.of(kept)
    assert (found.name, found.address, found.public_phone, found.spheres) == (
        "Fundacja Iskra",
        "Długa 5",
        "22 1",
        ("17",),
    )
    assert kept.slug == "dawna-iskra"
    assert said(kept)[:2] == [
        "Zmieniono dane: publiczny telefon, sfery, działa w gminach.",
        "Zmieniono nazwę. Było: Dawna Iskra. Jest: Fundacja Iskra.",
    ]
    call_command("verify")


def test_import_is_done_once_when_it_is_tried_again(officer: Actor) -> None:
    run = make_done(officer, HEAD + ISKRA)

    again = import_rows(run=run, rows=[], actor=officer)

    assert (again.pk, counts(again), Organisation.objects.count()) == (run.pk, (1, 0, 0, 0), 1)


def test_nothing_is_written_when_the_import_breaks_in_the_middle(
    officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make_compared(officer, HEAD + ISKRA + MLOT)
    monkeypatch.setattr(writing, "_change", _break)

    with pytest.raises(IntegrityError):
        import_table(work_of(run, officer), run.pk)

    run.refresh_from_db()
    assert (Organisation.objects.count(), run.state) == (0, "compared")


def _break(*_arguments: object) -> None:
    raise IntegrityError


def test_import_is_refused_when_somebody_changed_an_organisation_in_between(officer: Actor) -> None:
    kept = make_organisation("Fundacja Iskra")
    run = make_compared(officer, "Nazwa;Telefon\nFundacja Iskra;22 1\n")
    outcomes = list(writing_outcomes(run))
    renamed(kept, public_phone="22 9")

    with pytest.raises(Refused, match="Ktoś właśnie zmienił wpis „Fundacja Iskra”"):
        writing.write_outcomes(outcomes=outcomes, actor=officer)


def writing_outcomes(run: ImportRun) -> Any:
    table = table_of(run)
    assert table is not None
    return compared(rows_of(table, run.columns))


def test_undoing_removes_what_was_added_and_restores_what_was_changed(
    officer: Actor, pruszkow: Municipality
) -> None:
    kept = add_organisation(
        record=replace(make_record("Stowarzyszenie Młot"), public_phone="22 0", spheres=("1",)), actor=HOUSE
    )
    run = make_done(officer, HEAD + ISKRA + "Stowarzyszenie Młot;Pruszków;;22 2;17;\n")

    done = undo_import(run=run, actor=officer)

    kept.refresh_from_db()
    found = OrganisationRecord.of(kept)
    assert (done.state, list(rows_left(done)), Organisation.objects.count()) == ("undone", [], 1)
    assert (found.public_phone, found.spheres, found.municipality) == ("22 0", ("1",), None)
    assert said(kept)[0] == "Cofnięto import; jak przed nim są: gmina, publiczny telefon, sfery."
    call_command("verify")


def test_undoing_leaves_what_was_touched_since_and_says_why(officer: Actor) -> None:
    make_organisation("Fundacja Żar")
    run = make_done(officer, HEAD + ISKRA + MLOT + "Fundacja Żar;;;22 3;17;\n")
    iskra, mlot, zar = (Organisation.objects.get(name__contains=word) for word in ("Iskra", "Młot", "Żar"))
    appoint_representative(organisation=iskra, person=make_person(), actor=HOUSE)
    renamed(mlot, mission="Kujemy.")
    renamed(zar, public_phone="22 9")

    done = undo_import(run=run, actor=officer)

    assert [row.left for row in rows_left(done)] == [
        "Należą już do niej ludzie, wydarzenia albo pliki.",
        "Ktoś od tego czasu nad nią pracował.",
        "Od tego czasu zmienione i tak zostawione: publiczny telefon.",
    ]
    assert (Organisation.objects.count(), OrganisationRecord.of(zar).spheres) == (3, ())


def test_search_looks_anew_at_what_an_import_touched(officer: Actor) -> None:
    run = make_done(officer, HEAD + ISKRA + MLOT)
    undo_import(run=run, actor=officer)

    asked = [
        job.args["keys"] for job in ProcrastinateJob.objects.filter(task_name="search.refresh").order_by("id")
    ]
    assert [len(keys) for keys in asked] == [2, 2]


def test_undoing_leaves_what_was_joined_with_another(officer: Actor) -> None:
    run, other = make_done(officer, HEAD + ISKRA), make_organisation("Stowarzyszenie Młot")
    Organisation.objects.filter(krs="0000000012").update(state="merged", merged_into=other)

    done = undo_import(run=run, actor=officer)

    assert [row.left for row in rows_left(done)] == ["Ten wpis połączono z innym."]


def test_undoing_leaves_a_record_that_would_break_the_rules_as_it_was_before(officer: Actor) -> None:
    group = replace(make_record("Miech"), kind=OrganisationKind.INFORMAL_GROUP, legal_form="")
    kept = add_organisation(record=group, actor=HOUSE)
    run = make_done(officer, "Nazwa;Rodzaj;Forma prawna\nMiech;organizacja pozarządowa;stowarzyszenie\n")
    kept.refresh_from_db()
    renamed(kept, krs="12")

    done = undo_import(run=run, actor=officer)

    assert [row.left for row in rows_left(done)] == [
        "Grupa nieformalna nie ma formy prawnej, numeru KRS, NIP i REGON ani statusu OPP. Wyczyść te pola."
    ]


def test_table_of_nobody_is_matched_and_not_remembered(officer: Actor) -> None:
    run = make_import(System("x"))

    match_columns(run=run, columns={"name": 0}, actor=officer)

    run.refresh_from_db()
    assert (run.columns, ColumnMatching.objects.count()) == ({"name": 0}, 0)


def test_done_import_is_not_compared_again(officer: Actor) -> None:
    run = make_done(officer, HEAD + ISKRA)

    again = keep_comparison(run=run, outcomes=[], actor=officer)

    assert (again.state, counts(again)) == ("done", (1, 0, 0, 0))


def test_undone_import_stays_undone(officer: Actor) -> None:
    run = undo_import(run=make_done(officer, HEAD + ISKRA), actor=officer)

    again = undo_import(run=run, actor=officer)

    assert (again.state, again.undone_at) == ("undone", run.undone_at)


def test_matching_of_columns_is_remembered_for_the_same_headings(officer: Actor) -> None:
    text = "Kto;Gdzie\nFundacja Iskra;Pruszków\n"
    run = make_import(officer, text)

    match_columns(run=run, columns={"name": 0, "municipality": 1}, actor=officer)

    assert (run.columns, make_import(officer, text.upper()).columns) == ({}, {"name": 0, "municipality": 1})
    assert ColumnMatching.objects.count() == 1


@pytest.mark.parametrize(
    ("columns", "refusal"),
    [
        ({"krs": 0}, "Wskaż kolumnę z nazwami organizacji."),
        ({"name": 7}, "Wybierz kolumny z listy."),
        ({"name": 0, "magia": 1}, "Wybierz kolumny z listy."),
        ({"name": 0, "krs": 0}, "Jedną kolumnę wybrano do dwóch rzeczy."),
    ],
)
def test_wrong_matching_is_refused(officer: Actor, columns: dict[str, int], refusal: str) -> None:
    run = make_import(officer)

    with pytest.raises(Refused) as refused:
        match_columns(run=run, columns=columns, actor=officer)

    assert refused.value.message == refusal


def test_steps_are_refused_out_of_their_order(officer: Actor) -> None:
    new, done = make_import(officer), make_done(officer, HEAD + ISKRA)
    refusals = []

    for act in (start_import, start_undoing):
        with pytest.raises(Refused) as refused:
            act(run=new, actor=officer)
        refusals.append(refused.value.message)
    with pytest.raises(Refused) as refused:
        match_columns(run=done, columns={"name": 0}, actor=officer)

    assert [*refusals, refused.value.message] == [
        "Najpierw porównaj tabelę z katalogiem.",
        "Cofnąć można tylko wykonany import.",
        "Ten import jest już zakończony. Prześlij tabelę jeszcze raz, żeby ją importować od nowa.",
    ]


def test_long_work_imports_and_undoes_in_the_name_of_the_officer(officer: Actor) -> None:
    run = make_compared(officer, HEAD + ISKRA)

    import_table(work_of(run, officer), run.pk)
    undo(start_undoing(run=run, actor=officer), run.pk)

    run.refresh_from_db()
    line = history_of(run, audiences=["office"])[0]
    assert (run.state, line.who, line.sentence) == (
        "undone",
        "Jan Urzędowy",
        "Cofnięto import: usunięte 1, jak przedtem 0, zostawione 0.",
    )


def test_import_asked_for_twice_is_one_work(officer: Actor) -> None:
    run = make_compared(officer, HEAD + ISKRA)

    first, second = start_import(run=run, actor=officer), start_import(run=run, actor=officer)

    assert first == second


def test_work_of_a_forgotten_officer_is_done_by_the_house(officer: Actor) -> None:
    run = make_compared(officer, HEAD + ISKRA)
    progress = work_of(run, officer)
    Progress.objects.update(started_by=None)
    progress.refresh_from_db()

    import_table(progress, run.pk)

    assert history_of(run, audiences=["office"])[0].who == "Kuźnia (automatycznie)"


def test_tables_are_forgotten_after_thirty_days(officer: Actor, stopped_clock: Any) -> None:
    done, waiting = make_done(officer, HEAD + ISKRA), make_compared(officer, HEAD + MLOT)
    ImportRun.objects.update(sent_at="2020-01-01T00:00Z")

    forget_old_tables()

    assert (list(ImportRun.objects.all()), ImportRow.objects.count(), StoredFile.objects.count()) == (
        [done],
        0,
        0,
    )
    assert (file_of(done), waiting.pk == done.pk) == (None, False)


def test_table_that_is_gone_cannot_be_imported(officer: Actor) -> None:
    run = make_compared(officer, HEAD + ISKRA)
    StoredFile.objects.all().delete()

    with pytest.raises(Refused, match="Tej tabeli już tu nie ma"):
        import_table(work_of(run, officer), run.pk)


def test_strangers_import_nothing(officer: Actor, pruszkow: Municipality) -> None:
    run = make_compared(officer, HEAD + ISKRA)
    stranger = AsSelf(make_person().pk, "Ola")
    gmina = office_actor(Authority.objects.get(municipality=pruszkow))

    for act in (
        lambda: keep_table(upload=None, actor=stranger),  # type: ignore[arg-type]
        lambda: start_import(run=run, actor=stranger),
        lambda: start_import(run=run, actor=gmina),
        lambda: forget_tables(days=1, actor=officer),
    ):
        with pytest.raises(Forbidden):
            act()


def test_table_of_a_gmina_brings_its_own_organisations_only(
    county: Authority, pruszkow: Municipality
) -> None:
    gmina = office_actor(Authority.objects.get(municipality=pruszkow))

    run = make_done(gmina, HEAD + ISKRA + MLOT)

    assert (run.municipality, counts(run)) == (pruszkow, (1, 0, 0, 1))


def test_house_may_see_every_import(officer: Actor) -> None:
    assert start_import(run=make_compared(officer), actor=System("x")).pk
