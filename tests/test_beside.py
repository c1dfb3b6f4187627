"""Work in a process beside this one."""

import os
import subprocess
import sys

import pytest

from exporter.beside import beside

WORK = """
import os, signal, threading
from exporter.beside import Fork, Gone, Program, beside, may_fork

print(may_fork())
waiting = threading.Event()
thread = threading.Thread(target=waiting.wait)
thread.start()
print(may_fork())
waiting.set()
thread.join()

here = os.getpid()
fork = Fork(lambda text: (text.upper(), os.getpid() != here))
fork.ask("a")
print(fork.answer() == ("A", True))
fork.ask("x" * 10**6)  # more than a pipe holds
print(len(fork.answer()[0]))
fork.ask(1)  # has no `upper`
try:
    fork.answer()
except Gone:
    print("gone")
fork.ask("a")
fork.end()

signal.signal(signal.SIGTERM, print)
handlers = Fork(lambda _: [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)])
handlers.ask(0)
print(handlers.answer() == [signal.SIG_IGN, signal.SIG_DFL])  # Ctrl-C is the parent's to answer
handlers.end()
signal.signal(signal.SIGTERM, signal.SIG_DFL)

busy = Fork(lambda _: threading.Event().wait())
busy.ask(0)
busy.end()

program = Program("def work(numbers): return sum(numbers)")
program.ask([1, 2])
print(program.answer())
program.ask("ab")
try:
    program.answer()
except Gone:
    print("gone")
program.end()

with beside(os.getpid) as there:
    print(there() != here)
with beside(lambda: os.getpid() == here or os._exit(1)) as there:
    print(there())
try:
    with beside(lambda: 1 // 0) as there:
        there()
except ZeroDivisionError:
    print("raised")
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("ended")
"""
SAID = "True False True 1000000 gone True 3 gone True True raised ended"


@pytest.mark.skipif(sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="no fork")
def test_a_process_answers_until_it_fails_or_is_ended():
    done = subprocess.run(
        [sys.executable, "-c", WORK], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == SAID.replace(" ", "\n") + "\n"
    assert not done.stderr


def test_work_is_done_in_a_thread_where_no_process_can_be_had(monkeypatch):
    monkeypatch.setattr("exporter.beside.may_fork", lambda: False)
    with beside(os.getpid) as there:
        assert there() == os.getpid()
