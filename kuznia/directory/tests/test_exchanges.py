"""What organisations look for and offer: who writes it, how it ends, who finds it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.models import Exchange
from kuznia.directory.queries import Filters, live_exchanges, organisations, past_exchanges
from kuznia.directory.services import add_exchange, change_exchange, end_exchange
from kuznia.directory.services.exchanges import MOST_LIVE
from kuznia.directory.states import PUBLIC_KIND, ExchangeKind, ExchangeSide
from kuznia.directory.tests.factories import HOUSE, make_organisation, office_actor, representative_actor
from kuznia.directory.tests.profile_factories import entry_of_exchange, make_exchange
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.errors import Forbidden, Refused
from kuznia.search.queries import Narrowing, asked_for, find
from kuznia.search.services import note_change
from kuznia.search.tasks import renew_nightly

pytestmark = pytest.mark.usefixtures("stopped_clock")
TODAY = date(2026, 11, 16)


def sentences_of(organisation):
    return [line.sentence for line in history_of(organisation, audiences=list(Audience))]


@pytest.fixture
def organisation(county):
    return make_organisation()


def test_exchange_stands_with_its_words_when_a_representative_adds_it(organisation):
    actor = representative_actor(organisation)

    exchange = add_exchange(organisation=organisation, entry=entry_of_exchange(), actor=actor)

    assert list(live_exchanges()) == [exchange]
    assert sentences_of(organisation)[0] == "Organizacja szuka: „Dwie osoby do archiwum”."


@pytest.mark.parametrize("may_edit", [False, True])
def test_exchange_is_refused_when_somebody_else_adds_it(organisation, may_edit):
    other = make_organisation("Cudza")
    actor = representative_actor(other if may_edit else organisation, may_edit=may_edit)

    with pytest.raises(Forbidden) as refusal:
        add_exchange(organisation=organisation, entry=entry_of_exchange(), actor=actor)

    assert str(refusal.value) == (
        "Dane organizacji zmienia jej przedstawiciel z takim prawem albo urzędnik powiatu lub jej gminy."
    )


def test_exchange_is_refused_when_its_day_has_passed(organisation):
    entry = entry_of_exchange(until_on=TODAY - timedelta(days=1))

    with pytest.raises(Refused) as refusal:
        add_exchange(organisation=organisation, entry=entry, actor=HOUSE)

    assert refusal.value.message == "Ten dzień już minął. Podaj późniejszy albo zostaw puste pole."
    assert refusal.value.field == "until_on"


def test_exchange_is_refused_when_the_page_is_full(organisation):
    for number in range(MOST_LIVE):
        make_exchange(organisation, text=f"Rzecz {number}")

    with pytest.raises(Refused) as refusal:
        make_exchange(organisation, text="Jeszcze jedna")

    assert refusal.value.message == "Strona mieści najwyżej 20 wpisów. Najpierw zakończ jeden z nich."


def test_exchange_vanishes_by_itself_when_its_day_is_over(organisation, stopped_clock):
    exchange = make_exchange(organisation, until_on=TODAY)
    before = list(live_exchanges())

    stopped_clock.move_to(datetime(2026, 11, 16, 23, 1, tzinfo=UTC))

    assert (before, list(live_exchanges())) == ([exchange], [])
    assert past_exchanges(organisation) == [exchange]


@pytest.mark.parametrize(
    ("side", "sentence"),
    [
        (ExchangeSide.LOOKS_FOR, "Organizacja już nie szuka: „Sala”."),
        (ExchangeSide.OFFERS, "Organizacja już nie daje: „Sala”."),
    ],
)
def test_exchange_leaves_the_page_when_it_is_ended(organisation, side, sentence):
    exchange = make_exchange(organisation, text="Sala", side=side)

    end_exchange(exchange=exchange, actor=representative_actor(organisation))

    assert list(live_exchanges()) == []
    assert sentences_of(organisation)[0] == sentence


def test_ended_exchange_is_neither_changed_nor_ended_again(organisation):
    exchange = make_exchange(organisation)
    end_exchange(exchange=exchange, actor=HOUSE)

    with pytest.raises(Refused) as refusal:
        change_exchange(exchange=exchange, entry=entry_of_exchange("Inne"), actor=HOUSE)

    assert (
        refusal.value.message == "Ktoś to w międzyczasie zakończył. Dodaj na nowo, jeśli znów jest potrzebne."
    )


def test_exchange_says_what_was_typed_when_it_is_changed(organisation):
    exchange = make_exchange(organisation)

    change_exchange(exchange=exchange, entry=entry_of_exchange("Trzy osoby"), actor=HOUSE)

    assert Exchange.objects.get().text == "Trzy osoby"
    assert sentences_of(organisation)[0] == "Zmieniono, czego szuka albo co daje: „Trzy osoby”."


def test_exchange_is_refused_a_day_that_has_passed_when_it_is_changed(organisation):
    exchange, entry = make_exchange(organisation), entry_of_exchange(until_on=TODAY - timedelta(days=1))

    with pytest.raises(Refused) as refusal:
        change_exchange(exchange=exchange, entry=entry, actor=HOUSE)

    assert refusal.value.field == "until_on"


def test_history_stays_as_it_was_when_nothing_was_changed(organisation):
    exchange = make_exchange(organisation)
    before = sentences_of(organisation)

    change_exchange(exchange=exchange, entry=entry_of_exchange(), actor=HOUSE)

    assert sentences_of(organisation) == before


def test_officer_of_the_gmina_keeps_exchanges_and_of_another_one_does_not(pruszkow, brwinow):
    organisation = make_organisation(municipality=pruszkow)
    own, other = (office_actor(gmina.authorities.get()) for gmina in (pruszkow, brwinow))

    exchange = add_exchange(organisation=organisation, entry=entry_of_exchange(), actor=own)

    with pytest.raises(Forbidden):
        end_exchange(exchange=exchange, actor=other)


def test_list_finds_organisations_when_asked_what_they_look_for_or_offer(county):
    looking, offering = make_organisation("Szukająca"), make_organisation("Dająca")
    make_exchange(looking)
    make_exchange(offering, side=ExchangeSide.OFFERS, kind=ExchangeKind.PREMISES)

    found = {
        "looks": list(organisations(Filters(looks_for="volunteers"))),
        "offers": list(organisations(Filters(offers="premises"))),
        "neither": list(organisations(Filters(offers="volunteers"))),
    }

    assert found == {"looks": [looking], "offers": [offering], "neither": []}


def test_english_words_are_read_when_there_are_such(organisation):
    entry = replace(entry_of_exchange(), text_en="Two people", detail="Środy")
    exchange = add_exchange(organisation=organisation, entry=entry, actor=HOUSE)

    with translation.override("en"):
        spoken = (exchange.spoken_text, exchange.spoken_detail)

    assert (spoken, exchange.spoken_text, str(exchange)) == (
        ("Two people", "Środy"),
        "Dwie osoby do archiwum",
        "Dwie osoby do archiwum",
    )


def found(words):
    run_waiting_jobs()
    hits = find(asked_for(words), Narrowing()).hits
    return [hit.document.title for hit in hits]


def test_search_finds_an_organisation_by_what_it_looks_for_until_it_is_ended(organisation):
    exchange = make_exchange(organisation, detail="Raz w tygodniu, przy kartotece")
    before = found("kartoteka")

    end_exchange(exchange=exchange, actor=HOUSE)

    assert (before, found("kartoteka")) == ([organisation.name], [])


def test_search_finds_the_new_words_when_an_exchange_changes(organisation):
    exchange = make_exchange(organisation)

    change_exchange(exchange=exchange, entry=entry_of_exchange("Przyczepa"), actor=HOUSE)

    assert (found("archiwum"), found("przyczepy")) == ([], [organisation.name])


def test_search_puts_a_name_before_what_is_looked_for(organisation):
    make_exchange(organisation, text="Kowal na piknik", detail="Kowal z kowadłem, kowal z miechem")
    named = make_organisation("Kowal")
    note_change(kind=PUBLIC_KIND, keys=[named.pk])

    assert found("kowal") == [named.name, organisation.name]


def test_search_forgets_in_the_night_what_was_looked_for_until_yesterday(organisation, stopped_clock):
    make_exchange(organisation, until_on=TODAY)
    before = found("archiwum")

    stopped_clock.move_to(datetime(2026, 11, 17, 2, 25, tzinfo=UTC))
    renew_nightly()

    assert (before, found("archiwum")) == ([organisation.name], [])
