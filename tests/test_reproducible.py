"""The same input gives the same bytes: another folder, time zone, day, hash seed, file times."""

import hashlib
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

ARTICLE = """\
---
headline: [第一行, 第二行]
byline: 本报记者
figures: [{image: a.jpg, caption: 图说, alt: 所见}]
---
正文{重庆|Chóngqìng}[^1]，*着重*。

![](b.png "另一张")

| 表 | 格 |
|---|---|
| 一 | 二 |

[^1]: 注。
"""
ISSUE = """\
publication: {name: 报, language: zh-Hans, code: bao, masthead: m.svg}
date: 2026-06-16
pages: [{label: "01", section: 头版}, {label: "02", facsimile: {image: f.png}}]
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20"><text y="15">报</text></svg>'
WAYS = [
    {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
    {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"},
]


@pytest.fixture(scope="module")
def digests(tmp_path_factory, write_issue, picture):
    """Build one issue in two processes that differ in all that should not matter."""
    files = {
        "issue.yaml": ISSUE,
        "m.svg": SVG,
        "f.png": picture(size=(70, 100), colour="gray"),
        "01/10-a.md": ARTICLE,
        "01/20-b.md": "---\nheadline: 又一篇\nlanguage: en\n---\nEnglish words.\n",
        "01/a.jpg": picture("JPEG", (640, 480)),
        "01/b.png": picture(size=(60, 80), colour="red"),
    }

    def build(number: int) -> dict[str, str]:
        root = tmp_path_factory.mktemp(f"way{number}" * (number + 1)) / f"issue-{number}"
        # The order in which a folder lists its files depends on that of their making.
        write_issue(root, dict(sorted(files.items(), reverse=bool(number))))
        for path in root.rglob("*"):
            os.utime(path, (10**9 * (1 + number) / 2, 10**9))
        work = root.parent / "work"
        work.mkdir()
        command = [sys.executable, "-m", "exporter", "build", root, "-o", work]
        subprocess.run(command, env=os.environ | WAYS[number], cwd=work, check=True)
        made = {
            path.suffix: hashlib.sha256(path.read_bytes()).hexdigest() for path in work.iterdir()
        }
        shutil.rmtree(root)
        return made

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(build, range(2)))


@pytest.mark.parametrize("suffix", [".epub", ".pdf"])
def test_the_same_issue_gives_the_same_bytes(digests, suffix):
    assert digests[0][suffix] == digests[1][suffix]
