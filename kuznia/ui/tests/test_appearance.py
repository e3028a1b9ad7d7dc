import pytest


@pytest.mark.parametrize(
    ("choice", "attributes"),
    [
        ({"theme": "dark"}, ' data-theme="dark"'),
        ({"theme": "contrast"}, ' data-theme="contrast"'),
        ({"theme": "light"}, ' data-theme="light"'),
        ({"theme": "purple"}, ""),
        ({"size": "1"}, ""),
        ({"size": "3"}, ' data-size="3"'),
        ({"size": "9"}, ""),
    ],
)
def test_choice_is_printed_on_every_page_when_it_was_kept(site, choice, attributes):
    site.post("/wyglad/", choice)

    page = site.get("/strona/").content.decode()

    assert f'<html lang="pl"{attributes}>' in page


def test_system_decides_again_when_the_choice_is_taken_back(site):
    site.post("/wyglad/", {"theme": "contrast"})

    site.post("/wyglad/", {"theme": "auto"})

    assert '<html lang="pl">' in site.get("/strona/").content.decode()


def test_buttons_say_what_is_pressed_when_a_theme_is_chosen(site):
    site.post("/wyglad/", {"theme": "contrast"})

    page = site.get("/strona/").content.decode()

    assert '<button name="theme" value="auto" data-theme-of="contrast" aria-pressed="true">' in page
    assert '<button name="theme" value="dark" data-theme-of="dark" aria-pressed="false">' in page


def test_cookie_is_closed_to_scripts_when_set(site):
    cookie = site.post("/wyglad/", {"theme": "dark"}).cookies["kuznia_theme"]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 31536000)


@pytest.mark.parametrize(
    ("target", "way_back"),
    [
        ("/strona/?a=1", "/strona/?a=1"),
        ("https://zle.example/", "/"),
        ("//zle.example/", "/"),
        ("/\\zle.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("strona/", "/"),
        ("", "/"),
    ],
)
def test_reader_comes_back_to_our_page_when_the_choice_is_made(site, target, way_back):
    answer = site.post("/wyglad/", {"theme": "dark", "next": target})

    assert (answer.status_code, answer["Location"]) == (302, way_back)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 302),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://testserver"}, 302),
        ({"Origin": "https://zle.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 302),
    ],
)
def test_choice_is_kept_from_our_own_pages_only_when_it_is_sent(site, headers, status):
    answer = site.post("/wyglad/", {"theme": "dark"}, headers=headers)

    assert answer.status_code == status
    assert ("kuznia_theme" in answer.cookies) == (status == 302)
