"""What somebody is told who has sent very much to other people lately."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from escalera.people.limits import TooMuch


def words(error: TooMuch) -> str:
    when = date_format(timezone.localtime(error.again_at), "DATETIME_FORMAT")
    return _(
        "You have sent a lot to other people today. You can send more from %(when)s; copy it if you want to keep it."
    ) % {"when": when}
