"""What the portal adds to the menus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kuznia.lib.policy import Actor, ForAuthority
from kuznia.lib.ports import MenuItem, WayOn


@dataclass(frozen=True)
class PortalNavigation:
    """The calendar, the desk's first page and the pages about the site."""

    def public_menu(self) -> Sequence[MenuItem]:
        return (MenuItem(_("Calendar"), "portal:calendar", 22, icon="calendar-days"),)

    def desk_menu(self, actor: Actor) -> Sequence[MenuItem]:
        return (
            (MenuItem(_("Desk"), "portal:desk", 0, icon="house"),) if isinstance(actor, ForAuthority) else ()
        )

    def footer_menu(self) -> Sequence[MenuItem]:
        return (
            MenuItem(_("Accessibility statement"), "portal:accessibility", 110),
            MenuItem(_("Contact"), "portal:contact", 120),
            MenuItem(_("Privacy"), "portal:privacy", 130),
            MenuItem(_("Cookies"), "portal:cookies", 140),
            MenuItem(_("Subscribe to the calendar"), "portal:calendar-subscribe", 50),
        )

    def ways_on(self) -> Sequence[WayOn]:
        return (
            WayOn(
                title=_("Look into the calendar"),
                sentence=_("What is on in every gmina, day by day"),
                url_name="portal:calendar",
                order=30,
                icon="calendar-days",
            ),
        )
