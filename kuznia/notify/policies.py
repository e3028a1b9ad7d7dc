"""Who may do what with the outbox."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kuznia.lib.policy import (
    Actor,
    ForAuthority,
    acts_for_county,
    declare_rule,
    is_administrator,
    is_county_administrator,
    is_officer,
    is_system,
)
from kuznia.notify.models import Message
from kuznia.notify.server import keeps_mail_on_site


def may_deliver(actor: Actor, message: object) -> bool:
    """The house's own jobs alone talk to the mail server."""
    return is_system(actor)


def may_mend(actor: Actor, message: object) -> bool:
    """An officer mends the mail of her own office; the county's also what is about none, its administrator all."""
    if not isinstance(actor, ForAuthority) or not is_officer(actor):
        return False
    if not isinstance(message, Message):
        return True
    if acts_for_county(actor) and (message.authority_id is None or is_administrator(actor)):
        return True
    return message.authority_id == actor.authority_id


def may_open_mailbox(actor: Actor, message: object) -> bool:
    """True for everybody in the demo; where a county without a mail server is tried out, for its own administrator."""
    if settings.KUZNIA_PRODUCTION or not keeps_mail_on_site():
        return False
    return bool(settings.KUZNIA_DEMO) or is_county_administrator(actor)


declare_rule("notify.may_deliver", may_deliver, _("Only Kuźnia itself sends e-mails."))
declare_rule("notify.may_mend", may_mend, _("Only an officer sees undelivered e-mails and sends them again."))
declare_rule(
    "notify.may_open_mailbox",
    may_open_mailbox,
    _("Only an administrator of the county office opens the mailbox, where e-mails stay on the site."),
)
