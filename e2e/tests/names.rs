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
fn a_mistake_in_a_lexicon_or_a_table_names_file_and_line() {
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
    fs::write(at("names/own.toml"), PARTY.replace("kind", "sort")).expect("a file");
    refused(&read, &["own.toml, line 3", "`sort`"]);
    fs::write(
        at("names/own.toml"),
        PARTY.replace("en = []", "en = [\"Hamas\"]"),
    )
    .expect("a file");
    refused(
        &read,
        &[
            "own.toml, line 5",
            "\"Hamas\" is already a name of",
            "built in",
        ],
    );
    fs::write(at("not.gaz"), "no").expect("a file");
    refused(
        &["read", "--gazetteer", "not.gaz", "report.txt"],
        &["not.gaz is no gazetteer"],
    );
    fs::write(at("SY.txt"), "1\tA\tA\n").expect("a file");
    refused(
        &["gazetteer", "build", "SY.txt", "-o", "out.gaz"],
        &["SY.txt, line 1"],
    );
    assert!(!at("out.gaz").exists());
}
