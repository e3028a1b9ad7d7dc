"""What every page with a form does when it is sent."""

from __future__ import annotations

from collections.abc import Callable

from kuznia.lib.errors import Forbidden, Refused
from kuznia.ui.forms import Form


def saves(form: Form, save: Callable[[], object]) -> bool:
    """Save what a valid form holds; a refusal is put at its field, and what was typed stays."""
    if not form.is_valid():
        return False
    try:
        save()
    except Forbidden:
        raise
    except Refused as refused:
        form.add_refusal(refused)
        return False
    return True
