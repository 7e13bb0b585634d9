#!/usr/bin/env python3
"""The whole reader as a process, and beside dateparser (PyPI) on the same time expressions.

    benches/reading/run.py            measures everything and writes docs/reading-speed.md
    benches/reading/run.py --no-write prints only

Needs the reports and the list of time expressions beside the repository (--shared, by default ../shared/reading), the
release binary and the example that reads expressions (`make bench-reading` builds both), and PyPI for the pinned peer. The process is held to one core. On a shared machine the seconds of a clock tell how busy the machine was: rates
are given by the processor's time of the process as well, and the best of several runs counts.
"""
import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import venv

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TARGET = os.environ.get("CARGO_TARGET_DIR") or os.path.join(ROOT, "target")
VENV = os.path.join(TARGET, "bench-reading")
PAGE = os.path.join(ROOT, "docs", "reading-speed.md")
REPORTS = 10_000
RUNS = 5
STARTS = 15


def stop(why):
    sys.exit(f"bench-reading: {why}")


def load(shared):
    """Id and text of the shared reports, in the order of their names."""
    out = []
    for folder in ("dev", "reports"):
        path = os.path.join(shared, folder)
        for name in sorted(os.listdir(path)):
            if name.endswith(".txt"):
                with open(os.path.join(path, name), encoding="utf-8") as f:
                    out.append((name[:-4], f.read()))
    return out


def write_stream(path, reports, count):
    """`count` reports as JSON Lines; the shared ones again and again, each under an id of its own."""
    size = 0
    with open(path, "w", encoding="utf-8") as f:
        for i in range(count):
            name, text = reports[i % len(reports)]
            size += len(text.encode())
            f.write(json.dumps({"id": f"{name}-{i}", "text": text}, ensure_ascii=False) + "\n")
    return size


def run(command, core):
    """Seconds of the clock, seconds of the processor, and the most memory in bytes, of one run on one core."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    with process.stderr as errors:
        said = errors.read().decode(errors="replace")
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        stop(f"{' '.join(command)} ended with {process.returncode}: {said.strip()}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def best(runs):
    """The run with the least processor time, the least clock time, the most memory."""
    return min(r[0] for r in runs), min(r[1] for r in runs), max(r[2] for r in runs)


def peer(shared):
    """What dateparser makes of the expressions: in a virtual environment of its own."""
    python = os.path.join(VENV, "bin", "python")
    if not os.path.exists(python):
        venv.create(VENV, with_pip=True)
    needs = os.path.join(HERE, "peers.txt")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", needs], check=True)
    out = subprocess.run([python, os.path.join(HERE, "peer_dateparser.py"), shared], check=True, stdout=subprocess.PIPE)
    return json.loads(out.stdout)


def ours(shared):
    """What the reader makes of the expressions."""
    example = os.path.join(TARGET, "release", "examples", "time_expressions")
    if not os.path.exists(example):
        stop(f"there is no {example}; build it with `cargo build --release -p hudna-reader --example time_expressions`")
    out = subprocess.run([example, shared], check=True, stdout=subprocess.PIPE)
    return json.loads(out.stdout)


def machine():
    model = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as f:
        for line in f:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    return f"{model}, {os.cpu_count()} cores seen, {platform.system()} {platform.release()}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--shared", default=os.path.join(ROOT, "..", "shared", "reading"))
    arguments.add_argument("--no-write", action="store_true", help="leave docs/reading-speed.md as it is")
    options = arguments.parse_args()
    shared = os.path.abspath(options.shared)
    if not os.path.isdir(shared):
        stop(f"the reports are not at {options.shared}; name their folder with --shared")
    binary = os.path.join(TARGET, "release", "hudna")
    if not os.path.exists(binary):
        stop(f"there is no {binary}; build it with `cargo build --release -p hudna`")
    core = max(os.sched_getaffinity(0))
    busy = os.getloadavg()[0]
    reports = load(shared)
    with tempfile.TemporaryDirectory() as folder:
        stream = os.path.join(folder, "reports.jsonl")
        size = write_stream(stream, reports, REPORTS)
        command = [binary, "read", "--json", "--jsonl", stream]
        wall, cpu, _ = best([run(command, core) for _ in range(RUNS)])
        _, _, memory = run(command, core)
        longer = os.path.join(folder, "longer.jsonl")
        write_stream(longer, reports, 4 * REPORTS)
        _, _, memory_longer = run([binary, "read", "--json", "--jsonl", longer], core)
        # One report of about 3 kB: the same one in a stream, less an empty stream's start.
        name, text = min(reports, key=lambda r: abs(len(r[1].encode()) - 3_000))
        one = os.path.join(folder, "one.jsonl")
        write_stream(one, [(name, text)], 2_000)
        tiny = os.path.join(folder, "tiny.txt")
        with open(tiny, "w", encoding="utf-8") as f:
            f.write("Russia announced a truce in Aleppo.\n")
        starts = [run([binary, "read", "--json", tiny], core) for _ in range(STARTS)]
        versions = [run([binary, "--version"], core) for _ in range(STARTS)]
        _, one_cpu, _ = best([run([binary, "read", "--json", "--jsonl", one], core) for _ in range(RUNS)])
        one_ms = (one_cpu - min(s[1] for s in starts)) / 2_000 * 1e3
    them, us = peer(shared), ours(shared)
    rows = [
        ("text a second, whole process on one core, processor's time", f"{size / cpu / 1e6:.1f} MB", "≥ 20 MB"),
        ("the same by the clock", f"{size / wall / 1e6:.1f} MB", ""),
        (f"one report of {len(text.encode()):,} bytes, processor's time", f"{one_ms:.3f} ms", "< 0.3 ms"),
        ("start to end of `hudna read` on one line, best / median by the clock",
         f"{min(s[0] for s in starts) * 1e3:.0f} / {statistics.median(s[0] for s in starts) * 1e3:.0f} ms", "< 30 ms"),
        ("the same, processor's time", f"{min(s[1] for s in starts) * 1e3:.0f} ms", ""),
        ("`hudna --version`, best by the clock", f"{min(s[0] for s in versions) * 1e3:.0f} ms", ""),
        (f"most memory, {REPORTS:,} reports", f"{memory / 1e6:.0f} MB", "< 200 MB"),
        (f"most memory, {4 * REPORTS:,} reports", f"{memory_longer / 1e6:.0f} MB", "< 200 MB"),
    ]
    ratio = us["per_second"] / them["per_second"]
    page = f"""# How fast the reader reads

Written by `make bench-reading` (benches/reading/run.py) on {datetime.date.today():%d %B %Y}.
Machine: {machine()}; load average {busy:.1f} at the beginning: above 1, other programs had their
part of the core, so that the processor's time is the fairer figure, and still a pessimistic one.

{REPORTS:,} reports, {size / 1e6:.1f} MB of text: the {len(reports)} shared reports again and again, Arabic, English and Russian, each under
an id of its own. `hudna read --json --jsonl`: from JSON Lines to claims as JSON Lines, held to one core; the best of
{RUNS} runs.

| | measured | wanted |
|---|---|---|
""" + "".join(f"| {a} | {b} | {c} |\n" for a, b, c in rows) + f"""
Beside dateparser {them["version"]} (PyPI, pinned in benches/reading/peers.txt; languages and day of reference given) on the same
{us["of"]} Arabic time expressions of five real reports, each read {them["rounds"]:,} times or more:

| | right | wrong | no answer | expressions a second |
|---|---|---|---|---|
| Hudna, the expression alone | {us["right_alone"]} | {us["wrong_alone"]} | {us["of"] - us["right_alone"] - us["wrong_alone"]} | {us["per_second"]:,.0f} |
| Hudna, where it stands in its report | {us["right_in_report"]} | {us["of"] - us["right_in_report"]} | 0 | |
| dateparser, the expression alone | {them["right"]} | {them["wrong"]} | {them["none"]} | {them["per_second"]:,.0f} |

Hudna reads {ratio:.0f} times as many a second.

Not measured here: web pages and legacy encodings; dossiers (`--dossiers`), whose work depends on how many reports tell
of one truce; more than one core; a machine without other load; languages other than these three. Parts of the reader
(lexicon alone, times alone, one report) are measured by `cargo bench -p hudna-reader`. dateparser reads many languages
and formats that Hudna does not; it was not made for ranges or weeks and is asked for single days and hours as well.
"""
    print(page)
    if not options.no_write:
        with open(PAGE, "w", encoding="utf-8") as f:
            f.write(page)
        print(f"written: {PAGE}")


if __name__ == "__main__":
    main()
