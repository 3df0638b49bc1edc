from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache

from escalera.web.account import blocks, entering, joining, mine, my_data, recovering

# Never cached: on a shared phone the back button must not bring a page of somebody who has signed out.
PAGES: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
    "account/": ("account", mine.account),
    "account/settings/": ("settings", mine.settings),
    "account/new/": ("sign_up", joining.sign_up),
    "account/recovery-code/": ("recovery_code", joining.recovery_code),
    "account/recovery/": ("recover", recovering.recover),
    "account/recovery/new-pin/": ("new_secret", recovering.new_secret),
    "account/session/": ("sign_in", entering.sign_in),
    "account/session/end/": ("sign_out", entering.sign_out),
    "account/earlier-work/": ("claim_guest", entering.claim_guest),
    "account/blocks/": ("blocks", blocks.blocks),
    "account/blocks/<uuid:block_id>/removal/": ("block_removal", blocks.removal),
    "account/data/": ("my_data", my_data.my_data),
    "account/data/escalera.zip": ("export", my_data.export),
    "account/data/escalera.json": ("export_json", my_data.export_json),
    "account/data/erasure/": ("erase", my_data.erase),
    "account/goodbye/": ("goodbye", my_data.goodbye),
}
urlpatterns = [path(route, never_cache(view), name=name) for route, (name, view) in PAGES.items()]
