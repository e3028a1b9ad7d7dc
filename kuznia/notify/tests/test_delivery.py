"""The talk with a mail server that listens, is slow, refuses, or is not there."""

from datetime import timedelta

import pytest
from django.utils import translation

from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.notify import server
from kuznia.notify.models import Message
from kuznia.notify.services import deliver, deliver_due, try_again
from kuznia.notify.states import MessageState
from kuznia.notify.tests import factories

pytestmark = pytest.mark.django_db
NOWHERE = "smtp://127.0.0.1:9"


def delivered(message):
    return deliver(pk=message.pk, actor=factories.JOB)


def test_mail_goes_out_whole_when_the_server_listens(mail_server):
    message = factories.message(**vars(factories.full_letter()))

    sent = delivered(message)
    (mail,) = mail_server.mails

    assert (sent.state, sent.attempts, sent.answer_code) == (MessageState.SENT, 1, 250)
    assert (mail["Subject"], mail["To"], mail["Reply-To"]) == (
        "Masz miejsce na konferencji",
        "ewa@przyklad.pl",
        "organizacje@powiat.example",
    )
    assert (mail["Message-ID"], mail["Auto-Submitted"]) == (message.message_id, "auto-generated")
    assert mail["Date"].datetime == message.queued_at.replace(microsecond=0)
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
        "text/calendar",
    ]


def test_mail_goes_out_once_when_it_is_delivered_twice(mail_server):
    message = factories.message()

    delivered(message)
    delivered(message)

    assert len(mail_server.mails) == 1


@pytest.mark.parametrize(
    "subject",
    [
        "Piknik\r\nBcc: wszyscy@przyklad.pl",
        "👩‍👩‍👧 Zażółć gęślą jaźń",
        "\u202efdp.exe",
        "=?utf-8?q?x?=",
        "ą" * 10_000,
    ],
)
def test_mail_has_one_reader_and_one_body_when_the_title_is_hostile(mail_server, subject):
    delivered(factories.message(subject=subject, heading=subject, paragraphs=[subject]))

    (mail,) = mail_server.mails

    assert mail_server.to == ["ewa@przyklad.pl"]
    assert mail["Bcc"] is None
    assert mail["Subject"].strip() == factories.letter(subject=subject).subject
    assert mail.defects == []


def test_mail_waits_when_the_server_is_down(settings, stopped_clock):
    settings.KUZNIA_SMTP_URL = NOWHERE
    message = factories.message()

    tried = delivered(message)

    assert (tried.state, tried.answer_code, tried.last_answer) == (
        MessageState.FAILED,
        None,
        "ConnectionRefusedError: [Errno 111] Connection refused",
    )
    assert tried.next_try_at == clock.now() + timedelta(seconds=30)


def test_queue_drains_within_ten_minutes_when_the_server_was_down_for_a_day(
    mail_server, settings, stopped_clock
):
    settings.KUZNIA_SMTP_URL = NOWHERE
    for number in range(5):
        factories.message(matter=f"m:{number}")
    start = clock.now()
    for minutes in [*range(0, 24 * 60, 60), 24 * 60 - 1]:
        stopped_clock.move_to(start + timedelta(minutes=minutes))
        deliver_due(actor=factories.JOB)

    settings.KUZNIA_SMTP_URL = mail_server.url
    sent = 0
    for minutes in range(10):
        stopped_clock.move_to(start + timedelta(days=1, minutes=minutes))
        sent += deliver_due(actor=factories.JOB)

    assert (sent, len(mail_server.mails)) == (5, 5)


def test_round_stops_at_the_first_silence_so_that_a_dead_server_costs_one_wait(settings):
    settings.KUZNIA_SMTP_URL = NOWHERE
    messages = [factories.message(matter=f"m:{number}") for number in range(3)]

    deliver_due(actor=factories.JOB)

    assert [Message.objects.get(pk=message.pk).attempts for message in messages] == [1, 0, 0]


def test_single_letter_waits_for_the_round_when_the_server_was_silent_a_moment_ago(settings, stopped_clock):
    settings.KUZNIA_SMTP_URL = NOWHERE
    delivered(factories.message(matter="first"))
    second = factories.message(matter="second")

    waiting = delivered(second)
    stopped_clock.move_to(clock.now() + timedelta(seconds=61))
    tried = delivered(second)

    assert (waiting.attempts, tried.attempts) == (0, 1)


def test_mail_is_given_up_after_two_days(settings, stopped_clock):
    settings.KUZNIA_SMTP_URL = NOWHERE
    message = factories.message()

    stopped_clock.move_to(clock.now() + timedelta(hours=48))

    assert delivered(message).state == MessageState.UNDELIVERED


def test_slow_server_is_left_after_the_time_out(mail_server, monkeypatch):
    monkeypatch.setattr(server, "SECONDS_PER_STEP", 0.2)
    mail_server.seconds_of_thought = 1

    tried = delivered(factories.message())

    assert (tried.state, tried.answer_code, tried.last_answer) == (
        MessageState.FAILED,
        None,
        "SMTPServerDisconnected: Connection unexpectedly closed: timed out",
    )


@pytest.mark.parametrize("step", ["rcpt_answer", "data_answer"])
@pytest.mark.parametrize(
    ("answer", "code", "state"),
    [
        ("451 4.7.1 Greylisted", 451, MessageState.FAILED),
        ("554 5.7.1 Spam", 554, MessageState.UNDELIVERED),
    ],
)
def test_answer_about_the_letter_decides_what_becomes_of_it(mail_server, step, answer, code, state):
    setattr(mail_server, step, answer)

    tried = delivered(factories.message())

    assert (tried.state, tried.answer_code, tried.last_answer) == (state, code, answer)


def test_letter_waits_when_the_server_refuses_us_and_not_the_letter(mail_server):
    mail_server.mail_answer = "550 5.7.1 Sender rejected"

    tried = delivered(factories.message())

    assert (tried.state, tried.last_answer) == (MessageState.FAILED, "550 5.7.1 Sender rejected")


def test_others_get_their_mail_when_one_of_the_list_is_refused(mail_server):
    mail_server.refused = {"b@przyklad.pl"}
    for name in "abc":
        factories.message(to=f"{name}@przyklad.pl", matter=name)

    sent = deliver_due(actor=factories.JOB)

    assert (sent, mail_server.to) == (2, ["a@przyklad.pl", "c@przyklad.pl"])
    assert [message.to for message in Message.objects.undelivered()] == ["b@przyklad.pl"]


def test_yes_is_a_yes_when_the_server_breaks_off_right_after_it(mail_server):
    mail_server.breaks_after_data = True

    assert delivered(factories.message()).state == MessageState.SENT


def test_mail_goes_out_again_under_its_name_when_the_worker_died_before_noting_it(mail_server, stopped_clock):
    message = factories.message()
    delivered(message)
    # What a worker killed between the server's yes and our note of it leaves behind.
    Message.objects.update(state=MessageState.WAITING, sent_at=None)

    at_once = deliver_due(actor=factories.JOB)
    stopped_clock.move_to(clock.now() + timedelta(minutes=5))
    later = deliver_due(actor=factories.JOB)

    assert (at_once, later) == (0, 1)
    assert {mail["Message-ID"] for mail in mail_server.mails} == {message.message_id}


def test_demo_never_opens_a_connection(demo):
    sent = delivered(factories.message())

    assert (sent.state, sent.last_answer, sent.answer_code) == (MessageState.SENT, "mailbox", None)


def test_password_is_never_sent_in_the_open(mail_server, settings):
    settings.KUZNIA_SMTP_URL = mail_server.url.replace("//", "//ewa:haslo@")

    tried = delivered(factories.message())

    assert tried.last_answer == "SMTPNotSupportedError: STARTTLS extension not supported by server."


def test_officer_has_an_undelivered_mail_sent_again(mail_server):
    mail_server.data_answer = "554 5.7.1 Spam"
    message = delivered(factories.message())
    mail_server.data_answer = "250 OK"

    try_again(message=message, actor=factories.OFFICER)

    assert delivered(message).state == MessageState.SENT


def test_sending_again_is_refused_when_the_mail_is_on_its_way():
    message = factories.message()

    with translation.override("pl"), pytest.raises(Refused) as refusal:
        try_again(message=message, actor=factories.OFFICER)

    assert refusal.value.message == "Ta wiadomość jest już w drodze albo nie przechowujemy już jej treści."


def test_only_the_house_delivers_and_only_an_officer_mends():
    message = factories.message()

    with translation.override("pl"):
        with pytest.raises(Forbidden, match=r"^Wiadomości wysyła tylko sama Kuźnia\.$"):
            deliver(pk=message.pk, actor=factories.OFFICER)
        with pytest.raises(Forbidden, match=r"^Wiadomości wysyła tylko sama Kuźnia\.$"):
            deliver_due(actor=factories.OFFICER)
        with pytest.raises(
            Forbidden, match=r"^Niedoręczone wiadomości widzi i ponawia tylko osoba z urzędu\.$"
        ):
            try_again(message=message, actor=factories.JOB)
