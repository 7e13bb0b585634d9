//! Plans of small scenarios, with numbers that can be checked by hand.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use hudna_plan::{BottleneckKind, PlanReport, TermsBasis};
use hudna_truce::PersonClass::{Civilians, Fighters, Wounded};
use support::{SCENARIO, assert_adds_up, changed, planned};

const THREE_CLASSES: &[(&str, &str)] = &[
    (
        "[[road]]",
        "[[movement]]\nid = \"vehicle\"\nspeed_m_per_min = 300\n\n\
         [[class]]\nclass = \"wounded\"\nmovement = \"vehicle\"\n\n\
         [[class]]\nclass = \"fighters\"\nmovement = \"walking\"\n\n[[road]]",
    ),
    (
        "{ civilians = 3000 }",
        "{ civilians = 500, wounded = 100, fighters = 900 }",
    ),
    (
        "{ civilians = 2000 }",
        "{ civilians = 2000, wounded = 100 }",
    ),
    (
        "admits = [\"civilians\"]",
        "admits = [\"wounded\", \"fighters\"]",
    ),
    (
        "admits = [\"civilians\"]",
        "admits = [\"civilians\", \"wounded\"]",
    ),
];

fn assumption(r: &PlanReport, words: &str) -> String {
    let mut found = r.assumptions.iter().filter(|a| a.text.contains(words));
    found
        .next()
        .unwrap_or_else(|| panic!("{words:?} is not among {:#?}", r.assumptions))
        .text
        .clone()
}

#[test]
fn the_first_are_out_after_the_walk_and_then_the_crossings_run_full() {
    let r = planned(SCENARIO);
    assert_adds_up(&r);
    // 1,110 m at 60 m a minute are 1,110 s, 111 steps. Then 249 steps remain: 20 a minute in the
    // north (3⅓ a step), 30 in the south (5 a step).
    assert_eq!(r.arrived_by[110], 0);
    assert_eq!(r.crossings[0].out_at_close, 830);
    assert_eq!(r.crossings[1].out_at_close, 1_245);
    assert_eq!(
        (r.people, r.out_at_close, r.left_behind),
        (5_000, 2_075, 2_925)
    );
    assert_eq!(r.arrived_by[120], 33 + 50);
    assert_eq!((r.step_s, r.window_s, r.cut_off), (10, 3_600, 0));
    assert_eq!(
        r.terms,
        TermsBasis::Scenario {
            confirmed_by: Some("the test".to_owned())
        }
    );
    assert!(r.proof.plans_checked >= 4 && r.proof.cuts_checked >= 4 * 360);
}

#[test]
fn the_shortest_window_lets_everyone_out_and_one_step_less_does_not() {
    let r = planned(SCENARIO);
    // 8⅓ persons a step after the walk of 111 steps: 5,000 need 600 steps.
    assert_eq!(r.shortest_window_s, Some((111 + 600) * 10));
    let until = |ends| planned(&changed(&[("2016-11-04T10:00", ends)]));
    let enough = until("2016-11-04T10:59");
    assert_eq!(
        (enough.left_behind, enough.shortest_window_s),
        (0, r.shortest_window_s)
    );
    // 10:58 is three steps too early.
    assert_eq!(until("2016-11-04T10:58").left_behind, 25);
}

#[test]
fn the_bottleneck_is_the_crossings_until_a_road_is_narrower() {
    let r = planned(SCENARIO);
    let told: Vec<_> = r
        .bottlenecks
        .iter()
        .map(|b| (b.kind, b.name.en.as_str(), b.from_s, b.to_s, b.persons))
        .collect();
    assert_eq!(
        told,
        [
            (BottleneckKind::Crossing, "South", 1_110, 3_600, 1_245),
            (BottleneckKind::Crossing, "North", 1_110, 3_600, 830),
        ]
    );
    let r = planned(&changed(&[(
        "persons_per_min = 50",
        "persons_per_min = 12",
    )]));
    assert_adds_up(&r);
    let told: Vec<_> = r
        .bottlenecks
        .iter()
        .map(|b| (b.kind, b.name.en.as_str(), b.persons))
        .collect();
    assert_eq!(
        told,
        [
            (BottleneckKind::Road, "North road", 498),
            (BottleneckKind::Road, "South road", 498),
        ]
    );
    assert_eq!(r.bottlenecks[0].name.ar.as_deref(), Some("طريق الشمال"));
}

#[test]
fn a_zone_that_is_empty_is_what_holds_the_plan_back() {
    let r = planned(&changed(&[
        ("civilians = 3000", "civilians = 30"),
        ("civilians = 2000", "civilians = 20"),
    ]));
    assert_adds_up(&r);
    assert_eq!(r.left_behind, 0);
    assert!(
        r.bottlenecks
            .iter()
            .all(|b| b.kind == BottleneckKind::ZoneEmpty)
    );
    // Thirty go out in the north, at 3⅓ a step.
    assert_eq!(r.shortest_window_s, Some((111 + 9) * 10));
}

#[test]
fn each_crossing_in_turn_closed_is_the_plan_without_it() {
    let r = planned(SCENARIO);
    for (i, (name, other)) in [("North", 1_245), ("South", 830)].into_iter().enumerate() {
        let w = &r.what_if[i];
        assert_eq!(
            (w.name.en.as_str(), w.out_at_close, w.cut_off),
            (name, other, 0)
        );
        assert_eq!(w.lost, r.out_at_close - other);
    }
    let without = planned(&changed(&[(
        "state = \"designated\"",
        "state = \"closed\"",
    )]));
    assert_adds_up(&without);
    assert_eq!(without.out_at_close, r.what_if[0].out_at_close);
    assert_eq!(without.shortest_window_s, r.what_if[0].shortest_window_s);
    assumption(&without, "shut during the whole window");
    // With both closed nobody can ever leave.
    assert_eq!(without.what_if[1].cut_off, 5_000);
    assert_eq!(without.what_if[1].shortest_window_s, None);
}

#[test]
fn classes_are_planned_in_order_on_what_the_earlier_ones_left() {
    let r = planned(&changed(THREE_CLASSES));
    assert_adds_up(&r);
    let class = |c| r.classes.iter().find(|r| r.class == c).unwrap();
    let order: Vec<_> = r.classes.iter().map(|c| c.class).collect();
    assert_eq!(order, [Wounded, Civilians, Fighters]);
    // 1,110 m by vehicle are 222 s, 23 steps. By step 49 the north has let 87 of A's hundred out;
    // the other 13 come to the south in step 46, when B's hundred have passed.
    assert_eq!(class(Wounded).shortest_window_s, Some(49 * 10));
    assert_eq!(class(Wounded).out_if_first, Some(200));
    assert!(class(Fighters).arrived_by[110] == 0 && class(Fighters).arrived_by[120] > 0);
    // Fighters leave in the north only, civilians in the south only. The wounded are through both
    // long before them, but while B's hundred drive off (5 of the 8⅓ places a step of the South
    // road, for 20 steps), only 3⅓ civilians a step can set out, not 5.
    assert_eq!(class(Fighters).out_at_close, 830);
    assert_eq!(class(Civilians).out_at_close, 1_245 - 34);
    assert_eq!(
        r.crossings[0]
            .by_class
            .iter()
            .map(|(c, _)| *c)
            .collect::<Vec<_>>(),
        [Wounded, Fighters]
    );
    assumption(&r, "in this order: wounded, civilians, fighters");
}

#[test]
fn who_comes_later_in_the_order_pays_for_it() {
    let shared = [
        &[(
            "admits = [\"civilians\"]",
            "admits = [\"civilians\", \"fighters\"]",
        ); 2],
        THREE_CLASSES.get(..3).unwrap(),
    ]
    .concat();
    let first = planned(&changed(&shared));
    assert_adds_up(&first);
    let by = |r: &PlanReport, class| {
        let c = r.classes.iter().find(|c| c.class == class).unwrap();
        (c.out_at_close, c.out_if_first.unwrap())
    };
    assert_eq!(by(&first, Civilians), (2_075, 2_075));
    assert_eq!(by(&first, Fighters), (0, 900));
    let turned = [
        shared.as_slice(),
        &[(
            "\"civilians\", \"fighters\"]\nmax",
            "\"fighters\", \"civilians\"]\nmax",
        )],
    ]
    .concat();
    let turned = planned(&changed(&turned));
    assert_adds_up(&turned);
    assert_eq!(by(&turned, Fighters), (900, 900));
    assert_eq!(by(&turned, Civilians), (2_075 - 900, 2_075));
}

#[test]
fn people_whom_no_crossing_admits_are_counted_and_named() {
    let r = planned(&changed(&[
        THREE_CLASSES[0],
        (
            "{ civilians = 2000 }",
            "{ civilians = 2000, fighters = 70 }",
        ),
    ]));
    assert_adds_up(&r);
    assert_eq!((r.cut_off, r.shortest_window_s), (70, None));
    let fighters = r.classes.iter().find(|c| c.class == Fighters).unwrap();
    assert_eq!(
        (
            fighters.people,
            fighters.out_at_close,
            fighters.shortest_window_s
        ),
        (70, 0, None)
    );
    // The others' shortest window is still told.
    let civilians = r.classes.iter().find(|c| c.class == Civilians).unwrap();
    assert_eq!(civilians.shortest_window_s, Some((111 + 600) * 10));
    assumption(
        &r,
        "B: 70 fighters cannot reach any crossing that admits them",
    );
}

#[test]
fn a_crossing_keeps_its_own_hours_and_only_hours_that_reach_the_close_go_on() {
    let own = "windows = [[\"2016-11-04T08:00\", \"2016-11-04T09:30\"], [\"2016-11-04T09:45\", \"2016-11-04T09:50\"]]\npersons_per_min = 20";
    let r = planned(&changed(&[("persons_per_min = 20", own)]));
    assert_adds_up(&r);
    assert_eq!(r.crossings[0].windows_s, [(0, 1_800), (2_700, 3_000)]);
    // 69 steps after the walk and 30 more: 230 + 100 persons.
    assert_eq!(r.crossings[0].out_at_close, 330);
    // Beyond the close only the south is open: 4,670 persons at 5 a step.
    assert_eq!(r.shortest_window_s, Some((111 + 934) * 10));
}

#[test]
fn hours_count_in_whole_steps_only() {
    let own = "windows = [[\"2016-11-04T09:20\", \"2016-11-04T09:25\"]]\npersons_per_min = 20";
    let r = planned(&changed(&[
        ("persons_per_min = 20", own),
        ("step_s = 10", "step_s = 420"),
    ]));
    assert_adds_up(&r);
    // Steps of 7 minutes: 09:20 to 09:25 holds no whole one.
    assert_eq!(r.crossings[0].places, 0);
    assert_eq!(r.window_s, 8 * 420);
    assumption(&r, "The last 240 s of the window");
}

#[test]
fn people_set_out_as_late_as_they_can() {
    let r = planned(SCENARIO);
    for d in &r.departures {
        assert_eq!(
            d.first_out_s,
            d.from_s + 1_120,
            "walk and one step at the crossing: {d:?}"
        );
    }
    assumption(&r, "0 of those who get out still wait on the way");
}

#[test]
fn departures_are_few_and_tell_the_roads() {
    let r = planned(SCENARIO);
    assert!(r.departures.len() <= 4, "{:#?}", r.departures);
    assert!(
        r.departures
            .iter()
            .any(|d| d.zone == "a" && d.crossing == "north" && d.via[0].en == "North road")
    );
}

#[test]
fn roads_of_the_map_carry_those_who_pass_them() {
    let r = planned(SCENARIO);
    assert_eq!(r.map.links.len(), 3);
    assert_eq!(r.map.links[0].persons, 830);
    assert_eq!(r.map.links[2].persons, 1_245);
    assert_eq!(r.map.links[1].name, None);
    assert_eq!(r.map.links[1].line.len(), 2);
}

#[test]
fn the_same_scenario_gives_the_same_report_on_one_core_and_on_many() {
    let text = changed(THREE_CLASSES);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        serde_json::to_string(&pool.install(|| planned(&text))).unwrap()
    };
    assert_eq!(on(1), on(4));
}

#[test]
fn a_report_as_json_keeps_its_names() {
    let r = planned(&changed(&[
        ("step_s = 10", "step_s = 300"),
        ("civilians = 3000", "civilians = 700"),
        ("2016-11-04T10:00", "2016-11-04T09:30"),
    ]));
    assert_adds_up(&r);
    insta::assert_json_snapshot!(r);
}
