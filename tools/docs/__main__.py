"""`python -m tools.docs` writes the generated pages; with `--check` it only says which are stale."""

import os
import sys

import django


def main(arguments: list[str]) -> int:
    """Write or check, and return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kuznia.config.settings")
    django.setup()
    from tools.docs.generate import stale_pages, write_pages

    if "--check" not in arguments:
        write_pages()
        return 0
    stale = stale_pages()
    if stale:
        print("Stale in docs/generated: " + ", ".join(stale) + ". Run `make docs`.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
