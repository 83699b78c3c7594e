"""This context, as Django knows it."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "saolang.demo"
    label = "demo"
