"""What accounts adds to the menus."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from kuznia.lib.policy import Actor, ForAuthority
from kuznia.lib.ports import MenuItem


class AccountNavigation:
    """The account stands at the end of the office menu; everybody else finds it on "my page"."""

    def public_menu(self) -> Sequence[MenuItem]:
        """Add nothing."""
        return ()

    def desk_menu(self, actor: Actor) -> Sequence[MenuItem]:
        """Add the account of the person who acts for an office."""
        if not isinstance(actor, ForAuthority):
            return ()
        return (MenuItem(_("My account"), "accounts:account", order=900, icon="user-round"),)

    def footer_menu(self) -> Sequence[MenuItem]:
        """Add nothing."""
        return ()
