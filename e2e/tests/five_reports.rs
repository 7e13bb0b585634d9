//! The five real reports of October to December 2016 beside the repository, as a user would read
//! them: no publication date is given.

use std::path::PathBuf;

use hudna_e2e::{hudna, shared};
use serde_json::Value;

fn reports(test: &str) -> Option<Vec<PathBuf>> {
    let folder = shared("reading/reports", test)?;
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of reports")
        .map(|e| e.expect("an entry").path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 5);
    Some(files)
}

fn read(test: &str, more: &[&str]) -> Option<Value> {
    let files = reports(test)?;
    let mut args: Vec<_> = ["read", "--json"]
        .iter()
        .chain(more)
        .map(std::ffi::OsString::from)
        .collect();
    args.extend(files.into_iter().map(Into::into));
    Some(hudna(args).json())
}

fn report<'a>(reading: &'a Value, stem: &str) -> &'a Value {
    let all = reading["reports"].as_array().expect("reports");
    all.iter()
        .find(|r| r["id"].as_str().is_some_and(|id| id.starts_with(stem)))
        .expect("the report is there")
}

fn find<'a>(list: &'a Value, what: &str, test: impl Fn(&Value) -> bool) -> &'a Value {
    let all = list.as_array().expect("a list");
    all.iter()
        .find(|v| test(v))
        .unwrap_or_else(|| panic!("{what} not found in {list:#}"))
}

fn has(list: &Value, word: &str) -> bool {
    list.as_array().is_some_and(|l| l.iter().any(|v| v == word))
}

#[test]
fn the_october_truce_keeps_its_hours_and_leaves_its_date_open() {
    let Some(reading) = read("the_october_truce", &[]) else {
        return;
    };
    let r = report(&reading, "000");
    assert_eq!(r["published"]["date"], Value::Null);
    let t = find(&r["truces"], "the truce of eight hours", |t| {
        t["clock_start"] == "08:00"
    });
    assert_eq!(t["clock_end"], "16:00");
    assert_eq!(t["duration_hours"], 8.0);
    assert_eq!(t["timezone_stated"], "Asia/Damascus");
    assert_eq!(t["starts"], Value::Null);
    assert_eq!(t["relative"], "بعد غد");
    let named = |name: &str| {
        let c = find(&t["crossings"], name, |c| {
            c["name"].as_str().is_some_and(|n| n.contains(name))
        });
        assert!(has(&c["admits"], "fighters"), "{c}");
    };
    named("Castello");
    named("Mashariqa");
    let six = find(&t["crossings"], "six crossings", |c| c["count"] == 6);
    assert!(
        has(&six["admits"], "civilians") && has(&six["admits"], "wounded"),
        "{six}"
    );
    let d = find(&reading["dossiers"], "its dossier", |d| {
        d["clock_start"]["value"] == "08:00"
    });
    assert_eq!(d["starts"]["value"], Value::Null);
    let page = hudna([
        "read",
        reports("the_october_truce").expect("reports")[0]
            .to_str()
            .expect("a path"),
    ]);
    assert!(page.out.contains("بعد غد"), "{}", page.out);
}

#[test]
fn with_its_publication_date_the_october_truce_is_the_twentieth() {
    let Some(files) = reports("with_its_publication_date") else {
        return;
    };
    let ran = hudna([
        "read",
        "--json",
        "--published",
        "2016-10-18",
        files[0].to_str().expect("a path"),
    ])
    .json();
    let t = find(&ran["reports"][0]["truces"], "the truce", |t| {
        t["clock_start"] == "08:00"
    });
    assert_eq!(t["starts"], "2016-10-20T08:00");
    assert_eq!(t["ends"], "2016-10-20T16:00");
    assert_eq!(ran["reports"][0]["published"]["basis"], "given");
}

#[test]
fn two_reports_tell_of_the_same_truce_of_the_fourth_of_november() {
    let Some(reading) = read("two_reports_tell", &[]) else {
        return;
    };
    let d = find(&reading["dossiers"], "the dossier of 4 November", |d| {
        d["starts"]["value"] == "2016-11-04T09:00"
    });
    assert_eq!(d["ends"]["value"], "2016-11-04T19:00");
    assert_eq!(d["duration_hours"]["value"], 10.0);
    let ids: Vec<_> = d["reports"]
        .as_array()
        .expect("reports")
        .iter()
        .map(|r| r["id"].as_str().unwrap_or(""))
        .collect();
    assert!(
        ids.iter().any(|i| i.starts_with("002")) && ids.iter().any(|i| i.starts_with("003")),
        "{ids:?}"
    );
    let eight = find(&d["crossings"], "eight crossings", |c| {
        c["count"]["value"] == 8
    });
    assert!(eight["part_of"].is_null());
    find(&d["crossings"], "two of them for fighters", |c| {
        c["count"]["value"] == 2 && has(&c["admits"]["value"], "fighters")
    });
    // Seven in the evening stays seven in the evening, whatever else the texts say.
    for stem in ["002", "003"] {
        let r = report(&reading, stem);
        find(&r["truces"], "its window", |t| {
            t["clock_start"] == "09:00" && t["clock_end"] == "19:00"
        });
    }
    let rejects = |who: &str| {
        find(&d["positions"], who, |p| {
            p["stance"] == "rejects" && p["actor"].as_str().is_some_and(|a| a.contains(who))
        });
    };
    rejects("Zenki");
    rejects("opposition");
    let conditions = d["positions"].as_array().expect("positions");
    let un = conditions
        .iter()
        .filter(|p| p["actor"] == "UN" && p["stance"] == "conditions")
        .count();
    assert!(
        un >= 2,
        "the United Nations' two conditions: {conditions:#?}"
    );
}

#[test]
fn the_halt_of_december_is_told_by_two_reports_and_dated_by_one() {
    let Some(reading) = read("the_halt_of_december", &[]) else {
        return;
    };
    let (dated, undated) = (report(&reading, "001"), report(&reading, "004"));
    // "Thursday 8 December 2016" is the day of the statement; the report may be of that day or the next.
    assert!(
        has(&dated["published"]["candidates"], "2016-12-08"),
        "{}",
        dated["published"]
    );
    assert_eq!(undated["published"]["date"], "2016-12-08");
    assert_eq!(undated["published"]["basis"], "inferred");
    for r in [dated, undated] {
        find(&r["figures"], "8,000 people", |f| {
            f["what"] == "to_evacuate" && f["min"] == 8000.0 && f["max"] == 8000.0
        });
        find(&r["figures"], "5 km", |f| {
            f["unit"] == "km" && f["min"] == 5.0
        });
    }
    let d = find(&reading["dossiers"], "the dossier of the halt", |d| {
        let ids: Vec<_> = d["reports"]
            .as_array()
            .expect("reports")
            .iter()
            .map(|r| r["id"].as_str().unwrap_or(""))
            .collect();
        ids.iter().any(|i| i.starts_with("001"))
            && ids.iter().any(|i| i.starts_with("004"))
            && d["status"]["value"] == "in_force"
    });
    find(&d["meetings"], "the meeting in Geneva", |m| {
        m["where"] == "Geneva" && m["when"] == "2016-12-10"
    });
}

#[test]
fn alone_the_undated_report_of_the_halt_stays_undated() {
    let Some(files) = reports("alone_the_undated") else {
        return;
    };
    let ran = hudna(["read", "--json", files[4].to_str().expect("a path")]).json();
    assert_eq!(ran["reports"][0]["published"]["date"], Value::Null);
    let meetings = ran["reports"][0]["meetings"].as_array().expect("meetings");
    assert!(
        meetings.iter().all(|m| m["when"].is_null()),
        "{meetings:#?}"
    );
}

#[test]
fn every_value_stands_on_words_of_its_report() {
    let Some(reading) = read("every_value_stands", &[]) else {
        return;
    };
    let files = reports("every_value_stands").expect("reports");
    let mut seen = 0;
    let mut lists = vec![&reading];
    while let Some(v) = lists.pop() {
        match v {
            Value::Array(a) => lists.extend(a),
            Value::Object(o) => {
                if let (Some(report), Some(start), Some(end)) = (
                    o.get("report").and_then(Value::as_str),
                    o.get("start"),
                    o.get("end"),
                ) {
                    let path = files
                        .iter()
                        .find(|f| f.file_stem().is_some_and(|s| s == report))
                        .expect("a report");
                    let text = std::fs::read_to_string(path).expect("a text");
                    let index = |v: &Value| {
                        usize::try_from(v.as_u64().expect("an offset")).expect("an offset")
                    };
                    let words = text
                        .get(index(start)..index(end))
                        .expect("a span on character boundaries");
                    assert!(!words.trim().is_empty());
                    assert!(
                        o.get("rule")
                            .and_then(Value::as_str)
                            .is_some_and(|r| r.contains('@')),
                        "{o:?}"
                    );
                    seen += 1;
                }
                lists.extend(o.values());
            }
            _ => {}
        }
    }
    assert!(seen > 100, "{seen} pieces of evidence");
}

#[test]
fn the_brief_takes_the_five_reports_in_place_of_its_own() {
    let Some(files) = reports("the_brief_takes") else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("brief.html");
    let mut args: Vec<std::ffi::OsString> = vec![
        "brief".into(),
        "scenarios/aleppo-2016".into(),
        "--html".into(),
        page.clone().into(),
    ];
    args.push("--reports".into());
    args.extend(files.into_iter().map(Into::into));
    let ran = hudna(args);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("بعد غد") && ran.out.contains("4 November 2016"),
        "{}",
        ran.out
    );
    let html = std::fs::read_to_string(page).expect("the page");
    assert!(html.contains("«بعد غد»") || html.contains("بعد غد"));
}

#[test]
fn explained_json_has_the_steps_of_each_value_and_is_the_same_without_them() {
    let published = ["--published", "2016-11-03"];
    let Some(plain) = read("explained_json", &published) else {
        return;
    };
    let mut explained = read("explained_json", &["--explain", published[0], published[1]])
        .expect("the reports are there");
    let t = find(&report(&explained, "003")["truces"], "the truce", |t| {
        t["starts"] == "2016-11-04T09:00"
    });
    let steps = t["reasons"].as_array().expect("steps");
    let start: Vec<&str> = (steps.iter())
        .filter(|s| s["slot"] == "starts")
        .filter_map(|s| s["rule"].as_str())
        .collect();
    assert!(start.contains(&"ar.truce.noun@1"), "{start:?}");
    assert!(start.iter().any(|r| r.starts_with("ar.time.")), "{start:?}");
    // Not `assert_eq!`: nobody reads two such values side by side.
    assert!(plain != explained);
    drop_reasons(&mut explained["reports"]);
    assert!(plain == explained, "explaining changes values");
}

/// Takes the steps of claims away; the reasons of a date of publication are words and stay.
fn drop_reasons(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(drop_reasons),
        Value::Object(fields) => {
            if !fields.contains_key("basis") {
                fields.remove("reasons");
            }
            fields.values_mut().for_each(drop_reasons);
        }
        _ => {}
    }
}
