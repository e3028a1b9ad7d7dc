"""Django's settings, all of them derived from `environment` and from nothing else."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from kuznia.config.environment import ROOT, Environment, read_environment, unsafe_settings
from runner import locks

ENVIRONMENT = read_environment()
if _faults := unsafe_settings(ENVIRONMENT):
    raise ImproperlyConfigured("Production does not start with these settings:\n- " + "\n- ".join(_faults))


def _secret_key(environment: Environment) -> str:
    if environment.secret_key:
        return environment.secret_key
    path = environment.data_dir / "secret"
    if not path.exists():
        _make_secret_key(path)
    return path.read_text(encoding="ascii")


def _make_secret_key(path: Path) -> None:
    # Several processes of a first start get here at once: one makes the key, and none reads half of it.
    with locks.alone(path.with_name("secret.lock")):
        if path.exists():
            return
        unfinished = path.with_name("secret.unfinished")
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(64), encoding="ascii")
        unfinished.replace(path)


def database_of(environment: Environment) -> dict[str, Any]:
    """Return where the database is and under which role it is used."""
    is_owner = environment.database_role == "owner"
    url = environment.owner_database_url if is_owner else environment.database_url
    if url:
        parts = urlsplit(url)
        return {
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
        }
    from runner.postgres import address

    host, port = address(environment.data_dir)
    return {
        "NAME": "kuznia",
        "USER": "kuznia_owner" if is_owner else "kuznia_app",
        "HOST": str(host),
        "PORT": str(port),
    }


KUZNIA_DEMO = ENVIRONMENT.demo
KUZNIA_PRODUCTION = ENVIRONMENT.production
KUZNIA_BASE_URL = ENVIRONMENT.base_url
KUZNIA_TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies
KUZNIA_PAGE_CACHE = ENVIRONMENT.page_cache
KUZNIA_LIMITS = ENVIRONMENT.limits
KUZNIA_MANDATE_NOTICE = timedelta(days=ENVIRONMENT.mandate_notice)
KUZNIA_MORFEUSZ = ENVIRONMENT.morfeusz
KUZNIA_SPEECH = ENVIRONMENT.speech
# The button in the frame of every page leads there; the frame stands on the lowest floor and knows the address only.
KUZNIA_LISTEN_PAGE = "speech:page"
KUZNIA_LISTEN_SENTENCES = "speech:sentences"
# Beginnings of the names of pages that the server never opens to read them aloud.
KUZNIA_UNHEARD = ("mfa_",)
KUZNIA_SMTP_URL = ENVIRONMENT.smtp_url
KUZNIA_FILES_DIR = ENVIRONMENT.data_dir / "files"
KUZNIA_ERASURE_JOURNAL = ENVIRONMENT.data_dir / "erasures"
KUZNIA_STATIC_DATA = ROOT / "data"

SECRET_KEY = _secret_key(ENVIRONMENT)
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
ROOT_URLCONF = "kuznia.config.urls"
WSGI_APPLICATION = "kuznia.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"
SITE_ID = None

INSTALLED_APPS = [
    "kuznia.lib",
    "kuznia.ui",
    "kuznia.people",
    "kuznia.jobs",
    "kuznia.audit",
    "kuznia.files",
    "kuznia.notify",
    "kuznia.search",
    "kuznia.speech",
    "kuznia.process",
    "kuznia.accounts",
    "kuznia.directory",
    "kuznia.newsroom",
    "kuznia.inquiries",
    "kuznia.events",
    "kuznia.portal",
    "kuznia.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "rules",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "kuznia.ui.middleware.arrival",
    "kuznia.ui.bodies.whole_body",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kuznia.directory.middleware.acting",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kuznia.ui.middleware.refusals",
    "allauth.account.middleware.AccountMiddleware",
    "kuznia.accounts.middleware.second_factor",
]

_LOADERS = [
    (
        "kuznia.ui.loading.Loader",
        [
            "django_cotton.cotton_loader.Loader",
            "django.template.loaders.filesystem.Loader",
            "django.template.loaders.app_directories.Loader",
        ],
    )
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": _LOADERS,
            "builtins": [
                "django_cotton.templatetags.cotton",
                "kuznia.ui.templatetags.ui",
                "django.templatetags.i18n",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kuznia.ui.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "kuznia.ui.renderer.KuzniaRenderer"
COTTON_DIR = "cotton"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **database_of(ENVIRONMENT),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 4, "timeout": 5},
            # Values travel beside the statement, and what a connection asks for the fifth time is planned no more.
            "server_side_binding": True,
            "prepare_threshold": 5,
            # Where this is not set, pgtrigger finds out by an error that it catches: a failed subtransaction for every
            # row written, each of which walks all checks that wait for the end of the transaction.
            "options": "-c pgtrigger.ignore={}",
        },
        "ATOMIC_REQUESTS": False,
    }
}
_SHARED_CACHE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "kuznia_limits",
    "OPTIONS": {"MAX_ENTRIES": 100_000},
}
CACHES = {
    # allauth counts tries and remembers used codes in `default`: shared by all workers. Fragments stay in memory.
    "default": _SHARED_CACHE,
    "limits": _SHARED_CACHE,
    "fragments": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "fragments"},
    # A scaled picture is one row of its own table: no cache is quicker, and none can be stale.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "kuznia.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    # Only letters are compared, not their order: at 0.7 a phrase of plain words would be like many a long name.
    {
        "NAME": "kuznia.accounts.passwords.UnlikeThePerson",
        "OPTIONS": {"user_attributes": ("name", "email"), "max_similarity": 0.8},
    },
    {"NAME": "kuznia.accounts.passwords.Uncommon"},
]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "kuznia_sesja"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.production
CSRF_COOKIE_NAME = "kuznia_csrf"
CSRF_COOKIE_SECURE = ENVIRONMENT.production
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kuznia.ui.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.production else 0
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.trusted_proxies > 0 else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "kuznia.files.receiving.BoundedReceiver",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
CONTENT_SECURITY_POLICY = {
    # Wagtail's admin carries inline scripts of its own: newsroom.content_policy eases this for it.
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("Polish")), ("en", _("English"))]
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data_dir / "static"
MEDIA_ROOT = ENVIRONMENT.data_dir / "media"
MEDIA_URL = "/obrazy/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = True

DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
EMAIL_BACKEND = "kuznia.notify.backends.OutboxBackend"

ACCOUNT_ADAPTER = "kuznia.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "kuznia.accounts.adapter.MFAAdapter"
ACCOUNT_FORMS = {
    "login": "kuznia.accounts.forms.SignInForm",
    "signup": "kuznia.accounts.forms.OpenAccountForm",
    "confirm_login_code": "kuznia.accounts.forms.SignInCodeForm",
    "confirm_email_verification_code": "kuznia.accounts.forms.AddressCodeForm",
    "add_email": "kuznia.accounts.forms.NewAddressForm",
    "reset_password": "kuznia.accounts.forms.ForgottenPasswordForm",
    "confirm_password_reset_code": "kuznia.accounts.forms.ForgottenPasswordCodeForm",
    "reset_password_from_key": "kuznia.accounts.forms.NewPasswordForm",
    "change_password": "kuznia.accounts.forms.ChangePasswordForm",
    "set_password": "kuznia.accounts.forms.SetPasswordForm",
    "reauthenticate": "kuznia.accounts.forms.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": "kuznia.accounts.forms.SecondFactorForm",
    "reauthenticate": "kuznia.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "kuznia.accounts.forms.TurnOnSecondFactorForm",
    "deactivate_totp": "kuznia.accounts.forms.TurnOffSecondFactorForm",
    "generate_recovery_codes": "kuznia.accounts.forms.NewRecoveryCodesForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
# One address, changed for another one once that is proved.
ACCOUNT_CHANGE_EMAIL = True
# The sign-in form itself sends the code; allauth's separate page for it is not wired.
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
# Mail goes through the outbox, and people fetch it from another device: a quarter of an hour, three tries.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_TIMEOUT = 20 * 60
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": True, "length": 8}
# Per network and per account: an office behind one address is not locked out by one colleague.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "30/m/ip,5/10m/key",
    "reset_password": "20/m/ip,5/10m/key",
    "signup": "20/10m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "confirm_email": "1/10s/key,10/h/key",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Fresh sign-in is asked in one way everywhere: kuznia.accounts.freshness.
ACCOUNT_REAUTHENTICATION_REQUIRED = MFA_REAUTHENTICATION_REQUIRED = False
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "homepage"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kuźnia"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:my-page"

WAGTAIL_SITE_NAME = "Kuźnia"
WAGTAILADMIN_BASE_URL = ENVIRONMENT.base_url
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("pl", "polski")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [("pl", _("Polish"))]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Saving by itself, Wagtail sends the page while the editor presses Publish: on a slow server one of the two is refused.
WAGTAIL_AUTOSAVE_INTERVAL = 0
# Its admin calls nothing outside and keeps no accounts; what people say to each other goes by our letters.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10_000_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "kuznia.newsroom.pictures.PictureForm"

SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
Path(ENVIRONMENT.data_dir).mkdir(parents=True, exist_ok=True)
