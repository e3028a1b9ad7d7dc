"""The newsroom at work, all made up: news with drawings, one that goes out by itself, one that waits for a yes."""

from __future__ import annotations

from datetime import datetime, timedelta

from wagtail.images.models import Image

from kuznia.demo.builders.drawings import drawn
from kuznia.demo.builders.stage import Stage
from kuznia.events.models import Event
from kuznia.events.states import EventState
from kuznia.lib.clock import WARSAW
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.newsroom.services import (
    LeadPicture,
    NewsEntry,
    Part,
    add_picture,
    propose_news,
    publish_entry,
)
from kuznia.newsroom.states import Category

AUTHOR = "Redakcja pokazowa"
SHOWN = "To wiadomość pokazowa."
DRAWN_BY_US = "Rysunek redakcji pokazowej"


def build_newsroom(stage: Stage, clock: StoppedClock, today: datetime) -> None:
    """Publish two pieces with drawings, put one by for later and submit one to the editors."""
    clock.move_to(_at(today - timedelta(days=6), 12))
    publish_entry(entry=_workshop(stage), actor=stage.editor)
    clock.move_to(_at(today - timedelta(days=1), 8))
    publish_entry(entry=_conference(stage), actor=stage.editor)
    publish_entry(entry=_put_by(_at(today + timedelta(days=3), 8)), actor=stage.editor)
    propose_news(entry=_proposed(), actor=stage.officer)
    clock.move_to(today)


def _conference(stage: Stage) -> NewsEntry:
    title = "Powiat dla społecznie aktywnych: konferencja organizacji"
    return NewsEntry(
        title="Przy jednym stole: kto poprowadzi warsztaty na konferencji",
        lead="Trzy warsztaty, trzy osoby z organizacji powiatu. Sprawdź, co wyniesiesz z każdego z nich.",
        title_en="At one table: who leads the workshops of the conference",
        lead_en="Three workshops, three people from organisations of the county. See what you take home from each.",
        category=Category.EVENTS,
        author_name=AUTHOR,
        body=[
            _paragraph("Na konferencję przyjdą organizacje ze wszystkich sześciu gmin. Zanim usiądą przy jednym "
                       "stole, każda wybierze warsztat dla siebie."),
            {"type": "heading", "value": "Co wyniesiesz"},
            _paragraph("<b>Diagnoza lokalna</b> uczy pytać sąsiadów, zanim napiszesz projekt. <b>Status OPP</b> to "
                       "warsztat o 1,5% podatku. <b>Fundraising</b> zaczyna się od jednego dobrego listu."),
            {"type": "quote", "value": {"text": "Przyjdź z jednym pytaniem. Wyjdziesz z trzema adresami.",
                                        "who": "prowadząca warsztat o diagnozie"}},
            _paragraph(SHOWN),
        ],
        picture=LeadPicture(
            image=_drawing(stage, "stol", "Stół"),
            words="Rysunek: pięć osób przy długim stole, nad nimi wisi girlanda z chorągiewek.",
            caption=DRAWN_BY_US,
        ),
        organisations=[stage.organisations["kowale"], stage.organisations["kuznia"]],
        events=list(Event.objects.filter(title=title).exclude(state=EventState.DRAFT).values_list("pk", flat=True)),
    )  # fmt: skip


def _workshop(stage: Stage) -> NewsEntry:
    return NewsEntry(
        title="Pracownia dla sąsiadów otwarta w każdy czwartek",
        lead="Stół, narzędzia i ktoś, kto pokaże, jak zacząć. Wystarczy przyjść.",
        category=Category.NGO,
        author_name=AUTHOR,
        body=[
            _paragraph("Naprawiasz krzesło albo szyjesz zasłony? W pracowni znajdziesz miejsce i pomoc."),
            {"type": "picture", "value": {"image": _drawing(stage, "domy", "Domy").pk,
                                          "alternative": "Rysunek: dwa domy pod drzewami.",
                                          "is_decorative": False, "caption": DRAWN_BY_US}},
            _paragraph(SHOWN),
        ],
        picture=LeadPicture(
            image=_drawing(stage, "pracownia", "Pracownia"),
            words="Rysunek: stół warsztatowy z imadłem pod dużym oknem.",
            caption=DRAWN_BY_US,
        ),
        organisations=[stage.organisations["kowale"]],
    )  # fmt: skip


def _put_by(goes_live_at: datetime) -> NewsEntry:
    return NewsEntry(
        title="Nabór do szkoły liderów rusza dzisiaj",
        lead="Dwadzieścia miejsc dla osób, które chcą coś zrobić w swojej gminie.",
        category=Category.TRAINING,
        author_name=AUTHOR,
        published_on=goes_live_at.date(),
        body=[_paragraph("Ta wiadomość czeka na swoją porę i ukaże się sama."), _paragraph(SHOWN)],
        goes_live_at=goes_live_at,
    )


def _proposed() -> NewsEntry:
    return NewsEntry(
        title="Dyżur doradcy dla organizacji przeniesiony na środę",
        lead="Od przyszłego tygodnia doradca czeka w środy od 16.00 do 18.00.",
        category=Category.COUNTY,
        author_name=AUTHOR,
        body=[
            _paragraph("Tę wiadomość napisał urzędnik. Ukaże się, gdy zgodzi się na nią redakcja."),
            _paragraph(SHOWN),
        ],
    )  # fmt: skip


def _paragraph(html: str) -> Part:
    return {"type": "paragraph", "value": f"<p>{html}</p>"}


def _drawing(stage: Stage, name: str, title: str) -> Image:
    return add_picture(title=title, name=f"{name}.png", content=drawn(name), actor=stage.editor)


def _at(moment: datetime, hour: int) -> datetime:
    return moment.astimezone(WARSAW).replace(hour=hour, minute=0, second=0, microsecond=0)
