"""Single words that name a skill only when something says so: "email" is an address,
"correo" a means of applying.
"""

import re

from escalera.jobs.words import content_words

WORDS = frozenset(
    word.form
    for word in content_words(
        "rate rates tarifa form forms application formato solicitud paperwork report reports team "
        "teams document documents "
        "google email mail correo telefono celular smartphone pc laptop lap desktop compu computadora "
        "sales venta ventas post "
        "posts publicacion help support plataforma proyecto nota contacto account accounts stress "
        "estres source sources minute minutes "
        "minuta abstract clip tables tabla tablas figures calc sort manual tone tono mood opinion "
        "emotion emotions cultura "
        "diversity diversidad folio alcance copy script scripts picture pictures photo photos "
        "fotografia accent acento listing "
        "return returns claim claims refund archivo archivos carpeta drive folder folders zoom meet "
        "planning coordination calendario "
        "diary reminder quote estimate lead leads idea ideas training coaching onboarding security "
        "discretion careful precise "
        "precision plataformas freelance project organizacion organizar ordenar escuchar listening "
        "codigo automation cuadro tablero "
        "licencia licence cobrar receipt receipts metric metrics insight insights indicador contactos "
        "discord facebook instagram "
        "tiktok whatsapp explain explicar verify comprobar acomodar wellbeing booking summary resumen "
        "maya volante lona clasificar secreto "
        "transa engagement forum reel reels post comic paqueteria documentos ticket tickets interview "
        "interviews entrevista entrevistas survey surveys encuesta encuestas privacy privacidad agenda "
        "cita guideline guidelines "
        "procedure procedures procedimiento coordinar colaborar acompañar asesorar capacitar cartel "
        "poster markup account notion "
        "navegar accuracy contraseña password llamada llamadas presupuesto proactividad collaboration "
        "colaboracion invoice invoices "
        "prompt prompts bilingual bilingüe newsletter newsletters reporter advert adverts keyword keywords wpm ppm polizas poliza grafica graph "
        "browsing solicitudes crop argue empathy empatia"
    )
)
# "Inglés avanzado" asks for English; "buena ortografía en inglés" asks for something else.
LANGUAGES = frozenset({"ingl", "inglés", "ingles", "english", "español", "spanish"})
# What makes of such a word a skill that is asked for.
CUE = re.compile(
    r"\b(?:manejo|manejar|conocimientos?|conocer|experiencia|dominio|uso|usar|utilizar|saber"
    r"|habilidad(?:es)?|capacidad|facilidad|domini[ao]|excelentes?|buen[ao]?s?|alta"
    r"|nativ[oa]|native|basic[oa]?|intermedi[oa]|intermediate|avanzad[oa]|advanced|fluen\w+|fluid\w+"
    r"|[abc][12]|nivel|level|\d{2} ?%"
    r"|experience|knowledge|skills?|proficien\w+|familiar\w*|using|use|ability|able|know how"
    r"|comfortable|strong|excellent|good|high|great)(?!\w)"
)
