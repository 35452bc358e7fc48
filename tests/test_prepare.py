"""Setting up a machine, as far as that can be tried without changing this one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_a_system_without_apt_is_told_what_to_install(tmp_path: Path) -> None:
    """All that is missing in one message, with Debian’s names; nothing is begun."""
    command = [sys.executable, str(ROOT / "tools" / "prepare.py"), "test"]

    done = subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", env={"PATH": str(tmp_path)}
    )

    assert done.returncode == 1
    assert "java (program), pdftotext (program), qpdf (program)" in done.stderr
    assert "default-jre-headless poppler-utils qpdf nodejs npm chromium" in done.stderr
    assert "+ " not in done.stderr


def test_the_lock_of_the_browser_names_no_place_and_hashes_everything() -> None:
    """What the e-books are opened with is what was locked, from whatever registry."""
    text = (ROOT / "tests" / "browser" / "package-lock.json").read_text(encoding="utf-8")
    packages = [one for name, one in json.loads(text)["packages"].items() if name]

    assert len(packages) > 100
    assert all(one["integrity"].startswith("sha512-") for one in packages)
    assert "://" not in text


def test_locks_name_no_place_and_hash_everything() -> None:
    """What is installed is what was locked, from whatever index a machine uses."""
    for lock in ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock"):
        lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
        pinned = [at for at, line in enumerate(lines) if "==" in line.split(" ")[0]]

        assert len(pinned) > 20
        assert all("--hash=sha256:" in lines[at + 1] for at in pinned)
        assert not any("://" in line for line in lines)
