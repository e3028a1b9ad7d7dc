"""The smallest valid objects of the newsroom."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.http import HttpRequest
from django.test import Client
from PIL import Image as Bitmap
from wagtail.images import get_image_model
from wagtail.images.models import Image

from kuznia.accounts.freshness import note_second_factor
from kuznia.directory.models import Authority
from kuznia.directory.services import appoint_officer
from kuznia.directory.tests.factories import HOUSE, make_person, office_actor
from kuznia.lib.policy import ForAuthority, OfficeRole
from kuznia.lib.text import slug
from kuznia.newsroom.models import NewsIndex, NewsPage
from kuznia.newsroom.services import publish_news
from kuznia.people.models import Person


def make_editor(county: Authority) -> ForAuthority:
    """Return somebody who edits the county's news, without a post in the database."""
    return office_actor(county, role=OfficeRole.EDITOR)


def make_news(actor: ForAuthority, title: str = "Startuje Kuźnia", **fields: Any) -> NewsPage:
    """Return a published piece of news of one paragraph."""
    text = {"lead": "Rusza nabór.", "body": paragraph("<p>Zapraszamy.</p>"), "category": "county"}
    return publish_news(title=title, actor=actor, **(text | fields))


def make_draft(title: str = "Szkic") -> NewsPage:
    """Return a piece of news that nobody has published."""
    page = NewsPage(title=title, slug="szkic", lead="Jeszcze nie.", live=False)
    added: NewsPage = NewsIndex.objects.get().add_child(instance=page)
    return added


def paragraph(html: str) -> list[dict[str, str]]:
    """Return a text of one paragraph."""
    return [{"type": "paragraph", "value": html}]


def make_picture() -> Image:
    """Return a small grey picture."""
    content = ContentFile(b"", name="foto.png")
    Bitmap.new("RGB", (40, 30), "grey").save(content, format="PNG")
    return get_image_model().objects.create(title="Foto", file=content, width=40, height=30)


def employ(county: Authority, role: OfficeRole, name: str = "Ola Redakcyjna") -> Person:
    """Return a person who has the role in the county office."""
    person = make_person(name, email=f"{slug(name)}@example.org")
    appoint_officer(person=person, authority=county, role=role, actor=HOUSE)
    person.refresh_from_db()
    return person


def browser_of(person: Person) -> Client:
    """Return a browser in which the person is signed in with two factors."""
    Authenticator.objects.get_or_create(
        user=person, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
    )
    client = Client()
    client.force_login(person)
    request = HttpRequest()
    request.session, request.user = client.session, person
    note_second_factor(request)
    request.session.save()
    return client


def admin_form(**fields: Any) -> dict[str, Any]:
    """Return what Wagtail's admin sends for a new piece of news; `body` is a list of parts."""
    body = fields.pop("body", [])
    values: dict[str, Any] = {
        "title": "Startuje Kuźnia",
        "slug": "startuje-kuznia",
        "lead": "Rusza nabór.",
        "category": "ngo",
        "published_on": "2026-11-16",
    }
    return values | _counts() | _sent_parts(body) | fields


def _counts() -> dict[str, str]:
    sets = {
        f"{name}-{count}_FORMS": "0" for name in ("organisations", "events") for count in ("TOTAL", "INITIAL")
    }
    return sets | {"body-count": "0", "body_en-count": "0"}


def _sent_parts(parts: list[dict[str, Any]]) -> dict[str, str]:
    sent = {"body-count": str(len(parts))}
    for number, part in enumerate(parts):
        sent |= {
            f"body-{number}-deleted": "",
            f"body-{number}-order": str(number),
            f"body-{number}-type": part["type"],
            f"body-{number}-id": "",
        }
        value = part["value"]
        named = value if isinstance(value, dict) else {"": value}
        for name, content in named.items():
            sent["-".join(filter(None, ("body", str(number), "value", name)))] = str(content)
    return sent
