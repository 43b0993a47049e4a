"""Whether a Dask scheduler answers at an address, found out before a client is made, which would wait for long."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Any

_GREETING = 8
"""Bytes in which a scheduler says at once how long its first message is."""

_LONGEST = 1_000_000
"""Bytes that this message never has; other services begin with letters, which are larger numbers by far."""

_SECONDS = 5.0


def client_of(address: str, patience: float) -> Any:
    """A Dask client of the scheduler at an address, such as `tcp://10.0.0.7:8786`.

    Raises ValueError where the address makes no sense, and OSError where no scheduler answers there.
    """
    from distributed import Client

    _greeted(address)
    client = Client.__new__(Client)  # at hand also where its beginning fails, so that it can be closed
    try:
        client.__init__(address, timeout=patience, set_as_default=False)
    except Exception as problem:
        with suppress(Exception):
            client.close(timeout=1)
        client.status = "closed"
        raise OSError(f"{type(problem).__name__}: {problem}") from problem
    return client


def _greeted(address: str) -> None:
    from distributed.comm.addressing import parse_address, parse_host_port
    from distributed.comm.registry import backends

    scheme, place = parse_address(address)
    if scheme not in backends:
        raise ValueError(f"{scheme}:// is not one of {', '.join(f'{one}://' for one in sorted(backends))}")
    if scheme not in ("tcp", "tls"):
        return
    host, port = parse_host_port(place)
    if not 0 < port < 65_536:
        raise ValueError(f"{port} is no port; they go from 1 to 65535")
    with socket.create_connection((host, port), _SECONDS) as line:
        if scheme == "tcp" and not 0 < int.from_bytes(_first(line), "little") < _LONGEST:
            raise OSError("something else answers there")


def _first(line: socket.socket) -> bytes:
    """What is said first, before anything is asked."""
    said = b""
    while len(said) < _GREETING and (more := line.recv(_GREETING - len(said))):
        said += more
    return said
