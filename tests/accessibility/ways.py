"""Pages that nobody reaches by their address alone: how somebody gets there."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from kuznia.accounts.tests.factories import PASSWORD, enrol, last_code
from kuznia.directory.tests.claim_factories import make_claim
from kuznia.events.models import Event
from kuznia.events.tests.factories import make_delegation, make_registration
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.policy import AsSelf
from kuznia.people.models import Person
from tests.accessibility.viewers import Viewers
from tests.browser.steps import conference, fill_in
from tests.permissions.roles import BACKEND

Way = Callable[[Viewers], Page]
_numbers = count(1)


def _somebody(*, password: str = "") -> Person:
    number = next(_numbers)
    person = Person.objects.create(name=f"Ktoś {number}", email=f"ktos{number}@example.org", password="!")
    if password:
        person.set_password(password)
        person.save()
    return person


def _signed_in(viewers: Viewers, person: Person, *methods: str) -> Page:
    """Open a window in which the person has just proved who she is."""
    client = Client()
    client.force_login(person, backend=BACKEND)
    session = client.session
    session["account_authentication_methods_user"] = str(person.pk)
    session["account_authentication_methods"] = [{"method": method, "at": time.time()} for method in methods]
    session.save()
    return viewers.window(client).new_page()


def _fresh(name: str, *, password: str = "", factor: bool = False) -> Way:
    def go(viewers: Viewers) -> Page:
        person = _somebody(password=password)
        if factor:
            enrol(person)
            RecoveryCodes.activate(person)
        page = _signed_in(viewers, person, "code", "mfa")
        page.goto(reverse(name))
        return page

    return go


def _stale(name: str, *, password: str = "", factor: bool = False) -> Way:
    def go(viewers: Viewers) -> Page:
        person = _somebody(password=password)
        if factor:
            enrol(person)
        page = _signed_in(viewers, person)
        page.goto(reverse(name))
        return page

    return go


def _code_page(name: str, field: str) -> Way:
    """Type the address of somebody who has an account and send the form."""

    def go(viewers: Viewers) -> Page:
        page = viewers.window(Client()).new_page()
        page.goto(reverse(name))
        form = page.locator("form", has=page.locator(f"[name={field}]")).first
        form.locator(f"[name={field}]").fill(_somebody(password=PASSWORD).email)
        form.locator("button").last.click()
        page.wait_for_load_state()
        return page

    return go


def _open_account(viewers: Viewers) -> Page:
    page = viewers.window(Client()).new_page()
    page.goto(reverse("account_signup"))
    page.locator("main [name=email]").fill(f"nowa{next(_numbers)}@example.org")
    for name in ("name",):
        if page.locator(f"main [name={name}]").count():
            page.locator(f"main [name={name}]").fill("Nowa Osoba")
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    return page


def _new_password(viewers: Viewers) -> Page:
    page = _code_page("account_reset_password", "email")(viewers)
    run_waiting_jobs()
    page.locator("main [name=code]").fill(last_code())
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    return page


def _second_factor(viewers: Viewers) -> Page:
    person = _somebody(password=PASSWORD)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    enrol(person)
    page = viewers.window(Client()).new_page()
    page.goto(reverse("account_login"))
    page.locator("details.more summary").click()
    form = page.locator("details.more form")
    form.locator("[name=login]").fill(person.email)
    form.locator("[name=password]").fill(PASSWORD)
    form.locator("button").click()
    page.wait_for_load_state()
    return page


def _sent(viewers: Viewers) -> Page:
    page = viewers.window(Client()).new_page()
    page.goto(f"{conference().get_absolute_url()}zapis/")
    fill_in(page, workshop="Fundraising", email=f"zapis{next(_numbers)}@example.org")
    # Robots are told from people by their haste.
    page.wait_for_timeout(2_100)
    page.locator("form.sign-up").get_by_role("button", name="Zapisz się").click()
    page.wait_for_url("**/wyslano/**")
    return page


def _delegation_sent(viewers: Viewers) -> Page:
    page = viewers.window(Client()).new_page()
    page.goto(f"{_meeting().get_absolute_url()}zapisy/delegacja/")
    page.locator("[name=contact_name]").fill("Jan Miech")
    page.locator("[name=email]").fill(f"delegacja{next(_numbers)}@example.org")
    page.locator("[name=coming_for][value=organisation]").check()
    page.locator("[name=organisation_name]").fill("Koło Gospodyń")
    page.locator("[name=row_0_name]").fill("Ewa Iskra")
    page.locator("[name=knows_notice]").check()
    # Robots are told from people by their haste.
    page.wait_for_timeout(2_100)
    page.locator("main form").get_by_role("button", name="Zapisz").last.click()
    page.wait_for_url("**/wyslano/**")
    return page


def _own_delegation(name: str, *, names_member: bool = False) -> Way:
    def go(viewers: Viewers) -> Page:
        person = _somebody()
        delegation = make_delegation(_meeting(), actor=AsSelf(person.pk, person.name))
        member = [delegation.registrations.earliest("pk").code] if names_member else []
        page = _signed_in(viewers, person, "code")
        page.goto(reverse(name, args=[delegation.code, *member]))
        return page

    return go


def _meeting() -> Event:
    """An open event without a limit of seats."""
    return Event.objects.get(title="Otwarte spotkanie grup nieformalnych")


def _own(name: str) -> Way:
    def go(viewers: Viewers) -> Page:
        person = _somebody()
        registration = make_registration(_meeting(), actor=AsSelf(person.pk, person.name))
        page = _signed_in(viewers, person, "code")
        page.goto(reverse(name, args=[registration.code]))
        return page

    return go


def _own_claim(viewers: Viewers) -> Page:
    person = _somebody()
    claim = make_claim(f"Zgłoszone {person.pk}", actor=AsSelf(person.pk, person.name))
    page = _signed_in(viewers, person, "code")
    page.goto(reverse("directory:my-claim", args=[claim.pk]))
    return page


WAYS: dict[str, Way] = {
    "directory:my-claim": _own_claim,
    "account_confirm_login_code": _code_page("account_login", "login"),
    "account_email_verification_sent": _open_account,
    "account_confirm_password_reset_code": _code_page("account_reset_password", "email"),
    "account_complete_password_reset": _new_password,
    "mfa_authenticate": _second_factor,
    "account_email": _fresh("account_email"),
    "account_set_password": _fresh("account_set_password"),
    "account_change_password": _fresh("account_change_password", password=PASSWORD),
    "account_reauthenticate": _stale("account_reauthenticate", password=PASSWORD),
    "mfa_reauthenticate": _stale("mfa_reauthenticate", factor=True),
    "mfa_activate_totp": _fresh("mfa_activate_totp"),
    "mfa_deactivate_totp": _fresh("mfa_deactivate_totp", factor=True),
    "mfa_view_recovery_codes": _fresh("mfa_view_recovery_codes", factor=True),
    "mfa_generate_recovery_codes": _fresh("mfa_generate_recovery_codes", factor=True),
    "accounts:erase": _fresh("accounts:erase"),
    "events:sign-up-sent": _sent,
    "events:delegation-sent": _delegation_sent,
    "events:my-delegation": _own_delegation("events:my-delegation"),
    "events:my-delegation-cancel": _own_delegation("events:my-delegation-cancel"),
    "events:my-delegation-change": _own_delegation("events:my-delegation-change", names_member=True),
    "events:my-delegation-remove": _own_delegation("events:my-delegation-remove", names_member=True),
    "events:my-registration": _own("events:my-registration"),
    "events:my-registration-change": _own("events:my-registration-change"),
    "events:my-registration-cancel": _own("events:my-registration-cancel"),
}
