"""The page that shows every part."""

from django.urls import path

from saolang.ui import views

app_name = "ui"
urlpatterns = [path("", views.gallery, name="gallery")]
