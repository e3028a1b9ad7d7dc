from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DataError, connection, transaction
from django.db.models.sql import Query
from django.test import RequestFactory

from kuznia.lib import arrival, clock, stopped_clock

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_now_is_aware_and_runs_inside_one_transaction():
    first = clock.now()
    second = clock.now()

    assert first.utcoffset() is not None
    assert first < second < first + timedelta(seconds=5)


def test_now_stands_where_the_clock_was_stopped():
    with stopped_clock.clock_stopped_at(NOON) as stopped:
        at_first = clock.now()
        stopped.move_to(NOON + timedelta(days=1))
        moved = clock.now()

    assert (at_first, moved) == (NOON, NOON + timedelta(days=1))


def test_clock_runs_again_after_it_was_stopped():
    with stopped_clock.clock_stopped_at(NOON):
        stood = stopped_clock.is_running()

    assert (stood, stopped_clock.is_running()) == (False, True)


def test_clock_is_put_back_by_the_rollback_when_the_transaction_is_broken():
    with (
        pytest.raises(DataError),
        transaction.atomic(),
        stopped_clock.clock_stopped_at(NOON),
        transaction.atomic(savepoint=False),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT 1 / 0")

    assert stopped_clock.is_running()


def test_clock_is_refused_when_the_instant_has_no_zone():
    with pytest.raises(ValueError, match=r"^The clock takes aware instants only\.$"):
        stopped_clock.clock_stopped_at(datetime(2026, 1, 1)).__enter__()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 21, 22, 59, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 11, 21, 23, 0, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_today_is_the_day_in_warsaw(moment, day):
    with stopped_clock.clock_stopped_at(moment):
        assert clock.today() == day


def test_now_in_a_query_is_the_same_clock():
    with stopped_clock.clock_stopped_at(NOON), connection.cursor() as cursor:
        compiler = connection.ops.compiler("SQLCompiler")(Query(None), connection, None)
        statement, parameters = clock.Now().as_sql(compiler, connection)
        cursor.execute(f"SELECT {statement}", parameters)
        told = cursor.fetchone()[0]

    assert told == NOON


def test_arrival_is_what_the_middleware_noted():
    request = RequestFactory().get("/")
    request.arrived_at = NOON  # type: ignore[attr-defined]

    assert arrival.arrived_at(request) == NOON


def test_arrival_is_now_when_nobody_noted_it():
    with stopped_clock.clock_stopped_at(NOON):
        assert arrival.arrived_at(RequestFactory().get("/")) == NOON


def test_judged_by_arrival_marks_the_view_and_leaves_it_as_it_was():
    def view(request):
        return "answer"

    marked = arrival.judged_by_arrival(view)

    assert marked is view
    assert view.judged_by_arrival is True  # type: ignore[attr-defined]
