"""This context, as Django knows it: loads the start-up checks."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class ConfigConfig(AppConfig):
    name = "saolang.config"
    label = "config"

    def ready(self) -> None:
        import_string("saolang.config.access.TABLE")
