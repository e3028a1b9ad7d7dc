"""How far long work is, for the one who waits for it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kuznia.jobs.states import UNDER_WAY, ProgressState
from kuznia.lib.clock import Now

# A path of this site: "//" at the beginning would lead to another one.
PATH = r"^(/([^/\\].*)?)?$"


class Progress(models.Model):
    """One piece of long work. `name` and `outcome` are untranslated messages; their params name things, not people."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    params = models.JSONField(default=dict, blank=True)
    subject_label = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The office in whose name it was started, as `lib.policy` names it: its officers share the work.
    authority_id = models.BigIntegerField(null=True, blank=True)
    once_as = models.CharField(max_length=100, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=ProgressState.choices, default=ProgressState.WAITING
    )
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    outcome_params = models.JSONField(default=dict, blank=True)
    result_url = models.CharField(max_length=1_000, blank=True)
    back_url = models.CharField(max_length=1_000, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("long work")
        verbose_name_plural = _("long work")
        indexes = [
            models.Index(fields=["subject_label", "subject_id"], name="progress_subject"),
            models.Index(fields=["ended_at"], name="progress_ended"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["once_as"],
                condition=Q(state__in=UNDER_WAY) & ~Q(once_as=""),
                name="progress_under_way_once",
            ),
            models.CheckConstraint(condition=Q(state__in=ProgressState.values), name="progress_state_known"),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="progress_within_total"),
            models.CheckConstraint(
                condition=Q(state__in=UNDER_WAY, ended_at__isnull=True)
                | (~Q(state__in=UNDER_WAY) & Q(ended_at__isnull=False)),
                name="progress_ended_when_over",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProgressState.DONE) | Q(done=F("total")), name="progress_done_whole"
            ),
            models.CheckConstraint(
                condition=Q(state=ProgressState.FAILED) ^ Q(error=""), name="progress_failure_says_why"
            ),
            models.CheckConstraint(
                condition=Q(result_url__regex=PATH) & Q(back_url__regex=PATH), name="progress_paths_of_ours"
            ),
        ]

    def __str__(self) -> str:
        name: str = gettext(self.name) % self.params
        return name

    def get_absolute_url(self) -> str:
        """Return the address of the page that shows how far the work is."""
        return reverse("jobs:progress", kwargs={"key": self.key})

    @property
    def is_under_way(self) -> bool:
        """Whether the work still waits or runs."""
        return self.state in UNDER_WAY

    @property
    def is_done(self) -> bool:
        """Whether the work has ended well."""
        return self.state == ProgressState.DONE

    @property
    def outcome_words(self) -> str:
        """What came of the work, in the language that is active now."""
        return gettext(self.outcome) % self.outcome_params if self.outcome else ""
