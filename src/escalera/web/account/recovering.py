"""Back in with the code on paper: first the code, then a new PIN. No other way needs less than the paper."""

import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from escalera.people import actions, recovery
from escalera.people.models import Account
from escalera.people.secret import WeakSecret
from escalera.web.account import refusals
from escalera.web.account.joining import enter_with_new_code

ADMITTED = "admitted_by_code"
GOOD_FOR_S = 15 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return recover_page(request)
    # The code's field is called password because django-axes keeps failed forms and blanks that field.
    account = recovery.admit(
        request, username=request.POST.get("username", ""), code=request.POST.get("password", "")
    )
    if account is None:
        return recover_page(request, refusals.wrong_code())
    request.session.cycle_key()
    request.session[ADMITTED] = [account.pk, time.time()]
    return redirect("new_secret")


def recover_page(request: HttpRequest, errors: dict[str, str] | None = None) -> HttpResponse:
    context = {"errors": errors, "username": request.POST.get("username", "")}
    return render(request, "web_account/recover.html", context, status=422 if errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def new_secret(request: HttpRequest) -> HttpResponse:
    account = admitted(request)
    if account is None:
        return redirect("recovery_code" if request.user.is_authenticated else "recover")
    if request.method != "POST":
        return render(request, "web_account/new_secret.html", {"account": account})
    try:
        actions.recover(account=account, password=request.POST.get("password", ""))
    except WeakSecret as weak:
        context = {"account": account, "errors": refusals.of_secret(weak)}
        return render(request, "web_account/new_secret.html", context, status=422)
    del request.session[ADMITTED]
    return enter_with_new_code(request, account)


def admitted(request: HttpRequest) -> Account | None:
    pk, at = request.session.get(ADMITTED, (None, 0.0))
    if time.time() - at > GOOD_FOR_S:
        return None
    return Account.objects.filter(pk=pk, is_active=True).first()
