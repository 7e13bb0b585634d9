//! What-ifs: each answer equals the plan made for it alone; a surprise is never better than the same
//! closing announced; nobody is lost; the same answers on any number of cores.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use hudna_plan::{Change, Draws, Spread, Subject, Terms, WhatIfOptions, WhatIfReport, what_if};
use proptest::prelude::*;
use support::{SCENARIO, changed, load, planned, planned_if};

/// A town in which it matters where one is: the north is near A, the south near B, and both roads
/// are narrow.
fn narrow() -> String {
    changed(&[
        ("persons_per_min = 50", "persons_per_min = 25"),
        ("civilians = 3000", "civilians = 900"),
        ("civilians = 2000", "civilians = 900"),
    ])
}

fn asked(scenario: &str, options: &WhatIfOptions) -> WhatIfReport {
    try_asked(scenario, options).unwrap_or_else(|e| panic!("{e}"))
}

fn try_asked(scenario: &str, options: &WhatIfOptions) -> Result<WhatIfReport, String> {
    let scenario = load(scenario);
    let terms = Terms::confirmed(&scenario).unwrap();
    let subject = Subject::Scenario(&scenario, &terms);
    what_if(&subject, options, &|_, _, _| {}).map_err(|e| e.to_string())
}

fn questions(texts: &[&str]) -> WhatIfOptions {
    WhatIfOptions {
        questions: texts.iter().map(|t| Change::list(t).unwrap()).collect(),
        ..WhatIfOptions::default()
    }
}

fn assert_adds_up(r: &WhatIfReport) {
    for a in std::iter::once(&r.plan).chain(&r.answers) {
        assert_eq!(a.people, a.out_at_close + a.left_behind, "{a:?}");
        let classes: u64 = a.by_class.iter().map(|(_, n)| n).sum();
        assert_eq!(a.out_at_close, classes, "{a:?}");
        let difference =
            i64::try_from(a.out_at_close).unwrap() - i64::try_from(r.plan.out_at_close).unwrap();
        assert_eq!(a.difference, difference);
    }
}

#[test]
fn every_answer_is_that_of_the_plan_made_for_it_alone_in_the_order_asked() {
    let texts = [
        "crossing=*:50%",
        "close=north@09:40, people=80%",
        "closes=-20",
        "block=\"South road\"",
        "close=south",
    ];
    let r = asked(SCENARIO, &questions(&texts));
    assert_adds_up(&r);
    assert_eq!(r.answers.len(), texts.len());
    for (text, answer) in texts.iter().zip(&r.answers) {
        let alone = planned_if(SCENARIO, text);
        assert_eq!(Change::text(&answer.changes), *text);
        assert_eq!(answer.people, alone.people, "{text}");
        assert_eq!(answer.out_at_close, alone.out_at_close, "{text}");
        assert_eq!(answer.shortest_window_s, alone.shortest_window_s, "{text}");
        assert_eq!(answer.cut_off, alone.cut_off, "{text}");
    }
    assert_eq!(r.plan.out_at_close, planned(SCENARIO).out_at_close);
}

#[test]
fn answers_made_from_the_kept_plan_are_those_of_plans_made_from_the_beginning() {
    let texts = [
        "close=north",
        "close=south",
        "close=north, close=south",
        "close=north@+7",
        "close=south@+25, crossing=north:300%",
        "crossing=north:50%",
        "crossing=*:150%",
        "shift=+10",
        "shift=-10",
    ];
    for scenario in [SCENARIO.to_owned(), narrow()] {
        let r = asked(&scenario, &questions(&texts));
        assert_adds_up(&r);
        for (text, answer) in texts.iter().zip(&r.answers) {
            let alone = planned_if(&scenario, text);
            assert_eq!(answer.out_at_close, alone.out_at_close, "{text}");
            assert_eq!(answer.shortest_window_s, alone.shortest_window_s, "{text}");
        }
    }
}

#[test]
fn each_crossing_comes_before_every_pair() {
    let r = asked(
        SCENARIO,
        &WhatIfOptions {
            each_crossing: true,
            every_pair: true,
            ..WhatIfOptions::default()
        },
    );
    assert_adds_up(&r);
    let told: Vec<_> = r
        .answers
        .iter()
        .map(|a| (Change::text(&a.changes), a.out_at_close, a.cut_off))
        .collect();
    assert_eq!(
        told,
        [
            ("close=north".to_owned(), 1_245, 0),
            ("close=south".to_owned(), 830, 0),
            ("close=north, close=south".to_owned(), 0, 5_000),
        ]
    );
}

#[test]
fn a_surprise_leaves_those_on_the_road_where_they_are() {
    // 1,110 m from A to the north take 111 steps. In the plan A walks north from the start on. At
    // 09:10, step 60, the north closes: those who have set out are on the North road and come to
    // its end at the gate before they can turn back, 1,110 m to A, 1,110 to B, 1,110 to the south.
    let r = asked(
        &narrow(),
        &questions(&["close=north@09:10", "surprise=north@09:10", "close=north"]),
    );
    assert_adds_up(&r);
    let [announced, surprise, closed] = r.answers.as_slice() else {
        panic!("{r:#?}")
    };
    // Closed before anybody could be there is as good as closed all along.
    assert_eq!(announced.out_at_close, closed.out_at_close);
    assert!(surprise.out_at_close <= announced.out_at_close);
    // At the opening nobody is on the road yet: both are the same.
    let r = asked(
        &narrow(),
        &questions(&["close=north@09:00", "surprise=north@09:00"]),
    );
    assert_eq!(r.answers[0].out_at_close, r.answers[1].out_at_close);
    // From the close on nothing changes.
    let r = asked(&narrow(), &questions(&["surprise=north@10:00"]));
    assert_eq!(r.answers[0].difference, 0);
}

#[test]
fn a_surprise_costs_those_who_were_sent_the_wrong_way() {
    // One zone between two gates: half of it walks north, 20 minutes away. At 09:15 the north closes;
    // by the time they are back in the south the window has closed.
    let one = changed(&[
        ("civilians = 3000", "civilians = 600"),
        ("civilians = 2000", "civilians = 0"),
        ("ends = \"2016-11-04T10:00\"", "ends = \"2016-11-04T09:58\""),
    ]);
    let r = asked(
        &one,
        &questions(&["close=north@09:15", "surprise=north@09:15"]),
    );
    assert_adds_up(&r);
    let [announced, surprise] = r.answers.as_slice() else {
        panic!("{r:#?}")
    };
    assert!(surprise.out_at_close < announced.out_at_close, "{r:#?}");
}

#[test]
fn a_surprise_after_other_changes_meets_the_plan_that_knows_them() {
    let both = asked(
        &narrow(),
        &questions(&[
            "people=50%, surprise=north@09:30",
            "people=50%, closes=-10, surprise=north@09:30",
        ]),
    );
    assert_adds_up(&both);
    assert_eq!(both.answers[0].people, 900);
    let half = narrow().replace("civilians = 900", "civilians = 450");
    let alone = asked(&half, &questions(&["surprise=north@09:30"]));
    assert_eq!(both.answers[0].out_at_close, alone.answers[0].out_at_close);
    let shorter = half.replacen(
        "ends = \"2016-11-04T10:00\"",
        "ends = \"2016-11-04T09:50\"",
        1,
    );
    let alone = asked(&shorter, &questions(&["surprise=north@09:30"]));
    assert_eq!(both.answers[1].out_at_close, alone.answers[0].out_at_close);
}

#[test]
fn questions_without_meaning_are_refused_before_anything_is_planned() {
    for (text, part) in [
        ("surprise=east@09:10", "known are north, south"),
        (
            "surprise=north@09:10, surprise=south@09:20",
            "only one surprise",
        ),
        ("surprise=north@11:00", "after the close"),
        ("zone=q:10%", "no zone"),
    ] {
        let refused = try_asked(SCENARIO, &questions(&["close=north", text])).unwrap_err();
        assert!(refused.contains(part), "{text}: {refused}");
    }
}

#[test]
fn closings_tell_for_each_crossing_and_time_what_alone_would_be_told() {
    let r = asked(
        &narrow(),
        &WhatIfOptions {
            closings_every_min: Some(20),
            ..WhatIfOptions::default()
        },
    );
    let shape: Vec<_> = r
        .closings
        .iter()
        .map(|c| {
            (
                c.crossing.as_str(),
                c.times.iter().map(|t| t.at_s).collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(
        shape,
        [
            ("north", vec![0, 1_200, 2_400]),
            ("south", vec![0, 1_200, 2_400])
        ]
    );
    for c in &r.closings {
        for t in &c.times {
            let minutes = t.at_s / 60;
            let texts = [
                format!("close={}@+{minutes}", c.crossing),
                format!("surprise={}@+{minutes}", c.crossing),
            ];
            let alone = asked(&narrow(), &questions(&texts.each_ref().map(String::as_str)));
            assert_eq!(t.announced, alone.answers[0].out_at_close, "{texts:?}");
            assert_eq!(t.surprise, alone.answers[1].out_at_close, "{texts:?}");
        }
        let announced: Vec<_> = c.times.iter().map(|t| t.announced).collect();
        assert!(announced.is_sorted(), "later is never worse: {announced:?}");
    }
}

fn draws(count: u32, seed: u64) -> WhatIfOptions {
    WhatIfOptions {
        draws: Some(Draws {
            count,
            seed,
            spread: Spread {
                people: 10,
                zones: 20,
                crossings: 30,
                roads: 40,
            },
        }),
        ..WhatIfOptions::default()
    }
}

#[test]
fn draws_depend_on_the_seed_alone_and_more_draws_keep_the_first() {
    let few = asked(&narrow(), &draws(5, 7)).fan.unwrap();
    let more = asked(&narrow(), &draws(9, 7)).fan.unwrap();
    assert_eq!(few.outcomes, more.outcomes[..5]);
    assert_ne!(
        few.outcomes,
        asked(&narrow(), &draws(5, 8)).fan.unwrap().outcomes
    );
    assert_eq!((more.draws, more.seed), (9, 7));
    for pair in more.ranks.windows(2) {
        let higher = pair[0].arrived_by.iter().zip(&pair[1].arrived_by);
        assert!(pair[0].percent < pair[1].percent && higher.clone().all(|(a, b)| a <= b));
    }
    for rank in &more.ranks {
        assert!(rank.arrived_by.is_sorted() && rank.arrived_by.len() == 60);
    }
    let people: Vec<u64> = more.outcomes.iter().map(|o| o.0).collect();
    // 1,800 people, together ± 10 %, each zone ± 20 % more.
    assert!(
        people.iter().all(|n| (1_290..=2_380).contains(n)),
        "{people:?}"
    );
    assert!(more.outcomes.iter().all(|(people, out)| out <= people));
}

#[test]
fn without_any_spread_every_draw_is_the_plan() {
    let mut options = draws(3, 1);
    options.draws.as_mut().unwrap().spread = Spread::default();
    let r = asked(&narrow(), &options);
    let fan = r.fan.unwrap();
    assert!(
        fan.outcomes
            .iter()
            .all(|o| *o == (r.plan.people, r.plan.out_at_close))
    );
}

#[test]
fn the_answers_are_the_same_on_one_core_and_on_two() {
    let options = WhatIfOptions {
        each_crossing: true,
        every_pair: true,
        closings_every_min: Some(15),
        ..draws(6, 3)
    };
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        serde_json::to_string(&pool.install(|| asked(&narrow(), &options))).unwrap()
    };
    assert_eq!(on(1), on(2));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn planned_is_never_worse_than_announced_nor_announced_than_surprise(
        a in 1u32..2_000, b in 0u32..2_000, road in 5u32..60, north in 1u32..40,
        minute in 0u32..60, south_first: bool,
    ) {
        let text = changed(&[
            ("civilians = 3000", &format!("civilians = {a}")),
            ("civilians = 2000", &format!("civilians = {b}")),
            ("persons_per_min = 50", &format!("persons_per_min = {road}")),
            ("persons_per_min = 20", &format!("persons_per_min = {north}")),
        ]);
        let gate = if south_first { "south" } else { "north" };
        let r = asked(&text, &questions(&[
            &format!("close={gate}@+{minute}"),
            &format!("surprise={gate}@+{minute}"),
            &format!("close={gate}"),
        ]));
        assert_adds_up(&r);
        let out: Vec<u64> = r.answers.iter().map(|a| a.out_at_close).collect();
        prop_assert!(out[0] <= r.plan.out_at_close);
        prop_assert!(out[1] <= out[0], "{:?}", out);
        prop_assert!(out[2] <= out[0]);
    }
}
