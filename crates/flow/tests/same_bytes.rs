//! The same instance gives the same plan, whoever else computes at the same time.

mod support;

use std::thread;

use hudna_flow::{decompose, earliest_arrival, recompose, steady_groups};
use hudna_instance::{Hold, Instance};
use proptest::prelude::*;
use support::{Map, any_town};

/// Everything that is computed, written out.
fn plan(instance: &Instance) -> String {
    let outcome = earliest_arrival(instance, &mut |_| {}).expect("a valid instance");
    let groups = decompose(instance, &outcome.certificate.flow);
    let flow = recompose(instance, &groups);
    let steady = steady_groups(instance, &outcome.certificate.flow, 3);
    format!("{outcome:?}\n{groups:?}\n{flow:?}\n{steady:?}")
}

/// The plans that `threads` threads find for the same instance at the same time.
fn at_once(instance: &Instance, threads: usize) -> Vec<String> {
    thread::scope(|s| {
        let all: Vec<_> = (0..threads).map(|_| s.spawn(|| plan(instance))).collect();
        let joined = all.into_iter().map(thread::ScopedJoinHandle::join);
        joined.map(|p| p.expect("no panic")).collect()
    })
}

#[test]
fn the_plan_of_a_map_is_the_same_on_one_thread_and_on_eight() {
    for hold in [Hold::All, Hold::Sources] {
        let map = Map::draw("a-b-c-x\n| | |\nd-e-f-y\n", 40)
            .hold(hold)
            .people('a', 13)
            .people('d', 17)
            .people('e', 5)
            .crossing('x', 3..30, 1)
            .crossing('y', 0..40, 2);
        let alone = plan(&map.instance);
        assert!(at_once(&map.instance, 8).iter().all(|p| *p == alone));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_plan_of_a_town_is_the_same_on_any_number_of_threads(town in any_town(), threads in 2usize..9) {
        let alone = plan(&town);
        prop_assert!(at_once(&town, threads).iter().all(|p| *p == alone));
    }
}
