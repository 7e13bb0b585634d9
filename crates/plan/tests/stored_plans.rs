//! Stored plans: accepted against what they were made for, refused when anything was changed.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use hudna_plan::{StoredPlan, Subject, Terms};
use serde_json::{Value, json};
use support::{SCENARIO, changed, load, planned_with};

const WITH_WOUNDED: &[(&str, &str)] = &[
    (
        "[[road]]",
        "[[class]]\nclass = \"wounded\"\nmovement = \"walking\"\n\n[[road]]",
    ),
    ("{ civilians = 2000 }", "{ civilians = 2000, wounded = 90 }"),
    (
        "admits = [\"civilians\"]",
        "admits = [\"civilians\", \"wounded\"]",
    ),
];

fn stored(scenario: &str, changes: &str) -> Value {
    serde_json::to_value(&planned_with(scenario, changes).stored).unwrap()
}

fn check(stored: &Value, scenario: &str) -> Result<Vec<(String, u64)>, String> {
    let stored: StoredPlan = serde_json::from_value(stored.clone()).map_err(|e| e.to_string())?;
    let scenario = load(scenario);
    let terms = Terms::confirmed(&scenario).unwrap();
    let verified = stored
        .verify(&Subject::Scenario(&scenario, &terms))
        .map_err(|e| e.to_string())?;
    let classes = verified.classes.iter();
    Ok(classes.map(|(c, a)| (c.to_string(), a.out)).collect())
}

#[test]
fn a_stored_plan_is_accepted_class_by_class() {
    let text = changed(WITH_WOUNDED);
    let report = planned_with(&text, "close=south@09:50, people=110%");
    let value = serde_json::to_value(&report.stored).unwrap();
    let accepted = check(&value, &text).unwrap();
    let told: Vec<_> = report
        .report
        .classes
        .iter()
        .map(|c| (c.class.to_string(), c.out_at_close))
        .collect();
    assert_eq!(accepted, told);
    assert_eq!(accepted.len(), 2);
}

#[test]
fn the_stored_text_is_read_as_it_was_written() {
    let planned = planned_with(SCENARIO, "");
    let text = serde_json::to_string(&planned.stored).unwrap();
    let back: StoredPlan = serde_json::from_str(&text).unwrap();
    assert_eq!(back, planned.stored);
}

#[test]
fn whatever_is_changed_in_a_stored_plan_has_it_refused() {
    let text = changed(WITH_WOUNDED);
    let honest = stored(&text, "");
    assert!(check(&honest, &text).is_ok());
    // Class 1 are the civilians.
    let forged: &[(&str, Value, &str)] = &[
        ("/classes/1/out", json!(5_000), "number of people out"),
        (
            "/classes/1/people",
            json!(4_999),
            "number of people of the plan",
        ),
        ("/classes/1/left_behind/0", json!(0), "left behind by zone"),
        (
            "/classes/1/arrived_by/359",
            json!(5_000),
            "are out at the crossings",
        ),
        ("/classes/1/exits/0/3", json!(900), "crossing"),
        (
            "/classes/1/exits/0/0",
            json!(7),
            "crossing 7, but there are only 2",
        ),
        ("/classes/1/arcs/0/3", json!(1), "node"),
        (
            "/classes/1/arcs/0/0",
            json!(99),
            "arc 99, but there are only 6",
        ),
        ("/classes/1/departures/0/3", json!(1), "node"),
        (
            "/classes/1/node_cuts/0/2",
            json!(-7),
            "-7 is no step of a cut",
        ),
        (
            "/classes/1/node_cuts/0/0",
            json!(-1),
            "node 1, but there are only 4",
        ),
        ("/classes/1/node_cuts/0/2", json!(-1), "cut"),
        ("/classes/1/zone_cuts/0", json!(3), "cut"),
        ("/classes/1/class", json!("wounded"), "classes"),
        ("/classes/1/class", json!("fighters"), "classes"),
        ("/horizon", json!(400), "number of steps"),
        ("/step_s", json!(60), "length of a step"),
        ("/closes", json!("2016-11-04T11:00"), "close of the plan"),
        ("/opens", json!(null), "opening of the plan: none"),
        ("/zones/0", json!("z"), "zones of the plan: z"),
        ("/crossings", json!(["north"]), "crossings of the plan: 1"),
        ("/changes", json!(["people=50%"]), "persons set out"),
        (
            "/changes",
            json!(["close=nowhere"]),
            "no crossing \"nowhere\"",
        ),
        ("/version", json!(2), "version of the plan: 2"),
        ("/format", json!("other"), "format of the plan: other"),
    ];
    for (place, value, reason) in forged {
        let mut plan = honest.clone();
        let at = plan.pointer_mut(place).unwrap_or_else(|| panic!("{place}"));
        assert_ne!(at, value, "{place} is not changed");
        *at = value.clone();
        let refused = check(&plan, &text).expect_err(place);
        assert!(refused.contains(reason), "{place}: {refused}");
    }
}

#[test]
fn a_plan_of_another_scenario_is_refused() {
    let plan = stored(SCENARIO, "");
    for (from, to) in [
        ("persons_per_min = 20", "persons_per_min = 19"),
        ("civilians = 3000", "civilians = 3001"),
        ("speed_m_per_min = 60", "speed_m_per_min = 50"),
        ("2016-11-04T10:00", "2016-11-04T09:50"),
        ("persons_per_min = 20", "persons_per_min = 21"),
    ] {
        assert!(check(&plan, &changed(&[(from, to)])).is_err(), "{to}");
    }
}

#[test]
fn a_later_class_must_not_use_the_places_of_an_earlier_one() {
    let text = changed(WITH_WOUNDED);
    let mut plan = stored(&text, "");
    // The wounded gone from the file: their places at the crossing are free, their people are not out.
    for list in ["arcs", "departures", "exits"] {
        plan["classes"][0][list] = json!([]);
    }
    let steps = plan["horizon"].as_u64().unwrap() as usize;
    plan["classes"][0]["arrived_by"] = json!(vec![0; steps]);
    plan["classes"][0]["out"] = json!(0);
    assert!(check(&plan, &text).unwrap_err().starts_with("wounded"));
    // Each class planned as if it were alone: the second takes places that the first has.
    let mut plan = stored(&text, "");
    let alone = stored(&changed(&WITH_WOUNDED[..1]), "");
    plan["classes"][1] = alone["classes"][0].clone();
    assert!(check(&plan, &text).is_err());
}
