"""Runs one program under a limit of time and memory and says what it took."""
import json
import os
import signal
import subprocess
import time


def run(command, seconds, gib, env=None):
    """The program's last line of JSON with `user_s`, `sys_s`, `wall_s`, `rss_mib`, `load`; `killed` says
    by which limit, `failed` with which code and last words."""
    began = time.monotonic()
    load = os.getloadavg()[0]
    with open(os.devnull) as nothing:
        program = subprocess.Popen(command, stdin=nothing, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   start_new_session=True, env=env)
    os.set_blocking(program.stdout.fileno(), False)
    words, killed, usage, status = b"", None, None, 0
    while usage is None:
        done, code, used = os.wait4(program.pid, os.WNOHANG)
        words += program.stdout.read() or b""
        elapsed = time.monotonic() - began
        if done:
            status, usage = code, used
        elif max(computed(program.pid), elapsed / 8) > seconds:
            killed = f"stopped after {seconds:.0f} s of processor time"
        elif resident_gib(program.pid) > gib:
            killed = f"stopped at {gib:.0f} GB"
        if killed and usage is None:
            os.killpg(program.pid, signal.SIGKILL)
            _, status, usage = os.wait4(program.pid, 0)
        elif usage is None:
            time.sleep(0.05 if elapsed > 2 else 0.005)
    words += program.stdout.read() or b""
    program.returncode = status
    lines = words.decode(errors="replace").splitlines()
    found = next((line for line in reversed(lines) if line.startswith("{")), "{}")
    record = json.loads(found)
    record.update(user_s=round(usage.ru_utime, 3), sys_s=round(usage.ru_stime, 3),
                  wall_s=round(time.monotonic() - began, 3), rss_mib=usage.ru_maxrss // 1024, load=round(load, 2))
    if killed:
        record["killed"] = killed
    elif os.waitstatus_to_exitcode(status) != 0 or found == "{}":
        record["failed"] = f"code {os.waitstatus_to_exitcode(status)}: {lines[-1] if lines else 'no word'}"
    return record


def computed(pid):
    """Seconds of processor time so far."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError):
        return 0


def resident_gib(pid):
    try:
        with open(f"/proc/{pid}/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**30
    except (OSError, IndexError):
        return 0


def machine():
    """What the figures depend on."""
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), "unknown processor")
    with open("/proc/meminfo") as file:
        kib = int(file.readline().split()[1])
    return f"{model}, {os.cpu_count()} cores, {kib / 2**20:.0f} GB, {os.uname().sysname} {os.uname().release}"
