"""Who may do what with the store; who may read a file is said by the app that owns it."""

from django.utils.translation import gettext_lazy as _

from kuznia.lib.policy import Actor, declare_rule, is_system


def may_sweep(actor: Actor, file: object) -> bool:
    """The house's own job alone empties the store of what nobody needs."""
    return is_system(actor)


declare_rule("files.may_sweep", may_sweep, _("Only Kuźnia itself clears the store of files."))
