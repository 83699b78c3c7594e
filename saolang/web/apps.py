"""This context, as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "saolang.web"
    label = "web"
