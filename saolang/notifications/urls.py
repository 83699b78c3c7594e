"""Addresses of this context."""

from django.urls import path

from saolang.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notices, name="list"),
    path("da-doc/", views.read_all, name="read_all"),
    path("<int:notice_id>/da-doc/", views.read, name="read"),
]
