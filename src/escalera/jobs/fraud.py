"""Signs of fraud in a posting: what to look at twice, never a verdict."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from escalera.jobs import money
from escalera.jobs.clauses import fold_in_place

LONGEST = 200
MOST_AMOUNTS = 5  # looked at in a sentence


@dataclass(frozen=True)
class Sign:
    """`kind` is one of KINDS, `phrase` what the posting says, `advice` a code of escalera.jobs.advice."""

    kind: str
    phrase: str
    advice: str


def signs(text: str) -> tuple[Sign, ...]:
    """Return at most one sign of each kind, in the order of the text."""
    found: dict[str, Sign] = {}
    folded = fold_in_place(text)
    for start, end in ((match.start(), match.end()) for match in _SENTENCE.finditer(folded)):
        sentence = folded[start : min(end, start + 500)]
        if _DENIAL.search(sentence):
            continue
        for kind, pattern in _SIGNS:
            if kind not in found and pattern.search(sentence):
                found[kind] = Sign(kind, _phrase(text[start:end]), f"fraud_{kind}")
        if "unreal_pay" not in found and _promises_too_much(sentence):
            found["unreal_pay"] = Sign("unreal_pay", _phrase(text[start:end]), "fraud_unreal_pay")
    return tuple(found.values())


def _phrase(sentence: str) -> str:
    return " ".join(sentence.split()).strip(" .;•*-")[:LONGEST]


def _promises_too_much(sentence: str) -> bool:
    """Thousands a day, or hundreds and the words that go with them.
    In no currency is that a beginner's pay.
    """
    for match in islice(money.AMOUNTS.finditer(sentence), MOST_AMOUNTS):
        near = sentence[match.end() : match.end() + 30]
        amounts = money.amounts(match)
        per = money.period(near)
        if not amounts or per not in ("day", "hour") or not _EARN.search(sentence[: match.start()]):
            continue
        many = Decimal(1000) if per == "day" else Decimal(400)
        if max(amounts) >= many or (max(amounts) >= many / 5 and _EASY.search(sentence)):
            return True
    return bool(_EASY_MONEY.search(sentence))


_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=\S))+[.!?]?")
_PAYS = (
    r"(?:(?<!se )(?<!te )(?<!we )(?<!les )pag(?:a|ar|as|ue|uen|aras)|cubr\w+|deposit(?:a|ar|e|es)"
    r"|transfer(?:ir|ieres?|encia|ir[aá]s)|abon(?:a|ar|e)|invert\w+|inviert\w+"
    r"|(?<!we )(?<!will )pay|send|transfer|deposit|invest|purchase|buy|compr(?:a|ar|as|es))"
)
_DENIAL = re.compile(
    r"\b(?:no|nunca|jamas|never|not|don't|won't)\b[^.]{0,40}\b(?:cobramos|pedimos|solicitamos"
    r"|pedir[aá]|cobra|cost[eo]|charge|ask|require|pagos?|cuotas?|inscripcion|fees?|deposits?"
    r"|depositos?|crypto|criptomonedas)\b"
    r"|\bsin (?:costo|cuotas?|inscripcion|depositos?|pagos? de|cobros?)\b|\bno (?:charge|fees?|deposits?)\b"
    r"|\b(?:cobran|piden|solicitan) (?:dinero|pagos)[^.]{0,30}(?:fraude|no somos|denuncia)"
)
_SIGNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("fee", rf"\b{_PAYS}\b[^.]{{0,60}}\b(?:inscripcion|registro|capacitacion|curso de ingreso|kit"
                rf"|materiales?|uniforme|gafete|tramites?|examen medico|membresia|licencia"
                rf"|paquete inicial|registration|training fee|training materials|starter kit|fee"
                rf"|background check|software license|certificate|membership)\b"
                rf"|\b(?:cuota|costo|pago|inversion) (?:unic[oa] |inicial )?(?:de |por "
                rf"|del? )?(?:inscripcion|registro|capacitacion|recuperacion|tramites?|kit|inicial"
                rf"|material)\b|\b(?:registration|enrollment|training|processing|application"
                rf"|activation|onboarding|equipment) fees?\b|\bup[- ]?front (?:payment|fee|cost)\b"
                rf"|\binversion inicial\b"),
        ("deposit", r"\b(?:deposito|fianza|garantia|anticipo)\b[^.]{0,40}(?:reembolsable|\$"
                    r"|\d{2,}|para (?:apartar|asegurar|activar|reservar))|\b(?:refundable|security"
                    r"|small) deposit\b|\bdeposit of\b|\bdeposit\b[^.]{0,30}(?:to (?:start|secure"
                    r"|activate|begin)|refunded)|\brecargar?\b[^.]{0,30}\b(?:cuenta|saldo"
                    r"|billetera)\b|\btop[- ]up\b[^.]{0,30}account"),
        ("documents", r"\b(?:envia|manda|comparte|adjunta|sube|enviar|mandar|send|upload|share|submit"
                      r"|provide)\w*\b[^.]{0,60}\b(?:foto|fotos|fotografia|imagen|copia|escaneo|scan"
                      r"|photo|picture|copy|selfie|front and back|ambos lados"
                      r"|numero)\b[^.]{0,40}\b(?:ine|ife|identificacion|credencial|pasaporte|passport"
                      r"|id|id card|curp|licencia|license|green card|visa|social security|ssn|tarjeta"
                      r"|card|rostro|face)\b"
                      r"|\bselfie\b[^.]{0,40}\b(?:ine|identificacion|credencial|id|pasaporte"
                      r"|passport)\b|\b(?:ssn|social security number|numero de tarjeta"
                      r"|numero de cuenta|clave interbancaria|nip|card number|bank (?:login|details"
                      r"|account number)|online banking|banca en linea)\b"),
        ("bank_account", r"\b(?:prest|rent|alquil|us|lend|rent)\w*\b[^.]{0,25}\b(?:tu|su|una|your"
                         r"|a)\b (?:cuenta (?:bancaria|de banco|personal)|tarjeta|bank account|account"
                         r"|paypal)|\b(?:recib\w+|receive)\b[^.]{0,40}\b(?:transferencias|depositos"
                         r"|payments|transfers|funds|checks?)\b[^.]{0,60}\b(?:reenvi\w*|forward|send"
                         r"|transfer|retir\w*|withdraw)"),
        ("crypto", r"\b(?:bitcoin|btc|usdt|ethereum|cripto(?:moneda)?s?|crypto(?:currency|currencies)?"
                   r"|binance|tether|billetera digital|wallet address|trading de divisas|forex)\b"),
        ("chat_only", r"\b(?:solo|unicamente|exclusivamente|only|just"
                      r"|strictly)\b[^.]{0,40}\b(?:whats ?app|telegram|signal|messenger|inbox|text)\b"
                      r"|\b(?:entrevista|interview|seleccion|contratacion|proceso)\b[^.]{0,40}\b(?:por"
                      r"|via|en|on|over|through|by)\b[^.]{0,15}\b(?:whats ?app|telegram|chat de"
                      r"|google hangouts|hangouts|signal)\b|\b(?:add|agreg\w+|contacta\w*|contact"
                      r"|message|text)\b[^.]{0,40}\b(?:manager|gerente|recruiter|reclutador\w*|hr"
                      r"|asesor\w*)\b[^.]{0,20}\b(?:on|via|por|en|al)\b[^.]{0,8}\b(?:whats ?app|telegram)\b"),
        ("unpaid_work", r"\b(?:prueba|trabajo|semana|dias?|periodo|capacitacion|test|trial|sample"
                        r"|training)\b[^.]{0,40}\b(?:sin (?:paga|pago|goce de sueldo|remuneracion"
                        r"|sueldo)|no (?:se paga|pagad[oa]s?|remunerad[oa]s?)|gratis|unpaid"
                        r"|without pay|not paid)\b|\b(?:unpaid|free) (?:trial|test|sample|training"
                        r"|work|internship|project)\b|\b(?:sin paga|sin goce de sueldo)\b"
                        r"|\bwork for free\b|\b(?:entrega|envia|realiza|complete|submit|write"
                        r"|transcribe)\w*\b[^.]{0,60}\b(?:de prueba|as a test|test (?:project|task"
                        r"|articles?))\b[^.]{0,40}\b(?:completo|complete|full|\d{2,})\b"),
        ("likes", r"\b(?:dar|da|dando|give|giving)\b[^.]{0,10}\b(?:likes?|me gusta)\b|\b(?:like"
                  r"|liking)\b[^.]{0,20}\b(?:videos|posts|youtube)\b[^.]{0,40}\b(?:earn|paid|pay)"
                  r"|\b(?:suscrib\w+ a canales|calificar (?:hoteles|productos|peliculas) y gan"
                  r"|optimi[sz]\w+ (?:apps?|products?|hotels?) (?:tasks?|data))"),
        ("recruiting", r"\b(?:multinivel|red de mercadeo|network marketing|mlm|esquema piramidal"
                       r"|invita a (?:tus )?(?:amigos|conocidos)|recluta\w* (?:personas|amigos"
                       r"|a otr\w+)|recruit (?:friends|others|new members)|tu propio jefe"
                       r"|be your own boss|libertad financiera|financial freedom)\b"),
    )
)  # fmt: skip
KINDS = (*(kind for kind, _ in _SIGNS), "unreal_pay")
_EARN = re.compile(
    r"\b(?:gan\w+|ingres\w+|genera\w*|obten\w*|earn\w*|make|making|income|pag(?:o|a"
    r"|amos)|pay)\b[^.]{0,60}$"
)
_EASY = re.compile(
    r"\b(?:facil\w*|easy|easily|desde (?:tu )?(?:casa|celular)|from (?:home|your phone)"
    r"|sin experiencia|no experience|minutos|minutes|tiempos? libres?|spare time|extra)\b"
)
_EASY_MONEY = re.compile(
    r"\b(?:dinero (?:facil|rapido)|ganancias? (?:garantizad\w+|asegurad\w+"
    r"|ilimitad\w+)|hazte ric[oa]|guaranteed (?:income|earnings|profit)"
    r"|easy money|get rich|quick cash|ingresos ilimitados|unlimited (?:income"
    r"|earnings))\b"
)
