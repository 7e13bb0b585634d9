//! Aleppo's streets at one-minute steps: equal to the known curve at every step.

use std::path::PathBuf;

use hudna_certify::certify;
use hudna_flow::earliest_arrival;
use hudna_instance::{
    Arc, Capacity, CapacityWindow, Crossing, Hold, Instance, NodeIdx, Rate, Source,
};

fn folder() -> Option<PathBuf> {
    let shared =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/networks/aleppo-60s");
    shared.join("arcs.csv").is_file().then_some(shared)
}

fn table(file: PathBuf) -> Vec<Vec<u32>> {
    let text = std::fs::read_to_string(file).expect("a readable file");
    let number = |cell: &str| cell.trim().parse().expect("a whole number");
    let line = |l: &str| l.split(',').map(number).collect();
    text.lines().skip(1).map(line).collect()
}

#[test]
// The runner shows it only when something is amiss; then it must be seen.
#[allow(clippy::print_stderr)]
fn aleppo_is_planned_to_the_known_curve_and_certified() {
    let Some(folder) = folder() else {
        eprintln!("SKIPPED: aleppo_is_planned_to_the_known_curve_and_certified needs ../shared");
        return;
    };
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
    let crossing = |c: &Vec<u32>| {
        let window = CapacityWindow {
            open: c[1],
            close: c[2],
            rate: Rate::whole(c[3]),
        };
        Crossing {
            node: NodeIdx(c[0]),
            capacity: Capacity::from_windows(vec![window]).expect("one window"),
            storage: None,
        }
    };
    let instance = Instance {
        node_count: 23_425,
        arcs: table(folder.join("arcs.csv")).iter().map(arc).collect(),
        sources: table(folder.join("sources.csv"))
            .iter()
            .map(source)
            .collect(),
        crossings: table(folder.join("sinks.csv"))
            .iter()
            .map(crossing)
            .collect(),
        horizon: 600,
        hold: Hold::All,
    };
    let outcome = earliest_arrival(&instance, &mut |_| {}).expect("a valid instance");
    certify(&instance, &outcome.certificate).expect("a true certificate");
    let expected = table(folder.join("expected.csv"));
    let expected: Vec<u64> = expected.iter().map(|line| u64::from(line[1])).collect();
    assert_eq!(outcome.arrived_by(), expected);
    assert_eq!(outcome.clearance, Some(439));
}
