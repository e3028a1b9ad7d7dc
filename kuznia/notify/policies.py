"""Who may do what with the outbox."""

from django.utils.translation import gettext_lazy as _

from kuznia.lib.policy import Actor, declare_rule, is_officer, is_system


def may_deliver(actor: Actor, message: object) -> bool:
    """The house's own jobs alone talk to the mail server."""
    return is_system(actor)


def may_mend(actor: Actor, message: object) -> bool:
    """An officer sees what was not delivered and has it tried again."""
    return is_officer(actor)


declare_rule("notify.may_deliver", may_deliver, _("Only Kuźnia itself sends e-mails."))
declare_rule("notify.may_mend", may_mend, _("Only an officer can send an e-mail again."))
