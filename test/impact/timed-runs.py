"""
Runs commands and tells what each cost, to the microsecond: processor time of the command
and of all that it waited for, by wait4(2), which Node doesn't offer; and wall time.

A request is a line of JSON, and so is its answer. `before` is run ahead of each run and
isn't measured. After each run every file of `sweep` whose name doesn't begin with `keep`
is removed: what the run left is counted, with its bytes, and the next begins as it did.
Who runs it as root may name a `uid` to become for good; nothing is measured as root then.
"""
import json
import os
import resource  # noqa: F401 — os.wait4 imports it at its first call, when another user may not
import signal
import sys
import time

running = 0
hung = False


def on_alarm(_signal, _frame):
    global hung
    hung = True
    os.kill(running, signal.SIGKILL)


def run(argv, env, limit_s):
    global running, hung
    hung = False
    started = time.perf_counter_ns()
    running = os.posix_spawnp(argv[0], argv, env, file_actions=QUIET)
    signal.setitimer(signal.ITIMER_REAL, limit_s)
    _, status, usage = os.wait4(running, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    wall_us = (time.perf_counter_ns() - started) / 1000
    cpu_us = (usage.ru_utime + usage.ru_stime) * 1e6
    return {"cpuUs": cpu_us, "wallUs": wall_us, "status": os.waitstatus_to_exitcode(status), "isHung": hung}


def swept(directory, keep):
    left = {"files": 0, "bytes": 0}
    if directory is None or not os.path.isdir(directory):
        return left
    for entry in os.scandir(directory):
        if entry.name.startswith(keep):
            continue
        left["files"] += 1
        left["bytes"] += entry.stat().st_size
        os.unlink(entry.path)
    return left


def measure(request):
    os.chdir(request["cwd"])
    runs = []
    for _ in range(request["times"]):
        for argv in request["before"]:
            made = run(argv, request["beforeEnv"], request["limitS"])
            if made["status"] != 0:
                raise RuntimeError("%s ended with %d" % (" ".join(argv), made["status"]))
        one = run(request["argv"], request["env"], request["limitS"])
        one["left"] = swept(request.get("sweep"), request.get("keep", ""))
        runs.append(one)
    return runs


signal.signal(signal.SIGALRM, on_alarm)
NULL = os.open(os.devnull, os.O_RDWR)
QUIET = [(os.POSIX_SPAWN_DUP2, NULL, descriptor) for descriptor in (0, 1, 2)]
if len(sys.argv) > 1:
    uid = int(sys.argv[1])
    os.setgroups([])
    os.setgid(uid)
    os.setuid(uid)
for line in sys.stdin:
    print(json.dumps(measure(json.loads(line))), flush=True)
