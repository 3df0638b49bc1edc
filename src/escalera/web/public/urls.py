from django.urls import path

from escalera.web.public import (
    choosing,
    help_lines,
    pages,
    postings,
    service_worker,
    sheets,
    skills,
    switches,
)

urlpatterns = [
    path("reports/<str:key>/", sheets.collective_report, name="collective_report"),
    path("reports/<str:key>/<str:language>.pdf", sheets.collective_report_pdf, name="collective_report_pdf"),
    path("letters/<str:key>/", sheets.letter, name="letter"),
    path("letters/<str:key>/<str:language>.pdf", sheets.letter_pdf, name="letter_pdf"),
    path("", choosing.welcome, name="welcome"),
    path("jobs/", choosing.jobs, name="jobs"),
    path("jobs/<slug:slug>/", choosing.job, name="job"),
    path("jobs/<slug:slug>/copy/", postings.copy, name="job_copy"),
    path("skills/", skills.skills, name="skills"),
    path("skills/<slug:slug>/", skills.skill, name="skill"),
    path("postings/new/", postings.new_posting, name="new_posting"),
    path("postings/<uuid:id>/", postings.posting, name="posting"),
    path("postings/<uuid:id>/skills/", postings.added_skill, name="posting_skills"),
    path("postings/<uuid:id>/skills/<slug:slug>/", postings.skill_level, name="posting_skill"),
    path(
        "postings/<uuid:id>/skills/<slug:slug>/removal/", postings.removed_skill, name="posting_skill_removal"
    ),
    path("language/", switches.language, name="language"),
    path("leave/", switches.quick_exit, name="quick_exit"),
    path("help-lines/", help_lines.help_lines, name="help_lines"),
    path("about/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
    path("sources/", pages.sources, name="sources"),
    path("offline/", pages.offline, name="offline"),
    path("service-worker.js", service_worker.service_worker, name="service_worker"),
    path("manifest.webmanifest", pages.manifest, name="manifest"),
]
