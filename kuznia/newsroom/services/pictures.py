"""Takes in pictures outside Wagtail's admin, and makes their sizes before anybody asks for them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.images.models import Image, SourceImageIOError

from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.newsroom.models import AddressedPage, NewsPage
from kuznia.newsroom.pictures import PictureField
from kuznia.newsroom.policies import PROPOSE_NEWS, PUBLISH_DUE
from kuznia.newsroom.queries import picture_numbers_in, pictures_elsewhere
from kuznia.newsroom.sizes import LEAD_SIZES


@transaction.atomic
def add_picture(*, title: str, name: str, content: bytes, actor: Actor) -> Image:
    """Keep a picture for the news; a file that is no picture, or too large a one, is refused in words."""
    demand(actor, PROPOSE_NEWS)
    try:
        file = PictureField().clean(SimpleUploadedFile(name, content))
    except ValidationError as fault:
        raise Refused(" ".join(fault.messages)) from fault
    width, height = file.image.get_size()
    picture: Image = get_image_model().objects.create(
        title=title, file=file, width=width, height=height, uploaded_by_user_id=person_id_of(actor)
    )
    return picture


@transaction.atomic
def take_over_pictures(*, page: AddressedPage, actor: Actor) -> int:
    """The pictures of a page let out are nobody's own; those of one put by for later are of whoever put it by.

    Wagtail lets whoever sent a picture change its file and delete it: an author would change what is published. Sizes
    of a picture that is nobody's own are public.
    """
    owner = None if page.live else person_id_of(actor)  # Whoever publishes has been authorised.
    pictures = get_image_model().objects.filter(pk__in=picture_numbers_in(page))
    rows = pictures.filter(uploaded_by_user__isnull=False)
    return int(rows.update(uploaded_by_user=owner))


@transaction.atomic
def take_back_pictures(*, page: AddressedPage, actor: Actor) -> int:
    """The pictures of a page that was taken down belong to somebody again, so that nobody else is shown them.

    To whoever took it down, or to its author where the clock did. What another published page shows stays as it is.
    """
    owner = person_id_of(actor) or page.owner_id  # Whoever takes down has been authorised.
    numbers = picture_numbers_in(page) - pictures_elsewhere(page)
    return int(get_image_model().objects.filter(pk__in=numbers).update(uploaded_by_user=owner))


@transaction.atomic
def scale_pictures(*, page: NewsPage, actor: Actor) -> int:
    """The lead picture is there in every size that pages show; return how many those are."""
    demand(actor, PUBLISH_DUE)
    if page.picture is None:
        return 0
    try:
        return len(page.picture.get_renditions(*LEAD_SIZES))
    except SourceImageIOError:
        # The file is gone from the disk: no later try would find it.
        return 0
