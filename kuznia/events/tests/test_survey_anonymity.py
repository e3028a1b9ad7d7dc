"""What an anonymous survey promises (docs/adr/0022), asked of the database itself: columns, dumps, xmin and ctid."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection

from kuznia.events.models import Registration, SealedAnswers, Survey, SurveyInvitation, SurveyResponse
from kuznia.events.seal import opened, sealed
from kuznia.events.services.surveys import close_survey
from kuznia.events.tests.factories import make_officer
from kuznia.events.tests.question_factories import answer, make_open_survey

PEOPLE = 24
SECRET = "Zdanie, którego nikt inny nie napisał"


def _answered_survey(people: int) -> Survey:
    """Return a survey in which the n-th person invited wrote the number n, each in a transaction of her own."""
    survey = make_open_survey(people=people)
    for number, invitation in enumerate(survey.invitations.order_by("pk")):
        answer(invitation, "5", f"{SECRET} {number}")
    return survey


def _rows(query: str, *values: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _tables() -> list[str]:
    return [name for (name,) in _rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]


def _dump() -> dict[str, str]:
    """Return every table of the database as text."""
    return {
        table: "\n".join(str(row[0]) for row in _rows(f'SELECT t FROM "{table}" t')) for table in _tables()
    }


def _numbers_in_order(column: str) -> list[int]:
    """Return who wrote each response, as they lie in the table."""
    kept = _rows(f"SELECT answers FROM events_surveyresponse ORDER BY {column}")
    texts = [part["text"] for (answers,) in kept for part in _parsed(answers).values() if part["text"]]
    return [int(text.rpartition(" ")[2]) for text in texts]


def _parsed(answers: Any) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(answers) if isinstance(answers, str) else answers
    return parsed


@pytest.mark.django_db
def test_no_column_of_an_anonymous_response_points_at_anybody() -> None:
    columns = {field.name for field in SurveyResponse._meta.get_fields()}
    sealed_columns = {field.name for field in SealedAnswers._meta.get_fields()}
    asked = {field.name for field in SurveyInvitation._meta.get_fields()}

    close_survey(survey=_answered_survey(3), actor=make_officer())

    assert columns == {"id", "survey", "registration", "is_anonymous", "answers"}
    assert sealed_columns == {"id", "survey", "sealed"}
    assert asked == {"id", "survey", "registration", "has_answered"}
    assert SurveyResponse.objects.filter(registration__isnull=True, is_anonymous=True).count() == 3


@pytest.mark.django_db
def test_answer_is_nowhere_in_a_dump_while_the_survey_is_open() -> None:
    _answered_survey(3)

    found = [table for table, text in _dump().items() if SECRET in text]

    assert found == []
    assert len({len(row.sealed) for row in SealedAnswers.objects.all()}) == 1


@pytest.mark.django_db
def test_answer_stands_in_one_table_and_its_number_nowhere_else_when_the_survey_has_closed() -> None:
    close_survey(survey=_answered_survey(3), actor=make_officer())

    dump = _dump()

    numbers = [str(number) for number in SurveyResponse.objects.values_list("pk", flat=True)]
    assert [table for table, text in dump.items() if SECRET in text] == ["events_surveyresponse"]
    assert {table for table, text in dump.items() for each in numbers if each in text} == {
        "events_surveyresponse"
    }
    assert SealedAnswers.objects.count() == 0


@pytest.mark.usefixtures("committed_database")
def test_neither_transaction_nor_place_in_the_table_tells_who_wrote_a_response() -> None:
    close_survey(survey=_answered_survey(PEOPLE), actor=make_officer())

    transactions = _rows("SELECT DISTINCT xmin::text FROM events_surveyresponse")
    writers = _rows("SELECT count(*) FROM events_surveyinvitation WHERE xmin::text = %s", transactions[0][0])
    people = _rows("SELECT count(*) FROM events_registration WHERE xmin::text = %s", transactions[0][0])

    assert (len(transactions), writers, people) == (1, [(0,)], [(0,)])
    for column in ("ctid", "id"):
        order = _numbers_in_order(column)
        # In a random order one in place is what chance gives; eight and more come once in 100 000 runs.
        assert sum(number == place for place, number in enumerate(order)) < 8


@pytest.mark.usefixtures("committed_database")
def test_place_in_the_table_tells_who_wrote_a_response_when_nobody_shuffles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kuznia.events.services.surveys.random.SystemRandom.shuffle", lambda self, rows: None)
    monkeypatch.setattr(SealedAnswers._meta, "ordering", [])

    close_survey(survey=_answered_survey(PEOPLE), actor=make_officer())

    assert _numbers_in_order("ctid") == list(range(PEOPLE))


@pytest.mark.django_db
def test_an_answer_writes_no_history_no_letter_and_no_job() -> None:
    survey = make_open_survey(people=1)
    counted = ("audit_caseentry", "notify_message", "procrastinate_jobs", "events_surveyevent")
    before = [_rows(f"SELECT count(*) FROM {table}") for table in counted]

    answer(survey.invitations.get(), "5")

    assert [_rows(f"SELECT count(*) FROM {table}") for table in counted] == before


def test_seal_has_one_length_and_no_time_and_opens_with_an_older_key(settings: Any) -> None:
    short, long = sealed({"1": {"text": ""}}), sealed({"1": {"text": "ż" * 1000}})
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "n" * 50

    assert len(short) == len(long)
    assert opened(short) == {"1": {"text": ""}}
    # Fernet writes the time into bytes 1 to 8: gAAAAA is its version and a time of nought.
    assert short.startswith("gAAAAAAAAAAA")


@pytest.mark.django_db
def test_who_has_answered_is_known_and_nothing_more() -> None:
    survey = _answered_survey(2)

    kept = survey.invitations.values("has_answered")

    assert list(kept) == [{"has_answered": True}, {"has_answered": True}]
    assert Registration.objects.filter(answers__isnull=False).count() == 0
