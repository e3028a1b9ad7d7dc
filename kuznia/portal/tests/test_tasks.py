from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory

from kuznia.lib import clock
from kuznia.portal.tasks import forget_tries
from kuznia.ui.limits import Limit, is_within

LIMIT = Limit(name="portal.test", per_address=5, per_network=5, minutes=10)


@pytest.mark.django_db
def test_counts_of_tries_are_forgotten_when_their_time_is_over(stopped_clock):
    is_within(LIMIT, RequestFactory().post("/"))

    stopped_clock.move_to(clock.now() + timedelta(minutes=11))
    forget_tries()

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kuznia_limits")
        assert cursor.fetchone() == (0,)
