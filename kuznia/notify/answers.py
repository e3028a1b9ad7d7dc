"""What the outbox answers through the ports: the officer's desk and menu, and a person's own data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kuznia.lib.policy import Actor, System, Visitor, decide
from kuznia.lib.ports import MenuItem, TodoItem
from kuznia.notify.models import Message
from kuznia.notify.queries import mended_by
from kuznia.notify.services import forget_person


class MailNavigation:
    """The officer's menu leads to what was not delivered; in the demo everybody finds the mailbox in the footer."""

    def public_menu(self) -> Sequence[MenuItem]:
        """Add nothing."""
        return ()

    def desk_menu(self, actor: Actor) -> Sequence[MenuItem]:
        """Add the page of undelivered e-mails for officers."""
        if not decide(actor, "notify.may_mend").allowed:
            return ()
        return (MenuItem(_("E-mails"), "notify:undelivered", order=800, icon="mail"),)

    def footer_menu(self) -> Sequence[MenuItem]:
        """Add the mailbox where everybody may open it."""
        if not decide(Visitor(), "notify.may_open_mailbox").allowed:
            return ()
        return (MenuItem(_("Mailbox of the demo"), "notify:mailbox", order=900),)


class MailTodo:
    """Undelivered e-mails wait for the officers of the office that they are about."""

    def todo_items(self, actor: Actor) -> Iterable[TodoItem]:
        """Return one item for all undelivered e-mails together that are hers to mend."""
        if count := mended_by(actor).undelivered().count():
            title = ngettext(
                "%(count)d e-mail hasn’t been delivered", "%(count)d e-mails haven’t been delivered", count
            )
            yield TodoItem(
                title=title % {"count": count},
                detail=str(_("See what the mail server answered and send it again.")),
                url=reverse("notify:undelivered"),
                late=True,
                icon="mail",
            )


class PersonalMail:
    """The letters to a person, as long as they are kept."""

    section = "messages"

    def export(self, person_id: int) -> list[dict[str, Any]]:
        """Return every message to the person with its letter."""
        messages = Message.objects.filter(person_id=person_id).order_by("pk")
        return [
            {
                "to": message.to,
                "queued_at": message.queued_at.isoformat(),
                "sent_at": message.sent_at.isoformat() if message.sent_at else None,
                "letter": message.letter,
            }
            for message in messages
        ]

    def erase(self, person_id: int) -> int:
        """Forget the letters and mask the address; return how many messages there were."""
        return forget_person(person_id=person_id, actor=System("notify.erasure"))
