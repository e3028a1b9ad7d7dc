"""Who writes the county's news."""

from __future__ import annotations

from kuznia.lib.policy import Actor, ForAuthority, is_editor, is_officer


def is_writer(actor: Actor) -> bool:
    """True for the county's editors and for the officers of its own office, who write for them."""
    if is_editor(actor):
        return True
    return isinstance(actor, ForAuthority) and is_officer(actor) and actor.municipality_id is None
