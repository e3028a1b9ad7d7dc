"""What the newsroom writes: to editors when a piece of news waits for them, to its author when they answered."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting
from kuznia.people.models import Person


def news_waits(page: Page, editor: Person, *, author: str, matter: str) -> Posting:
    """Ask an editor to read the news and to approve it or send it back."""
    with override(editor.language):
        letter = Letter(
            subject=_("Waits for your approval: %(title)s") % {"title": page.title},
            preheader=_("Read it, then publish it or send it back with a word."),
            heading=_("A piece of news waits for you"),
            paragraphs=(
                _("%(author)s wrote the news “%(title)s” and asks for your yes. Nobody sees it before.")
                % {"author": author, "title": page.title},
            ),
            button=(_("Read and decide"), _edit_url(page)),
            reason=_("You get this e-mail because you edit the county’s news."),
        )
    return _to(editor, letter, matter)


def news_approved(page: Page, author: Person, *, matter: str) -> Posting:
    """Tell the author that an editor said yes."""
    with override(author.language):
        letter = Letter(
            subject=_("Approved: %(title)s") % {"title": page.title},
            preheader=_("You need to do nothing."),
            heading=_("Your news is approved"),
            paragraphs=(_("It goes out at once, or at the time that is set in it."),),
            button=(_("See the news"), _edit_url(page)),
            reason=_("You get this e-mail because you wrote this piece of news."),
        )
    return _to(author, letter, matter)


def news_returned(page: Page, author: Person, *, comment: str, matter: str) -> Posting:
    """Tell the author that an editor asks for changes, and which."""
    with override(author.language):
        letter = Letter(
            subject=_("Sent back for changes: %(title)s") % {"title": page.title},
            preheader=_("Change it and submit it once more."),
            heading=_("Your news needs changes"),
            paragraphs=(comment or _("The editor left no word; ask what is wrong."),),
            button=(_("Change the news"), _edit_url(page)),
            reason=_("You get this e-mail because you wrote this piece of news."),
        )
    return _to(author, letter, matter)


def _to(person: Person, letter: Letter, matter: str) -> Posting:
    return Posting(
        letter=letter, to=person.email or "", matter=matter, language=person.language, person=person
    )


def _edit_url(page: Page) -> str:
    return f"{settings.KUZNIA_BASE_URL}{reverse('wagtailadmin_pages:edit', args=[page.pk])}"
