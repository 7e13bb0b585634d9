//! The smaller instance has the optimum of the original, and its certificate, lifted, is accepted
//! on the original.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![allow(
    clippy::print_stdout,
    reason = "what is skipped, and what was found, must be seen"
)]

use hudna_instance::{
    Arc, ArcIdx, Capacity, CapacityWindow, Crossing, Hold, Instance, NodeIdx, Rate, Source,
};
use std::path::Path;

use hudna_network::{Pace, Simplified, largest_usable, read_gmns, simplified};
use proptest::prelude::*;

fn arc(tail: u32, head: u32, transit: u32, capacity: Capacity) -> Arc {
    Arc {
        tail: NodeIdx(tail),
        head: NodeIdx(head),
        transit,
        capacity,
    }
}

fn whole(persons: u32) -> Capacity {
    Capacity::constant(persons)
}

fn rate(num: u32, den: u32) -> Capacity {
    Capacity::always(Rate { num, den })
}

/// Ten people at node 0, a crossing for four a step at the last node, twelve steps.
fn instance(node_count: u32, arcs: Vec<Arc>) -> Instance {
    Instance {
        node_count,
        arcs,
        sources: vec![Source {
            node: NodeIdx(0),
            supply: 10,
            release: 0,
        }],
        crossings: vec![Crossing {
            node: NodeIdx(node_count - 1),
            capacity: whole(4),
            storage: None,
        }],
        horizon: 12,
        hold: Hold::All,
    }
}

/// Solves both, compares the curves, and has the lifted certificate checked on the original.
fn same_optimum(original: &Instance) -> Result<Simplified, String> {
    let small = simplified(original);
    small.instance().validate().map_err(|e| e.to_string())?;
    let solve =
        |i: &Instance| hudna_flow::earliest_arrival(i, &mut |_| ()).map_err(|e| e.to_string());
    let (full, less) = (solve(original)?, solve(small.instance())?);
    if full.arrived_by() != less.arrived_by() {
        return Err(format!(
            "{:?} is now {:?}",
            full.arrived_by(),
            less.arrived_by()
        ));
    }
    hudna_certify::certify(original, &small.lift(&less.certificate)).map_err(|e| e.to_string())?;
    Ok(small)
}

#[test]
fn a_chain_becomes_one_arc_with_the_sum_of_times_and_the_least_capacity() {
    let i = instance(
        4,
        vec![
            arc(0, 1, 2, whole(3)),
            arc(1, 2, 1, whole(2)),
            arc(2, 3, 3, whole(5)),
        ],
    );
    let small = same_optimum(&i).unwrap();
    assert_eq!(small.instance().arcs, [arc(0, 1, 6, whole(2))]);
    assert_eq!((small.original().nodes, small.size().nodes), (4, 2));
}

#[test]
fn a_two_way_street_stays_two_way_whichever_part_is_narrow() {
    for (c1, c2, c3, c4) in [(3, 2, 3, 2), (2, 3, 2, 3), (2, 3, 3, 2), (3, 2, 2, 3)] {
        let i = instance(
            3,
            vec![
                arc(0, 1, 2, whole(c1)),
                arc(1, 2, 1, whole(c2)),
                arc(2, 1, 1, whole(c3)),
                arc(1, 0, 3, whole(c4)),
            ],
        );
        let small = same_optimum(&i).unwrap();
        assert_eq!(
            small.instance().arcs,
            [arc(0, 1, 3, whole(2)), arc(1, 0, 4, whole(2))]
        );
    }
}

#[test]
fn the_street_before_a_crossing_with_storage_stays_and_the_rest_of_the_chain_goes() {
    let mut i = instance(
        6,
        vec![
            arc(0, 1, 1, whole(2)),
            arc(1, 2, 1, whole(2)),
            arc(2, 3, 1, whole(2)),
            arc(3, 4, 0, whole(9)),
            arc(4, 5, 0, whole(9)),
            arc(5, 5, 1, whole(1)),
        ],
    );
    i.crossings[0].storage = Some(whole(1));
    i.crossings[0].capacity = Capacity::from_windows(vec![CapacityWindow {
        open: 6,
        close: 8,
        rate: Rate::whole(9),
    }])
    .unwrap();
    // Nodes 1, 2 and 3 are only on the way; at 4 people wait for the crossing, or go round at 5.
    let small = same_optimum(&i).unwrap();
    assert_eq!(
        small.instance().arcs,
        [
            arc(1, 2, 0, whole(9)),
            arc(2, 2, 1, whole(1)),
            arc(0, 1, 3, whole(2))
        ]
    );
    assert_eq!(small.size().nodes, 3);
}

#[test]
fn dead_ends_and_places_apart_go() {
    let i = instance(
        7,
        vec![
            arc(0, 6, 1, whole(3)),
            // 0 – 1 – 2 leads nowhere; 3 → 6 comes from nowhere; 4 and 5 lie apart.
            arc(0, 1, 1, whole(3)),
            arc(1, 2, 1, whole(3)),
            arc(2, 1, 1, whole(3)),
            arc(3, 6, 1, whole(9)),
            arc(4, 5, 1, whole(9)),
        ],
    );
    let small = same_optimum(&i).unwrap();
    assert_eq!(small.instance().arcs, [arc(0, 1, 1, whole(3))]);
}

#[test]
fn streets_side_by_side_stay_two() {
    let i = instance(
        4,
        vec![
            arc(0, 3, 3, rate(3, 2)),
            arc(0, 1, 1, whole(1)),
            arc(1, 3, 2, whole(2)),
            arc(0, 2, 2, whole(2)),
            arc(2, 3, 1, whole(2)),
        ],
    );
    let small = same_optimum(&i).unwrap();
    let [direct, left, right] = &small.instance().arcs[..] else {
        panic!("{:?}", small.instance().arcs);
    };
    assert_eq!(*direct, arc(0, 1, 3, rate(3, 2)));
    assert_eq!(*left, arc(0, 1, 3, whole(1)));
    assert_eq!(*right, arc(0, 1, 3, whole(2)));
    assert_eq!(small.parts()[2], [(ArcIdx(3), 0), (ArcIdx(4), 2)]);
}

#[test]
fn parts_of_persons_that_would_not_add_up_stay_apart() {
    // 1.5 a step behind 1.5 a step: the same after two steps, not after one.
    let even = instance(3, vec![arc(0, 1, 2, rate(3, 2)), arc(1, 2, 1, rate(3, 2))]);
    assert_eq!(same_optimum(&even).unwrap().size().arcs, 1);
    let odd = instance(3, vec![arc(0, 1, 1, rate(3, 2)), arc(1, 2, 1, rate(3, 2))]);
    assert_eq!(same_optimum(&odd).unwrap().size().arcs, 2);
}

#[test]
fn people_and_crossings_and_streets_with_hours_stay_where_they_are() {
    let hours = Capacity::from_windows(vec![CapacityWindow {
        open: 3,
        close: 9,
        rate: Rate::whole(2),
    }])
    .unwrap();
    let i = instance(3, vec![arc(0, 1, 1, whole(3)), arc(1, 2, 1, hours)]);
    assert_eq!(same_optimum(&i).unwrap().size().nodes, 3);
    let mut i = instance(3, vec![arc(0, 1, 1, whole(3)), arc(1, 2, 1, whole(3))]);
    i.sources.push(Source {
        node: NodeIdx(1),
        supply: 2,
        release: 1,
    });
    assert_eq!(same_optimum(&i).unwrap().size().nodes, 3);
}

#[test]
fn where_nobody_may_wait_a_dead_end_is_a_way_to_wait_and_stays() {
    let mut i = instance(
        3,
        vec![
            arc(0, 2, 1, whole(1)),
            arc(0, 1, 1, whole(1)),
            arc(1, 0, 1, whole(1)),
        ],
    );
    i.hold = Hold::Sources;
    assert_eq!(same_optimum(&i).unwrap().size().nodes, 3);
    i.arcs = vec![arc(0, 1, 1, whole(3)), arc(1, 2, 2, whole(2))];
    assert_eq!(
        same_optimum(&i).unwrap().instance().arcs,
        [arc(0, 1, 3, whole(2))]
    );
}

#[test]
fn people_who_cannot_leave_are_still_there() {
    let mut i = instance(4, vec![arc(0, 3, 1, whole(3))]);
    i.sources.push(Source {
        node: NodeIdx(1),
        supply: 5,
        release: 0,
    });
    let small = same_optimum(&i).unwrap();
    assert_eq!(small.instance().total_supply(), 15);
}

#[test]
fn the_street_graph_of_a_city_shrinks_and_its_plan_is_accepted_on_every_street() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/networks/aleppo");
    if !folder.is_dir() {
        println!("SKIPPED: the street graph of a city needs ../shared");
        return;
    }
    let (network, _) = largest_usable(&read_gmns(&folder).unwrap());
    let pace = Pace::new(60, 10).unwrap();
    let step = |a: &hudna_network::RoadArc| {
        let road = &network.roads()[a.road.pos()];
        arc(a.tail.0, a.head.0, pace.steps(road.length_mm), whole(10))
    };
    let every = |n: u32| {
        (0..network.nodes().len() as u32)
            .step_by(n as usize)
            .map(NodeIdx)
    };
    let original = Instance {
        node_count: network.nodes().len() as u32,
        arcs: network.arcs().iter().map(step).collect(),
        sources: every(1_000)
            .map(|node| Source {
                node,
                supply: 100,
                release: 0,
            })
            .collect(),
        crossings: every(8_000)
            .map(|node| Crossing {
                node,
                capacity: whole(3),
                storage: None,
            })
            .collect(),
        horizon: 200,
        hold: Hold::All,
    };
    let small = same_optimum(&original).unwrap();
    println!("{:?} is now {:?}", small.original(), small.size());
    assert!(
        small.size().nodes * 5 < small.original().nodes * 2,
        "{:?}",
        small.size()
    );
}

fn capacity() -> impl Strategy<Value = Capacity> {
    prop_oneof![
        6 => (0u32..4).prop_map(whole),
        3 => (1u32..8, 2u32..4).prop_map(|(num, den)| rate(num, den)),
        1 => (0u32..6, 1u32..8, 1u32..4).prop_map(|(open, length, persons)| {
            let window = CapacityWindow { open, close: open + length, rate: Rate::whole(persons) };
            Capacity::from_windows(vec![window]).unwrap()
        }),
    ]
}

/// A street with side streets: mostly bends and dead ends, both ways or one way.
fn street_map() -> impl Strategy<Value = Instance> {
    let street = (0u32..4, 0u32..4, capacity(), capacity(), 0u32..4);
    let extra = (0u32..10, 0u32..10, 0u32..4, capacity());
    let sources = prop::collection::vec((0u32..10, 0u32..9, 0u32..4), 1..3);
    let storage = prop::option::weighted(0.4, 0u32..4);
    let crossings = prop::collection::vec((0u32..10, capacity(), storage), 1..3);
    let streets = prop::collection::vec(street, 2..9);
    (
        streets,
        prop::collection::vec(extra, 0..5),
        sources,
        crossings,
        1u32..14,
        any::<bool>(),
    )
        .prop_map(|(streets, extra, sources, crossings, horizon, hold)| {
            let node_count = streets.len() as u32 + 1;
            let mut arcs = Vec::new();
            for (i, (there, back, c1, c2, kind)) in (0..).zip(streets) {
                if kind != 1 {
                    arcs.push(arc(i, i + 1, there, c1));
                }
                if kind != 2 {
                    arcs.push(arc(i + 1, i, back, c2));
                }
            }
            let n = |x: u32| x % node_count;
            arcs.extend(extra.into_iter().map(|(a, b, t, c)| arc(n(a), n(b), t, c)));
            Instance {
                node_count,
                arcs,
                sources: sources
                    .into_iter()
                    .map(|(v, supply, release)| Source {
                        node: NodeIdx(n(v)),
                        supply,
                        release,
                    })
                    .collect(),
                crossings: crossings
                    .into_iter()
                    .map(|(v, capacity, storage)| Crossing {
                        node: NodeIdx(n(v)),
                        capacity,
                        storage: storage.map(Capacity::constant),
                    })
                    .collect(),
                horizon,
                hold: if hold { Hold::All } else { Hold::Sources },
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_optimum_and_its_proof_survive(original in street_map()) {
        if let Err(e) = same_optimum(&original) {
            prop_assert!(false, "{}", e);
        }
    }
}
