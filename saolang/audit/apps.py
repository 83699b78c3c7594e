"""This context, as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "saolang.audit"
    label = "audit"
