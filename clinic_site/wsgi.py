"""What gunicorn serves: the published pages first, Django for the rest."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from services.http.limits import plain_requests

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic_site.settings")

application = plain_requests(get_wsgi_application())

if settings.BAKE:
    # Imported here: it needs a Django that is set up.
    from services.baking.serve import PublishedSiteApp

    application = PublishedSiteApp(application).watch()
