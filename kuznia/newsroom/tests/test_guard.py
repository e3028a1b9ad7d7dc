from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.images import get_image_model

from kuznia.directory.models import Authority, Post
from kuznia.directory.services import end_post
from kuznia.directory.tests.factories import HOUSE, make_county, make_person
from kuznia.lib.clock import now
from kuznia.lib.policy import OfficeRole
from kuznia.newsroom.tests.factories import browser_of, employ, make_picture
from kuznia.people.models import Person

ADD = "/redakcja/pages/add/newsroom/newspage/2/"
REFUSAL = "Do redakcji wchodzą tylko urzędnicy i redaktorzy starostwa."


@pytest.mark.parametrize("role", list(OfficeRole))
def test_newsroom_opens_in_polish_when_the_role_carries_it(county, role):
    response = browser_of(employ(county, role)).get("/redakcja/")

    assert response.status_code == 200
    assert "<title>Kokpit" in " ".join(response.content.decode().split()).replace("<title> ", "<title>")


def test_newsroom_counts_no_pictures_in_english(county):
    page = browser_of(employ(county, OfficeRole.EDITOR)).get("/redakcja/").content.decode()

    assert "created in" not in page


def test_newsroom_leads_back_to_the_desk_and_nowhere_outside(county):
    browser = browser_of(employ(county, OfficeRole.EDITOR))

    pages = [browser.get(address).content.decode() for address in ("/redakcja/", ADD)]

    assert ['"url": "/urzad/"' in unescape(page) for page in pages] == [True, True]
    assert ["guide.wagtail.org" in page for page in pages] == [False, False]


def test_newsroom_says_whose_it_is(county: Authority) -> None:
    page = browser_of(employ(county, OfficeRole.EDITOR)).get("/redakcja/").content.decode()

    assert ("- Kuźnia</title>" in page, 'alt="Kuźnia"' in page) == (True, True)


def test_newsroom_sends_a_visitor_to_our_sign_in(county):
    response = Client().get("/redakcja/pages/2/")

    assert response.status_code == 302
    assert response["Location"].endswith("?next=/redakcja/pages/2/")
    assert not response["Location"].startswith("/redakcja/")


@pytest.mark.parametrize("role", list(OfficeRole))
def test_newsroom_opens_in_a_city_that_is_a_county_itself(db, role):
    assert browser_of(employ(make_county("1465"), role)).get("/redakcja/").status_code == 200


@pytest.mark.parametrize("role", list(OfficeRole))
def test_newsroom_refuses_people_of_a_gmina_in_words(county, role):
    gmina = Authority.objects.exclude(pk=county.pk).earliest("pk")

    response = browser_of(employ(gmina, role)).get("/redakcja/")

    assert response.status_code == 403
    assert REFUSAL in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/redakcja/", "/redakcja/pages/2/", "/redakcja/sprite/", "/redakcja/nie-ma/"]
)
def test_newsroom_refuses_a_resident_at_every_address(county, address):
    assert browser_of(make_person()).get(address).status_code == 403


def test_newsroom_closes_at_the_next_request_when_the_role_ends(county):
    person = employ(county, OfficeRole.EDITOR)
    browser = browser_of(person)
    browser.get("/redakcja/")
    end_post(post=Post.objects.get(person=person), actor=HOUSE)

    assert browser.get("/redakcja/").status_code == 302
    assert browser_of(Person.objects.get(pk=person.pk)).get("/redakcja/").status_code == 403
    assert not person.groups.exists()


def test_group_of_wagtail_opens_nothing_when_there_is_no_role(county):
    person = employ(county, OfficeRole.EDITOR)
    browser_of(person).get("/redakcja/")
    Post.objects.filter(person=person).update(until_at=now())

    assert browser_of(person).get("/redakcja/images/").status_code == 403
    assert not person.groups.exists()


@pytest.mark.parametrize(
    "page",
    [
        "users/",
        "groups/",
        "groups/new/",
        "documents/",
        "reports/site-history/",
        "password_reset/",
        "bulk/people/person/delete/",
    ],
)
def test_pages_about_people_are_off(county, page):
    assert browser_of(employ(county, OfficeRole.ADMINISTRATOR)).get(f"/redakcja/{page}").status_code == 404


@pytest.mark.parametrize(("page", "target"), [("login/", "/redakcja/"), ("account/", "/konto/")])
def test_pages_of_wagtails_own_accounts_lead_to_ours(county, page, target):
    response = browser_of(employ(county, OfficeRole.EDITOR)).get(f"/redakcja/{page}")

    assert (response.status_code, response["Location"]) == (302, target)


def test_shelf_of_news_is_not_deleted(county):
    browser = browser_of(employ(county, OfficeRole.EDITOR))

    browser.post("/redakcja/pages/2/delete/")

    assert browser.get("/redakcja/pages/2/").status_code == 200


def test_admin_has_a_policy_that_calls_nobody_outside(county):
    policy = browser_of(employ(county, OfficeRole.EDITOR)).get("/redakcja/")["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))

    assert directives["script-src"] == "'self' 'unsafe-inline'"
    assert directives["connect-src"] == "'self'"
    assert directives["img-src"] == "'self' data: blob:"
    assert directives["default-src"] == "'none'"


def test_original_of_a_picture_is_served_to_an_editor_and_kept_by_nobody(county):
    picture = make_picture()

    response = browser_of(employ(county, OfficeRole.EDITOR)).get(f"/obrazy/{picture.file.name}")

    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")


def test_picture_that_could_carry_a_script_is_refused(county):
    drawing = SimpleUploadedFile(
        "zly.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"
    )

    browser_of(employ(county, OfficeRole.EDITOR)).post(
        "/redakcja/images/add/", {"title": "Zły", "file": drawing}
    )

    assert not get_image_model().objects.exists()


def test_editor_signs_out_of_the_newsroom_to_our_sign_in(county):
    browser = browser_of(employ(county, OfficeRole.EDITOR))

    browser.post("/redakcja/logout/")

    assert browser.get("/redakcja/").status_code == 302
