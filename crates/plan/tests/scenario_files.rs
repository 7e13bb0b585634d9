//! Scenario files that cannot be planned say where and why.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use std::{fs, path::Path};

use hudna_plan::Scenario;
use hudna_truce::PersonClass;
use support::{LINKS, SCENARIO, changed, folder, load, without_path};

fn complaint(scenario: &str) -> String {
    let dir = folder(scenario);
    let e = Scenario::load(dir.path()).unwrap_err();
    without_path(dir.path(), &e.to_string())
}

/// The complaint after one change.
fn after(from: &str, to: &str) -> String {
    complaint(&changed(&[(from, to)]))
}

#[test]
fn a_scenario_is_loaded_with_everything_in_its_place() {
    let s = load(SCENARIO);
    assert_eq!((s.id.as_str(), s.step_s, s.zones.len()), ("tiny", 10, 2));
    assert_eq!(s.people(PersonClass::Civilians), 5_000);
    assert_eq!(s.people(PersonClass::Wounded), 0);
    assert_eq!(s.crossings[1].snapped.distance_m, 0);
    assert_eq!(s.name.ar.as_deref(), Some("صغير"));
    // Only classes that say how they move are planned.
    assert_eq!(s.classes.len(), 1);
}

#[test]
fn the_bundled_scenario_is_loaded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let s = Scenario::load(&root.join("scenarios/aleppo-2016")).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((s.id.as_str(), s.crossings.len()), ("aleppo-2016", 8));
    assert!(s.classes.iter().all(|c| s.people(c.class) > 0));
}

#[test]
fn values_out_of_range_are_named_with_line_and_key() {
    assert_eq!(
        after("persons_per_min = 50", "persons_per_min = -50"),
        "scenario.toml, line 35: persons_per_min = -50 is negative; give 0 or more"
    );
    assert_eq!(
        after("civilians = 3000", "civilians = -3"),
        "scenario.toml, line 43: civilians = -3 is negative; give 0 or more"
    );
    assert_eq!(
        after("step_s = 10", "step_s = 0"),
        "scenario.toml, line 18: step_s = 0 is out of range; give 1 to 3600"
    );
    assert_eq!(
        after("speed_m_per_min = 60", "speed_m_per_min = 0"),
        "scenario.toml, line 25: speed_m_per_min = 0 is out of range; give 1 to 10000"
    );
    assert!(after("search_h = 12", "search_h = 1.5").starts_with("scenario.toml, line 19: "));
}

#[test]
fn more_people_than_can_be_counted_are_refused() {
    let e = complaint(&changed(&[
        ("civilians = 3000", "civilians = 4000000000"),
        ("civilians = 2000", "civilians = 4000000000"),
    ]));
    assert!(e.contains("8000000000 persons"), "{e}");
}

#[test]
fn a_window_that_ends_before_it_starts_is_refused() {
    assert_eq!(
        after("2016-11-04T10:00", "2016-11-04T08:00"),
        "scenario.toml, line 13: the window ends at 2016-11-04T08:00, which is not after its start at 2016-11-04T09:00; correct one of them"
    );
    let e = after(
        "persons_per_min = 20",
        "windows = [[\"2016-11-04T09:30\", \"2016-11-04T09:30\"]]\npersons_per_min = 20",
    );
    assert!(
        e.starts_with("scenario.toml, line 60: the window ends at"),
        "{e}"
    );
}

#[test]
fn a_window_without_an_hour_or_a_date_is_refused() {
    assert_eq!(
        after("2016-11-04T09:00", "2016-11-04"),
        "scenario.toml, line 12: \"2016-11-04\" has no hour; write for example 2016-11-04T09:00"
    );
    let e = after("2016-11-04T09:00", "nine");
    assert!(
        e.starts_with("scenario.toml, line 12: \"nine\" is not a date"),
        "{e}"
    );
}

#[test]
fn windows_of_a_crossing_that_overlap_are_refused() {
    let e = after(
        "persons_per_min = 20",
        "windows = [[\"2016-11-04T09:30\", \"2016-11-04T09:50\"], [\"2016-11-04T09:00\", \"2016-11-04T09:40\"]]\npersons_per_min = 20",
    );
    assert!(
        e.contains("line 60") && e.contains("\"north\" overlap"),
        "{e}"
    );
}

#[test]
fn an_unknown_key_or_class_is_named() {
    let e = after("max_snap_m", "max_snap_metres");
    assert!(
        e.starts_with("scenario.toml, line 21: unknown field `max_snap_metres`")
            && e.contains("`max_snap_m`"),
        "{e}"
    );
    for (from, to) in [
        ("admits = [\"civilians\"]", "admits = [\"soldiers\"]"),
        ("{ civilians = 3000 }", "{ soldiers = 3000 }"),
        ("\"fighters\"]", "\"soldiers\"]"),
        ("class = \"civilians\"", "class = \"soldiers\""),
    ] {
        let e = after(from, to);
        assert!(
            e.starts_with("scenario.toml, line ")
                && e.contains("soldiers")
                && e.contains("`civilians`"),
            "{e}"
        );
    }
    let e = after("state = \"designated\"", "state = \"safe\"");
    assert!(e.contains("safe") && e.contains("observed_open"), "{e}");
}

#[test]
fn text_that_is_not_toml_is_named_with_its_line() {
    let e = after("[[road]]", "[[road]");
    assert!(e.starts_with("scenario.toml, line 33: "), "{e}");
}

#[test]
fn ids_that_come_twice_are_refused_with_both_lines() {
    assert_eq!(
        after("id = \"b\"", "id = \"a\""),
        "scenario.toml, line 47: the zone \"a\" already stands in line 39; give every zone a name of its own"
    );
    assert!(after("id = \"south\"", "id = \"north\"").contains("the crossing \"north\""));
}

#[test]
fn people_whose_way_of_moving_is_unknown_are_refused() {
    assert_eq!(
        after("civilians = 3000", "wounded = 5"),
        "scenario.toml, line 43: zone \"a\" has wounded, but there is no [[class]] that says how they move; add it"
    );
    assert!(
        after("movement = \"walking\"", "movement = \"flying\"")
            .contains("there is no [[movement]] with that id")
    );
    assert!(
        after("\"civilians\", ", "")
            .contains("zone \"a\" has civilians, but priority does not name them")
    );
    assert!(after("\"wounded\", ", "\"fighters\", ").contains("fighters stands in priority twice"));
}

#[test]
fn a_crossing_nowhere_near_the_network_is_refused_with_the_distance() {
    assert_eq!(
        after("lat = 36.200", "lat = 35.200"),
        "scenario.toml, line 68: crossing \"south\" (South): the nearest node of the network is \"4\", 111195 m away, but at most 200 m are allowed; correct the position, extend the network or raise max_snap_m"
    );
    assert!(after("lon = 37.100", "lon = 37.2").contains("zone \"a\" (A)"));
    assert!(after("lon = 37.100", "lon = 237.0").contains("not on the globe"));
}

#[test]
fn a_road_without_a_capacity_is_refused() {
    let e = after("facility_type = \"primary\"", "facility_type = \"trunk\"");
    assert!(
        e.contains("link \"1\" of the network has facility_type \"primary\""),
        "{e}"
    );
}

#[test]
fn an_unknown_time_zone_or_schema_is_refused() {
    assert!(
        after("Asia/Damascus", "Asia/Aleppo")
            .contains("\"Asia/Aleppo\" is not in the time-zone database")
    );
    assert!(after("schema = 1", "schema = 2").contains("this program reads schema = 1"));
}

#[test]
fn a_crossing_that_admits_nobody_and_a_scenario_without_zones_are_refused() {
    assert!(after("admits = [\"civilians\"]", "admits = []").contains("admits nobody"));
    let (head, rest) = SCENARIO.split_once("[[zone]]").unwrap();
    let crossings = rest
        .find("[[crossing]]")
        .and_then(|i| rest.get(i..))
        .unwrap();
    assert!(complaint(&format!("{head}{crossings}")).contains("there is no [[zone]]"));
    assert!(
        complaint(SCENARIO.split_once("[[crossing]]").unwrap().0)
            .contains("there is no [[crossing]]")
    );
}

#[test]
fn files_that_are_missing_or_not_utf8_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let e = Scenario::load(dir.path()).unwrap_err().to_string();
    assert!(
        e.contains("scenario.toml") && e.contains("cannot read"),
        "{e}"
    );

    let dir = folder(SCENARIO);
    fs::remove_file(dir.path().join("network/link.csv")).unwrap();
    let e = Scenario::load(dir.path()).unwrap_err().to_string();
    assert!(e.contains("link.csv"), "{e}");

    fs::write(
        dir.path().join("scenario.toml"),
        b"schema = 1\nid = \"\xCD\xE1\xC8\"\n",
    )
    .unwrap();
    let e = without_path(
        dir.path(),
        &Scenario::load(dir.path()).unwrap_err().to_string(),
    );
    assert_eq!(
        e,
        "scenario.toml, line 2: the text is not UTF-8; save the file as UTF-8"
    );
}

#[test]
fn a_link_may_state_a_capacity_of_its_own() {
    let dir = folder(SCENARIO);
    let links = LINKS
        .replace("facility_type\n", "facility_type,persons_per_min\n")
        .replace("primary\n", "primary,\n")
        .replace("1110,primary,\n3", "1110,track,7\n3");
    fs::write(dir.path().join("network/link.csv"), links).unwrap();
    let s = Scenario::load(dir.path()).unwrap();
    let persons: Vec<u32> = (0..3)
        .map(|r| s.persons_per_min(hudna_network::RoadIdx(r)))
        .collect();
    assert_eq!(persons, [50, 7, 50]);
}
