"""Documents on an organisation's page: its statute, its reports, and others."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.directory.models import Organisation, Paper
from kuznia.directory.services.keeping import demand_kept
from kuznia.directory.states import PaperKind
from kuznia.files.intake import Received
from kuznia.files.queries import files_of
from kuznia.files.services import remove_file, store_upload
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor

MOST = 40


@transaction.atomic
def add_paper(
    *, organisation: Organisation, kind: PaperKind | str, title: str, upload: Received, actor: Actor
) -> Paper:
    """Everybody may open the document from the organisation's page."""
    locked = demand_kept(organisation_id=organisation.pk, actor=actor)
    if locked.papers.count() >= MOST:
        words = ngettext(
            "The page holds %(most)d document at most. Remove one of them first.",
            "The page holds %(most)d documents at most. Remove one of them first.",
            MOST,
        )
        raise Refused(words % {"most": MOST})
    paper = Paper.objects.create(organisation=locked, kind=kind, title=title)
    # The title speaks for a picture too, which is refused here in any case, and in better words.
    stored = store_upload(upload=upload, owner=paper, actor=actor, title=title, alt=title)
    if not stored.is_paper:
        raise Refused(_("Choose a document: PDF or a file of an office program."), field="file")
    _record(paper, gettext_noop("A document was added: “%(title)s”."), actor)
    return paper


@transaction.atomic
def remove_paper(*, paper: Paper, actor: Actor) -> Paper:
    """The document leaves the page; that it stood there stays in the history."""
    demand_kept(organisation_id=paper.organisation_id, actor=actor)
    found = Paper.objects.select_related("organisation").filter(pk=paper.pk).first()
    if found is None:
        raise Refused(_("Somebody removed this document meanwhile."))
    for file in files_of(found):
        remove_file(file=file, actor=actor)
    _record(found, gettext_noop("A document was removed: “%(title)s”."), actor)
    found.delete()
    return paper


def _record(paper: Paper, sentence: str, actor: Actor) -> None:
    record(
        subject=paper.organisation,
        actor=actor,
        sentence=sentence,
        params={"title": paper.title},
        audience=Audience.PUBLIC,
    )
