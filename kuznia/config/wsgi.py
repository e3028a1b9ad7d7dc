"""The WSGI application that granian serves."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application

from kuznia.lib.fitness import demand_fit_database
from kuznia.ui.bodies import with_whole_input

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kuznia.config.settings")
# Sixteen threads share one interpreter. At Python's 5 ms they take it from each other in the middle of a page, and a
# page costs a third more CPU (measured with `make bench`); at 30 ms most pages are made in one go.
sys.setswitchinterval(0.03)

application = with_whole_input(get_wsgi_application())
demand_fit_database()
# What is loaded now stays for good. Left among the rest, its two hundred thousand objects are looked through again and
# again for garbage: a fifth of a second every hundred pages.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 10, 20)
