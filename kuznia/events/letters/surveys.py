"""What the house writes to those who came: please answer the survey, and once more before it closes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kuznia.events.letters.writing import in_its_language, letter_of, posting_of
from kuznia.events.links import survey_url
from kuznia.events.models import Registration, SurveyInvitation
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting
from kuznia.ui import dates


def asked_in_survey(invitation: SurveyInvitation) -> Posting:
    """Ask for answers, with the link that is this person's own."""
    letter = _asked(invitation.registration, invitation)
    return posting_of(invitation.registration, letter, matter=f"survey:{invitation.survey_id}")


def reminded_of_survey(invitation: SurveyInvitation) -> Posting:
    """Remind of the survey, with the same link."""
    letter = _reminded(invitation.registration, invitation)
    return posting_of(invitation.registration, letter, matter=f"survey-reminder:{invitation.survey_id}")


@in_its_language
def _asked(registration: Registration, invitation: SurveyInvitation) -> Letter:
    title = registration.event.spoken_title
    until = dates.moment(invitation.survey.closes_at)
    return letter_of(
        registration,
        subject=_("How was it? %(title)s") % {"title": title},
        preheader=_("A few questions, until %(until)s.") % {"until": until},
        heading=_("How was it?"),
        paragraphs=(
            _("Thank you for coming. Please answer a few questions: it takes a few minutes."),
            _("You can answer until %(until)s.") % {"until": until},
            _promise(invitation),
        ),
        button=_("Answer the questions"),
        url=survey_url(invitation),
        closing=(_("Don’t pass this link on: whoever opens it answers in your place."),),
    )


@in_its_language
def _reminded(registration: Registration, invitation: SurveyInvitation) -> Letter:
    title = registration.event.spoken_title
    until = dates.moment(invitation.survey.closes_at)
    return letter_of(
        registration,
        subject=_("You can still answer: %(title)s") % {"title": title},
        preheader=_("A few questions, until %(until)s.") % {"until": until},
        heading=_("You can still answer"),
        paragraphs=(
            _("You have not answered our questions about this event yet. You can do it until %(until)s.")
            % {"until": until},
            _promise(invitation),
        ),
        button=_("Answer the questions"),
        url=survey_url(invitation),
        closing=(_("We remind you only once."),),
    )


def _promise(invitation: SurveyInvitation) -> str:
    if not invitation.survey.is_anonymous:
        return _("The organiser will see your answers with your name.")
    return _(
        "The survey is anonymous: the link only shows that you were invited. What exactly we promise stands "
        "above the questions."
    )
