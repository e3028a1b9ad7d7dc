"""Background work of the store."""

from kuznia.files.services import sweep_orphans
from kuznia.jobs.registry import periodic
from kuznia.lib.policy import System


@periodic("30 3 * * *", "files.sweep_orphans")
def sweep() -> None:
    """Remove the bytes that no row names."""
    sweep_orphans(actor=System("files.sweep_orphans"))
