"""Plain words for the codes that reading a posting answers with: why it could not be read,
notes, signs of fraud.
"""

from collections.abc import Mapping

from escalera.reference.words import Words


def words(code: str) -> Words:
    """Return what to tell a person about a code. Raises KeyError for a code that nobody gives."""
    return ADVICE[code]


ADVICE: Mapping[str, Words] = {
    # Could not be read.
    "too_long": Words(
        "This is too long for one posting. Copy only the part about the job and paste that.",
        "Esto es demasiado largo para una oferta. Copia solo la parte que habla del trabajo y pégala.",
    ),
    "nothing_to_read": Words(
        "We found no words about a job here. Paste the text of the posting.",
        "No encontramos palabras sobre un trabajo. Pega el texto de la oferta.",
    ),
    "not_text_pdf": Words(
        "This is a PDF. Open it, select the text, copy it and paste it here.",
        "Esto es un PDF. Ábrelo, selecciona el texto, cópialo y pégalo aquí.",
    ),
    "not_text_document": Words(
        "This is a Word or compressed document. Open it, copy the text and paste it here.",
        "Esto es un documento de Word o comprimido. Ábrelo, copia el texto y pégalo aquí.",
    ),
    "not_text_picture": Words(
        "This is a picture. Type or paste the words of the posting; on many phones you can press long "
        "on the text in a photo to copy it.",
        "Esto es una imagen. Escribe o pega las palabras de la oferta; en muchos celulares puedes "
        "dejar el dedo sobre el texto de la foto para copiarlo.",
    ),
    "not_text_archive": Words(
        "This is a compressed file. Open it and paste the text of the posting.",
        "Esto es un archivo comprimido. Ábrelo y pega el texto de la oferta.",
    ),
    "not_text_binary": Words(
        "This file is not text. Copy the words of the posting and paste them here.",
        "Este archivo no es texto. Copia las palabras de la oferta y pégalas aquí.",
    ),
    # Notes.
    "asks_for_nothing": Words(
        "This posting does not say what one must be able to do. Ask them, or choose a job from our list.",
        "Esta oferta no dice qué hay que saber hacer. Pregúntales, o elige un trabajo de nuestra lista.",
    ),
    "contact_data_cut": Words(
        "We took out phones, e-mails, links and addresses before keeping it. Keep the original if you "
        "want to apply.",
        "Quitamos teléfonos, correos, enlaces y direcciones antes de guardarla. Conserva el original si "
        "quieres postularte.",
    ),
    "several_postings": Words(
        "There are several postings here. We read the first one.",
        "Aquí hay varias ofertas. Leímos la primera.",
    ),
    "no_pay_stated": Words(
        "It does not say what it pays. Ask before you do any work.",
        "No dice cuánto paga. Pregunta antes de hacer cualquier trabajo.",
    ),
    "no_period": Words(
        "It does not say whether that is per hour, per day or per month.",
        "No dice si es por hora, por día o por mes.",
    ),
    "no_currency": Words("It does not say in which currency.", "No dice en qué moneda."),
    "dollar_or_peso_sign": Words(
        "The sign $ can mean pesos or dollars, and the posting does not say which.",
        "El signo $ puede ser pesos o dólares, y la oferta no dice cuál.",
    ),
    "pesos_of_which_country": Words(
        "It says pesos, but not of which country.", "Dice pesos, pero no de qué país."
    ),
    "dollars_of_which_country": Words(
        "It says dollars, but not of which country.", "Dice dólares, pero no de qué país."
    ),
    "range_reversed": Words(
        "The posting gives the higher pay first; we put it in order.",
        "La oferta da primero el pago mayor; lo pusimos en orden.",
    ),
    "pays_nothing": Words("It says that it pays nothing.", "Dice que no paga nada."),
    # Signs of fraud.
    "fraud_fee": Words(
        "It asks you to pay to get work. Honest employers do not charge for registering, training or a kit.",
        "Te pide pagar para trabajar. Quien contrata en serio no cobra inscripción, capacitación ni kit.",
    ),
    "fraud_deposit": Words(
        "It asks for a deposit. Money handed over to get a job rarely comes back.",
        "Pide un depósito. El dinero que das para conseguir trabajo casi nunca regresa.",
    ),
    "fraud_documents": Words(
        "It asks for photos of your ID or bank data. Don't send them before you have a contract and "
        "know who they are.",
        "Pide fotos de tu identificación o datos del banco. No los mandes antes de tener contrato y "
        "saber quiénes son.",
    ),
    "fraud_bank_account": Words(
        "It wants to use your bank account or pass money through it. That can make you part of a crime.",
        "Quiere usar tu cuenta de banco o pasar dinero por ella. Eso puede meterte en un delito.",
    ),
    "fraud_crypto": Words(
        "It talks of cryptocurrency or trading. Pay that you must first invest or recharge for is a "
        "common fraud.",
        "Habla de criptomonedas o inversiones. Un pago para el que primero hay que invertir o recargar "
        "es un fraude común.",
    ),
    "fraud_chat_only": Words(
        "Everything goes through a chat. Ask for the company's name, its page and a call before you "
        "give any data.",
        "Todo es por chat. Pide el nombre de la empresa, su página y una llamada antes de dar "
        "cualquier dato.",
    ),
    "fraud_unpaid_work": Words(
        "It asks for work without pay. A short test is fine; hours of unpaid work are not.",
        "Pide trabajo sin pago. Una prueba corta está bien; horas de trabajo gratis, no.",
    ),
    "fraud_likes": Words(
        "Being paid for likes or reviews is how many frauds begin: first they pay a little, then they "
        "ask for money.",
        "Muchos fraudes empiezan pagando por likes o reseñas: primero pagan poquito y luego piden dinero.",
    ),
    "fraud_recruiting": Words(
        "It earns by bringing in others, not by work. In such schemes almost everybody loses.",
        "Se gana por traer a otras personas, no por trabajar. En esos esquemas casi todo el mundo pierde.",
    ),
    "fraud_unreal_pay": Words(
        "It promises far more than such work pays. Compare with the pay of similar jobs before you go on.",
        "Promete mucho más de lo que paga un trabajo así. Compara con el pago de trabajos parecidos "
        "antes de seguir.",
    ),
}
