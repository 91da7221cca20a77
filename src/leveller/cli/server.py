"""gunicorn, set up by the command and not by a file."""

from typing import Any

from gunicorn.app.base import BaseApplication


class Server(BaseApplication):
    def __init__(self, **options: Any) -> None:
        self.options = DEFAULTS | options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from leveller.config.wsgi import application

        return application


def warm(_worker: object) -> None:
    """Load every page's code now, which the first reader would otherwise wait for."""
    from django.urls import get_resolver

    get_resolver().reverse_dict  # noqa: B018  # asking for it loads whatever an address leads to


DEFAULTS = {
    "post_worker_init": warm,
    "worker_class": "gthread",
    "preload_app": False,  # a database in process must not be shared by a fork
    "timeout": 60,
    "graceful_timeout": 20,
    "keepalive": 5,
    # Limits on what a stranger may send before anybody looks at it.
    "limit_request_line": 8190,
    "limit_request_fields": 60,
    "loglevel": "warning",
    "proc_name": "leveller",
}
