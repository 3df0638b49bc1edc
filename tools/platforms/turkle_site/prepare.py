"""TURKLE_FOLDER=DIR python tools/platforms/turkle_site/prepare.py NAME: a database with one administrator; prints their token."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from rest_framework.authtoken.models import Token  # noqa: E402

call_command("migrate", verbosity=0)
boss = User.objects.create_superuser(sys.argv[1], email="", password="only for this test")
print(Token.objects.create(user=boss).key)
