"""The public report: words by the office, figures from the records that open their lists, sources beside each other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kuznia.events.documents import attached_files
from kuznia.events.models import Event, EventReport, Minutes
from kuznia.events.queries import reports_visible_to
from kuznia.events.services import reports as services
from kuznia.events.services.minutes import open_minutes
from kuznia.events.services.reports import SectionEntry, VersionEntry
from kuznia.events.states import RecordState
from kuznia.events.tests.desk_pages import desk_url, open_form, problems, sent
from kuznia.events.tests.factories import (
    make_county,
    make_event,
    make_officer,
)
from kuznia.events.tests.pages import words
from kuznia.events.tests.test_report_figures import people_at
from kuznia.files.intake import received
from kuznia.files.kinds import NEEDS_DESCRIPTION
from kuznia.files.queries import files_of
from kuznia.files.tests.factories import PDF, picture
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.meanwhile import marks_of, values_of
from kuznia.lib.policy import Visitor

pytestmark = pytest.mark.django_db
VERSIONS = (
    VersionEntry(source="Federacja", url="https://example.org/a", words="Część obecnych złożyła deklaracje."),
    VersionEntry(source="Powiat", words="Pomysł nie wzbudził zainteresowania."),
)


@pytest.fixture
def event() -> Event:
    """A conference that takes place in the county's own hall."""
    return make_event(authority=make_county())


@pytest.fixture
def report(event: Event) -> EventReport:
    """Its report, just begun."""
    return _summary(event)


def _summary(event: Event, **changes: Any) -> EventReport:
    values: dict[str, Any] = {"summary": "Przyszło wiele osób.", "summary_en": "", "version": 0}
    return services.write_summary(event=event, **{"actor": make_officer()} | values | changes)


def _section(report: EventReport, heading: str = "Forum", **changes: Any) -> Any:
    entry = SectionEntry(heading=heading, body="Rozmawialiśmy o Forum.", **changes)
    return services.add_section(report=report, entry=entry, actor=make_officer())


def _attach(report: EventReport, content: bytes, name: str, *, alt: str = "") -> Any:
    return services.attach_to_report(
        report=report,
        upload=received(SimpleUploadedFile(name, content)),
        title="Plik",
        alt=alt,
        actor=make_officer(),
    )


def test_report_is_forbidden_to_everybody_but_the_office_of_the_event(event, report):
    with pytest.raises(Forbidden) as begun:
        _summary(event, actor=Visitor())
    with pytest.raises(Forbidden) as grown:
        services.add_section(report=report, entry=SectionEntry(heading="A"), actor=Visitor())

    refusal = "To mogą zrobić tylko urzędnicy urzędu, który prowadzi to wydarzenie."
    assert (begun.value.message, grown.value.message) == (refusal, refusal)


def test_summary_refuses_a_form_that_somebody_overtook(event, report):
    _summary(event, summary="Nowy skrót.", version=1)

    with pytest.raises(Refused) as refused:
        _summary(event, version=1)

    assert refused.value.message == (
        "Ktoś inny zmienił sprawozdanie po tym, jak je otworzono. Porównaj i zapisz jeszcze raz."
    )


def test_part_keeps_each_source_in_its_own_words(report):
    section = _section(report, versions=VERSIONS)

    services.change_section(
        section=section,
        entry=SectionEntry(heading="Forum", versions=VERSIONS[::-1]),
        opened=marks_of(values_of(SectionEntry.of(section))),
        actor=make_officer(),
    )

    assert [version.source for version in section.versions.all()] == ["Powiat", "Federacja"]


def test_officer_keeps_what_a_colleague_changed_in_another_field_of_the_part(officer: Client, report, event):
    url = desk_url("desk-report-section", event, _section(report, versions=VERSIONS).pk)
    stale = open_form(officer, url)
    sent(officer, url, {"heading": "Forum roku"})

    officer.post(url, {**stale, "words_1": "Było 90 osób."})

    kept = SectionEntry.of(report.sections.get())
    assert (kept.heading, kept.versions[0].words) == ("Forum roku", "Było 90 osób.")
    assert kept.versions[1] == VERSIONS[1]


def test_officer_sees_both_and_decides_when_a_colleague_changed_the_same_sources(
    officer: Client, report, event
):
    url = desk_url("desk-report-section", event, _section(report, versions=VERSIONS).pk)
    stale = open_form(officer, url)
    sent(officer, url, {"words_1": "Było 80 osób."})

    asked = officer.post(url, {**stale, "words_1": "Było 90 osób."})
    marks = asked.context["form"]["marks"].value()
    officer.post(url, {**stale, "words_1": "Było 90 osób.", "marks": marks})

    assert problems(asked) == [
        "Ktoś zmienił te same pola, odkąd masz otwarty ten formularz. Porównaj i zapisz jeszcze raz."
    ]
    assert [each.label for each in asked.context["form"].differences] == ["Co podają źródła"]
    assert SectionEntry.of(report.sections.get()).versions[0].words == "Było 90 osób."


def test_parts_are_put_in_order_and_taken_out(report):
    first, second, third = (_section(report, heading) for heading in ("A", "B", "C"))
    officer = make_officer()

    services.move_section_up(section=third, actor=officer)
    services.move_section_up(section=first, actor=officer)
    services.remove_section(report=report, number=second.pk, actor=officer)
    again = _section(report, "C")

    assert [section.heading for section in report.sections.all()] == ["A", "C"]
    assert again.pk == third.pk


def test_picture_is_refused_without_a_description(report):
    with pytest.raises(Refused) as refused:
        _attach(report, picture(), "sala.png")

    assert (refused.value.field, refused.value.message) == (
        "alt",
        str(NEEDS_DESCRIPTION),
    )
    assert list(files_of(report)) == []


def test_file_is_kept_once_and_taken_off(report):
    first = _attach(report, PDF, "slajdy.pdf")
    second = _attach(report, PDF, "slajdy.pdf")

    services.detach_from_report(report=report, number=first.pk, actor=make_officer())

    assert (first.pk, attached_files(report)) == (second.pk, [])


def test_published_report_changes_only_after_it_was_taken_back(event, report):
    published = services.publish_report(report=report, actor=make_officer())

    with pytest.raises(Refused) as refused:
        _section(published)
    services.withdraw_report(report=published, reason="Literówka.", actor=make_officer())

    assert refused.value.message == "Sprawozdanie jest opublikowane. Żeby je poprawić, najpierw je cofnij."
    assert _section(published).heading == "Forum"


def test_draft_is_visible_to_its_office_alone(report):
    other = make_officer()
    seen = [reports_visible_to(actor).count() for actor in (Visitor(), other)]
    services.publish_report(report=report, actor=other)

    assert (seen, reports_visible_to(Visitor()).count()) == ([0, 1], 1)


def test_documents_of_the_report_replace_those_made_before(event, report):
    _section(report, versions=VERSIONS)
    _attach(report, picture("JPEG", (40, 20)), "sala.jpg", alt="Pełna sala")

    for _time in range(2):
        services.make_documents(kept=report, actor=make_officer())
        run_waiting_jobs()

    names = [file.original_name for file in files_of(report)]
    stem = f"sprawozdanie-{event.slug}"
    assert names == ["sala.jpg", f"{stem}.pdf", f"{stem}.docx"]
    assert [file.original_name for file in attached_files(report)] == ["sala.jpg"]


def test_document_is_kept_by_the_house_alone(report):
    with pytest.raises(Forbidden):
        services.keep_document(
            kept=report, content=PDF, filename="a.pdf", content_type="", title="A", actor=make_officer()
        )


def test_officer_writes_the_report_and_everybody_reads_it(officer: Client, client: Client, event):
    people_at(event)
    sent(officer, desk_url("desk-report", event), {"summary": "Przyszło wiele osób."})
    section = {
        "heading": "Forum",
        "source_1": "Federacja",
        "words_1": "Tak.",
        "source_2": "Powiat",
        "words_2": "Nie.",
    }
    officer.post(desk_url("desk-report-section-new", event), section)
    hidden = client.get(f"{event.get_absolute_url()}sprawozdanie/").status_code
    officer.post(desk_url("desk-report-publish", event))

    page = client.get(f"{event.get_absolute_url()}sprawozdanie/")
    assert hidden == 404
    assert words(page, ".figures b") == ["4", "2", "1", "3", "1"]
    assert words(page, ".source figcaption") == ["Federacja", "Powiat"]


def test_officer_reads_at_the_field_what_is_wrong_with_a_part(officer: Client, report, event):
    typed = {"heading": "", "url_1": "ftp://x", "words_2": "Tak.", "source_3": "Powiat"}

    page = officer.post(desk_url("desk-report-section-new", event), typed)

    assert problems(page) == [
        "Uzupełnij pole „Nagłówek”.",
        "Podaj źródło.",
        "Podaj cały adres, od https:// albo http://.",
        "Podaj źródło.",
        "Napisz, co podaje to źródło.",
    ]


def test_officer_reads_that_a_part_needs_words(officer: Client, report, event):
    page = officer.post(desk_url("desk-report-section-new", event), {"heading": "Pusto"})

    assert problems(page) == ["Napisz tekst albo co podaje źródło."]


def test_officer_changes_orders_and_removes_parts(officer: Client, report, event):
    first, second = _section(report, "A"), _section(report, "B", versions=VERSIONS)

    sent(officer, desk_url("desk-report-section", event, second.pk), {"heading": "Bis"})
    officer.post(desk_url("desk-report-section-up", event, second.pk))
    officer.post(desk_url("desk-report-section-remove", event, first.pk))

    second.refresh_from_db()
    assert (second.heading, second.versions.count(), report.sections.count()) == ("Bis", 2, 1)


def test_officer_adds_and_removes_files(officer: Client, report, event):
    upload = SimpleUploadedFile("slajdy.pdf", PDF)
    officer.post(desk_url("desk-report-attach", event), {"title": "Slajdy", "file": upload})
    kept = files_of(report).get()
    missing = officer.post(desk_url("desk-report-attach", event), {"title": ""})

    officer.post(desk_url("desk-report-detach", event, kept.pk))

    assert (kept.title, files_of(report).count()) == ("Slajdy", 0)
    assert problems(missing) == ["Uzupełnij pole „Tytuł dokumentu”.", "Wybierz plik."]


def test_officer_reads_in_words_that_a_published_report_stays(officer: Client, report, event):
    section = _section(report)
    services.publish_report(report=report, actor=make_officer())

    page = officer.post(desk_url("desk-report-section-up", event, section.pk), follow=True)
    changed = officer.post(desk_url("desk-report-section", event, section.pk), {"heading": "A", "body": "B"})
    attached = officer.post(
        desk_url("desk-report-attach", event), {"title": "A", "file": SimpleUploadedFile("a.pdf", PDF)}
    )

    refusal = "Sprawozdanie jest opublikowane. Żeby je poprawić, najpierw je cofnij."
    assert words(page, ".note--warn") == [refusal]
    again = "Wybierz ten plik jeszcze raz: przeglądarka nie pamięta go, gdy formularz wraca do poprawy."
    assert (problems(changed), problems(attached)) == ([refusal], [refusal, again])


def test_officer_takes_the_report_back(officer: Client, report, event):
    officer.post(desk_url("desk-report-publish", event))
    officer.post(desk_url("desk-report-publish", event))
    officer.post(desk_url("desk-report-withdraw", event), {"reason": "Literówka."})

    report.refresh_from_db()
    assert report.state == RecordState.DRAFT


def test_officer_compares_when_somebody_overtook_her(officer: Client, report, event):
    _summary(event, summary="Nowy skrót.", version=1)

    page = officer.post(desk_url("desk-report", event), {"version": "1", "summary": "Mój skrót."})

    assert page.context["summary_form"]["summary"].value() == "Mój skrót."
    assert page.context["summary_form"]["version"].value() == "2"


def test_officer_reads_that_a_published_summary_stays(officer: Client, report, event):
    services.publish_report(report=report, actor=make_officer())

    page = officer.post(desk_url("desk-report", event), {"version": "1", "summary": "Mój skrót."})

    assert problems(page) == ["Sprawozdanie jest opublikowane. Żeby je poprawić, najpierw je cofnij."]


@pytest.mark.parametrize("name", ["desk-report-section", "desk-report-section-up"])
def test_part_of_another_report_is_not_there(officer: Client, report, event, name):
    assert officer.post(desk_url(name, event, 999)).status_code == 404


def test_report_that_was_not_begun_has_no_parts(officer: Client, event):
    assert officer.get(desk_url("desk-report-section-new", event)).status_code == 404


def test_page_of_a_past_event_leads_to_its_report_and_minutes(client: Client, stopped_clock, report, event):
    minutes = open_minutes(event=event, actor=make_officer())
    Minutes.objects.filter(pk=minutes.pk).update(state=RecordState.PUBLISHED)
    services.publish_report(report=report, actor=make_officer())

    stopped_clock.move_to(event.ends_at + timedelta(minutes=1))

    links = words(client.get(event.get_absolute_url()), ".records a")
    assert links == ["Przeczytaj sprawozdanie", "Przeczytaj protokół"]
