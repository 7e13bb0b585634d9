//! A plan with something different is the plan of a scenario in which that is written.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use hudna_plan::{Change, Options, PlanReport, Subject, Terms};
use hudna_truce::PersonClass::{Civilians, Fighters, Wounded};
use support::{SCENARIO, assert_adds_up, changed, load, planned, planned_if};

/// What two plans must share to be the same plan.
fn figures(r: &PlanReport) -> (Vec<u64>, u64, Option<u64>, Vec<u64>, u64) {
    assert_adds_up(r);
    let crossings = r.crossings.iter().map(|c| c.out_at_close).collect();
    (
        r.arrived_by.clone(),
        r.people,
        r.shortest_window_s,
        crossings,
        r.cut_off,
    )
}

#[test]
fn each_change_gives_the_plan_of_the_scenario_that_says_so() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        (
            "close=north",
            &[("state = \"designated\"", "state = \"closed\"")],
        ),
        (
            "close=north@09:40",
            &[(
                "persons_per_min = 20",
                "persons_per_min = 20\nwindows = [[\"2016-11-04T09:00\", \"2016-11-04T09:40\"]]",
            )],
        ),
        (
            "close=north@+40",
            &[(
                "persons_per_min = 20",
                "persons_per_min = 20\nwindows = [[\"2016-11-04T09:00\", \"2016-11-04T09:40\"]]",
            )],
        ),
        (
            "crossing=north:150%",
            &[("persons_per_min = 20", "persons_per_min = 30")],
        ),
        (
            "crossing=north:+7",
            &[("persons_per_min = 20", "persons_per_min = 27")],
        ),
        (
            "crossing=*:-10",
            &[
                ("persons_per_min = 20", "persons_per_min = 10"),
                ("persons_per_min = 30", "persons_per_min = 20"),
            ],
        ),
        (
            "road=*:24%",
            &[("persons_per_min = 50", "persons_per_min = 12")],
        ),
        ("road=\"North road\":100%", &[]),
        (
            "people=50%",
            &[
                ("civilians = 3000", "civilians = 1500"),
                ("civilians = 2000", "civilians = 1000"),
            ],
        ),
        ("zone=a:10%", &[("civilians = 3000", "civilians = 300")]),
        (
            "people=civilians:10%, close=south",
            &[
                ("civilians = 3000", "civilians = 300"),
                ("civilians = 2000", "civilians = 200"),
                (
                    "persons_per_min = 30\nstate = \"designated\"",
                    "persons_per_min = 30\nstate = \"closed\"",
                ),
            ],
        ),
        ("closes=-20", &[("2016-11-04T10:00", "2016-11-04T09:40")]),
        ("opens=+20", &[("2016-11-04T09:00", "2016-11-04T09:20")]),
        (
            "shift=+60",
            &[
                ("2016-11-04T09:00", "2016-11-04T10:00"),
                ("2016-11-04T10:00\"\nconf", "2016-11-04T11:00\"\nconf"),
            ],
        ),
    ];
    for (changes, edits) in cases {
        let written = planned(&changed(edits));
        let asked = planned_if(SCENARIO, changes);
        assert_eq!(figures(&asked), figures(&written), "{changes}");
        assert_eq!(Change::text(&asked.changes), *changes);
    }
}

#[test]
fn a_blocked_road_carries_nobody() {
    for road in ["block=\"North road\"", "block=طريق الشمال", "block=1"] {
        let r = planned_if(SCENARIO, road);
        assert_adds_up(&r);
        assert_eq!(
            (r.map.links[0].persons, r.crossings[0].out_at_close),
            (0, 0),
            "{road}"
        );
        assert_eq!(r.crossings[1].out_at_close, 1_245);
    }
}

#[test]
fn half_of_one_road_of_a_street_is_exactly_half() {
    // Four nodes in a row and people only at the second: B is a bend of the street to the south, whose
    // roads pass 8⅓ persons a step.
    let only_a = changed(&[
        ("lat = 36.210", "lat = 36.220"),
        ("persons_per_min = 30", "persons_per_min = 300"),
        ("persons_per_min = 20", "persons_per_min = 0"),
    ]);
    let r = planned_if(&only_a, "road=2:50%");
    assert_adds_up(&r);
    // 222 steps of walking leave 138 steps at 25 persons a minute.
    assert_eq!(r.crossings[1].out_at_close, 138 * 25 / 6);
    // With every road halved, parts of persons may wait a step for the next road: never more are out.
    let all = planned_if(&only_a, "road=*:50%").out_at_close;
    assert!(all <= r.out_at_close && r.out_at_close - all <= 1, "{all}");
}

#[test]
fn a_change_that_cannot_be_made_says_what_there_is() {
    let scenario = load(SCENARIO);
    let terms = Terms::confirmed(&scenario).unwrap();
    for (changes, part) in [
        (
            "close=east",
            "there is no crossing \"east\"; known are north, south",
        ),
        ("zone=q:10%", "there is no zone \"q\"; known are a, b"),
        (
            "block=Nowhere",
            "there is no road \"Nowhere\"; known are \"North road\", \"South road\"",
        ),
        (
            "people=fighters:10%",
            "there is no class \"fighters\"; known are civilians",
        ),
        ("close=north@11:00", "after the close"),
        ("close=north@08:59", "after the close"),
        ("surprise=north@09:30", "write close="),
        ("closes=-60", "must last at least one step"),
        ("closes=-90", "must last at least one step"),
        (
            "people=10000%, people=10000%, people=10000%",
            "at most 4294967295 can be counted",
        ),
    ] {
        let options = Options {
            changes: Change::list(changes).unwrap(),
            ..Options::default()
        };
        let subject = Subject::Scenario(&scenario, &terms);
        let refused = hudna_plan::planned(&subject, &options, &|_, _, _| {}).unwrap_err();
        assert!(refused.to_string().contains(part), "{changes}: {refused}");
    }
}

const THREE: &[(&str, &str)] = &[
    (
        "[[road]]",
        "[[class]]\nclass = \"wounded\"\nmovement = \"walking\"\n[[class]]\nclass = \"fighters\"\nmovement = \"walking\"\n\n[[road]]",
    ),
    (
        "{ civilians = 3000 }",
        "{ civilians = 3000, wounded = 100, fighters = 800 }",
    ),
    (
        "admits = [\"civilians\"]",
        "admits = [\"civilians\", \"wounded\", \"fighters\"]",
    ),
];

#[test]
fn the_order_of_the_classes_is_the_users_and_its_price_is_told() {
    let scenario = load(&changed(THREE));
    let terms = Terms::confirmed(&scenario).unwrap();
    let subject = Subject::Scenario(&scenario, &terms);
    let by = |order: Vec<_>| {
        let options = Options {
            priority: Some(order),
            ..Options::default()
        };
        hudna_plan::planned(&subject, &options, &|_, _, _| {}).map(|p| p.report)
    };
    let usual = by(vec![Wounded, Civilians, Fighters]).unwrap();
    assert_adds_up(&usual);
    assert_eq!(usual.orders.len(), 6);
    for told in &usual.orders {
        let alone = by(told.order.clone()).unwrap();
        assert_adds_up(&alone);
        let outs: Vec<_> = alone.classes.iter().map(|c| c.out_at_close).collect();
        assert_eq!(outs, told.out_at_close, "{:?}", told.order);
        let order: Vec<_> = alone.classes.iter().map(|c| c.class).collect();
        assert_eq!(order, told.order);
    }
    let fighters_first = by(vec![Fighters, Wounded, Civilians]).unwrap();
    assert_eq!(fighters_first.classes[0].out_at_close, 800);
    let refused = by(vec![Wounded, Civilians]).unwrap_err().to_string();
    assert!(refused.contains("does not name the fighters"), "{refused}");
}

#[test]
fn what_more_room_is_worth_is_what_the_wider_plan_gives() {
    // The north needs the road, the south the crossing.
    let narrow = changed(&[("persons_per_min = 50", "persons_per_min = 25")]);
    let r = planned(&narrow);
    assert_adds_up(&r);
    let told: Vec<_> = r
        .bottlenecks
        .iter()
        .map(|b| (b.name.en.as_str(), b.sections, b.gain_per_person_min))
        .collect();
    let wider = |changes: &str| planned_if(&narrow, changes).out_at_close - r.out_at_close;
    assert_eq!(
        told,
        [
            ("South road", 1, Some(wider("road=\"South road\":+1"))),
            ("North", 1, Some(wider("crossing=north:+1"))),
        ]
    );
    assert!(told.iter().all(|t| t.2 > Some(0)));
    let ends = r.bottlenecks[0].between.clone().unwrap();
    assert_eq!(
        (ends.0.en.as_str(), ends.1.en.as_str()),
        ("B", "South gate")
    );
}

#[test]
fn one_more_minute_at_a_crossing_is_planned_not_guessed() {
    let r = planned(SCENARIO);
    // Both run full at the close: a minute lets as many out as it passes.
    let told: Vec<_> = r.crossings.iter().map(|c| c.gain_per_open_min).collect();
    assert_eq!(told, [Some(20), Some(30)]);
    let both = planned_if(SCENARIO, "closes=+1").out_at_close - r.out_at_close;
    assert_eq!(both, 50);
    // Closed half-way, it may close a minute later.
    let early = "close=north@09:40";
    let r = planned_if(SCENARIO, early);
    let later = planned_if(SCENARIO, "close=north@09:41").out_at_close - r.out_at_close;
    assert_eq!(r.crossings[0].gain_per_open_min, Some(later));
    // Nobody is left whom it admits.
    let r = planned_if(SCENARIO, "people=1%");
    assert_eq!(r.crossings[0].gain_per_open_min, Some(0));
    assert_eq!(r.left_behind, 0);
}

#[test]
fn a_quick_plan_is_the_same_plan_without_the_questions() {
    let scenario = load(SCENARIO);
    let terms = Terms::confirmed(&scenario).unwrap();
    let options = Options {
        quick: true,
        ..Options::default()
    };
    let subject = Subject::Scenario(&scenario, &terms);
    let quick = hudna_plan::planned(&subject, &options, &|_, _, _| {})
        .unwrap()
        .report;
    let whole = planned(SCENARIO);
    assert_eq!(quick.arrived_by, whole.arrived_by);
    assert_eq!(quick.departures, whole.departures);
    assert_eq!(quick.proof.plans_checked, 1);
    assert!(quick.what_if.is_empty() && quick.orders.is_empty());
    assert_eq!(
        (quick.shortest_window_s, quick.searched_s),
        (None, quick.window_s)
    );
}

#[test]
fn a_crossing_that_closes_for_good_ends_the_search_for_a_window() {
    let r = planned_if(SCENARIO, "close=north@09:40, close=south@09:50");
    assert_adds_up(&r);
    assert_eq!(r.shortest_window_s, None);
    assert!(r.left_behind > 0);
}
