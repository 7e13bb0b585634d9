//! Solves, certifies and schedules instances in the CSV format, on one thread, and prints one line of
//! JSON for each: the answers, the processor time of every stage in microseconds, the memory.
//!
//! `cargo run --release -p hudna-plan --example solve -- [--schedule FILE | --closings N [--each]] FOLDER...`
//!
//! `--schedule` writes the groups as CSV: zone node, crossing node, first and last + 1 step of departure,
//! persons in each, first step of exit, arcs and the steps in which the first enter them.
//! `--rounds N` spends so many rounds on few, steady groups. `--closings N` closes each crossing at N
//! moments instead, and compares planning from the known plan with planning anew; `--each` prints every
//! one of them.
//! Where a folder holds `expected.csv`, the arrivals are compared with it at every step. `benches/plan`
//! runs this program beside the peers. `build` lasts until the first step is begun and includes the
//! simplification of the streets; `cuts` goes from the beginning of the last step on and includes bringing
//! flow and cuts back to every street: what is certified is the instance as read.

// An example is a small command line.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use hudna_certify::certify;
use hudna_flow::{Group, Leg, Outcome, Replanner, earliest_arrival, recompose, steady_groups};
use hudna_instance::{
    Arc, Capacity, CapacityWindow, Crossing, FlowOverTime, Hold, Instance, InstanceError, NodeIdx,
    Rate, Source,
};
use hudna_network::{Simplified, simplified};

type Failure = Box<dyn std::error::Error>;

/// Microseconds this process has computed, where the system tells; else those that have passed.
fn cpu_us(start: Instant) -> u128 {
    let stat = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let first: Option<u128> = stat.split_whitespace().next().and_then(|n| n.parse().ok());
    first.unwrap_or_else(|| start.elapsed().as_nanos()) / 1_000
}

/// Microseconds of computing, and the value computed.
fn timed<T>(f: impl FnOnce() -> T) -> (u128, T) {
    let start = Instant::now();
    let before = cpu_us(start);
    let value = f();
    (cpu_us(start) - before, value)
}

/// What the stages of a solve took, in microseconds.
struct Stages {
    build: u128,
    solve: u128,
    cuts: u128,
}

/// The plan, and what it was made from: the smaller instance and the flow in it.
struct Solved {
    outcome: Outcome,
    smaller: Simplified,
    found: FlowOverTime,
}

impl Solved {
    /// Who goes when by which way.
    fn groups(&self, rounds: u32) -> Vec<Group> {
        let mut groups = steady_groups(self.smaller.instance(), &self.found, rounds);
        let parts = self.smaller.parts();
        groups.iter_mut().for_each(|g| g.spell_out(&parts));
        groups
    }
}

fn solve(instance: &Instance) -> Result<(Stages, Solved), InstanceError> {
    let start = Instant::now();
    let from = cpu_us(start);
    let (mut first, mut last) = (None, from);
    let smaller = simplified(instance);
    let mut outcome = earliest_arrival(smaller.instance(), &mut |_| {
        last = cpu_us(start);
        first.get_or_insert(last);
    })?;
    let lifted = smaller.lift(&outcome.certificate);
    let found = std::mem::replace(&mut outcome.certificate, lifted).flow;
    let first = first.unwrap_or(from);
    let stages = Stages {
        build: first - from,
        solve: last - first,
        cuts: cpu_us(start) - last,
    };
    let solved = Solved {
        outcome,
        smaller,
        found,
    };
    Ok((stages, solved))
}

/// The lines of a file as whole numbers; what is no number counts as 0.
fn table(folder: &Path, name: &str) -> Result<Vec<Vec<u32>>, Failure> {
    let text = std::fs::read_to_string(folder.join(name))?;
    let number = |cell: &str| cell.trim().parse().unwrap_or(0);
    let line = |l: &str| l.split(',').map(number).collect();
    Ok(text.lines().skip(1).map(line).collect())
}

/// A trusting reader, for measuring: `hudna-network` has the one that checks.
fn read(folder: &Path) -> Result<Instance, Failure> {
    let meta = std::fs::read_to_string(folder.join("meta.csv"))?;
    let horizon = meta.lines().find_map(|l| l.strip_prefix("horizon,"));
    let arcs = table(folder, "arcs.csv")?;
    let sources = table(folder, "sources.csv")?;
    let sinks = table(folder, "sinks.csv")?;
    let mut crossings = Vec::new();
    for s in &sinks {
        let window = CapacityWindow {
            open: s[1],
            close: s[2],
            rate: Rate::whole(s[3]),
        };
        crossings.push(Crossing {
            node: NodeIdx(s[0]),
            capacity: Capacity::from_windows(vec![window])?,
            storage: None,
        });
    }
    let arc = |a: &Vec<u32>| Arc {
        tail: NodeIdx(a[0]),
        head: NodeIdx(a[1]),
        transit: a[2],
        capacity: Capacity::constant(a[3]),
    };
    let source = |s: &Vec<u32>| Source {
        node: NodeIdx(s[0]),
        supply: s[1],
        release: 0,
    };
    Ok(Instance {
        node_count: u32::try_from(table(folder, "nodes.csv")?.len())?,
        arcs: arcs.iter().map(arc).collect(),
        sources: sources.iter().map(source).collect(),
        crossings,
        horizon: horizon.ok_or("meta.csv names no horizon")?.trim().parse()?,
        hold: Hold::All,
    })
}

/// The arrivals of `expected.csv`, when there is one.
fn expected(folder: &Path) -> Option<Vec<u64>> {
    let text = std::fs::read_to_string(folder.join("expected.csv")).ok()?;
    let value = |line: &str| line.split(',').nth(1)?.trim().parse().ok();
    text.lines().skip(1).map(value).collect()
}

/// The highest memory use so far, in KiB, where the system tells.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kib = line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or(0)
}

/// How many different ways (source, crossing, arcs) the groups take.
fn ways(groups: &[Group]) -> usize {
    let mut ways: BTreeMap<_, u64> = BTreeMap::new();
    for g in groups {
        let arcs: Vec<u32> = g.legs.iter().map(|l| l.arc.0).collect();
        *ways.entry((g.source, g.crossing, arcs)).or_default() += g.persons();
    }
    ways.len()
}

fn write_schedule(file: &str, instance: &Instance, groups: &[Group]) -> Result<(), Failure> {
    let mut text = String::from("zone,crossing,from,to,persons_per_step,exit,arcs,entries\n");
    for g in groups {
        let list = |f: &dyn Fn(&Leg) -> u32| {
            let numbers: Vec<String> = g.legs.iter().map(|l| f(l).to_string()).collect();
            numbers.join(" ")
        };
        writeln!(
            text,
            "{},{},{},{},{},{},{},{}",
            instance.sources[g.source.pos()].node.0,
            instance.crossings[g.crossing.pos()].node.0,
            g.departures.start,
            g.departures.end,
            g.departures.persons,
            g.exit,
            list(&|l| l.arc.0),
            list(&|l| l.entry),
        )?;
    }
    std::fs::write(file, text)?;
    Ok(())
}

/// Closes each crossing at so many moments of the known plan, plans again from it and from the
/// beginning, and prints what the one took of the other; with `each`, also of every closing.
fn close_each(folder: &Path, instance: &Instance, moments: u32, each: bool) -> Result<(), Failure> {
    let smaller = simplified(instance);
    let small = smaller.instance();
    let known = earliest_arrival(small, &mut |_| {})?;
    let (taken_over_us, planner) = timed(|| Replanner::new(small, &known.certificate));
    let mut planner = planner.ok_or("the known plan is not taken over")?;
    let end = known.clearance.unwrap_or(instance.horizon);
    let (mut shares, mut warm_all, mut cold_all) = (Vec::new(), Vec::new(), Vec::new());
    for crossing in 0..instance.crossings.len() {
        for from in (1..=moments).map(|i| i * end / (moments + 1)) {
            let mut closed = small.clone();
            let capacity = &mut closed.crossings[crossing].capacity;
            let windows = capacity.windows().iter().filter(|w| w.open < from);
            let windows = windows.map(|w| CapacityWindow {
                close: w.close.min(from),
                ..*w
            });
            *capacity = Capacity::from_windows(windows.collect())?;
            let crossings = closed.crossings.iter();
            let places: Vec<Capacity> = crossings.map(|c| c.capacity.clone()).collect();
            let (warm_us, warm) = timed(|| planner.plan(&places, &mut |_| {}));
            let (cold_us, cold) = timed(|| earliest_arrival(&closed, &mut |_| {}));
            let (warm, cold) = (warm.ok_or("the known plan is none")?, cold?);
            certify(&closed, &warm.certificate)?;
            if warm.arrived_by() != cold.arrived_by() {
                return Err(format!("crossing {crossing} closed at {from}: curves differ").into());
            }
            if each {
                println!(
                    "{{\"crossing\": {crossing}, \"from\": {from}, \"again_us\": {warm_us}, \"anew_us\": {cold_us}}}"
                );
            }
            shares.push(warm_us * 1_000 / cold_us.max(1));
            warm_all.push(warm_us);
            cold_all.push(cold_us);
        }
    }
    // Of an even number, midway between the two in the middle.
    let median = |all: &mut Vec<u128>| {
        all.sort_unstable();
        let middle = [all.len().saturating_sub(1) / 2, all.len() / 2];
        middle
            .map(|i| all.get(i).copied().unwrap_or(0))
            .iter()
            .sum::<u128>()
            / 2
    };
    println!(
        "{{\"instance\": {:?}, \"replanned\": {}, \"permille_of_a_solve\": {{\"least\": {}, \"median\": {}, \"most\": {}}}, \
         \"again_us\": {}, \"anew_us\": {}, \"taken_over_us\": {taken_over_us}}}",
        folder.file_name().unwrap_or_default(),
        shares.len(),
        shares.iter().min().copied().unwrap_or(0),
        median(&mut shares),
        shares.iter().max().copied().unwrap_or(0),
        median(&mut warm_all),
        median(&mut cold_all),
    );
    Ok(())
}

fn main() -> Result<(), Failure> {
    let mut words = std::env::args().skip(1);
    let (mut schedule, mut closings, mut each, mut rounds) = (None, None, false, 0);
    while let Some(folder) = words.next() {
        if folder == "--closings" {
            closings = words.next().and_then(|n| n.parse().ok());
            continue;
        }
        if folder == "--each" {
            each = true;
            continue;
        }
        if folder == "--rounds" {
            rounds = words.next().and_then(|n| n.parse().ok()).unwrap_or(0);
            continue;
        }
        if folder == "--schedule" {
            schedule = words.next();
            continue;
        }
        let folder = Path::new(&folder);
        let (read_us, instance) = timed(|| read(folder));
        let instance = instance?;
        if let Some(moments) = closings {
            close_each(folder, &instance, moments, each)?;
            continue;
        }
        let (stages, solved) = solve(&instance)?;
        let outcome = &solved.outcome;
        let solved_kib = peak_kib();
        let (certify_us, accepted) = timed(|| certify(&instance, &outcome.certificate));
        let accepted = accepted?;
        let certified_kib = peak_kib();
        let (schedule_us, groups) = timed(|| solved.groups(rounds));
        let mut scheduled = outcome.certificate.clone();
        scheduled.flow = recompose(&instance, &groups);
        certify(&instance, &scheduled)?;
        let peak_kib = peak_kib();
        if let Some(file) = &schedule {
            write_schedule(file, &instance, &groups)?;
        }
        let arrived = outcome.arrived_by();
        let left: u64 = arrived.iter().map(|n| accepted.people - n).sum();
        let agrees = match expected(folder) {
            Some(curve) => (curve == arrived).to_string(),
            None => "null".to_owned(),
        };
        let runs = |arcs: &[Vec<_>]| arcs.iter().map(Vec::len).sum::<usize>();
        let cut_runs: usize = outcome.certificate.cuts.nodes.iter().map(Vec::len).sum();
        println!(
            "{{\"instance\": {:?}, \"value\": {}, \"eap_cost\": {left}, \"minT\": {}, \"agrees\": {agrees}, \
             \"read_us\": {read_us}, \"build_us\": {}, \"solve_us\": {}, \"cuts_us\": {}, \
             \"certify_us\": {certify_us}, \"schedule_us\": {schedule_us}, \
             \"nodes\": {}, \"arcs\": {}, \"zones\": {}, \"people\": {}, \"horizon\": {}, \
             \"groups\": {}, \"ways\": {}, \"flow_runs\": {}, \"schedule_runs\": {}, \"cut_runs\": {cut_runs}, \
             \"solved_kib\": {solved_kib}, \"certified_kib\": {certified_kib}, \"peak_kib\": {peak_kib}}}",
            folder.file_name().unwrap_or_default(),
            accepted.out,
            accepted.clearance.map_or(-1, i64::from),
            stages.build,
            stages.solve,
            stages.cuts,
            instance.node_count,
            instance.arcs.len(),
            instance.sources.len(),
            accepted.people,
            instance.horizon,
            groups.len(),
            ways(&groups),
            runs(&outcome.certificate.flow.arcs),
            runs(&scheduled.flow.arcs),
        );
    }
    Ok(())
}
