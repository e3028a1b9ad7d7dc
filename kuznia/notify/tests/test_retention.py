from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.utils import translation

from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden
from kuznia.notify import services
from kuznia.notify.answers import PersonalMail
from kuznia.notify.mail import letter_of
from kuznia.notify.models import Message
from kuznia.notify.server import Answer, Verdict
from kuznia.notify.services import forget_letters, queue
from kuznia.notify.states import MessageState
from kuznia.notify.tests import factories
from kuznia.people.models import Person

pytestmark = pytest.mark.django_db


def person_with_mail():
    person = Person.objects.create(name="Ewa Zmyślona")
    for matter in ("first", "second"):
        queue(
            letter=factories.letter(),
            to="ewa@przyklad.pl",
            matter=matter,
            language="pl",
            actor=factories.JOB,
            person=person,
        )
    return person


@pytest.mark.parametrize(("days", "forgotten"), [(29, 0), (31, 1)])
def test_letter_is_emptied_thirty_days_after_it_went_out(stopped_clock, demo, days, forgotten):
    factories.message()
    run_waiting_jobs()
    stopped_clock.move_to(clock.now() + timedelta(days=days))

    count = forget_letters(actor=factories.JOB)

    assert count == forgotten
    assert Message.objects.filter(letter={}, to="e…@przyklad.pl", last_answer="").count() == forgotten


def test_letter_on_its_way_is_kept_however_old(stopped_clock):
    factories.message()
    stopped_clock.move_to(clock.now() + timedelta(days=100))

    assert forget_letters(actor=factories.JOB) == 0


def test_forgotten_letter_has_no_content_and_is_not_listed_as_undelivered(stopped_clock):
    message = factories.message()
    Message.objects.update(state=MessageState.UNDELIVERED)
    stopped_clock.move_to(clock.now() + timedelta(days=31))

    forget_letters(actor=factories.JOB)
    message.refresh_from_db()

    assert (message.content, message.matter, Message.objects.undelivered().count()) == (None, "test:1", 0)


def test_forgetting_is_refused_when_a_person_asks():
    with (
        translation.override("pl"),
        pytest.raises(Forbidden, match=r"^Wiadomości wysyła tylko sama Kuźnia\.$"),
    ):
        forget_letters(actor=factories.OFFICER)


def test_person_gets_every_letter_in_her_export():
    person = person_with_mail()

    exported = PersonalMail().export(person.pk)

    assert [(entry["to"], entry["letter"]["heading"]) for entry in exported] == [
        ("ewa@przyklad.pl", "Masz miejsce")
    ] * 2


def test_nothing_names_the_person_when_she_is_erased(demo):
    person = person_with_mail()
    queue(letter=factories.letter(), to="jan@przyklad.pl", matter="other", language="pl", actor=factories.JOB)

    count = PersonalMail().erase(person.pk)
    run_waiting_jobs()

    assert count == 2
    assert {(each.matter, each.to, each.person, each.state) for each in Message.objects.all()} == {
        ("first", "e…@przyklad.pl", None, "undelivered"),
        ("second", "e…@przyklad.pl", None, "undelivered"),
        ("other", "jan@przyklad.pl", None, "sent"),
    }


def test_mail_sent_through_django_lands_in_the_outbox(settings):
    settings.EMAIL_BACKEND = "kuznia.notify.backends.OutboxBackend"

    send_mail("Kod", "Twój kod:\n\n1234", None, ["ewa@przyklad.pl", "jan@przyklad.pl"])

    messages = Message.objects.order_by("to")
    assert [message.to for message in messages] == ["ewa@przyklad.pl", "jan@przyklad.pl"]
    assert {letter_of(message).paragraphs for message in messages} == {("Twój kod:", "1234")}


def test_mail_sent_through_django_keeps_its_reply_address_and_bears_an_empty_body(settings):
    settings.EMAIL_BACKEND = "kuznia.notify.backends.OutboxBackend"

    EmailMultiAlternatives("Temat", "", to=["ewa@przyklad.pl"], reply_to=["biuro@przyklad.pl"]).send()

    assert Message.objects.get().content == factories.letter(
        subject="Temat",
        heading="Temat",
        preheader="",
        reply_to="biuro@przyklad.pl",
        reason="Dostajesz tę wiadomość, bo ktoś podał ten adres na naszej stronie.",
    )


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (Verdict.ACCEPTED, MessageState.SENT),
        (Verdict.LATER, MessageState.UNDELIVERED),
        (Verdict.REFUSED, MessageState.UNDELIVERED),
    ],
)
def test_erasure_is_the_last_word_when_it_falls_into_the_talk_with_the_server(verdict, state):
    person = Person.objects.create(name="Ewa Zmyślona")
    message = factories.message()
    Message.objects.update(person=person)

    services._take(message)
    PersonalMail().erase(person.pk)
    services._note(message, Answer(verdict, 450, "450 ewa@przyklad.pl"))

    message.refresh_from_db()
    assert (message.state, message.letter, message.last_answer) == (state, {}, "")
    assert (message.to, Message.objects.due().count()) == ("e…@przyklad.pl", 0)
