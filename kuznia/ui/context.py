"""What every page's frame needs, computed only when a template asks for it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from kuznia.lib.policy import Actor, ForAuthority, ForOrganisation, Visitor
from kuznia.lib.ports import CountyProfile, MenuItem, county, navigation
from kuznia.ui.appearance import root_attributes, size_of, theme_of
from kuznia.ui.loading import forget_texts

ENGLISH = "/en/"
MOST_BLOCKS = 8
BLOCKS = 6
# From this order on an entry of the footer speaks of the site.
ABOUT_THE_SITE = 100


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a menu, ready to print."""

    label: str
    url: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Footer:
    """The links at the end of every page: ways to do or learn something, and what is said of the site itself."""

    ways: tuple[Link, ...]
    about: tuple[Link, ...]


@lru_cache(maxsize=1)
def assets() -> dict[str, str]:
    """Return the addresses of the files that every page links."""
    fonts = {
        "heading_font": "signika-latin-wght-normal",
        "heading_font_polish": "signika-pl",
        "text_font": "atkinson-hyperlegible-next-latin-wght-normal",
        "text_font_polish": "atkinson-hyperlegible-next-pl",
    }
    files = {
        "css": "css/bundle.css",
        "script": "kuznia.js",
        "door_script": "door.js",
        "listen_script": "listen.js",
        "favicon": "favicon.svg",
    }
    files |= {key: f"fonts/{name}.woff2" for key, name in fonts.items()}
    return {key: static(f"ui/{path}") for key, path in files.items()}


class Shell:
    """The frame of one request's page."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __getitem__(self, name: str) -> Any:
        # Templates try this first; answering here spares them an exception for every name.
        return getattr(self, name)

    @cached_property
    def language(self) -> str:
        """The language of the page."""
        return get_language() or settings.LANGUAGE_CODE

    @cached_property
    def theme(self) -> str:
        """The chosen theme."""
        return theme_of(self._request)

    @cached_property
    def size(self) -> str:
        """The chosen text size."""
        return size_of(self._request)

    @property
    def root_attributes(self) -> SafeString:
        """The attributes of <html>."""
        return root_attributes(self.theme, self.size)

    @property
    def assets(self) -> dict[str, str]:
        """The files that every page links."""
        return assets()

    @property
    def demo(self) -> bool:
        """Whether this is the demo county."""
        return bool(settings.KUZNIA_DEMO)

    @cached_property
    def county(self) -> CountyProfile:
        """The county that this installation belongs to."""
        return county()

    @property
    def tagline(self) -> str:
        """Whose site this is, under the name."""
        return gettext("%(county)s and organisations") % {"county": self.county.name}

    @property
    def phone_link(self) -> str:
        """The county's telephone as a link dials it."""
        return "".join(sign for sign in self.county.phone if sign.isdigit() or sign == "+")

    @property
    def strip(self) -> SafeString:
        """One block of the strip for every gmina; above eight the six colours."""
        count = len(self.county.municipalities)
        return _blocks(count if 0 < count <= MOST_BLOCKS else BLOCKS)

    @cached_property
    def actor(self) -> Actor:
        """Who acts in this request."""
        return getattr(self._request, "actor", None) or Visitor()

    @property
    def signed_in(self) -> bool:
        """Whether somebody is signed in."""
        return not isinstance(self.actor, Visitor)

    @property
    def person_name(self) -> str:
        """The name of the one who is signed in."""
        return getattr(self.actor, "name", "") or gettext("My page")

    @property
    def acts_for(self) -> str:
        """The authority or organisation for which the person acts, by name."""
        if isinstance(self.actor, ForAuthority):
            return self.actor.authority_name
        return self.actor.organisation_name if isinstance(self.actor, ForOrganisation) else ""

    @property
    def home_url(self) -> str:
        """The front page in the language of this page."""
        return "/" if self.language == settings.LANGUAGE_CODE else ENGLISH

    @property
    def sign_in_url(self) -> str:
        """Where people sign in."""
        return _address(str(settings.LOGIN_URL), self.language)

    @property
    def my_url(self) -> str:
        """The page of the person who is signed in."""
        return _address(str(settings.LOGIN_REDIRECT_URL), self.language)

    @property
    def appearance_url(self) -> str:
        """Where the choice of theme and size is sent."""
        return _address("ui:appearance", self.language)

    @property
    def listen_url(self) -> str:
        """The page where this one can be heard without a script."""
        return _address(str(settings.KUZNIA_LISTEN_PAGE), self.language)

    @property
    def sentences_url(self) -> str:
        """Where the script asks for the sentences of this page as they are said."""
        return _address(str(settings.KUZNIA_LISTEN_SENTENCES), self.language)

    @property
    def path(self) -> str:
        """The address of this page without its query."""
        return self._request.path

    @property
    def here(self) -> str:
        """The address of this page, to come back to."""
        return self._request.get_full_path()

    @property
    def other_language_url(self) -> str:
        """This page in the other language: English stands under /en/."""
        path = self.here if self._request.method in {"GET", "HEAD"} else self._request.path
        return "/" + path.removeprefix(ENGLISH) if path.startswith(ENGLISH) else "/en" + path

    @property
    def menu(self) -> tuple[Link, ...]:
        """The main menu."""
        return _public_menu(self.language)

    @property
    def files(self) -> SafeString:
        """The links to fonts, styles and the script."""
        return _part("files", self.language, county=self.county)

    @property
    def county_links(self) -> SafeString:
        """The county's own pages, at the top."""
        return _part("county", self.language, county=self.county)

    @property
    def looks(self) -> SafeString:
        """The buttons of theme and text size, the chosen ones pressed."""
        return _part("looks", self.language, theme=self.theme, size=self.size)

    @property
    def menu_entries(self) -> SafeString:
        """The main menu as a list, the entry to which this page belongs marked."""
        return _part("menu", self.language, within=self.within, is_here=self.within == self.path)

    @property
    def foot(self) -> SafeString:
        """The end of the page: the county's addresses and the links of the site."""
        return _part("foot", self.language, county=self.county, phone_link=self.phone_link)

    @cached_property
    def desk(self) -> tuple[Link, ...]:
        """The side menu of the office."""
        return _links([item for app in navigation for item in app.desk_menu(self.actor)], self.language)

    @cached_property
    def within(self) -> str:
        """The entry of the main menu to which this page belongs."""
        return self._longest(self.menu)

    @cached_property
    def desk_within(self) -> str:
        """The entry of the side menu to which this page belongs."""
        return self._longest(self.desk)

    def _longest(self, links: Sequence[Link]) -> str:
        """Return the longest address that begins this page's; the front page's begins every one and doesn't count."""
        path, home = self._request.path, self.home_url
        found = [
            link.url for link in links if path.startswith(link.url) and (link.url != home or path == home)
        ]
        return max(found, key=len, default="")


@lru_cache(maxsize=8)
def _public_menu(language: str) -> tuple[Link, ...]:
    """Ask the apps once: this menu is the same for everybody."""
    return _links([item for app in navigation for item in app.public_menu()], language)


@lru_cache(maxsize=8)
def _footer_menu(language: str) -> Footer:
    items = [item for app in navigation for item in app.footer_menu()]
    return Footer(
        ways=_links([item for item in items if item.order < ABOUT_THE_SITE], language),
        about=_links([item for item in items if item.order >= ABOUT_THE_SITE], language),
    )


def _links(items: Iterable[MenuItem], language: str) -> tuple[Link, ...]:
    ordered = sorted(items, key=lambda item: item.order)
    return tuple(Link(str(item.label), _address(item.url_name, language), item.icon) for item in ordered)


def forget_menus() -> None:
    """Ask the apps and the addresses anew; for tests that serve other addresses."""
    for kept in (_public_menu, _footer_menu, _address, _part, assets):
        kept.cache_clear()
    forget_texts()


@lru_cache(maxsize=128)
def _part(name: str, language: str, **facts: Hashable) -> SafeString:
    """Return a part of the frame, composed once for the facts that decide it: other facts compose another one."""
    lists = {"menu": _public_menu(language), "footer": _footer_menu(language), "assets": assets()}
    written = render_to_string(f"ui/parts/{name}.html", {"language": language, **lists, **facts})
    return SafeString(written.strip())


@lru_cache(maxsize=MOST_BLOCKS)
def _blocks(count: int) -> SafeString:
    return format_html_join("", "<i>{}</i>", [("",)] * count)


@lru_cache(maxsize=256)
def _address(name: str, language: str) -> str:
    """Return the address of a page by its url name; it depends on the language alone."""
    return resolve_url(name) if name.startswith("/") else reverse(name)


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Give templates the frame; nothing is computed until they ask."""
    return {"shell": Shell(request)}
