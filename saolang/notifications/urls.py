"""Addresses of this context."""

from django.urls import URLPattern

app_name = "notifications"
urlpatterns: list[URLPattern] = []
