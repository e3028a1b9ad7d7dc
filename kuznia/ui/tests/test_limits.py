from datetime import UTC, datetime, timedelta

import pytest

from kuznia.ui.limits import Limit, forget_expired, is_within

LIMIT = Limit(name="test", per_address=2, per_network=3, minutes=10)
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)


def _tries(rf, *peers: str) -> list[bool]:
    return [is_within(LIMIT, rf.post("/", REMOTE_ADDR=peer)) for peer in peers]


def test_address_is_stopped_when_it_tries_too_often(rf, stopped_clock):
    assert _tries(rf, "203.0.113.7", "203.0.113.7", "203.0.113.7", "198.51.100.1") == [
        True,
        True,
        False,
        True,
    ]


def test_network_is_stopped_when_its_addresses_share_the_tries(rf, stopped_clock):
    assert _tries(rf, "203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4") == [True, True, True, False]


def test_tries_are_forgotten_when_their_time_is_over(rf, stopped_clock):
    _tries(rf, "203.0.113.7", "203.0.113.7", "203.0.113.7")

    stopped_clock.move_to(NOON + timedelta(minutes=10, seconds=1))

    assert forget_expired() == 2
    assert _tries(rf, "203.0.113.7") == [True]


def test_counting_begins_anew_when_the_old_count_is_over_but_still_kept(rf, stopped_clock):
    _tries(rf, "203.0.113.7", "203.0.113.7", "203.0.113.7")

    stopped_clock.move_to(NOON + timedelta(minutes=10, seconds=1))

    assert _tries(rf, "203.0.113.7", "203.0.113.7", "203.0.113.7") == [True, True, False]


def test_one_statement_counts_a_try_when_it_is_made(rf, stopped_clock, django_assert_num_queries):
    with django_assert_num_queries(1):
        _tries(rf, "203.0.113.7")


@pytest.mark.django_db
def test_nothing_is_counted_when_limits_are_off(rf, settings, django_assert_num_queries):
    settings.KUZNIA_LIMITS = False

    with django_assert_num_queries(0):
        assert _tries(rf, *["203.0.113.7"] * 9) == [True] * 9


@pytest.mark.usefixtures("stopped_clock")
def test_page_keeps_what_was_typed_when_there_were_too_many_tries(site):
    for _try in range(2):
        site.post("/proba/", {"name": "Ewa"})

    answer = site.post("/proba/", {"name": "Ewa <Iskra>", "password": "tajne", "csrfmiddlewaretoken": "x"})
    page = answer.content.decode()

    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert '<input type="hidden" name="name" value="Ewa &lt;Iskra&gt;">' in page
    assert "tajne" not in page
    assert "Odczekaj 10 minut i spróbuj jeszcze raz." in page
