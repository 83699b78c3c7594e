"""The web application a server loads."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saolang.config.settings")
application = get_wsgi_application()
import_string("saolang.config.access.refuse_to_start_with_holes")()
