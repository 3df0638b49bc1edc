from django.urls import path
from django.views.decorators.cache import never_cache

from escalera.web.coordinator import circle_words, conversations, desk, letters, programme, reports, tips

# Never cached: on a shared computer the back button must not bring a page of somebody who has signed out.
PAGES = {
    "desk/": ("desk", desk.desk),
    "desk/<uuid:programme_id>/": ("programme", programme.programme),
    "desk/<uuid:programme_id>/cohorts/": ("cohorts", programme.cohorts),
    "desk/<uuid:programme_id>/invitations/": ("invitations", programme.invitations),
    "desk/<uuid:programme_id>/invitations/<uuid:invitation_id>/": ("invitation", programme.invitation),
    "desk/<uuid:programme_id>/invitations/<uuid:invitation_id>/removal/": (
        "invitation_removal",
        programme.removed_invitation,
    ),
    "desk/<uuid:programme_id>/reports/": ("reports", reports.reports),
    "desk/<uuid:programme_id>/reports/<int:report_id>/ruling/": ("report_ruling", reports.ruling),
    "desk/<uuid:programme_id>/reports/<int:report_id>/ruling/removal/": (
        "report_ruling_removal",
        reports.removed_ruling,
    ),
    "desk/<uuid:programme_id>/tips/<uuid:tip_id>/ruling/": ("tip_ruling", tips.ruling),
    "desk/<uuid:programme_id>/tips/<uuid:tip_id>/ruling/removal/": (
        "tip_ruling_removal",
        tips.removed_ruling,
    ),
    "desk/<uuid:programme_id>/words/<uuid:matter_id>/ruling/": ("matter_ruling", circle_words.ruling),
    "desk/<uuid:programme_id>/words/<uuid:matter_id>/ruling/removal/": (
        "matter_ruling_removal",
        circle_words.removed_ruling,
    ),
    "desk/<uuid:programme_id>/conversations/<uuid:report_id>/ruling/": (
        "conversation_ruling",
        conversations.ruling,
    ),
    "desk/<uuid:programme_id>/conversations/<uuid:report_id>/ruling/removal/": (
        "conversation_ruling_removal",
        conversations.removed_ruling,
    ),
    "desk/<uuid:programme_id>/letters/": ("letters", letters.letters),
    "desk/<uuid:programme_id>/letters/<uuid:proposal_id>/reply/": ("letter_reply", letters.letter_reply),
    "desk/<uuid:programme_id>/roles/": ("roles", programme.roles),
    "desk/<uuid:programme_id>/roles/<int:membership_id>/removal/": ("role_removal", programme.removed_role),
}
urlpatterns = [path(route, never_cache(view), name=name) for route, (name, view) in PAGES.items()]
