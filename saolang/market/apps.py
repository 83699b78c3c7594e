"""This context, as Django knows it."""

from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "saolang.market"
    label = "market"
