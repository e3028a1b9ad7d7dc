"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from kuznia.lib.fitness import demand_fit_database
from kuznia.ui.bodies import with_whole_input

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kuznia.config.settings")
application = with_whole_input(get_wsgi_application())
demand_fit_database()
