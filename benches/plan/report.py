"""From raw results to docs/performance.md: are the answers equal, then how do the figures compare."""
import os
from statistics import median

HERE = os.path.dirname(os.path.abspath(__file__))

# What is to be reached: (instance, what, how it is counted, limit). `peer`: Hudna's build + solve + certificate over
# the peer's build + solve. `own`: over Hudna's own on another instance. `mib`: peak memory of the whole process.
BARS = [
    ("city", "of Boost's one max flow", ("peer", "boost", "max", "bk"), 0.3),
    ("city", "of OR-Tools' shortest window", ("peer", "ortools", "minT", "default"), 1 / 200),
    ("city", "MB", ("mib",), 150),
    ("city10", "of its own time on city", ("own", "city"), 2.5),
    ("city10", "MB", ("mib",), 600),
    ("metro", "of its own time on city", ("own", "city"), 10),
    ("metro", "MB", ("mib",), 1536),
    ("padang", "of OR-Tools' one max flow", ("peer", "ortools", "max", "default"), 0.4),
    ("aleppo-60s", "of OR-Tools' one max flow", ("peer", "ortools", "max", "default"), 1 / 100),
    ("aleppo-60s", "of Boost's one max flow", ("peer", "boost", "max", "bk"), 0.1),
    ("aleppo-10s", "of its own time on aleppo-60s", ("own", "aleppo-60s"), 5),
    ("aleppo-10s", "MB", ("mib",), 700),
]
# A plan made from a known one, of one made anew.
AGAIN = 0.1
STRETCH = {"city": 0.15, "city10": 0.4, "metro": 2, "padang": 0.4, "aleppo-60s": 0.3, "aleppo-10s": 1.5}
TASKS = {"max": "one max flow", "minT": "shortest window", "eap": "whole pattern"}
METHODS = {"bk": "Boykov-Kolmogorov", "pr": "push-relabel", "cs": "cost scaling", "preflow": "preflow", "simplex": "simplex",
           "dinic": "Dinic", "astar": "forward", "reverse": "backward"}
NAMES = {"boost": "Boost", "ortools": "OR-Tools", "lemon": "LEMON", "highs": "HiGHS", "scipy": "scipy", "ccrp": "CCRP"}
STAGES = ["read", "build", "solve", "cuts", "certify", "schedule"]


class Measured:
    """All repetitions of one program on one instance."""

    def __init__(self, records):
        self.records = records
        self.last = records[-1]
        self.key = self.last["key"]
        self.stopped = self.last.get("killed") or self.last.get("failed")

    def middle(self, of):
        return median(of(r) for r in self.records)

    def stage(self, name):
        return self.middle(lambda r: r[name + "_us"]) / 1e6

    def cpu(self):
        """Build + solve + certificate (Hudna), build + solve (peers): median."""
        return self.middle(cpu)

    def spread(self):
        every = [cpu(r) for r in self.records]
        if len(every) == 1:
            return "once"
        return f"{len(every)} runs, {seconds(min(every))} to {seconds(max(every))}"

    def mib(self):
        """Hudna tells its own; the system's figure starts at the size of the runner (some 25 MB)."""
        return max(r["peak_kib"] // 1024 if "peak_kib" in r else r["rss_mib"] for r in self.records)


def cpu(record):
    if "solve_us" in record:
        return sum(record[s + "_us"] for s in ("build", "solve", "cuts", "certify")) / 1e6
    return record["build_cpu"] + record["solve_cpu"]


def seconds(s):
    return f"{s:.3f}" if s < 1 else f"{s:.2f}" if s < 10 else f"{s:.1f}" if s < 100 else f"{s:,.0f}"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(c) for c in row) + " |" for row in rows]) + "\n"


def peer_name(key):
    method = METHODS.get(key[2])
    return NAMES[key[0]] + (f" {method}" if method else "")


def gathered(records):
    found = {}
    for r in records:
        k = r["key"]
        found.setdefault(("hudna", k[3]) if k[0] == "hudna" else (*k[:3], k[3]), []).append(r)
    return {k: Measured(v) for k, v in found.items()}


def answers(found, expected_for):
    """Rows of the table of answers, and what is unequal."""
    rows, unequal = [], []
    for key, m in found.items():
        if key[0] != "hudna":
            continue
        name = key[1]
        if m.stopped:
            unequal.append(f"{name}: Hudna {m.stopped}")
            rows.append([name, "-", "-", "-", m.stopped])
            continue
        ours, compared = m.last, []
        if len({(r["value"], r["eap_cost"], r["minT"]) for r in m.records}) > 1:
            unequal.append(f"{name}: Hudna's own repetitions differ")
        if ours["agrees"] is not None:
            compared.append("expected.csv at every step" if ours["agrees"] else "NOT expected.csv")
            if not ours["agrees"]:
                unequal.append(f"{name}: the curve is not that of expected.csv")
        elif expected_for(name):
            unequal.append(f"{name}: expected.csv was not read")
        for other, p in found.items():
            if other[0] in ("hudna", "ccrp") or other[3] != name or p.stopped:
                continue
            same = [f for f in ("value", "eap_cost", "minT") if f in p.last]
            differs = [f"{f} {p.last[f]:,} instead of {ours[f]:,}" for f in same if p.last[f] != ours[f]]
            if differs:
                unequal.append(f"{name}: {peer_name(other)} has {', '.join(differs)}")
            compared.append(f"{peer_name(other)} ({', '.join(same)})" + (" **DIFFERS**" if differs else ""))
        all_out = f"{ours['minT']:,}" if ours["minT"] >= 0 else "not within the horizon"
        rows.append([name, f"{ours['value']:,} of {ours['people']:,}", f"{ours['eap_cost']:,}", all_out,
                     "; ".join(compared) or "nothing: no peer was run"])
    return rows, unequal


def bar_rows(found):
    rows = []
    for name, what, how, limit in BARS:
        ours = found.get(("hudna", name))
        if ours is None or ours.stopped:
            continue
        if how[0] == "mib":
            value, asked, shown = ours.mib(), f"{limit:,} MB", f"{ours.mib():,} MB"
        else:
            other = found.get(("hudna", how[1]) if how[0] == "own" else (*how[1:], name))
            unit = f"1/{round(1 / limit)}" if limit < 0.05 else f"{limit:g} ×"
            asked = f"{unit} {what.removeprefix('of ')}"
            if other is None or other.stopped:
                why = "not run" if other is None else other.stopped
                rows.append([name, asked, f"not measured: {why} ({seconds(ours.cpu())} s)", "-", ""])
                continue
            value = ours.cpu() / other.cpu()
            small = f"1/{1 / value:,.0f}" if limit < 0.05 else f"{value:.2f} ×"
            shown = f"{small} ({seconds(ours.cpu())} s to {seconds(other.cpu())} s)"
        verdict = "reached" if value <= limit else f"**missed by a factor of {value / limit:.1f}**"
        stretch = STRETCH[name]
        within = "reached" if ours.cpu() <= stretch else f"{seconds(ours.cpu())} s"
        rows.append([name, asked, shown, verdict, f"{stretch} s: {within}"])
    for (kind, name, *_), m in found.items():
        if kind == "hudna" and not m.stopped and name in STRETCH:
            solve = m.cpu() - m.stage("certify")
            share = m.stage("certify") / solve
            rows.append([name, "certificate: 30 % of the solve", f"{100 * share:.1f} %",
                         "reached" if share <= 0.3 else f"**missed by a factor of {share / 0.3:.1f}**", ""])
    return rows


def planned_again(records):
    """The section of plans made from known ones, and what went wrong."""
    rows, wrong = [], []
    for r in records:
        name = r["key"][3]
        why = r.get("killed") or r.get("failed")
        if why:
            wrong.append(f"{name}, planned again: {why}")
            rows.append([name, "-", "-", "-", "-", "-", "-", why])
            continue
        share = lambda what: f"{r['permille_of_a_solve'][what] / 10:.1f} %"
        median_ = r["permille_of_a_solve"]["median"] / 1000
        verdict = "reached" if median_ <= AGAIN else f"**missed by a factor of {median_ / AGAIN:.1f}**"
        rows.append([name, r["replanned"], share("least"), f"**{share('median')}**", share("most"),
                     f"{seconds(r['again_us'] / 1e6)} to {seconds(r['anew_us'] / 1e6)} s", verdict,
                     seconds(r["taken_over_us"] / 1e6)])
    text = f"""
## Planning again after an announced closing

Each crossing closes at some moments of the known plan: planned from that plan, and planned anew (one thread, solve
without the certificate check). As many were out at every step both times, and the checker accepted each. Asked for: a median of
{100 * AGAIN:.0f} %. `taken over`: once for a known plan, before the first.

"""
    head = ["instance", "closings", "least", "median", "most", "medians of the times", "", "taken over, s"]
    return text + table(head, rows), wrong


def page(records, a, run_name, commit):
    again = [r for r in records if r["key"][0] == "again"]
    records = [r for r in records if r["key"][0] != "again"]
    found = gathered(records)
    expected_for = lambda name: os.path.exists(os.path.join(a.shared, name, "expected.csv"))
    answer_rows, unequal = answers(found, expected_for)
    machines = sorted({r["machine"] for r in records})
    loads = [r["load"] for r in records]
    runs = sorted({r["run"] for r in records})
    parts = [f"""# Performance

Written by `make bench-plan` (benches/plan) from the run of {run_name}, Hudna at commit {commit}. Machine: {"; ".join(machines)}.
Processor time in seconds, one thread, medians where a program ran more than once; memory is the highest resident
set of the whole process. Other work ran on the machine at the time (load {min(loads):.1f} to {max(loads):.1f}; medians of
processor time suffer less from that than clock time does, but they do suffer).
"""]
    if len(runs) > 1:
        parts.append(f"Some figures of peers are from earlier runs ({', '.join(r for r in runs if r != run_name)}), not from this one.\n")
    parts.append("""## Are the answers equal?

`out` counts the persons who are out at the end; the sum of arrival steps is smallest only for an earliest-arrival
flow (whoever is left behind counts with the horizon); the shortest window is the number of steps until all are out. Every one of Hudna's
plans was accepted by the certificate checker, before and after it was made a schedule.
""")
    parts.append(table(["instance", "out", "sum of arrival steps", "shortest window", "equal to"], answer_rows))
    if unequal:
        parts.append("\n**Answers differ, so no times are compared:**\n\n" + "\n".join(f"- {u}" for u in unequal) + "\n")
    else:
        parts.append("""
## What was asked for, and what came out

Hudna's time is build + solve (with the cuts of every step) + certificate check, for the whole earliest-arrival
pattern; a peer's is build + solve for what is named.
""")
        parts.append(table(["instance", "at most", "measured", "", "stretch"], bar_rows(found)))
    parts.append("\n## Hudna, stage by stage\n\n`schedule` is the making of the groups, with as many rounds for fewer of them as a plan spends; `all` is build to certify, what the table above counts.\n")
    rows = []
    for (kind, name, *_), m in found.items():
        if kind == "hudna" and not m.stopped:
            user = m.middle(lambda r: r["user_s"])
            rows.append([name, *[seconds(m.stage(s)) for s in STAGES], f"**{seconds(m.cpu())}**", m.spread(), seconds(user),
                         f"{m.last['solved_kib'] // 1024:,}", f"{m.mib():,}"])
    parts.append(table(["instance", *STAGES, "all", "noise of all", "user s of the process", "MB after the solve", "MB at most"], rows))
    if again:
        section, wrong = planned_again(again)
        unequal += wrong
        parts.append(section)
    parts.append("\n## The schedule\n\nGroups are people of one zone who take one way to one crossing, the same number in each step.\n")
    rows = []
    for (kind, name, *_), m in found.items():
        if kind == "hudna" and not m.stopped:
            r = m.last
            rows.append([name, f"{r['zones']:,}", f"{r['groups']:,}", f"{r['groups'] / max(1, r['zones']):.1f}",
                         f"{r['value'] / max(1, r['groups']):.1f}", f"{r['ways']:,}"])
    parts.append(table(["instance", "zones", "groups", "groups a zone", "persons a group", "different ways"], rows))
    parts.append("\n## The peers\n")
    rows = []
    for key, m in found.items():
        if key[0] == "hudna":
            continue
        head = [key[3], peer_name(key), TASKS[key[1]]]
        if m.stopped:
            rows.append([*head, "-", "-", "-", m.stopped, seconds(m.last["user_s"]), f"{m.mib():,}", ""])
            continue
        ours = found.get(("hudna", key[3]))
        note = ""
        if key[0] == "ccrp" and ours and not ours.stopped:
            left, later = ours.last["value"] - m.last["value"], m.last["eap_cost"] - ours.last["eap_cost"]
            note = f"not optimal: {left:,} persons fewer out, {100 * later / ours.last['eap_cost']:.2f} % later" if left or later else "reaches the optimum here"
        value = f"{m.last['value']:,}" if "value" in m.last else f"window {m.last['minT']:,}" if m.last["minT"] >= 0 else "no window"
        b, s = m.middle(lambda r: r["build_cpu"]), m.middle(lambda r: r["solve_cpu"])
        ratio = f"{m.cpu() / ours.cpu():,.1f}" if ours and not ours.stopped and not unequal and ours.cpu() else "-"
        rows.append([*head, value, seconds(b), seconds(s), f"{ratio} ({m.spread()})",
                     seconds(m.middle(lambda r: r["user_s"])), f"{m.mib():,}", note])
    parts.append(table(["instance", "peer", "task", "answer", "build", "solve", "times Hudna's time", "user s of the process", "MB", ""], rows))
    parts.append("\n## Not measured\n")
    parts.append(not_measured(found, a))
    tried = os.path.join(HERE, "tried.md")
    if os.path.exists(tried):
        with open(tried) as f:
            parts.append("\n" + f.read())
    return "\n".join(parts), unequal


def not_measured(found, a):
    from run import RUNS
    lines = [f"- Hudna on {name}: not run with this build." for name in a.only if ("hudna", name) not in found]
    for peer, task, method, instances in RUNS:
        gone = [i for i in instances if i in a.only and (peer, task, method, i) not in found]
        if gone:
            lines.append(f"- {peer_name([peer, task, method])}, {TASKS[task]}: {', '.join(gone)} (not chosen, or does not compile)")
    for key, m in found.items():
        if m.stopped:
            who = "Hudna" if key[0] == "hudna" else f"{peer_name(key)}, {TASKS[key[1]]}"
            lines.append(f"- {who} on {key[-1]}: {m.stopped}")
    lines.append("- ZET (Java) and the Boykov-Kolmogorov library in dynamic mode: not packaged, not run here.")
    return "\n".join(lines) + "\n"
