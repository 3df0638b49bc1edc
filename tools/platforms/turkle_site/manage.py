"""TURKLE_FOLDER=DIR python tools/platforms/turkle_site/manage.py migrate | runserver PORT | ..."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"

from django.core.management import execute_from_command_line

execute_from_command_line(sys.argv)
