"""An account that nobody confirmed goes after 30 days, unless something hangs on it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client

from kuznia.accounts import services
from kuznia.accounts.tasks import forget_unconfirmed_accounts
from kuznia.accounts.tests.factories import as_self, last_code, make_consent
from kuznia.accounts.unconfirmed import OF_THE_ACCOUNT, _references
from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import System
from kuznia.notify.models import Message
from kuznia.people.models import Person

pytestmark = pytest.mark.django_db
HOUSE = System("tests")
NEW = {"email": "nowa@przyklad.pl", "name": "Nowa Osoba", "language": "pl"}


@pytest.fixture(autouse=True)
def _own_journal(settings, tmp_path: Path) -> None:
    settings.KUZNIA_ERASURE_JOURNAL = tmp_path / "erasures"


@pytest.fixture
def opened(client):
    """Somebody who opened an account and never typed the code."""
    client.post("/konto/zaloz/", NEW)
    return Person.objects.get()


def let_pass(days):
    """As if the account had been opened, and its letters sent, so many days ago."""
    earlier = clock.now() - timedelta(days=days)
    Person.objects.update(joined_at=earlier)
    Message.objects.update(queued_at=earlier)


def test_unconfirmed_account_is_erased_after_thirty_days(opened):
    let_pass(31)

    forget_unconfirmed_accounts()

    opened.refresh_from_db()
    assert (opened.name, opened.email, opened.is_active) == ("usunięta osoba", None, False)
    assert services.forget_unconfirmed(actor=HOUSE) == 0


def test_address_is_free_again_when_the_account_is_gone(opened):
    let_pass(31)
    services.forget_unconfirmed(actor=HOUSE)

    Client().post("/konto/zaloz/", NEW)

    assert Person.objects.get(email=NEW["email"]).pk != opened.pk


def test_unconfirmed_account_stays_for_thirty_days(opened):
    let_pass(29)

    assert services.forget_unconfirmed(actor=HOUSE) == 0


def test_confirmed_account_stays(opened, client):
    client.post("/konto/potwierdz-adres/", {"code": last_code()})
    let_pass(31)

    assert services.forget_unconfirmed(actor=HOUSE) == 0


def test_account_stays_when_a_code_was_asked_for_lately(opened):
    let_pass(31)
    Client().post("/konto/zaloguj/", {"login": NEW["email"]})

    assert services.forget_unconfirmed(actor=HOUSE) == 0


def test_person_who_never_opened_an_account_stays(opened):
    sign_up = Person.objects.create(name="Jan Miech", email="jan@przyklad.pl", password="!")
    let_pass(31)
    services.forget_unconfirmed(actor=HOUSE)

    sign_up.refresh_from_db()
    assert sign_up.email == "jan@przyklad.pl"


def test_account_stays_when_a_consent_hangs_on_it(opened):
    make_consent(opened)
    let_pass(31)

    assert services.forget_unconfirmed(actor=HOUSE) == 0


def test_account_stays_when_she_has_acted(opened):
    record(subject=opened, actor=as_self(opened), sentence="Acted.", audience=Audience.PARTIES)
    let_pass(31)

    assert services.forget_unconfirmed(actor=HOUSE) == 0


def test_every_table_that_names_a_person_is_asked():
    naming = {
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if field.related_model is Person and not model._meta.proxy and field.name != "pgh_obj"
    }

    assert {each for each in naming if each[0] not in OF_THE_ACCOUNT} - set(_references()) == set()


def test_cleaning_up_is_refused_to_people(opened):
    with pytest.raises(Forbidden) as refusal:
        services.forget_unconfirmed(actor=as_self(opened))

    assert refusal.value.message == "Porządki w kontach robi tylko sam serwis."
