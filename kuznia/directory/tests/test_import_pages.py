"""The pages of an import, and the officer's list taken away and brought back."""

from __future__ import annotations

from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kuznia.audit.queries import history_of
from kuznia.directory.imported import table_of
from kuznia.directory.importing.sheets import columns_with_name, sheet_of
from kuznia.directory.models import Authority, ImportRun, Municipality, Organisation
from kuznia.directory.queries.imports import compared, rows_of
from kuznia.directory.services import OrganisationRecord, add_organisation, close_organisation
from kuznia.directory.states import LegalForm, OrganisationKind
from kuznia.directory.tests.factories import (
    HOUSE,
    make_organisation,
    office_actor,
    officer_of,
    signed_in,
)
from kuznia.directory.tests.import_factories import TABLE, make_compared, make_done, make_import
from kuznia.files.models import StoredFile
from kuznia.jobs.models import Progress
from kuznia.lib.sheets import XLSX, as_csv, as_xlsx

pytestmark = pytest.mark.django_db
NIP, REGON, ACCOUNT = "5261040828", "010001115", "61109010140000071219812874"


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Any) -> None:
    settings.KUZNIA_FILES_DIR = tmp_path
    settings.KUZNIA_DEMO = True
    settings.KUZNIA_PAGE_CACHE = False


@pytest.fixture
def desk(client: Client, county: Authority) -> Client:
    return signed_in(client, officer_of(county))


@pytest.fixture
def gmina_desk(client: Client, pruszkow: Municipality) -> Client:
    return signed_in(client, officer_of(Authority.objects.get(municipality=pruszkow)))


def words(answer: Any) -> str:
    return " ".join(unescape(strip_tags(answer.content.decode().replace("<", " <"))).split())


def sent(desk: Client, text: str = TABLE) -> Any:
    upload = SimpleUploadedFile("organizacje.csv", text.encode())
    return desk.post(reverse("directory:imports"), {"file": upload})


def page(desk: Client, run: ImportRun, query: str = "") -> str:
    return words(desk.get(f"{run.get_absolute_url()}{query}"))


def test_sent_table_asks_for_its_columns(desk: Client) -> None:
    answer = sent(desk)

    run = ImportRun.objects.get()
    shown = desk.get(answer["Location"])
    assert answer["Location"] == reverse("directory:import-columns", args=[run.pk])
    assert run.columns == {"name": 0, "municipality": 1, "public_phone": 2}
    assert "Fundacja Iskra" in words(shown)


def test_no_table_is_asked_for_again(desk: Client) -> None:
    assert "Wybierz plik." in words(desk.post(reverse("directory:imports"), {}))


def test_file_that_is_no_table_is_refused_at_its_field(desk: Client) -> None:
    upload = SimpleUploadedFile("pismo.csv", b"%PDF-1.7")

    answer = desk.post(reverse("directory:imports"), {"file": upload})

    assert "Czytamy tabele zapisane jako XLSX albo CSV." in words(answer)
    assert StoredFile.objects.count() == 0


def test_matched_columns_begin_the_comparison(desk: Client) -> None:
    sent(desk)
    run = ImportRun.objects.get()

    answer = desk.post(
        reverse("directory:import-columns", args=[run.pk]),
        {"column_0": "name", "column_1": "", "column_2": ""},
    )

    assert answer["Location"] == Progress.objects.get().get_absolute_url()
    assert "Porównanie tabeli „organizacje.csv”" in words(desk.get(answer["Location"]))


def test_one_thing_in_two_columns_is_refused_at_the_second(desk: Client) -> None:
    sent(desk)
    run = ImportRun.objects.get()

    answer = desk.post(
        reverse("directory:import-columns", args=[run.pk]), {"column_0": "name", "column_1": "name"}
    )

    assert "To samo jest już w innej kolumnie. Wybierz jedną z nich." in words(answer)


def test_table_without_names_is_refused_above_the_form(desk: Client) -> None:
    sent(desk)
    run = ImportRun.objects.get()

    answer = desk.post(reverse("directory:import-columns", args=[run.pk]), {"column_0": "krs"})

    assert "Wskaż kolumnę z nazwami organizacji." in words(answer)


def test_preview_says_of_each_row_what_becomes_of_it(desk: Client, county: Authority) -> None:
    make_organisation("Stowarzyszenie Młot")
    text = "Nazwa;Telefon;Gmina\nFundacja Iskra;;Raszyn\nStowarzyszenie Młot;22 1;\n;22 2;\n"

    shown = page(desk, make_compared(office_actor(county), text))

    for part in (
        "Nowe 1 Zmienione 1 Bez zmian 0 Odrzucone 1",
        "2 Fundacja Iskra nowa Forma prawna: fundacja Gmina: Raszyn",
        "3 Stowarzyszenie Młot zmieniona Publiczny telefon: – → 22 1",
        "4 – odrzucona W tym wierszu nie ma nazwy.",
        "Importuj do katalogu",
    ):
        assert part in shown


@pytest.mark.parametrize(
    ("asked", "seen"), [("new", [True, False]), ("rejected", [False, True]), ("inne", [True, True])]
)
def test_preview_shows_the_rows_that_are_asked_for(
    desk: Client, county: Authority, asked: str, seen: list[bool]
) -> None:
    run = make_compared(office_actor(county), "Nazwa;Gmina\nFundacja Iskra;\nFundacja Miech;Sopot\n")

    shown = page(desk, run, f"?wiersze={asked}")

    assert [name in shown for name in ("Fundacja Iskra", "Fundacja Miech")] == seen


def test_yes_starts_the_work(desk: Client, county: Authority) -> None:
    run = make_compared(office_actor(county))
    Progress.objects.all().delete()

    answer = desk.post(reverse("directory:import-run", args=[run.pk]))

    assert answer["Location"] == Progress.objects.get().get_absolute_url()
    assert "Praca nad tą tabelą trwa." in page(desk, run)


def test_done_import_offers_to_be_undone(desk: Client, county: Authority) -> None:
    run = make_done(office_actor(county))
    Progress.objects.all().delete()

    answer = desk.post(reverse("directory:import-undo", args=[run.pk]))

    assert answer["Location"] == Progress.objects.get().get_absolute_url()
    assert "Cofnij cały import" in page(desk, run)


def test_act_out_of_its_order_says_why(desk: Client, county: Authority) -> None:
    run = make_import(office_actor(county))

    answer = desk.post(reverse("directory:import-undo", args=[run.pk]), follow=True)

    assert "Cofnąć można tylko wykonany import." in words(answer)


def test_columns_of_a_done_import_are_not_matched_again(desk: Client, county: Authority) -> None:
    run = make_done(office_actor(county))

    answer = desk.get(reverse("directory:import-columns", args=[run.pk]))

    assert answer["Location"] == run.get_absolute_url()


def test_import_of_the_county_does_not_exist_for_a_gmina(gmina_desk: Client, county: Authority) -> None:
    run = make_import(office_actor(county))

    assert gmina_desk.get(run.get_absolute_url()).status_code == 404
    assert run.file_name not in words(gmina_desk.get(reverse("directory:imports")))


def test_queries_of_a_preview_do_not_grow_with_its_rows(
    desk: Client, county: Authority, django_assert_max_num_queries: Any
) -> None:
    rows = "".join(f"Fundacja {number};Raszyn\n" for number in range(60))
    run = make_compared(office_actor(county), f"Nazwa;Gmina\n{rows}")

    with django_assert_max_num_queries(20):
        page(desk, run)


def _whole_record(pruszkow: Municipality) -> Organisation:
    record = OrganisationRecord(
        kind=OrganisationKind.NGO,
        name="Fundacja „Iskra”, ul. Długa 5",
        short_name="Iskra",
        legal_form=LegalForm.FOUNDATION,
        krs="12",
        nip=NIP,
        regon=REGON,
        other_register="Rejestr starosty",
        other_number="7/2020",
        municipality=pruszkow,
        mission="Kujemy.",
        mission_en="We forge.",
        description="- pierwszy\n- drugi; „trzeci”",
        description_en="=1+1",
        website="https://iskra.example/",
        public_email="biuro@iskra.example",
        public_phone="+48 22 123",
        address="ul. Długa 5",
        opp=True,
        account=ACCOUNT,
        representation_rule="two_together",
        representation_note="Prezes z sekretarzem",
        spheres=("1aa", "17"),
        works_in=("142103", "142106"),
    )
    return add_organisation(record=record, actor=HOUSE)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_list_taken_away_comes_back_the_same(
    desk: Client, pruszkow: Municipality, tmp_path: Any, ending: str
) -> None:
    _whole_record(pruszkow)
    closed = make_organisation("Stowarzyszenie =Młot")
    close_organisation(organisation=closed, reason="Koniec.", actor=HOUSE)
    path = tmp_path / f"lista.{ending}"
    path.write_bytes(desk.get(reverse(f"directory:desk-organisations-{ending}")).content)

    sheet = sheet_of(path, "text/csv" if ending == "csv" else XLSX)
    found = list(compared(rows_of(sheet, columns_with_name(sheet))))

    assert [(each.verdict, each.changes, each.note) for each in found] == [("same", {}, "")] * 2


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60)


@given(name=texts.filter(lambda text: any(map(str.isalnum, text))), other=texts, is_csv=st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_organisation_comes_back_the_same(
    county: Authority, tmp_path: Any, name: str, other: str, is_csv: bool
) -> None:
    Organisation.objects.all().delete()
    record = OrganisationRecord(
        kind=OrganisationKind.NGO,
        legal_form=LegalForm.OTHER,
        name=name,
        mission=other,
        description=other,
        address=other,
    )
    kept = add_organisation(record=record, actor=HOUSE)
    path = tmp_path / "lista"
    table = table_of([kept.pk])
    path.write_bytes(as_csv(table) if is_csv else as_xlsx(table, title="Lista"))

    sheet = sheet_of(path, "text/csv" if is_csv else XLSX)
    (found,) = compared(rows_of(sheet, columns_with_name(sheet)))

    assert (found.verdict, found.changes, found.reason) == ("same", {}, "")


def test_no_cell_of_the_list_is_a_formula(desk: Client, pruszkow: Municipality) -> None:
    _whole_record(pruszkow)

    book = load_workbook(BytesIO(desk.get(reverse("directory:desk-organisations-xlsx")).content))

    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_filters_of_the_list_hold_for_what_is_taken_away(desk: Client, pruszkow: Municipality) -> None:
    make_organisation("Fundacja Iskra", municipality=pruszkow)
    make_organisation("Stowarzyszenie Młot")

    content = desk.get(reverse("directory:desk-organisations-csv"), {"gmina": "142102"}).content.decode()

    assert ("Fundacja Iskra" in content, "Stowarzyszenie Młot" in content) == (True, False)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_list_that_is_taken_away_stands_in_the_countys_history(
    desk: Client, pruszkow: Municipality, county: Authority, ending: str
) -> None:
    make_organisation("Fundacja Iskra", municipality=pruszkow)

    desk.get(reverse(f"directory:desk-organisations-{ending}"), {"gmina": "142102", "q": "Iskra"})

    last = history_of(county, audiences=("office",))[0]
    told = f"Pobrano plik: lista organizacji ({ending.upper()}). Pozycji: 1."
    assert last.sentence == f"{told} Filtry: Gmina, szukane słowa."


def test_too_long_a_list_is_refused_as_a_workbook(
    desk: Client, county: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_organisation()
    monkeypatch.setattr("kuznia.directory.views.tables.MOST_IN_XLSX", 0)
    before = history_of(county, audiences=("office",))

    answer = desk.get(reverse("directory:desk-organisations-xlsx"))

    assert "XLSX robimy dla najwyżej 5000 organizacji." in words(answer)
    assert history_of(county, audiences=("office",)) == before


def test_empty_sheet_has_headings_that_an_import_knows(desk: Client, tmp_path: Any) -> None:
    path = tmp_path / "pusty.xlsx"
    path.write_bytes(desk.get(reverse("directory:organisations-empty")).content)

    assert "name" in columns_with_name(sheet_of(path, XLSX))
