"""Two pairs of eyes: what follows when a page is submitted to the editors, approved or sent back.

The receivers stand under the names of Wagtail's own, which connect later and so find their places taken: its mails
would go to whoever once was in a group, ours go to whoever edits now.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_noop
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.newsroom import letters
from kuznia.newsroom.acting import present_actor
from kuznia.newsroom.queries import editors_now
from kuznia.notify.registry import Posting
from kuznia.notify.services import post


def listen() -> None:
    """Hear what happens to submitted pages, in place of Wagtail's own mails."""
    task_submitted.connect(
        note_submission, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification"
    )
    workflow_submitted.connect(
        say_nothing, sender=WorkflowState, dispatch_uid="workflow_state_submitted_email_notification"
    )
    workflow_approved.connect(
        note_approval, sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification"
    )
    workflow_rejected.connect(
        note_return, sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification"
    )
    workflow_cancelled.connect(note_end, sender=WorkflowState, dispatch_uid="newsroom.workflow_cancelled")


def say_nothing(**_signal: Any) -> None:
    """Send nothing: the submission of the one task says all."""


def note_submission(*, instance: TaskState, **_signal: Any) -> None:
    """Write into the case history that the page waits for the editors, and write to them."""
    page: Page = instance.workflow_state.content_object
    author = instance.workflow_state.requested_by
    _record(page, gettext_noop("Submitted the news “%(title)s” to the editors."))
    name = author.name if author else ""
    _post(
        letters.news_waits(page, editor, author=name, matter=f"{_matter(instance)}:{editor.pk}")
        for editor in editors_now()
        if editor != author
    )


def note_approval(*, instance: WorkflowState, **_signal: Any) -> None:
    """Tell the author that an editor said yes; that it went public is written where it is published."""
    author = instance.requested_by
    if author and author.pk != getattr(present_actor(), "person_id", None):
        matter = f"{_matter(instance.current_task_state)}:yes"
        _post([letters.news_approved(instance.content_object, author, matter=matter)])


def note_end(*, instance: WorkflowState, **_signal: Any) -> None:
    """Tell the author of a yes where an editor published what waited, without first approving it."""
    page = Page.objects.get(pk=instance.object_id)
    if page.live and page.live_revision_id == page.latest_revision_id:
        note_approval(instance=instance)


def note_return(*, instance: WorkflowState, **_signal: Any) -> None:
    """Write into the case history that the page went back to its author, and write to her."""
    page, task = instance.content_object, instance.current_task_state
    _record(page, gettext_noop("Sent the news “%(title)s” back for changes."))
    if instance.requested_by:
        matter = f"{_matter(task)}:back"
        _post([letters.news_returned(page, instance.requested_by, comment=task.comment, matter=matter)])


def _matter(task: TaskState) -> str:
    return f"newsroom.approval:{task.pk}"


def _record(page: Page, sentence: str) -> None:
    record(
        subject=page.specific_deferred,
        actor=present_actor(),
        sentence=sentence,
        params={"title": page.title},
        audience=Audience.OFFICE,
    )


def _post(postings: Iterable[Posting]) -> None:
    for posting in postings:
        post(posting=posting, actor=present_actor())
