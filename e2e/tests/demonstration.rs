//! The bundled scenario, as `make demo` runs it.

use std::fs;

use hudna_e2e::{hudna, root};
use serde_json::Value;

fn number(v: &Value) -> u64 {
    v.as_u64()
        .unwrap_or_else(|| panic!("{v} is not a whole number"))
}

#[test]
fn the_plan_of_the_bundled_scenario_loses_nobody() {
    let plan = hudna(["plan", "scenarios/aleppo-2016", "--json"]).json();
    let (people, out, left) = (
        number(&plan["people"]),
        number(&plan["out_at_close"]),
        number(&plan["left_behind"]),
    );
    assert_eq!(people, out + left);
    assert!(out > 0 && left > 0, "the window is too short for everyone");
    for list in ["classes", "crossings"] {
        let sum: u64 = plan[list]
            .as_array()
            .expect("a list")
            .iter()
            .map(|c| number(&c["out_at_close"]))
            .sum();
        assert_eq!(sum, out, "{list}");
    }
    let departed: u64 = plan["departures"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|d| number(&d["persons"]))
        .sum();
    assert_eq!(departed, out);
    let by_zone: u64 = plan["zones"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|z| z["out_at_close"].as_array().expect("a list"))
        .map(|c| number(&c[1]))
        .sum();
    assert_eq!(by_zone, out);
    let curve: Vec<u64> = plan["arrived_by"]
        .as_array()
        .expect("a list")
        .iter()
        .map(number)
        .collect();
    assert!(curve.windows(2).all(|w| w[0] <= w[1]));
    assert_eq!(curve.last(), Some(&out));
    assert!(number(&plan["shortest_window_s"]) > number(&plan["window_s"]));
    let bottleneck: u64 = plan["bottlenecks"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|b| number(&b["persons"]))
        .sum();
    assert_eq!(
        bottleneck, out,
        "the members of the minimum cut add up to the people who are out"
    );
    for w in plan["what_if"].as_array().expect("a list") {
        assert_eq!(number(&w["out_at_close"]) + number(&w["lost"]), out, "{w}");
    }
}

#[test]
fn the_brief_prints_a_summary_and_writes_one_page_that_asks_for_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("brief.html");
    let ran = hudna([
        "brief",
        "scenarios/aleppo-2016",
        "--html",
        page.to_str().expect("a path"),
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let html = fs::read_to_string(page).expect("the page");
    for word in ["http://", "https://", "//cdn", "@import", "url("] {
        // Namespaces of SVG are names, not requests.
        let left = html.replace("http://www.w3.org/", "");
        let at = left.find(word).map(|i| {
            left.get(i.saturating_sub(40)..)
                .unwrap_or("")
                .chars()
                .take(100)
                .collect::<String>()
        });
        assert!(at.is_none(), "the page mentions {word}: {at:?}");
    }
    assert!(html.contains("dir=\"rtl\"") && html.contains("<svg"));
    assert_eq!(
        fs::read_dir(folder.path()).expect("a folder").count(),
        1,
        "one file and nothing beside it"
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = ["1.html", "2.html"].map(|name| {
        let page = folder.path().join(name);
        assert_eq!(
            hudna([
                "brief",
                "scenarios/aleppo-2016",
                "--html",
                page.to_str().expect("a path")
            ])
            .code,
            0
        );
        fs::read(page).expect("the page")
    });
    assert!(pages[0] == pages[1]);
}

#[test]
fn the_bundled_reports_carry_facts_and_contradictions() {
    let folder = root().join("scenarios/aleppo-2016/reports");
    let mut args = vec!["read".to_owned(), "--json".to_owned()];
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the reports")
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .map(|p| p.display().to_string())
        .collect();
    files.sort();
    assert!(files.len() >= 8);
    args.extend(files);
    let reading = hudna(args).json();
    let languages: std::collections::BTreeSet<_> = reading["reports"]
        .as_array()
        .expect("reports")
        .iter()
        .map(|r| r["lang"].as_str().unwrap_or(""))
        .collect();
    assert!(
        ["ar", "en", "ru"].iter().all(|l| languages.contains(l)),
        "{languages:?}"
    );
    let dossiers = reading["dossiers"].as_array().expect("dossiers");
    assert!(
        dossiers
            .iter()
            .any(|d| d["starts"]["value"] == "2016-11-04T09:00"
                && d["ends"]["value"] == "2016-11-04T19:00")
    );
    let conflicts = dossiers
        .iter()
        .flat_map(|d| d.as_object().expect("an object").values())
        .filter(|f| f["conflict"] == true)
        .count();
    assert!(
        conflicts > 0,
        "no contradiction was found in reports that contradict each other"
    );
}

#[test]
fn help_has_examples_and_every_shell_has_completions() {
    for verb in ["read", "plan", "what-if", "certify", "brief"] {
        let ran = hudna([verb, "--help"]);
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains("Examples:"), "{verb}");
    }
    for shell in ["bash", "zsh", "fish"] {
        let ran = hudna(["completions", shell]);
        assert!(ran.code == 0 && ran.out.contains("hudna"), "{shell}");
    }
    assert_eq!(hudna(["no-such-verb"]).code, 2);
}
