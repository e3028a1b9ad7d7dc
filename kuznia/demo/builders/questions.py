"""Questions to the offices by made-up people: waiting, taken, answered, closed, and one that is Brwinów’s.

The answers tell how this site works, and nothing that only an office could know.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from kuznia.accounts.queries import current_notice
from kuznia.demo.builders.stage import Stage
from kuznia.directory.models import Authority, Organisation
from kuznia.inquiries.models import Inquiry
from kuznia.inquiries.queries import offered_topics
from kuznia.inquiries.services.answering import add_note, answer, hand_over, take
from kuznia.inquiries.services.asking import InquiryEntry, ask, close, follow_up
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib import clock
from kuznia.lib.policy import Actor, AsSelf, Visitor
from kuznia.lib.stopped_clock import StoppedClock


def build_questions(stage: Stage, stopped: StoppedClock, today: datetime) -> None:
    """Let people ask, and the offices answer."""
    desk = _Desk(stage)
    ewa = AsSelf(stage.resident.pk, stage.resident.name)
    stopped.move_to(today - timedelta(days=12))
    workshop = desk.ask("Zapisałam się na konferencję. Czy mogę jeszcze zmienić warsztat?", 0, ewa)
    group = desk.ask("Jesteśmy grupą sąsiadów bez KRS. Czy możemy być w bazie organizacji?", 3, Visitor())
    stopped.move_to(today - timedelta(days=11))
    desk.answer(
        workshop,
        "Tak. Proszę otworzyć swój zapis (odnośnik jest w e-mailu z potwierdzeniem) i wybrać „Zmień”."
        "\n\nDotychczasowe miejsce przepada dopiero wtedy, gdy jest nowe.",
    )
    desk.answer(group, "Tak, grupy nieformalne też. Wystarczy wypełnić „Zarejestruj swoją organizację”.")
    close(inquiry=group, actor=AsSelf(group.person_id, group.name))
    _ask_about_a_record(desk, stage, stopped, today)
    gmina = desk.ask("Gdzie w Brwinowie można powiesić plakat o pikniku?", 5, Visitor())
    brwinow = Authority.objects.get(pk=stage.gmina_officer.authority_id)
    hand_over(inquiry=gmina, authority=brwinow, reason="O słupach decyduje gmina.", actor=stage.officer)
    stopped.move_to(today - timedelta(days=1))
    desk.ask("Czy na sali będzie pętla indukcyjna? Mam aparat słuchowy.", 4, ewa)
    run_waiting_jobs()
    stopped.move_to(today)


def _ask_about_a_record(desk: _Desk, stage: Stage, stopped: StoppedClock, today: datetime) -> None:
    """Jan asks for „Iskra”; an officer takes it, notes something, and is late."""
    jan = AsSelf(stage.representative.pk, stage.representative.name)
    stopped.move_to(today - timedelta(days=9))
    record = desk.ask(
        "Kto może poprawić adres „Iskry” na jej wizytówce?", 3, jan, organisation=stage.organisations["iskra"]
    )
    take(inquiry=record, actor=stage.officer)
    add_note(
        inquiry=record,
        body="Pan Jan ma prawo edycji. Odpowiem po rozmowie z nim.",
        form_key=uuid4(),
        actor=stage.officer,
    )
    stopped.move_to(today - timedelta(days=2))
    follow_up(
        inquiry=record,
        body="Dodam, że chodzi o adres do listów, nie o siedzibę.",
        form_key=uuid4(),
        actor=jan,
    )


class _Desk:
    """The county's desk, to which people write."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.notice = current_notice("inquiries.inquiry")
        self.topics = list(offered_topics())

    def ask(
        self, question: str, topic: int, actor: Actor, *, organisation: Organisation | None = None
    ) -> Inquiry:
        """Put one question before the county."""
        entry = InquiryEntry(
            authority=self.stage.county,
            topic=self.topics[topic],
            question=question,
            name=getattr(actor, "name", "Halina Imadło"),
            email="halina.imadlo@example.org",
            organisation=organisation,
            notice=self.notice,
            language="pl",
            form_key=uuid4(),
        )
        return ask(entry=entry, actor=actor, arrived_at=clock.now())

    def answer(self, inquiry: Inquiry, body: str) -> Inquiry:
        """Answer one question."""
        return answer(inquiry=inquiry, body=body, form_key=uuid4(), actor=self.stage.officer)
