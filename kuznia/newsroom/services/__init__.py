"""The only writers of the newsroom."""

from kuznia.newsroom.services.due import publish_due_page
from kuznia.newsroom.services.editors import AUTHORS, EDITORS, admit_writer, dismiss_writer
from kuznia.newsroom.services.entries import LeadPicture, NewsEntry, Part
from kuznia.newsroom.services.news import propose_news, publish_entry, publish_news
from kuznia.newsroom.services.pictures import add_picture, scale_pictures

__all__ = [
    "AUTHORS",
    "EDITORS",
    "LeadPicture",
    "NewsEntry",
    "Part",
    "add_picture",
    "admit_writer",
    "dismiss_writer",
    "propose_news",
    "publish_due_page",
    "publish_entry",
    "publish_news",
    "scale_pictures",
]
