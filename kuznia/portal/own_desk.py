"""What a signed-in person finds on her own page: for herself, and for the organisation that she acts for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from kuznia.directory.completeness import Completeness, completeness_of
from kuznia.directory.models import Claim, Organisation
from kuznia.directory.queries import organisations_represented_by
from kuznia.directory.queries.claims import claims_of_person
from kuznia.directory.queries.organisations import organisations_of_person
from kuznia.directory.queries.roles import role_key, roles_of
from kuznia.directory.states import ClaimState, PostRole
from kuznia.events.models import Certificate, Delegation, Registration
from kuznia.events.queries import own_delegations, own_registrations
from kuznia.events.queries.own import own_certificates
from kuznia.inquiries.models import Inquiry
from kuznia.inquiries.queries import own_inquiries
from kuznia.lib import clock
from kuznia.lib.policy import Actor, ForAuthority, ForOrganisation
from kuznia.lib.ports import TodoItem
from kuznia.people.models import Person
from kuznia.portal.queries import todo_of

MOST_PAST = 20


@dataclass(frozen=True, slots=True)
class Role:
    """One role in which she may act."""

    key: str
    words: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class OwnOrganisation:
    """The organisation that she acts for just now, and how full its page is."""

    organisation: Organisation
    completeness: Completeness
    may_edit: bool
    may_sign: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDesk:
    """Everything that waits for a person here and everything that she has."""

    todo: Sequence[TodoItem]
    coming: Sequence[Registration] = ()
    past: Sequence[Registration] = ()
    delegations: Sequence[Delegation] = ()
    certificates: Sequence[Certificate] = ()
    inquiries: Sequence[Inquiry] = ()
    organisations: Sequence[Organisation] = ()
    claims: Sequence[Claim] = ()
    roles: Sequence[Role] = field(default=())
    own: OwnOrganisation | None = None

    @property
    def late(self) -> int:
        """How many things are past their day."""
        return sum(item.late for item in self.todo)


def own_desk(person: Person, actor: Actor) -> OwnDesk:
    """Return the person's desk in the role in which she acts."""
    signed_up, now = list(own_registrations(person.pk)), clock.now()
    return OwnDesk(
        todo=todo_of(actor),
        coming=[each for each in signed_up if not _is_over(each, now)],
        past=[each for each in reversed(signed_up) if _is_over(each, now)][:MOST_PAST],
        delegations=list(own_delegations(person.pk).filter(event__ends_at__gte=now)),
        certificates=list(own_certificates(person.pk)),
        inquiries=list(own_inquiries(person.pk)),
        organisations=list(organisations_of_person(person.pk)),
        claims=list(claims_of_person(person.pk).exclude(state=ClaimState.ACCEPTED)),
        roles=[Role(role_key(role), _role_words(role), role == actor) for role in roles_of(person)],
        own=_own_organisation(actor),
    )


def _is_over(registration: Registration, at: datetime) -> bool:
    return registration.event.ends_at < at


def _own_organisation(actor: Actor) -> OwnOrganisation | None:
    if not isinstance(actor, ForOrganisation):
        return None
    found = organisations_represented_by(actor).prefetch_related("spheres").filter(pk=actor.organisation_id)
    organisation = found.first()
    if organisation is None:
        return None
    return OwnOrganisation(
        organisation=organisation,
        completeness=completeness_of(organisation, is_office=False),
        may_edit=actor.may_edit,
        may_sign=actor.may_sign,
    )


def _role_words(role: Actor) -> str:
    """Return how a person reads the role she may act in."""
    match role:
        case ForAuthority():
            return f"{role.authority_name} – {PostRole(role.role.value).label}"
        case ForOrganisation():
            return role.organisation_name
        case _:
            return _("Myself")
