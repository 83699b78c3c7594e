"""This context, as Django knows it."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "saolang.evaluation"
    label = "evaluation"
