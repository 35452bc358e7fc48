"""Beyond one machine: sections are laid out on a Dask cluster, if the editor has one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from anthology.editions.pdf import Cluster
from anthology.problems import MissingProgram


@contextmanager
def connected(scheduler: str, store: str) -> Iterator[Cluster | None]:
    """Connect to a cluster, if one is wanted, for as long as something is to be laid out.

    Args:
        scheduler: Address of its scheduler: ``tcp://host:8786``; empty for no cluster.
        store: Address of the store that its workers reach too; empty for none.

    Raises:
        MissingProgram: Dask is not installed here, or nobody answers at the address.
    """
    if not scheduler:
        yield None
        return
    if not find_spec("distributed"):
        raise MissingProgram("dask", "run: pip install anthology[dask]")
    from distributed import Client, KilledWorker  # only whoever has a cluster has it

    try:
        client = Client(scheduler, set_as_default=False)
    except (OSError, ValueError) as fault:
        remedy = f"start one there with “dask scheduler”, or give its address ({fault})"
        raise MissingProgram(f"scheduler at {scheduler}", remedy) from fault
    with client:
        yield Cluster(client.get_executor(), store, KilledWorker)
