"""My account and my settings."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from escalera.people import actions
from escalera.people.models import Account, Person
from escalera.people.presence import PersonRequest, arrive
from escalera.web.account.entering import guest_waiting
from escalera.web.account.forms import SettingsForm
from escalera.web.account.speaking import page_language, remember


@require_safe
def account(request: PersonRequest) -> HttpResponse:
    mine = request.user if isinstance(request.user, Account) else None
    context = {"account": mine, "guest_waits": bool(mine and guest_waiting(request))}
    return render(request, "web_account/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: PersonRequest) -> HttpResponse:
    current = request.person or Person(language=page_language())
    place = f"{current.country}/{current.state}" if current.country else ""
    sent = request.POST if request.method == "POST" else None
    form = SettingsForm(sent, initial=vars(current) | {"place": place}, auto_id="f-%s")
    if request.method != "POST" or not form.is_valid():
        return render(
            request, "web_account/settings.html", {"form": form}, status=422 if form.errors else 200
        )
    person = actions.choose(person=arrive(request, now=timezone.now()), choices=form.choices())
    translation.activate(person.language)
    messages.success(request, _("Saved."))
    return remember(redirect("account"), person.language)
