"""The smallest valid letters and messages."""

from __future__ import annotations

from typing import Any

from kuznia.lib.policy import ForAuthority, OfficeRole, System
from kuznia.notify.letters import Attachment, Letter
from kuznia.notify.models import Message
from kuznia.notify.services import queue

JOB = System("notify.deliver")
OFFICER = ForAuthority(1, "Olga Urzędowa", 1, "Starostwo", OfficeRole.OFFICER)


def letter(**parts: Any) -> Letter:
    plain: dict[str, Any] = {
        "subject": "Masz miejsce na konferencji",
        "preheader": "Nie musisz nic robić.",
        "heading": "Masz miejsce",
        "reason": "Dostajesz tę wiadomość, bo ktoś zapisał ten adres.",
    }
    return Letter(**plain | parts)


def full_letter() -> Letter:
    return letter(
        paragraphs=["Zapisaliśmy Cię na konferencję.", "Do zobaczenia."],
        facts=[("Kiedy", "12 grudnia, godz. 10.00"), ("Gdzie", "Starostwo w Pruszkowie")],
        qr=("KUZNIA:K7M4RD22", "Kod QR do wejścia: K7M4RD22"),
        button=("Zobacz zapis", "http://localhost:8000/zapis/abc/"),
        closing=["Nie możesz przyjść? Odwołaj zapis."],
        attachments=[Attachment("konferencja.ics", "text/calendar", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")],
        reply_to="organizacje@powiat.example",
    )


def message(
    *, to: str = "ewa@przyklad.pl", matter: str = "test:1", authority_id: int | None = None, **parts: Any
) -> Message:
    return queue(
        letter=letter(**parts), to=to, matter=matter, language="pl", actor=JOB, authority_id=authority_id
    )
