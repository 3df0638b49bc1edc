"""Every address times everybody: nobody, Amina whose things they are, Dora as a guest, Dora with an account."""

from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver
from django.utils import timezone

import helping
import pooled
import sounds
from authoring import drafted, published
from belongings import Belongings, belongings_of, comment_on_work_of
from conftest import NOON
from escalera.circles.models import Matter
from escalera.circles.moderation import actions as moderation
from escalera.circles.moderation.models import Because, What
from escalera.coaching.helping import conversing, reporting
from escalera.coaching.helping.reports.models import ThreadReport
from escalera.coaching.judgement import commenting
from escalera.coaching.judgement.models import Report
from escalera.coaching.models import Tip
from escalera.connectors import actions as connectors
from escalera.connectors.models import Batch, Connection, Direction, Kind
from escalera.jobs.breakdowns import actions as break_downs
from escalera.people.models import Account, Person
from escalera.people.presence import SESSION_KEY
from escalera.programmes import actions as programmes
from escalera.programmes import inviting
from escalera.programmes.models import Invitation, Role
from escalera.tasks.making import made
from escalera.tasks.models import TaskType
from tipping import tip_by

ROLES = ("nobody", "amina", "dora", "dora with account")
ALL, NONE = (200,) * 4, (405,) * 4
HERS, AWAY = (404, 200, 404, 404), (302,) * 4
ON_HER_WAY = (302, 200, 302, 302)
CIRCLE_REPORT_POSTS = tuple(
    f"circle_report_{noun}" for noun in ("answer", "issue", "end", "withdrawal", "withdrawal_removal")
)
JOINT_POSTS = tuple(
    f"joint_{noun}" for noun in ("support", "support_removal", "end", "withdrawal", "withdrawal_removal")
)

# Name: (what GET answers, what POST answers) to each of the four.
PAGES: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "welcome": (ALL, NONE),
    "jobs": (ALL, NONE),
    "job": (ALL, NONE),
    "job_copy": (NONE, AWAY),
    "skills": (ALL, NONE),
    "skill": (ALL, NONE),
    "new_posting": (ALL, (422,) * 4),
    "posting": (HERS, NONE),
    "posting_skills": (NONE, (404, 302, 404, 404)),
    "posting_skill": (NONE, (404, 302, 404, 404)),
    "posting_skill_removal": (NONE, (404, 302, 404, 404)),
    "language": (NONE, AWAY),
    "quick_exit": (AWAY, NONE),
    "help_lines": (ALL, NONE),
    "about": (ALL, NONE),
    "privacy": (ALL, NONE),
    "sources": (ALL, NONE),
    "offline": (ALL, NONE),
    "service_worker": (ALL, NONE),
    "manifest": (ALL, NONE),
    "set_goal": (NONE, (404, 302, 404, 404)),
    "can_do": (ON_HER_WAY, AWAY),
    "placement": (AWAY, AWAY),
    "path": (ON_HER_WAY, NONE),
    "order_removal": (NONE, AWAY),
    "task": (HERS, NONE),
    "why": (HERS, NONE),
    "answer": (NONE, (404, 422, 404, 404)),
    "pass_over": (NONE, (404, 302, 404, 404)),
    "warning_read": (NONE, (404, 302, 404, 404)),
    "foreign": ((404,) * 4, NONE),
    "foreign_file": (ALL, NONE),
    "item_picture": (ALL, NONE),
    "task_types": (ALL, NONE),
    "tried": (ALL, (422,) * 4),
    "tried_picture": (ALL, NONE),
    "attempt": (HERS, NONE),
    "recommendation": (NONE, (404, 302, 404, 404)),
    "tip": (NONE, (404, 422, 404, 404)),
    "tips": ((404, 200, 200, 200), NONE),
    # An empty form is no answer.
    "translations": ((404, 200, 200, 200), NONE),
    "translation": (NONE, (404, 302, 302, 302)),
    "tips_wanted": (NONE, (404,) * 4),
    **dict.fromkeys(("tip_removal", "tip_return"), (NONE, (404, 302, 404, 404))),
    "tip_vote": (NONE, (404, 302, 404, 404)),
    "tip_report": (NONE, (404, 302, 404, 404)),
    "ways": ((404, 200, 200, 200), NONE),
    "ways_wanted": (NONE, (404,) * 4),
    "way_answer": (NONE, (404,) * 4),
    "proposals": (ON_HER_WAY, NONE),
    "new_proposal": (ON_HER_WAY, (302, 422, 302, 302)),
    # Amina can't agree to her own; Dora is sent away, since she never did a task.
    "voice": (NONE, (404, 404, 302, 302)),
    # Dora is told to do a task first.
    "judging": ((404, 200, 200, 200), NONE),
    "judgement": (NONE, (404, 422, 404, 404)),
    "comparison_passed_over": (NONE, (404, 302, 404, 404)),
    "works": ((404, 200, 200, 200), NONE),
    "work_rounds": (NONE, (404, 302, 404, 404)),
    "comment_report": (NONE, (404, 302, 404, 404)),
    "comment_block": (NONE, (404, 302, 404, 404)),
    "arrival": (AWAY, NONE),
    "outcome": (NONE, AWAY),
    "week": (ALL, NONE),
    "week_from": (ALL, NONE),
    "minutes_of_week": ((404, 200, 200, 200), NONE),
    "minutes_table": ((404, 200, 200, 200), NONE),
    "pay_floor": (NONE, (404, 302, 302, 302)),
    "minutes": (NONE, (422,) * 4),
    "clock_end": (NONE, (404, 302, 302, 302)),
    "stretch": (HERS, (404, 422, 404, 404)),
    "requester": (ALL, NONE),
    # Nobody of them had an answer from the seed shop.
    "requester_review": (NONE, (404, 302, 302, 302)),
    "credit": (ALL, NONE),
    "credit_statement": ((404, 200, 200, 200), NONE),
    "credit_gift": (NONE, (404, 422, 422, 422)),
    "credit_reversal": (NONE, (404, 302, 404, 404)),
    "helping": (ALL, NONE),
    "willingness": (NONE, (404, 422, 422, 422)),
    "willingness_end": (NONE, (404, 302, 302, 302)),
    "help_requests": (NONE, (404, 302, 302, 302)),
    "help_request": (HERS, NONE),
    **dict.fromkeys(("help_request_words", "help_request_withdrawal"), (NONE, (404, 302, 404, 404))),
    "help_request_circle": (NONE, (404, 302, 404, 404)),
    # Nobody helps themselves, and Dora does not sit there.
    "help_offer": (NONE, (404,) * 4),
    "asking": (HERS, NONE),
    **dict.fromkeys(("asking_answer", "asking_block"), (NONE, (404, 302, 404, 404))),
    **dict.fromkeys(
        ("asking_messages", "asking_closing", "asking_report", "asking_tip"), (NONE, (404, 422, 404, 404))
    ),
    "voice_note": (HERS, NONE),
    # She is not paused; whom nobody knows has nothing to appeal against.
    "pause_appeal": (NONE, (404, 422, 422, 422)),
    "circles": (ALL, NONE),
    "circle_profile": (ALL, (422,) * 4),
    "new_circle": (ALL, (422,) * 4),
    # Amina sits there already.
    "circle_join": ((200, 302, 200, 200), (422, 302, 422, 422)),
    # The suggestion is over: she sits in a circle.
    "suggestion_answer": (NONE, (404, 302, 404, 404)),
    **dict.fromkeys(("circle", "circle_invitation", "decision"), (HERS, NONE)),
    **dict.fromkeys(
        (
            "circle_invitations",
            "circle_invitation_removal",
            "circle_sign",
            "circle_share",
            "circle_departure",
        ),
        (NONE, (404, 302, 404, 404)),
    ),
    **dict.fromkeys(
        ("circle_gift", "circle_block", "decision_word", "decision_questions"), (NONE, (404, 422, 404, 404))
    ),
    # An empty form names nothing to report.
    "decision_report": (NONE, (404,) * 4),
    "matters": ((404, 200, 200, 200), NONE),
    "matter_word": (NONE, (404, 422, 404, 404)),
    "matter_appeal": (NONE, (404, 302, 404, 404)),
    # What is open is not undone: she is told so.
    "decision_undoing": (NONE, (404, 302, 404, 404)),
    "new_decision": (HERS, (404, 422, 404, 404)),
    # Whoever has the address reads what a circle shows.
    **dict.fromkeys(("collective_report", "collective_report_pdf", "letter", "letter_pdf"), (ALL, NONE)),
    **dict.fromkeys(("publications", "circle_report", "joint_proposal"), (HERS, NONE)),
    **dict.fromkeys(("new_collective_report", "new_joint_proposal"), (HERS, (404, 422, 404, 404))),
    **dict.fromkeys(CIRCLE_REPORT_POSTS, (NONE, (404, 302, 404, 404))),
    **dict.fromkeys(JOINT_POSTS, (NONE, (404, 302, 404, 404))),
    "letters": (HERS, NONE),
    "letter_reply": (NONE, (404, 422, 404, 404)),
    "payments": (ALL, NONE),
    "new_payment": (ALL, (422,) * 4),
    "payment": (HERS, NONE),
    "payment_word": (NONE, (404, 302, 404, 404)),
    "payment_minutes": (NONE, (404, 302, 404, 404)),
    "payment_unpaid": (NONE, (404, 302, 404, 404)),
    "counted_day": (HERS, (404, 302, 404, 404)),
    "programmes": (ALL, NONE),
    "join": (ALL, AWAY),
    # Amina is the only coordinator, so she is told to stay.
    "departure": (NONE, (404, 302, 404, 404)),
    "desk": (HERS, NONE),
    "programme": (HERS, NONE),
    "cohorts": (NONE, (404, 422, 404, 404)),
    "invitations": (NONE, (404, 422, 404, 404)),
    "invitation": (HERS, NONE),
    "invitation_removal": (NONE, (404, 302, 404, 404)),
    "reports": (HERS, NONE),
    **dict.fromkeys(
        (
            "report_ruling",
            "report_ruling_removal",
            "tip_ruling",
            "tip_ruling_removal",
            "matter_ruling",
            "matter_ruling_removal",
            "conversation_ruling",
            "conversation_ruling_removal",
        ),
        (NONE, (404, 302, 404, 404)),
    ),
    "roles": (NONE, (404, 422, 404, 404)),
    "role_removal": (NONE, (404, 422, 404, 404)),
    "drafts": (ALL, NONE),
    "new_draft": (NONE, (404, 302, 404, 404)),
    **dict.fromkeys(("draft", "wrong_rows", "draft_preview"), (HERS, NONE)),
    "draft_player": (HERS, (404, 200, 404, 404)),
    "draft_words": (HERS, (404, 422, 404, 404)),
    "draft_table": (HERS, (404, 422, 404, 404)),
    "draft_columns": (HERS, (404, 200, 404, 404)),
    **dict.fromkeys(
        ("draft_proposal", "draft_return", "draft_publication", "draft_removal"),
        (NONE, (404, 302, 404, 404)),
    ),
    "break_downs": (ALL, NONE),
    "new_break_down": (HERS, (404, 302, 404, 404)),
    "break_down": (HERS, (404, 302, 404, 404)),
    **dict.fromkeys(("break_down_current", "break_down_copy"), (NONE, (404, 302, 404, 404))),
    "made_task": (HERS, NONE),
    **dict.fromkeys(("made_draft", "made_current", "made_retirement"), (NONE, (404, 302, 404, 404))),
    "connections": (HERS, NONE),
    "platforms": (ALL, NONE),
    "alias": (NONE, (404, 302, 404, 404)),
    **dict.fromkeys(
        ("connection_pause", "connection_resumption", "connection_retry"), (NONE, (404, 302, 404, 404))
    ),
    "platform_ring": (NONE, (404,) * 4),
    "account": (ALL, NONE),
    "settings": (ALL, (422,) * 4),
    "sign_up": ((200, 200, 200, 302), (422, 422, 422, 302)),
    "recovery_code": ((302, 302, 302, 200), (302, 302, 302, 422)),
    "recover": (ALL, (422,) * 4),
    "new_secret": (AWAY, AWAY),
    "sign_in": ((200, 200, 200, 302), (422, 422, 422, 302)),
    "sign_out": (NONE, AWAY),
    "claim_guest": (AWAY, AWAY),
    "my_data": (ALL, NONE),
    "blocks": (ALL, NONE),
    "block_removal": (NONE, (404, 302, 404, 404)),
    "export": ((404, 200, 200, 200), NONE),
    "export_json": ((404, 200, 200, 200), NONE),
    "erase": ((302, 200, 200, 200), (302, 422, 422, 422)),
    "goodbye": (ALL, NONE),
    "api:openapi-json": (ALL, ALL),
    "api:api-root": ((404,) * 4, (404,) * 4),
    "api:create_guest": (NONE, ALL),
    "api:list_jobs": (ALL, NONE),
    "api:get_job": (ALL, NONE),
    "api:create_posting": (NONE, (401, 422, 422, 422)),
    "api:get_posting": ((401, 200, 404, 404), NONE),
    "api:set_goal": (NONE, (401, 200, 404, 404)),
    "api:get_path": ((401, 200, 404, 404), NONE),
    "api:get_next_step": ((401, 200, 404, 404), NONE),
    "api:get_why": ((401, 200, 404, 404), NONE),
    "api:create_attempts": (NONE, (401, 200, 200, 200)),
    "api:create_recommendation": (NONE, (401, 200, 409, 409)),
    "api:get_comparison": ((401, 200, 409, 409), NONE),
    "api:create_judgement": (NONE, (401, 200, 404, 404)),
    "api:create_minutes": (NONE, (401, 200, 200, 200)),
    "api:get_week": ((401, 200, 200, 200), NONE),
    "api:set_tips_wanted": (NONE, (401, 200, 200, 200)),
    "api:get_tip_before": ((401, 200, 404, 404), NONE),
    "api:get_tip_after": ((401, 200, 404, 404), NONE),
    **dict.fromkeys(("api:list_tips", "api:create_tip"), ((401, 200, 200, 200), (401, 200, 409, 409))),
    **dict.fromkeys(("api:remove_tip", "api:return_tip"), (NONE, (401, 200, 404, 404))),
    **dict.fromkeys(("api:vote_on_tip", "api:report_tip"), (NONE, (401, 200, 404, 404))),
    "api:get_help": ((401, 200, 200, 200), NONE),
    # Dora may ask about what is everybody's.
    "api:create_help_request": (NONE, (401, 200, 200, 200)),
    "api:get_help_request": ((401, 200, 404, 404), NONE),
    **dict.fromkeys(
        ("api:describe_help_request", "api:withdraw_help_request", "api:answer_asking"),
        (NONE, (401, 200, 404, 404)),
    ),
    **dict.fromkeys(("api:set_willingness", "api:end_willingness"), (NONE, NONE)),
    "api:get_asking": ((401, 200, 404, 404), NONE),
    # Nobody writes in or closes what has not begun.
    **dict.fromkeys(("api:create_message", "api:close_asking"), (NONE, (401, 409, 404, 404))),
    **dict.fromkeys(("api:block_asking", "api:report_asking"), (NONE, (401, 204, 404, 404))),
    "api:create_warning_read": (NONE, (401, 404, 404, 404)),
    "api:create_correction": (NONE, (401, 200, 404, 404)),
    "api:create_day_correction": (NONE, (401, 200, 404, 404)),
    "api:create_payment_time": (NONE, (401, 200, 404, 404)),
    "api:get_payments": ((401, 200, 200, 200), (401, 422, 422, 422)),
    "api:create_payment": ((401, 200, 200, 200), (401, 200, 200, 200)),
    "api:create_word": (NONE, (401, 200, 404, 404)),
    "api:get_requester": ((401, 200, 200, 200), NONE),
    "api:create_review": (NONE, (401, 403, 403, 403)),
}


def names(resolver: URLResolver, space: str = "") -> set[str]:
    found = set[str]()
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            found |= names(one, f"{one.namespace}:" if one.namespace else space)
        else:
            found.add(f"{space}{one.name}")
    return found


def test_no_address_is_forgotten_here():
    assert names(get_resolver()) == set(PAGES)


@pytest.fixture
def hers(starter, amina, noon) -> Belongings:
    return belongings_of(amina, noon)


@cache
def arguments(hers: Belongings) -> dict[str, dict[str, Any]]:
    """What stands in the address of each name: things of Amina's wherever there are."""
    posting = {"id": hers.posting.pk}
    skill = hers.posting.required_skills.first().skill_id
    comparison = {"comparison_id": hers.comparison.pk}
    step, attempt = {"step_id": hers.step.pk}, {"attempt_id": hers.attempt.pk}
    receipt = made(task_type=TaskType.objects.get(pk="receipts-1"), language="en", seed=4)
    place = next(n for n, part in enumerate(receipt.content["stimulus"]) if part["kind"] == "picture")
    request = {"request_id": hers.help_request.pk}
    circle, code = {"circle_id": hers.circle.pk}, hers.circle.invitations.get()
    decision = {"decision_id": hers.circle.decisions.get().pk}
    matter = {"matter_id": out_of_place(hers.person, hers).pk}
    programme, role = {"programme_id": hers.programme.pk}, hers.programme.memberships.get()
    invitation = invited(hers)
    own = pooled.begun(hers.circle, hers.person, timezone.now())
    asked = pooled.proposed(
        hers.circle, hers.person, timezone.now(), opened_to=hers.programme, programme=hers.programme
    )
    shown, sent = pooled.shown_by_others(hers.programme, hers.person, timezone.now())
    saved = break_downs.save(
        id=UUID(int=8), source=hers.posting, programme=hers.programme, by=hers.person, now=NOON
    )
    draft, made_task = (
        {"draft_id": drafted(hers.programme, hers.person, NOON).pk},
        {"slug": published(hers.programme, hers.person, NOON).pk},
    )
    return {
        "job": {"slug": "data-entry"},
        "job_copy": {"slug": "data-entry"},
        "skill": {"slug": "enter-data"},
        "posting": posting,
        "posting_skills": posting,
        "posting_skill": {**posting, "slug": skill},
        "posting_skill_removal": {**posting, "slug": skill},
        **dict.fromkeys(("task", "why", "answer", "pass_over", "warning_read", "foreign"), step),
        "foreign_file": {"version": "any", "name": "ours/bridge.js"},
        "item_picture": {"item_id": receipt.pk, "place": place},
        "tried": {"slug": "picture-boxes-1", "language": "en", "seed": 7},
        "tried_picture": {"slug": "picture-boxes-1", "language": "en", "seed": 7, "place": 0},
        **dict.fromkeys(("attempt", "recommendation", "tip"), attempt),
        **{key: {"tip_id": hers.tip_showing.tip_id} for key in ("tip_removal", "tip_return", "translation")},
        **{key: {"showing_id": hers.tip_showing.pk} for key in ("tip_vote", "tip_report")},
        **dict.fromkeys(
            ("tip_ruling", "tip_ruling_removal"), programme | {"tip_id": questioned_tip(hers).pk}
        ),
        "way_answer": {"period_id": hers.way_period.pk},
        "voice": {"proposal_id": hers.proposal.pk},
        **dict.fromkeys(("judgement", "comparison_passed_over"), comparison),
        "work_rounds": {"work_id": hers.comment.work_id},
        "comment_report": {"comment_id": hers.comment.pk},
        "comment_block": {"comment_id": hers.comment.pk},
        "payment": {"payment_id": hers.payment.pk},
        "week_from": {"monday": "2026-11-23"},
        "minutes_of_week": {"monday": "2026-11-23"},
        "stretch": {"stretch_id": hers.stretch.pk},
        "requester": {"requester_id": hers.requester.pk},
        "requester_review": {"requester_id": hers.requester.pk},
        "credit_reversal": {"transfer_id": hers.transfer.pk},
        "block_removal": {"block_id": hers.block.pk},
        **dict.fromkeys([name for name in PAGES if name.startswith("help_request")], request),
        "help_requests": {},
        "help_offer": request,
        **{name: {"asking_id": hers.asking.pk} for name in PAGES if name.startswith("asking")},
        "circle_join": {"code": code.code},
        "suggestion_answer": {"suggestion_id": hers.person.suggestions.get().suggestion_id},
        **dict.fromkeys(
            (
                "circle",
                "circle_invitations",
                "circle_gift",
                "circle_sign",
                "circle_share",
                "circle_block",
                "circle_departure",
                "new_decision",
                "publications",
                "new_collective_report",
                "new_joint_proposal",
            ),
            circle,
        ),
        **dict.fromkeys(
            ("circle_invitation", "circle_invitation_removal"),
            circle | {"invitation_id": code.pk},
        ),
        **dict.fromkeys(
            ("decision", "decision_word", "decision_questions", "decision_undoing", "decision_report"),
            decision,
        ),
        **dict.fromkeys(("matter_word", "matter_appeal"), matter),
        **dict.fromkeys(
            ("matter_ruling", "matter_ruling_removal"), programme | {"matter_id": passed_on(hers).pk}
        ),
        **{name: {"report_id": own.pk} for name in ("circle_report", *CIRCLE_REPORT_POSTS)},
        **{name: {"proposal_id": asked.pk} for name in ("joint_proposal", *JOINT_POSTS)},
        "collective_report": {"key": shown.key},
        "collective_report_pdf": {"key": shown.key, "language": "es"},
        "letter": {"key": sent.key},
        "letter_pdf": {"key": sent.key, "language": "es"},
        "letters": programme,
        "letter_reply": programme | {"proposal_id": sent.pk},
        "payment_word": {"payment_id": hers.payment.pk},
        "payment_minutes": {"payment_id": hers.payment.pk},
        "payment_unpaid": {"payment_id": hers.payment.pk},
        "counted_day": {
            "day": timezone.localtime(hers.attempt.answered_at).date().isoformat(),
            "kind": "learning",
        },
        **dict.fromkeys(("programme", "cohorts", "invitations", "roles", "reports"), programme),
        **dict.fromkeys(
            ("report_ruling", "report_ruling_removal"), programme | {"report_id": reported(hers).pk}
        ),
        **dict.fromkeys(
            ("conversation_ruling", "conversation_ruling_removal"),
            programme | {"report_id": reported_conversation(hers).pk},
        ),
        "voice_note": voice_note_to(hers),
        **dict.fromkeys(("invitation", "invitation_removal"), programme | {"invitation_id": invitation.pk}),
        **dict.fromkeys([name for name in PAGES if name.startswith("draft_")], draft),
        **dict.fromkeys(("draft", "wrong_rows"), draft),
        **dict.fromkeys([name for name in PAGES if name.startswith("made_")], made_task),
        **{
            name: {"saved_id": saved.pk}
            for name in PAGES
            if name.startswith("break_down") and name != "break_downs"
        },
        "connections": programme,
        "alias": {"connection_id": connected(hers).pk},
        **dict.fromkeys(
            ("connection_pause", "connection_resumption", "connection_retry"),
            programme | {"connection_id": connected(hers).pk},
        ),
        "platform_ring": {"connection_id": connected(hers).pk},
        "join": {"code": invitation.spoken},
        "departure": {"membership_id": role.pk},
        "role_removal": programme | {"membership_id": role.pk},
        "api:get_job": {"slug": "data-entry"},
        "api:get_posting": {"posting_id": hers.posting.pk},
        "api:get_why": step,
        "api:get_tip_before": step,
        "api:get_tip_after": attempt,
        **{key: {"tip_id": hers.tip_showing.tip_id} for key in ("api:remove_tip", "api:return_tip")},
        **{key: {"showing_id": hers.tip_showing.pk} for key in ("api:vote_on_tip", "api:report_tip")},
        **{
            name: {"asking_id": hers.asking.pk}
            for name in PAGES
            if name.startswith("api:") and name.endswith(("asking", "message"))
        },
        **{
            name: request
            for name in PAGES
            if name.startswith("api:") and name.endswith("help_request") and "create" not in name
        },
        "api:create_warning_read": step,
        "api:create_correction": {"stretch_id": hers.stretch.pk},
        "api:create_payment_time": {"payment_id": hers.payment.pk},
        "api:create_word": {"payment_id": hers.payment.pk},
        "api:get_requester": {"requester_id": hers.requester.pk},
        "api:create_review": {"requester_id": hers.requester.pk},
    }


def reported(hers: Belongings) -> Report:
    """By somebody else of her programme: nobody rules on a report of their own."""
    other = Person.objects.create(language="en", created_at=NOON)
    programmes.give_role(programme=hers.programme, person=other, role=Role.WORKER, by=hers.person, now=NOON)
    return commenting.report(comment=comment_on_work_of(other, NOON), person=other, now=NOON)


def questioned_tip(hers: Belongings) -> Tip:
    """A tip with a link, by somebody else of her programme."""
    other = Person.objects.create(language="en", created_at=NOON)
    programmes.give_role(programme=hers.programme, person=other, role=Role.WORKER, by=hers.person, now=NOON)
    return tip_by(other, NOON, text="All of it is on www.example.com")


def out_of_place(author: Person, hers: Belongings) -> Matter:
    """Something of the author's that was reported in her circle."""
    return Matter.objects.create(
        circle=hers.circle,
        author=author,
        what=What.PROPOSAL,
        about=uuid4(),
        decision=hers.circle.decisions.get(),
        because=Because.REPORT,
        opened_at=NOON,
    )


def passed_on(hers: Belongings) -> Matter:
    """By somebody else of her programme, left lying by the circle."""
    other = Person.objects.create(language="en", created_at=NOON)
    programmes.give_role(programme=hers.programme, person=other, role=Role.WORKER, by=hers.person, now=NOON)
    matter = out_of_place(other, hers)
    moderation.pass_on(now=NOON + timedelta(days=3))
    return matter


def reported_conversation(hers: Belongings) -> ThreadReport:
    """By somebody else of her programme, who was helped by a third person."""
    other, helper = (Person.objects.create(language="en", created_at=NOON) for _ in range(2))
    programmes.give_role(programme=hers.programme, person=other, role=Role.WORKER, by=hers.person, now=NOON)
    asking = helping.talking(other, helper, NOON)
    return reporting.report(id=uuid4(), asking=asking, person=other, wrong="rude", about="", now=NOON)


def voice_note_to(hers: Belongings) -> dict[str, UUID]:
    """In a conversation in which Amina helps: what the learner said. Hers stays one that waits for her word."""
    learner = Person.objects.create(language="en", created_at=NOON)
    asking = helping.talking(learner, hers.person, NOON)
    said = conversing.say(
        id=uuid4(), asking=asking, person=learner, text="", sound=sounds.webm(), now=timezone.now()
    )
    return {"asking_id": asking.pk, "message_id": said.pk}


def connected(hers: Belongings) -> Connection:
    if there := Connection.objects.filter(programme=hers.programme).first():
        return there
    connection = connectors.connect(
        programme=hers.programme,
        kind=Kind.TURKLE,
        name="Seed shop",
        address="https://turkle.example.org",
        token="canary",
        requester="Seed shop",
        pay=None,
        currency="",
        now=timezone.now(),
    )
    task_type = TaskType.objects.get(pk="addresses-1")
    Batch.objects.create(
        connection=connection, remote_id="7", direction=Direction.OUT, task_type=task_type, made_at=NOON
    )
    return connection


def invited(hers: Belongings) -> Invitation:
    return inviting.invite(
        id=UUID(int=7),
        programme=hers.programme,
        cohort=None,
        role=Role.WORKER,
        places=3,
        lasts=timedelta(days=30),
        by=hers.person,
        now=timezone.now(),
        rng=np.random.default_rng(1),
    )


def bodies(hers: Belongings) -> dict[str, Any]:
    """What is sent, where an empty form would say too little about who may."""
    posting = {"origin": "posting", "origin_id": str(hers.posting.pk)}
    task_type = hers.attempt.item.task_type
    return {
        "posting_skills": {"skill": "read-documents", "step": "2"},
        "posting_skill": {"step": "2"},
        "set_goal": posting,
        "new_draft": {"programme": str(hers.programme.pk)},
        "made_current": {"number": "1"},
        "payment_word": {"word": "confirmed"},
        "payment_minutes": {"minutes": "30"},
        "payment_unpaid": {"unpaid": "10", "kind": "waiting"},
        "counted_day": {"minutes": "3"},
        "help_requests": {"task_type": "addresses-1"},
        "help_request_words": {"text": "Which line?"},
        "break_down_current": {"number": "1"},
        "new_break_down": {"programme": str(hers.programme.pk), "posting": str(hers.posting.pk)},
        "api:set_goal": posting,
        "api:create_posting": {"text": ""},
        "api:create_attempts": [{"id": str(uuid4()), "step": str(hers.step.pk), "seconds": 30}],
        "tip_vote": {"helped": "yes"},
        "api:set_tips_wanted": {"wanted": True},
        **{
            name: {"id": str(uuid4()), "task_type": task_type.pk, "text": "Slowly."}
            for name in ("api:list_tips", "api:create_tip")
        },
        "api:vote_on_tip": {"id": str(uuid4()), "helped": True},
        "work_rounds": {"because": "again"},
        "api:create_judgement": {
            "id": str(uuid4()),
            "comparison": str(hers.comparison.pk),
            "better": "first",
            "seconds": 60,
        },
        "api:create_help_request": {"id": str(uuid4()), "task_type": "receipts-1"},
        "api:describe_help_request": {"text": "Which line?"},
        "api:answer_asking": {"word": "no"},
        "api:create_message": {"id": str(uuid4()), "text": "Hello"},
        "api:close_asking": {"id": str(uuid4()), "solved": True, "minutes": 10},
        "api:report_asking": {"id": str(uuid4()), "wrong": "rude"},
        "api:create_correction": {"id": str(uuid4()), "kind": "waiting", "seconds": 300},
        "api:create_day_correction": {
            "id": str(uuid4()),
            "kind": "learning",
            "seconds": 300,
            "day": timezone.localtime(hers.attempt.answered_at).date().isoformat(),
        },
        "api:create_payment_time": {"id": str(uuid4()), "seconds": 300},
        "api:create_payment": {"id": str(uuid4()), "work": "Labels"},
        "api:create_word": {"id": str(uuid4()), "word": "confirmed"},
        "api:create_review": {"id": str(uuid4()), "again": True},
        "api:create_minutes": [{"id": str(uuid4()), "kind": "waiting", "seconds": 60}],
        "api:create_recommendation": {
            "id": str(uuid4()),
            "task_type": task_type.pk,
            "skill": task_type.weights.first().skill_id,
            "taught": True,
        },
    }


def browser(role: str, hers: Belongings, dora: Any) -> Client:
    client = Client(headers={"accept-language": "es"})
    if role == "dora with account":
        client.force_login(
            Account.objects.create_user("luna-clara-7", "804193", person=dora),
            backend="django.contrib.auth.backends.ModelBackend",
        )
    elif role != "nobody":
        session = client.session
        session[SESSION_KEY] = str((hers.person if role == "amina" else dora).pk)
        session.save()
    return client


def ask(client: Client, method: str, name: str, hers: Belongings) -> int:
    """The status of one request; whatever it did is undone."""
    address, body = reverse(name, kwargs=arguments(hers).get(name)), bodies(hers).get(name, {})
    kind = {"content_type": "application/json"} if name.startswith("api:") and method == "post" else {}
    with transaction.atomic():
        status = getattr(client, method)(address, body if method == "post" else None, **kind).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_gets_what(role, method, hers, dora, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    client, place = browser(role, hers, dora), ROLES.index(role)
    cookies = client.cookies.copy()

    found = {}
    for name in PAGES:
        client.cookies = cookies.copy()
        found[name] = ask(client, method, name, hers)

    assert found == {name: pair[method == "post"][place] for name, pair in PAGES.items()}


def test_an_attempt_at_somebody_elses_step_is_refused(hers, dora):
    client = browser("dora", hers, dora)

    sent = bodies(hers)["api:create_attempts"]
    [told] = client.post("/api/attempts", sent, content_type="application/json").json()

    assert told["state"] == "refused"
    assert not dora.attempts.exists()


@pytest.mark.parametrize("other", ["attempt", "recommendation"])
def test_the_id_of_somebody_elses_thing_tells_nothing_about_it(hers, dora, other):
    client = browser("dora", hers, dora)
    item = hers.attempt.item
    first = {"id": str(uuid4()), "item": str(item.pk), "seconds": 60, "answer": {}}
    client.post("/api/attempts", [first], content_type="application/json")
    said = bodies(hers)["api:create_recommendation"]
    browser("amina", hers, dora).post("/api/recommendations", said, content_type="application/json")

    if other == "attempt":
        taken = {**first, "id": str(hers.attempt.pk)}
        [told] = client.post("/api/attempts", [taken], content_type="application/json").json()
        assert (told["state"], told["score"]) == ("refused", None)
    else:
        taken = {**said, "taught": False}
        told = client.post("/api/recommendations", taken, content_type="application/json").json()
        assert told["taught"] is False
        assert hers.person.recommendations.get().taught is True
