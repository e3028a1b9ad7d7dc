"""What the house writes to whoever proposed a good practice."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kuznia.newsroom.models import Practice
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting


def practice_published(practice: Practice) -> Posting:
    """Tell that everybody reads the card now."""
    with override(practice.language):
        return _posting(
            practice,
            matter="published",
            subject=_("Your good practice is published: %(title)s") % {"title": practice.title},
            heading=_("Your good practice is published"),
            paragraphs=(
                _("Everybody may read it now, and it stands on the page of your organisation too."),
                _("If something in it is no longer true, withdraw the card and propose a new one."),
            ),
            button=(_("See the card"), practice.get_absolute_url()),
        )


def practice_sent_back(practice: Practice, *, reason: str) -> Posting:
    """Ask to correct the card, and say what in it."""
    with override(practice.language):
        return _posting(
            practice,
            matter="sent_back",
            subject=_("Please correct your good practice: %(title)s") % {"title": practice.title},
            heading=_("The editor asks for a correction"),
            paragraphs=(
                _("The reason: %(reason)s") % {"reason": reason},
                _("Change the card and save it: it goes back to the editor by itself."),
            ),
            button=(_("Correct the card"), _own_page(practice)),
        )


def practice_refused(practice: Practice, *, reason: str) -> Posting:
    """Tell that the card will not be published, and why."""
    with override(practice.language):
        return _posting(
            practice,
            matter="refused",
            subject=_("Your good practice will not be published: %(title)s") % {"title": practice.title},
            heading=_("The editor does not publish this card"),
            paragraphs=(_("The reason: %(reason)s") % {"reason": reason},),
            button=(_("See the card"), _own_page(practice)),
        )


def practice_taken_down(practice: Practice, *, reason: str) -> Posting:
    """Tell that the card no longer stands on the site, and why."""
    with override(practice.language):
        return _posting(
            practice,
            matter="taken_down",
            subject=_("Your good practice was taken down: %(title)s") % {"title": practice.title},
            heading=_("The card no longer stands on the site"),
            paragraphs=(_("The reason: %(reason)s") % {"reason": reason},),
            button=(_("See the card"), _own_page(practice)),
        )


def _own_page(practice: Practice) -> str:
    return reverse("newsroom:own-practice", args=[practice.organisation.slug, practice.pk])


def _posting(
    practice: Practice,
    *,
    matter: str,
    subject: str,
    heading: str,
    paragraphs: tuple[str, ...],
    button: tuple[str, str],
) -> Posting:
    words, path = button
    letter = Letter(
        subject=subject,
        preheader=paragraphs[0],
        heading=heading,
        paragraphs=paragraphs,
        facts=((_("Good practice"), practice.title), (_("Organisation"), practice.organisation.name)),
        button=(words, f"{settings.KUZNIA_BASE_URL}{path}"),
        closing=(),
        reason=_("You get this e-mail because you proposed this good practice."),
    )
    decided = practice.decided_at.isoformat() if practice.decided_at else ""
    return Posting(
        letter=letter,
        to=practice.proposed_by.email or "",
        person=practice.proposed_by,
        # The same card may be sent back more than once: each time is a letter of its own.
        matter=f"newsroom.practice:{practice.pk}:{matter}:{decided}",
        language=practice.language,
    )
