#!/usr/bin/env python3
"""Hudna beside its peers on the same instances: equal answers first, then time and memory.

    benches/plan/run.py                                   everything; writes docs/performance.md
    benches/plan/run.py --only city,padang --peers boost,ortools
                                                          a part; writes target/bench/performance.md
    benches/plan/run.py --resume                          goes on with the run that was broken off
    benches/plan/run.py --report                          measures nothing; the page of what the last run has so far
    benches/plan/run.py --reuse                           takes peers' results of earlier runs (and says so)

Needs the instances' folder (--shared, by default ../shared/networks beside the repository), g++, the Debian
packages liblemon-dev and libboost-graph-dev, and PyPI for the pinned peers. Raw results, one JSON object for each
run of a program: target/bench/results.jsonl.
"""
import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

import measure
import report

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TARGET = os.environ.get("CARGO_TARGET_DIR") or os.path.join(ROOT, "target")
BENCH = os.path.join(TARGET, "bench")
RESULTS = os.path.join(BENCH, "results.jsonl")
GENERATED = ["tiny", "district", "city", "city10", "metro"]
GIVEN = ["padang", "aleppo-60s", "aleppo-10s"]
SMALL = ["tiny", "district"]

# Peer, task, method, instances. `max` is one maximum flow, `minT` the shortest window by bisection, `eap` the whole
# earliest-arrival pattern with the horizon given. CCRP is a heuristic: its answer is shown, not compared.
RUNS = [
    ("boost", "max", "bk", SMALL + ["city", "city10", "metro", "padang", "aleppo-60s"]),
    ("boost", "max", "pr", SMALL + ["city", "city10", "padang"]),
    ("boost", "minT", "bk", SMALL + ["city"]),
    ("ortools", "max", "default", SMALL + ["city", "city10", "metro", "padang", "aleppo-60s"]),
    ("ortools", "minT", "default", SMALL + ["city"]),
    ("lemon", "max", "preflow", SMALL + ["city", "padang"]),
    ("lemon", "eap", "cs", SMALL + ["city", "padang"]),
    ("highs", "eap", "simplex", SMALL),
    ("scipy", "max", "dinic", SMALL + ["padang", "city"]),
    ("ccrp", "eap", "astar", SMALL + ["city", "city10", "padang", "aleppo-60s"]),
    ("ccrp", "eap", "reverse", SMALL + ["city", "city10", "padang", "aleppo-60s"]),
]
# Closings of each crossing, planned from the known plan and anew: at how many moments.
CLOSINGS = {"city": 3, "padang": 1, "aleppo-60s": 9, "aleppo-10s": 9}
CPP = {"boost": [], "lemon": ["-llemon"], "ccrp": []}
# A linear program of a million rows is no match: after this many seconds the point is made.
LIMITS = {"highs": 120}


def stop(why):
    sys.exit(f"bench-plan: {why}")


def options():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = lambda text: [n for n in text.split(",") if n]
    p.add_argument("--only", type=names, default=GENERATED + GIVEN, help="instances, separated by commas")
    p.add_argument("--peers", type=names, default=sorted({r[0] for r in RUNS}), help='peers, separated by commas; "" for none')
    p.add_argument("--resume", action="store_true", help="keep what the last run has already measured")
    p.add_argument("--report", action="store_true", help="measure nothing, write the page of the last run")
    p.add_argument("--reuse", action="store_true", help="take a peer's result of an earlier run where there is one")
    p.add_argument("--limit", type=float, default=900, help="seconds of processor time after which a program is stopped")
    p.add_argument("--memory", type=float, default=12, help="GB of memory at which a program is stopped")
    p.add_argument("--lock", help="a file to lock while a program runs, where others measure on the same machine")
    p.add_argument("--shared", default=os.path.join(os.path.dirname(ROOT), "shared", "networks"))
    p.add_argument("--out", help="where to write the table")
    a = p.parse_args()
    known = GENERATED + GIVEN
    for name in a.only:
        if name not in known:
            stop(f"no instance is called {name}; there are {', '.join(known)}")
    for name in a.peers:
        if name not in {r[0] for r in RUNS}:
            stop(f"no peer is called {name}; there are {', '.join(sorted({r[0] for r in RUNS}))}")
    if not os.path.isdir(os.path.join(a.shared, "peers")):
        stop(f"{a.shared} holds no peers; name the folder of the instances with --shared")
    return a


def venv():
    """The Python of the pinned peers."""
    python = os.path.join(BENCH, "venv", "bin", "python")
    wanted = os.path.join(HERE, "peers.txt")
    mark = os.path.join(BENCH, "venv", "peers.txt")
    if not (os.path.exists(mark) and open(mark).read() == open(wanted).read()):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(BENCH, "venv")], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", wanted], check=True)
        shutil.copy(wanted, mark)
    return python


def instance_folders(a, python):
    folders = {}
    for name in a.only:
        if name in GIVEN:
            folders[name] = os.path.join(a.shared, name)
            continue
        folders[name] = os.path.join(BENCH, "instances", name)
        generator = os.path.join(a.shared, "peers", "gen.py")
        if not os.path.exists(os.path.join(folders[name], "sinks.csv")):
            subprocess.run([python, generator, name, "--out", folders[name]], check=True)
    return folders


def digest(folder):
    sum_ = hashlib.sha256()
    for file in ["meta.csv", "arcs.csv", "sources.csv", "sinks.csv"]:
        with open(os.path.join(folder, file), "rb") as f:
            sum_.update(f.read())
    return sum_.hexdigest()[:16]


def compiled(a, peer):
    """The peer, compiled from where it lies; None (with a word) where that fails."""
    source = os.path.join(a.shared, "peers", f"peer_{peer}.cpp")
    program = os.path.join(BENCH, "bin", f"peer_{peer}")
    if not os.path.exists(program) or os.path.getmtime(program) < os.path.getmtime(source):
        os.makedirs(os.path.dirname(program), exist_ok=True)
        made = subprocess.run(["g++", "-O3", "-march=native", "-std=c++17", source, "-o", program, *CPP[peer]])
        if made.returncode:
            print(f"{peer} does not compile; is its Debian package there?", file=sys.stderr)
            return None
    return program


def command(a, python, peer, task, method, folder):
    if peer in CPP:
        program = compiled(a, peer)
        return program and [program, folder, "--task", task, "--method", method]
    here = HERE if peer == "scipy" else os.path.join(a.shared, "peers")
    return [python, os.path.join(here, f"peer_{peer}.py"), folder, "--task", task, "--method", method]


class Run:
    """One run of the benchmark: what was measured, kept line by line."""

    def __init__(self, a):
        earlier = []
        if os.path.exists(RESULTS):
            with open(RESULTS) as f:
                earlier = [json.loads(line) for line in f if line.strip()]
        last = earlier[-1]["run"] if earlier else None
        self.name = last if (a.resume or a.report) and last else time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        self.records = [r for r in earlier if r["run"] == self.name]
        self.earlier = [r for r in earlier if r["run"] != self.name]
        self.reuse = a.reuse

    def known(self, key):
        """What was measured under this key: in this run, or earlier where that is wanted."""
        mine = [r for r in self.records if r["key"] == key]
        if mine or not self.reuse or key[0] in ("hudna", "again"):
            return mine
        old = [r for r in self.earlier if r["key"] == key]
        old = [r for r in old if r["run"] == old[-1]["run"]]
        self.records += old
        return old

    def add(self, key, a, command, env=None):
        with locked(a.lock):
            found = measure.run(command, min(a.limit, LIMITS.get(key[0], a.limit)), a.memory, env)
        found.update(run=self.name, key=key, command=" ".join(command), machine=measure.machine())
        self.records.append(found)
        with open(RESULTS, "a") as f:
            f.write(json.dumps(found) + "\n")
        return found


@contextlib.contextmanager
def locked(path):
    if not path:
        yield
        return
    with open(path, "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def repeated(run, key, a, command, env=None):
    """Runs a program: five times when it is short, three times when it is not long, else once."""
    known = run.known(key)
    if known:
        return
    first = run.add(key, a, command, env)
    spent = first["user_s"] + first["sys_s"]
    more = 0 if "killed" in first or "failed" in first else 4 if spent < 3 else 2 if spent < 20 else 0
    for _ in range(more):
        run.add(key, a, command, env)
    took = first.get("killed") or first.get("failed") or f"{spent:.2f} s of processor time, {first['rss_mib']} MB"
    print(f"{' '.join(str(k) for k in key[:4]):40} {took}", flush=True)


def main():
    a = options()
    os.makedirs(BENCH, exist_ok=True)
    if a.report:
        run = Run(a)
        hudna = [r["key"][2] for r in run.records if r["key"][0] == "hudna"]
        if not hudna:
            stop(f"{RESULTS} holds no run to report")
        return write(a, run, hudna[-1])
    python = venv()
    folders = instance_folders(a, python)
    subprocess.run(["cargo", "build", "--release", "--locked", "-p", "hudna-plan", "--example", "solve"], check=True, cwd=ROOT)
    with open(os.path.join(TARGET, "release", "examples", "solve"), "rb") as f:
        program = f.read()
    version = hashlib.sha256(program).hexdigest()[:16]
    # A copy: the program may be built anew while this runs.
    solver = os.path.join(BENCH, "bin", f"solve-{version}")
    if not os.path.exists(solver):
        os.makedirs(os.path.dirname(solver), exist_ok=True)
        with open(solver, "wb") as f:
            f.write(program)
        os.chmod(solver, 0o755)
    env = dict(os.environ, PYTHONPATH=os.path.join(a.shared, "peers"), PYTHONDONTWRITEBYTECODE="1",
               OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    run = Run(a)
    for name, folder in folders.items():
        sum_ = digest(folder)
        repeated(run, ["hudna", "eap", version, name, sum_], a, [solver, "--rounds", "2", folder])
        again = ["again", "closings", version, name, sum_]
        if name in CLOSINGS and not run.known(again):
            # Once: each of the closings is a run of its own.
            run.add(again, a, [solver, "--closings", str(CLOSINGS[name]), folder])
        for peer, task, method, instances in RUNS:
            if peer in a.peers and name in instances:
                line = command(a, python, peer, task, method, folder)
                if line:
                    repeated(run, [peer, task, method, name, sum_], a, line, env)
    write(a, run, version)


def write(a, run, version):
    """The page of one run, with the Hudna that was built last."""
    chosen = lambda k: k[3] in a.only and (k[0] in ("hudna", "again") and k[2] == version or k[0] in a.peers)
    mine = [r for r in run.records if chosen(r["key"])]
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    page, unequal = report.page(mine, a, run.name, commit)
    whole = set(a.only) == set(GENERATED + GIVEN) and set(a.peers) == {r[0] for r in RUNS}
    out = a.out or (os.path.join(ROOT, "docs", "performance.md") if whole else os.path.join(BENCH, "performance.md"))
    with open(out, "w") as f:
        f.write(page)
    print(f"written: {out}")
    if unequal:
        print("the answers differ: " + "; ".join(unequal), file=sys.stderr)
        sys.exit(3)


if __name__ == "__main__":
    main()
