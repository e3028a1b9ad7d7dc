"""What accounts adds to the menus."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from kuznia.lib.policy import Actor, ForAuthority, decide
from kuznia.lib.ports import MenuItem


class AccountNavigation:
    """The account stands at the end of the office menu; everybody else finds it on "my page"."""

    def public_menu(self) -> Sequence[MenuItem]:
        """Add nothing."""
        return ()

    def desk_menu(self, actor: Actor) -> Sequence[MenuItem]:
        """Add the account of the person who acts for an office, and the notices for those who publish them."""
        if not isinstance(actor, ForAuthority):
            return ()
        notices = MenuItem(_("Privacy notices"), "accounts:desk-notices", order=85, icon="scroll-text")
        may_publish = decide(actor, "accounts.publish_notice").allowed
        return (
            *((notices,) if may_publish else ()),
            MenuItem(_("My account"), "accounts:account", order=900, icon="user-round"),
        )

    def footer_menu(self) -> Sequence[MenuItem]:
        """Add nothing."""
        return ()
