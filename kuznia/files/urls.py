"""The addresses of a file and of its smaller sizes."""

from django.urls import path

from kuznia.files import views

app_name = "files"
urlpatterns = [
    path("pliki/<int:pk>/<str:name>", views.file, name="file"),
    path("pliki/<int:pk>/<int:side>/<str:name>", views.rendition, name="rendition"),
]
