"""Addresses of printed codes. They are on packs for years and never change."""

from django.urls import path

from saolang.stamps import views

app_name = "stamps"
urlpatterns = [
    path("", views.lookup, name="lookup"),
    path("<str:code>/qr.svg", views.qr_svg, name="qr_svg"),
    path("<str:code>/qr.png", views.qr_png, name="qr_png"),
    path("<str:code>", views.truth, name="truth"),
    path("<str:code>/", views.truth, name="truth_slash"),
]
