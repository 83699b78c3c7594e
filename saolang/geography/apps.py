"""This context, as Django knows it."""

from django.apps import AppConfig


class GeographyConfig(AppConfig):
    name = "saolang.geography"
    label = "geography"
