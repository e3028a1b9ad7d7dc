"""Who writes the county's news."""

from __future__ import annotations

from kuznia.lib.policy import Actor, acts_for_county, is_editor, is_officer


def is_writer(actor: Actor) -> bool:
    """True for the county's editors and for the officers of its own office, who write for them."""
    return is_editor(actor) or (acts_for_county(actor) and is_officer(actor))
