import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kuznia.directory.models import Post
from kuznia.directory.services import set_up_county
from kuznia.lib.policy import System
from kuznia.people.models import Person

pytestmark = pytest.mark.django_db
EMAIL = "Piotr@Przyklad.pl"


@pytest.fixture
def county():
    return set_up_county(teryt="1421", actor=System(job="test"))


@pytest.fixture(autouse=True)
def nobody_to_ask(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO())
    monkeypatch.delenv("KUZNIA_ADMIN_EMAIL", raising=False)


def created(**options):
    said = StringIO()
    call_command("create_administrator", stdout=said, **options)
    return said.getvalue()


def test_create_administrator_gives_the_role_in_the_county(county):
    created(email=EMAIL, name="Piotr Żar")

    post = Post.objects.get()
    assert (post.person.email, post.person.name, post.role) == (
        "piotr@przyklad.pl",
        "Piotr Żar",
        "administrator",
    )
    assert post.authority == county


def test_create_administrator_prints_a_password_that_signs_in_when_there_is_no_mail_server(county, client):
    said = created(email=EMAIL)

    password = re.findall(r"change it: (\S+)", said)[0]
    client.post("/konto/zaloguj/", {"login": EMAIL, "password": password})

    assert client.session["_auth_user_id"] == str(Person.objects.get().pk)


def test_create_administrator_prints_no_password_when_mail_goes_out(county, settings):
    settings.KUZNIA_SMTP_URL = "smtp://poczta.przyklad.pl"

    assert "password" not in created(email=EMAIL)


def test_create_administrator_reads_the_address_from_the_environment_when_nobody_is_there(
    county, monkeypatch
):
    monkeypatch.setenv("KUZNIA_ADMIN_EMAIL", "szef@przyklad.pl")

    created()

    assert Person.objects.get().name == "szef"


@pytest.mark.parametrize("email", ["", "to nie adres"])
def test_create_administrator_says_what_to_give_when_there_is_no_address(county, email):
    with pytest.raises(CommandError) as refusal:
        created(email=email)

    sentence = "Give an e-mail address: --email name@example.org, or KUZNIA_ADMIN_EMAIL."
    assert str(refusal.value) == sentence


def test_create_administrator_says_so_when_there_is_one_already(county):
    created(email=EMAIL)

    with pytest.raises(CommandError) as refusal:
        created(email=EMAIL)

    assert str(refusal.value) == "piotr@przyklad.pl is an administrator already."


def test_create_administrator_says_so_when_there_is_no_county():
    with pytest.raises(CommandError) as refusal:
        created(email=EMAIL)

    assert str(refusal.value) == "There is no county yet. Make it first: manage.py init_county --teryt 1421"
