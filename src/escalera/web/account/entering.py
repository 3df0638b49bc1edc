"""Sign in, sign out, and what to do with the work done before signing in."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from escalera.people import actions, usernames
from escalera.people.models import Account, Person
from escalera.people.presence import SESSION_KEY, PersonRequest
from escalera.rights import actions as rights
from escalera.rights import summary
from escalera.web.account import refusals
from escalera.web.account.speaking import as_set_by


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: PersonRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("account")
    if request.method != "POST":
        return sign_in_page(request)
    username = usernames.normal(request.POST.get("username", ""))
    account = authenticate(request, username=username, password=request.POST.get("password", ""))
    if not isinstance(account, Account):
        return sign_in_page(request, refusals.wrong_sign_in())
    login(request, account)
    actions.unlock(account=account)
    onward = redirect("claim_guest" if guest_waiting(request) else where_next(request))
    return as_set_by(account, onward)


def sign_in_page(request: HttpRequest, errors: dict[str, str] | None = None) -> HttpResponse:
    asked = request.POST.get("next") or request.GET.get("next", "")
    context = {"errors": errors, "username": request.POST.get("username", ""), "next": asked}
    return render(request, "web_account/sign_in.html", context, status=422 if errors else 200)


def where_next(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else "/"


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("/")


def guest_waiting(request: HttpRequest) -> Person | None:
    """The guest of this session who did something before signing in; one who did nothing is let go."""
    person = request.user.person if isinstance(request.user, Account) else None
    key = request.session.get(SESSION_KEY)
    guest = Person.objects.filter(pk=key, account__isnull=True).first() if key else None
    if person is None or guest is None:
        request.session.pop(SESSION_KEY, None)
        return None
    if summary.did_something(guest):
        return guest
    del request.session[SESSION_KEY]
    request.session.save()  # first, since erasing ends the sessions that know the guest
    rights.erase(person=guest, now=timezone.now())
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def claim_guest(request: PersonRequest) -> HttpResponse:
    """Ask whose work it is: on a shared phone the guest may have been somebody else."""
    guest = guest_waiting(request)
    if guest is None or request.person is None:
        return redirect("account")
    if request.method != "POST":
        attempts = guest.attempts.count()
        context = {"attempts": attempts, "lines": summary.of(guest)}
        return render(request, "web_account/claim_guest.html", context)
    if request.POST.get("answer") == "add":
        rights.claim_guest(guest=guest, account_person=request.person, now=timezone.now())
    request.session.pop(SESSION_KEY, None)
    return redirect("/")
