"""What search adds to the menus."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from kuznia.lib.policy import Actor
from kuznia.lib.ports import MenuItem


class SearchNavigation:
    """The way to the search, for everybody."""

    def public_menu(self) -> Sequence[MenuItem]:
        """Return the way to the page of search."""
        return (MenuItem(_("Search"), "search:results", 90, icon="search"),)

    def desk_menu(self, actor: Actor) -> Sequence[MenuItem]:
        """Return nothing."""
        return ()

    def footer_menu(self) -> Sequence[MenuItem]:
        """Return nothing."""
        return ()
