"""What the newsroom adds to the menus."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from kuznia.lib.policy import Actor, decide
from kuznia.lib.ports import MenuItem
from kuznia.newsroom.policies import ENTER


class NewsroomNavigation:
    """The news for everybody, the editor's rooms for editors."""

    def public_menu(self) -> Sequence[MenuItem]:
        """Return the way to the news."""
        return (MenuItem(_("News"), "newsroom:news", order=10, icon="megaphone"),)

    def desk_menu(self, actor: Actor) -> Sequence[MenuItem]:
        """Return the way to Wagtail's admin for those who may enter it."""
        if not decide(actor, ENTER).allowed:
            return ()
        return (MenuItem(_("Newsroom"), "wagtailadmin_home", order=80, icon="pencil"),)

    def footer_menu(self) -> Sequence[MenuItem]:
        """Return nothing."""
        return ()
