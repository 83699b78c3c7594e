"""This context, as Django knows it."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "saolang.papers"
    label = "papers"
