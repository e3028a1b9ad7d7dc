"""The account's own pages; those of allauth stand in `sign_in`."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from kuznia.accounts import views, views_notices


class NoticeCode(StringConverter):
    """The code of a kind of notice; of an address with other signs the database is not asked."""

    regex = r"[\w.-]+"


register_converter(NoticeCode, "notice")
app_name = "accounts"
urlpatterns = [
    path("konto/", views.account, name="account"),
    path("konto/moje-dane/", views.my_data, name="my-data"),
    path("konto/moje-dane/pobierz/", views.my_data_copy, name="my-data-copy"),
    path("konto/zgody/<int:consent_id>/wycofaj/", views.consent_withdraw, name="consent-withdraw"),
    path("konto/usun/", views.erase, name="erase"),
    path("konto/potwierdz-kodem/", views.confirm_identity, name="confirm-identity"),
    path("konto/potwierdz-kodem/wyslij/", views.identity_code, name="identity-code"),
    path("prywatnosc/klauzula/<notice:purpose>/<int:version>/", views_notices.notice, name="notice"),
    path("urzad/klauzule/", views_notices.desk_notices, name="desk-notices"),
    path("urzad/klauzule/<notice:purpose>/", views_notices.desk_notice, name="desk-notice"),
]
