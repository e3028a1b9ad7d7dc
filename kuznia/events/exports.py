"""Sign-ups and results as tables for files; `lib.sheets` writes them so that no cell ever becomes a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from kuznia.events.desk import SignUpFilter, SignUpRow
from kuznia.events.models import Delegation, Question, Registration, Session
from kuznia.events.queries import Summary
from kuznia.events.states import ComingFor, RegistrationSource, RegistrationState
from kuznia.lib.sheets import Cell

WIDTHS = (12, 30, 34, 18, 24, 44, 40, 26, 18, 18, 10, 14, 24, 12, 18, 14, 30)


def header(questions: Sequence[Question] = ()) -> list[Cell]:
    """Return the names of the columns, the last ones being the organiser's own questions."""
    return [
        _("Code"),
        _("First name and surname"),
        _("E-mail"),
        _("Phone"),
        _("Comes for"),
        _("Organisation"),
        _("Sessions"),
        _("State"),
        pgettext("at", "Signed up"),
        pgettext("at", "Confirmed"),
        _("Wheelchair"),
        _("Sign language"),
        _("Diet"),
        _("Photographs"),
        _("How it came"),
        _("Delegation"),
        _("Contact of the delegation"),
        *(question.wording for question in questions),
    ]


def cells_of(row: SignUpRow, questions: Sequence[Question] = ()) -> list[Cell]:
    """Return one sign-up as cells, in the order of `header`."""
    registration = row.registration
    needs = getattr(registration, "needs", None)
    comes_alone = registration.coming_for == ComingFor.ONESELF
    return [
        registration.code,
        registration.name,
        registration.person.email or "",
        registration.phone,
        row.comes_for if comes_alone else str(registration.get_coming_for_display()),
        "" if comes_alone else row.comes_for,
        row.sessions,
        row.state.words,
        registration.arrived_at,
        registration.confirmed_at or "",
        _yes_no(needs is not None and needs.wheelchair),
        _yes_no(needs is not None and needs.interpreter),
        needs.diet if needs is not None else "",
        _yes_no(registration.allows_photos),
        str(registration.get_source_display()),
        row.delegation,
        _contact(registration.delegation),
        *_answers(registration, questions),
    ]


def table_of(rows: Iterable[SignUpRow], questions: Sequence[Question] = ()) -> list[list[Cell]]:
    """Return the whole list with its header; the answers stand in one column for each question."""
    return [header(questions), *(cells_of(row, questions) for row in rows)]


def results_table(results: Iterable[Summary]) -> list[list[Cell]]:
    """Return how often each answer was given, as the page shows it: nothing of what is withheld, and no texts."""
    rows = [row for summary in results for row in _rows_of(summary)]
    columns: list[Cell] = [_("Question"), _("Answer"), _("People"), _("Share"), _("Answered the question")]
    return [columns, *rows]


def _rows_of(summary: Summary) -> list[list[Cell]]:
    question, answered = summary.question.spoken_wording, str(summary.answered)
    counted = [[question, row.label, str(row.number), f"{row.share}%", answered] for row in summary.rows]
    return [list(row) for row in counted] or [[question, _without_rows(summary), "", "", answered]]


def _without_rows(summary: Summary) -> str:
    if summary.is_withheld:
        return _("not shown: too few answers")
    return _("in people’s own words") if summary.texts else ""


def filters_in_words(asked: SignUpFilter, sessions: Iterable[Session]) -> list[str | Promise]:
    """Return by what the list was filtered, for the history; words may be a name, so it is said only that some were."""
    return [
        *(each.title for each in sessions if each.pk == asked.session),
        *([RegistrationState(asked.state).label] if asked.state else []),
        *([RegistrationSource(asked.source).label] if asked.source else []),
        *([gettext_lazy("one delegation")] if asked.delegation else []),
        *([gettext_lazy("searched words")] if asked.words else []),
    ]


def _answers(registration: Registration, questions: Sequence[Question]) -> list[str]:
    if not questions:
        return []
    said = {answer.question_id: answer.words for answer in registration.answers.all()}
    return [said.get(question.pk, "") for question in questions]


def _contact(delegation: Delegation | None) -> str:
    if delegation is None:
        return ""
    known = (delegation.contact_name, delegation.contact.email or "", delegation.contact_phone)
    return ", ".join(part for part in known if part)


def _yes_no(is_so: bool) -> str:
    return _("yes") if is_so else ""
