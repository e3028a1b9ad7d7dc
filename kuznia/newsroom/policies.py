"""Who may write the county's news and guides, who lets them out, who proposes and decides good practices."""

from django.utils.translation import gettext_lazy as _

from kuznia.directory.models import Organisation
from kuznia.lib.policy import Actor, ForOrganisation, declare_rule, is_editor, is_system
from kuznia.newsroom.models import Practice
from kuznia.newsroom.writers import is_writer

ENTER = "newsroom.enter"
PUBLISH_NEWS = "newsroom.publish_news"
PROPOSE_NEWS = "newsroom.propose_news"
PUBLISH_DUE = "newsroom.publish_due"
PUBLISH_GUIDE = "newsroom.publish_guide"
PROPOSE_PRACTICE = "newsroom.propose_practice"
KEEP_PRACTICE = "newsroom.keep_practice"
DECIDE_PRACTICE = "newsroom.decide_practice"


def may_write_news(actor: Actor, _subject: object) -> bool:
    """True for the county's editors and for the officers of its own office, who write for them."""
    return is_writer(actor)


def may_publish_news(actor: Actor, _subject: object) -> bool:
    """True for the county's editors and administrators."""
    return is_editor(actor)


def may_publish_due(actor: Actor, _subject: object) -> bool:
    """True for the house's own jobs."""
    return is_system(actor)


def may_propose_practice(actor: Actor, organisation: object) -> bool:
    """True for a representative who may edit the page of this very organisation."""
    return isinstance(organisation, Organisation) and _edits_for(actor, organisation.pk)


def may_keep_practice(actor: Actor, practice: object) -> bool:
    """True for a representative who may edit, of the organisation whose card it is."""
    return isinstance(practice, Practice) and _edits_for(actor, practice.organisation_id)


def _edits_for(actor: Actor, organisation_id: int) -> bool:
    return isinstance(actor, ForOrganisation) and actor.may_edit and actor.organisation_id == organisation_id


declare_rule(ENTER, may_write_news, _("Only officers and editors of the county office enter the newsroom."))
declare_rule(
    PROPOSE_NEWS, may_write_news, _("Only officers and editors of the county office write its news.")
)
declare_rule(PUBLISH_NEWS, may_publish_news, _("Only editors of the county’s news publish it."))
declare_rule(PUBLISH_DUE, may_publish_due, _("The house itself publishes what is due."))
declare_rule(PUBLISH_GUIDE, may_publish_news, _("Only editors of the county’s news publish guides."))
declare_rule(
    PROPOSE_PRACTICE,
    may_propose_practice,
    _("Only a representative who may edit the organisation’s page proposes a good practice."),
)
declare_rule(
    KEEP_PRACTICE,
    may_keep_practice,
    _("Only a representative of its organisation who may edit changes this good practice."),
)
declare_rule(
    DECIDE_PRACTICE, may_publish_news, _("Only editors of the county’s news decide about good practices.")
)
