"""Pages of certificates: the office issues, people download, anybody checks."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kuznia.events.links import certificates_url, delegation_url, key_of
from kuznia.events.models import Certificate
from kuznia.events.services.certificates import revoke_certificate
from kuznia.events.services.forgetting_papers import forget_papers
from kuznia.events.tests.certificates import end_of, make_certificate, make_participant, plan
from kuznia.events.tests.desk_pages import desk_url, open_form, problems
from kuznia.events.tests.factories import make_event, make_officer, make_registration, path_of
from kuznia.events.tests.pages import errors, words
from kuznia.events.views.certificates import initials
from kuznia.files.queries import files_of
from kuznia.jobs.models import Progress
from kuznia.lib.policy import Actor, AsSelf, System
from kuznia.lib.ports import file_owners, personal_data, todo_items

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
CHECK = "/zaswiadczenia/"
PLAN = {
    "hours": "5",
    "signer_name": "Anna Kuźnik",
    "signer_function": "Starosta",
    "place": "Pruszków",
}


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.KUZNIA_FILES_DIR = tmp_path


def typed(code: str) -> Any:
    return Client().post(CHECK, {"code": code})


def download_url(certificate: Certificate) -> str:
    registration = certificate.registration
    return reverse("events:registration-certificate", args=[registration.code, key_of(registration)])


def test_check_leads_to_the_certificate_when_the_code_is_typed_with_spaces():
    certificate = make_certificate()
    spaced = f"{certificate.code[:5].lower()} {certificate.code[5:]}"

    answer = typed(spaced)

    assert (answer.status_code, answer["Location"]) == (303, f"{CHECK}{certificate.code}/")


def test_check_says_that_there_is_none_when_the_code_is_unknown():
    answer = typed("ABCDEFGHJK")

    assert errors(answer) == {
        "code": ["Nie ma zaświadczenia z takim kodem. Sprawdź każdy znak i wpisz kod jeszcze raz."]
    }


def test_page_shows_initials_and_no_name_when_the_certificate_is_valid():
    certificate = make_certificate()

    answer = Client().get(f"{CHECK}{certificate.code}/")

    assert words(answer, "h1") == ["Zaświadczenie 1/2026 jest ważne"]
    assert "E. I." in words(answer, "main dd")
    assert "Iskra" not in answer.content.decode()
    assert "noindex" in answer.content.decode()


def test_page_says_so_when_the_certificate_is_revoked():
    certificate = make_certificate()
    revoke_certificate(certificate=certificate, reason="Pomyłka.", actor=make_officer())

    answer = Client().get(f"{CHECK}{certificate.code}/")

    assert words(answer, "h1") == ["Zaświadczenie 1/2026 jest cofnięte"]


def test_guessing_is_stopped_when_many_codes_are_wrong(settings):
    settings.KUZNIA_LIMITS = True

    answers = [Client().get(f"{CHECK}ABCDEFGHJ{sign}/").status_code for sign in "23456789AB" * 4]

    assert (answers[0], answers[-1]) == (404, 429)


def test_own_page_gives_the_document_when_its_link_is_held():
    certificate = make_certificate()

    page = Client().get(path_of(certificate.registration))
    answer = Client().get(download_url(certificate))

    assert download_url(certificate) in page.content.decode()
    assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="zaswiadczenie-1-2026.pdf"'


def test_document_is_not_there_when_the_certificate_is_revoked():
    certificate = make_certificate()
    revoke_certificate(certificate=certificate, reason="Pomyłka.", actor=make_officer())

    assert Client().get(download_url(certificate)).status_code == 404


def test_contact_downloads_each_when_she_holds_the_link_of_her_delegation():
    certificate = make_certificate(in_delegation=True)
    delegation = certificate.registration.delegation
    assert delegation is not None
    path = "/" + certificates_url(delegation).split("/", 3)[3]

    page = Client().get(path)
    answer = Client().get(f"{path}{certificate.code}/")

    assert words(page, "main li a")[-1] == "Ewa Iskra, zaświadczenie 1/2026 (PDF)"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]


def test_delegation_leads_to_its_certificates_when_there_are_any():
    delegation = make_certificate(in_delegation=True).registration.delegation
    assert delegation is not None
    path = "/" + certificates_url(delegation).split("/", 3)[3]

    page = Client().get("/" + delegation_url(delegation).split("/", 3)[3])

    assert f'href="{path}"' in page.content.decode()


def test_delegation_is_hidden_when_the_key_is_wrong():
    delegation = make_certificate(in_delegation=True).registration.delegation
    assert delegation is not None

    answer = Client().get(reverse("events:delegation-certificates", args=[delegation.code, "A" * 26]))

    assert answer.status_code == 404


def test_file_is_read_by_her_and_her_office_only():
    certificate = make_certificate()
    owner = next(each for each in file_owners if each.owner_label == "events.Certificate")
    person = certificate.registration.person

    readers: list[Actor] = [AsSelf(person.pk, ""), make_officer(), AsSelf(person.pk + 1_000, ""), System("x")]

    assert [owner.may_read(reader, certificate.pk) for reader in readers] == [True, True, False, False]


def test_officer_keeps_the_plan_and_starts_the_work_when_she_presses_the_button(officer: Client):
    event = make_event()
    make_participant(event)
    end_of(event)

    kept = officer.post(desk_url("desk-certificates", event), PLAN)
    started = officer.post(desk_url("desk-certificates-issue", event))

    assert kept.status_code == 303
    assert started["Location"] == Progress.objects.get().get_absolute_url()


def test_officer_reads_what_is_missing_when_nothing_is_planned(officer: Client):
    event = end_of(make_event())

    answer = officer.post(desk_url("desk-certificates-issue", event), follow=True)

    assert "Najpierw napisz, co ma być na zaświadczeniach." in answer.content.decode()
    assert not Progress.objects.exists()


def test_officer_reads_why_when_somebody_gets_none(officer: Client):
    event = make_event()
    make_registration(event)
    make_participant(event, "Jan Łuska")

    answer = officer.get(desk_url("desk-certificates", end_of(event)))

    assert words(answer, "[aria-labelledby=bez] td") == ["przy wejściu nie odnotowano obecności"]
    assert words(answer, "[aria-labelledby=czekaja] th[scope=row]") == ["Jan Łuska"]


def test_form_begins_with_who_signed_last_when_the_event_has_no_plan(officer: Client):
    plan(make_event())

    form = open_form(officer, desk_url("desk-certificates", make_event()))

    assert (form["signer_name"], form["place"], form["hours"]) == ("Anna Kuźnik", "Pruszków", "6")


def test_sample_waits_for_the_plan_when_there_is_none(officer: Client):
    event = make_event()

    answer = officer.post(desk_url("desk-certificates-print", event))

    assert answer["Location"] == desk_url("desk-certificates", event)


def test_sample_is_begun_when_the_plan_is_there(officer: Client):
    event = make_event()
    plan(event)

    answer = officer.post(desk_url("desk-certificates-print", event), {"kind": "unknown"})

    assert answer["Location"] == Progress.objects.get().get_absolute_url()


def test_officer_corrects_the_name_when_it_is_wrong(officer: Client):
    registration = make_certificate().registration
    url = desk_url("desk-certificate-correct", registration.event, registration.code)

    same = officer.post(url, {"name": "Ewa Iskra", "reason": "Literówka."})
    changed = officer.post(url, {"name": "Ewa Żar", "reason": "Literówka."})

    assert problems(same) == ["Na zaświadczeniu jest już to imię i nazwisko."]
    assert changed.status_code == 303
    assert Certificate.objects.get().name == "Ewa Żar"


def test_officer_revokes_with_a_reason(officer: Client):
    registration = make_certificate().registration
    url = desk_url("desk-certificate-revoke", registration.event, registration.code)

    empty = officer.post(url, {"revoke-reason": ""})
    sent = officer.post(url, {"revoke-reason": "Pomyłka."})

    assert problems(empty) == ["Napisz powód w jednym zdaniu."]
    assert (sent.status_code, Certificate.objects.get().is_revoked) == (303, True)


def test_officer_gives_one_all_the_same_when_the_event_is_over(officer: Client):
    event = make_event()
    registration = make_registration(event)
    plan(event)
    url = desk_url("desk-certificate-choose", event, registration.code)

    early = officer.post(url, {"reason": "Była."})
    end_of(event)
    late = officer.post(url, {"reason": "Była."})

    assert problems(early) == ["Zaświadczenia wydaje się po wydarzeniu."]
    assert (late.status_code, Certificate.objects.get().number) == (303, 1)


def test_office_is_reminded_until_everybody_has_one():
    event = make_event()
    make_participant(event)
    end_of(event)
    officer = make_officer()

    found = [item.title for port in todo_items for item in port.todo_items(officer)]

    assert "Wydaj zaświadczenia: Konferencja organizacji" in found


def test_name_goes_and_the_number_stays_when_she_is_erased():
    certificate = make_certificate()
    port = next(each for each in personal_data if each.section == "certificates")
    person_id = certificate.registration.person_id
    exported = port.export(person_id)

    count = port.erase(person_id)

    certificate.refresh_from_db()
    assert (count, exported[0]["name"], exported[0]["certificate_number"]) == (1, "Ewa Iskra", "1/2026")
    assert (certificate.name, certificate.number, files_of(certificate).count()) == ("—", 1, 0)
    assert forget_papers(registration_ids=[certificate.registration_id], actor=System("x")) == 0


@pytest.mark.parametrize(
    ("name", "shown"), [("Ewa Iskra-Żar", "E. I. Ż."), ("  jan  ó ", "J. Ó."), ("—", "—")]
)
def test_initials_are_the_first_letters_of_the_words(name: str, shown: str):
    assert initials(name) == shown


def test_nobody_is_left_out_when_the_event_has_not_taken_place(officer: Client):
    event = make_event()
    make_registration(event)

    page = officer.get(desk_url("desk-certificates", event))

    assert words(page, "#bez") == []
    assert words(page, "section[aria-labelledby=wydanie] p")[0] == (
        "Zaświadczenia wydasz po wydarzeniu. Wzór możesz zrobić w każdej chwili."
    )
