//! `make corpus-diff`: what a change does to the readings of a corpus.

use std::{fs, process::Command};

use hudna_e2e::{Ran, hudna_in, root};

fn diff(folder: &std::path::Path, old: &str, new: &str) -> Ran {
    Command::new("python3")
        .arg(root().join("scripts/corpus-diff"))
        .args([old, new])
        .current_dir(folder)
        .output()
        .expect("python3 starts")
        .into()
}

#[test]
fn claims_gained_lost_and_changed_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "أعلنت روسيا هدنة في حلب من الساعة التاسعة صباحا حتى السابعة مساء يوم 4 نوفمبر 2016. وقتل 12 شخصا في حمص.";
    fs::write(folder.path().join("a.txt"), text).expect("a file");
    let read = hudna_in(folder.path(), ["read", "--json", "a.txt"]).out;
    fs::write(folder.path().join("old.json"), &read).expect("a file");
    let same = diff(folder.path(), "old.json", "old.json");
    assert_eq!(
        same.out, "0 claims gained, 0 lost, 0 changed, in 1 reports\n",
        "{}",
        same.err
    );

    let mut new: serde_json::Value = serde_json::from_str(&read).expect("JSON");
    let report = &mut new["reports"][0];
    report["truces"][0]["clock_end"] = "20:00".into();
    let figures = report["figures"].as_array_mut().expect("figures");
    assert!(!figures.is_empty());
    let mut figure = figures.remove(0);
    fs::write(folder.path().join("new.json"), new.to_string()).expect("a file");
    let ran = diff(folder.path(), "old.json", "new.json");
    assert!(
        ran.out.contains("clock_end: \"19:00\" → \"20:00\""),
        "{}{}",
        ran.out,
        ran.err
    );
    assert!(
        ran.out.contains("  - figures: what \"killed\""),
        "{}",
        ran.out
    );
    assert!(
        ran.out
            .ends_with("0 claims gained, 1 lost, 1 changed, in 1 reports\n"),
        "{}",
        ran.out
    );

    // The other way round the figure is gained; at other words it is another claim.
    figure["evidence"][0]["start"] = 0.into();
    let back = diff(folder.path(), "new.json", "old.json");
    assert!(
        back.out
            .ends_with("1 claims gained, 0 lost, 1 changed, in 1 reports\n"),
        "{}",
        back.out
    );
    let none = diff(folder.path(), "old.json", "missing.json");
    assert_eq!(none.code, 2, "{}", none.out);
}
