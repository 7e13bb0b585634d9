//! `hudna what-if` and the files of a schedule, with the real binary.

use std::{collections::BTreeMap, fs, path::Path};

use hudna_e2e::{Ran, hudna, hudna_in};
use serde_json::Value;

const ALEPPO: &str = "scenarios/aleppo-2016";

/// An instance of two zones and two crossings: quick to plan, so that many questions can be asked.
fn instance(folder: &Path) {
    for (file, text) in [
        ("meta.csv", "key,value\nstep_seconds,60\nhorizon,60\n"),
        ("nodes.csv", "id,x,y\n0,0,0\n1,0,0\n2,0,0\n3,0,0\n"),
        (
            "arcs.csv",
            "from,to,transit,capacity\n1,0,10,5\n1,2,8,5\n2,1,8,5\n2,3,10,5\n",
        ),
        ("sources.csv", "node,supply\n1,90\n2,150\n"),
        (
            "sinks.csv",
            "node,open,close,capacity\n0,0,60,3\n3,0,60,4\n",
        ),
    ] {
        fs::write(folder.join(file), text).expect("a file");
    }
}

fn asked(args: &[&str]) -> Ran {
    let folder = tempfile::tempdir().expect("a folder");
    instance(folder.path());
    let mut all = vec!["what-if", "."];
    all.extend(args);
    hudna_in(folder.path(), all)
}

#[test]
fn without_a_question_each_crossing_and_every_pair_is_closed() {
    let told = asked(&["--json"]).json();
    let questions: Vec<_> = told["answers"]
        .as_array()
        .expect("answers")
        .iter()
        .map(|a| a["changes"].as_array().expect("changes").len())
        .collect();
    assert_eq!(questions, [1, 1, 2]);
    for a in told["answers"].as_array().expect("answers") {
        let n = |key: &str| a[key].as_u64().expect("persons");
        assert_eq!(n("people"), n("out_at_close") + n("left_behind"));
    }
    let ran = asked(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("Two crossings closed") && ran.out.contains("Certified"),
        "{}",
        ran.out
    );
}

#[test]
fn closings_draws_and_questions_are_told_in_words_json_and_csv() {
    let folder = tempfile::tempdir().expect("a folder");
    instance(folder.path());
    let args = [
        "what-if",
        ".",
        "--if",
        "close=sink-0@+20",
        "--if",
        "surprise=sink-0@+20",
        "--closings",
        "15",
        "--draws",
        "20",
        "--seed",
        "7",
        "--spread",
        "people=10,crossings=40",
        "--csv",
        "answers.csv",
    ];
    let ran = hudna_in(folder.path(), args);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for part in [
        "announced",
        "by surprise",
        "20 draws with seed 7",
        "all people ± 10 %",
        "▓",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let csv = fs::read_to_string(folder.path().join("answers.csv")).expect("the answers");
    assert_eq!(csv.lines().count(), 1 + 1 + 2 + 2 * 4 * 2);
    assert!(csv.contains("\"surprise=sink-0@+20\""), "{csv}");
    let out: Vec<u64> = csv
        .lines()
        .skip(1)
        .map(|l| {
            l.rsplit_once("\",")
                .expect("a question")
                .1
                .split(',')
                .nth(1)
                .expect("out")
        })
        .map(|n| n.parse().expect("persons"))
        .collect();
    assert!(out[2] <= out[1] && out[1] <= out[0], "{out:?}");
}

#[test]
fn the_same_question_gives_the_same_bytes_on_one_core_and_on_two() {
    let folder = tempfile::tempdir().expect("a folder");
    instance(folder.path());
    let on = |threads: &str| {
        let ran: Ran = std::process::Command::new(hudna_e2e::binary())
            .args([
                "what-if",
                ".",
                "--json",
                "--pairs",
                "--closings",
                "10",
                "--draws",
                "30",
                "--spread",
                "zones=20",
            ])
            .current_dir(folder.path())
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .expect("the binary starts")
            .into();
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out
    };
    assert_eq!(on("1"), on("2"));
}

#[test]
fn a_question_without_meaning_is_bad_input_with_the_way_out() {
    for (args, part) in [
        (
            vec!["--if", "shut=sink-0"],
            "the word \"shut\" is not known",
        ),
        (vec!["--if", "close=sink-9"], "known are sink-0, sink-1"),
        (
            vec!["--if", "close=sink-0@13:00"],
            "an instance has no clock",
        ),
        (vec!["--draws", "5"], "nothing is uncertain"),
        (
            vec!["--draws", "5", "--spread", "people=200"],
            "from 0 to 100",
        ),
        (vec!["--closings", "0"], "--closings"),
    ] {
        let ran = asked(&args);
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(part), "{args:?}: {}", ran.err);
    }
}

#[test]
fn the_schedule_of_the_bundled_scenario_is_a_table_a_map_and_a_calendar_for_each_zone() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let at = out.display().to_string();
    let ran = hudna(["plan", ALEPPO, "--quick", "--json", "--schedule", &at]);
    let plan = ran.json();
    let people_out = plan["out_at_close"].as_u64().expect("persons");
    let csv = fs::read_to_string(out.join("schedule.csv")).expect("the table");
    let persons: u64 = csv
        .lines()
        .skip(1)
        .map(|l| {
            l.split(',')
                .nth(7)
                .expect("persons")
                .parse::<u64>()
                .expect("a number")
        })
        .sum();
    assert_eq!(persons, people_out);
    let geojson: Value =
        serde_json::from_str(&fs::read_to_string(out.join("schedule.geojson")).expect("the map"))
            .expect("JSON");
    let drawn: u64 = geojson["features"]
        .as_array()
        .expect("features")
        .iter()
        .map(|f| f["properties"]["persons"].as_u64().expect("persons"))
        .sum();
    assert_eq!(drawn, people_out);
    let read = || -> BTreeMap<String, String> {
        let files = fs::read_dir(&out).expect("the folder");
        files
            .map(|f| f.expect("a file").path())
            .filter(|p| p.extension().is_some_and(|e| e == "ics"))
            .map(|p| {
                (
                    p.display().to_string(),
                    fs::read_to_string(&p).expect("a calendar"),
                )
            })
            .collect()
    };
    let calendars = read();
    let zones_out = plan["zones"].as_array().expect("zones").iter().filter(|z| {
        z["out_at_close"]
            .as_array()
            .expect("classes")
            .iter()
            .any(|c| c[1] != 0)
    });
    assert_eq!(calendars.len(), zones_out.count());
    let events: usize = calendars
        .values()
        .map(|c| c.matches("BEGIN:VEVENT").count())
        .sum();
    assert_eq!(
        events,
        plan["departures"].as_array().expect("departures").len()
    );
    // Planned again, nothing changes; a changed plan counts.
    assert_eq!(
        hudna(["plan", ALEPPO, "--quick", "--schedule", &at]).code,
        0
    );
    assert_eq!(read(), calendars);
    let changed = [
        "plan",
        ALEPPO,
        "--quick",
        "--if",
        "close=c-al-bab-road@12:00",
        "--schedule",
        &at,
    ];
    assert_eq!(hudna(changed).code, 0);
    assert!(read().values().any(|c| c.contains("SEQUENCE:1")));
}
