"""A browser for each role: signed in, acting in it, with a second factor where an office asks for one."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.test import Client

from kuznia.directory.models import Authority, Organisation
from kuznia.directory.services.posts import appoint_officer
from kuznia.directory.services.representatives import appoint_representative
from kuznia.lib.access import Role
from kuznia.lib.policy import OfficeRole, System
from kuznia.people.models import Person

ORGANISER = System("test")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
IN_OFFICE = {
    Role.OFFICER: OfficeRole.OFFICER,
    Role.EDITOR: OfficeRole.EDITOR,
    Role.ADMINISTRATOR: OfficeRole.ADMINISTRATOR,
}


@dataclass
class Cast:
    """The people who ask, one for each role, in one county and one organisation."""

    county: Authority
    organisation: Organisation
    people: dict[Role, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for role in Role:
            if role is not Role.VISITOR:
                self.people[role] = Person.objects.create(
                    name=f"Osoba {role.value}", email=f"{role.value}@example.org", password="!"
                )
        appoint_representative(
            organisation=self.organisation,
            person=self.people[Role.REPRESENTATIVE],
            may_sign=True,
            may_edit=True,
            may_report=True,
            actor=ORGANISER,
        )
        for role, post in IN_OFFICE.items():
            appoint_officer(person=self.people[role], authority=self.county, role=post, actor=ORGANISER)

        self._cookies = {role: self._signed_in(role).cookies for role in Role}

    def browser(self, role: Role) -> Client:
        """Return a browser in which somebody of that role is signed in and acts in it."""
        client = Client()
        client.cookies.update(self._cookies[role])
        return client

    def _signed_in(self, role: Role) -> Client:
        client = Client()
        if role is not Role.VISITOR:
            client.force_login(Person.objects.get(pk=self.people[role].pk), backend=BACKEND)
        if role is Role.REPRESENTATIVE:
            client.post("/dzialaj-jako/", {"role": f"organisation:{self.organisation.pk}"})
        return client
