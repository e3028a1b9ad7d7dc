"""Every setting that a host may choose, typed, in one table (`SETTINGS`); docs/generated/settings.md prints it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its name, what it does, and what holds when it is not set."""

    name: str
    meaning: str
    default: str = ""
    secret: bool = False


SETTINGS = (
    Setting("KUZNIA_PORT", "Port of the web server.", "8000"),
    Setting("KUZNIA_LISTEN", "Address that the web server listens on.", "127.0.0.1"),
    Setting("KUZNIA_DATA_DIR", "Where database, files, secret and logs live.", "var"),
    Setting("KUZNIA_DEMO", "1 shows the demo county with its banner and one-click sign-in.", "0"),
    Setting("KUZNIA_TERYT", "Four digits of the county that a first start with KUZNIA_DEMO=0 makes.", "1421"),
    Setting(
        "KUZNIA_ADMIN_EMAIL",
        "E-mail of that county's first administrator, where nobody is there to be asked.",
    ),
    Setting("KUZNIA_PRODUCTION", "1 serves a real county: unsafe settings are refused at start.", "0"),
    Setting(
        "KUZNIA_SECRET_KEY",
        "Key that signs links and sessions; by default made in the data directory.",
        secret=True,
    ),
    Setting("KUZNIA_BASE_URL", "Address that links in e-mails begin with.", "http://localhost:<port>"),
    Setting(
        "KUZNIA_ALLOWED_HOSTS", "Host names that are answered, comma between.", "localhost,127.0.0.1,[::1]"
    ),
    Setting(
        "KUZNIA_SMTP_URL",
        "Mail server, smtp://user:password@host:port or smtps://…; empty keeps mail on the site.",
        secret=True,
    ),
    Setting("KUZNIA_MAIL_FROM", "Sender of the e-mails.", "Kuźnia <kuznia@localhost>"),
    Setting("KUZNIA_WEB_WORKERS", "Number of web workers.", "2"),
    Setting(
        "KUZNIA_TRUSTED_PROXIES", "How many proxies in front may be believed about the client's address.", "0"
    ),
    Setting("KUZNIA_PAGE_CACHE", "0 turns off every page and fragment cache (for the benchmark).", "1"),
    Setting("KUZNIA_MORFEUSZ", "0 lets search do without the dictionary of Polish inflection.", "1"),
    Setting(
        "KUZNIA_SPEECH",
        "off leaves reading aloud to the browser’s own voices; auto uses eSpeak NG too.",
        "auto",
    ),
    Setting(
        "KUZNIA_MANDATE_NOTICE",
        "How many days before its end a mandate in a board is written about and stands among what waits.",
        "30",
    ),
    Setting("KUZNIA_LIMITS", "0 turns off the limits of tries per address (for the benchmark).", "1"),
    Setting("KUZNIA_DATABASE_ROLE", "owner for migrations and the demo, app for serving.", "app"),
    Setting(
        "DATABASE_URL",
        "PostgreSQL server instead of the embedded one, as postgresql://user:password@host:port/name.",
        secret=True,
    ),
    Setting(
        "KUZNIA_OWNER_DATABASE_URL",
        "The same server for the role that migrates.",
        "DATABASE_URL",
        secret=True,
    ),
    Setting("PG_BIN", "Directory with the PostgreSQL binaries for the embedded server."),
    Setting("KUZNIA_VENV", "The virtual environment.", ".venv"),
    Setting("KUZNIA_CHROMIUM", "The browser of the tests, where it is not found by itself."),
)


@dataclass(frozen=True, slots=True)
class Environment:
    """What the host chose, read once."""

    port: int
    data_dir: Path
    demo: bool
    production: bool
    secret_key: str
    base_url: str
    allowed_hosts: tuple[str, ...]
    smtp_url: str
    mail_from: str
    trusted_proxies: int
    page_cache: bool
    mandate_notice: int
    limits: bool
    morfeusz: bool
    speech: bool
    database_role: str
    database_url: str
    owner_database_url: str


def read_environment(source: dict[str, str] | None = None) -> Environment:
    """Return the settings of the host, every one with its default where nothing is set."""
    env = dict(os.environ) if source is None else source
    port = int(env.get("KUZNIA_PORT") or 8000)
    hosts = env.get("KUZNIA_ALLOWED_HOSTS") or "localhost,127.0.0.1,[::1]"
    database_url = env.get("DATABASE_URL", "")
    return Environment(
        port=port,
        data_dir=Path(env.get("KUZNIA_DATA_DIR") or ROOT / "var").resolve(),
        demo=_flag(env, "KUZNIA_DEMO", default=False),
        production=_flag(env, "KUZNIA_PRODUCTION", default=False),
        secret_key=env.get("KUZNIA_SECRET_KEY", ""),
        base_url=(env.get("KUZNIA_BASE_URL") or f"http://localhost:{port}").rstrip("/"),
        allowed_hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
        smtp_url=env.get("KUZNIA_SMTP_URL", ""),
        mail_from=env.get("KUZNIA_MAIL_FROM") or "Kuźnia <kuznia@localhost>",
        trusted_proxies=int(env.get("KUZNIA_TRUSTED_PROXIES") or 0),
        page_cache=_flag(env, "KUZNIA_PAGE_CACHE", default=True),
        mandate_notice=int(env.get("KUZNIA_MANDATE_NOTICE") or 30),
        limits=_flag(env, "KUZNIA_LIMITS", default=True),
        morfeusz=_flag(env, "KUZNIA_MORFEUSZ", default=True),
        speech=_speech(env),
        database_role=env.get("KUZNIA_DATABASE_ROLE") or "app",
        database_url=database_url,
        owner_database_url=env.get("KUZNIA_OWNER_DATABASE_URL") or database_url,
    )


def unsafe_settings(environment: Environment) -> list[str]:
    """Return, in words, every setting that production must not start with."""
    if not environment.production:
        return []
    faults = {
        "KUZNIA_DEMO=1: the demo lets anybody sign in as anybody.": environment.demo,
        "KUZNIA_SECRET_KEY is missing or shorter than 50 characters.": len(environment.secret_key) < 50,
        "KUZNIA_BASE_URL must begin with https://.": not environment.base_url.startswith("https://"),
        "KUZNIA_ALLOWED_HOSTS may not contain *.": "*" in environment.allowed_hosts,
        "KUZNIA_ALLOWED_HOSTS must name the site's own host.": _own_host(environment)
        not in environment.allowed_hosts,
        "KUZNIA_LIMITS=0: robots could try without end.": not environment.limits,
        "KUZNIA_SMTP_URL is missing: nobody would get the e-mails.": not environment.smtp_url,
        "KUZNIA_MAIL_FROM is still the default sender.": environment.mail_from.endswith("@localhost>"),
    }
    return [sentence for sentence, holds in faults.items() if holds]


def _own_host(environment: Environment) -> str:
    return environment.base_url.partition("://")[2].partition("/")[0].partition(":")[0]


def _speech(env: dict[str, str]) -> bool:
    value = env.get("KUZNIA_SPEECH", "").strip().lower() or "auto"
    if value not in {"auto", "off"}:
        raise ValueError(f"KUZNIA_SPEECH is auto or off, not {value!r}.")
    return value == "auto"


def _flag(env: dict[str, str], name: str, *, default: bool) -> bool:
    value = env.get(name, "").strip().lower()
    if not value:
        return default
    if value not in {"0", "1"}:
        raise ValueError(f"{name} is 0 or 1, not {value!r}.")
    return value == "1"
