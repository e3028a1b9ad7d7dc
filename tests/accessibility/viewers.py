"""Each role in a window of its own, in the demo county."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from kuznia.directory.models import Authority, Organisation
from kuznia.lib.access import Role
from tests.axe import faults
from tests.live_site import PATIENCE, Watch
from tests.permissions.roles import Cast

TAG = re.compile(r"<(?!/)([a-z0-9-]+)(?:[^>]*?\sclass=\"([^\"]*)\")?")
COUNTY, ORGANISATION = "1421", "Stowarzyszenie Pokazowe „Iskra”"


@dataclass
class Viewers:
    """Looks at a page as a role does and says what is wrong with it."""

    address: str
    browser: Browser
    watch: Watch
    cast: Cast = field(init=False)
    pages: dict[Role, Page] = field(default_factory=dict)

    def __post_init__(self) -> None:
        county = Authority.objects.get(teryt=COUNTY)
        self.cast = Cast(county=county, organisation=Organisation.objects.get(name=ORGANISATION))

    def html(self, role: Role, path: str) -> str:
        """Return the page as the role gets it, or "" where the address gives no page."""
        answer = self.cast.browser(role).get(path)
        return answer.content.decode() if answer["Content-Type"].startswith("text/html") else ""

    def page(self, role: Role) -> Page:
        """Return the role's window; it is opened once."""
        if role not in self.pages:
            self.pages[role] = self.window(self.cast.browser(role)).new_page()
        return self.pages[role]

    def window(self, client: Client) -> BrowserContext:
        """Open a browser in which the client's cookies hold."""
        context = self.browser.new_context(
            base_url=self.address,
            locale="pl-PL",
            viewport={"width": 1280, "height": 900},
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.on("page", self.watch.over)
        kept = client.cookies.get(settings.SESSION_COOKIE_NAME)
        if kept:
            context.add_cookies([{"name": kept.key, "value": kept.value, "url": self.address}])
        return context

    def wrong_at(self, role: Role, path: str) -> list[str]:
        """Open the address as the role and return what is wrong with the page."""
        page = self.page(role)
        page.goto(path)
        return [f"{role} {fault}" for fault in self.wrong_with(page)]

    def wrong_with(self, page: Page) -> list[str]:
        """Return broken rules, first headings that are not one, and a page wider than a window of 320 pixels."""
        found = faults(page)
        if (count := page.locator("h1").count()) != 1:
            found.append(f"{count} first headings")
        page.set_viewport_size({"width": 320, "height": 800})
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        page.set_viewport_size({"width": 1280, "height": 900})
        return [*found, f"{wider} px wider than 320"] if wider else found


def drawn(html: str) -> frozenset[tuple[str, str]]:
    """Return of what kinds of parts the content of a page is made: two roles with the same see the same page."""
    content = html.partition("<main")[2].partition("</main>")[0]
    return frozenset(TAG.findall(content))
