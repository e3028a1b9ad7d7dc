"""What each role gets at the address of a file: what the app that owns its object says."""

from kuznia.lib.access import Access, Outcome

ACCESS = {
    "files:file": Access.everyone(Outcome.HIDDEN, target="file_without_owner"),
    "files:rendition": Access.everyone(Outcome.HIDDEN, target="picture_without_owner"),
}
