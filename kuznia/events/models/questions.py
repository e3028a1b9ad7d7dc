"""The organiser's own questions, at sign-up and in the survey, and what people answered at sign-up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from kuznia.events.models.events import Event
from kuznia.events.models.registrations import Registration
from kuznia.events.states import OWN_ANSWERS, QuestionKind, QuestionPurpose

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

YES, NO = "yes", "no"
SCALE_KEYS = ("1", "2", "3", "4", "5")
LONGEST_ANSWER = 1000


@pghistory.track()
class Question(models.Model):
    """One question that an organiser asks at sign-up or in the survey, maybe only after a certain answer."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="questions")
    purpose = models.CharField(
        gettext_lazy("when it is asked"), max_length=20, choices=QuestionPurpose.choices
    )
    kind = models.CharField(gettext_lazy("kind of answer"), max_length=20, choices=QuestionKind.choices)
    wording = models.CharField(gettext_lazy("question"), max_length=300)
    wording_en = models.CharField(gettext_lazy("question in English"), max_length=300, blank=True)
    help_text = models.CharField(gettext_lazy("explanation"), max_length=300, blank=True)
    # [{"key": "1", "label": "...", "label_en": "", "withdrawn": false}] in the order of the page.
    options = models.JSONField(gettext_lazy("answers to choose from"), default=list, blank=True)
    required = models.BooleanField(gettext_lazy("must be answered"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    # Asked only of those who gave this answer to that question, which stands before this one.
    shown_if = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="depending")
    shown_if_key = models.CharField(max_length=20, blank=True)
    # No longer asked; what people answered is kept.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # A result of the survey that the office shows on the event's page.
    is_result_public = models.BooleanField(gettext_lazy("the result is public"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    if TYPE_CHECKING:
        answers: RelatedManager[Answer]
        depending: RelatedManager[Question]

    class Meta:
        verbose_name = gettext_lazy("question")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_if__isnull=True, shown_if_key="")
                | Q(shown_if__isnull=False) & ~Q(shown_if_key=""),
                name="question_condition_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.wording

    @property
    def field(self) -> str:
        """The name of its field in forms."""
        return f"question_{self.pk}"

    @property
    def spoken_wording(self) -> str:
        """The question in the reader's language, or in Polish where nobody wrote an English one."""
        return self.wording_en if get_language() == "en" and self.wording_en else self.wording

    @property
    def language(self) -> str:
        """The language that `spoken_wording` is in."""
        return "en" if get_language() == "en" and self.wording_en else "pl"

    @property
    def has_keys(self) -> bool:
        """True where people choose an answer instead of writing one."""
        return self.kind != QuestionKind.TEXT

    @property
    def labels(self) -> dict[str, str]:
        """Every answer that could ever be chosen, by its key, in the order of the page."""
        if self.kind in OWN_ANSWERS:
            return {option["key"]: _spoken_label(option) for option in self.options}
        if self.kind == QuestionKind.YES_NO:
            return {YES: pgettext("answer", "yes"), NO: pgettext("answer", "no")}
        return dict(zip(SCALE_KEYS, _scale_labels(), strict=True)) if self.has_keys else {}

    @property
    def offered(self) -> dict[str, str]:
        """The answers that can be chosen now: without the withdrawn ones."""
        withdrawn = {option["key"] for option in self.options if option["withdrawn"]}
        return {key: label for key, label in self.labels.items() if key not in withdrawn}

    def words_for(self, keys: Iterable[str], text: str) -> str:
        """Return an answer to this question in words, as people read it."""
        labels = self.labels
        return ", ".join(labels.get(key, key) for key in keys) if self.has_keys else text


class Answer(models.Model):
    """What a participant answered to one question at sign-up: the keys she chose, or her words."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    keys = models.JSONField(default=list, blank=True)
    text = models.TextField(gettext_lazy("answer"), max_length=LONGEST_ANSWER, blank=True)

    class Meta:
        verbose_name = gettext_lazy("answer")
        ordering = ["question__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "question"], name="answer_one_per_question"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.question_id}"

    @property
    def words(self) -> str:
        """The answer in words, as people read it."""
        return self.question.words_for(self.keys, self.text)


def _spoken_label(option: dict[str, Any]) -> str:
    is_english = get_language() == "en" and option["label_en"]
    return str(option["label_en"] if is_english else option["label"])


def _scale_labels() -> tuple[str, ...]:
    return (_("1 (very poor)"), "2", "3", "4", _("5 (very good)"))
