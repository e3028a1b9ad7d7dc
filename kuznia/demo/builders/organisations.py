"""Organisations: those of the notices by name alone, and made-up ones that say so in their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kuznia.demo.builders.stage import DEMO, Stage, warsaw
from kuznia.directory.models import Municipality
from kuznia.directory.services.memberships import add_membership
from kuznia.directory.services.organisations import OrganisationRecord, add_organisation
from kuznia.directory.services.representatives import appoint_representative
from kuznia.directory.states import LegalForm, OrganisationKind
from kuznia.lib.stopped_clock import StoppedClock

Gminas = Mapping[str, Municipality]
Named = tuple[str, OrganisationRecord]
NGO, GROUP = OrganisationKind.NGO, OrganisationKind.INFORMAL_GROUP
ASSOCIATION = LegalForm.ASSOCIATION
NOT_STATED = "Opis uzupełni sama organizacja. Źródło nazwy: ogłoszenia powiatu z lat 2012–2017."

# key, name, short name, kind, legal form, gmina (None: the whole county or wider)
REAL = (
    ("mazowia", "Federacja MAZOWIA", "MAZOWIA", NGO, LegalForm.UNION_OF_ASSOCIATIONS, None),
    ("grupa", "Pruszkowska Grupa Robocza", "Grupa Robocza", GROUP, "", None),
    ("michalowice", "Partnerstwo Michałowice", "", NGO, LegalForm.OTHER, "142104"),
    ("malichy", "Stowarzyszenie Mieszkańców Osiedla-Ogrodu Malichy", "Malichy", NGO, ASSOCIATION, "142102"),
    (
        "szansa",
        "Brwinowskie Stowarzyszenie Rodzin Abstynenckich „Szansa”",
        "Szansa",
        NGO,
        ASSOCIATION,
        "142103",
    ),
    (
        "socjus",
        "Pruszkowskie Stowarzyszenie Rodzin Abstynenckich „Socjus”",
        "Socjus",
        NGO,
        ASSOCIATION,
        "142102",
    ),
    ("projekt-brwinow", "Stowarzyszenie Projekt Brwinów", "Projekt Brwinów", NGO, ASSOCIATION, "142103"),
    (
        "komorowianie",
        "Towarzystwo Przyjaciół Miasta-Ogrodu Komorów „Komorowianie”",
        "Komorowianie",
        NGO,
        ASSOCIATION,
        "142104",
    ),
    ("nadarzyn", "Towarzystwo Przyjaciół Gminy Nadarzyn", "", NGO, ASSOCIATION, "142105"),
    ("mozesz", "Stowarzyszenie „Możesz”", "Możesz", NGO, ASSOCIATION, "142101"),
    ("projekt-raszyn", "Stowarzyszenie Projekt Raszyn", "Projekt Raszyn", NGO, ASSOCIATION, "142106"),
    ("forum", "Forum Organizacji Pozarządowych Powiatu Pruszkowskiego", "Forum", NGO, LegalForm.OTHER, None),
)
SHOWN = "Organizacja zmyślona na potrzeby pokazu. "
# key, name, kind, legal form, gmina, spheres, mission
MADE_UP = (
    (
        "iskra",
        "Stowarzyszenie Pokazowe „Iskra”",
        NGO,
        ASSOCIATION,
        "142103",
        ("13", "33"),
        "Uczymy sąsiadów, jak zacząć działać razem.",
    ),
    (
        "miech",
        "Fundacja Pokazowa „Miech”",
        NGO,
        LegalForm.FOUNDATION,
        "142102",
        ("14", "15"),
        "Prowadzimy zajęcia z rzemiosła dla dzieci i młodzieży.",
    ),
    (
        "kowadlo",
        "Uczniowski Klub Sportowy Pokazowy „Kowadło”",
        NGO,
        LegalForm.SPORTS_CLUB,
        "142101",
        ("17",),
        "Trenujemy po lekcjach, każdy może przyjść.",
    ),
    (
        "palenisko",
        "Koło Gospodyń Pokazowe „Palenisko”",
        NGO,
        LegalForm.RURAL_WOMEN_CIRCLE,
        "142105",
        ("4", "16"),
        "Zbieramy przepisy i pieśni, gotujemy na piknikach.",
    ),
    (
        "podkowa",
        "Stowarzyszenie Pokazowe „Podkowa”",
        NGO,
        ASSOCIATION,
        "142106",
        ("7", "10"),
        "Wozimy osoby starsze do lekarza i na spacer.",
    ),
    (
        "hufnal",
        "Ochotnicza Straż Pożarna Pokazowa „Hufnal”",
        NGO,
        LegalForm.FIRE_BRIGADE,
        "142105",
        ("20", "23"),
        "Ratujemy i uczymy pierwszej pomocy.",
    ),
    (
        "klamra",
        "Grupa sąsiedzka pokazowa „Klamra”",
        GROUP,
        "",
        "142104",
        ("13", "18"),
        "Sadzimy drzewa przy naszej ulicy.",
    ),
    (
        "biblioteka",
        "Biblioteka Pokazowa w Raszynie",
        OrganisationKind.INSTITUTION,
        "",
        "142106",
        ("14", "16"),
        "Udostępniamy salę organizacjom z okolicy.",
    ),
    (
        "kowale",
        "Federacja Pokazowa „Kowale”",
        NGO,
        LegalForm.UNION_OF_ASSOCIATIONS,
        "142102",
        ("33",),
        "Łączymy organizacje i mówimy ich wspólnym głosem.",
    ),
    (
        "kuznia",
        "Kuźnia Pokazowa sp. z o.o.",
        OrganisationKind.COMPANY,
        "",
        "142102",
        (),
        "Pomagamy organizacjom narzędziami i transportem.",
    ),
)


def build_organisations(stage: Stage, clock: StoppedClock) -> None:
    """Enter the organisations; the made-up „Iskra” gets the demo's representative and a federation."""
    clock.move_to(warsaw(2012, 10, 2, 10))
    gminas = {gmina.teryt6: gmina for gmina in Municipality.objects.all()}
    for key, record in (*_real(gminas), *_made_up(gminas)):
        stage.organisations[key] = add_organisation(record=record, actor=stage.officer)
    add_membership(
        member=stage.organisations["iskra"], federation=stage.organisations["kowale"], actor=stage.officer
    )
    appoint_representative(
        organisation=stage.organisations["iskra"],
        person=stage.representative,
        may_sign=True,
        may_edit=True,
        may_report=True,
        actor=DEMO,
    )


def _real(gminas: Gminas) -> Iterator[Named]:
    for key, name, short_name, kind, form, teryt6 in REAL:
        yield (
            key,
            OrganisationRecord(
                kind=kind,
                name=name,
                short_name=short_name,
                legal_form=form,
                municipality=gminas.get(teryt6 or ""),
                description=NOT_STATED,
            ),
        )


def _made_up(gminas: Gminas) -> Iterator[Named]:
    for key, name, kind, form, teryt6, spheres, mission in MADE_UP:
        yield (
            key,
            OrganisationRecord(
                kind=kind,
                name=name,
                legal_form=form,
                municipality=gminas[teryt6],
                mission=mission,
                description=SHOWN + mission,
                spheres=spheres,
            ),
        )
