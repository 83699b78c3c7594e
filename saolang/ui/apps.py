"""The design system: what pages are made of."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """No models; templates, styles, scripts, drawings and the tags that use them."""

    name = "saolang.ui"
