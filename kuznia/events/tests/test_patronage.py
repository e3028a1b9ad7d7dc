"""Honorary patronage is asked for, granted with a mark on the event's page, refused with a reason, withdrawn."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kuznia.directory.queries import authorities
from kuznia.directory.tests.factories import make_county as set_up
from kuznia.events.links import key_of_patronage, patronage_url
from kuznia.events.models import PatronageRequest
from kuznia.events.queries import link_to_patronage, patronage_visible_to
from kuznia.events.services.patronage import grant_patronage, refuse_patronage, withdraw_patronage
from kuznia.events.states import PatronageState
from kuznia.events.tests.desk_pages import open_form, problems
from kuznia.events.tests.factories import (
    DAY,
    make_county,
    make_event,
    make_officer,
    make_organisation,
    make_patronage_request,
    make_person,
    representative_actor,
)
from kuznia.events.tests.pages import words
from kuznia.lib import clock
from kuznia.lib.clock import WARSAW
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import AsSelf, LinkHolder, System, Visitor
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

pytestmark = pytest.mark.django_db
ASK = reverse("events:patronage-ask")
PATRON = "Anna Kowalska, Starosta Pruszkowski"
ANSWERS = {
    "organisation_name": "Stowarzyszenie Iskra",
    "title": "Piknik sąsiedzki",
    "starts_on": "2026-12-12",
    "place": "Park Potulickich",
    "about": "Sąsiedzi poznają organizacje.",
    "audience": "mieszkańcy, około 200 osób",
    "name": "Ewa Iskra",
    "email": "ewa@example.org",
    "knows_notice": "on",
}


def _sent(client: Client, clock_at: StoppedClock, **answers: str) -> Any:
    """Open the form, fill it in, which takes a minute, and send it."""
    form = open_form(client, ASK)
    clock_at.move_to(clock.now() + timedelta(minutes=1))
    return client.post(ASK, {**form, **ANSWERS, **answers})


def _matters() -> list[str]:
    letters = Message.objects.filter(matter__startswith="events.")
    return [message.matter.split(":")[2] for message in letters.order_by("pk")]


def test_visitor_asks_and_reads_how_her_request_stands(client: Client, stopped_clock):
    make_county()

    answer = _sent(client, stopped_clock)

    page = client.get(answer["Location"])
    assert (answer.status_code, PatronageRequest.objects.get().title) == (303, "Piknik sąsiedzki")
    assert words(page, "h1") == ["Twój wniosek jest w urzędzie"]
    assert _matters() == ["received"]


def test_request_reaches_the_one_office_when_the_county_is_a_city(client: Client, stopped_clock):
    office = set_up(teryt="1465")

    answer = _sent(client, stopped_clock)

    assert (answer.status_code, PatronageRequest.objects.get().authority) == (303, office)


def test_request_is_refused_when_the_day_has_ended_in_warsaw(stopped_clock):
    stopped_clock.move_to(datetime(2026, 12, 13, 0, 30, tzinfo=WARSAW))

    with override("pl"), pytest.raises(Refused) as refused:
        make_patronage_request(starts_on=date(2026, 12, 12))

    assert refused.value.message == "Wydarzenie musi być dzisiaj albo później."


def test_request_is_made_once_when_the_form_is_sent_twice(client: Client, stopped_clock):
    make_county()
    form = {**open_form(client, ASK), **ANSWERS}
    stopped_clock.move_to(clock.now() + timedelta(minutes=1))

    first, second = client.post(ASK, form), client.post(ASK, form)

    assert (first["Location"], PatronageRequest.objects.count()) == (second["Location"], 1)
    assert _matters() == ["received"]


def test_visitor_reads_what_to_mend_and_keeps_what_she_typed(client: Client, stopped_clock):
    make_county()

    answer = _sent(client, stopped_clock, starts_on="2026-11-01", knows_notice="on")

    assert problems(answer) == ["Wydarzenie musi być dzisiaj albo później."]
    assert open_form_values(answer)["about"] == "Sąsiedzi poznają organizacje."


def open_form_values(answer: Any) -> dict[str, str]:
    """Return what the form on the page holds."""
    return {name: str(answer.context["form"][name].value()) for name in ("about", "title")}


def test_representative_finds_her_organisation_filled_in(client: Client):
    organisation = make_organisation("Stowarzyszenie Iskra")
    actor = representative_actor(organisation)

    request = make_patronage_request(actor=actor, organisation=organisation, form_key=uuid4())

    assert (request.person_id, request.organisation) == (actor.person_id, organisation)


def test_granted_request_marks_the_page_of_the_event(stopped_clock):
    event, officer = make_event(), make_officer()
    request = make_patronage_request()

    granted = grant_patronage(request=request, patron=PATRON, event=event, actor=officer)

    assert (granted.state, granted.decided_at) == (PatronageState.GRANTED, clock.now())
    assert [(party.role, party.name) for party in event.parties.all()] == [("patron", PATRON)]
    assert _matters() == ["received", "granted"]


def test_granted_request_of_an_event_elsewhere_says_how_to_name_the_patron():
    request = make_patronage_request()

    grant_patronage(request=request, patron=PATRON, actor=make_officer())

    paragraphs = Message.objects.get(matter__endswith="granted").letter["paragraphs"]
    assert paragraphs == [
        f"Patron: {PATRON}.",
        "Na plakatach i stronach podajcie patrona dokładnie w tym brzmieniu.",
    ]


def test_refused_request_tells_the_reason(client: Client):
    request = make_patronage_request()

    refuse_patronage(request=request, reason="Wydarzenie jest komercyjne.", actor=make_officer())

    page = client.get(reverse("events:patronage", args=[request.code, key_of_patronage(request)]))
    assert words(page, ".ph .lead") == ["Powód: Wydarzenie jest komercyjne."]
    assert _matters() == ["received", "refused"]


def test_request_is_not_refused_without_a_reason():
    request = make_patronage_request()

    with pytest.raises(Refused) as refused:
        refuse_patronage(request=request, reason=" ", actor=make_officer())

    assert refused.value.message == "Napisz powód w jednym zdaniu."


def test_request_is_withdrawn_by_its_link_until_the_office_decides(client: Client):
    request = make_patronage_request()
    address = reverse("events:patronage-withdraw", args=[request.code, key_of_patronage(request)])

    client.post(address)
    client.post(address)

    request.refresh_from_db()
    assert request.state == PatronageState.WITHDRAWN


def test_decided_request_is_not_withdrawn_any_more(client: Client):
    request = make_patronage_request()
    grant_patronage(request=request, patron=PATRON, actor=make_officer())

    answer = client.post(
        reverse("events:patronage-withdraw", args=[request.code, key_of_patronage(request)]), follow=True
    )

    request.refresh_from_db()
    assert request.state == PatronageState.GRANTED
    assert words(answer, ".note--warn") == ["Tego już nie można zrobić: obecny stan to „udzielony”."]


def test_decision_is_forbidden_to_everybody_but_the_office_that_was_asked():
    request = make_patronage_request()
    holder = LinkHolder(opens=link_to_patronage(request))

    for actor in (Visitor(), holder, AsSelf(request.person_id, "Ewa")):
        with pytest.raises(Forbidden) as refused:
            grant_patronage(request=request, patron=PATRON, actor=actor)

        assert refused.value.message == (
            "O patronacie decydują tylko urzędnicy urzędu, do którego wpłynął wniosek."
        )


def test_withdrawal_is_forbidden_to_strangers():
    request = make_patronage_request()

    for actor in (Visitor(), LinkHolder(opens="events.patronage:0"), make_officer()):
        with pytest.raises(Forbidden) as refused:
            withdraw_patronage(request=request, actor=actor)

        assert refused.value.message == "To może wycofać tylko osoba, która złożyła wniosek."


def test_request_is_forbidden_to_the_house_itself():
    with pytest.raises(Forbidden) as refused:
        make_patronage_request(actor=System("test"))

    assert refused.value.message == "System sam nie prosi o patronat."


def test_link_with_another_key_opens_nothing(client: Client):
    request = make_patronage_request()

    answer = client.get(reverse("events:patronage", args=[request.code, "a" * 26]))

    assert answer.status_code == 404
    assert patronage_url(request).endswith(f"/patronat/{request.code}/{key_of_patronage(request)}/")


def test_requests_are_visible_to_who_asked_to_the_office_and_by_the_link():
    request = make_patronage_request()
    stranger = make_person("Jan Miech")
    actors = (
        make_officer(),
        AsSelf(request.person_id, "Ewa"),
        LinkHolder(opens=link_to_patronage(request)),
        LinkHolder(opens="events.registration:1"),
        AsSelf(stranger.pk, "Jan"),
        Visitor(),
    )

    seen = [patronage_visible_to(actor).count() for actor in actors]

    assert seen == [1, 1, 1, 0, 0, 0]


def test_officer_grants_on_the_desk_and_the_second_click_changes_nothing(officer: Client):
    event, request = make_event(starts_at=DAY), make_patronage_request()
    address = reverse("events:desk-patronage-grant", args=[request.code])

    for _click in range(2):
        officer.post(address, {"patron": PATRON, "event": str(event.pk)})

    request.refresh_from_db()
    assert (request.state, request.patron, event.parties.count()) == (PatronageState.GRANTED, PATRON, 1)
    assert _matters() == ["received", "granted"]


def test_officer_reads_at_the_field_what_a_decision_lacks(officer: Client):
    request = make_patronage_request()

    granted = officer.post(reverse("events:desk-patronage-grant", args=[request.code]), {"patron": ""})
    refused = officer.post(reverse("events:desk-patronage-refuse", args=[request.code]), {"reason": ""})

    assert problems(granted) == ["Uzupełnij pole „Patron, tak jak ma być podany”."]
    assert problems(refused) == ["Napisz powód w jednym zdaniu."]


def test_officer_refuses_on_the_desk_and_the_list_says_so(officer: Client):
    request = make_patronage_request()
    address = reverse("events:desk-patronage-refuse", args=[request.code])

    for _click in range(2):
        officer.post(address, {"reason": "Wydarzenie jest komercyjne."})

    page = officer.get(reverse("events:desk-patronage-requests"))
    assert words(page, "tbody .tag") == ["odmowa"]


def test_officer_reads_in_words_that_a_colleague_was_faster(officer: Client):
    request = make_patronage_request()
    refuse_patronage(request=request, reason="Za późno.", actor=make_officer())

    answer = officer.post(
        reverse("events:desk-patronage-grant", args=[request.code]), {"patron": PATRON, "event": ""}
    )

    assert problems(answer) == ["Tego już nie można zrobić: obecny stan to „odmowa”."]


def test_requests_to_another_office_are_not_there(officer: Client):
    other = authorities().exclude(pk=make_county().pk).first()
    request = make_patronage_request(authority=other)

    page = officer.get(reverse("events:desk-patronage", args=[request.code]))

    assert page.status_code == 404
