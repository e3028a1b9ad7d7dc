"""A made-up organisation that somebody entered a second time: a pair for the desk's page of possible duplicates."""

from __future__ import annotations

from kuznia.demo.builders.stage import DEMO, Stage
from kuznia.directory.models import Municipality
from kuznia.directory.services import add_membership, add_organisation, find_duplicates
from kuznia.directory.services.organisations import OrganisationRecord
from kuznia.directory.states import LegalForm, OrganisationKind


def enter_duplicate(stage: Stage) -> None:
    """Enter „Podkowa” again, as somebody who writes names in her own way, and look for duplicates."""
    again = add_organisation(
        record=OrganisationRecord(
            kind=OrganisationKind.NGO,
            name="Stow. Pokazowe Podkowa",
            short_name="Podkowa",
            legal_form=LegalForm.ASSOCIATION,
            municipality=Municipality.objects.get(teryt6="142106"),
            mission="Przewóz osób starszych.",
            website="https://example.org/podkowa",
            spheres=("7", "19"),
        ),
        actor=stage.officer,
    )
    add_membership(member=again, federation=stage.organisations["kowale"], actor=stage.officer)
    find_duplicates(actor=DEMO)
