"""Events drafted, announced, changed and cancelled by their officers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils.translation import override

from kuznia.audit.queries import history_of
from kuznia.directory.models import Authority
from kuznia.events.models import Event, EventParty, Session
from kuznia.events.services.announcing import (
    EventEntry,
    add_party,
    cancel_event,
    change_event,
    draft_event,
    publish_event,
    remove_party,
)
from kuznia.events.services.broadcasts import BroadcastEntry, send_broadcast
from kuznia.events.services.programme import SessionEntry, add_session, change_session, remove_session
from kuznia.events.services.registrations import cancel_registration
from kuznia.events.states import EventKind, EventState, PartyRole, SessionKind
from kuznia.events.tasks import tell_event_changed
from kuznia.events.tests.factories import (
    DAY,
    make_county,
    make_event,
    make_officer,
    make_registration,
    make_venue,
    make_workshop,
)
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import Visitor
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


def _entry(event: Event | None = None, **fields: Any) -> EventEntry:
    base = EventEntry(
        kind=EventKind.CONFERENCE,
        title=event.title if event else "Konferencja Organizacji",
        lead=event.lead if event else "Trzy warsztaty i rozmowa.",
        starts_at=DAY,
        ends_at=DAY + timedelta(hours=6),
        venue=make_venue(),
        contact_name="Anna Kuźnik",
        contact_email="ngo@example.org",
    )
    return replace(base, **fields)


def _session(**fields: Any) -> SessionEntry:
    base = SessionEntry(
        kind=SessionKind.TALK, title="Powitanie", starts_at=DAY, ends_at=DAY + timedelta(minutes=30)
    )
    return replace(base, **fields)


def _workshop(event: Event, **fields: Any) -> SessionEntry:
    values: dict[str, Any] = {"kind": SessionKind.WORKSHOP, "title": "Fundraising", "block": 1, **fields}
    return _session(**values)


def _sentences(event: Event) -> list[str]:
    with override("pl"):
        return [line.sentence for line in history_of(event)]


def test_draft_gets_an_address_of_its_own_when_the_title_is_taken() -> None:
    officer, county = make_officer(), make_county()

    days = (DAY, DAY + timedelta(days=1))
    entries = [_entry(starts_at=day, ends_at=day + timedelta(hours=1)) for day in days]
    slugs = [draft_event(entry=entry, authority=county, actor=officer).slug for entry in entries]

    assert slugs == ["konferencja-organizacji-2026", "konferencja-organizacji-2026-2"]


def test_draft_is_forbidden_when_a_visitor_or_another_office_tries() -> None:
    other = Authority(pk=make_county().pk + 1, name="Gmina")

    for actor in (Visitor(), make_officer(other)):
        with override("pl"), pytest.raises(Forbidden) as refused:
            draft_event(entry=_entry(), authority=make_county(), actor=actor)
        assert refused.value.message == "Wydarzenia ogłaszają tylko urzędnicy."


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"ends_at": DAY}, "ends_at", "Koniec musi być później niż początek."),
        (
            {"registration_closes_at": DAY + timedelta(days=1)},
            "registration_closes_at",
            "Zapisy muszą się skończyć przed końcem wydarzenia.",
        ),
        (
            {"registration_opens_at": DAY},
            "registration_opens_at",
            "Zapisy muszą się zacząć, zanim się skończą.",
        ),
    ],
)
def test_draft_is_refused_when_its_times_contradict(
    fields: dict[str, Any], field: str, sentence: str
) -> None:
    with override("pl"), pytest.raises(Refused) as refused:
        draft_event(entry=_entry(**fields), authority=make_county(), actor=make_officer())

    assert (refused.value.field, refused.value.message) == (field, sentence)


def test_publish_is_refused_when_the_programme_is_empty() -> None:
    event = make_event(state=EventState.DRAFT)

    with override("pl"), pytest.raises(Refused) as refused:
        publish_event(event=event, actor=make_officer())

    assert refused.value.message == "Przed ogłoszeniem dodaj do programu co najmniej jeden punkt."


def test_publish_announces_when_there_is_a_programme() -> None:
    event, officer = make_event(state=EventState.DRAFT), make_officer()
    add_session(event=event, entry=_session(), people=(), version=1, actor=officer)

    published = publish_event(event=event, actor=officer)

    assert published.state == EventState.PUBLISHED
    assert _sentences(event) == ["Wydarzenie ogłoszono."]


def test_change_is_listed_in_public_and_told_once_when_people_signed_up() -> None:
    event = make_event()
    registration = make_registration(event)
    entry = _entry(event, starts_at=DAY + timedelta(hours=1))

    changed = change_event(event=event, entry=entry, version=1, actor=make_officer())
    run_waiting_jobs()
    tell_event_changed(event_id=event.pk, version=changed.version, changes=[])

    assert _sentences(event) == [
        "Początek: było 12 grudnia 2026, godz. 10.00, jest 12 grudnia 2026, godz. 11.00."
    ]
    matter = f"events.registration:{registration.pk}:event-changed:{changed.version}"
    assert Message.objects.filter(matter=matter).count() == 1


def test_change_does_nothing_when_nothing_was_changed() -> None:
    event = make_event()

    changed = change_event(event=event, entry=_entry(event), version=1, actor=make_officer())

    assert (changed.version, _sentences(event)) == (1, [])


def test_change_is_refused_when_the_form_is_stale() -> None:
    event, officer = make_event(), make_officer()
    change_event(event=event, entry=_entry(event, motto="Razem"), version=1, actor=officer)

    with override("pl"), pytest.raises(Refused) as refused:
        change_event(event=event, entry=_entry(event, motto="Osobno"), version=1, actor=officer)

    assert (
        refused.value.message
        == "Ktoś zmienił to wydarzenie, odkąd masz je otwarte. Porównaj i zapisz jeszcze raz."
    )
    assert Event.objects.get(pk=event.pk).motto == "Razem"


def test_capacity_cannot_go_below_the_number_signed_up() -> None:
    event = make_event(capacity=5)
    for _person in range(2):
        make_registration(event)

    with override("pl"), pytest.raises(Refused) as refused:
        change_event(event=event, entry=_entry(event, capacity=1), version=1, actor=make_officer())

    assert (refused.value.field, refused.value.message) == (
        "capacity",
        "Zapisane są 2 osoby: limit nie może być niższy.",
    )


def test_cancel_tells_everybody_with_the_reason() -> None:
    event = make_event()
    registration = make_registration(event)

    cancel_event(event=event, actor=make_officer(), reason="Awaria ogrzewania.")
    run_waiting_jobs()

    letter = Message.objects.get(matter=f"events.registration:{registration.pk}:event-cancelled").letter
    assert letter["paragraphs"][0] == "Organizator je odwołał. Powód: Awaria ogrzewania."


def test_cancel_is_refused_when_no_reason_is_given() -> None:
    with override("pl"), pytest.raises(Refused) as refused:
        cancel_event(event=make_event(), actor=make_officer(), reason=" ")

    assert (refused.value.field, refused.value.message) == ("reason", "Napisz powód w jednym zdaniu.")


def test_cancelling_is_refused_when_the_event_is_over(stopped_clock: StoppedClock) -> None:
    event = make_event()
    stopped_clock.move_to(event.ends_at)

    with pytest.raises(Refused) as refused:
        cancel_event(event=event, actor=make_officer(), reason="Pomyłka.")

    assert refused.value.message == "Wydarzenie już się skończyło, więc nie można go odwołać."


def test_party_is_named_and_taken_off() -> None:
    event, officer = make_event(), make_officer()

    party = add_party(event=event, role=PartyRole.PATRON, name="Starosta Pruszkowski", actor=officer)
    remove_party(party=party, actor=officer)

    assert EventParty.objects.count() == 0


def test_history_says_as_what_a_party_was_added_in_the_language_of_the_reader() -> None:
    event = make_event()
    with override("pl"):
        add_party(event=event, role=PartyRole.CO_ORGANISER, name="Biblioteka", actor=make_officer())

    with override("en"):
        told = [line.sentence for line in history_of(event, audiences=("office",))]

    assert told == ["Biblioteka was added as: co-organiser."]


def test_party_is_refused_when_neither_organisation_nor_name_is_given() -> None:
    with override("pl"), pytest.raises(Refused) as refused:
        add_party(event=make_event(), role=PartyRole.PARTNER, actor=make_officer())

    assert refused.value.message == "Wybierz organizację albo wpisz nazwę – jedno z dwojga."


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ends_at": DAY}, "Koniec musi być później niż początek."),
        ({"starts_at": DAY - timedelta(hours=1)}, "Punkt programu musi się mieścić w czasie wydarzenia."),
        ({"capacity": 5}, "Własne miejsca mają tylko warsztaty i grupy dyskusyjne."),
        (
            {"kind": SessionKind.WORKSHOP, "capacity": 5},
            "Podaj numer bloku równoległego: w każdym bloku wybiera się jedną sesję.",
        ),
        (
            {"kind": SessionKind.DISCUSSION_GROUP},
            "Podaj numer bloku równoległego: w każdym bloku wybiera się jedną sesję.",
        ),
    ],
)
def test_session_is_refused_when_it_does_not_fit(fields: dict[str, Any], sentence: str) -> None:
    event = make_event()

    with override("pl"), pytest.raises(Refused) as refused:
        add_session(event=event, entry=_session(**fields), people=(), version=1, actor=make_officer())

    assert refused.value.message == sentence


def test_workshop_needs_no_block_when_nobody_signs_up_for_it() -> None:
    draft, fair = make_event(state=EventState.DRAFT), make_event(takes_registrations=False)

    for event in (draft, fair):
        entry = _workshop(event, block=None)
        add_session(event=event, entry=entry, people=(), version=1, actor=make_officer())

    assert Session.objects.filter(block__isnull=True).count() == 2


def test_sign_up_is_not_begun_when_a_workshop_has_no_block() -> None:
    event = make_event(takes_registrations=False)
    make_workshop(event, capacity=None, block=None)
    entry = replace(EventEntry.of(event), takes_registrations=True)

    with override("pl"), pytest.raises(Refused) as refused:
        change_event(event=event, entry=entry, version=1, actor=make_officer())

    assert refused.value.message == "Podaj przy każdym warsztacie numer bloku równoległego."


def test_session_keeps_its_block_and_its_seats_when_somebody_chose_it() -> None:
    event = make_event()
    workshop = make_workshop(event, capacity=3)
    for _person in range(2):
        make_registration(event, session_ids=(workshop.pk,))

    for fields, sentence in (
        ({"block": 2}, "Ktoś wybrał tę sesję: jej blok musi zostać bez zmian."),
        ({"capacity": 1}, "2 osoby wybrały tę sesję: limit nie może być niższy."),
    ):
        with override("pl"), pytest.raises(Refused) as refused:
            change_session(
                session=workshop, entry=_workshop(event, **fields), people=(), version=1, actor=make_officer()
            )
        assert refused.value.message == sentence


def test_session_is_not_removed_when_somebody_chose_it() -> None:
    event = make_event()
    workshop = make_workshop(event)
    make_registration(event, session_ids=(workshop.pk,))

    with override("pl"), pytest.raises(Refused) as refused:
        remove_session(session=workshop, version=1, actor=make_officer())

    assert refused.value.message == "Ktoś wybrał tę sesję. Najpierw odwołaj albo przenieś te zapisy."


def test_session_is_not_removed_when_those_who_chose_it_were_written_to() -> None:
    event, officer = make_event(), make_officer()
    workshop = make_workshop(event)
    registration = make_registration(event, session_ids=(workshop.pk,))
    message = BroadcastEntry(
        group="session", session=workshop, title="Sala", body="Sala 2.", form_key=uuid4()
    )
    send_broadcast(event=event, entry=message, actor=officer)
    cancel_registration(registration=registration, actor=officer)

    with override("pl"), pytest.raises(Refused) as refused:
        remove_session(session=workshop, version=1, actor=officer)

    told = "Do osób, które wybrały tę sesję, wysłano wiadomość: ten punkt zostaje w programie."
    assert refused.value.message == told


def test_session_is_removed_and_listed_in_public_when_nobody_chose_it() -> None:
    event = make_event()
    workshop = make_workshop(event, title="Fundraising")

    remove_session(session=workshop, version=1, actor=make_officer())

    assert Session.objects.count() == 0
    assert _sentences(event) == ["Usunięto z programu: „Fundraising”."]
