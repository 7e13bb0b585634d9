//! The schedule adds up to a plan with the same arrivals.

mod support;

use hudna_certify::certify;
use hudna_flow::{decompose, recompose};
use hudna_instance::{Arc, Capacity, Hold, NodeIdx};
use proptest::prelude::*;
use support::{Map, any_instance, any_town, solved};

#[test]
fn a_steady_stream_is_one_group() {
    let map = Map::draw("a--2--b-x", 20)
        .people('a', 9)
        .crossing('x', 0..20, 1);
    let outcome = solved(&map.instance);
    let groups = decompose(&map.instance, &outcome.certificate.flow);
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].persons(), 9);
    let entries: Vec<u32> = groups[0].legs.iter().map(|l| l.entry).collect();
    assert_eq!(entries, [0, 2]);
    assert_eq!(
        (groups[0].departures.start, groups[0].departures.end),
        (0, 9)
    );
    assert_eq!(groups[0].exit, 3);
}

#[test]
fn people_wait_at_home_for_a_crossing_that_opens_late() {
    let map = Map::draw("a-b-x", 12)
        .people('a', 4)
        .crossing('x', 6..12, 1);
    let outcome = solved(&map.instance);
    let groups = decompose(&map.instance, &outcome.certificate.flow);
    assert_eq!(groups.len(), 1);
    assert_eq!((groups[0].departures.start, groups[0].exit), (4, 6));
}

#[test]
fn a_walk_round_the_block_is_not_scheduled() {
    let mut map = Map::draw("a-b-x", 5).people('a', 1).crossing('x', 0..5, 1);
    let outcome = solved(&map.instance);
    let mut flow = outcome.certificate.flow;
    for (tail, head) in [('b', 'a'), ('a', 'b')] {
        let (tail, head) = (map.node(tail), map.node(head));
        map.instance.arcs.insert(
            0,
            Arc {
                tail,
                head,
                transit: 0,
                capacity: Capacity::constant(3),
            },
        );
        let round = hudna_instance::FlowRun {
            start: 1,
            end: 2,
            persons: 2,
        };
        flow.arcs.insert(0, vec![round]);
    }
    let groups = decompose(&map.instance, &flow);
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].legs.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn groups_add_up_to_a_certified_plan_with_the_same_arrivals(instance in any_instance()) {
        let mut certificate = solved(&instance).certificate;
        let before = certificate.flow.clone();
        let groups = decompose(&instance, &before);
        certificate.flow = recompose(&instance, &groups);
        prop_assert_eq!(&certificate.flow.exits, &before.exits);
        let accepted = certify(&instance, &certificate);
        prop_assert!(accepted.is_ok(), "{:?}", accepted);
        let persons: u64 = groups.iter().map(hudna_flow::Group::persons).sum();
        prop_assert_eq!(Some(&persons), certificate.arrived_by.last());
        if instance.hold == Hold::Sources {
            prop_assert_eq!(&certificate.flow.departures, &before.departures);
        }
    }

    #[test]
    fn every_way_of_a_group_holds_together(instance in any_instance()) {
        let certificate = solved(&instance).certificate;
        for g in decompose(&instance, &certificate.flow) {
            let source = &instance.sources[g.source.pos()];
            let (mut here, mut t): (NodeIdx, u32) = (source.node, g.departures.start);
            for l in &g.legs {
                let arc = &instance.arcs[l.arc.pos()];
                prop_assert!(arc.tail == here && l.entry >= t);
                (here, t) = (arc.head, l.entry + arc.transit);
            }
            prop_assert!(instance.crossings[g.crossing.pos()].node == here && g.exit >= t);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_schedule_of_a_town_is_certified(town in any_town()) {
        let mut certificate = solved(&town).certificate;
        let groups = decompose(&town, &certificate.flow);
        certificate.flow = recompose(&town, &groups);
        let accepted = certify(&town, &certificate);
        prop_assert!(accepted.is_ok(), "{:?}", accepted);
    }
}
