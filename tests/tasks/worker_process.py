"""A worker as a process of its own, on the tests' database named as argument."""

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
call_command("worker")
