"""I need help: institutions and their numbers, those of one's own country first. Nothing is kept of who looks."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from escalera.people.presence import PersonRequest
from escalera.reference import help_lines as lines
from escalera.reference import places


@require_safe
def help_lines(request: PersonRequest) -> HttpResponse:
    language, mine = get_language() or "es", request.person.country if request.person else ""
    names = {one.code: one.name.in_(language) for one in places.countries()}
    countries = [
        (
            names[code],
            [(line, line.name.in_(language), line.does.in_(language)) for line in of_country],
        )
        for code, of_country in sorted(lines.by_country().items(), key=lambda one: one[0] != mine)
    ]
    return render(request, "public/help_lines.html", {"countries": countries})
