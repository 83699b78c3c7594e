"""Addresses of this context."""

from django.urls import URLPattern

app_name = "stamps"
urlpatterns: list[URLPattern] = []
