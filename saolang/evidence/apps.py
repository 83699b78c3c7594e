"""This context, as Django knows it."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "saolang.evidence"
    label = "evidence"
