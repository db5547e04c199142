"""How gunicorn runs the site: `gunicorn -c clinic_site/gunicorn.conf.py`."""

import gc

from clinic_site.settings import ACCESS_LOG, PORT, SEATS, WEB_WORKERS

wsgi_app = "clinic_site.wsgi"
bind = f"127.0.0.1:{PORT}"
workers = WEB_WORKERS
worker_class = "gthread"
# More than Django ever gets at a time (`services/baking/serve.py`): the rest is for patients.
threads = SEATS + 4
# No client chooses what an address means: by default gunicorn takes SCRIPT_NAME and PATH_INFO from
# whoever connects from this machine, a web server in front included.
forwarder_headers = ""
# The C parser (gunicorn_h1c): if it is missing, say so at once instead of being slow.
http_parser = "fast"
control_socket_disable = True
accesslog = ACCESS_LOG
loglevel = "warning"


def post_worker_init(worker):
    """What is loaded now stays loaded: the garbage collector needn't look at it again and again."""
    gc.collect()
    gc.freeze()
