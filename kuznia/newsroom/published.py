"""What follows from publishing: the only receivers of Wagtail's page signals."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_noop
from wagtail.signals import page_published, page_unpublished

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.newsroom.acting import present_actor
from kuznia.newsroom.models import NewsPage


def listen() -> None:
    """Hear when news is published and taken down."""
    page_published.connect(note_publication, sender=NewsPage, dispatch_uid="newsroom.published")
    page_unpublished.connect(note_withdrawal, sender=NewsPage, dispatch_uid="newsroom.unpublished")


def note_publication(*, instance: NewsPage, **_signal: Any) -> None:
    """Write into the case history that the news, or its change, went public."""
    record(
        subject=instance,
        actor=present_actor(),
        sentence=gettext_noop("Published the news “%(title)s”."),
        params={"title": instance.title},
        audience=Audience.OFFICE,
    )


def note_withdrawal(*, instance: NewsPage, **_signal: Any) -> None:
    """Write into the case history that the news was taken down."""
    record(
        subject=instance,
        actor=present_actor(),
        sentence=gettext_noop("Took down the news “%(title)s”."),
        params={"title": instance.title},
        audience=Audience.OFFICE,
    )
