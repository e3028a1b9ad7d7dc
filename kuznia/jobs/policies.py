"""Who may see long work, and who does it."""

from django.utils.translation import gettext_lazy as _

from kuznia.jobs.models import Progress
from kuznia.lib.policy import Actor, declare_rule, is_officer_of, is_system, person_id_of


def may_run_work(actor: Actor, progress: object) -> bool:
    """The house's own jobs alone do the work and count it."""
    return is_system(actor)


def may_see_work(actor: Actor, progress: object) -> bool:
    """The person who started it, in whatever role she acts now, and the officers of the office it was started for."""
    if not isinstance(progress, Progress):
        return False
    person_id = person_id_of(actor)
    if person_id is not None and person_id == progress.started_by_id:
        return True
    return progress.authority_id is not None and is_officer_of(actor, progress.authority_id)


declare_rule("jobs.run_work", may_run_work, _("Only Kuźnia itself does work in the background."))
declare_rule(
    "jobs.see_work", may_see_work, _("Only those who started this work, and their office, may see it.")
)
