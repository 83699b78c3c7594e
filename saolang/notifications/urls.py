"""Addresses of this context."""

from django.urls import path

from saolang.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notices, name="list"),
    path("da-doc/", views.read_all, name="read_all"),
    path("<int:notice_id>/da-doc/", views.read, name="read"),
    path("cach-nhan/", views.choices, name="choices"),
    path("mau-tin/", views.texts, name="texts"),
    path("mau-tin/<str:kind>/<str:language>/", views.text, name="text"),
    path(
        "mau-tin/<str:kind>/<str:language>/ve-mac-dinh/",
        views.drop_text,
        name="drop_text",
    ),
]
