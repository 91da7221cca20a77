"""`leveller serve`: show Leveller to browsers."""

import socket

import click

from leveller.cli import project


@click.command(
    epilog=project.examples("leveller serve", "leveller serve --host 0.0.0.0 --port 80 --workers 4")
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="Also from PORT.")
@click.option("--workers", default=2, show_default=True, help="Processes.")
@click.option("--threads", default=4, show_default=True, help="Threads of each process.")
def command(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the pages with gunicorn until stopped by Ctrl-C or SIGTERM.

    Long work is done by `leveller worker`, which runs beside it.
    """
    project.start()
    must_be_free(host, port, f"leveller serve --port {port + 1}")
    from leveller.cli.server import Server

    Server(
        bind=f"{host}:{port}",
        workers=workers,
        threads=threads,
        when_ready=lambda _: click.echo(f"Leveller is at http://{host}:{port}/"),
    ).run()


def must_be_free(host: str, port: int, instead: str) -> None:
    """Say at once, and how else, when somebody listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Port {port} of {host} can't be used: {error.strerror}. Try: {instead}"
            ) from error
