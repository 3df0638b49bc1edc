from django.urls import path

from escalera.web.worker import after, arriving, beginning, foreign, payments, player, programmes, proposals
from escalera.web.worker import path as path_pages

urlpatterns = [
    path("goal/", beginning.set_goal, name="set_goal"),
    path("can-do/", beginning.can_do, name="can_do"),
    path("placement/", beginning.placement, name="placement"),
    path("path/", path_pages.path, name="path"),
    path("steps/<uuid:step_id>/", player.task, name="task"),
    path("steps/<uuid:step_id>/why/", path_pages.why, name="why"),
    path("steps/<uuid:step_id>/attempt/", player.answer, name="answer"),
    path("steps/<uuid:step_id>/passed-over/", path_pages.pass_over, name="pass_over"),
    path("steps/<uuid:step_id>/foreign/", foreign.frame, name="foreign"),
    path("foreign/<slug:version>/<path:name>", foreign.file, name="foreign_file"),
    path("items/<uuid:item_id>/pictures/<int:place>.svg", player.picture, name="item_picture"),
    path("attempts/<uuid:attempt_id>/", after.attempt, name="attempt"),
    path("attempts/<uuid:attempt_id>/recommendation/", after.recommendation, name="recommendation"),
    path("attempts/<uuid:attempt_id>/tip/", after.tip, name="tip"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/new/", proposals.new_proposal, name="new_proposal"),
    path("proposals/<uuid:proposal_id>/voice/", proposals.voice, name="voice"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/<int:membership_id>/departure/", programmes.departure, name="departure"),
    path("join/<str:code>/", programmes.join, name="join"),
    path("arrival/", arriving.arrival, name="arrival"),
    path("arrival/outcome/", arriving.outcome, name="outcome"),
    path("payments/", payments.payments, name="payments"),
    path("payments/new/", payments.new_payment, name="new_payment"),
    path("payments/<uuid:payment_id>/", payments.payment, name="payment"),
    path("payments/<uuid:payment_id>/word/", payments.own_word, name="payment_word"),
]
