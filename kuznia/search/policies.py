"""Who writes the index: the house's own jobs. Everybody reads it, for it holds public texts only."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kuznia.lib.policy import Actor, declare_rule, is_system


def may_index(actor: Actor, _subject: object) -> bool:
    """True for the house's own jobs."""
    return is_system(actor)


declare_rule("search.index", may_index, _("Only Kuźnia itself keeps the index of public texts."))
