"""The address of a file."""

from django.urls import path

from kuznia.files import views

app_name = "files"
urlpatterns = [path("pliki/<int:pk>/<str:name>", views.file, name="file")]
