"""The only writers of accounts, notices and consents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from kuznia.accounts import journal
from kuznia.accounts.models import Consent, PrivacyNotice
from kuznia.accounts.queries import account_rows, consent_rows, current_notice, latest_notice
from kuznia.accounts.states import NoticePurpose
from kuznia.accounts.unconfirmed import never_confirmed
from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand
from kuznia.lib.ports import Registry, personal_data
from kuznia.lib.races import tried_again
from kuznia.people import services as people
from kuznia.people.models import Person

# A higher app says here why a person cannot be erased yet (she is an officer, the last one who may sign); None lets go.
ErasureObstacle = Callable[[int], str | Promise | None]
erasure_obstacles: Registry[ErasureObstacle] = Registry()
CONFIRMED_WITHIN = timedelta(days=30)
PUBLISHED_MEANWHILE = gettext_lazy(
    "Another version was published after you had opened the form. Read it, then decide whether yours should follow."
)


@transaction.atomic
def open_account(*, email: str, name: str, language: str, actor: Actor) -> Person:
    """Make the person who signs up with her address; the history keeps which privacy notice she was shown."""
    person = people.person_with_email(email=email, name=name, language=language, actor=actor)
    notice = current_notice(NoticePurpose.ACCOUNT)
    record(
        subject=person,
        actor=actor,
        sentence=gettext_noop("Opened an account, shown the privacy notice in version %(version)s."),
        params={"version": notice.version},
        audience=Audience.PARTIES,
    )
    return person


@transaction.atomic
def correct_own_data(*, person: Person, name: str, phone: str, language: str, actor: Actor) -> Person:
    """Correct the person's name, phone and language as she wrote them."""
    demand(actor, "accounts.manage_own_data", person)
    people.correct_person(person=person, name=name, phone=phone, language=language, actor=actor)
    record(
        subject=person, actor=actor, sentence=gettext_noop("Corrected own data."), audience=Audience.PARTIES
    )
    return person


@transaction.atomic
def record_export(*, person: Person, actor: Actor) -> Person:
    """Note that the person took a copy of her data."""
    demand(actor, "accounts.manage_own_data", person)
    record(
        subject=person,
        actor=actor,
        sentence=gettext_noop("Took a copy of own data."),
        audience=Audience.PARTIES,
    )
    return person


@tried_again
@transaction.atomic
def erase_person(*, person: Person, actor: Actor) -> Person:
    """Erase the person: every app by its own rule, then the account; her sessions end, histories keep a reference."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    demand(actor, "accounts.manage_own_data", person)
    for obstacle in erasure_obstacles:
        refusal = obstacle(person.pk)
        if refusal:
            raise Refused(refusal)
    return _erase(person, actor)


@transaction.atomic
def erase_again(*, person_id: int, actor: Actor) -> bool:
    """Erase a person whom a restore brought back; False where there is nothing to erase.

    Nobody is asked whether she may go: she had gone, and the apps end her roles as they did then.
    """
    demand(actor, "accounts.keep_accounts")
    person = Person.objects.select_for_update(no_key=True).filter(pk=person_id, erased_at=None).first()
    if person is None:
        return False
    _erase(person, actor)
    return True


@transaction.atomic
def forget_unconfirmed(*, actor: Actor) -> int:
    """Erase whoever opened an account 30 days ago, never proved the address and has nothing here; return how many."""
    demand(actor, "accounts.keep_accounts")
    stale = never_confirmed(clock.now() - CONFIRMED_WITHIN)
    people_to_forget = list(stale.select_for_update(no_key=True, of=("self",)))
    for person in people_to_forget:
        _erase(person, actor)
    return len(people_to_forget)


@transaction.atomic
def complete_journal(*, actor: Actor) -> int:
    """Note the erasures that are missing in the journal, after a crash or a full disk; return how many."""
    demand(actor, "accounts.keep_accounts")
    erased = Person.objects.filter(erased_at__isnull=False).values_list("pk", flat=True)
    missing = sorted(set(erased) - journal.noted_erasures())
    for person_id in missing:
        journal.note_erasure(person_id)
    return len(missing)


def _erase(person: Person, actor: Actor) -> Person:
    for answer in personal_data:
        answer.erase(person.pk)
    people.forget_person(person=person, actor=actor)
    record(
        subject=person, actor=actor, sentence=gettext_noop("Erased the account."), audience=Audience.PARTIES
    )
    # Not before the commit: an erasure that did not happen must not be done by a restore. What a crash or a full disk
    # leaves out here, the nightly job adds.
    transaction.on_commit(partial(journal.note_erasure, person.pk), robust=True)
    return person


@transaction.atomic
def adopt_address(*, person: Person, actor: Actor) -> Person:
    """Note that the person has just proved that her address is hers (she typed the code we had sent there)."""
    demand(actor, "accounts.manage_own_data", person)
    return _prove_address(person)


@transaction.atomic
def give_first_password(*, person: Person, password: str, actor: Actor) -> Person:
    """Let the person sign in with a password where no mail goes out: whoever runs the site vouches for her address."""
    demand(actor, "accounts.vouch_for_address", person)
    people.set_password(person=person, password=password, actor=actor)
    return _prove_address(person)


def _prove_address(person: Person) -> Person:
    # Made by a sign-up for an event, she has an address but no row in which allauth keeps that it was proved; and an
    # address that was hers once opens nothing any more.
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )
    return person


@transaction.atomic
def publish_notice(
    *,
    purpose: str,
    after: int,
    titles: tuple[str, str],
    bodies: tuple[str, str],
    actor: Actor,
    valid_from: datetime | None = None,
) -> PrivacyNotice:
    """Publish the version of a notice that follows `after`, each text in Polish, then in English.

    The same form sent twice publishes once; one that was begun before another version came out is refused.
    """
    demand(actor, "accounts.publish_notice")
    new = PrivacyNotice(
        purpose=purpose,
        version=after + 1,
        title_pl=titles[0],
        title_en=titles[1],
        body_pl=bodies[0],
        body_en=bodies[1],
        valid_from=valid_from or clock.now(),
    )
    _lock_versions(purpose)
    latest = latest_notice(purpose)
    if latest is not None and latest.version == new.version and latest.texts == new.texts:
        return latest
    _demand_next(new, latest)
    new.save(force_insert=True)
    record(
        subject=new,
        actor=actor,
        sentence=gettext_noop("Published the privacy notice, version %(version)s."),
        params={"version": new.version},
    )
    return new


def _lock_versions(purpose: str) -> None:
    """The versions are the parent rows of the next one: of two administrators one waits, then reads what came out."""
    list(PrivacyNotice.objects.select_for_update(no_key=True).filter(purpose=purpose))


def _demand_next(new: PrivacyNotice, latest: PrivacyNotice | None) -> None:
    """Refuse a version that does not follow the latest one, or says the same."""
    if new.version != (latest.version if latest else 0) + 1:
        raise Refused(PUBLISHED_MEANWHILE)
    if latest is not None and latest.texts == new.texts:
        raise Refused(_("Nothing was changed: the text is the same as in the latest version."))


@transaction.atomic
def give_consent(*, person: Person, notice: PrivacyNotice, actor: Actor) -> Consent:
    """Keep that the person consents to what the notice says; a consent that holds already stays as it was given."""
    demand(actor, "accounts.manage_own_data", person)
    consent, made = Consent.objects.get_or_create(
        person=person, purpose=notice.purpose, withdrawn_at=None, defaults={"notice": notice}
    )
    if made:
        _record_consent(
            consent, actor, gettext_noop("Gave consent: %(purpose)s, version %(version)s of the text.")
        )
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, actor: Actor) -> Consent:
    """Withdraw a consent; withdrawing twice changes nothing."""
    consent = (
        Consent.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person", "notice")
        .get(pk=consent.pk)
    )
    demand(actor, "accounts.manage_own_data", consent.person)
    if consent.withdrawn_at is None:
        consent.withdrawn_at = clock.now()
        consent.save(update_fields=["withdrawn_at"])
        _record_consent(
            consent, actor, gettext_noop("Withdrew consent: %(purpose)s, version %(version)s of the text.")
        )
    return consent


def _record_consent(consent: Consent, actor: Actor, sentence: str) -> None:
    record(
        subject=consent.person,
        actor=actor,
        sentence=sentence,
        params={"purpose": consent.notice.title_pl, "version": consent.notice.version},
        audience=Audience.PARTIES,
    )


class AccountPersonalData:
    """What accounts keeps of a person: the account itself, its keys and her consents."""

    section = "account"

    def export(self, person_id: int) -> list[dict[str, Any]]:
        """Return the account and the consents."""
        return [*account_rows(person_id), *consent_rows(person_id)]

    def erase(self, person_id: int) -> int:
        """Delete the addresses by which she signs in, the second factor and the consents."""
        erased = 0
        for rows in (
            EmailAddress.objects.filter(user_id=person_id),
            Authenticator.objects.filter(user_id=person_id),
            Consent.objects.filter(person_id=person_id),
        ):
            erased += rows.delete()[0]
        return erased
