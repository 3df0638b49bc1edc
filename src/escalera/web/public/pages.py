"""Pages that say something and ask nothing."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from escalera.reference import facts
from escalera.web.public import loaded


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "public/privacy.html", {"rows": kept()})


def kept() -> list[tuple[str, str, str]]:
    until_erased = _("until you erase it")
    return [
        (
            _("A number made by chance, your language"),
            _("so that you find your path again"),
            _("180 days after your last visit, or until you erase it"),
        ),
        (
            _("The job you chose, the postings you brought"),
            _("to build your path; telephone numbers and e-mails are cut out first"),
            until_erased,
        ),
        (
            _("What you say you can do, your answers, how many seconds they took"),
            _("to choose the next task and to show you how you grow"),
            until_erased,
        ),
        (_("Why each task was chosen for you"), _("so that you can ask “why this?”"), until_erased),
        (
            _("Your tips and the tasks you propose"),
            _("to help the next person; without your username"),
            until_erased,
        ),
        (
            _("If you want tips: which ones you were shown, and how the next task went"),
            _("to see which tips help; whoever wrote a tip reads only about ten or more people together"),
            until_erased,
        ),
        (
            _("Works that other people judge, and what you say about theirs"),
            _("so that work without one right answer gets a fair result; nobody sees whose it is"),
            until_erased,
        ),
        (
            _("People whom you mute or block, by where you met them"),
            _("so that you don't read them; they are not told"),
            _("until you take it back, or one of you erases what is theirs"),
        ),
        (
            _("The programmes you join, and your part in them"),
            _("so that their tasks reach you; who coordinates sees how many take part, never your answers"),
            until_erased,
        ),
        (
            _("Whether your minutes may be added into a report of your circle"),
            _("so that nobody is in two reports; others see only sums of three people or more"),
            _("until you erase it; the sums of an issued report stay"),
        ),
        (
            _("That you stand behind a joint proposal"),
            _("to count; nobody sees who, only how many"),
            _("until it is sent or its time is over"),
        ),
        (
            _("Paid work: how much, when, and what was said about it"),
            _("to show you what you are owed; on another platform you go by a name that we invent"),
            until_erased,
        ),
        (
            _(
                "The unpaid minutes you note, the least an hour must bring you, what you say of those who give work"
            ),
            _("to show what an hour really brings; others see only figures of ten people or more"),
            until_erased,
        ),
        (
            _("Time you give to others and receive from them"),
            _("so that help goes round; the other person sees it without your username"),
            _("until you erase it; the sums stay, without you"),
        ),
        (
            _("If you make an account: a username that we offer you and your PIN, scrambled"),
            _("so that you can come in from another phone"),
            until_erased,
        ),
        (
            _("If you want to say it: country, state, size of your town"),
            _("to show the minimum wage where you live"),
            until_erased,
        ),
    ]


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Where our own figures come from, and what was loaded from others."""
    loaded_table = loaded.table(today=timezone.localdate())
    return render(
        request, "public/sources.html", {"sources": facts.sources().values(), "loaded": loaded_table}
    )


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Kept by the service worker and shown without a net: the same for everybody, so it has no form."""
    return HttpResponse(render_to_string("public/offline.html"))


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put Escalera among its applications."""
    return JsonResponse(
        {
            "name": "Escalera",
            "short_name": "Escalera",
            "description": _("From the online job you want to the small tasks that take you there"),
            "lang": get_language(),
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#fffdf7",
            "theme_color": "#a63c14",
            "icons": icons(),
        },
        content_type="application/manifest+json",
    )


def icons() -> list[dict[str, str]]:
    drawn = [
        {
            "src": static(f"look/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "any maskable",
        }
        for size in (192, 512)
    ]
    return [*drawn, {"src": static("look/icon.svg"), "sizes": "any", "type": "image/svg+xml"}]
