"""Keeps how the county looks: its logo and its main colour."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.directory import policies as policies
from kuznia.directory.models import Authority
from kuznia.directory.queries.authorities import forget_county_profile
from kuznia.files.intake import Received
from kuznia.files.services import remove_file, store_upload
from kuznia.lib.contrast import READABLE, WHITE, colour_from, contrast
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand

LARGEST_LOGO = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyLook:
    """What an administrator chose; without a new one the logo stays, unless it is to go."""

    colour: str = ""
    logo: Received | None = None
    logo_alt: str = ""
    without_logo: bool = False


@transaction.atomic
def change_county_look(*, authority: Authority, look: CountyLook, actor: Actor) -> Authority:
    """Every page shows the county's logo and colour as `look` says."""
    county = Authority.objects.select_for_update(no_key=True, of=("self",)).get(pk=authority.pk)
    demand(actor, "directory.edit_county", county)
    colour = _checked(look.colour)
    if colour != county.colour:
        county.colour = colour
        county.save(update_fields=["colour"])
        _record(county, gettext_noop("Changed the county’s colour."), actor)
    if look.logo is not None:
        _demand_fit(look.logo)
        _replace_logo(county, look.logo, look.logo_alt, actor)
    elif look.without_logo and county.logo is not None:
        _replace_logo(county, None, "", actor)
    forget_county_profile()
    transaction.on_commit(forget_county_profile)
    return county


def _replace_logo(county: Authority, logo: Received | None, alt: str, actor: Actor) -> None:
    old = county.logo
    county.logo = store_upload(upload=logo, owner=county, actor=actor, alt=alt) if logo else None
    county.save(update_fields=["logo"])
    if old is not None:
        remove_file(file=old, actor=actor)
    sentence = (
        gettext_noop("Changed the county’s logo.") if logo else gettext_noop("Removed the county’s logo.")
    )
    _record(county, sentence, actor)


def _checked(typed: str) -> str:
    """Return the colour, if white letters on it can be read."""
    if not typed:
        return ""
    colour = colour_from(typed)
    if colour is None:
        raise Refused(_("Write the colour as six digits with a hash, for example #74184f."), field="colour")
    found = contrast(colour, WHITE)
    if found < READABLE:
        raise Refused(
            _(
                "White letters on this colour are hard to read: their contrast is %(found)s, and 4.5 is needed. "
                "Choose a darker one."
            )
            % {"found": number_format(found, 1)},
            field="colour",
        )
    return colour


def _demand_fit(logo: Received) -> None:
    if logo.width is None:
        raise Refused(_("A logo is a picture: PNG or JPEG."), field="logo")
    if logo.size > LARGEST_LOGO:
        raise Refused(_("A logo may have up to 500 kB. Make yours smaller and send it again."), field="logo")


def _record(county: Authority, sentence: str, actor: Actor) -> None:
    record(subject=county, actor=actor, sentence=sentence, audience=Audience.PUBLIC)
