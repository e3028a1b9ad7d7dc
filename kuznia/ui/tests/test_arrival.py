import pytest


@pytest.mark.usefixtures("stopped_clock")
def test_arrival_is_noted_before_the_view_when_a_form_is_sent(site):
    assert site.post("/termin/").content == b"2026-11-16T12:00:00+00:00 True"


@pytest.mark.usefixtures("stopped_clock")
def test_arrival_is_the_present_when_a_page_is_read(site):
    assert site.get("/termin/").content == b"2026-11-16T12:00:00+00:00 False"


@pytest.mark.parametrize("address", ["/formularz/", "/nie-ma/"])
@pytest.mark.django_db
def test_clock_is_not_asked_when_no_deadline_judges(site, address, django_assert_num_queries):
    with django_assert_num_queries(0):
        site.post(address, {"name": "Ewa"})
