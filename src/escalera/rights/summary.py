"""What is kept of a person, counted and named in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from escalera.people.models import Person
from escalera.rights.belongings import belongings
from escalera.rights.queries import events_of

PLAIN_WORDS: dict[str, Promise | str] = {
    "people.person": _("Your settings: language, place"),
    "people.account": _("Your account: username, PIN and recovery code, both scrambled"),
    "people.consent": _("What you agreed to"),
    "people.block": _("People you muted or blocked"),
    "programmes.membership": _("Programmes you joined, and your part in them"),
    "programmes.invitation": _("Invitations you made"),
    "authoring.draft": _("Tasks you are making"),
    "authoring.version": _("Versions of tasks you published"),
    "tasks.attempt": _("Your answers to tasks, with the seconds they took"),
    "learning.beliefstate": _("What we believe you can do, worked out from your answers"),
    "learning.recommendation": _("What you said a task taught you"),
    "learning.reliability": _("How far what you said of tasks was borne out, as measured"),
    "learning.proposal": _("Tasks you proposed"),
    "learning.voice": _("Proposals you answered"),
    "breakdowns.breakdownversion": _("Lists of skills you saved for a programme"),
    "jobs.posting": _("Job postings you brought, without contact data"),
    "jobs.requiredskill": _("Skills those postings ask for"),
    "paths.goal": _("Jobs you chose as a goal"),
    "paths.putfirst": _("Skills you wanted to learn first"),
    "paths.step": _("Tasks chosen for you"),
    "paths.passedover": _("Tasks you passed over"),
    "paths.claim": _("What you said you can already do"),
    "paths.arrival": _("Goals you reached"),
    "paths.outcome": _("What you told us afterwards: applied, hired, paid"),
    "coaching.tip": _("Tips you left for others"),
    "coaching.tipshowing": _("Moments in which a tip of others was chosen for you, or none"),
    "coaching.tipvote": _("Tips you said helped, or not"),
    "coaching.tipreport": _("Tips you reported"),
    "coaching.tipruling": _("What was decided about your tips"),
    "coaching.work": _("Pieces of yours that people judge"),
    "coaching.round": _("Times those pieces were given to be judged"),
    "coaching.verdict": _("What people's judgements of your pieces came to"),
    "coaching.comparison": _("Pairs of pieces you were shown to judge"),
    "coaching.judgement": _("Which piece of a pair you said is better"),
    "coaching.comment": _("Comments you gave on pieces of others"),
    "coaching.report": _("Comments you reported"),
    "coaching.ruling": _("What was decided about comments you reported"),
    "coaching.willingness": _("When and how often you may be asked for help"),
    "coaching.helprequest": _("Times you asked for a person, and what about"),
    "coaching.asking": _("Times you were asked to help, why you, and what you answered"),
    "coaching.message": _("What you wrote when helping or being helped, without contact data"),
    "coaching.voicenote": _("Voice notes you sent when helping or being helped; 30 days"),
    "coaching.closing": _("Whether help solved it, and its minutes, in your words"),
    "coaching.threadreport": _("Conversations you reported"),
    "coaching.pauseappeal": _("What you answered to reports about you"),
    "coaching.helpeffect": _("What your help did for those you helped, as measured"),
    "coaching.wayperiod": _("Four weeks for which a way to learn was chosen by chance, and how far you came"),
    "earnings.payment": _("Paid work and what it should bring"),
    "earnings.notice": _("What was said about those payments"),
    "credit.timeaccount": _("Your account of time credit"),
    "credit.transfer": _("Time you gave and received; the sums stay when you leave, without you"),
    "credit.movement": _("Your side of each of those"),
    "circles.profile": _("What you told for circles: wishes to learn, languages, times"),
    "circles.seat": _("Circles you sat in, and the name you used there"),
    "circles.invitation": _("Codes you made for a circle"),
    "circles.asked": _("Circles that were suggested to you, and what you said"),
    "circles.decision": _("Proposals you made in a circle"),
    "circles.word": _("What you said to proposals of a circle"),
    "circles.matter": _("What you wrote in a circle, or as a tip, and others found out of place"),
    "circles.matterword": _("What you said about words of others that were found out of place"),
    "circles.question": _("Questions and answers you wrote in a circle"),
    "circles.collectivereport": _("Collective reports of a circle that you began or took down"),
    "circles.contribution": _("Whether your minutes and pay may be added into such a report"),
    "circles.jointproposal": _("Joint proposals of a circle that you began or took down"),
    "circles.support": _("Joint proposals you stand behind, until they are sent"),
    "circles.reply": _("What you answered to joint proposals, as coordinator"),
    "earnings.stretch": _("Unpaid work you noted"),
    "earnings.correction": _("What those notes were before you set them right"),
    "earnings.daycorrection": _("Minutes counted by themselves that you set right"),
    "earnings.timecorrection": _("How long paid work was said to take before you set it right"),
    "earnings.warningread": _("Warnings before paid work that you have read"),
    "earnings.payfloor": _("The least an hour must bring you"),
    "earnings.review": _("What you said of those who give work"),
    "tasks.reservation": _("Paid tasks kept for you at the moment"),
    "connectors.alias": _("Invented names under which platforms know you"),
    "connectors.delivery": _("Answers of yours that we send to platforms"),
}
NOTHING_DONE = {"people.person", "people.account"}


@dataclass(frozen=True)
class Line:
    label: str
    words: Promise | str
    count: int


def of(person: Person) -> tuple[Line, ...]:
    history = Line(
        "ledger.event", _("What happened, and why each task was chosen for you"), events_of(person).count()
    )
    return tuple(line for line in (*counted(person), history) if line.count)


def counted(person: Person) -> Iterator[Line]:
    for belonging in belongings():
        words = PLAIN_WORDS.get(belonging.label, belonging.model._meta.verbose_name_plural)
        yield Line(belonging.label, words or belonging.label, belonging.of(person).count())


def did_something(person: Person) -> bool:
    return any(line.label not in NOTHING_DONE for line in of(person))
