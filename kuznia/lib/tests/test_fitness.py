from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from kuznia.lib import fitness
from kuznia.lib.stopped_clock import clock_stopped_at

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)


def test_production_refuses_the_database_when_its_clock_was_replaced(settings):
    settings.KUZNIA_PRODUCTION = True

    with clock_stopped_at(NOON), pytest.raises(ImproperlyConfigured) as refusal:
        fitness.demand_fit_database()

    assert str(refusal.value) == fitness.REPLACED_CLOCK


def test_production_refuses_the_database_when_it_does_not_lower_polish_letters(settings):
    settings.KUZNIA_PRODUCTION = True
    # As in a database made with the locale "C": this schema is looked up before PostgreSQL's own.
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA plain")
        cursor.execute("CREATE FUNCTION plain.lower(text) RETURNS text LANGUAGE sql AS 'SELECT $1'")
        cursor.execute("SET LOCAL search_path TO plain, pg_catalog, public")

    with pytest.raises(ImproperlyConfigured) as refusal:
        fitness.demand_fit_database()

    assert str(refusal.value) == fitness.WRONG_LOCALE


def test_worker_does_not_start_when_production_has_a_replaced_clock(settings):
    settings.KUZNIA_PRODUCTION = True

    with clock_stopped_at(NOON), pytest.raises(ImproperlyConfigured):
        call_command("run_worker")


def test_production_takes_the_database_when_it_is_fit(settings):
    settings.KUZNIA_PRODUCTION = True

    fitness.demand_fit_database()


def test_demo_may_run_on_a_stopped_clock(settings):
    settings.KUZNIA_PRODUCTION = False

    with clock_stopped_at(NOON):
        fitness.demand_fit_database()
