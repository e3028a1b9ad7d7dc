"""What search knows: the public texts, and every word that stands in them."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import get_language

ENGLISH = "en"


class Document(models.Model):
    """One public text, as its app tells it through the port; nothing here is written by hand."""

    kind = models.CharField(max_length=20)
    # The number of the record that the text is of.
    key = models.PositiveBigIntegerField()
    url = models.CharField(max_length=300)
    url_en = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    lead = models.TextField(blank=True)
    lead_en = models.TextField(blank=True)
    body = models.TextField(blank=True)
    keywords = models.TextField(blank=True)
    # The name of its gmina, where it has one.
    place = models.CharField(max_length=100, blank=True)
    day = models.DateField(null=True, blank=True)
    vector = SearchVectorField()
    # The titles alone, so short that it is read with the row: of many texts those are ranked that have the words here.
    title_vector = SearchVectorField(default="")
    analyser = models.CharField(max_length=80)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="document_once")]
        indexes = [GinIndex(fields=["vector"], name="document_words")]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Its page in the language of the reader."""
        return self.url_en if get_language() == ENGLISH else self.url

    @property
    def spoken_title(self) -> str:
        """Its title in the language of the reader, where there is one."""
        return (self.title_en if get_language() == ENGLISH else "") or self.title

    @property
    def spoken_lead(self) -> str:
        """Its lead in the language of the reader, where there is one."""
        return (self.lead_en if get_language() == ENGLISH else "") or self.lead

    @property
    def title_language(self) -> str:
        """The language in which the title is shown."""
        return ENGLISH if self.title_en and get_language() == ENGLISH else "pl"


class TitleWord(models.Model):
    """A word of a title, folded: what suggestions begin with is found here without reading whole texts."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="title_words", db_index=False)
    word = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "word"], name="title_word_once")]
        # In the order of signs, whatever the language of the database: beginnings are looked for.
        indexes = [models.Index(fields=["word"], name="title_word_begins", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return self.word


class Word(models.Model):
    """A word of the public texts, folded, with the base forms of what it was written as."""

    folded = models.CharField(max_length=60)
    shown = models.CharField(max_length=60)
    # Base forms, folded, parted by spaces.
    lemmas = models.TextField()

    class Meta:
        ordering = ["folded"]
        constraints = [models.UniqueConstraint(fields=["folded"], name="word_once")]

    def __str__(self) -> str:
        return self.shown
