#!/usr/bin/env python3
"""Drives Hudna's schedule in SUMO and compares the arrivals with the planned ones.

    examples/sumo/run.py [FOLDER]      an instance (docs/instance.md); by default the generated `district`

One vehicle stands for one person. SUMO's own Python is fetched once into target/sumo/venv. Writes
arrivals.csv and arrivals.svg beside this file, everything else below target/sumo.
"""
import collections
import csv
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TARGET = os.environ.get("CARGO_TARGET_DIR") or os.path.join(ROOT, "target")
WORK = os.path.join(TARGET, "sumo")
GENERATOR = os.path.join(os.path.dirname(ROOT), "shared", "networks", "peers", "gen.py")
PER_LANE = 30  # persons a minute, each in a vehicle of their own: what a lane passes at a green light
LENGTH_M = 60  # of the stretch behind a crossing


def in_venv():
    """Runs this file again with the Python that has SUMO."""
    python = os.path.join(WORK, "venv", "bin", "python")
    if os.path.realpath(sys.prefix) == os.path.realpath(os.path.join(WORK, "venv")):
        return
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(WORK, "venv")], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "eclipse-sumo==1.28.0", "numpy==2.4.6"], check=True)
    os.execv(python, [python, os.path.abspath(__file__), *sys.argv[1:]])


def rows(folder, name):
    with open(os.path.join(folder, name), newline="") as f:
        return list(csv.DictReader(f))


def instance_folder():
    if len(sys.argv) > 1:
        return sys.argv[1]
    folder = os.path.join(WORK, "district")
    if not os.path.exists(os.path.join(folder, "sinks.csv")):
        if not os.path.exists(GENERATOR):
            sys.exit("the generator of the district is not in ../shared/networks; name an instance's folder")
        subprocess.run([sys.executable, GENERATOR, "district", "--out", folder], check=True)
    return folder


def planned(folder):
    """The groups of the schedule, and Hudna's figures."""
    file = os.path.join(WORK, "schedule.csv")
    command = ["cargo", "run", "--quiet", "--release", "--locked", "-p", "hudna-plan", "--example", "solve", "--"]
    told = subprocess.run([*command, "--rounds", "2", "--schedule", file, folder], cwd=ROOT, check=True, capture_output=True, text=True)
    with open(file, newline="") as f:
        return list(csv.DictReader(f)), json.loads(told.stdout)


def write_network(folder, step_s):
    """Plain nodes and edges: as many lanes as the capacity asks for, as fast as the transit time says. Behind every
    crossing a stretch of street, before it a traffic light, which `simulate` holds at red."""
    at = {r["id"]: (float(r["x"]), float(r["y"])) for r in rows(folder, "nodes.csv")}
    crossings = {r["node"] for r in rows(folder, "sinks.csv")}
    with open(os.path.join(WORK, "plain.nod.xml"), "w") as f:
        f.write("<nodes>\n")
        for k, (x, y) in at.items():
            f.write(f'  <node id="{k}" x="{x}" y="{y}" type="priority"/>\n')
        for k in crossings:
            x, y = at[k]
            f.write(f'  <node id="gate{k}" x="{x + LENGTH_M}" y="{y + LENGTH_M}" type="traffic_light"/>\n')
            f.write(f'  <node id="out{k}" x="{x + 3 * LENGTH_M}" y="{y + 3 * LENGTH_M}"/>\n')
        f.write("</nodes>\n")
    most = collections.Counter()
    for r in rows(folder, "sinks.csv"):
        most[r["node"]] = max(most[r["node"]], int(r["capacity"]))
    with open(os.path.join(WORK, "plain.edg.xml"), "w") as f:
        f.write("<edges>\n")
        for i, r in enumerate(rows(folder, "arcs.csv")):
            (x, y), (u, v) = at[r["from"]], at[r["to"]]
            length = max(1.0, ((x - u) ** 2 + (y - v) ** 2) ** 0.5)
            speed = length / max(step_s / 2, int(r["transit"]) * step_s)
            lanes = -(-int(r["capacity"]) * 60 // (step_s * PER_LANE))
            f.write(f'  <edge id="a{i}" from="{r["from"]}" to="{r["to"]}" numLanes="{lanes}" speed="{speed:.2f}" length="{length:.1f}"/>\n')
        for k in crossings:
            lanes = -(-most[k] * 60 // (step_s * PER_LANE)) + 1
            f.write(f'  <edge id="x{k}" from="{k}" to="gate{k}" numLanes="{lanes}" speed="14"/>\n')
            f.write(f'  <edge id="y{k}" from="gate{k}" to="out{k}" numLanes="{lanes}" speed="14"/>\n')
        f.write("</edges>\n")


def write_trips(groups, step_s):
    """Everybody in order of departure, spread evenly over the step in which they set out."""
    trips = []
    for g in groups:
        edges = " ".join(f"a{a}" for a in g["arcs"].split())
        route = f'{edges} x{g["crossing"]} y{g["crossing"]}'.strip()
        persons = int(g["persons_per_step"])
        for t in range(int(g["from"]), int(g["to"])):
            trips += [((t + (k + 0.5) / persons) * step_s, route) for k in range(persons)]
    trips.sort()
    with open(os.path.join(WORK, "schedule.rou.xml"), "w") as f:
        f.write("<routes>\n")
        for i, (t, route) in enumerate(trips):
            f.write(f'  <vehicle id="{i}" depart="{t:.1f}" departLane="best" departSpeed="max" departPos="random_free">'
                    f'<route edges="{route}"/></vehicle>\n')
        f.write("</routes>\n")
    return len(trips)


def simulate(folder, step_s, horizon):
    """Persons through each crossing in each step, and what SUMO had to say."""
    import sumo
    os.environ["SUMO_HOME"] = sumo.SUMO_HOME
    sys.path.append(os.path.join(sumo.SUMO_HOME, "tools"))
    import traci
    programs = os.path.join(sumo.SUMO_HOME, "bin")
    net = os.path.join(WORK, "net.net.xml")
    plain = ["-n", os.path.join(WORK, "plain.nod.xml"), "-e", os.path.join(WORK, "plain.edg.xml")]
    subprocess.run([os.path.join(programs, "netconvert"), *plain, "-o", net, "--no-turnarounds.except-deadend", "true",
                    "--no-warnings"], check=True, stdout=subprocess.DEVNULL)
    traci.start([os.path.join(programs, "sumo"), "-n", net, "-r", os.path.join(WORK, "schedule.rou.xml"), "--no-step-log",
                 "--no-warnings", "--seed", "1", "--mesosim", "true", "--meso-junction-control", "true", "--time-to-teleport", "300", "--max-depart-delay", "-1",
                 "--statistic-output", os.path.join(WORK, "statistics.xml")])
    windows = collections.defaultdict(list)
    for r in rows(folder, "sinks.csv"):
        windows[r["node"]].append((int(r["open"]), int(r["close"]), int(r["capacity"])))
    through = {k: [0] * horizon for k in windows}
    seen = {k: set() for k in windows}
    links = {k: len(traci.trafficlight.getControlledLinks(f"gate{k}")) for k in windows}
    for second in range(horizon * step_s):
        t = second // step_s
        for k, w in windows.items():
            places = sum(c for o, e, c in w if o <= t < e)
            # Green as long as the step's places are not used up, and no faster than they come in.
            due = places * (second % step_s + 1) / step_s
            light = "G" if through[k][t] < due else "r"
            traci.trafficlight.setRedYellowGreenState(f"gate{k}", light * links[k])
        traci.simulationStep()
        for k in windows:
            now = set(traci.edge.getLastStepVehicleIDs(f"y{k}")) - seen[k]
            seen[k] |= now
            through[k][t] += len(now)
    still = traci.vehicle.getIDCount()
    waiting = len(traci.simulation.getPendingVehicles())
    moved = sum(int(n) for n in [traci.simulation.getParameter("", "stats.teleports.total") or 0])
    traci.close()
    return through, {"on_the_road_at_the_end": still, "not_yet_on_the_road": waiting, "moved_by_sumo": moved}


def running(per_step):
    total, sums = 0, []
    for n in per_step:
        total += n
        sums.append(total)
    return sums


def draw(plan, drive, step_s, people):
    """Two curves, minutes by persons."""
    width, height, left, bottom = 720, 420, 60, 40
    minutes = len(plan) * step_s / 60
    x = lambda t: left + (width - left - 20) * (t + 1) * step_s / 60 / minutes
    y = lambda n: height - bottom - (height - bottom - 20) * n / people
    line = lambda curve: " ".join(f"{x(t):.1f},{y(n):.1f}" for t, n in enumerate(curve))
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13" role="img">',
           "<title>Persons out by minute: planned and simulated</title>", f'<rect width="{width}" height="{height}" fill="#fff"/>']
    for m in range(0, int(minutes) + 1, 20):
        px = left + (width - left - 20) * m / minutes
        out.append(f'<path d="M{px:.1f} 20V{height - bottom}" stroke="#ddd"/><text x="{px:.1f}" y="{height - 18}" text-anchor="middle">{m}</text>')
    for k in range(5):
        n = people * k // 4
        out.append(f'<path d="M{left} {y(n):.1f}H{width - 20}" stroke="#ddd"/><text x="{left - 6}" y="{y(n) + 4:.1f}" text-anchor="end">{n:,}</text>')
    out += [f'<text x="{width - 20}" y="{height - 4}" text-anchor="end">minutes</text>',
            f'<polyline points="{line(plan)}" fill="none" stroke="#1b6ca8" stroke-width="2.5"/>',
            f'<polyline points="{line(drive)}" fill="none" stroke="#b5541c" stroke-width="2.5" stroke-dasharray="7 4"/>',
            f'<text x="{left + 14}" y="40" fill="#1b6ca8">planned (an upper bound, proven)</text>',
            f'<text x="{left + 14}" y="60" fill="#b5541c">simulated in SUMO</text>', "</svg>"]
    with open(os.path.join(HERE, "arrivals.svg"), "w") as f:
        f.write("\n".join(out) + "\n")


def main():
    os.makedirs(WORK, exist_ok=True)
    in_venv()
    folder = instance_folder()
    meta = {r["key"]: r["value"] for r in rows(folder, "meta.csv")}
    step_s, horizon = int(meta["step_seconds"]), int(meta["horizon"])
    groups, figures = planned(folder)
    write_network(folder, step_s)
    people = write_trips(groups, step_s)
    through, notes = simulate(folder, step_s, horizon)
    exits = [0] * horizon
    waits = 0
    transit = [int(r["transit"]) for r in rows(folder, "arcs.csv")]
    for g in groups:
        steps = int(g["to"]) - int(g["from"])
        persons = int(g["persons_per_step"])
        for k in range(steps):
            exits[int(g["exit"]) + k] += persons
        moving = sum(transit[int(a)] for a in g["arcs"].split())
        waits += persons * steps * (int(g["exit"]) - int(g["from"]) > moving)
    plan = running(exits)
    drive = running([sum(through[k][t] for k in through) for t in range(horizon)])
    with open(os.path.join(HERE, "arrivals.csv"), "w") as f:
        f.write("minute,planned,simulated\n")
        for t in range(horizon):
            f.write(f"{(t + 1) * step_s / 60:g},{plan[t]},{drive[t]}\n")
    draw(plan, drive, step_s, people)
    half = lambda curve: next((round((t + 1) * step_s / 60, 1) for t, n in enumerate(curve) if n >= people / 2), None)
    print(json.dumps({"people": people, "groups": len(groups), "planned_out": plan[-1], "simulated_out": drive[-1],
                      "half_out_planned_min": half(plan), "half_out_simulated_min": half(drive),
                      "planned_to_wait_on_the_way": waits, "planned_window": figures["minT"], **notes}, indent=1))


if __name__ == "__main__":
    main()
