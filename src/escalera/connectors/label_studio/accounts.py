"""Accounts on a Label Studio for people of ours who practise there: made by its invitation, as anybody makes one."""

import re
from contextlib import closing

from django.utils.translation import gettext_noop as _

from escalera.connectors import sealing
from escalera.connectors.aliases import name_there
from escalera.connectors.label_studio.client import LabelStudio
from escalera.connectors.models import Alias, Connection
from escalera.connectors.politeness import Polite, Refused

SECRET = re.compile(r"name=\"csrfmiddlewaretoken\" value=\"([^\"]+)\"")


def enrol_new(connection: Connection, studio: LabelStudio) -> None:
    """Make known who asked for a name since the last exchange that worked; twice is once. Raises PlatformError."""
    named = connection.aliases.exclude(person=None)
    if last := connection.last_sync_at:
        named = named.filter(made_at__gte=last)
    if not named:
        return
    there = studio.addresses()
    for alias in named:
        if name_there(alias) not in there:
            sign_up(alias, studio)


def sign_up(alias: Alias, studio: LabelStudio) -> None:
    """Raises PlatformError."""
    path = studio.invitation()
    with closing(Polite(studio.address, headers={})) as visitor:
        form = visitor.get(path.partition("?")[0], token=path.rpartition("token=")[2])
        secret = SECRET.search(form.text)
        fields = {"email": name_there(alias), "password": sealing.unseal(alias.sealed)}
        fields["csrfmiddlewaretoken"] = secret[1] if secret else ""
        if visitor.submit(path, fields).status_code != 302:
            raise Refused(
                _("%(address)s did not let %(name)s make an account."),
                address=studio.address,
                name=name_there(alias),
            )
