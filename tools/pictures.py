"""Takes the pictures of the README from the real site: starts a demo of its own, opens it in Chromium, ends it.

`make pictures` writes docs/pictures/*.png, each with few enough colours to stay light.
"""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from runner.chromium import ensure_chromium
from runner.place import ROOT

FOLDER = ROOT / "docs" / "pictures"
EVENT = "Powiat dla społecznie aktywnych: konferencja organizacji"
LARGEST_BYTES = 300_000
SECONDS_TO_START = 180


def main() -> int:
    """Take every picture; 1 when one is too heavy for a README."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _demo_site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(ensure_chromium()), args=["--no-sandbox"])
        for name, (width, height, scale, way) in PICTURES.items():
            _take(browser, address, name, (width, height), scale, way)
        browser.close()
    heavy = [path.name for path in FOLDER.glob("*.png") if path.stat().st_size > LARGEST_BYTES]
    if heavy:
        print(f"Heavier than {LARGEST_BYTES} bytes: {', '.join(heavy)}.", file=sys.stderr)
    return 1 if heavy else 0


def _take(
    browser: Browser,
    address: str,
    name: str,
    size: tuple[int, int],
    scale: float,
    way: Callable[[Page], None],
) -> None:
    context = browser.new_context(
        base_url=address,
        locale="pl-PL",
        timezone_id="Europe/Warsaw",
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=scale,
        reduced_motion="reduce",
    )
    page = context.new_page()
    way(page)
    page.evaluate("document.fonts.ready")
    _keep(page.screenshot(), FOLDER / f"{name}.png")
    context.close()
    print(f"docs/pictures/{name}.png {(FOLDER / f'{name}.png').stat().st_size // 1024} kB")


def _keep(picture: bytes, path: Path) -> None:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    # Without dithering flat grounds stay flat, and the file is three times smaller.
    image.quantize(colors=128, dither=Image.Dither.NONE).save(path, optimize=True)


def _home(page: Page) -> None:
    page.goto("/")


def _event(page: Page) -> None:
    page.goto("/wydarzenia/")
    page.get_by_role("link", name=EVENT).click()
    page.locator(".agenda").wait_for()


def _workshops(page: Page) -> None:
    _event(page)
    page.locator("label.shop", has_text="Diagnoza lokalna").click()
    page.locator(".shops").evaluate("each => each.scrollIntoView({block: 'center'})")


def _sign_up(page: Page) -> None:
    _event(page)
    page.locator("form#pick button:visible").first.click()
    page.get_by_label("Imię i nazwisko").fill("Łucja Żądło")
    page.get_by_label("E-mail", exact=True).fill("lucja.zadlo@example.org")
    page.locator("[name=coming_for][value=oneself]").check()
    page.locator("label.shop", has_text="Fundraising").click()
    page.locator("h1").evaluate("each => { each.scrollIntoView(); document.activeElement.blur(); }")


def _desk(page: Page) -> None:
    page.goto("/konto/zaloguj/")
    page.locator(".roles button", has_text="Anna Kuźnik").click()
    page.goto("/urzad/wydarzenia/")
    page.get_by_role("link", name=EVENT).click()


# name: width, height, pixels for a point, the way there
PICTURES = {
    "home": (1280, 1000, 1.0, _home),
    "event": (1280, 1000, 1.0, _event),
    "sign-up": (1280, 1000, 1.0, _sign_up),
    "desk": (1280, 900, 1.0, _desk),
    "mobile": (390, 844, 2.0, _workshops),
}


@contextmanager
def _demo_site() -> Iterator[str]:
    """Run the house as `make run` does, with a data directory and a port of its own."""
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="kuznia-pictures-") as folder:
        os.chmod(folder, 0o755)
        environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "KUZNIA_DATA_DIR": str(Path(folder) / "var"),
            "KUZNIA_PORT": str(port),
            "KUZNIA_DEMO": "1",
        }
        house = subprocess.Popen([sys.executable, "-m", "runner.serve"], cwd=ROOT, env=environment)
        try:
            _wait_for(f"http://127.0.0.1:{port}/zdrowie/", house)
            yield f"http://127.0.0.1:{port}"
        finally:
            house.send_signal(signal.SIGTERM)
            house.wait(timeout=60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, house: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and house.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.5)
    raise SystemExit("The demo site did not start; its own words stand above.")


if __name__ == "__main__":
    sys.exit(main())
