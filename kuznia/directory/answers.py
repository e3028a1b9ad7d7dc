"""What the directory answers at the ports of the lower floors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuznia.accounts.services import erasure_obstacles
from kuznia.directory.answers_claims import register_claims
from kuznia.directory.answers_keeping import register_keeping
from kuznia.directory.models import Authority, Municipality, Post, Representation, StandIn
from kuznia.directory.published import PublishedOrganisations
from kuznia.directory.queries.authorities import county_authority, county_profile
from kuznia.directory.queries.imports import imports_visible_to
from kuznia.directory.services.posts import end_roles_of
from kuznia.directory.services.ties import TIES
from kuznia.directory.states import OrganisationState, PostRole
from kuznia.lib.policy import Actor, System, decide, is_officer
from kuznia.lib.ports import (
    CountyProfile,
    MenuItem,
    TodoItem,
    WayOn,
    county_port,
    file_owners,
    navigation,
    organisation_ties,
    personal_data,
    published,
    todo_items,
    ways_on,
)
from kuznia.people.models import Person


class DirectoryNavigation:
    """The directory's places in the menus."""

    def public_menu(self) -> Sequence[MenuItem]:
        """Return the list of organisations."""
        return (
            MenuItem(gettext_lazy("Organisations"), "directory:organisations", 40, icon="heart-handshake"),
        )

    def desk_menu(self, actor: Actor) -> Sequence[MenuItem]:
        """Return what the officer, and what only the administrator, keeps."""
        if not is_officer(actor):
            return ()
        items = [
            MenuItem(
                gettext_lazy("Organisations"), "directory:desk-organisations", 40, icon="heart-handshake"
            ),
            MenuItem(gettext_lazy("Who acts for whom"), "directory:desk-claims", 45, icon="user-plus"),
            MenuItem(gettext_lazy("Venues and rooms"), "directory:venues", 50, icon="map-pin"),
        ]
        if decide(actor, "directory.enter_county_page").allowed:
            items.append(
                MenuItem(gettext_lazy("County and people"), "directory:county", 80, icon="building-2")
            )
        return items

    def footer_menu(self) -> Sequence[MenuItem]:
        """Return the ways to organisations that start from a need and from a place."""
        return (
            MenuItem(gettext_lazy("Who helps with …?"), "directory:who-helps", 41),
            MenuItem(gettext_lazy("White spots"), "directory:white-spots", 42),
        )

    def ways_on(self) -> Sequence[WayOn]:
        """Return the way to organisations that starts from a need."""
        return (
            WayOn(
                title=gettext_lazy("See who helps"),
                sentence=gettext_lazy("Choose what you need, we show who does it"),
                url_name="directory:who-helps",
                order=20,
                icon="heart-handshake",
            ),
        )


class DirectoryCounty:
    """The county of this installation."""

    def county(self) -> CountyProfile:
        """Return how the county names itself."""
        return county_profile()


class DirectoryTodo:
    """What the county's pages still lack: what the law wants first, then what a new installation needs."""

    def todo_items(self, actor: Actor) -> Iterable[TodoItem]:
        """Return one item for each gap, for those who may fill it."""
        county = county_authority() if decide(actor, "directory.enter_county_page").allowed else None
        if county is None or not decide(actor, "directory.edit_county", county).allowed:
            return
        law = _("The law wants it on the site.")
        page = reverse("directory:county")
        if not county.data_protection_officer:
            yield TodoItem(_("Give the contact of the data-protection officer"), law, page)
        if not county.accessibility_coordinator:
            yield TodoItem(_("Give the contact of the accessibility coordinator"), law, page)
        if not county.bip_url:
            yield TodoItem(_("Give the address of the public bulletin (BIP)"), law, page)
        yield from self._first_days(county)

    def _first_days(self, county: Authority) -> Iterable[TodoItem]:
        if county.logo_id is None:
            yield TodoItem(
                _("Add the logo of the county"),
                _("It stands on every public page."),
                reverse("directory:county-look"),
            )
        if Municipality.objects.filter(population__isnull=True).exists():
            yield TodoItem(
                _("Give the number of inhabitants of each gmina"),
                _("White spots are counted per head with it."),
                reverse("directory:county-gminas"),
            )
        if not Post.objects.filter(role=PostRole.OFFICER, until_at__isnull=True).exists():
            yield TodoItem(
                _("Give somebody the role of an officer"),
                _("Officers keep organisations and events."),
                reverse("directory:posts"),
            )


class DirectoryPersonalData:
    """The roles of a person in organisations and offices."""

    section = "directory"

    def export(self, person_id: int) -> list[dict[str, Any]]:
        """Return every role the person has or had."""
        return [
            *self._posts(person_id),
            *self._stand_ins(person_id),
            *self._representations(person_id),
        ]

    def erase(self, person_id: int) -> int:
        """End the person's roles; that she had them stays, without her name."""
        person = Person.objects.get(pk=person_id)
        return end_roles_of(person=person, actor=System(job="accounts.erasure"))

    def _posts(self, person_id: int) -> list[dict[str, Any]]:
        posts = Post.objects.filter(person_id=person_id).select_related("authority").order_by("id")
        return [
            {"office": post.authority.name, "role": post.role, **_span(post.since_at, post.until_at)}
            for post in posts
        ]

    def _stand_ins(self, person_id: int) -> list[dict[str, Any]]:
        held = StandIn.objects.filter(person_id=person_id).select_related("post__authority").order_by("id")
        return [
            {
                "office": each.post.authority.name,
                "stands_in_as": each.post.role,
                **_span(each.since_on, each.until_on),
            }
            for each in held
        ]

    def _representations(self, person_id: int) -> list[dict[str, Any]]:
        held = (
            Representation.objects.filter(person_id=person_id).select_related("organisation").order_by("id")
        )
        return [
            {
                "organisation": each.organisation.name,
                "may_sign": each.may_sign,
                "may_edit": each.may_edit,
                "may_report": each.may_report,
                "function": each.function,
                "mandate_until": each.mandate_until_on.isoformat() if each.mandate_until_on else None,
                **_span(each.since_at, each.until_at),
            }
            for each in held
        ]


class ImportFiles:
    """Tables that were sent to be imported: only the officers who may see the import read them."""

    owner_label = "directory.ImportRun"

    def may_read(self, actor: Actor, owner_id: int) -> bool:
        """Say whether the actor may see the import now."""
        return imports_visible_to(actor).filter(pk=owner_id).exists()


def erasure_obstacle(person_id: int) -> str | None:
    """Say why the person cannot be erased yet: she works in an office, or nobody else may sign for an organisation."""
    if Post.objects.filter(person_id=person_id, until_at__isnull=True).exists():
        return _("You have a role in an office. Ask an administrator to end it, then erase the account.")
    held = Representation.objects.filter(until_at__isnull=True, may_sign=True)
    # Who is only named on a shared mailbox cannot sign in, so she signs for nobody here.
    others = held.filter(organisation=OuterRef("organisation"), person__email__isnull=False)
    others = others.exclude(person_id=person_id)
    alone = held.filter(~Exists(others), person_id=person_id, organisation__state=OrganisationState.ACTIVE)
    sole = alone.select_related("organisation").order_by("pk").first()
    if sole is None:
        return None
    sentence = _("Only you may sign for “%(name)s”. Ask the county office to appoint somebody else first.")
    return sentence % {"name": sole.organisation.name}


def _span(since_at: Any, until_at: Any) -> dict[str, str | None]:
    return {"since": since_at.isoformat(), "until": until_at.isoformat() if until_at else None}


def register() -> None:
    """Put the answers at their ports."""
    navigation.register(NAVIGATION)
    ways_on.register(NAVIGATION)
    county_port.register(COUNTY)
    todo_items.register(TODO)
    personal_data.register(PERSONAL_DATA)
    organisation_ties.register(TIES)
    file_owners.register(IMPORT_FILES)
    erasure_obstacles.register(erasure_obstacle)
    published.register(PublishedOrganisations())
    register_keeping()
    register_claims()


NAVIGATION = DirectoryNavigation()
COUNTY = DirectoryCounty()
TODO = DirectoryTodo()
PERSONAL_DATA = DirectoryPersonalData()
IMPORT_FILES = ImportFiles()
