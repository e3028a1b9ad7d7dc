"""The first privacy notice of requests for honorary patronage."""

from django.db import migrations

PATRONAGE_PL = """\
Administratorem Twoich danych jest $county, $address. Możesz do nas napisać ($email) albo zadzwonić ($phone).

W sprawach danych osobowych pomaga inspektor ochrony danych: $officer.

## Po co nam Twoje dane

Żeby rozpatrzyć wniosek o patronat honorowy, odpowiedzieć na niego i wykazać, jak został załatwiony.

Robimy to, bo współpraca z organizacjami i mieszkańcami jest zadaniem publicznym powiatu (art. 6 ust. 1 lit. e RODO).

## Jak długo je przechowujemy

Wniosek jest częścią akt sprawy. Przechowujemy go tak długo, jak każą przepisy o archiwach dla tej klasy spraw. Wiadomości e-mail do Ciebie usuwamy 30 dni po wysłaniu.

## Komu je przekazujemy

Wniosek widzą pracownicy urzędu, którzy go rozpatrują. Nie sprzedajemy danych, nie wysyłamy ich poza Europejski Obszar Gospodarczy i nie podejmujemy na ich podstawie automatycznych decyzji.

## Twoje prawa

Możesz zobaczyć swoje dane, poprawić je, poprosić o ich usunięcie albo ograniczenie i wnieść sprzeciw. Wystarczy napisać do nas albo do inspektora.

Jeśli uważasz, że przetwarzamy dane niezgodnie z prawem, możesz złożyć skargę do Prezesa Urzędu Ochrony Danych Osobowych (ul. Stawki 2, 00-193 Warszawa).

## Czy musisz je podać

Nie. Bez imienia, nazwiska i adresu e-mail nie odpowiemy jednak na wniosek. Telefon jest dobrowolny.
"""

PATRONAGE_EN = """\
The controller of your data is $county, $address. You can write to us ($email) or call ($phone).

The data protection officer helps in matters of personal data: $officer.

## What we need your data for

To consider the request for honorary patronage, to answer it, and to show how it was settled.

We do it because co-operation with organisations and residents is a public task of the county (art. 6(1)(e) GDPR).

## How long we keep them

The request is part of the case file. We keep it as long as the law on archives demands for this class of cases. We delete e-mails to you 30 days after they are sent.

## Who gets them

The staff of the office who consider the request. We don't sell the data, we don't send them outside the European Economic Area, and no decision about you is made by a machine.

## Your rights

You can see your data, correct them, ask us to delete or restrict them, and object. Just write to us or to the data protection officer.

You can also complain to the President of the Personal Data Protection Office [Prezes Urzędu Ochrony Danych Osobowych] (ul. Stawki 2, 00-193 Warszawa, Poland).

## Must you give them

No. Without a name and an e-mail address we can't answer the request, though. The phone is voluntary.
"""


def publish(apps, schema_editor):
    apps.get_model("accounts", "PrivacyNotice").objects.create(
        purpose="events.patronage",
        version=1,
        title_pl="Dane osób, które proszą o patronat honorowy",
        title_en="Data of people who ask for honorary patronage",
        body_pl=PATRONAGE_PL,
        body_en=PATRONAGE_EN,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_first_notices")]

    operations = [migrations.RunPython(publish, migrations.RunPython.noop)]
