"""The made-up people whom anybody may sign in as, in the demo and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kuznia.accounts.demo_port import DemoAccount


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One made-up person: the key of her button, her name and address, and what she can try."""

    key: str
    name: str
    role: str | Promise
    detail: str | Promise
    colour: str

    @property
    def email(self) -> str:
        """Her address; the domain is reserved for examples and takes no mail."""
        return f"{self.key}@example.org"

    @property
    def initials(self) -> str:
        """The letters of her sign."""
        return "".join(part[0] for part in self.name.split())


RESIDENT = DemoPerson("ewa.iskra", "Ewa Iskra", _("Resident"), _("Signs up for events for herself"), "1")
REPRESENTATIVE = DemoPerson(
    "jan.miech",
    "Jan Miech",
    _("Representative"),
    _("Keeps the record of an organisation, signs up for it"),
    "2",
)
OFFICER = DemoPerson(
    "anna.kuznik", "Anna Kuźnik", _("County officer"), _("Announces events, sees who signed up"), "3"
)
GMINA_OFFICER = DemoPerson(
    "piotr.zar", "Piotr Żar", _("Gmina officer"), _("Does the same for the gmina of Brwinów"), "4"
)
EDITOR = DemoPerson("olga.hartownik", "Olga Hartownik", _("Editor"), _("Writes the news"), "5")
ADMINISTRATOR = DemoPerson(
    "zofia.kowadlo", "Zofia Kowadło", _("Administrator"), _("Sets up the county and its officers"), "6"
)
PEOPLE = (RESIDENT, REPRESENTATIVE, OFFICER, GMINA_OFFICER, EDITOR, ADMINISTRATOR)


def offered() -> Sequence[DemoAccount]:
    """Return the buttons of the sign-in page."""
    return [
        DemoAccount(
            label=f"{person.role}: {person.name}",
            detail=str(person.detail),
            initials=person.initials,
            colour=person.colour,
            url=reverse("demo:sign-in-as"),
            value=person.key,
        )
        for person in PEOPLE
    ]
