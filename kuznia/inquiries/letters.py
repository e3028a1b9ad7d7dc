"""What the house writes to whoever asks an office. Her own words are not repeated: anybody may type any address."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from kuznia.inquiries.links import inquiry_url
from kuznia.inquiries.models import Inquiry
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting
from kuznia.ui import dates


def received(inquiry: Inquiry) -> Posting:
    """Tell that the question is with the office, until when it answers, and where the answer will stand."""
    with override(inquiry.language):
        day = {"day": dates.day_and_year(inquiry.due_on)}
        letter = _letter(
            inquiry,
            subject=_("We have your question (%(code)s)") % {"code": inquiry.code},
            preheader=_("The office answers by %(day)s. You need to do nothing.") % day,
            heading=_("We have your question"),
            paragraphs=(
                _("The office answers by %(day)s, by e-mail and on the page of your question.") % day,
                _("On that page you can add something or close the question."),
            ),
        )
    return _posting(inquiry, letter, matter="received")


def answered(inquiry: Inquiry, *, answer: str, written_at: datetime) -> Posting:
    """Tell what the office answered."""
    with override(inquiry.language):
        letter = _letter(
            inquiry,
            subject=_("The answer to your question (%(code)s)") % {"code": inquiry.code},
            preheader=_("The office has answered. If something is unclear, ask further on the page."),
            heading=_("The office has answered"),
            paragraphs=tuple(part.strip() for part in answer.split("\n\n") if part.strip()),
            closing=(_("If something is unclear, ask further on the page of your question."),),
        )
    return _posting(inquiry, letter, matter=f"answered:{written_at.astimezone(UTC).isoformat()}")


def handed_over(inquiry: Inquiry, *, at: datetime, reason: str) -> Posting:
    """Tell which office has the question now, and why."""
    with override(inquiry.language):
        office = {"office": inquiry.authority.name}
        letter = _letter(
            inquiry,
            subject=_("Another office answers your question (%(code)s)") % {"code": inquiry.code},
            preheader=_("Your question is now with: %(office)s. You need to do nothing.") % office,
            heading=_("Your question went to another office"),
            paragraphs=(
                _("Your question is now with: %(office)s.") % office,
                _("The reason: %(reason)s") % {"reason": reason},
                _("The promised day stays the same: %(day)s.") % {"day": dates.day_and_year(inquiry.due_on)},
            ),
        )
    return _posting(inquiry, letter, matter=f"handed-over:{at.astimezone(UTC).isoformat()}")


def passed_on(inquiry: Inquiry, *, at: datetime) -> Posting:
    """Tell that the county office has the question, for nobody in the other one works here any more."""
    with override(inquiry.language):
        return handed_over(inquiry, at=at, reason=_("Nobody in that office answers questions here any more."))


def closed(inquiry: Inquiry, *, at: datetime, reason: str) -> Posting:
    """Tell that the office closed the question, and why."""
    with override(inquiry.language):
        letter = _letter(
            inquiry,
            subject=_("The office has closed your question (%(code)s)") % {"code": inquiry.code},
            preheader=reason,
            heading=_("The office has closed your question"),
            paragraphs=(
                _("The reason: %(reason)s") % {"reason": reason},
                _("If you do not agree, write again on the page of your question: that opens it anew."),
            ),
        )
    return _posting(inquiry, letter, matter=f"closed:{at.astimezone(UTC).isoformat()}")


def _letter(
    inquiry: Inquiry,
    *,
    subject: str,
    preheader: str,
    heading: str,
    paragraphs: tuple[str, ...],
    closing: tuple[str, ...] = (),
) -> Letter:
    return Letter(
        subject=subject,
        preheader=preheader,
        heading=heading,
        paragraphs=paragraphs,
        facts=(
            (_("Topic"), inquiry.topic.spoken_name),
            (_("Office"), inquiry.authority.name),
            (_("Sent"), dates.full_moment(inquiry.arrived_at)),
            (_("Number of the question"), inquiry.code),
        ),
        button=(_("See your question"), inquiry_url(inquiry)),
        closing=closing,
        reason=_("You get this e-mail because this address was given in a question to the office."),
        reply_to=inquiry.authority.email,
    )


def _posting(inquiry: Inquiry, letter: Letter, *, matter: str) -> Posting:
    return Posting(
        letter=letter,
        to=inquiry.person.email or "",
        person=inquiry.person,
        authority_id=inquiry.authority_id,
        matter=f"inquiries.inquiry:{inquiry.pk}:{matter}",
        language=inquiry.language,
    )
