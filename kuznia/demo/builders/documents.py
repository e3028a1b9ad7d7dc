"""Papers of the demo's events: a programme to print, slides in words, a plan of the rooms; and one of a draft."""

from __future__ import annotations

import io

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from PIL import Image, ImageDraw

from kuznia.demo.builders.stage import Stage
from kuznia.events.models import Event
from kuznia.events.services.documents import attach_document
from kuznia.events.states import EventState

CONFERENCE = "Konferencja Organizacji Pozarządowych Powiatu Pruszkowskiego"
ROOMS = ((40, 40, 900, 560), (940, 40, 1560, 300), (940, 340, 1560, 560), (40, 600, 1560, 960))


def build_documents(stage: Stage) -> None:
    """Put the papers on the pages of the first conference, of an event to come and of a draft."""
    first = Event.objects.get(title=CONFERENCE)
    _attach(first, stage, "program.pdf", _programme(first), title="Program do druku")
    _attach(first, stage, "ankieta.docx", _questions(), title="Ankieta dla organizacji (wzór pokazowy)")
    _attach(
        first,
        stage,
        "plan-sal.png",
        _plan(),
        title="Plan sal (rysunek pokazowy)",
        alt="Cztery prostokąty: duża sala po lewej, dwie mniejsze po prawej, hol na dole.",
    )
    draft = Event.objects.filter(state=EventState.DRAFT).earliest("pk")
    _attach(draft, stage, "notatka.pdf", _programme(draft), title="Notatka robocza")


def _attach(event: Event, stage: Stage, name: str, content: bytes, *, title: str, alt: str = "") -> None:
    upload = SimpleUploadedFile(name, content)
    attach_document(event=event, upload=upload, title=title, alt=alt, actor=stage.officer)


def _programme(event: Event) -> bytes:
    """Return a page to print with the event's title and lead."""
    words = {"title": event.title, "lead": event.lead}
    source = '#set text(lang: "pl")\n= #sys.inputs.title\n#sys.inputs.lead\n'
    page: bytes = typst.compile(source.encode(), sys_inputs=words)
    return page


def _questions() -> bytes:
    document, target = Document(), io.BytesIO()
    document.add_heading("Ankieta dla organizacji", level=1)
    for question in ("Czym się zajmujecie?", "Co udało się w tym roku?", "W czym powiat może pomóc?"):
        document.add_paragraph(question)
    document.save(target)
    return target.getvalue()


def _plan() -> bytes:
    plan, target = Image.new("RGB", (1_600, 1_000), "white"), io.BytesIO()
    for room in ROOMS:
        ImageDraw.Draw(plan).rectangle(room, outline="black", width=8)
    plan.save(target, "PNG")
    return target.getvalue()
