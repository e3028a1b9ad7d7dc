"""Takes in pictures outside Wagtail's admin, and makes their sizes before anybody asks for them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.images.models import Image, SourceImageIOError

from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.pictures import PictureField
from kuznia.newsroom.policies import PROPOSE_NEWS, PUBLISH_DUE
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
