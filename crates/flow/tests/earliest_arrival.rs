//! The solver against maps whose answer one can see, and against a naive oracle.

mod support;

use hudna_flow::{Status, earliest_arrival};
use hudna_instance::{Capacity, Hold, InstanceError, Rate};
use proptest::prelude::*;
use support::{Map, any_instance, any_town, oracle, solved, windows};

#[test]
fn people_come_one_by_one_through_a_narrow_street() {
    let map = Map::draw("a--2--x", 8)
        .people('a', 4)
        .crossing('x', 0..8, 9);
    assert_eq!(map.arrivals(), [0, 0, 1, 1, 1, 1, 0, 0]);
}

#[test]
fn the_longer_way_is_used_as_soon_as_it_helps() {
    let map = Map::draw(
        "a--b--x\n\
         |     |\n\
         c--3--d",
        9,
    )
    .people('a', 6)
    .crossing('x', 0..9, 9);
    assert_eq!(map.arrivals(), [0, 0, 1, 1, 1, 2, 1, 0, 0]);
}

#[test]
fn an_earlier_choice_is_undone_for_those_who_have_no_other() {
    // The people of b can leave only by x; those of a were sent there first and must turn to y.
    let picture = "y--4--a--1--x\n\
                   ------------|\n\
                   ------------b";
    let map = Map::draw(picture, 8)
        .people('a', 2)
        .people('b', 3)
        .crossing('x', 1..4, 1)
        .crossing('y', 0..8, 9);
    assert_eq!(map.arrivals(), [0, 1, 1, 1, 1, 1, 0, 0]);
}

#[test]
fn a_crossing_that_opens_late_lets_out_who_waited_before_it() {
    let map = Map::draw("a-x", 8).people('a', 5).crossing('x', 4..8, 3);
    assert_eq!(map.arrivals(), [0, 0, 0, 0, 3, 2, 0, 0]);
}

#[test]
fn nobody_may_wait_on_the_way_unless_the_instance_allows_it() {
    // The bridge closes before the crossing opens.
    let bridge = windows(&[(0, 2, Rate::whole(2))]);
    let map = |hold| {
        Map::draw("a-b-x", 9)
            .people('a', 3)
            .crossing('x', 6..9, 9)
            .places('b', 'x', &bridge)
            .hold(hold)
            .arrivals()
    };
    assert_eq!(map(Hold::All).iter().sum::<u64>(), 1);
    assert_eq!(map(Hold::Sources).iter().sum::<u64>(), 0);
}

#[test]
fn several_windows_of_one_crossing_are_all_used() {
    let mut map = Map::draw("a-x", 9).people('a', 9).crossing('x', 0..1, 1);
    map.instance.crossings[0].capacity = windows(&[(1, 3, Rate::whole(1)), (5, 7, Rate::whole(2))]);
    assert_eq!(map.arrivals(), [0, 1, 1, 0, 0, 2, 2, 0, 0]);
}

#[test]
fn a_street_of_no_length_is_crossed_within_the_step() {
    let map = Map::draw("a--0--b--0--x", 3)
        .people('a', 2)
        .crossing('x', 0..3, 9);
    assert_eq!(map.arrivals(), [1, 1, 0]);
}

#[test]
fn those_at_the_crossing_leave_without_a_way() {
    let map = Map::draw("x-a", 4)
        .people('x', 3)
        .people('a', 1)
        .crossing('x', 0..4, 2);
    assert_eq!(map.arrivals(), [2, 2, 0, 0]);
}

#[test]
fn people_set_out_from_their_release_on() {
    let map = Map::draw("a-x", 6)
        .people_from('a', 2, 3)
        .crossing('x', 0..6, 1);
    assert_eq!(map.arrivals(), [0, 0, 0, 0, 1, 1]);
}

#[test]
fn a_fractional_rate_is_used_to_the_last_person() {
    let rate = Rate::per_steps(5, 3).unwrap();
    let map = Map::draw("a--0--x", 6)
        .people('a', 20)
        .places('a', 'x', &Capacity::always(rate))
        .crossing('x', 0..6, 9);
    assert_eq!(map.arrivals(), [1, 2, 2, 1, 2, 2]);
}

#[test]
fn people_who_cannot_get_out_are_an_outcome_not_an_error() {
    let map = Map::draw("a-x b", 4)
        .people('a', 2)
        .people('b', 7)
        .crossing('x', 0..4, 9);
    let outcome = solved(&map.instance);
    assert_eq!(outcome.status, Status::PeopleLeftBehind);
    assert_eq!(outcome.left_behind, [0, 7]);
    assert_eq!(outcome.clearance, None);
}

#[test]
fn clearance_counts_the_steps_that_are_needed() {
    let map = Map::draw("a-x", 6).people('a', 2).crossing('x', 0..6, 9);
    let outcome = solved(&map.instance);
    assert_eq!(outcome.clearance, Some(3));
    assert_eq!(outcome.status, Status::EveryoneOut);
}

#[test]
fn an_instance_without_a_step_is_an_error() {
    let map = Map::draw("a-x", 0);
    assert_eq!(
        earliest_arrival(&map.instance, &mut |_| {}),
        Err(InstanceError::Horizon(0))
    );
}

#[test]
fn progress_is_told_once_a_step() {
    let map = Map::draw("a-x", 5).people('a', 2).crossing('x', 0..5, 1);
    let mut told = Vec::new();
    earliest_arrival(&map.instance, &mut |p| told.push((p.step, p.out))).unwrap();
    assert_eq!(told, [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2)]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_step_is_optimal_and_certified(instance in any_instance()) {
        let outcome = solved(&instance);
        prop_assert_eq!(outcome.arrived_by(), &oracle(&instance)[..]);
    }

    #[test]
    fn the_same_instance_gives_the_same_plan(instance in any_instance()) {
        prop_assert_eq!(solved(&instance), solved(&instance));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_ways_to_solve_agree_where_waiting_gains_nothing(mut town in any_town()) {
        // Before a crossing that opens late a crowd can gather; so they open at once.
        for c in &mut town.crossings {
            let w = c.capacity.windows()[0];
            c.capacity = windows(&[(0, w.close, w.rate)]);
        }
        let mut nobody_waits = town.clone();
        nobody_waits.hold = Hold::Sources;
        let (waiting, without) = (solved(&town), solved(&nobody_waits));
        prop_assert_eq!(waiting.arrived_by(), without.arrived_by());
    }
}

#[test]
fn a_crowd_before_a_crossing_that_opens_late_gains_a_step() {
    let map = |hold| {
        let map = Map::draw("a--0--x", 4)
            .people('a', 4)
            .crossing('x', 1..4, 2);
        map.hold(hold).arrivals()
    };
    assert_eq!(map(Hold::All), [0, 2, 1, 1]);
    assert_eq!(map(Hold::Sources), [0, 1, 1, 1]);
}
