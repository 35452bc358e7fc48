"""Set up what ``make book``, ``make test`` or ``make bench`` needs, from nothing but python3.

Called by the Makefile when a lock has changed: ``python3 tools/prepare.py book|test|bench``.
Only the standard library is at hand here, and perhaps an old Python.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

SHARE = Path("/usr/share")
"""Where Debian keeps fonts, the libraries of Java programs, and what belongs to TeX."""

OLDEST = (3, 11)
"""As ``requires-python`` in pyproject.toml."""

LOCKS = {
    "book": "requirements.lock",
    "test": "requirements-dev.lock",
    "bench": "requirements-bench.lock",
}
PAUSES = (3, 10)
"""Seconds to wait before a second and a third try: networks have hiccups."""


class Need(NamedTuple):
    """One thing of the system, the test whether it is there, where Debian keeps it."""

    kind: str
    """``library`` (loaded by name), ``program`` (on the PATH), ``module`` (of python3) or
    ``file`` (where Debian keeps those)."""

    name: str
    package: str


BOOK = (
    Need("module", "ensurepip", "python3-venv"),
    Need("library", "libpango-1.0.so.0", "libpango-1.0-0"),
    Need("library", "libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
    Need("library", "libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
)
TEX = "texlive/texmf-dist/fonts"
LIBERATION = "fonts/truetype/liberation"
NEEDS = {
    "book": BOOK,
    "test": (
        *BOOK,
        Need("program", "java", "default-jre-headless"),
        Need("program", "pdftotext", "poppler-utils"),
        Need("program", "qpdf", "qpdf"),
        Need("program", "node", "nodejs"),
        Need("program", "npm", "npm"),
        Need("program", "chromium", "chromium"),
        Need("file", "java/jaxb-runtime.jar", "libjaxb-java"),
    ),
    "bench": (
        *BOOK,
        Need("program", "xelatex", "texlive-xetex"),
        Need("file", f"{TEX}/tfm/adobe/zapfding/pzdr.tfm", "texlive-fonts-recommended"),
        Need("file", "texmf/fonts/opentype/public/lm/lmroman10-regular.otf", "lmodern"),
        Need("file", f"{LIBERATION}/LiberationSerif-Regular.ttf", "fonts-liberation"),
    ),
}


def main(purpose: str) -> None:
    """Make the machine ready for ``book``, ``test`` or ``bench``."""
    if sys.version_info < OLDEST:
        version = ".".join(map(str, sys.version_info[:2]))
        oldest = ".".join(map(str, OLDEST))
        sys.exit(f"Python {oldest} or newer is needed; this is {version} (make PYTHON=…)")
    missing = [need for need in NEEDS[purpose] if not is_there(need)]
    if missing:
        install_packages(missing)
    make_environment()
    install_python_packages(LOCKS[purpose])
    if purpose == "test":
        install_node_packages()


def is_there(need: Need) -> bool:
    """Tell whether this machine has it, however it was installed."""
    if need.kind == "module":
        return importlib.util.find_spec(need.name) is not None
    if need.kind == "program":
        return shutil.which(need.name) is not None
    if need.kind == "file":
        return (SHARE / need.name).exists()
    try:
        ctypes.CDLL(need.name)
    except OSError:
        return False
    return True


def install_packages(missing: list[Need]) -> None:
    """Install what is missing through apt, or say what to install and give up."""
    packages = [need.package for need in missing]
    root = [] if os.geteuid() == 0 else ["sudo"]
    if not shutil.which("apt-get") or (root and not shutil.which("sudo")):
        names = ", ".join(f"{need.name} ({need.kind})" for need in missing)
        sys.exit(
            f"missing on this system: {names}\n"
            f"  hint: Debian and Ubuntu have them in: {' '.join(packages)};\n"
            "        install them by your system’s own means, then run make again."
        )
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    download([*apt, "update"])
    download([*apt, "install", "--yes", "--no-install-recommends", *packages])


def make_environment() -> None:
    """Make ``.venv``, anew where it is broken or of another Python."""
    which = "import sys, {0}; print('%d.%d' % sys.version_info[:2], sys.base_prefix)"
    asked = output([sys.executable, "-c", which.format("sys")])
    works = PYTHON.exists() and asked == output([str(PYTHON), "-c", which.format("pip")])
    if not works:
        must_run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install_python_packages(lock: str) -> None:
    """Install exactly what the lock names, and the project itself in place."""
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    download([*pip, "--require-hashes", "--requirement", str(ROOT / lock)])
    must_run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])


def install_node_packages() -> None:
    """Install what the tests open e-books with, exactly as its lock has it.

    None of its install scripts is run: they would fetch a browser of their own.
    """
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    download(["npm", "ci", "--prefix", str(ROOT / "tests" / "browser"), *options])


def output(command: list[str]) -> str:
    """Return what a command prints; nothing when it fails."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def download(command: list[str]) -> None:
    """Run a command that needs the network, three times if need be."""
    for pause in PAUSES:
        if run(command):
            return
        print(f"that failed; once more in {pause} s", file=sys.stderr, flush=True)
        time.sleep(pause)
    must_run(command)


def must_run(command: list[str]) -> None:
    """Run a command, or give up with a line that says which."""
    if not run(command):
        sys.exit(f"failed: {' '.join(command)}")


def run(command: list[str]) -> bool:
    """Run a command, after saying so; tell whether it went well."""
    print("+", " ".join(command), file=sys.stderr, flush=True)
    return subprocess.run(command, check=False, stdout=sys.stderr).returncode == 0


if __name__ == "__main__":
    main(sys.argv[1])
