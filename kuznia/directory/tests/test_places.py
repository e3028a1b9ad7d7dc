import csv
from datetime import date
from io import StringIO

import pytest
from django.urls import reverse

from kuznia.directory.domains import DOMAINS
from kuznia.directory.models import Municipality, Organisation, Outline, Sphere
from kuznia.directory.needs import NEED_GROUPS
from kuznia.directory.services import OrganisationRecord, add_organisation, close_organisation
from kuznia.directory.states import LegalForm, OrganisationKind
from kuznia.directory.tests.factories import HOUSE, make_county, make_organisation
from kuznia.directory.white_spots import coverage_of

LIST, HELP = reverse("directory:organisations"), reverse("directory:who-helps")
SPOTS, TABLE = reverse("directory:white-spots"), reverse("directory:white-spots-table")
TODAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def uncached(settings):
    settings.KUZNIA_PAGE_CACHE = False


def working(name, *spheres, gmina=None):
    record = OrganisationRecord(
        kind=OrganisationKind.NGO,
        legal_form=LegalForm.ASSOCIATION,
        name=name,
        municipality=gmina,
        spheres=spheres,
    )
    return add_organisation(record=record, actor=HOUSE)


def populated():
    Municipality.objects.update(population=20_000, population_on=date(2018, 12, 31), population_source="GUS")


def cell(coverage, gmina, column):
    row = next(row for row in coverage.rows if row.gmina.name == gmina)
    return next(cell for cell in row.cells if cell.column.key == column)


@pytest.mark.django_db
def test_every_sphere_of_the_act_stands_in_exactly_one_domain():
    codes = sorted(code for domain in DOMAINS for code in domain.codes)

    assert codes == sorted(Sphere.objects.values_list("code", flat=True))


@pytest.mark.django_db
def test_every_need_leads_to_spheres_that_there_are():
    known = set(Sphere.objects.values_list("code", flat=True))
    needs = [need for group in NEED_GROUPS for need in group.needs]

    assert {code for need in needs for code in need.codes} <= known
    assert len({need.key for need in needs}) == len(needs) == 30


def test_list_finds_by_a_domain_whoever_works_in_two_of_its_spheres_once(client, pruszkow):
    working("Dwie", "4", "16", gmina=pruszkow)
    working("Inna", "17", gmina=pruszkow)

    response = client.get(LIST, {"sfera": "kultura"})

    assert [each.name for each in response.context["page"]] == ["Dwie"]
    assert [chip.label for chip in response.context["listing"].chips] == ["Kultura i tradycja"]


def test_map_of_the_list_shows_every_gmina_with_what_the_filters_find(client, pruszkow, brwinow):
    working("Pierwsza", "17", gmina=pruszkow)
    working("Druga", "17", gmina=brwinow)
    working("Trzecia", "16", gmina=brwinow)

    shown = client.get(LIST, {"sfera": "17", "gmina": "142102"}).context["map"]

    numbers = {figure.name: figure.number for figure in shown.drawn.figures}
    assert numbers == dict.fromkeys(numbers, "0") | {"Pruszków": "1", "Brwinów": "1"}
    assert shown.title == "Najwięcej: Pruszków, Brwinów"
    assert shown.drawn.figures[2].url == f"{LIST}?gmina=142103&sfera=17"


def test_map_of_the_list_has_a_link_with_words_for_every_gmina(client, pruszkow):
    make_organisation(municipality=pruszkow)

    page = client.get(LIST).content.decode()

    assert page.count('<a href="/organizacje/?gmina=1421') == 12
    assert 'aria-label="Pruszków: 1 organizacja"' in page
    assert "style=" not in page


@pytest.mark.parametrize("gone", [None, "outlines"])
def test_list_says_that_nobody_is_there_and_lives_without_outlines(client, county, gone):
    if gone:
        Outline.objects.all().delete()

    response = client.get(LIST)

    assert response.context["map"].title == "W żadnej gminie nikt"
    assert ('<svg class="map-g' in response.content.decode()) == (gone is None)


def test_who_helps_shows_every_need_as_a_link(client, county):
    page = client.get(HELP).content.decode()

    assert page.count('href="?potrzeba=') == 30
    assert "bezdomność, brak mieszkania" in page


def test_who_helps_finds_the_active_organisations_of_the_gmina(client, pruszkow, brwinow):
    working("Podkowa", "10", "1", gmina=pruszkow)
    working("Daleka", "10", gmina=brwinow)
    working("Inna", "17", gmina=pruszkow)
    close_organisation(organisation=working("Zamknięta", "10", gmina=pruszkow), reason="Koniec.", actor=HOUSE)

    response = client.get(HELP, {"potrzeba": "opieka-nad-starsza-osoba", "gmina": "142102"})

    assert [each.name for each in response.context["page"]] == ["Podkowa"]
    assert "1 organizacja: opieka nad starszą osobą" in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"potrzeba": "sport"}, "Nikt w katalogu jeszcze się tym nie zajmuje."),
        ({"potrzeba": "sport", "gmina": "142102"}, "W tej gminie nikt się tym nie zajmuje."),
        ({"potrzeba": "\x00", "gmina": "<script>"}, "Potrzebuję, szukam"),
    ],
)
def test_who_helps_says_what_to_do_when_nobody_is_found(client, county, asked, said):
    assert said in client.get(HELP, asked).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_who_helps_asks_the_same_number_of_queries_however_many_help(
    client, pruszkow, rows, django_assert_num_queries
):
    for number in range(rows):
        working(f"Organizacja {number}", "17", gmina=pruszkow)
    client.get(HELP)

    with django_assert_num_queries(4):
        client.get(HELP, {"potrzeba": "sport"})


def test_white_spots_count_an_organisation_once_in_a_domain_and_for_1000_inhabitants(pruszkow):
    populated()
    working("Dwie", "4", "16", gmina=pruszkow)
    working("Cały powiat", "16")

    coverage = coverage_of("", today=TODAY)

    found = cell(coverage, "Pruszków", "kultura")
    assert (found.count, found.rate, found.shade) == (1, "0,05", 4)
    assert found.url == f"{LIST}?gmina=142102&sfera=kultura"
    assert [row.total for row in coverage.rows] == [0, 1, 0, 0, 0, 0]


def test_white_spots_of_a_domain_show_its_spheres(pruszkow):
    populated()
    working("Dwie", "4", "16", gmina=pruszkow)

    coverage = coverage_of("kultura", today=TODAY)

    assert [column.key for column in coverage.columns] == ["4", "5", "16"]
    assert cell(coverage, "Pruszków", "4").count == cell(coverage, "Pruszków", "16").count == 1
    assert coverage.map.figures[1].words == "Pruszków: 1 organizacja, 0,05 na 1000 mieszkańców"


def test_white_spots_say_what_is_missing_from_the_data(county):
    populated()

    coverage = coverage_of("seniorzy", today=TODAY)

    assert coverage.finding == "W żadnej gminie nie działa nikt: Seniorzy."
    assert coverage.gaps[0].sentence == (
        "20\u00a0000 mieszkańców i ani jednej organizacji. W żadnej innej gminie też nikt."
    )
    assert (coverage.map_title, coverage.steps) == ("W żadnej gminie nikt", [])


def test_white_spots_name_the_few_places_where_nobody_works(county):
    for gmina in Municipality.objects.exclude(name="Raszyn"):
        working(f"Seniorzy {gmina.name}", "10", gmina=gmina)

    coverage = coverage_of("seniorzy", today=TODAY)

    assert coverage.finding == "Nie działa nikt: Seniorzy (Raszyn)."
    assert [(gap.gmina, gap.sentence) for gap in coverage.gaps] == [
        ("Raszyn", "Ani jednej organizacji. Gdzie indziej: 1 organizacja (Piastów).")
    ]
    assert coverage.map_title == "Najmniej: Raszyn. Najwięcej: Piastów."


def test_white_spots_count_the_places_when_they_are_many(pruszkow):
    working("Wszystko", *Sphere.objects.values_list("code", flat=True), gmina=pruszkow)

    coverage = coverage_of("", today=TODAY)

    assert coverage.finding == "W 55 miejscach nie działa nikt. Najwięcej brakuje: Piastów."
    assert (len(coverage.gaps), coverage.hidden_gaps) == (6, 49)


def test_white_spots_name_some_of_the_domains_in_which_nobody_works_at_all(county):
    coverage = coverage_of("", today=TODAY)

    assert coverage.finding == (
        "W żadnej gminie nie działa nikt: Pomoc i zdrowie, Rodziny i dzieci, Seniorzy i jeszcze 8 dziedzin."
    )


def test_white_spots_are_content_when_somebody_works_everywhere(client, county):
    for gmina in Municipality.objects.all():
        working(f"Seniorzy {gmina.name}", "10", gmina=gmina)

    response = client.get(SPOTS, {"dziedzina": "seniorzy"})

    assert response.context["coverage"].finding == "W każdej gminie ktoś działa w każdej z tych dziedzin."
    assert response.context["coverage"].gaps == []
    assert response.context["coverage"].map_title == "Wszędzie tyle samo"


def test_white_spots_say_where_the_numbers_are_from(county):
    populated()

    assert coverage_of("", today=TODAY).source == (
        "Organizacje: katalog, stan na 16 listopada 2026. Mieszkańcy: stan na 31 grudnia 2018, GUS."
    )


def test_white_spots_count_no_heads_when_a_gmina_has_no_number_of_inhabitants(pruszkow):
    populated()
    Municipality.objects.filter(pk=pruszkow.pk).update(
        population=None, population_on=None, population_source=""
    )
    working("Sport", "17", gmina=pruszkow)

    coverage = coverage_of("", today=TODAY)

    assert (coverage.is_per_head, cell(coverage, "Pruszków", "sport").rate) == (False, "")
    assert coverage.source.endswith(
        "Nie dla każdej gminy znamy liczbę mieszkańców, więc nie liczymy na głowę."
    )


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("field", "queries"), [("", 6), ("sport", 8)])
def test_white_spots_ask_the_same_number_of_queries_however_many_there_are(
    client, pruszkow, rows, field, queries, django_assert_num_queries
):
    for number in range(rows):
        working(f"Organizacja {number}", "17", gmina=pruszkow)
    client.get(SPOTS)

    with django_assert_num_queries(queries):
        client.get(SPOTS, {"dziedzina": field})


def test_white_spots_page_says_nobody_in_words_and_links_every_cell(client, pruszkow):
    populated()
    working("Sport", "17", gmina=pruszkow)

    page = client.get(SPOTS).content.decode()

    assert page.count("<b>nikt</b>") == 65
    assert f'href="{LIST}?gmina=142101&amp;sfera=sport"' in page


def test_white_spots_table_is_a_file_with_a_row_for_every_gmina_and_field(client, pruszkow):
    populated()
    working("Sport", "17", gmina=pruszkow)

    response = client.get(TABLE)

    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert len(rows) == 1 + 6 * 11
    assert ["142102", "Pruszków", "20000", "2018-12-31", "Sport i turystyka", "1", "0,05"] in rows


@pytest.mark.django_db
@pytest.mark.parametrize(("teryt", "gminas"), [("1261", 1), ("0601", 19), ("2604", 19), ("0261", 1)])
def test_public_pages_hold_for_any_county(client, teryt, gminas):
    make_county(teryt)
    first = Municipality.objects.get(position=1)
    working("Klub", "17", gmina=first)

    pages = [client.get(address).content.decode() for address in ("/", LIST, HELP, SPOTS)]

    assert Municipality.objects.count() == gminas
    assert all(first.name in page for page in pages)
    assert Organisation.objects.get().municipality == first


def test_organisation_called_like_a_page_gets_another_address(county):
    assert make_organisation("Kto pomoże").slug == "kto-pomoze-2"
