//! Crossings at which only so many may wait, against hand-counted maps and the naive oracle.

mod support;

use hudna_flow::{
    Replanner, decompose, earliest_arrival, earliest_arrival_beyond, recompose, steady_groups,
};
use hudna_instance::{Capacity, Hold, Instance, InstanceError, Rate};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use support::{Map, any_bounded_instance, any_town, oracle, solved, windows};

/// One person a step comes to a crossing that opens in step 5 and passes four.
fn narrow_street() -> Map {
    Map::draw("a-x", 10).people('a', 20).crossing('x', 5..10, 4)
}

#[test]
fn who_may_wait_before_a_crossing_opens_late_counts_to_the_person() {
    // In step 5 one comes; before it, those who waited.
    for (storage, arrivals) in [
        (0, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]),
        (1, [0, 0, 0, 0, 0, 2, 1, 1, 1, 1]),
        (2, [0, 0, 0, 0, 0, 3, 1, 1, 1, 1]),
        (4, [0, 0, 0, 0, 0, 4, 2, 1, 1, 1]),
        (99, [0, 0, 0, 0, 0, 4, 2, 1, 1, 1]),
    ] {
        let map = narrow_street().storage('x', storage);
        assert_eq!(map.arrivals(), arrivals, "storage {storage}");
    }
    assert_eq!(narrow_street().arrivals(), [0, 0, 0, 0, 0, 4, 2, 1, 1, 1]);
}

#[test]
fn people_wait_in_the_street_before_a_crossing_where_nobody_may_wait() {
    // As many can wait at b as like; only the last stretch limits how fast they come.
    let wide = Capacity::constant(9);
    let map = |storage| {
        let map = Map::draw("a-b-x", 8).people('a', 4).crossing('x', 6..8, 4);
        map.places('b', 'x', &wide).storage('x', storage)
    };
    assert_eq!(map(0).arrivals(), [0, 0, 0, 0, 0, 0, 4, 0]);
    let groups = |map: &Map| decompose(&map.instance, &solved(&map.instance).certificate.flow);
    assert!(groups(&map(0)).iter().all(|g| g.legs[1].entry == 5));
}

#[test]
fn who_is_at_home_at_the_crossing_does_not_wait_there() {
    let map = Map::draw("x-a", 6)
        .people('x', 5)
        .crossing('x', 3..6, 4)
        .storage('x', 0);
    assert_eq!(map.arrivals(), [0, 0, 0, 4, 1, 0]);
}

#[test]
fn the_least_storage_of_two_crossings_at_one_place_counts() {
    let mut map = narrow_street().crossing('x', 9..10, 9).storage('x', 2);
    map.instance.crossings[1].storage = Some(Capacity::constant(9));
    assert_eq!(map.arrivals(), [0, 0, 0, 0, 0, 3, 1, 1, 1, 1]);
}

#[test]
fn room_to_wait_that_shrinks_is_left_in_time() {
    // Three may wait until step 3, then one.
    let mut map = narrow_street().storage('x', 0);
    let room = windows(&[(0, 3, Rate::whole(3)), (3, 10, Rate::whole(1))]);
    map.instance.crossings[0].storage = Some(room);
    assert_eq!(map.arrivals(), [0, 0, 0, 0, 0, 2, 1, 1, 1, 1]);
}

#[test]
fn who_walks_round_the_block_instead_of_waiting_still_does_in_the_groups() {
    // Nobody may wait at x, and the street from b is open in step 0 only: so to c, wait there, and back.
    let map = Map::draw("b-x-c", 6)
        .people('b', 1)
        .crossing('x', 4..6, 1)
        .places('b', 'x', &windows(&[(0, 1, Rate::whole(1))]))
        .storage('x', 0);
    assert_eq!(map.arrivals(), [0, 0, 0, 0, 1, 0]);
    let outcome = solved(&map.instance);
    let groups = decompose(&map.instance, &outcome.certificate.flow);
    assert_eq!(groups[0].legs.len(), 3);
    kept_to(&map.instance);
}

#[test]
fn a_plan_with_storage_is_not_made_from_another() {
    let bounded = narrow_street().storage('x', 1).instance;
    let free = narrow_street().instance;
    let known = solved(&bounded).certificate;
    assert!(Replanner::new(&bounded, &known).is_none());
    assert!(Replanner::new(&free, &solved(&free).certificate).is_some());
    let mut longer = bounded.clone();
    longer.horizon = 12;
    assert!(earliest_arrival_beyond(&longer, &known, &mut |_| {}).is_none());
}

#[test]
fn more_copies_than_can_be_held_are_refused_before_they_are_made() {
    let mut map = narrow_street().storage('x', 1);
    map.instance.horizon = Instance::MAX_HORIZON;
    map.instance.crossings[0].capacity = windows(&[(1_000, 1_001, Rate::whole(4))]);
    map.instance.sources[0].supply = 4;
    // Narrower than the crossing, so all but one would have to wait there.
    let told = earliest_arrival(&map.instance, &mut |_| {}).map(|_| ());
    assert!(
        matches!(told, Err(InstanceError::TooLarge { .. })),
        "{told:?}"
    );
}

/// Solves, certifies, and checks that the groups are a plan with the same exits and the same storage.
fn kept_to(instance: &Instance) {
    let certificate = solved(instance).certificate;
    for rounds in [0, 2] {
        let mut told = certificate.clone();
        let groups = steady_groups(instance, &certificate.flow, rounds);
        told.flow = recompose(instance, &groups);
        assert_eq!(told.flow.exits, certificate.flow.exits);
        if let Err(why) = hudna_certify::certify(instance, &told) {
            panic!("{why}\n{instance:#?}\n{groups:#?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_step_is_optimal_and_certified_and_so_are_the_groups(instance in any_bounded_instance()) {
        let outcome = solved(&instance);
        prop_assert_eq!(outcome.arrived_by(), &oracle(&instance)[..]);
        kept_to(&instance);
    }
}

/// A town whose crossings open late, with little room before them.
fn crowded(town: Instance, room: u32) -> Instance {
    let mut town = town;
    for c in &mut town.crossings {
        c.storage = Some(Capacity::constant(room));
    }
    town
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_town_with_little_room_at_its_crossings_is_certified(town in any_town(), room in 0u32..12) {
        kept_to(&crowded(town, room));
    }
}

#[test]
fn in_towns_the_storage_is_sometimes_enough_and_sometimes_not() {
    let mut runner = TestRunner::deterministic();
    let (mut enough, mut fewer) = (0, 0);
    for room in 0..120 {
        let town = any_town().new_tree(&mut runner).unwrap().current();
        let free = solved(&town);
        let bounded = solved(&crowded(town, room % 12));
        if free.arrived_by() == bounded.arrived_by() {
            enough += 1;
        } else {
            fewer += 1;
        }
    }
    assert!(enough >= 20 && fewer >= 20, "{enough} enough, {fewer} not");
}

#[test]
fn where_nobody_may_wait_on_the_way_storage_changes_nothing() {
    let map = narrow_street().hold(Hold::Sources);
    assert_eq!(
        map.arrivals(),
        narrow_street()
            .hold(Hold::Sources)
            .storage('x', 3)
            .arrivals()
    );
}
