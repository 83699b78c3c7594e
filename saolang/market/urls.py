"""Addresses of this context."""

from django.urls import URLPattern

app_name = "market"
urlpatterns: list[URLPattern] = []
