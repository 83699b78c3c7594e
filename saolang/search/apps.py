"""This context, as Django knows it."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "saolang.search"
    label = "search"
