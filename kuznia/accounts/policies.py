"""Who may do what with accounts, notices and consents."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kuznia.lib.policy import Actor, declare_rule, is_county_administrator, is_system, person_id_of
from kuznia.people.models import Person


def may_manage_own_data(actor: Actor, person: object) -> bool:
    """True for the person herself, in whatever name she acts just now."""
    return isinstance(person, Person) and person_id_of(actor) == person.pk


def may_publish_notice(actor: Actor, _subject: object) -> bool:
    """True for an administrator of the county office: a notice speaks for the county."""
    return is_county_administrator(actor)


def may_vouch_for_address(actor: Actor, _person: object) -> bool:
    """True for the house's own commands, run by whoever runs the machine."""
    return is_system(actor)


def may_keep_accounts(actor: Actor, _subject: object) -> bool:
    """True for the house's own jobs and commands."""
    return is_system(actor)


declare_rule(
    "accounts.manage_own_data",
    may_manage_own_data,
    _("Only the person herself may see and change these data."),
)
declare_rule(
    "accounts.publish_notice",
    may_publish_notice,
    _("Only an administrator of the county office may publish a privacy notice."),
)
declare_rule(
    "accounts.vouch_for_address",
    may_vouch_for_address,
    _("Only whoever runs the site may give somebody a first password."),
)
declare_rule(
    "accounts.keep_accounts", may_keep_accounts, _("Only the house itself does the housekeeping of accounts.")
)
