"""From guest to account: a name of three offered, a secret, a code on paper."""

import numpy as np
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from escalera.people import actions, recovery
from escalera.people.models import Account, Language
from escalera.people.presence import SESSION_KEY, PersonRequest
from escalera.people.secret import WeakSecret
from escalera.web.account import refusals
from escalera.web.account.offers import Offer, Stale
from escalera.web.account.speaking import as_set_by, page_language

BACKEND = "django.contrib.auth.backends.ModelBackend"
CODE_IS_DUE = "recovery_code_is_due"


@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: PersonRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("recovery_code" if request.method == "POST" else "account")
    if request.method != "POST":
        return sign_up_page(request, new_offer())
    try:
        offer = Offer.read(request.POST.get("offer", ""))
    except Stale:
        return sign_up_page(request, new_offer(), refusals.page_too_old())
    return make_account(request, offer)


def make_account(request: PersonRequest, offer: Offer) -> HttpResponse:
    username = request.POST.get("username", "")
    if username not in offer.names:
        return sign_up_page(request, offer, refusals.name_missing())
    try:
        account = actions.open_account(
            id=offer.id,
            person=request.person,
            language=page_language(),
            username=username,
            password=request.POST.get("password", ""),
            now=timezone.now(),
        )
    except WeakSecret as weak:
        return sign_up_page(request, offer, refusals.of_secret(weak))
    except actions.UsernameTaken:
        return sign_up_page(request, new_offer(), refusals.name_taken())
    request.session.pop(SESSION_KEY, None)
    return enter_with_new_code(request, account)


def enter_with_new_code(request: HttpRequest, account: Account) -> HttpResponse:
    login(request, account, backend=BACKEND)
    request.session[CODE_IS_DUE] = True
    return as_set_by(account, redirect("recovery_code"))


def sign_up_page(request: HttpRequest, offer: Offer, errors: dict[str, str] | None = None) -> HttpResponse:
    chosen = request.POST.get("username")
    context = {"offer": offer, "errors": errors, "chosen": chosen, "hides": "hide" in request.GET}
    return render(request, "web_account/sign_up.html", context, status=422 if errors else 200)


def new_offer() -> Offer:
    return Offer.new("en" if page_language() == Language.ENGLISH else "es", rng=np.random.default_rng())


@require_http_methods(["GET", "HEAD", "POST"])
def recovery_code(request: PersonRequest) -> HttpResponse:
    """Show a new code once. It is made with the page, so that it is never stored but as a hash."""
    account = request.user
    if not isinstance(account, Account):
        return redirect("sign_in")
    if request.method == "POST":
        return renew_code(request, account)
    if not request.session.pop(CODE_IS_DUE, False):
        return code_page(request)
    return code_page(request, code=recovery.grouped(recovery.renew(account=account)))


def renew_code(request: HttpRequest, account: Account) -> HttpResponse:
    if not authenticate(request, username=account.username, password=request.POST.get("password", "")):
        return code_page(request, errors=refusals.wrong_pin())
    request.session[CODE_IS_DUE] = True
    return redirect("recovery_code")


def code_page(request: HttpRequest, *, code: str = "", errors: dict[str, str] | None = None) -> HttpResponse:
    context = {"code": code, "errors": errors, "guest_waits": SESSION_KEY in request.session}
    return render(request, "web_account/recovery_code.html", context, status=422 if errors else 200)
