from django.urls import path

from escalera.web.author import beginning, breakdowns, drafts, made, previews, rows, steps

urlpatterns = [
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/new/", drafts.new_draft, name="new_draft"),
    path("drafts/<uuid:draft_id>/", drafts.draft, name="draft"),
    path("drafts/<uuid:draft_id>/words/", steps.words, name="draft_words"),
    path("drafts/<uuid:draft_id>/table/", rows.table, name="draft_table"),
    path("drafts/<uuid:draft_id>/columns/", steps.columns, name="draft_columns"),
    path("drafts/<uuid:draft_id>/wrong-rows.csv", drafts.wrong_rows, name="wrong_rows"),
    path("drafts/<uuid:draft_id>/preview/", previews.preview, name="draft_preview"),
    path("drafts/<uuid:draft_id>/player/", previews.player, name="draft_player"),
    path("drafts/<uuid:draft_id>/proposal/", drafts.proposal, name="draft_proposal"),
    path("drafts/<uuid:draft_id>/return/", drafts.return_draft, name="draft_return"),
    path("drafts/<uuid:draft_id>/publication/", drafts.publication, name="draft_publication"),
    path("drafts/<uuid:draft_id>/removal/", drafts.removal, name="draft_removal"),
    path("breakdowns/", breakdowns.break_downs, name="break_downs"),
    path("breakdowns/new/", beginning.new_break_down, name="new_break_down"),
    path("breakdowns/<uuid:saved_id>/", breakdowns.break_down, name="break_down"),
    path("breakdowns/<uuid:saved_id>/current/", breakdowns.shown_version, name="break_down_current"),
    path("breakdowns/<uuid:saved_id>/copy/", breakdowns.copy, name="break_down_copy"),
    path("made/<slug:slug>/", made.made_task, name="made_task"),
    path("made/<slug:slug>/draft/", made.edit, name="made_draft"),
    path("made/<slug:slug>/current/", made.current_version, name="made_current"),
    path("made/<slug:slug>/retirement/", made.retirement, name="made_retirement"),
]
