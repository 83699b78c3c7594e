"""This context, as Django knows it."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "saolang.products"
    label = "products"
