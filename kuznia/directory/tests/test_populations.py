from datetime import date

import pytest
from django.urls import reverse

from kuznia.audit.queries import history_of
from kuznia.directory.models import Authority, Municipality
from kuznia.directory.services import Population, change_population
from kuznia.directory.tests.factories import HOUSE, office_actor, officer_of, signed_in
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import OfficeRole

ADMINISTRATOR = OfficeRole.ADMINISTRATOR
LAST_DAY = date(2018, 12, 31)
pytestmark = pytest.mark.usefixtures("stopped_clock")


def population(number=61_700, day=LAST_DAY, source="GUS"):
    return Population(population=number, population_on=day, population_source=source)


def test_change_population_keeps_number_day_and_source_and_says_so(county, pruszkow):
    change_population(gmina=pruszkow, population=population(), actor=office_actor(county, role=ADMINISTRATOR))

    assert Population.of(Municipality.objects.get(pk=pruszkow.pk)) == population()
    assert history_of(pruszkow)[0].sentence == "Zmieniono liczbę mieszkańców na 61700."


def test_change_population_writes_no_history_when_nothing_differs(pruszkow):
    for _time in range(2):
        change_population(gmina=pruszkow, population=population(), actor=HOUSE)

    assert len(history_of(pruszkow)) == 1


def test_change_population_may_be_cleared(pruszkow):
    change_population(gmina=pruszkow, population=population(), actor=HOUSE)

    change_population(gmina=pruszkow, population=Population(), actor=HOUSE)

    assert history_of(pruszkow)[0].sentence == "Zmieniono liczbę mieszkańców na –."


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        (population(0), "population", "Podaj liczbę mieszkańców, od 1 do 3 000 000."),
        (population(3_000_001), "population", "Podaj liczbę mieszkańców, od 1 do 3 000 000."),
        (population(day=None), "population_on", "Podaj, z którego dnia jest ta liczba."),
        (population(None), "population", "Podaj liczbę mieszkańców albo wyczyść wszystkie pola."),
        (population(day=date(2026, 11, 17)), "population_on", "Ten dzień dopiero nadejdzie."),
    ],
)
def test_change_population_says_what_is_wrong_at_its_field(pruszkow, wrong, field, sentence):
    with pytest.raises(Refused) as refusal:
        change_population(gmina=pruszkow, population=wrong, actor=HOUSE)

    assert (refusal.value.field, refusal.value.message) == (field, sentence)


@pytest.mark.parametrize(("teryt", "role"), [("142103", ADMINISTRATOR), ("1421", OfficeRole.OFFICER)])
def test_change_population_is_forbidden_to_others(pruszkow, teryt, role):
    actor = office_actor(Authority.objects.get(teryt=teryt), role=role)

    with pytest.raises(Forbidden) as refusal:
        change_population(gmina=pruszkow, population=population(), actor=actor)

    assert refusal.value.message == "Dane gminy zmienia tylko administrator starostwa albo urzędu tej gminy."


def test_administrator_gives_the_number_of_inhabitants(client, settings, county):
    settings.KUZNIA_DEMO = True
    signed_in(client, officer_of(county, role=ADMINISTRATOR))
    url = reverse("directory:county-gmina", args=["142102"])

    client.post(url, {"population": "61700", "population_on": "2018-12-31", "population_source": "GUS"})

    assert Population.of(Municipality.objects.get(teryt6="142102")) == population()
    assert "31 grudnia 2018" in client.get(reverse("directory:county-gminas")).content.decode()


def test_administrator_reads_at_the_field_what_is_wrong_and_loses_nothing(client, settings, county):
    settings.KUZNIA_DEMO = True
    signed_in(client, officer_of(county, role=ADMINISTRATOR))
    url = reverse("directory:county-gmina", args=["142102"])

    page = client.post(url, {"population": "sześć", "population_source": "Nasz rejestr"}).content.decode()

    assert "Wpisz liczbę cyframi, na przykład 21700." in page
    assert 'value="Nasz rejestr"' in page
