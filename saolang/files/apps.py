"""This context, as Django knows it."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "saolang.files"
    label = "files"
