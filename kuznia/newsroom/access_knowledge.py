"""What each role gets at the addresses of guides and good practices."""

from dataclasses import replace

from kuznia.lib.access import Access, Outcome

OWN = Access(
    visitor=Outcome.SIGN_IN,
    resident=Outcome.HIDDEN,
    representative=Outcome.OK,
    officer=Outcome.HIDDEN,
    editor=Outcome.HIDDEN,
    administrator=Outcome.HIDDEN,
)
EDITORS = Access(
    visitor=Outcome.SIGN_IN,
    resident=Outcome.FORBIDDEN,
    representative=Outcome.FORBIDDEN,
    officer=Outcome.FORBIDDEN,
    editor=Outcome.OK,
    administrator=Outcome.OK,
)
# With an empty form the editor gets the page back with what to correct.
DECIDES = replace(EDITORS, method="POST", target="proposed_practice")

KNOWLEDGE = {
    "newsroom:guides": Access.everyone(Outcome.OK),
    "newsroom:guide": Access.everyone(Outcome.OK, target="published_guide"),
    "newsroom:practices": Access.everyone(Outcome.OK),
    "newsroom:practice": Access.everyone(Outcome.OK, target="published_practice"),
    "newsroom:own-practices": replace(OWN, target="organisation"),
    "newsroom:practice-propose": replace(OWN, target="organisation"),
    "newsroom:own-practice": replace(OWN, target="own_practice"),
    "newsroom:own-practice-withdraw": replace(
        OWN, representative=Outcome.REDIRECT, method="POST", target="own_practice"
    ),
    "newsroom:desk-practices": EDITORS,
    "newsroom:desk-practice": replace(EDITORS, target="proposed_practice"),
    "newsroom:desk-practice-publish": DECIDES,
    "newsroom:desk-practice-send-back": DECIDES,
    "newsroom:desk-practice-refuse": DECIDES,
    "newsroom:desk-practice-take-down": DECIDES,
}
