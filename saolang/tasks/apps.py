"""This context, as Django knows it."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "saolang.tasks"
    label = "tasks"
