"""Addresses of the demo; they exist only in it."""

from django.urls import path

from kuznia.demo import views

app_name = "demo"
urlpatterns = [path("demo/zaloguj-jako/", views.sign_in_as, name="sign-in-as")]
