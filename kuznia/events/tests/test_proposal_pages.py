"""The pages on which an organisation proposes its events and an office decides, as both sides use them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kuznia.directory.models import Organisation
from kuznia.directory.tests.factories import representative_of, signed_in
from kuznia.events.models import Event, EventProposal
from kuznia.events.services.proposals import submit_proposal, take_proposal_back
from kuznia.events.states import EventState, ProposalState
from kuznia.events.tests.desk_pages import moment_fields, officer_client, open_form, problems, sent
from kuznia.events.tests.factories import (
    DAY,
    make_county,
    make_event,
    make_organisation,
    representative_actor,
)
from kuznia.events.tests.pages import soup
from kuznia.events.tests.proposal_factories import (
    make_accepted_proposal,
    make_proposal,
    make_submitted_proposal,
)
from kuznia.lib import clock

pytestmark = pytest.mark.django_db
FORM = {
    "kind": "picnic",
    "title": "Piknik sąsiedzki",
    "lead": "Gry i wspólny stół.",
    **moment_fields("starts_at", DAY),
    **moment_fields("ends_at", DAY + timedelta(hours=3)),
    "place_name": "Polana",
    "place_address": "ul. Leśna 1",
    "sign_up": "none",
    "contact_name": "Ewa Iskra",
    "contact_email": "piknik@example.org",
}


@dataclass(frozen=True)
class Hers:
    """The browser of a representative, and the organisation for which she acts in it."""

    client: Client
    organisation: Organisation

    def get(self, address: str, **rest: Any) -> Any:
        return self.client.get(address, **rest)

    def post(self, address: str, *rest: Any, **more: Any) -> Any:
        return self.client.post(address, *rest, **more)


@pytest.fixture
def hers(stopped_clock, settings):
    """The browser of a representative who acts for the organisation „Iskra”."""
    settings.KUZNIA_DEMO = True
    make_county()
    organisation = make_organisation("Iskra")
    client = signed_in(Client(), representative_of(organisation))
    client.post("/dzialaj-jako/", {"role": f"organisation:{organisation.pk}"})
    return Hers(client, organisation)


def _words(answer):
    return " ".join(soup(answer).get_text(" ").split())


def _mine(client, name, *rest):
    return reverse(f"events:{name}", args=[client.organisation.slug, *rest])


def _desk(name, proposal):
    return reverse(f"events:{name}", args=[proposal.pk])


def _page(hers, proposal):
    return hers.get(_mine(hers, "my-proposal", proposal.pk)).content.decode()


def _state(proposal):
    return EventProposal.objects.get(pk=proposal.pk).state


def test_event_goes_from_the_organisations_form_to_the_public_page(hers, client):
    written = sent(hers.client, _mine(hers, "my-proposal-new"), FORM)
    proposal = EventProposal.objects.get()
    assert "Tak to będzie wyglądać na stronie" in _words(hers.get(written["Location"]))

    hers.post(_mine(hers, "my-proposal-submit", proposal.pk))
    officer = officer_client()
    assert "Zdecyduj o wydarzeniu organizacji: Piknik sąsiedzki" in _words(officer.get("/urzad/"))
    answer = sent(officer, _desk("desk-proposal", proposal), {})
    form = {"version": "1"}
    answer = officer.post(_desk("desk-proposal-accept", proposal), form, follow=True)

    assert "Wydarzenie jest ogłoszone. Organizacja dostanie e-mail." in _words(answer)
    page = client.get(Event.objects.get().get_absolute_url())
    assert (page.status_code, "Iskra" in _words(page)) == (200, True)
    assert "Piknik sąsiedzki" in _words(client.get("/kalendarz/2026/12/"))


def test_returned_event_is_corrected_on_the_page_and_sent_again(hers):
    proposal = make_submitted_proposal(hers.organisation)
    reason = {"back-reason": "Kiedy?", "back-version": "1"}
    officer_client().post(_desk("desk-proposal-send-back", proposal), reason)
    assert "Odpowiedź urzędu: Kiedy?" in _words(hers.get(_mine(hers, "my-proposal", proposal.pk)))

    sent(hers.client, _mine(hers, "my-proposal-edit", proposal.pk), {"title": "Piknik w sobotę"})
    hers.post(_mine(hers, "my-proposal-submit", proposal.pk))

    kept = EventProposal.objects.get()
    assert (kept.title, kept.state) == ("Piknik w sobotę", ProposalState.SUBMITTED)


def test_form_keeps_what_was_typed_when_the_service_refuses_it(hers):
    answer = sent(hers.client, _mine(hers, "my-proposal-new"), {**FORM, "place_name": ""})

    assert problems(answer) == ["Wybierz miejsce albo wpisz, gdzie to jest – jedno z dwojga."]
    assert 'value="Piknik sąsiedzki"' in answer.content.decode()


def test_form_says_what_to_write_where_it_is_empty(hers):
    answer = sent(hers.client, _mine(hers, "my-proposal-new"), {**FORM, "title": "", "contact_name": ""})

    assert problems(answer) == ["Wpisz, jak nazywa się wydarzenie.", "Wpisz, kogo można pytać."]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://przyklad.pl/",
        "https://powiat.pl@zly.example/",
        "nie ma",
    ],
)
def test_form_takes_no_address_that_is_not_of_the_web(hers, url):
    answer = sent(
        hers.client, _mine(hers, "my-proposal-new"), {**FORM, "sign_up": "elsewhere", "sign_up_url": url}
    )

    assert problems(answer) == ["Podaj adres strony, na przykład https://przyklad.pl/zapisy."]


@pytest.mark.parametrize("sign", ["\u202e", "\x01", "\r\n"])
def test_form_takes_no_address_with_signs_that_nobody_sees(hers, sign):
    extra = {"sign_up": "elsewhere", "sign_up_url": f"https://przyklad.pl/{sign}zapisy"}

    answer = sent(hers.client, _mine(hers, "my-proposal-new"), {**FORM, **extra})

    assert problems(answer) == ["Usuń niewidoczne znaki; jeśli tekst jest wklejony, wpisz go ręcznie."]


def test_form_sent_twice_keeps_one_event(hers):
    for _click in range(2):
        sent(hers.client, _mine(hers, "my-proposal-new"), FORM)
    sent(hers.client, _mine(hers, "my-proposal-new"), {**FORM, "place_name": "Rynek"})

    assert [each.place_name for each in EventProposal.objects.order_by("pk")] == ["Polana", "Rynek"]


def test_office_gets_only_so_many_letters_when_a_button_is_pressed_again_and_again(hers, settings):
    settings.KUZNIA_LIMITS = True
    address = _mine(hers, "my-proposal-submit", make_proposal(hers.organisation).pk)

    answers = [hers.post(address).status_code for _click in range(61)]

    assert (set(answers[:60]), answers[60]) == ({303}, 429)


def test_form_leaves_out_what_the_chosen_sign_up_does_not_use(hers):
    extra = {"sign_up": "none", "sign_up_url": "https://przyklad.pl", "capacity": "20"}

    sent(hers.client, _mine(hers, "my-proposal-new"), {**FORM, **extra})

    kept = EventProposal.objects.get()
    assert (kept.sign_up_url, kept.capacity) == ("", None)


def test_form_of_what_the_office_reads_says_to_take_it_back_first(hers):
    proposal = make_submitted_proposal(hers.organisation)

    answer = sent(hers.client, _mine(hers, "my-proposal-edit", proposal.pk), {})

    assert "Ta propozycja jest teraz w urzędzie. Najpierw ją cofnij, potem zmień." in _words(answer)


def test_buttons_do_their_act_once(hers):
    proposal = make_proposal(hers.organisation)
    seen = []
    for act in ("submit", "submit", "take-back", "withdraw", "withdraw", "submit"):
        answer = hers.post(_mine(hers, f"my-proposal-{act}", proposal.pk), follow=True)
        seen.append((_state(proposal), answer.status_code))

    states = ["submitted", "submitted", "draft", "withdrawn", "withdrawn", "withdrawn"]
    assert seen == [(state, 200) for state in states]
    assert "Tego już nie można zrobić: obecny stan to „wycofane”." in _words(answer)


def test_announced_event_is_cancelled_with_a_reason_once(hers):
    proposal = make_accepted_proposal(hers.organisation)
    address = _mine(hers, "my-proposal-cancel", proposal.pk)
    assert problems(hers.post(address, {"reason": ""})) == ["Napisz powód w jednym zdaniu."]

    answers = [hers.post(address, {"reason": "Wichura."}, follow=True) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert Event.objects.get().state == EventState.CANCELLED
    assert "Wydarzenie jest odwołane. Mówi o tym jego strona." in _words(answers[1])


def test_event_that_is_over_can_no_longer_be_cancelled_by_a_form_opened_before(hers, stopped_clock):
    proposal, address = make_accepted_proposal(hers.organisation), "my-proposal-cancel"
    Event.objects.update(starts_at=clock.now() - timedelta(hours=2), ends_at=clock.now())

    answer = hers.post(_mine(hers, address, proposal.pk), {"reason": "Wichura."})

    assert problems(answer) == ["Wydarzenie już się skończyło, więc nie można go odwołać."]
    assert _mine(hers, address, proposal.pk) not in _page(hers, proposal)


def test_who_may_only_read_sees_the_list_and_no_button(hers):
    reader = signed_in(Client(), representative_of(hers.organisation, may_edit=False))
    reader.post("/dzialaj-jako/", {"role": f"organisation:{hers.organisation.pk}"})
    proposal = make_proposal(hers.organisation)

    listed = _words(reader.get(_mine(hers, "my-proposals")))
    codes = [
        reader.get(_mine(hers, "my-proposal-new")).status_code,
        reader.post(_mine(hers, "my-proposal-submit", proposal.pk)).status_code,
        reader.get(_mine(hers, "my-proposal", proposal.pk)).status_code,
    ]

    assert "Tutaj możesz czytać." in listed
    assert codes == [403, 403, 200]


def test_who_pressed_a_button_in_another_role_comes_back_to_the_list(hers):
    proposal = make_proposal(hers.organisation)
    hers.post("/dzialaj-jako/", {"role": "self"})

    answer = hers.post(_mine(hers, "my-proposal-submit", proposal.pk))

    assert answer["Location"] == f"/dzialaj-jako/?next={_mine(hers, 'my-proposals').replace('/', '%2F')}"


def test_who_acts_in_another_role_is_asked_to_choose(hers):
    hers.post("/dzialaj-jako/", {"role": "self"})

    answer = hers.get(_mine(hers, "my-proposals"))

    assert answer["Location"] == f"/dzialaj-jako/?next={_mine(hers, 'my-proposals').replace('/', '%2F')}"


def test_pages_are_not_there_for_another_organisation(hers):
    other = make_proposal(make_organisation("Obca"))

    assert hers.get(_mine(hers, "my-proposal", other.pk)).status_code == 404
    assert hers.get(reverse("events:my-proposals", args=[other.organisation.slug])).status_code == 404


def test_page_of_own_events_stands_among_those_of_the_organisation(hers):
    for name in ("my-organisation", "my-representatives", "exchanges"):
        page = soup(hers.get(reverse(f"directory:{name}", args=[hers.organisation.slug])))
        assert page.select_one(f'a.chip[href="{_mine(hers, "my-proposals")}"]') is not None


def test_office_reads_why_it_can_no_longer_announce(hers):
    proposal, officer = make_submitted_proposal(hers.organisation), officer_client()
    actor = representative_actor(hers.organisation)
    submit_proposal(proposal=take_proposal_back(proposal=proposal, actor=actor), actor=actor)
    EventProposal.objects.update(version=2)

    answer = officer.post(_desk("desk-proposal-accept", proposal), {"version": "1"})

    words_of_page = "Ktoś zmienił tę propozycję, odkąd ją otwarto. Przeczytaj ją jeszcze raz, potem zdecyduj."
    assert words_of_page in _words(answer)
    assert not Event.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "²", "9" * 40])
def test_office_announces_nothing_with_a_version_that_never_was(hers, version):
    proposal = make_submitted_proposal(hers.organisation)

    officer_client().post(_desk("desk-proposal-accept", proposal), {"version": version})

    assert _state(proposal) == ProposalState.SUBMITTED


@pytest.mark.parametrize(
    ("name", "prefix", "state"),
    [("desk-proposal-send-back", "back", "returned"), ("desk-proposal-refuse", "no", "refused")],
)
def test_office_answers_with_a_reason_once(hers, name, prefix, state):
    proposal, officer = make_submitted_proposal(hers.organisation), officer_client()
    empty = officer.post(_desk(name, proposal), {f"{prefix}-version": "1"})
    assert problems(empty) == ["Napisz powód w jednym zdaniu."]

    stale = officer.post(_desk(name, proposal), {f"{prefix}-version": "9", f"{prefix}-reason": "Nie."})
    assert len(problems(stale)) == 1
    form = {f"{prefix}-version": "1", f"{prefix}-reason": "Nie."}
    answers = [officer.post(_desk(name, proposal), form).status_code for _click in range(2)]

    assert (answers, _state(proposal)) == ([303, 303], state)


def test_office_announces_once_when_the_button_is_pressed_twice(hers):
    proposal, officer = make_submitted_proposal(hers.organisation), officer_client()

    answers = [officer.post(_desk("desk-proposal-accept", proposal), {"version": "1"}) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert Event.objects.count() == 1


def test_office_is_told_that_nobody_reads_and_that_it_is_too_late(stopped_clock, settings):
    settings.KUZNIA_DEMO = True
    proposal = make_submitted_proposal()
    stopped_clock.move_to(DAY + timedelta(hours=1))

    page = _words(officer_client().get(_desk("desk-proposal", proposal)))

    assert "Nikt już tu nie działa w imieniu tej organizacji" in page
    assert "Wydarzenie już się zaczęło. Można je ogłosić tylko z późniejszą datą." in page


@pytest.mark.parametrize("rows", [1, 30])
def test_lists_take_as_many_queries_however_many_rows(hers, count_queries, rows):
    for _number in range(rows):
        make_submitted_proposal(hers.organisation)
    officer = officer_client()

    own = count_queries(lambda: hers.get(_mine(hers, "my-proposals")))
    desk = count_queries(lambda: officer.get(reverse("events:desk-proposals")))

    assert (own, desk) == (6, 6)


def test_event_page_leads_to_the_sign_up_of_the_organisation(client, stopped_clock):
    event = make_event(takes_registrations=False, sign_up_url="https://przyklad.pl/zapisy")

    page = soup(client.get(event.get_absolute_url()))

    link = page.select_one('a.btn[href="https://przyklad.pl/zapisy"]')
    assert link is not None
    assert link.get_text(strip=True) == "Przejdź do zapisów"


def test_office_gives_one_place_of_sign_up(officer):
    form = open_form(officer, reverse("events:desk-event-new"))
    venue = make_event().venue
    answers = {**FORM, "venue": str(venue.pk), "takes_registrations": "on", "sign_up_url": "przyklad.pl"}

    answer = officer.post(reverse("events:desk-event-new"), {**form, **answers})

    assert problems(answer) == ["Zapisy są w jednym miejscu: tutaj albo na innej stronie. Wybierz jedno."]
