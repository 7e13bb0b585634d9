//! A street is one street, however often the map cuts it.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use std::fmt::Write as _;

use hudna_plan::{PlanReport, Scenario, Terms, plan};
use proptest::prelude::*;
use support::{LINKS, NODES, SCENARIO, assert_adds_up, folder};

/// The plan of the tiny scenario where its middle road is cut into roads of these millimetres and
/// persons a minute, each with a blind alley; it is as narrow as the narrowest of them.
fn cut(pieces: &[(u32, u32)]) -> PlanReport {
    let mut nodes = NODES.to_owned();
    let mut links: String =
        LINKS
            .lines()
            .filter(|l| !l.starts_with("2,"))
            .fold(String::new(), |mut kept, l| {
                let persons = if l.starts_with("link_id") {
                    "persons_per_min"
                } else {
                    ""
                };
                let _ = writeln!(kept, "{l},{persons}");
                kept
            });
    let mut from = 2;
    for (i, (mm, persons)) in pieces.iter().enumerate() {
        let to = if i + 1 == pieces.len() { 3 } else { 100 + i };
        if to != 3 {
            let _ = writeln!(nodes, "{to},,,37.100,36.215");
            let _ = writeln!(nodes, "{},,,37.101,36.215", 1_000 + to);
            let _ = writeln!(links, "alley{i},,,{to},{},0,50,primary,", 1_000 + to);
        }
        let metres = format!("{}.{:03}", mm / 1_000, mm % 1_000);
        let _ = writeln!(links, "part{i},,,{from},{to},0,{metres},primary,{persons}");
        from = to;
    }
    let dir = folder(SCENARIO);
    std::fs::write(dir.path().join("network/node.csv"), nodes).unwrap();
    std::fs::write(dir.path().join("network/link.csv"), links).unwrap();
    let scenario = Scenario::load(dir.path()).unwrap_or_else(|e| panic!("{e}"));
    let terms = Terms::confirmed(&scenario).unwrap();
    plan(&scenario, &terms, &|_, _, _| {}).unwrap_or_else(|e| panic!("{e}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_street_cut_into_pieces_carries_and_takes_as_long_as_the_whole(
        pieces in prop::collection::vec((1u32..300_000, 1u32..40), 1..7),
    ) {
        let length = pieces.iter().map(|p| p.0).sum();
        let narrowest = pieces.iter().map(|p| p.1).min().unwrap();
        let (whole, parts) = (cut(&[(length, narrowest)]), cut(&pieces));
        assert_adds_up(&parts);
        prop_assert_eq!(whole.arrived_by, parts.arrived_by);
        prop_assert_eq!(whole.shortest_window_s, parts.shortest_window_s);
    }
}
