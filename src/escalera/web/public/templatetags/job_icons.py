from django import template

from escalera.jobs.models import Job

register = template.Library()

ICONS = {
    "ai-answer-evaluation": "star",
    "audio-transcription": "headphones",
    "bilingual-support": "languages",
    "bookkeeping-help": "money",
    "community-management": "people",
    "content-moderation": "shield",
    "data-entry": "keyboard",
    "graphic-design": "draw",
    "illustration": "draw",
    "image-annotation": "image",
    "local-storytelling": "camera",
    "online-shop-help": "store",
    "podcast-production": "speaker",
    "product-descriptions": "box",
    "search-evaluation": "search",
    "short-video-editing": "video",
    "subtitling": "message",
    "translation-checking": "languages",
    "virtual-assistance": "check",
    "website-testing": "globe",
}


@register.filter
def job_icon(job: Job) -> str:
    return ICONS.get(job.slug, "steps")
