"""What each role gets at the addresses of the account and of sign-in.

Officers stand here as in the demo, or after their second factor; before it they are led there (middleware).
"""

from kuznia.lib.access import Access, Outcome

_ENTRANCE = Access(
    visitor=Outcome.OK,
    resident=Outcome.REDIRECT,
    representative=Outcome.REDIRECT,
    officer=Outcome.REDIRECT,
    editor=Outcome.REDIRECT,
    administrator=Outcome.REDIRECT,
)
# Signed in, but not within the last quarter of an hour: asked once more who is there.
_FRESH = Access.signed_in(Outcome.REDIRECT)
_UNFINISHED = Access.everyone(Outcome.REDIRECT)

ACCESS = {
    "account_login": _ENTRANCE,
    "account_signup": _ENTRANCE,
    "account_confirm_login_code": _UNFINISHED,
    "mfa_authenticate": _UNFINISHED,
    "account_email_verification_sent": _UNFINISHED,
    "account_confirm_password_reset_code": _UNFINISHED,
    "account_complete_password_reset": _UNFINISHED,
    "account_logout": Access.everyone(Outcome.REDIRECT, method="POST"),
    "account_inactive": Access.everyone(Outcome.OK),
    "account_reset_password": Access.everyone(Outcome.OK),
    "account_password_reset_completed": Access.everyone(Outcome.OK),
    "account_email": _FRESH,
    "account_change_password": Access.signed_in(Outcome.REDIRECT),
    "account_set_password": _FRESH,
    "account_reauthenticate": Access.signed_in(Outcome.FORBIDDEN),
    "mfa_index": Access.signed_in(Outcome.OK),
    "mfa_reauthenticate": Access.signed_in(Outcome.FORBIDDEN),
    "mfa_activate_totp": _FRESH,
    "mfa_deactivate_totp": _FRESH,
    "mfa_view_recovery_codes": _FRESH,
    "mfa_generate_recovery_codes": _FRESH,
    "mfa_download_recovery_codes": _FRESH,
    "accounts:account": Access.signed_in(Outcome.OK),
    "accounts:my-data": Access.signed_in(Outcome.OK),
    "accounts:my-data-copy": Access.signed_in(Outcome.REDIRECT, method="POST"),
    "accounts:consent-withdraw": Access.signed_in(Outcome.HIDDEN, target="consent", method="POST"),
    "accounts:erase": _FRESH,
    "accounts:confirm-identity": Access.signed_in(Outcome.OK),
    "accounts:identity-code": Access.signed_in(Outcome.REDIRECT, method="POST"),
    "accounts:notice": Access.everyone(Outcome.OK, target="privacy_notice"),
    "accounts:desk-notices": Access.administrators(Outcome.OK),
    "accounts:desk-notice": Access.administrators(Outcome.OK, target="notice_purpose"),
}
