"""Addresses of the mailbox and of undelivered e-mails."""

from django.urls import path

from kuznia.notify import views

app_name = "notify"
urlpatterns = [
    path("skrzynka/", views.mailbox, name="mailbox"),
    path("skrzynka/<int:pk>/", views.mailbox_message, name="mailbox-message"),
    path("skrzynka/<int:pk>/zalacznik/<int:number>/", views.mailbox_attachment, name="mailbox-attachment"),
    path("urzad/wiadomosci/", views.undelivered, name="undelivered"),
    path("urzad/wiadomosci/<int:pk>/ponow/", views.try_again, name="try-again"),
]
