import pytest

from kuznia.ui.tests.site import served


@pytest.fixture(autouse=True)
def nothing_served():
    served["count"] = 0


def _read(site, address="/policzona/", **extra) -> str:
    return str(site.get(address, **extra).content.decode())


def test_page_is_made_once_when_two_visitors_read_it(site):
    assert [_read(site), _read(site)] == ["1", "1"]


@pytest.mark.parametrize("address", ["/en/policzona/", "/policzona/?strona=2"])
def test_page_is_made_anew_when_the_address_differs(site, address):
    assert [_read(site), _read(site, address)] == ["1", "2"]


@pytest.mark.parametrize(("cookie", "value"), [("kuznia_theme", "dark"), ("kuznia_size", "2")])
def test_page_is_made_anew_when_the_look_differs(site, cookie, value):
    first = _read(site)
    site.cookies[cookie] = value

    assert [first, _read(site)] == ["1", "2"]


@pytest.mark.parametrize("cookie", ["kuznia_sesja", "messages"])
def test_page_is_never_shared_when_the_reader_may_have_her_own(site, cookie):
    site.cookies[cookie] = "x"

    assert [_read(site), _read(site)] == ["1", "2"]


def test_page_is_never_shared_when_it_carries_a_token(site):
    pages = [_read(site, "/z-tokenem/")[0], _read(site, "/z-tokenem/")[0]]

    assert pages == ["1", "2"]


def test_page_is_made_each_time_when_the_cache_is_off(site, settings):
    settings.KUZNIA_PAGE_CACHE = False

    assert [_read(site), _read(site)] == ["1", "2"]


def test_page_is_never_shared_when_its_address_is_endless(site):
    address = "/policzona/?" + "a" * 400

    assert [_read(site, address), _read(site, address)] == ["1", "2"]


def test_another_host_gets_its_own_page_when_it_asks(site, settings):
    settings.ALLOWED_HOSTS = ["testserver", "inny.example"]

    assert [_read(site), _read(site, headers={"Host": "inny.example"})] == ["1", "2"]


@pytest.mark.parametrize("address", ["/plik/?1", "/plik/?" + "a" * 400])
def test_file_is_made_once_when_something_that_it_does_not_ask_for_is_added(site, address):
    site.cookies["kuznia_theme"], site.cookies["kuznia_sesja"] = "dark", "x"

    assert [_read(site, "/plik/"), _read(site, address)] == ["1", "1"]


def test_file_is_made_anew_when_the_language_differs_and_each_time_when_the_cache_is_off(site, settings):
    languages = [_read(site, "/plik/"), _read(site, "/en/plik/")]
    settings.KUZNIA_PAGE_CACHE = False

    assert [*languages, _read(site, "/plik/")] == ["1", "2", "3"]
