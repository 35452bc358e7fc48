"""The server that processes come from which lay out pages: started early, for it takes long."""

from __future__ import annotations

import multiprocessing
import signal
from multiprocessing import forkserver, resource_tracker

ENGINE = "anthology.editions.pdf.server"
"""What it loads."""


def start_server() -> None:
    """Start the server of processes where Ctrl-C does not reach it, nor its processes.

    A terminal sends it to all of them; the command alone shall act on it, and end the rest.
    It loads the engine, which takes a second: whoever knows before that pages will be laid
    out may start it meanwhile. Doing so twice is harmless.
    """
    multiprocessing.get_context("forkserver").set_forkserver_preload([ENGINE])
    resource_tracker.ensure_running()  # once started it leaves the mask of signals alone
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
