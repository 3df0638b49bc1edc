from ninja import NinjaAPI

from escalera import __version__

api = NinjaAPI(title="Escalera", version=__version__, urls_namespace="api")
