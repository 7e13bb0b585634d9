//! A plan made from a known one when crossings change, against a plan made from the beginning.

#![allow(clippy::unwrap_used)]

mod support;

use hudna_flow::{earliest_arrival, earliest_arrival_from};
use hudna_instance::{Capacity, CapacityWindow, Hold, Instance, Rate};
use proptest::prelude::*;
use support::{Map, accepted, any_instance, any_town, solved};

/// The capacity until step `from`, then the other.
fn spliced(before: &Capacity, from: u32, after: &Capacity) -> Capacity {
    // Step by step: a rate that begins elsewhere in its period is another one.
    let step = |t: u32| {
        let capacity = if t < from { before } else { after };
        CapacityWindow {
            open: t,
            close: t + 1,
            rate: Rate::whole(capacity.at(t)),
        }
    };
    Capacity::from_windows((0..100).map(step).collect()).unwrap()
}

fn changed(instance: &Instance, crossing: usize, from: u32, after: &Capacity) -> Instance {
    let mut changed = instance.clone();
    if let Some(c) = changed.crossings.get_mut(crossing) {
        c.capacity = spliced(&c.capacity, from, after);
    }
    changed
}

/// Both ways bring as many out at every step, and the checker accepts the short one.
fn agree(instance: &Instance, crossing: usize, from: u32, after: &Capacity) {
    let known = solved(instance);
    let changed = changed(instance, crossing, from, after);
    let again = earliest_arrival_from(&changed, &known.certificate, from, &mut |_| {}).unwrap();
    accepted(&changed, &again);
    let cold = earliest_arrival(&changed, &mut |_| {}).unwrap();
    assert_eq!(again.arrived_by(), cold.arrived_by());
    assert_eq!(
        again.left_behind.iter().sum::<u32>(),
        cold.left_behind.iter().sum::<u32>()
    );
}

#[test]
fn those_who_would_leave_by_a_closed_crossing_find_another() {
    let map = Map::draw("y--3--a--1--x", 12)
        .people('a', 6)
        .crossing('x', 0..12, 1)
        .crossing('y', 0..12, 9);
    let known = solved(&map.instance);
    let closed = changed(&map.instance, 0, 4, &Capacity::closed());
    let again = earliest_arrival_from(&closed, &known.certificate, 4, &mut |_| {}).unwrap();
    accepted(&closed, &again);
    assert_eq!(again.arrived_by()[..4], known.arrived_by()[..4]);
    let cold = earliest_arrival(&closed, &mut |_| {}).unwrap();
    assert_eq!(again.arrived_by(), cold.arrived_by());
}

#[test]
fn a_plan_of_another_instance_is_not_taken_over() {
    let small = Map::draw("a-x", 6).people('a', 2).crossing('x', 0..6, 1);
    let large = Map::draw("a-b-x", 6).people('a', 2).crossing('x', 0..6, 1);
    let known = solved(&small.instance);
    let again = earliest_arrival_from(&large.instance, &known.certificate, 3, &mut |_| {}).unwrap();
    accepted(&large.instance, &again);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_town_replanned_from_a_step_on_is_as_good_as_planned_anew(
        town in any_town(),
        crossing in 0usize..4,
        from in 0u32..40,
        open in 0u32..40,
        length in 0u32..30,
        places in 0u32..9,
    ) {
        let after = if length == 0 {
            Capacity::closed()
        } else {
            support::windows(&[(open, open + length, Rate::whole(places))])
        };
        agree(&town, crossing, from.min(town.horizon), &after);
    }

    #[test]
    fn any_instance_replanned_is_as_good_as_planned_anew(
        instance in any_instance(),
        other in any_instance(),
        crossing in 0usize..3,
        from in 0u32..10,
    ) {
        let instance = Instance { hold: Hold::All, ..instance };
        let after = other.crossings.first().map(|c| c.capacity.clone()).unwrap_or_default();
        agree(&instance, crossing, from.min(instance.horizon), &after);
    }
}
