"""Addresses of this context."""

from django.urls import path

from saolang.files import views

app_name = "files"
urlpatterns = [
    path("anh/<uuid:key>/", views.photo, name="photo"),
    path("anh/<uuid:key>/nho/", views.photo, {"small": True}, name="small_photo"),
    path("<str:token>/", views.file, name="file"),
]
