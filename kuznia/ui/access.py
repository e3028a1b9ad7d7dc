"""What each role gets at the addresses of the look."""

from kuznia.lib.access import Access, Outcome

ACCESS = {
    "ui:appearance": Access.everyone(Outcome.REDIRECT, method="POST"),
    "ui:styleguide": Access.everyone(Outcome.OK),
}
