"""What a part of a posting is for: asking, wishing, offering, telling about the employer.
Read off folded text.
"""

import re

ASKS, DOES, WISHES, UNSAID, TITLE = "asks", "does", "wishes", "unsaid", "title"
OFFERS, ABOUT, APPLY, TOOLS_OWNED, NOT_ASKED = "offers", "about", "apply", "owns", "not_asked"
ASKING = frozenset({ASKS, DOES, WISHES, UNSAID, TITLE})
SECTIONS = ASKING | {OFFERS, ABOUT, APPLY, TOOLS_OWNED, NOT_ASKED}

_HEADINGS = {
    WISHES: r"deseables?|requisitos deseables|se valorara|valoramos|plus|sera un plus|es un plus"
            r"|no indispensable|opcional(?:es)?|nice[- ]to[- ]haves?|"
    r"preferred(?: qualifications| skills)?|bonus(?: points)?|pluses|desired(?: skills)?|ideally",
    ASKS: r"requisitos(?: indispensables| del puesto| minimos)?|requerimientos|perfil(?: requerido"
          r"| del puesto| del candidato)?|conocimientos(?: en)?|habilidades"
    r"|competencias|que (?:buscamos|necesitas|pedimos)|buscamos|lo que buscamos|indispensables?"
    r"|experiencia|solicitamos|requirements|required(?: skills| qualifications)?"
    r"|qualifications|skills(?: required)?|minimum qualifications|must[- ]haves?"
    r"|what (?:you(?:'ll)? need|we(?:'re| are) looking for|you bring)|who you are|you have|about you"
    r"|your profile|key skills|sobre ti",
    DOES: r"funciones(?: principales| del puesto)?|actividades(?: principales| a realizar)?"
          r"|responsabilidades|tareas|(?:lo )?que (?:haras|haremos|haces|hacemos)(?: [a-z]{1,12}){0,2}|tus tareas|principales funciones"
    r"|descripcion(?: del puesto)?|responsibilities|duties|key responsibilities|what you(?:'ll"
    r"| will) (?:do|be doing)|the (?:role|job|work)|your tasks|job description|day to day",
    OFFERS: r"ofrecemos|te ofrecemos|se ofrece|que ofrecemos|lo que ofrecemos|prestaciones|beneficios"
            r"|ventajas|sueldo(?: y prestaciones)?|salario|horarios?|compensacion"
    r"|we offer|what we offer|benefits|perks(?: and benefits| & benefits)?|benefits and perks"
    r"|what you(?:'ll| will) get|why (?:join us|work with us|us)|compensation|salary|pay"
    r"|hours|schedule|location|ubicacion|lugar de trabajo|zona|contratacion"
    r"|por que (?:trabajar con nosotros|nosotros)",
    ABOUT: r"sobre (?!ti\b|el puesto|la vacante)[\w&]{1,20}(?: [\w&]{1,20})?|about (?!you\b"
           r"|the (?:role|job|position))[\w&]{1,20}(?: [\w&]{1,20})?|quienes somos"
           r"|acerca de [\w&]{1,20}(?: [\w&]{1,20})?|nuestra empresa|la empresa|empresa|who we are"
           r"|our (?:company|story|mission)"
    r"|company(?: description)?|nuestros servicios|our services|equal opportunity",
    APPLY: r"interesad[oa]s|como (?:postular|aplicar)|para (?:postular|aplicar|postularte)|contacto"
           r"|informes|how to apply|to apply|apply|contact|envia(?:r)? cv|documentos",
    TOOLS_OWNED: r"equipo(?: necesario| requerido)?|requisitos tecnicos|equipment"
                 r"|technical requirements|herramientas propias|what you need at home",
}  # fmt: skip
_OPENERS = r"(?:(?<=^)|(?<=[.;!?•|\n]\s)|(?<=[•*-]\s)|(?<=\s\s))"
_ALL_HEADINGS = "|".join(sorted("|".join(_HEADINGS.values()).split("|"), key=len, reverse=True))
HEADING = re.compile(
    rf"(?:(?<![\w])[¿¡]?(?:{'|'.join(_HEADINGS.values())})[?!]?\s?:|^\W{{0,4}}(?:{'|'.join(_HEADINGS.values())})[?!]?\W{{0,3}}$)"
)
_BY_HEADING = tuple((section, re.compile(rf"\W*(?:{pattern})\W*")) for section, pattern in _HEADINGS.items())


def of_heading(heading: str) -> str:
    return next((section for section, pattern in _BY_HEADING if pattern.fullmatch(heading)), UNSAID)


def is_other_heading(line: str) -> bool:
    """A short line that ends in a colon opens something new, whatever it is called."""
    return line.rstrip().endswith(":") and len(line.split()) <= 8


def of_sentence(folded: str, section: str) -> str:
    """What a sentence says of itself outweighs the heading it stands under."""
    for meant, pattern in _BY_SENTENCE:
        if pattern.search(folded):
            return meant
    return section


def of_clause(folded: str, section: str) -> str:
    if section in ASKING:
        if _NOT_NEEDED.search(folded):
            return NOT_ASKED
        if _WISH.search(folded):
            return WISHES
    return section


def only_qualifies(folded: str) -> bool:
    return bool(_QUALIFIER.fullmatch(folded))


def without_employer(folded: str) -> str:
    """Blank out (with zero characters) what a sentence says about the firm: "para agencia de redes
    sociales".
    """
    return _EMPLOYER.sub(lambda match: "\0" * len(match.group()), folded)


_BY_SENTENCE = (
    (WISHES, re.compile(
        r"^\W*(?:deseable|idealmente|de preferencia|preferentemente|se valora|valoramos|nos encantaria"
        r"|ideally|bonus|nice to have|preferably|it(?:'s| is| would be) (?:a plus|great|nice) if"
        r"|extra points)")),
    (TOOLS_OWNED, re.compile(
        r"^\W*(?:contar con|tener|necesitas|debes tener|disponer de|you (?:need|must have|should have)"
        r"|must have|have|own|your own)?\s?(?:una?|a|an|your own|access to a)?\s?"
        r"(?:(?:computadora|laptop|pc|lap|celular|smartphone|telefono|equipo de computo|internet"
        r"|conexion|audifonos|headset|computer|phone|webcam|reliable|stable|quiet|internet connection)\b)"
        r"(?! (?:skills|literacy|support|calls?|y paqueteria|basica))")),
    (OFFERS, re.compile(
        r"^\W*(?:te |les )?(?:ofrecemos|ofrece\b|damos|brindamos|capacitaremos|capacitamos|recibiras"
        r"|gozaras|aprenderas|ensenaremos|ensenamos|pagamos|we offer|we provide|we pay"
        r"|we(?:'ll| will) (?:train|teach|give|provide|help you)|you(?:'ll| will) (?:learn|receive|get"
        r"|enjoy|grow)|enjoy|get paid|free\b|paid\b|full training|training)"
        r"|capacitacion (?:pagada|incluida|gratuita|continua|constante|inicial|a cargo|por parte)"
        r"|(?:training|courses?|lessons|classes) (?:is|are|will be)? ?(?:provided|included|paid)"
        r"|paid training"
        r"|te (?:capacitamos|ensenamos|damos|pagamos)|nosotros te (?:capacitamos|ensenamos)"
        r"|on[- ]the[- ]job training|we(?:'ll| will)? (?:train|teach) you|vales de despensa|aguinaldo"
        r"|prestaciones de ley"
        r"|health insurance|paid (?:time off|vacation|holidays)|free (?:lunch|english|courses|classes"
        r"|access)|(?:cursos?|clases|talleres)\b.{0,30}(?:gratis|gratuit|sin costo|pagad)"
        r"|descuentos en|\bbonos? (?:de|por)\b"
        r"|gastos medicos|oportunidad(?:es)? de crecimiento|career growth|afore|infonavit"
        r"|discounts? on|subscription to|reembolso")),
    (ABOUT, re.compile(
        r"^\W*(?:en \w[\w ]{0,30},? )?(?:somos|nuestra (?:empresa|agencia|compania|plataforma|mision"
        r"|app)|nuestro (?:equipo|negocio|producto)s?|nuestros (?:clientes|servicios|productos)|fundad[oa]"
        r"|llevamos \w+ anos|contamos con (?:mas|oficinas|clientes|una)|ayudamos a|desarrollamos"
        r"|trabajamos con (?:marcas|empresas|clientes))\b"
        r"|^\W*(?:at [\w ]{1,30},? )?(?:we are (?:an?|the|one)\b(?! [^.]{0,40}looking)|we're an?\b"
        r"|our (?:company|team|mission|platform|clients|customers|product|products|app|services"
        r"|agency)\b|founded|we (?:help|build|make|believe|serve|work with|specialize|specialise)"
        r"|join (?:a|an|our)\b)"
        r"|^\W*[\w&]{2,20}(?: [\w&]{2,20})? (?:builds|helps|provides|connects|speciali[sz]es|delivers"
        r"|develops|serves|powers|ayuda a|desarrolla|se dedica a|brinda|cuenta con|ofrece)\b"
        r"|\b(?:es|is) (?:una|an?) [\w ,-]{0,40}(?:empresa|agencia|plataforma|compania|startup|company"
        r"|platform|agency|firm|marketplace|leader|lider)\b"
        r"|\b(?:lider(?:es)? en|a leader in|leading provider|igualdad de oportunidades"
        r"|equal opportunity)\b")),
    (APPLY, re.compile(
        r"^\W*(?:interesad[oa]s|envia(?:r|nos)?|manda(?:r|nos)?|postul\w+|aplica|llama|escribenos"
        r"|comunica\w+|to apply|apply|send|submit|e-?mail us|call us|contact us|click|haz clic"
        r"|si te interesa|if interested)\b"
        r"[^.]{0,80}(?:cv|curriculum|resume|\[|whats|telefono|correo|phone|e-?mail|link|form\b"
        r"|formulario|application|solicitud|now|today|ya\b|aqui|here)")),
)  # fmt: skip
_NOT_NEEDED = re.compile(
    r"\bno (?:es |son |se )?(?:necesari|requier|requerid|necesita|pedimos|pide|hace falta|hay que"
    r"|exig)|\bsin (?:necesidad|experiencia|saber)\b|\bno (?:necesitas|experience|prior|previous|need)\b"
    r"|\b(?:not|n't|isn't|aren't|without|never) (?:be )?(?:need|needed|required|require|necessary"
    r"|have to)\b|\b(?:do not|don't|won't) (?:need|have to|require)\b|\bno [\w ]{1,40} (?:needed"
    r"|required|necessary|requerid[oa]|necesari[oa])\b"
    r"|\bno [\w ]{0,20}(?:ventas|llamadas|calls|sales|cold calling)\b"
)
_WISH = re.compile(
    r"\bdeseables?\b|\b(?:un|a|es|como) plus\b|\bno (?:es )?indispensables?\b|\bpreferentemente\b"
    r"|\bde preferencia\b|\bpreferible\b|\bpreferred\b|\bpreferably\b|\bnice to have\b|\bbonus\b"
    r"|\bideally\b|\bidealmente\b"
    r"|\bis an? (?:advantage|asset)\b|\bnot (?:a must|mandatory|essential)\b|\bse valora\w*\b"
    r"|\bopcional\b|\boptional\b|\bventaja\b|\bhelpful\b|\bdesirable\b"
)
_QUALIFIER = re.compile(
    r"\W*(?:(?:es|is|muy|very|nivel|level|de|un|a|not|no|y|and|o|or|al|at|more|mas|si es posible"
    r"|minimo|preferably|preferentemente)\W+)*"
    r"(?:deseables?|indispensables?|preferred|optional|opcional|required|requerid[oa]|obligatori[oa]"
    r"|plus|basic[oa]s?|intermedi[oa]s?|intermediate|avanzad[oa]s?|advanced|hablado|escrito|oral|written"
    r"|spoken|lectura|escritura|conversacion(?:al)?|[abc][12]|\d{2,3} ?%|nice to have|ventaja|a must)"
    r"(?:\W+(?:y|and|o|or|/|is|es|hablado|escrito|oral|written|spoken|lectura|escritura"
    r"|conversacion(?:al)?|avanzad[oa]|advanced|a plus))*\W*"
)
_EMPLOYER = re.compile(
    r"\b(?:para|en|de|por|for|at|by|with) (?:un[ao]?s?|nuestr[ao]s?|an?|our|importante"
    r"|the)? ?(?:importante |leading |growing |global |reconocida )?(?:empresa|agencia|startup"
    r"|despacho|compania|consultora|company|agency|firm|platform|plataforma|organizacion|business)s?"
    r"(?: (?:lider|global|mexicana|internacional|digital))* (?:de|del|en|dedicad[ao]s? a"
    r"|especializad[ao]s? en|que|that|which|specializing in|specialising in|focused on|in"
    r"|with)\b[^,.;\n]{0,120}"
)
