"""Pages of sign-in that allauth leaves to us, and the pages of a person's own data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import views as allauth
from allauth.account.internal.flows.logout import logout
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kuznia.accounts import queries, services
from kuznia.accounts.demo_port import offered_accounts
from kuznia.accounts.forms import EraseForm, IdentityCodeForm, OwnDataForm, SignInForm
from kuznia.accounts.freshness import confirm_identity as take_code
from kuznia.accounts.freshness import fresh_sign_in, is_code_sent, note_second_factor, send_identity_code
from kuznia.accounts.states import NoticePurpose
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused
from kuznia.people.models import Person


class SignInView(allauth.LoginView):  # type: ignore[misc]
    """The sign-in page: by a code first, by a password folded; in the demo also one click."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the other of the two forms, and the made-up people of the demo."""
        content: dict[str, Any] = super().get_context_data(**kwargs)
        sent: SignInForm = content["form"]
        content["code_form"] = SignInForm(request=self.request) if sent.by_password else sent
        content["password_form"] = (
            sent if sent.by_password else SignInForm(request=self.request, with_password=True)
        )
        content["demo_accounts"] = offered_accounts()
        return content


class OpenAccountView(allauth.SignupView):  # type: ignore[misc]
    """The page that opens an account, with what we tell about the data that it takes."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the privacy notice."""
        content: dict[str, Any] = super().get_context_data(**kwargs)
        content["notice"] = queries.current_notice(NoticePurpose.ACCOUNT)
        return content


class TurnOnSecondFactorView(ActivateTOTPView):  # type: ignore[misc]
    """Turns the second factor on; the code that did it counts as its first use."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the factor and note its use in this session."""
        response: HttpResponse = super().form_valid(form)
        note_second_factor(self.request)
        return response


sign_in = SignInView.as_view()
open_account = OpenAccountView.as_view()
turn_on_second_factor = TurnOnSecondFactorView.as_view()


def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Take the code that signs in; one that is too old says so on the sign-in page."""
    return _saying_why(request, allauth.confirm_login_code)


def address_code(request: HttpRequest) -> HttpResponse:
    """Take the code that proves an address; one that is too old says so."""
    return _saying_why(request, allauth.email_verification_sent)


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show the ways into the account's pages."""
    content = {"person": _person(request), "has_factor": queries.has_second_factor(_person(request).pk)}
    return render(request, "accounts/account.html", content)


@login_required
@never_cache
def my_data(request: HttpRequest) -> HttpResponse:
    """Show what is kept of the person, and correct it."""
    person = _person(request)
    kept = {"name": person.name, "phone": person.phone, "language": person.language}
    form = OwnDataForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        services.correct_own_data(person=person, actor=actor_of(request), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:my-data")
    content = {
        "form": form,
        "sections": queries.kept_data(person.pk),
        "consents": queries.consents_visible_to(actor_of(request)),
        "notices": queries.current_notices(),
    }
    return render(request, "accounts/my_data.html", content)


@require_POST
@fresh_sign_in
@never_cache
def my_data_copy(request: HttpRequest) -> HttpResponse:
    """Give the person everything that is kept of her, as one file."""
    person = services.record_export(person=_person(request), actor=actor_of(request))
    sections = {section.name: section.rows for section in queries.kept_data(person.pk)}
    response = JsonResponse(
        sections, encoder=DjangoJSONEncoder, json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = 'attachment; filename="moje-dane.json"'
    return response


@login_required
@require_POST
def consent_withdraw(request: HttpRequest, consent_id: int) -> HttpResponse:
    """Withdraw one of the person's consents."""
    consent = get_object_or_404(queries.consents_visible_to(actor_of(request)), pk=consent_id)
    services.withdraw_consent(consent=consent, actor=actor_of(request))
    messages.success(request, _("Consent withdrawn."))
    return redirect("accounts:my-data")


@fresh_sign_in
@never_cache
def erase(request: HttpRequest) -> HttpResponse:
    """Erase the account after a confirmation."""
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.erase_person(person=_person(request), actor=actor_of(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            logout(request, show_message=False)
            messages.success(request, _("Your account has been erased."))
            return redirect("/")
    return render(request, "accounts/erase.html", {"form": form})


@login_required
@require_POST
def identity_code(request: HttpRequest) -> HttpResponse:
    """Send the person a code by which she shows that it is she."""
    send_identity_code(request)
    return redirect(
        passthrough_next_redirect_url(request, reverse("accounts:confirm-identity"), REDIRECT_FIELD_NAME)
    )


@login_required
@never_cache
def confirm_identity(request: HttpRequest) -> HttpResponse:
    """Ask a person without password and second factor for a code from her e-mail."""
    form = IdentityCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_code(request, form.cleaned_data["code"])
        except Refused as refused:
            form.add_refusal(refused)
        else:
            return redirect(get_next_redirect_url(request) or reverse("accounts:account"))
    content = {
        "form": form,
        "is_sent": is_code_sent(request),
        "email": _person(request).email,
        "onward": get_next_redirect_url(request) or "",
    }
    return render(request, "accounts/confirm_identity.html", content)


def _saying_why(request: HttpRequest, view: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    response = view(request)
    lost = getattr(response, "url", "").partition("?")[0] == reverse("account_login")
    if lost and request.method == "POST" and not getattr(messages.get_messages(request), "added_new", False):
        messages.error(request, _("This code no longer works. Send a new one."))
    return response


def _person(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise Http404
    return request.user
