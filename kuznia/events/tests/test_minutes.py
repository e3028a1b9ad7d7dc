"""Minutes: begun from the programme, filled in, published; decisions, and actions with owner and date."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from kuznia.audit.queries import history_of
from kuznia.events.models import Event, Minutes
from kuznia.events.queries import open_actions_of
from kuznia.events.services import minutes as services
from kuznia.events.services.minutes import ActionEntry, DecisionEntry
from kuznia.events.states import RecordState, SessionKind
from kuznia.events.tests.desk_pages import desk_url, open_form, problems, sent
from kuznia.events.tests.factories import make_county, make_event, make_officer, make_session
from kuznia.events.tests.pages import soup, words
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import Visitor
from kuznia.lib.ports import todo_items

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 24)
DECISION = DecisionEntry(wording="Powołujemy zespół.", votes_for=20, votes_against=1, votes_abstained=2)
ACTION = ActionEntry(task="Zaprosić gminy", owner="Ewa Iskra", due_on=DUE)


@pytest.fixture
def event() -> Event:
    """A meeting with two talks and a break."""
    event = make_event(title="Spotkanie", authority=make_county())
    make_session(event, title="Powitanie")
    make_session(event, title="Rozmowa")
    make_session(event, kind=SessionKind.BREAK, title="Przerwa")
    return event


@pytest.fixture
def minutes(event: Event) -> Minutes:
    """The minutes of that meeting, just begun."""
    return services.open_minutes(event=event, actor=make_officer())


def _written(minutes: Minutes, **changes: object) -> Minutes:
    first = minutes.items.earliest("position")
    values: dict[str, object] = {
        "chair": "Ewa Iskra",
        "secretary": "Jan Miech",
        "courses": {first.pk: "Starosta powitała gości."},
        "version": minutes.version,
        "actor": make_officer(),
    } | changes
    return services.change_minutes(minutes=minutes, **values)  # type: ignore[arg-type]


def _published(minutes: Minutes) -> Minutes:
    return services.publish_minutes(minutes=_written(minutes), actor=make_officer())


def test_minutes_begin_with_the_agenda_of_the_programme_without_breaks(minutes, event):
    again = services.open_minutes(event=event, actor=make_officer())

    assert again.pk == minutes.pk
    assert [item.heading for item in minutes.items.all()] == ["Powitanie", "Rozmowa"]
    assert [line.sentence for line in history_of(event, audiences=("office",))] == ["Zaczęto protokół."]


def test_minutes_are_forbidden_to_everybody_but_the_office_of_the_event(minutes, event):
    with pytest.raises(Forbidden) as opened:
        services.open_minutes(event=event, actor=Visitor())
    with pytest.raises(Forbidden) as changed:
        _written(minutes, actor=Visitor())

    refusal = "To mogą zrobić tylko urzędnicy urzędu, który prowadzi to wydarzenie."
    assert (opened.value.message, changed.value.message) == (refusal, refusal)


def test_minutes_keep_what_was_said(minutes):
    written = _written(minutes)

    assert (written.chair, written.secretary, written.version) == ("Ewa Iskra", "Jan Miech", 2)
    assert [item.course for item in written.items.all()] == ["Starosta powitała gości.", ""]


def test_minutes_refuse_a_form_that_somebody_overtook(minutes):
    _written(minutes)

    with pytest.raises(Refused) as refused:
        _written(minutes, version=1)

    assert (refused.value.field, refused.value.message) == (
        "version",
        "Ktoś inny zmienił protokół po tym, jak go otworzono. Porównaj i zapisz jeszcze raz.",
    )


def test_decisions_are_numbered_without_gaps(minutes):
    officer = make_officer()
    for wording in ("A", "B", "C", "B"):
        services.add_decision(minutes=minutes, entry=DecisionEntry(wording=wording), actor=officer)

    services.remove_decision(minutes=minutes, number=1, actor=officer)
    services.remove_decision(minutes=minutes, number=7, actor=officer)

    assert [(one.number, one.wording) for one in minutes.decisions.all()] == [(1, "B"), (2, "C")]


def test_points_and_actions_come_and_go(minutes):
    officer = make_officer()
    for _click in range(2):
        point = services.add_point(minutes=minutes, heading="Wolne wnioski", actor=officer)
        action = services.add_action(minutes=minutes, entry=ACTION, actor=officer)
    before = (minutes.items.count(), minutes.actions.count())

    services.remove_point(minutes=minutes, number=point.pk, actor=officer)
    services.remove_action(minutes=minutes, number=action.pk, actor=officer)

    assert (before, minutes.items.count(), minutes.actions.count()) == ((3, 1), 2, 0)


def test_first_point_of_an_empty_agenda_is_the_first():
    minutes = services.open_minutes(event=make_event(), actor=make_officer())

    point = services.add_point(minutes=minutes, heading="Powitanie", actor=make_officer())

    assert point.position == 0


def test_minutes_without_a_word_are_not_published(minutes):
    with pytest.raises(Refused) as refused:
        services.publish_minutes(minutes=minutes, actor=make_officer())

    assert refused.value.message == "Przed publikacją opisz przebieg przynajmniej jednego punktu."


def test_published_minutes_change_only_after_they_were_taken_back(minutes):
    published = _published(minutes)

    with pytest.raises(Refused) as refused:
        _written(published, version=2)
    services.withdraw_minutes(minutes=published, reason="Literówka.", actor=make_officer())

    assert refused.value.message == "Protokół jest opublikowany. Żeby go poprawić, najpierw go cofnij."
    assert _written(published, version=2).state == RecordState.DRAFT


def test_action_is_done_also_after_the_minutes_were_published(minutes):
    action = services.add_action(minutes=minutes, entry=ACTION, actor=make_officer())
    _published(minutes)

    done = services.finish_action(
        action=action, done_on=date(2026, 12, 20), outcome="Przyszło sześć gmin.", actor=make_officer()
    )

    assert (done.done_on, done.outcome) == (date(2026, 12, 20), "Przyszło sześć gmin.")
    assert list(open_actions_of(make_officer())) == []


def test_open_actions_wait_on_the_offices_desk(minutes):
    services.add_action(minutes=minutes, entry=ACTION, actor=make_officer())

    waiting = [item for port in todo_items for item in port.todo_items(make_officer())]

    assert "Zobowiązanie: Zaprosić gminy" in [item.title for item in waiting]


def test_officer_keeps_the_minutes_on_the_desk(officer: Client, event):
    address = desk_url("desk-minutes", event)
    officer.post(address)
    first = event.minutes.items.earliest("position")

    sent_form = officer.post(address, {"version": "1", "chair": "Ewa", f"item_{first.pk}": "Powitano gości."})
    officer.post(desk_url("desk-minutes-add", event, "decision"), {"wording": "Powołujemy zespół."})
    officer.post(
        desk_url("desk-minutes-add", event, "action"),
        {"task": "Zaprosić gminy", "owner": "Ewa", "due_on": "2026-12-24"},
    )
    officer.post(desk_url("desk-minutes-publish", event))

    page = officer.get(f"{event.get_absolute_url()}protokol/")
    assert sent_form.status_code == 303
    assert words(page, "main ol h3") == ["Powitanie", "Rozmowa"]
    assert words(page, "main td")[:2] == ["Ewa", "24 grudnia 2026"]


def test_officer_compares_when_somebody_overtook_her(officer: Client, minutes, event):
    _written(minutes)

    page = officer.post(desk_url("desk-minutes", event), {"version": "1", "chair": "Anna"})

    assert problems(page) == [
        "Ktoś inny zmienił protokół po tym, jak go otworzono. Porównaj i zapisz jeszcze raz."
    ]
    assert page.context["form"]["chair"].value() == "Anna"
    assert page.context["form"]["version"].value() == "2"


@pytest.mark.parametrize(
    ("button", "typed"),
    [
        (("desk-minutes-add", "point"), {"heading": "Nowy"}),
        (("desk-minutes-add", "point"), {"heading": ""}),
        (("desk-minutes-add", "decision"), {"wording": "Tak."}),
        (("desk-minutes-add", "action"), {"task": "A", "owner": "B", "due_on": "2026-12-24"}),
        (("desk-minutes-remove", "decision", 1), {}),
        (("desk-minutes-publish",), {}),
        (("desk-minutes-documents",), {}),
    ],
)
def test_course_that_is_typed_stays_when_another_button_is_pressed(officer, minutes, event, button, typed):
    (name, *rest), first = button, f"item_{minutes.items.earliest('position').pk}"
    form = open_form(officer, desk_url("desk-minutes", event)) | {first: "Powitano\r\ngości."}

    page = officer.post(desk_url(name, event, *rest), form | typed, follow=True)

    assert words(page, f"textarea[name={first}]") == ["Powitano gości."]
    minutes.refresh_from_db()
    assert (minutes.state, minutes.items.exclude(course="").count()) == (RecordState.DRAFT, 0)


def test_point_that_is_typed_stays_when_the_minutes_are_saved(officer: Client, minutes, event):
    form = open_form(officer, desk_url("desk-minutes", event)) | {"chair": "Ewa", "due_on": "jutro"}

    page = officer.post(desk_url("desk-minutes", event), form | {"heading": "Nowy"}, follow=True)

    kept = soup(page).select("[name=chair], [name=heading], [name=due_on]")
    assert [each["value"] for each in kept] == ["Ewa", "Nowy", "jutro"]


def test_minutes_are_published_and_printed_only_when_all_that_is_typed_is_saved(officer, minutes, event):
    _written(minutes)

    pages = [
        officer.post(desk_url(name, event), {"heading": "Nowy"})
        for name in ("desk-minutes-publish", "desk-minutes-documents")
    ]

    warning = "Nie wszystko, co tu wpisano, jest zapisane. Najpierw to zapisz albo usuń."
    assert [words(page, ".note--warn") for page in pages] == [[warning], [warning]]


@pytest.mark.parametrize(
    ("what", "typed", "said"),
    [
        ("decision", {"wording": "", "votes_for": "3"}, "Uzupełnij pole „Ustalenie”."),
        ("decision", {"wording": "A", "votes_for": "3"}, "Podaj wszystkie trzy liczby głosów albo żadnej."),
        (
            "action",
            {"task": "A", "owner": "B", "due_on": "jutro"},
            "Podaj dzień jako rok-miesiąc-dzień, na przykład 2026-12-12.",
        ),
        ("point", {"heading": ""}, "Uzupełnij pole „Punkt porządku”."),
    ],
)
def test_officer_reads_at_the_field_what_is_wrong(officer: Client, minutes, event, what, typed, said):
    page = officer.post(desk_url("desk-minutes-add", event, what), typed)

    assert said in problems(page)


def test_officer_marks_an_action_as_done(officer: Client, minutes, event):
    action = services.add_action(minutes=minutes, entry=ACTION, actor=make_officer())

    sent(officer, desk_url("desk-action-done", event, action.pk), {"outcome": "Przyszły."})

    assert minutes.actions.get().outcome == "Przyszły."


def test_officer_takes_published_minutes_back(officer: Client, minutes, event):
    _published(minutes)

    empty = officer.post(desk_url("desk-minutes-withdraw", event), {"reason": ""})
    officer.post(desk_url("desk-minutes-withdraw", event), {"reason": "Literówka."})
    again = officer.post(desk_url("desk-minutes-withdraw", event), {"reason": ""})

    minutes.refresh_from_db()
    assert (empty.status_code, again.status_code, minutes.state) == (200, 303, RecordState.DRAFT)


def test_officer_reads_in_words_that_published_minutes_stay(officer: Client, minutes, event):
    _published(minutes)

    added = officer.post(desk_url("desk-minutes-add", event, "point"), {"heading": "Nowy"})
    removed = officer.post(desk_url("desk-minutes-remove", event, "point", 1), follow=True)

    refusal = "Protokół jest opublikowany. Żeby go poprawić, najpierw go cofnij."
    assert problems(added) == [refusal]
    assert words(removed, ".note--warn") == [refusal]


@pytest.mark.parametrize("name", ["desk-minutes-add", "desk-minutes-remove"])
def test_what_minutes_do_not_have_is_not_there(officer: Client, minutes, event, name):
    rest = ["bzdura"] if name.endswith("add") else ["bzdura", 1]

    assert officer.post(desk_url(name, event, *rest)).status_code == 404


def test_action_of_other_minutes_is_not_there(officer: Client, minutes, event):
    assert officer.get(desk_url("desk-action-done", event, 999)).status_code == 404


def test_minutes_become_pdf_and_docx(officer: Client, minutes, event):
    services.add_decision(minutes=minutes, entry=DECISION, actor=make_officer())
    _written(minutes)

    for _click in range(2):
        officer.post(desk_url("desk-minutes-documents", event))
        run_waiting_jobs()

    page = officer.get(desk_url("desk-minutes", event))
    assert [d.original_name for d in page.context["documents"]] == [
        f"protokol-{event.slug}.pdf",
        f"protokol-{event.slug}.docx",
    ]


def test_draft_minutes_are_read_by_nobody_else(client: Client, minutes, event):
    address = f"{event.get_absolute_url()}protokol/"
    hidden = client.get(address).status_code
    _published(minutes)

    assert (hidden, client.get(address).status_code) == (404, 200)
