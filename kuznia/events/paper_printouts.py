"""Badges and attendance sheets as they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kuznia.events.desk import comes_for
from kuznia.events.models import Event, Registration, Session
from kuznia.events.states import ComingFor
from kuznia.events.tickets import ticket_text
from kuznia.lib.pdf import compile_pdf
from kuznia.lib.qr import qr_svg
from kuznia.ui import dates

HARD_SPACE = "\u00a0"
BLANK: dict[str, Any] = {"name": "", "organisation": "", "code": "", "sessions": [], "qr": "", "qr_words": ""}


def badges_pdf(event: Event, people: Sequence[Registration], *, blanks: int, at: datetime) -> bytes:
    """Return sheets of badges for these people and then so many blank ones; the words are in Polish."""
    data = {
        # The date stays in one line.
        "event": f"{event.title} · {dates.day_and_year(event.starts_at).replace(' ', HARD_SPACE)}",
        "name_label": _("name and surname"),
        "organisation_label": pgettext("badge", "organisation"),
        "badges": [_badge(person) for person in people] + [BLANK] * blanks,
    }
    title = _("Badges: %(event)s") % {"event": event.title}
    return compile_pdf("events/badges", data, title=title, at=at)


def attendance_pdf(
    event: Event, session: Session | None, people: Sequence[Registration], *, at: datetime
) -> bytes:
    """Return the sheet on which those who are expected sign."""
    heads = [pgettext("column", "No."), _("Name"), _("Organisation"), _("Code"), _("Signature")]
    data = {
        "facts": _facts(event, session),
        "head": heads,
        "rows": [
            [str(number), each.name, _organisation(each), each.code]
            for number, each in enumerate(people, start=1)
        ],
        "nobody": _("Nobody has a seat here yet."),
        "signer": _("Kept by"),
        "signer_words": _("legible signature"),
    }
    title = _("Attendance sheet: %(title)s") % {"title": (session or event).title}
    return compile_pdf("events/attendance", data, title=title, at=at, number=event.case_reference)


def _badge(person: Registration) -> dict[str, Any]:
    places = [place.session for place in person.places.all()]
    return {
        "name": person.name,
        "organisation": _organisation(person),
        "code": f"{person.code[:4]} {person.code[4:]}",
        "sessions": [{"title": each.title, "room": each.room.name if each.room else ""} for each in places],
        "qr": qr_svg(ticket_text(person)),
        "qr_words": _("Code for the door: %(code)s") % {"code": person.code},
    }


def _organisation(person: Registration) -> str:
    return "" if person.coming_for == ComingFor.ONESELF else comes_for(person)


def _facts(event: Event, session: Session | None) -> list[tuple[str, str]]:
    where = f"{event.venue.name}, {event.venue.address}"
    room = session.room.name if session and session.room else ""
    facts = [
        (_("Event"), event.title),
        (_("When"), dates.full_moment((session or event).starts_at)),
        (_("Where"), f"{room}, {where}" if room else where),
    ]
    return [*facts, (_("Case reference"), event.case_reference)] if event.case_reference else facts
