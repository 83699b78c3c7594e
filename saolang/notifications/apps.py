"""This context, as Django knows it."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "saolang.notifications"
    label = "notifications"
