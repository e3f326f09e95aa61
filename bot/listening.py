"""The socket that the web server listens on, taken before anything else is started."""

import errno
import socket

from models.errors import BidragslotsError

BACKLOG = 2048


class ServeError(BidragslotsError):
    """The service can't start."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises ServeError where that can't be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError):
        raise ServeError(f"The host '{host}' is not known here; use an address of this machine: --host") from None
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise ServeError(refusal(host, port, error)) from None
    listening.setblocking(False)
    return listening


def refusal(host: str, port: int, error: OSError) -> str:
    """One line that says why the address can't be listened on."""
    if isinstance(error, PermissionError):
        return f"Port {port} on {host} needs more rights than this user has; choose one from 1024 on: --port"
    what = {
        errno.EADDRINUSE: "is in use; stop what uses it, or choose another",
        errno.EADDRNOTAVAIL: "is no address of this machine; choose one",
    }.get(error.errno or 0, f"can't be used ({error.strerror}); choose another")
    return f"{host} port {port} {what}: --host, --port"


def url_of(listening: socket.socket) -> str:
    """Where a browser on this machine finds the service."""
    host, port = listening.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}"
