//! The schedule adds up to a plan with the same arrivals.

mod support;

use hudna_certify::certify;
use hudna_flow::{Group, decompose, recompose, steady_groups};
use hudna_instance::{
    Arc, Capacity, Certificate, Crossing, FlowOverTime, Hold, Instance, NodeIdx, Rate, Source,
};
use proptest::prelude::*;
use support::{Map, any_instance, any_town, solved, windows};

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

/// A town of twelve by twelve corners with uneven streets, zones all over it and four crossings at its
/// edge, of which two close and one opens late.
fn town() -> Instance {
    let side = 12;
    let corner = |row: u32, column: u32| NodeIdx(row * side + column);
    let mut arcs = Vec::new();
    let mut join = |a: NodeIdx, b: NodeIdx| {
        let uneven = a.0 * 31 + b.0 * 17;
        for (tail, head) in [(a, b), (b, a)] {
            arcs.push(Arc {
                tail,
                head,
                transit: uneven % 3,
                capacity: Capacity::constant(3 + uneven % 5),
            });
        }
    };
    for i in 0..side {
        for j in 1..side {
            join(corner(i, j - 1), corner(i, j));
            join(corner(j - 1, i), corner(j, i));
        }
    }
    let sources = (0..side).map(|i| Source {
        node: corner(i, i * 5 % side),
        supply: 60 + i * 37 % 90,
        release: 0,
    });
    let crossing = |node, open, close, persons| Crossing {
        node,
        capacity: windows(&[(open, close, Rate::whole(persons))]),
        storage: None,
    };
    Instance {
        node_count: side * side,
        arcs,
        sources: sources.collect(),
        crossings: vec![
            crossing(corner(0, 4), 0, 60, 7),
            crossing(corner(11, 6), 0, 150, 6),
            crossing(corner(5, 0), 20, 150, 8),
            crossing(corner(8, 11), 0, 35, 9),
        ],
        horizon: 150,
        hold: Hold::All,
    }
}

#[test]
fn rounds_of_search_bring_fewer_groups_with_the_same_exits() {
    let town = town();
    let certificate = solved(&town).certificate;
    let counts: Vec<usize> = (0..4)
        .map(|rounds| {
            let groups = steady_groups(&town, &certificate.flow, rounds);
            certified(&town, &certificate, &groups);
            groups.len()
        })
        .collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
    assert!(counts[3] * 2 <= counts[0], "{counts:?}");
}

/// Checks that groups tell the same arrivals as a certified plan, and that each way holds together.
fn certified(instance: &Instance, certificate: &Certificate, groups: &[Group]) -> FlowOverTime {
    let mut told = certificate.clone();
    told.flow = recompose(instance, groups);
    assert_eq!(told.flow.exits, certificate.flow.exits);
    if let Err(why) = certify(instance, &told) {
        panic!("{why}\n{instance:#?}\n{groups:#?}");
    }
    let persons: u64 = groups.iter().map(Group::persons).sum();
    assert_eq!(Some(&persons), certificate.arrived_by.last());
    for g in groups {
        let source = &instance.sources[g.source.pos()];
        let (mut here, mut t): (NodeIdx, u32) = (source.node, g.departures.start);
        for l in &g.legs {
            let arc = &instance.arcs[l.arc.pos()];
            assert!(arc.tail == here && l.entry >= t);
            (here, t) = (arc.head, l.entry + arc.transit);
        }
        assert!(instance.crossings[g.crossing.pos()].node == here && g.exit >= t);
    }
    told.flow
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn groups_add_up_to_a_certified_plan_with_the_same_arrivals(instance in any_instance()) {
        let certificate = solved(&instance).certificate;
        let flow = certified(&instance, &certificate, &decompose(&instance, &certificate.flow));
        if instance.hold == Hold::Sources {
            prop_assert_eq!(&flow.departures, &certificate.flow.departures);
        }
    }

    #[test]
    fn steady_groups_add_up_to_a_certified_plan_with_the_same_arrivals(
        instance in any_instance(),
        rounds in 1u32..5,
    ) {
        let certificate = solved(&instance).certificate;
        let groups = steady_groups(&instance, &certificate.flow, rounds);
        certified(&instance, &certificate, &groups);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_schedule_of_a_town_is_certified(town in any_town(), rounds in 0u32..5) {
        let certificate = solved(&town).certificate;
        let groups = steady_groups(&town, &certificate.flow, rounds);
        certified(&town, &certificate, &groups);
    }
}
