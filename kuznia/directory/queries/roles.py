"""In whose name a person may act: herself, the organisations she represents, the offices she works in."""

from __future__ import annotations

from typing import assert_never

from django.db.models import Q, QuerySet

from kuznia.directory.models import Organisation, Post, Representation
from kuznia.directory.queries.authorities import TODAY, stand_ins_not_over
from kuznia.directory.states import OrganisationState
from kuznia.lib.policy import AsSelf, ForAuthority, ForOrganisation, OfficeRole
from kuznia.people.models import Person

PersonActor = AsSelf | ForOrganisation | ForAuthority
_RANK = {OfficeRole.ADMINISTRATOR: 0, OfficeRole.OFFICER: 1, OfficeRole.EDITOR: 2}


def roles_of(person: Person) -> list[PersonActor]:
    """Return everybody that the person may act as: offices first, the county's before a gmina's, herself last."""
    return [*_offices(person), *_organisations(person), AsSelf(person_id=person.pk, name=person.name)]


def keepers_of(organisation: Organisation) -> QuerySet[Representation]:
    """Return the roles of those who may change the organisation's page, whoever has an address of her own first."""
    held = Representation.objects.filter(organisation=organisation, until_at__isnull=True, may_edit=True)
    able = held.filter(person__is_active=True)
    return able.select_related("organisation", "person").order_by("person__email", "pk")


def role_key(actor: PersonActor) -> str:
    """Return the word by which a session remembers the chosen role."""
    match actor:
        case ForAuthority():
            return f"authority:{actor.authority_id}:{actor.role.value}"
        case ForOrganisation():
            return f"organisation:{actor.organisation_id}"
        case AsSelf():
            return "self"
        case _:
            assert_never(actor)


def _offices(person: Person) -> list[ForAuthority]:
    standing_in = stand_ins_not_over().filter(person=person, since_on__lte=TODAY)
    theirs = Q(person=person) | Q(pk__in=standing_in.order_by().values("post"))
    held = Post.objects.filter(theirs, until_at__isnull=True).select_related("authority")
    # Who stands in for a colleague of the same role has it once, as her own.
    offices: dict[str, ForAuthority] = {}
    for post in sorted(held, key=lambda post: post.person_id != person.pk):
        actor = _in_office(person, post)
        offices.setdefault(role_key(actor), actor)
    return sorted(
        offices.values(),
        key=lambda actor: (actor.municipality_id or 0, _RANK[actor.role], actor.authority_id),
    )


def _in_office(person: Person, post: Post) -> ForAuthority:
    authority = post.authority
    return ForAuthority(
        person_id=person.pk,
        name=person.name,
        authority_id=authority.pk,
        authority_name=authority.name,
        role=OfficeRole(post.role),
        municipality_id=authority.covered_gmina_id,
        stands_in=post.person_id != person.pk,
    )


def _organisations(person: Person) -> list[ForOrganisation]:
    held = Representation.objects.filter(
        person=person, until_at__isnull=True, organisation__state=OrganisationState.ACTIVE
    )
    return [
        ForOrganisation(
            person_id=person.pk,
            name=person.name,
            organisation_id=each.organisation_id,
            organisation_name=each.organisation.name,
            may_sign=each.may_sign,
            may_edit=each.may_edit,
            may_report=each.may_report,
        )
        for each in held.select_related("organisation").order_by("organisation__sort_key", "id")
    ]
