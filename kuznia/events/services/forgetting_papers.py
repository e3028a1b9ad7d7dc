"""Takes names out of papers, when their person asks for it or the time of keeping has passed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from kuznia.events.models import Certificate, Printout
from kuznia.events.services.printouts import remove_printouts
from kuznia.files.queries import files_of
from kuznia.files.services import remove_file
from kuznia.lib.policy import Actor

FORGOTTEN_NAME = "—"


@transaction.atomic
def forget_papers(*, registration_ids: Iterable[int], actor: Actor) -> int:
    """Cut the names out of the certificates of these sign-ups and remove every document that bears them.

    Number, event and state stay in the register, which has no gap. Return how many certificates there were.
    """
    # The caller has authorised it: erasure by `accounts`, the end of keeping by its job.
    numbers = list(registration_ids)
    certificates = list(Certificate.objects.filter(registration__in=numbers).exclude(name=FORGOTTEN_NAME))
    for certificate in certificates:
        for file in files_of(certificate):
            remove_file(file=file, actor=actor)
    Certificate.objects.filter(pk__in=[each.pk for each in certificates]).update(name=FORGOTTEN_NAME)
    printouts = Printout.objects.filter(event__registrations__in=numbers).distinct()
    remove_printouts(printouts=list(printouts), actor=actor)
    return len(certificates)
