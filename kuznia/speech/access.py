"""What each role gets at the addresses of listening: the same; what is read there is what she may see anyway."""

from kuznia.lib.access import Access, Outcome

ACCESS = {
    "speech:page": Access.everyone(Outcome.OK),
    "speech:sentences": Access.everyone(Outcome.OK, method="POST"),
    "speech:sound": Access.everyone(Outcome.OK, target="recording"),
}
