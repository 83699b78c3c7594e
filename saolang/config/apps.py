"""This context, as Django knows it: loads the start-up checks and the language."""

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from saolang.kernel.errors import RuleViolation


class ConfigConfig(AppConfig):
    name = "saolang.config"
    label = "config"

    def ready(self) -> None:
        RuleViolation.in_words = staticmethod(gettext)
        import_string("saolang.config.access.TABLE")
