"""This context, as Django knows it."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "saolang.ui"
    label = "ui"
