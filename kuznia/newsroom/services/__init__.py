"""The only writers of the newsroom."""

from kuznia.newsroom.services.due import publish_due_page
from kuznia.newsroom.services.editors import AUTHORS, EDITORS, admit_writer, dismiss_writer
from kuznia.newsroom.services.entries import LeadPicture, NewsEntry, Part
from kuznia.newsroom.services.guides import publish_guide, put_up_guides
from kuznia.newsroom.services.news import propose_news, publish_entry, publish_news
from kuznia.newsroom.services.pictures import add_picture, scale_pictures, take_over_pictures
from kuznia.newsroom.services.practices import (
    Picture,
    PracticeEntry,
    change_practice,
    propose_practice,
    publish_practice,
    refuse_practice,
    send_back_practice,
    take_down_practice,
    withdraw_practice,
)

__all__ = [
    "AUTHORS",
    "EDITORS",
    "LeadPicture",
    "NewsEntry",
    "Part",
    "Picture",
    "PracticeEntry",
    "add_picture",
    "admit_writer",
    "change_practice",
    "dismiss_writer",
    "propose_news",
    "propose_practice",
    "publish_due_page",
    "publish_entry",
    "publish_guide",
    "publish_news",
    "publish_practice",
    "put_up_guides",
    "refuse_practice",
    "scale_pictures",
    "send_back_practice",
    "take_down_practice",
    "take_over_pictures",
    "withdraw_practice",
]
