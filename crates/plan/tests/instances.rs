//! Bare instances, and the curves that two other programs found for real cities.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at the first surprise and says aloud what it skips"
)]

mod support;

use std::{fs, path::Path};

use hudna_network::read_csv_instance;
use hudna_plan::{PlanReport, TermsBasis, plan_instance};
use hudna_truce::PersonClass;
use support::assert_adds_up;

fn planned(folder: &Path) -> PlanReport {
    let csv = read_csv_instance(folder).unwrap_or_else(|e| panic!("{e}"));
    plan_instance(&csv, &|_, _, _| {}).unwrap_or_else(|e| panic!("{e}"))
}

fn instance(horizon: u32, supply: u32) -> PlanReport {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in [
        (
            "meta.csv",
            format!("key,value\nstep_seconds,60\nhorizon,{horizon}\n"),
        ),
        ("nodes.csv", "id,x,y\n0,0,0\n1,0,0\n2,0,0\n".to_owned()),
        ("arcs.csv", "from,to,transit,capacity\n0,1,1,5\n".to_owned()),
        ("sources.csv", format!("node,supply\n0,{supply}\n2,0\n")),
        (
            "sinks.csv",
            "node,open,close,capacity\n1,0,2,3\n1,3,10,4\n".to_owned(),
        ),
    ] {
        fs::write(dir.path().join(name), text).unwrap();
    }
    planned(dir.path())
}

#[test]
fn an_instance_is_planned_to_its_horizon() {
    let r = instance(10, 10);
    assert_adds_up(&r);
    // Three in step 1; closed in step 2; then four a step.
    assert_eq!(r.arrived_by, [0, 3, 3, 7, 10, 10, 10, 10, 10, 10]);
    assert_eq!((r.terms.clone(), r.opens), (TermsBasis::Instance, None));
    assert_eq!((r.shortest_window_s, r.window_s), (Some(300), 600));
    assert_eq!(r.crossings[1].windows_s, [(180, 600)]);
    assert_eq!(r.classes[0].class, PersonClass::Civilians);
    assert!(r.what_if.is_empty());
}

#[test]
fn beyond_the_horizon_the_crossings_that_reach_it_stay_open() {
    let r = instance(10, 50);
    assert_adds_up(&r);
    assert_eq!(r.out_at_close, 3 + 7 * 4);
    // Nineteen more at four a step.
    assert_eq!(r.shortest_window_s, Some(15 * 60));
    assert!(r.searched_s >= 900);
}

/// Compares the curve of an instance beside the repository with its known optimum, step by step.
fn equals_the_known_curve(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/networks")
        .join(name);
    if !folder.is_dir() {
        println!("SKIPPED: the curve of {name} needs ../shared");
        return;
    }
    let r = planned(&folder);
    let known = fs::read_to_string(folder.join("expected.csv")).unwrap();
    let told: String = r
        .arrived_by
        .iter()
        .enumerate()
        .map(|(t, n)| format!("{t},{n}\n"))
        .collect();
    assert_eq!(format!("t,arrived_by_t\n{told}"), known);
    assert_adds_up(&r);
}

#[test]
#[ignore = "minutes, not seconds"]
fn the_curve_of_padang_is_the_known_optimum_at_every_step() {
    equals_the_known_curve("padang");
}

#[test]
#[ignore = "minutes, not seconds"]
fn the_curve_of_aleppo_is_the_known_optimum_at_every_step() {
    equals_the_known_curve("aleppo-60s");
}
