"""The smallest valid good practices, and a guide, made by the services."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from kuznia.directory.models import Organisation, Sphere
from kuznia.directory.tests.factories import representative_actor
from kuznia.lib.policy import ForAuthority, ForOrganisation
from kuznia.newsroom.models import GuidePage, Practice
from kuznia.newsroom.queries.first_guides import GuideWords, WrittenGuide, parts_of
from kuznia.newsroom.services import (
    Picture,
    PracticeEntry,
    propose_practice,
    publish_guide,
    publish_practice,
)

TEXT = "## Po co\n\nNajpierw zapytaj.\n\n1. Zapytaj. Sąsiadów.\n2. Policz. Odpowiedzi.\n\n## Co dalej\n\n- raz\n- dwa"


def entry_of_practice(title: str = "Wypożyczalnia narzędzi", **fields: Any) -> PracticeEntry:
    """Return a card about tools that neighbours lend each other."""
    kept: dict[str, Any] = {
        "sphere": Sphere.objects.get(code="13"),
        "problem": "Każdy kupował wiertarkę na jeden dzień.",
        "deed": "Zebraliśmy narzędzia w remizie.",
        "cost": Decimal("1250.50"),
        "result": "Sześćdziesiąt wypożyczeń w roku.",
        "contact_name": "Zofia Kowadło",
        "contact_email": "zofia@example.org",
        **fields,
    }
    return PracticeEntry(title=title, **kept)


def make_practice(
    organisation: Organisation,
    *,
    actor: ForOrganisation | None = None,
    form_key: UUID | None = None,
    picture: Picture | None = None,
    **fields: Any,
) -> Practice:
    """Return a card that waits for an editor."""
    return propose_practice(
        organisation=organisation,
        entry=entry_of_practice(**fields),
        form_key=form_key or uuid4(),
        picture=picture,
        actor=actor or representative_actor(organisation, may_edit=True),
    )


def make_published_practice(organisation: Organisation, editor: ForAuthority, **fields: Any) -> Practice:
    """Return a card that everybody reads."""
    practice = make_practice(organisation, **fields)
    return publish_practice(practice=practice, version=1, actor=editor)


def make_guide(editor: ForAuthority, slug: str = "diagnoza") -> GuidePage:
    """Return a published guide in two languages."""
    return publish_guide(written=written_guide(slug), actor=editor)


def written_guide(slug: str = "diagnoza") -> WrittenGuide:
    """Return a guide as its file would have it."""
    polish = GuideWords("Diagnoza", "Zapytasz sąsiadów.", "Dla każdego.", "Art. 4 ustawy.", parts_of(TEXT))
    english = GuideWords("Diagnosis", "You will ask.", "For all.", "Article 4.", parts_of("## Why\n\nAsk."))
    return WrittenGuide(slug=slug, facts_on=date(2026, 11, 21), polish=polish, english=english)
