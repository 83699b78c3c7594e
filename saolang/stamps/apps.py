"""This context, as Django knows it."""

from django.apps import AppConfig


class StampsConfig(AppConfig):
    name = "saolang.stamps"
    label = "stamps"
