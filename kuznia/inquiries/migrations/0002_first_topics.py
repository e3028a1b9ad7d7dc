"""The first topics of questions to the office, and the first privacy notice of those who ask."""

from django.db import migrations

TOPICS = (
    ("Zapisy na wydarzenia", "Sign-ups for events"),
    ("Konkursy i dotacje", "Competitions and grants"),
    ("Centrum i sale", "The Centre and its rooms"),
    ("Wpis organizacji w bazie", "An organisation’s record"),
    ("Dostępność", "Accessibility"),
    ("Inna sprawa", "Something else"),
)

NOTICE_PL = """\
Administratorem Twoich danych jest $county, $address. Możesz do nas napisać ($email) albo zadzwonić ($phone). Jeśli pytasz urząd gminy, administratorem jest także ta gmina.

W sprawach danych osobowych pomaga inspektor ochrony danych: $officer.

## Po co nam Twoje dane

Żeby odpowiedzieć na Twoje pytanie.

Robimy to, bo współpraca z organizacjami i mieszkańcami jest zadaniem publicznym powiatu i gmin (art. 6 ust. 1 lit. e RODO).

## Jak długo je przechowujemy

Imię, nazwisko, adres i treść rozmowy usuwamy 12 miesięcy po tym, jak sprawa została załatwiona. Zostaje tylko informacja, że ktoś pytał, o co i kiedy dostał odpowiedź. Wiadomości e-mail do Ciebie usuwamy 30 dni po wysłaniu.

## Komu je przekazujemy

Pytanie widzą pracownicy urzędu, który na nie odpowiada. Jeśli właściwy jest inny urząd w powiecie, przekażemy mu je i powiemy Ci o tym. Nie sprzedajemy danych, nie wysyłamy ich poza Europejski Obszar Gospodarczy i nie podejmujemy na ich podstawie automatycznych decyzji.

## Twoje prawa

Możesz zobaczyć swoje dane, poprawić je, poprosić o ich usunięcie albo ograniczenie i wnieść sprzeciw. Wystarczy napisać do nas albo do inspektora.

Jeśli uważasz, że przetwarzamy dane niezgodnie z prawem, możesz złożyć skargę do Prezesa Urzędu Ochrony Danych Osobowych (ul. Stawki 2, 00-193 Warszawa).

## Czy musisz je podać

Nie. Bez imienia, nazwiska i adresu e-mail nie odpowiemy jednak na pytanie.
"""

NOTICE_EN = """\
The controller of your data is $county, $address. You can write to us ($email) or call ($phone). If you ask a gmina office, that gmina is a controller too.

The data protection officer helps in matters of personal data: $officer.

## What we need your data for

To answer your question.

We do it because co-operation with organisations and residents is a public task of the county and its gminas (art. 6(1)(e) GDPR).

## How long we keep them

We delete your name, your address and what was written 12 months after the matter was settled. Only this stays: that somebody asked, about what, and when the answer came. We delete e-mails to you 30 days after they are sent.

## Who gets them

The staff of the office that answers read the question. If another office of the county is the right one, we hand the question on and tell you so. We don't sell the data, we don't send them outside the European Economic Area, and no decision about you is made by a machine.

## Your rights

You can see your data, correct them, ask us to delete or restrict them, and object. Just write to us or to the data protection officer.

You can also complain to the President of the Personal Data Protection Office [Prezes Urzędu Ochrony Danych Osobowych] (ul. Stawki 2, 00-193 Warszawa, Poland).

## Must you give them

No. Without a name and an e-mail address we can't answer the question, though.
"""


def begin(apps, schema_editor):
    topic = apps.get_model("inquiries", "Topic")
    for number, (name, name_en) in enumerate(TOPICS, start=1):
        topic.objects.create(name=name, name_en=name_en, position=number * 10)
    apps.get_model("accounts", "PrivacyNotice").objects.create(
        purpose="inquiries.inquiry",
        version=1,
        title_pl="Dane osób, które pytają urząd",
        title_en="Data of people who ask the office",
        body_pl=NOTICE_PL,
        body_en=NOTICE_EN,
    )


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0001_initial"), ("accounts", "0004_registration_notice")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
