//! Names of the user: `--lexicon`, `--gazetteer` and `hudna gazetteer build`.

use std::fs;

use hudna_e2e::hudna_in;

const REPORT: &str =
    "أعلن مجلس الزيتونة هدنة في حي الزيتونة من الساعة التاسعة صباحا حتى الخامسة مساء.";

const PARTY: &str = r#"[[party]]
name = "Council of Zaitoun"
kind = "authority"
ar = ["مجلس الزيتونة"]
en = []
ru = []
"#;

#[test]
fn a_lexicon_and_a_gazetteer_of_the_user_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("report.txt"), REPORT).expect("a file");
    fs::create_dir(at("names")).expect("a folder");
    fs::write(at("names/own.toml"), PARTY).expect("a file");
    fs::write(
        at("quarters.geojson"),
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[37.1,36.2]},
        "properties":{"name:ar":"حي الزيتونة","name:en":"Zaitoun quarter","country":"SY","zone":"Asia/Damascus"}}]}"#,
    )
    .expect("a file");
    let built = hudna_in(
        folder.path(),
        [
            "gazetteer",
            "build",
            "quarters.geojson",
            "-o",
            "names/quarters.gaz",
        ],
    );
    assert_eq!(built.code, 0, "{}", built.err);
    assert!(built.err.contains("1 places, 2 names"), "{}", built.err);
    let read = hudna_in(
        folder.path(),
        ["read", "--json", "--lexicon", "names", "report.txt"],
    )
    .json();
    let truce = &read["reports"][0]["truces"][0];
    assert_eq!(truce["declared_by"][0], "Council of Zaitoun");
    assert_eq!(truce["area"], "Zaitoun quarter");
    assert_eq!(truce["timezone_stated"], serde_json::Value::Null);
    let only = hudna_in(
        folder.path(),
        [
            "read",
            "--json",
            "--gazetteer",
            "names/quarters.gaz",
            "report.txt",
        ],
    )
    .json();
    assert_eq!(only["reports"][0]["truces"][0]["area"], "Zaitoun quarter");
}

#[test]
fn a_mistake_in_the_names_of_the_user_is_named_and_the_other_files_are_used() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("report.txt"), REPORT).expect("a file");
    fs::create_dir(at("names")).expect("a folder");
    fs::write(at("names/own.toml"), PARTY).expect("a file");
    let bad = |from: &str, to: &str| {
        assert!(PARTY.contains(from));
        PARTY.replacen("Council", "Board", 1).replacen(from, to, 1)
    };
    for (name, text) in [
        ("key.toml", bad("kind", "sort")),
        ("taken.toml", bad("مجلس الزيتونة", "حماس")),
        ("twice.toml", bad("[]", "[\"Board\"]")),
        ("not.gaz", "no".to_owned()),
    ] {
        fs::write(at("names").join(name), text).expect("a file");
    }
    fs::write(at("names/latin.toml"), b"# \xE9\n").expect("a file");
    let noted = |args: &[&str], words: &[&str]| {
        let ran = hudna_in(folder.path(), args);
        for word in words {
            assert!(ran.err.contains(word), "no {word:?} in {}", ran.err);
        }
        assert_eq!(ran.err.lines().count(), words.len(), "{}", ran.err);
        ran.json()["reports"][0]["truces"][0]["declared_by"].clone()
    };
    let declared = noted(
        &["read", "--json", "--lexicon", "names", "report.txt"],
        &[
            "names/key.toml, line 3: unknown field `sort`",
            "names/latin.toml",
            "names/taken.toml, line 4: \"حماس\" is already a name of \"Hamas\" (built in)",
            "names/twice.toml, line 4: \"مجلس الزيتونة\" is already a name of \"Council of Zaitoun\" (names/own.toml, line 4)",
            "names/not.gaz is no gazetteer",
        ],
    );
    assert_eq!(declared[0], "Council of Zaitoun");
    // The report is read without any names of the user too.
    noted(
        &[
            "read",
            "--json",
            "--gazetteer",
            "names/not.gaz",
            "report.txt",
        ],
        &["names/not.gaz is no gazetteer"],
    );
}

#[test]
fn a_folder_without_names_and_a_table_with_a_mistake_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("report.txt"), REPORT).expect("a file");
    fs::create_dir(at("names")).expect("a folder");
    let refused = |args: &[&str], words: &[&str]| {
        let ran = hudna_in(folder.path(), args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        for word in words {
            assert!(ran.err.contains(word), "no {word:?} in {}", ran.err);
        }
    };
    let read = ["read", "--lexicon", "names", "report.txt"];
    refused(&read, &["no .toml or .gaz file"]);
    fs::write(at("SY.txt"), "1\tA\tA\n").expect("a file");
    refused(
        &["gazetteer", "build", "SY.txt", "-o", "out.gaz"],
        &["SY.txt, line 1"],
    );
    assert!(!at("out.gaz").exists());
}
