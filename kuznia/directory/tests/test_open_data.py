"""The list of organisations by its new filters, and as files for anybody."""

import json
from io import StringIO

import pytest

from kuznia.directory.models import Organisation
from kuznia.directory.services import confirm_record
from kuznia.directory.states import ExchangeSide
from kuznia.directory.tests.factories import HOUSE, make_organisation
from kuznia.directory.tests.profile_factories import make_exchange

LIST = "/organizacje/"


@pytest.fixture(autouse=True)
def fresh(settings):
    settings.KUZNIA_PAGE_CACHE = False


@pytest.fixture
def organisation(county):
    return make_organisation()


def test_list_is_filtered_by_status_and_by_what_is_looked_for(client, organisation):
    other = make_organisation("Inna")
    Organisation.objects.filter(pk=other.pk).update(opp=True)
    make_exchange(organisation)

    looking = client.get(LIST, {"szuka": "volunteers"})
    opp = client.get(LIST, {"opp": "tak", "daje": ""})

    assert [row.name for row in looking.context["page"]] == ["Stowarzyszenie Przykładowe"]
    assert [(chip.label, chip.url) for chip in looking.context["listing"].chips] == [
        ("szuka: wolontariusze", "?")
    ]
    assert [row.name for row in opp.context["page"]] == ["Inna"]
    assert "lista.csv?opp=tak" in opp.content.decode()


def test_list_as_csv_has_no_formula_and_no_contacts_of_groups(client, organisation):
    group = make_organisation('=HYPERLINK("http://zle")')
    Organisation.objects.filter(pk=group.pk).update(
        kind="informal_group", legal_form="", public_email="ewa@example.org"
    )
    make_exchange(organisation, side=ExchangeSide.OFFERS, text="Sala")

    answer = client.get("/organizacje/lista.csv")

    text = answer.content.decode("utf-8-sig")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "'=HYPERLINK" in text
    assert "ewa@example.org" not in text
    assert "Sala" in text


def test_list_as_json_tells_the_filtered_organisations(client, pruszkow):
    organisation = make_organisation("Iskra", municipality=pruszkow)
    make_organisation("Inna")
    make_exchange(organisation)
    confirm_record(organisation=organisation, actor=HOUSE)

    told = json.load(StringIO(client.get("/organizacje/lista.json", {"gmina": "142102"}).content.decode()))

    (one,) = told["organisations"]
    assert (one["name"], one["municipality"], one["looks_for"], one["opp"]) == (
        "Iskra",
        "Pruszków",
        ["Dwie osoby do archiwum"],
        False,
    )
    assert one["page"].endswith("/organizacje/iskra/")


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("name", ["lista.csv", "lista.json"])
def test_list_as_a_file_takes_one_query_however_long_it_is(
    client, county, rows, name, django_assert_num_queries
):
    for number in range(rows):
        make_exchange(make_organisation(f"Organizacja {number}"))
    client.get(f"/organizacje/{name}")

    with django_assert_num_queries(1):
        client.get(f"/organizacje/{name}")
