//! Crossings of a scenario at which only so many may wait.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use hudna_plan::{BottleneckKind, Change, Options, Scenario, StoredPlan, Subject, Terms};
use support::{assert_adds_up, changed, load, planned, planned_if, without_path};

/// Only the crossing in the north, which opens half an hour after the roads; on these one person comes
/// in each step, from step 111 on. So 69 have come when it opens in step 180, and 180 come later.
fn late(storage: &str) -> String {
    let windows = r#"windows = [["2016-11-04T09:30", "2016-11-04T10:00"]]"#;
    let north = format!("persons_per_min = 60\n{windows}\n{storage}\n");
    changed(&[
        ("persons_per_min = 50", "persons_per_min = 6"),
        ("persons_per_min = 20\n", &north),
        (
            "persons_per_min = 30\nstate = \"designated\"",
            "persons_per_min = 30\nstate = \"closed\"",
        ),
    ])
}

#[test]
fn who_may_not_wait_at_the_crossing_comes_too_late_for_it() {
    for (storage, out) in [
        ("storage = 0", 180),
        ("storage = 40", 220),
        ("storage = 69", 249),
        ("storage = 500", 249),
        ("", 249),
    ] {
        let r = planned(&late(storage));
        assert_adds_up(&r);
        assert_eq!(r.out_at_close, out, "{storage}");
    }
}

#[test]
fn room_to_wait_is_told_as_what_holds_the_plan_back_and_as_an_assumption() {
    let r = planned(&late("storage = 40"));
    let told = r
        .bottlenecks
        .iter()
        .map(|b| (b.kind, b.name.en.as_str(), b.from_s, b.to_s, b.persons));
    // Who enters the road in step 69 is there in step 180.
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            (BottleneckKind::Road, "North road", 690, 2_490, 180),
            (BottleneckKind::Waiting, "North", 1_790, 1_800, 40),
        ]
    );
    assert_eq!(r.bottlenecks[1].gain_per_person_min, None);
    let said = |words: &str| {
        r.assumptions
            .iter()
            .find(|a| a.text.contains(words))
            .unwrap()
    };
    let limit = said("At most 40 persons wait at North");
    assert_eq!(limit.source.as_deref(), Some("the test"));
    said("People may wait anywhere without limit, except at a crossing where only so many may.");
    let free = planned(&late(""));
    assert!(
        free.bottlenecks
            .iter()
            .all(|b| b.kind != BottleneckKind::Waiting)
    );
    assert!(free.assumptions.iter().all(|a| !a.text.contains("At most")));
}

#[test]
fn classes_share_the_room_to_wait() {
    let two = late("storage = 40")
        .replace(
            "people = { civilians = 3000 }",
            "people = { wounded = 30, civilians = 3000 }",
        )
        .replace(
            "admits = [\"civilians\"]",
            "admits = [\"wounded\", \"civilians\"]",
        )
        .replace(
            "[[road]]",
            "[[class]]\nclass = \"wounded\"\nmovement = \"walking\"\n\n[[road]]",
        );
    let r = planned(&two);
    assert_adds_up(&r);
    // The wounded leave ten in each step from the opening on; the last of the thirty comes in the third,
    // so that 27 of them wait and 13 others.
    let out: Vec<u64> = r.classes.iter().map(|c| c.out_at_close).collect();
    assert_eq!(out, [30, 190]);
    assert_eq!(r.orders.len(), 2);
    for order in &r.orders {
        assert_eq!(
            order.out_at_close.iter().sum::<u64>(),
            220,
            "{:?}",
            order.order
        );
    }
}

#[test]
fn what_is_asked_in_passing_keeps_to_the_storage() {
    // Half an hour later closed: thirty minutes more of one a step.
    let out = |storage, change| planned_if(&late(storage), change).out_at_close;
    assert_eq!(out("storage = 40", "closes=+30"), 220);
    assert_eq!(out("storage = 40", "crossing=north:+60"), 220);
    assert_eq!(out("storage = 40", "road=*:+6"), 400);
    assert_eq!(out("storage = 0", "road=*:+6"), 360);
    let r = planned(&late("storage = 40"));
    // One more a minute on the road in thirty minutes; who waits longer finds no room.
    assert_eq!(r.bottlenecks[0].gain_per_person_min, Some(30));
    assert_eq!(r.what_if[0].out_at_close, 0);
}

#[test]
fn a_stored_plan_is_checked_against_the_storage() {
    let text = late("storage = 40");
    let scenario = load(&text);
    let terms = Terms::confirmed(&scenario).unwrap();
    let subject = Subject::Scenario(&scenario, &terms);
    let made = hudna_plan::planned(&subject, &Options::default(), &|_, _, _| {}).unwrap();
    let accepted = made.stored.verify(&subject).unwrap();
    assert_eq!(accepted.classes[0].1.out, 220);
    let refused = |storage: &str| {
        let other = load(&late(storage));
        let stored: &StoredPlan = &made.stored;
        let subject = Subject::Scenario(&other, &terms);
        stored.verify(&subject).map(|_| ()).unwrap_err().to_string()
    };
    let fewer = refused("storage = 39");
    assert!(
        fewer.contains("40 persons would wait in step 179, but only 39 may"),
        "{fewer}"
    );
    let more = refused("storage = 41");
    assert!(more.contains("the cut would let"), "{more}");
    let free = refused("");
    assert!(free.contains("waiting would cross the cut"), "{free}");
}

#[test]
fn a_surprise_leaves_those_who_wait_where_they_are() {
    // At the opening itself the crossing closes, and the other one is shut: nobody is out.
    let scenario = load(&late("storage = 40"));
    let terms = Terms::confirmed(&scenario).unwrap();
    let subject = Subject::Scenario(&scenario, &terms);
    let options = hudna_plan::WhatIfOptions {
        questions: vec![Change::list("surprise=north@09:30").unwrap()],
        ..Default::default()
    };
    let told = hudna_plan::what_if(&subject, &options, &|_, _, _| {}).unwrap();
    assert_eq!(told.plan.out_at_close, 220);
    assert_eq!(told.answers[0].out_at_close, 0);
}

#[test]
fn a_storage_that_is_no_number_of_persons_is_refused_with_its_line() {
    for (wrong, words) in [
        ("storage = -1", "storage = -1 is negative; give 0 or more"),
        ("storage = 1.5", "scenario.toml, line "),
    ] {
        let dir = support::folder(&late(wrong));
        let told = Scenario::load(dir.path()).unwrap_err().to_string();
        let told = without_path(dir.path(), &told);
        assert!(
            told.contains(words) && told.starts_with("scenario.toml, line "),
            "{told}"
        );
    }
}
