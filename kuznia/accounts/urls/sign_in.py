"""The pages of allauth that this house shows, under Polish addresses and allauth's own names."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path

from kuznia.accounts import views
from kuznia.accounts.freshness import fresh_sign_in

urlpatterns = [
    path("konto/zaloguj/", views.sign_in, name="account_login"),
    path("konto/zaloguj/kod/", views.sign_in_code, name="account_confirm_login_code"),
    path("konto/zaloguj/drugi-skladnik/", factor.authenticate, name="mfa_authenticate"),
    path("konto/wyloguj/", account.logout, name="account_logout"),
    path("konto/zaloz/", views.open_account, name="account_signup"),
    path("konto/potwierdz-adres/", views.address_code, name="account_email_verification_sent"),
    path("konto/zamkniete/", account.account_inactive, name="account_inactive"),
    path("konto/adres/", fresh_sign_in(account.email), name="account_email"),
    path("konto/haslo/", account.password_change, name="account_change_password"),
    path("konto/haslo/ustaw/", fresh_sign_in(account.password_set), name="account_set_password"),
    path("konto/haslo/nowe/", account.password_reset, name="account_reset_password"),
    path(
        "konto/haslo/nowe/kod/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path("konto/haslo/nowe/ustaw/", account.complete_password_reset, name="account_complete_password_reset"),
    path(
        "konto/haslo/nowe/gotowe/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path("konto/potwierdz-haslem/", account.reauthenticate, name="account_reauthenticate"),
    path("konto/zabezpieczenia/", factor.index, name="mfa_index"),
    path("konto/zabezpieczenia/potwierdz/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("konto/zabezpieczenia/wlacz/", fresh_sign_in(views.turn_on_second_factor), name="mfa_activate_totp"),
    path("konto/zabezpieczenia/wylacz/", fresh_sign_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "konto/zabezpieczenia/kody/",
        fresh_sign_in(recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "konto/zabezpieczenia/kody/nowe/",
        fresh_sign_in(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "konto/zabezpieczenia/kody/pobierz/",
        fresh_sign_in(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
