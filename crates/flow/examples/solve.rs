//! Solves and certifies instances in the CSV format and prints one line of JSON for each.
//!
//! `cargo run --release -p hudna-flow --example solve -- FOLDER...`
//!
//! Where a folder holds `expected.csv`, the arrivals are compared with it at every step.

// An example is a small command line.
#![allow(clippy::print_stdout)]

use std::path::Path;
use std::time::Instant;

use hudna_certify::certify;
use hudna_flow::{decompose, earliest_arrival, recompose};
use hudna_instance::{
    Arc, Capacity, CapacityWindow, Crossing, Hold, Instance, NodeIdx, Rate, Source,
};

type Failure = Box<dyn std::error::Error>;

/// Nanoseconds this process has computed, where the system tells; else those that have passed.
fn cpu_ns(start: Instant) -> u128 {
    let stat = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let first = stat.split_whitespace().next().and_then(|n| n.parse().ok());
    first.unwrap_or_else(|| start.elapsed().as_nanos())
}

/// Milliseconds of computing, and the value computed.
fn timed<T>(f: impl FnOnce() -> T) -> (u128, T) {
    let start = Instant::now();
    let before = cpu_ns(start);
    let value = f();
    ((cpu_ns(start) - before) / 1_000_000, value)
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

/// The highest memory use so far, in MiB, where the system tells.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kib = line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}

fn main() -> Result<(), Failure> {
    for folder in std::env::args().skip(1) {
        let folder = Path::new(&folder);
        let (reading, instance) = timed(|| read(folder));
        let instance = instance?;
        let (solve, outcome) = timed(|| earliest_arrival(&instance, &mut |_| {}));
        let outcome = outcome?;
        let peak = peak_mib();
        let (check, accepted) = timed(|| certify(&instance, &outcome.certificate));
        let accepted = accepted?;
        let (schedule, groups) = timed(|| decompose(&instance, &outcome.certificate.flow));
        let mut scheduled = outcome.certificate.clone();
        scheduled.flow = recompose(&instance, &groups);
        certify(&instance, &scheduled)?;
        let arrived = outcome.arrived_by();
        let left: u64 = arrived.iter().map(|n| accepted.people - n).sum();
        let agrees = match expected(folder) {
            Some(curve) => (curve == arrived).to_string(),
            None => "null".to_owned(),
        };
        let flow_runs: usize = outcome.certificate.flow.arcs.iter().map(Vec::len).sum();
        let cut_runs: usize = outcome.certificate.cuts.nodes.iter().map(Vec::len).sum();
        println!(
            "{{\"instance\": {:?}, \"value\": {}, \"eap_cost\": {left}, \"minT\": {}, \"agrees\": {agrees}, \
             \"read_ms\": {}, \"solve_ms\": {}, \"certify_ms\": {}, \"schedule_ms\": {}, \"groups\": {}, \
             \"flow_runs\": {flow_runs}, \"cut_runs\": {cut_runs}, \"solved_mib\": {peak}, \"peak_mib\": {}}}",
            folder.file_name().unwrap_or_default(),
            accepted.out,
            accepted.clearance.map_or(-1, i64::from),
            reading,
            solve,
            check,
            schedule,
            groups.len(),
            peak_mib(),
        );
    }
    Ok(())
}
