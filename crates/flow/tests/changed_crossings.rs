//! A plan made from a known one when crossings change or the window closes later, against a plan made
//! from the beginning.

#![allow(clippy::unwrap_used)]

mod support;

use hudna_flow::{Outcome, Replanner, earliest_arrival, earliest_arrival_beyond};
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

/// Made from the known plan and made from the beginning, as many are out at every step; the checker
/// accepts the short way.
fn agree(planner: &mut Replanner<'_>, changed: &Instance) -> Outcome {
    let places: Vec<Capacity> = changed
        .crossings
        .iter()
        .map(|c| c.capacity.clone())
        .collect();
    let again = planner.plan(&places, &mut |_| {}).unwrap();
    accepted(changed, &again);
    let cold = earliest_arrival(changed, &mut |_| {}).unwrap();
    assert_eq!(again.arrived_by(), cold.arrived_by());
    assert_eq!(
        again.left_behind.iter().sum::<u32>(),
        cold.left_behind.iter().sum::<u32>()
    );
    again
}

#[test]
fn those_who_would_leave_by_a_closed_crossing_find_another() {
    let map = Map::draw("y--3--a--1--x", 12)
        .people('a', 6)
        .crossing('x', 0..12, 1)
        .crossing('y', 0..12, 9);
    let known = solved(&map.instance);
    let mut planner = Replanner::new(&map.instance, &known.certificate).unwrap();
    let closed = changed(&map.instance, 0, 4, &Capacity::closed());
    let again = agree(&mut planner, &closed);
    assert_eq!(again.arrived_by()[..4], known.arrived_by()[..4]);
}

#[test]
fn a_crossing_closed_from_the_opening_on_and_one_opened_instead() {
    let map = Map::draw("y--3--a--1--x", 12)
        .people('a', 6)
        .crossing('x', 0..12, 1)
        .crossing('y', 9..12, 1);
    let known = solved(&map.instance);
    let mut planner = Replanner::new(&map.instance, &known.certificate).unwrap();
    let closed = changed(&map.instance, 0, 0, &Capacity::closed());
    agree(&mut planner, &closed);
    let opened = changed(&closed, 1, 0, &Capacity::constant(2));
    assert_eq!(agree(&mut planner, &opened).clearance, Some(9));
}

#[test]
fn where_no_crossing_differs_the_known_plan_is_given_back() {
    let map = Map::draw("a--2--b-x", 12)
        .people('a', 6)
        .people('b', 2)
        .crossing('x', 2..12, 1);
    let known = solved(&map.instance);
    let mut planner = Replanner::new(&map.instance, &known.certificate).unwrap();
    assert_eq!(agree(&mut planner, &map.instance), known);
}

#[test]
fn a_plan_does_not_depend_on_those_made_before_it() {
    let map = Map::draw("y--3--a-b-c--1--x", 20)
        .people('a', 9)
        .people('c', 5)
        .crossing('x', 0..20, 1)
        .crossing('y', 2..20, 1);
    let known = solved(&map.instance);
    let planner = Replanner::new(&map.instance, &known.certificate).unwrap();
    let one = changed(&map.instance, 0, 3, &Capacity::closed());
    let other = changed(&map.instance, 1, 5, &Capacity::constant(3));
    let mut used = planner.clone();
    agree(&mut used, &one);
    let again = agree(&mut used, &other);
    assert_eq!(again, agree(&mut planner.clone(), &other));
    assert_eq!(agree(&mut used, &map.instance), known);
}

#[test]
fn what_is_no_plan_of_the_instance_is_not_taken_over() {
    let small = Map::draw("a-x", 6).people('a', 2).crossing('x', 0..6, 1);
    let large = Map::draw("a-b-x", 6).people('a', 2).crossing('x', 0..6, 1);
    let known = solved(&small.instance).certificate;
    assert!(Replanner::new(&small.instance, &known).is_some());
    assert!(Replanner::new(&large.instance, &known).is_none());
    let mut from_nowhere = known.clone();
    from_nowhere.flow.departures[0].clear();
    assert!(Replanner::new(&small.instance, &from_nowhere).is_none());
    let mut too_many = known;
    too_many.flow.exits[0][0].persons = 5;
    assert!(Replanner::new(&small.instance, &too_many).is_none());
    let no_waiting = Instance {
        hold: Hold::Sources,
        ..small.instance
    };
    let known = solved(&no_waiting).certificate;
    assert!(Replanner::new(&no_waiting, &known).is_none());
}

/// A window that closes later, from the plan for the shorter one and from the beginning.
fn go_on(shorter: &Instance, longer: &Instance) {
    let known = solved(shorter).certificate;
    let beyond = earliest_arrival_beyond(longer, &known, &mut |_| {}).unwrap();
    accepted(longer, &beyond);
    let cold = earliest_arrival(longer, &mut |_| {}).unwrap();
    assert_eq!(beyond.arrived_by(), cold.arrived_by());
}

#[test]
fn a_longer_window_goes_on_from_the_plan_for_the_shorter_one() {
    let map = Map::draw("a--2--b-x", 30)
        .people('a', 9)
        .people('b', 2)
        .crossing('x', 2..30, 1);
    for horizon in 1..30 {
        let shorter = Instance {
            horizon,
            ..map.instance.clone()
        };
        go_on(&shorter, &map.instance);
    }
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
        let known = solved(&town);
        let mut planner = Replanner::new(&town, &known.certificate).unwrap();
        let from = from.min(town.horizon);
        agree(&mut planner, &changed(&town, crossing, from, &after));
        // Twice: what the first plan touched is put back.
        let both = changed(&town, crossing, from / 2, &after);
        agree(&mut planner, &changed(&both, (crossing + 1) % 4, from, &Capacity::closed()));
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
        let known = solved(&instance);
        let mut planner = Replanner::new(&instance, &known.certificate).unwrap();
        agree(&mut planner, &changed(&instance, crossing, from.min(instance.horizon), &after));
    }
    #[test]
    fn any_longer_window_is_as_good_as_planned_anew(town in any_town(), horizon in 1u32..40) {
        let horizon = horizon.min(town.horizon);
        let shorter = Instance { horizon, ..town.clone() };
        go_on(&shorter, &town);
    }

    #[test]
    fn any_longer_instance_is_as_good_as_planned_anew(
        instance in any_instance(),
        horizon in 1u32..40,
    ) {
        let longer = Instance { hold: Hold::All, ..instance };
        let horizon = horizon.min(longer.horizon);
        go_on(&Instance { horizon, ..longer.clone() }, &longer);
    }
}
