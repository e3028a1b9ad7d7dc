import pytest
from django.db import transaction
from django.utils import translation

from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.errors import Refused
from kuznia.notify import registry
from kuznia.notify.mail import letter_of
from kuznia.notify.models import Message
from kuznia.notify.registry import Posting, declared_notices, notice, notice_named
from kuznia.notify.services import announce, queue
from kuznia.notify.states import MessageState
from kuznia.notify.tests import factories
from kuznia.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample_notice(monkeypatch):
    """A notice that writes to two readers about a person."""
    monkeypatch.setattr(registry, "_notices", {})

    @notice("tests.renamed")
    def renamed(*, subject, actor, reason):
        for to in ("a@przyklad.pl", "b@przyklad.pl"):
            yield Posting(
                letter=factories.letter(preheader=reason), to=to, matter=f"t:{subject.pk}:{to}", language="pl"
            )


def test_letter_waits_until_the_act_commits_and_is_delivered_afterwards(settings):
    settings.KUZNIA_SMTP_URL = ""

    message = factories.message()
    before = message.state
    run_waiting_jobs()
    message.refresh_from_db()

    assert (before, message.state, message.last_answer) == (
        MessageState.WAITING,
        MessageState.SENT,
        "mailbox",
    )


def test_letter_is_forgotten_when_the_act_is_rolled_back():
    with transaction.atomic():
        factories.message()
        transaction.set_rollback(True)

    assert (Message.objects.count(), run_waiting_jobs()) == (0, 0)


def test_queued_message_says_what_is_kept_of_it():
    message = queue(
        letter=factories.full_letter(), to="ewa@przyklad.pl", matter="m", language="en", actor=factories.JOB
    )

    kept = Message.objects.get()
    fields = [field.attname for field in Message._meta.concrete_fields]
    assert [getattr(message, name) for name in fields] == [getattr(kept, name) for name in fields]
    assert message.content == kept.content


def test_same_matter_gives_the_same_message_and_one_job():
    first = factories.message(matter="events.registration:12:confirm")

    second = factories.message(matter="events.registration:12:confirm", to="inny@przyklad.pl")

    assert (second, second.to) == (first, "ewa@przyklad.pl")
    assert run_waiting_jobs() == 1


@pytest.mark.parametrize(
    "address", ["", "ewa", "ewa@", "a@b.pl\r\nBcc: x@y.pl", "ewa@przyklad.pl, jan@przyklad.pl"]
)
def test_letter_is_refused_when_nobody_can_be_reached_there(address):
    with translation.override("pl"), pytest.raises(Refused) as refusal:
        factories.message(to=address)

    assert (refusal.value.message, refusal.value.field) == (
        "Na ten adres e-mail nie da się napisać. Sprawdź go.",
        "email",
    )


def test_message_id_carries_the_configured_host_and_is_random(settings):
    settings.KUZNIA_BASE_URL = "https://kuznia.powiat.example:8443/x"

    ids = {factories.message(matter=f"m:{number}").message_id for number in range(2)}

    assert len(ids) == 2
    assert {each.partition("@")[2] for each in ids} == {"kuznia.powiat.example>"}


@pytest.mark.usefixtures("sample_notice")
def test_notice_is_queued_once_for_each_reader_when_it_is_announced_twice():
    person = Person.objects.create(name="Ewa Zmyślona")

    for _time in range(2):
        messages = announce(
            notice="tests.renamed", subject=person, actor=factories.JOB, reason="Zmiana nazwiska."
        )

    assert [message.to for message in messages] == ["a@przyklad.pl", "b@przyklad.pl"]
    assert Message.objects.count() == 2
    assert {letter_of(message).preheader for message in Message.objects.all()} == {"Zmiana nazwiska."}


def test_notice_that_nobody_declared_is_a_programming_error():
    with pytest.raises(LookupError, match=r"^No notice is called tests\.unknown\.$"):
        notice_named("tests.unknown")


@pytest.mark.usefixtures("sample_notice")
def test_two_notices_of_one_name_are_refused():
    with pytest.raises(ValueError, match=r"^Two notices are called tests\.renamed\.$"):
        notice("tests.renamed")(lambda: ())

    assert declared_notices() == frozenset({"tests.renamed"})


def test_letter_to_a_person_knows_whose_it_is():
    person = Person.objects.create(name="Ewa Zmyślona")

    message = queue(
        letter=factories.letter(),
        to="ewa@przyklad.pl",
        matter="m",
        language="en",
        actor=factories.JOB,
        person=person,
    )

    assert (message.person, message.language) == (person, "en")
