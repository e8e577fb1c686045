"""
The scripts a newcomer starts with, run as they are.
"""

import struct
import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def test_the_picture_of_leading_producers_is_drawn(site, tmp_path):
    picture = tmp_path / "leaders.png"

    ran = subprocess.run(
        [sys.executable, EXAMPLES / "leaders.py", str(site.base_url), picture],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert len(lines) > 10
    assert any(line.startswith("Gallium: China, ") and line.endswith(")") for line in lines)
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    assert (width, height > 300) == (1080, True)
