//! Bad input gets an error that names file, line, value and the way out; exit code 2; and no
//! partial output is left behind.

use std::{fs, path::Path};

use hudna_e2e::{Ran, hudna, hudna_in};

/// A scenario of two quarters and two crossings on one road, as small as one can be.
///
/// ```text
/// north ──── A ──── B ──── south
/// ```
fn tiny(folder: &Path) {
    fs::create_dir_all(folder.join("network")).expect("a folder");
    fs::create_dir_all(folder.join("reports")).expect("a folder");
    fs::write(
        folder.join("network/node.csv"),
        "node_id,name,x_coord,y_coord\n1,north,37.100,36.230\n2,A,37.100,36.220\n3,B,37.100,36.210\n4,south,37.100,36.200\n",
    )
    .expect("a file");
    fs::write(
        folder.join("network/link.csv"),
        "link_id,name,name_ar,from_node_id,to_node_id,directed,length,facility_type\n\
         1,North road,طريق الشمال,1,2,0,1110,primary\n\
         2,Middle road,,2,3,0,1110,primary\n\
         3,South road,,3,4,0,1110,primary\n",
    )
    .expect("a file");
    fs::write(
        folder.join("reports/a.txt"),
        "أعلنت موسكو هدنة إنسانية في حلب.\n",
    )
    .expect("a file");
    fs::write(
        folder.join("scenario.toml"),
        r#"schema = 1
id = "tiny"
name = { en = "Tiny" }

[area]
name = { en = "Tiny" }
zone = "Asia/Damascus"
country = "SY"

[terms]
label = "pause"
starts = "2016-11-04T09:00"
ends = "2016-11-04T10:00"
confirmed_by = "the test"
source = "the test"

[planning]
step_s = 10
search_h = 12
priority = ["wounded", "civilians", "fighters"]
max_snap_m = 200

[[movement]]
id = "walking"
speed_m_per_min = 60
source = "the test"

[[class]]
class = "civilians"
movement = "walking"
source = "the test"

[[road]]
facility_type = "primary"
persons_per_min = 50
source = "the test"

[[zone]]
id = "a"
name = { en = "A" }
lon = 37.100
lat = 36.220
people = { civilians = 3000 }
source = "the test"

[[zone]]
id = "b"
name = { en = "B" }
lon = 37.100
lat = 36.210
people = { civilians = 2000 }
source = "the test"

[[crossing]]
id = "north"
name = { en = "North" }
lon = 37.100
lat = 36.230
admits = ["civilians"]
persons_per_min = 20
state = "designated"
source = "the test"

[[crossing]]
id = "south"
name = { en = "South" }
lon = 37.100
lat = 36.200
admits = ["civilians"]
persons_per_min = 30
state = "designated"
source = "the test"
"#,
    )
    .expect("a file");
}

/// Runs `plan` and `brief` on the tiny scenario after a change to one of its files; both must
/// refuse it with exit code 2, say all of `words`, and leave no page behind.
fn refused(file: &str, from: &str, to: &str, words: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    tiny(folder.path());
    let path = folder.path().join(file);
    let before = fs::read_to_string(&path).expect("a file");
    assert!(before.contains(from), "{file} has no {from:?}");
    fs::write(&path, before.replacen(from, to, 1)).expect("a file");
    let is_refused = |ran: Ran| {
        assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
        for word in words {
            assert!(ran.err.contains(word), "no {word:?} in: {}", ran.err);
        }
    };
    is_refused(hudna_in(
        folder.path(),
        ["plan", ".", "--arrivals", "curve.csv"],
    ));
    is_refused(hudna_in(
        folder.path(),
        ["brief", ".", "--html", "brief.html"],
    ));
    for name in ["curve.csv", "brief.html"] {
        assert!(!folder.path().join(name).exists(), "{name} was left behind");
    }
    let names = fs::read_dir(folder.path()).expect("a folder");
    assert!(
        names
            .flatten()
            .all(|e| !e.file_name().to_string_lossy().starts_with(".hudna-"))
    );
}

#[test]
fn the_tiny_scenario_itself_is_fine() {
    let folder = tempfile::tempdir().expect("a folder");
    tiny(folder.path());
    let plan = hudna_in(
        folder.path(),
        ["plan", ".", "--json", "--arrivals", "curve.csv"],
    )
    .json();
    // 1,110 m at 60 m a minute are 18 min 30 s; the crossings then pass 20 and 30 persons a minute.
    assert_eq!(plan["people"], 5000);
    assert_eq!(
        plan["out_at_close"].as_u64().expect("a number")
            + plan["left_behind"].as_u64().expect("a number"),
        5000
    );
    let curve = fs::read_to_string(folder.path().join("curve.csv")).expect("the curve");
    assert!(curve.starts_with("t,arrived_by_t\n0,0\n"), "{curve}");
    assert_eq!(curve.lines().count(), 1 + 360);
    assert_eq!(
        curve.lines().last().expect("a line"),
        format!("359,{}", plan["out_at_close"])
    );
}

#[test]
fn an_arc_that_names_an_unknown_node() {
    refused(
        "network/link.csv",
        "2,Middle road,,2,3",
        "2,Middle road,,2,99",
        &["link.csv", "line 3", "99"],
    );
}

#[test]
fn a_negative_capacity() {
    refused(
        "scenario.toml",
        "persons_per_min = 50",
        "persons_per_min = -50",
        &["scenario.toml", "line", "-50"],
    );
}

#[test]
fn a_window_that_ends_before_it_starts() {
    refused(
        "scenario.toml",
        "2016-11-04T10:00",
        "2016-11-04T08:00",
        &["scenario.toml", "09:00", "08:00"],
    );
}

#[test]
fn a_crossing_nowhere_near_the_network() {
    refused(
        "scenario.toml",
        "lat = 36.200",
        "lat = 35.200",
        &["scenario.toml", "South", "200 m"],
    );
}

#[test]
fn an_unknown_class() {
    refused(
        "scenario.toml",
        "admits = [\"civilians\"]",
        "admits = [\"soldiers\"]",
        &["scenario.toml", "line", "soldiers"],
    );
}

#[test]
fn an_unknown_key() {
    refused(
        "scenario.toml",
        "max_snap_m",
        "max_snap_metres",
        &["scenario.toml", "line", "max_snap_metres"],
    );
}

#[test]
fn a_missing_network_file() {
    let folder = tempfile::tempdir().expect("a folder");
    tiny(folder.path());
    fs::remove_file(folder.path().join("network/link.csv")).expect("a file");
    let ran = hudna_in(folder.path(), ["plan", "."]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("link.csv"), "{}", ran.err);
}

#[test]
fn a_missing_report() {
    let ran = hudna(["read", "no-such-report.txt"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("no-such-report.txt") && ran.err.contains("no such file"),
        "{}",
        ran.err
    );
}

#[test]
fn a_folder_that_is_neither_scenario_nor_instance() {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = hudna_in(folder.path(), ["plan", "."]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("scenario.toml") && ran.err.contains("arcs.csv"),
        "{}",
        ran.err
    );
}

#[test]
fn a_page_that_cannot_be_written_is_an_error_and_says_where() {
    let folder = tempfile::tempdir().expect("a folder");
    tiny(folder.path());
    let ran = hudna_in(
        folder.path(),
        ["brief", ".", "--html", "no/such/folder/brief.html"],
    );
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no/such/folder"), "{}", ran.err);
}

#[test]
fn a_bad_publication_date_names_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    tiny(folder.path());
    fs::write(
        folder.path().join("dates.tsv"),
        "a\t2016-11-03\nb\t3 November\n",
    )
    .expect("a file");
    let ran = hudna_in(
        folder.path(),
        ["read", "reports/a.txt", "--published-from", "dates.tsv"],
    );
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("dates.tsv, line 2") && ran.err.contains("3 November"),
        "{}",
        ran.err
    );
}

#[test]
fn a_report_in_which_nothing_is_found_is_not_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("weather.txt"),
        "Sunny spells, with a light wind from the west.\n",
    )
    .expect("a file");
    let ran = hudna_in(folder.path(), ["read", "weather.txt"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("no truce terms found"), "{}", ran.out);
}

#[test]
fn an_instance_with_a_negative_capacity_names_file_and_line() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("meta.csv", "key,value\nstep_seconds,60\nhorizon,10\n"),
        ("nodes.csv", "id,x,y\n0,0,0\n1,0,0\n"),
        ("arcs.csv", "from,to,transit,capacity\n0,1,1,-5\n"),
        ("sources.csv", "node,supply\n0,10\n"),
        ("sinks.csv", "node,open,close,capacity\n1,0,10,3\n"),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let ran = hudna_in(folder.path(), ["plan", "."]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("arcs.csv") && ran.err.contains("line 2") && ran.err.contains("-5"),
        "{}",
        ran.err
    );
    fs::write(
        folder.path().join("arcs.csv"),
        "from,to,transit,capacity\n0,1,1,5\n",
    )
    .expect("a file");
    let ran = hudna_in(folder.path(), ["plan", ".", "--arrivals", "curve.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let curve = fs::read_to_string(folder.path().join("curve.csv")).expect("the curve");
    assert_eq!(
        curve,
        "t,arrived_by_t\n0,0\n1,3\n2,6\n3,9\n4,10\n5,10\n6,10\n7,10\n8,10\n9,10\n"
    );
}

/// What the plan of an instance of two nodes says holds it back.
fn held_back(arcs: &str, sinks: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("meta.csv", "key,value\nstep_seconds,60\nhorizon,10\n"),
        ("nodes.csv", "id,x,y\n0,0,0\n1,0,0\n"),
        ("arcs.csv", arcs),
        ("sources.csv", "node,supply\n0,10\n"),
        ("sinks.csv", sinks),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let ran = hudna_in(folder.path(), ["plan", "."]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("0 of 10"), "{}", ran.out);
    let line = (ran.out.lines()).find(|l| l.trim_start().starts_with("Held back by"));
    line.unwrap_or_default().trim().to_owned()
}

#[test]
fn who_cannot_leave_is_not_held_back_by_nothing() {
    let sinks = "node,open,close,capacity\n1,0,10,3\n";
    let no_way = held_back("from,to,transit,capacity\n1,0,1,5\n", sinks);
    assert!(no_way.contains("no way out"), "{no_way}");
    let arcs = "from,to,transit,capacity\n0,1,1,5\n";
    let late = held_back(arcs, "node,open,close,capacity\n1,20,30,3\n");
    assert!(late.contains("time: those left behind"), "{late}");
}

#[test]
fn a_number_in_quotes_is_told_in_plain_words() {
    refused(
        "scenario.toml",
        "civilians = 3000",
        "civilians = \"3000\"",
        &["line 43", "expected a whole number without quotes"],
    );
}

/// The tiny scenario with its people in a file instead of `[[zone]]`.
fn with_people(folder: &Path, file: &str, text: &str) {
    tiny(folder);
    let path = folder.join("scenario.toml");
    let toml = fs::read_to_string(&path).expect("a file");
    let (head, rest) = toml.split_once("[[zone]]").expect("a zone");
    let crossings = rest.find("[[crossing]]").map(|at| rest.split_at(at).1);
    let crossings = crossings.expect("a crossing");
    let toml = format!("{head}[[people]]\nfile = \"{file}\"\n\n{crossings}");
    fs::write(&path, toml).expect("a file");
    fs::write(folder.join(file), text).expect("a file");
}

#[test]
fn zones_without_people_are_named_and_a_plan_for_nobody_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let zones = "zone_id,x_coord,y_coord,civilians\nq,37.1,36.22,\nr,37.1,36.21,5\n";
    with_people(folder.path(), "zones.csv", zones);
    let ran = hudna_in(folder.path(), ["plan", "."]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let told = "zones.csv: nobody is counted in 1 of 2 zones: q.";
    assert!(ran.out.contains(told), "{}", ran.out);
    fs::write(folder.path().join("zones.csv"), zones.replace(",5", ",0")).expect("a file");
    let ran = hudna_in(folder.path(), ["plan", "."]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(
        ran.err.contains("there is nobody in any zone"),
        "{}",
        ran.err
    );
}

#[test]
fn a_folder_or_an_empty_file_in_place_of_a_map_is_named_as_such() {
    for (network, words) in [
        ("osm = \"reports\"\nmode = \"foot\"", "is a directory"),
        ("geojson = \"empty.geojson\"", "the file is empty"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        tiny(folder.path());
        fs::write(folder.path().join("empty.geojson"), "").expect("a file");
        let path = folder.path().join("scenario.toml");
        let toml = fs::read_to_string(&path).expect("a file");
        let toml = toml.replacen(
            "[[movement]]",
            &format!("[network]\n{network}\n\n[[movement]]"),
            1,
        );
        fs::write(&path, toml).expect("a file");
        let ran = hudna_in(folder.path(), ["plan", "."]);
        assert_eq!(ran.code, 2, "{}", ran.out);
        assert!(ran.err.contains(words), "{}", ran.err);
    }
}
