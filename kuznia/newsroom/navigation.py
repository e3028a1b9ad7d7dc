"""What the newsroom adds to the menus."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from kuznia.lib.policy import Actor, decide
from kuznia.lib.ports import MenuItem
from kuznia.newsroom.policies import DECIDE_PRACTICE, ENTER


class NewsroomNavigation:
    """The news, the guides and the good practices for everybody, the editor's rooms for editors."""

    def public_menu(self) -> Sequence[MenuItem]:
        """Return the ways to the news and to the guides."""
        return (
            MenuItem(_("News"), "newsroom:news", order=10, icon="megaphone"),
            MenuItem(_("Guides"), "newsroom:guides", order=40, icon="book-open"),
        )

    def desk_menu(self, actor: Actor) -> Sequence[MenuItem]:
        """Return the way to Wagtail's admin for writers, to the proposed good practices for editors."""
        rooms = (
            (ENTER, MenuItem(_("Newsroom"), "wagtailadmin_home", order=80, icon="pencil")),
            (
                DECIDE_PRACTICE,
                MenuItem(_("Good practices"), "newsroom:desk-practices", order=82, icon="thumbs-up"),
            ),
        )
        return [item for rule, item in rooms if decide(actor, rule).allowed]

    def footer_menu(self) -> Sequence[MenuItem]:
        """Return the way to good practices."""
        return (MenuItem(_("Good practices"), "newsroom:practices", order=20),)
