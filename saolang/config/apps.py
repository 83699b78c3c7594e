"""This context, as Django knows it: loads the start-up checks and the language."""

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from saolang.kernel.wording import Sentence


class ConfigConfig(AppConfig):
    name = "saolang.config"
    label = "config"

    def ready(self) -> None:
        Sentence.in_words = staticmethod(gettext)
        import_string("saolang.config.access.TABLE")
