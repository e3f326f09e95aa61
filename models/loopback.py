"""Which hosts are this machine and nothing else."""

from ipaddress import ip_address


def is_loopback(host: str | None) -> bool:
    """Whether a host is this machine: an address such as 127.0.0.1 or ::1, or the name localhost."""
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False
