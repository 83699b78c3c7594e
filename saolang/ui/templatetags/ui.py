"""Tags an include cannot express."""

from django import template

register = template.Library()
