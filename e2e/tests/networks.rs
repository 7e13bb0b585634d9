//! Streets and people from the formats of others, through the built binary: what is right is
//! planned with nobody lost, what is wrong is named with file, place, value and the way out.

use std::{
    fs,
    path::{Path, PathBuf},
};

use hudna_e2e::{Ran, hudna_in, shared};
use serde_json::Value;
use tempfile::TempDir;

mod made;

/// A scenario folder with files beside `scenario.toml`.
struct Folder(TempDir);

impl Folder {
    /// One crossing in the north of a street of 3 km; `streets` and `people` name the files.
    fn new(streets: &str, people: &str) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        folder.write(
            "scenario.toml",
            format!(
                r#"schema = 1
id = "streets"
name = {{ en = "Streets" }}

[area]
name = {{ en = "Streets" }}
zone = "Asia/Damascus"

[terms]
starts = "2016-11-04T09:00"
ends = "2016-11-04T11:00"

[planning]
step_s = 10
search_h = 12
priority = ["civilians"]
max_snap_m = 400

{streets}

[[movement]]
id = "walking"
speed_m_per_min = 60

[[class]]
class = "civilians"
movement = "walking"

{people}

[[crossing]]
id = "north"
name = {{ en = "North" }}
lon = 37.100
lat = 36.230
admits = ["civilians"]
persons_per_min = 20
state = "designated"
"#
            ),
        );
        folder
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    fn change(&self, name: &str, from: &str, to: &str) {
        let path = self.0.path().join(name);
        let text = fs::read_to_string(&path).expect("a file");
        assert!(text.contains(from), "{name} has no {from:?}");
        fs::write(path, text.replacen(from, to, 1)).expect("a file");
    }

    fn run(&self) -> Ran {
        hudna_in(self.0.path(), ["plan", ".", "--json", "--quick"])
    }

    /// The plan; whoever is in is out or left behind, in all and zone by zone.
    fn plan(&self) -> Value {
        let plan = self.run().json();
        let n = |v: &Value| v.as_u64().expect("a number");
        assert_eq!(
            n(&plan["people"]),
            n(&plan["out_at_close"]) + n(&plan["left_behind"])
        );
        let zones = plan["zones"].as_array().expect("zones");
        let sum = |key: &str| -> u64 {
            let pairs = zones.iter().flat_map(|z| z[key].as_array().expect("pairs"));
            pairs.map(|p| n(&p[1])).sum()
        };
        assert_eq!(sum("people"), n(&plan["people"]));
        assert_eq!(sum("out_at_close"), n(&plan["out_at_close"]));
        plan
    }

    /// Refused with exit code 2 and all of `words`, without a panic.
    fn refused(&self, words: &[&str]) {
        let ran = self.run();
        assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
        for word in words {
            assert!(ran.err.contains(word), "no {word:?} in: {}", ran.err);
        }
    }
}

const OSM: &str = "[network]\nosm = \"map.osm.pbf\"\n";
const GEOJSON: &str = "[network]\ngeojson = \"streets.geojson\"\nmode = \"foot\"\n";
const ZONES_CSV: &str = "[[people]]\nfile = \"zones.csv\"\n";
const ZONES_GEOJSON: &str = "[[people]]\nfile = \"zones.geojson\"\n";
const POINTS: &str =
    "zone_id,name,x_coord,y_coord,civilians\na,A,37.100,36.220,1500\nb,B,37.100,36.210,1000\n";

/// The street as lines; it meets its side streets at their vertices.
const STREETS: &str = r#"{"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"id":"main","name":"Main street","highway":"residential"},
  "geometry":{"type":"LineString","coordinates":[[37.100,36.230],[37.100,36.220],[37.100,36.210],[37.100,36.200]]}},
 {"type":"Feature","properties":{"id":"side","highway":"service"},
  "geometry":{"type":"LineString","coordinates":[[37.100,36.220],[37.110,36.220]]}}]}"#;

/// A square of 1.1 by 0.9 km around the southern half of the street, without people.
fn square(properties: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{properties},
        "geometry":{{"type":"Polygon","coordinates":[[[37.095,36.202],[37.105,36.202],[37.105,36.212],[37.095,36.212],[37.095,36.202]]]}}}}]}}"#
    )
}

#[test]
fn streets_of_an_openstreetmap_extract_are_planned() {
    let folder = Folder::new(OSM, ZONES_CSV);
    folder.write("map.osm.pbf", made::map());
    folder.write("zones.csv", POINTS);
    let plan = folder.plan();
    assert_eq!(plan["people"], 2_500);
    // Zone A is 1,112 m from the crossing: at 60 m a minute the first people come after 18 min 40 s,
    // then 20 a minute until 11:00.
    assert_eq!(plan["out_at_close"], 2_027);
    let told = plan["assumptions"].to_string();
    assert!(
        told.contains("highway=proposed is no road class of the table (1)"),
        "{told}"
    );
    assert!(
        told.contains("persons per metre of width and minute"),
        "{told}"
    );
}

#[test]
fn an_extract_that_is_cut_short_is_named_with_its_block() {
    let folder = Folder::new(OSM, ZONES_CSV);
    let map = made::map();
    folder.write("map.osm.pbf", &map[..map.len() - 7]);
    folder.write("zones.csv", POINTS);
    folder.refused(&[
        "map.osm.pbf, block 2: the file ends before the block does",
        "fetch it again",
    ]);
    folder.write("map.osm.pbf", "no map at all");
    folder.refused(&["map.osm.pbf, block 1"]);
}

#[test]
fn an_extract_without_roads_says_so() {
    let folder = Folder::new(OSM, ZONES_CSV);
    folder.write("map.osm.pbf", made::map_without_roads());
    folder.write("zones.csv", POINTS);
    folder.refused(&[
        "map.osm.pbf holds no roads on foot",
        "take an extract with highways",
    ]);
}

#[test]
fn real_extracts_are_planned_from_end_to_end() {
    let Some(monaco) = shared(
        "networks/osm/monaco.osm.pbf",
        "real_extracts_are_planned_from_end_to_end",
    ) else {
        return;
    };
    let folder = Folder::new(
        &format!("[network]\nosm = \"{}\"\n", monaco.display()),
        "[[people]]\nfile = \"zones.geojson\"\nspacing_m = 100\n",
    );
    folder.write(
        "zones.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"zone_id":"rock","civilians":1234},
        "geometry":{"type":"Polygon","coordinates":[[[7.420,43.730],[7.428,43.730],[7.428,43.734],[7.420,43.734],[7.420,43.730]]]}}]}"#,
    );
    folder.change(
        "scenario.toml",
        "lon = 37.100\nlat = 36.230",
        "lon = 7.4189\nlat = 43.7312",
    );
    let plan = folder.plan();
    assert_eq!(
        (&plan["people"], &plan["out_at_close"]),
        (&Value::from(1_234), &Value::from(1_234))
    );
    assert_eq!(plan["zones"].as_array().expect("zones").len(), 1);
}

#[test]
fn lines_and_areas_of_geojson_are_planned_and_every_person_of_an_area_is_counted() {
    let folder = Folder::new(GEOJSON, ZONES_GEOJSON);
    folder.write("streets.geojson", STREETS);
    folder.write(
        "zones.geojson",
        square(r#"{"zone_id":"q","name":"Quarter","civilians":1003}"#),
    );
    let plan = folder.plan();
    let zones = plan["zones"].as_array().expect("zones");
    assert_eq!(
        (zones.len(), &zones[0]["people"][0][1]),
        (1, &Value::from(1_003))
    );
    assert_eq!(plan["out_at_close"], 1_003);
    // The same people of an area whose number alone is given.
    let other = Folder::new(
        GEOJSON,
        "[[people]]\nfile = \"zones.geojson\"\npeople = { civilians = 1003 }\n",
    );
    other.write("streets.geojson", STREETS);
    other.write(
        "zones.geojson",
        square(r#"{"zone_id":"q","name":"Quarter"}"#),
    );
    assert_eq!(other.plan()["arrived_by"], plan["arrived_by"]);
}

#[test]
fn people_of_a_raster_are_whole_and_their_sum_is_kept() {
    let raster =
        "[[people]]\nfile = \"zones.geojson\"\nraster = \"people.tif\"\nclass = \"civilians\"\n";
    let folder = Folder::new(GEOJSON, raster);
    folder.write("streets.geojson", STREETS);
    folder.write("zones.geojson", square(r#"{"zone_id":"q"}"#));
    folder.write("people.tif", made::raster(4326));
    // 100 cells of 12.34 persons; a cell beyond the square does not count.
    assert_eq!(folder.plan()["people"], 1_234);
    folder.write("people.tif", made::raster(4230));
    folder.refused(&[
        "people.tif: it is in the geographic system EPSG:4230",
        "gdalwarp -t_srs EPSG:4326",
    ]);
    let whole = made::raster(4326);
    folder.write("people.tif", &whole[..whole.len() / 2]);
    folder.refused(&["people.tif", "damaged"]);
    folder.change(
        "scenario.toml",
        "\nclass = \"civilians\"\n\n\n[[crossing]]",
        "\n\n[[crossing]]",
    );
    folder.write("people.tif", whole);
    folder.refused(&["scenario.toml, line", "without saying which; add class"]);
}

#[test]
fn a_zone_of_a_file_far_from_every_street_is_named_with_its_distance() {
    let folder = Folder::new(GEOJSON, ZONES_CSV);
    folder.write("streets.geojson", STREETS);
    folder.write("zones.csv", format!("{POINTS}far,Far,37.200,36.220,10\n"));
    folder.refused(&["zones.csv: zone \"far\"", "m away, but at most 400 m"]);
}

#[test]
fn more_people_in_a_file_than_can_be_counted_are_refused() {
    let folder = Folder::new(GEOJSON, ZONES_CSV);
    folder.write("streets.geojson", STREETS);
    folder.write("zones.csv", POINTS.replace(",1500", ",4294967000"));
    folder.refused(&["4294968000 persons together", "at most 4294967295"]);
    folder.write("zones.csv", POINTS.replace(",1500", ",4294967296"));
    folder.refused(&["zones.csv, line 2, column civilians", "is too large"]);
}

#[test]
fn a_class_that_the_table_does_not_have_is_named() {
    let folder = Folder::new(
        "[network]\ngeojson = \"streets.geojson\"\nmode = \"foot\"\nroad_classes = \"mine.toml\"\n",
        ZONES_CSV,
    );
    folder.write("streets.geojson", STREETS);
    folder.write("zones.csv", POINTS);
    folder.write("mine.toml", "[class.boulevard]\nwidth_dm = 90\n");
    folder.refused(&["mine.toml: class \"boulevard\" is no road class; known are: motorway"]);
    folder.write("mine.toml", "[class.residential]\nwidth_dm = 20\n");
    folder.plan();
    folder.change("streets.geojson", "\"residential\"", "\"canal\"");
    folder.refused(&["facility_type \"canal\"", "add one"]);
}

#[test]
fn people_who_can_reach_no_crossing_are_planned_without_and_listed() {
    let folder = Folder::new(
        "[network]\ngeojson = \"streets.geojson\"\nmode = \"foot\"\nkeep_all = true\n",
        ZONES_CSV,
    );
    let apart = r#"{"type":"Feature","properties":{"id":"apart","highway":"path"},
        "geometry":{"type":"LineString","coordinates":[[37.130,36.220],[37.130,36.210]]}},"#;
    folder.write(
        "streets.geojson",
        STREETS.replacen(
            "{\"type\":\"Feature\"",
            &format!("{apart}{{\"type\":\"Feature\""),
            1,
        ),
    );
    folder.write("zones.csv", format!("{POINTS}c,C,37.130,36.220,77\n"));
    let plan = folder.plan();
    assert_eq!(
        (&plan["people"], &plan["cut_off"]),
        (&Value::from(2_577), &Value::from(77))
    );
    let told = plan["assumptions"].to_string();
    assert!(
        told.contains("C: 77 civilians cannot reach any crossing"),
        "{told}"
    );
    // Without keep_all the path is no part of the network, and the zone lies too far from the rest.
    folder.change("scenario.toml", "keep_all = true\n", "");
    folder.refused(&["zones.csv: zone \"c\""]);
}

#[test]
fn a_street_without_length_is_named_with_its_line() {
    let folder = Folder::new("[network]\ngmns = \"net\"\nmode = \"foot\"\n", ZONES_CSV);
    folder.write("zones.csv", POINTS);
    folder.write(
        "net/node.csv",
        "node_id,x_coord,y_coord\n1,37.100,36.230\n2,37.100,36.220\n3,37.100,36.210\n",
    );
    folder.write("net/link.csv", "link_id,from_node_id,to_node_id,directed,length,facility_type\n1,1,2,0,1110,residential\n2,2,3,0,0,residential\n");
    folder.refused(&["link.csv, line 3, column length: \"0\" is no length"]);
    folder.change("net/link.csv", ",0,0,", ",0,1110,");
    // 1,110 m take 18 min 30 s; then 20 a minute until 11:00.
    assert_eq!(folder.plan()["out_at_close"], 2_030);
}

#[test]
fn an_instance_of_no_steps_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("meta.csv", "key,value\nstep_seconds,10\nhorizon,0\n"),
        ("nodes.csv", "id,x,y\n0,0,0\n1,0,0\n"),
        ("arcs.csv", "from,to,transit,capacity\n0,1,1,1\n"),
        ("sources.csv", "node,supply\n0,5\n"),
        ("sinks.csv", "node,open,close,capacity\n1,0,9,1\n"),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let ran = hudna_in(folder.path(), ["plan", "."]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(
        ran.err.contains("meta.csv, line 3") && ran.err.contains("horizon must be at least 1"),
        "{}",
        ran.err
    );
}

#[test]
fn what_the_model_cannot_keep_is_an_error_and_not_ignored() {
    let folder = Folder::new(GEOJSON, ZONES_CSV);
    folder.write("streets.geojson", STREETS);
    folder.write("zones.csv", POINTS);
    folder.change(
        "scenario.toml",
        "mode = \"foot\"\n",
        "mode = \"foot\"\nosm = \"map.osm.pbf\"\n",
    );
    folder.refused(&["more than one file", "exactly one of gmns"]);
}

#[test]
fn at_a_crossing_that_opens_late_only_so_many_wait_as_its_storage_lets() {
    let streets = "[network]\ngmns = \"net\"\nmode = \"foot\"\n\n[[road]]\nfacility_type = \"residential\"\npersons_per_min = 6\nsource = \"the test\"\n";
    let folder = Folder::new(streets, ZONES_CSV);
    folder.write("zones.csv", POINTS);
    folder.write(
        "net/node.csv",
        "node_id,x_coord,y_coord\n1,37.100,36.230\n2,37.100,36.220\n3,37.100,36.210\n",
    );
    folder.write("net/link.csv", "link_id,from_node_id,to_node_id,directed,length,facility_type\n1,1,2,0,1110,residential\n2,2,3,0,1110,residential\n");
    folder.change(
        "scenario.toml",
        "persons_per_min = 20\n",
        "persons_per_min = 60\nwindows = [[\"2016-11-04T10:00\", \"2016-11-04T11:00\"]]\nsource = \"the gate keeper\"\n",
    );
    // One person in ten seconds comes, from 9:18:30 on: 249 until the crossing opens at 10:00, then 360,
    // and ten in ten seconds may pass.
    let out = |plan: &Value| plan["out_at_close"].as_u64().expect("a number");
    assert_eq!(out(&folder.plan()), 249 + 360);
    let mut before = "source = \"the gate keeper\"".to_owned();
    for (storage, expected) in [(0, 360), (100, 460), (248, 608), (249, 609), (5_000, 609)] {
        let now = format!("storage = {storage}\nsource = \"the gate keeper\"");
        folder.change("scenario.toml", &before, &now);
        before = now;
        let plan = folder.plan();
        assert_eq!(out(&plan), expected, "storage = {storage}");
        let cut = plan["bottlenecks"].as_array().expect("the cut").iter();
        let room = cut.clone().find(|b| b["kind"] == "waiting");
        let persons = |b: &Value| b["persons"].as_u64().expect("a number");
        assert_eq!(cut.map(persons).sum::<u64>(), expected);
        let told = (storage > 0 && storage < 249).then_some(storage);
        assert_eq!(room.map(persons), told);
    }
    folder.change("scenario.toml", "storage = 5000", "storage = 100");
    let told = hudna_in(folder.0.path(), ["plan", ".", "--quick"]).out;
    assert!(told.contains("room to wait"), "{told}");
    assert!(told.contains("At most 100 persons wait at North"), "{told}");
    assert!(told.contains("the gate keeper"), "{told}");
    let made = ["plan", ".", "--quick", "--certificate", "plan.json"];
    assert_eq!(hudna_in(folder.0.path(), made).code, 0);
    let certify = || hudna_in(folder.0.path(), ["certify", "plan.json", "."]);
    assert_eq!(certify().code, 0);
    folder.change("scenario.toml", "storage = 100", "storage = 99");
    let ran = certify();
    assert_eq!(ran.code, 3, "{}{}", ran.out, ran.err);
    assert!(
        ran.err
            .contains("100 persons would wait in step 359, but only 99 may"),
        "{}",
        ran.err
    );
    folder.change("scenario.toml", "storage = 99", "storage = -1");
    folder.refused(&["scenario.toml, line ", "storage = -1 is negative"]);
}

#[test]
fn streets_are_written_for_others_and_read_again_as_they_were() {
    let folder = Folder::new(GEOJSON, ZONES_CSV);
    folder.write("streets.geojson", STREETS);
    folder.write("zones.csv", POINTS);
    let ran = hudna_in(
        folder.0.path(),
        [
            "network",
            ".",
            "--gmns",
            "out/net",
            "--geojson",
            "out/net.geojson",
            "--sumo",
            "out/sumo",
        ],
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out
            .contains("Streets: 5 nodes, 4 streets, 8 arcs, 4 km; people at 2 places"),
        "{}",
        ran.out
    );
    let sumo = fs::read_to_string(folder.0.path().join("out/sumo/streets.edg.xml")).expect("edges");
    assert_eq!(sumo.matches("<edge ").count(), 8);
    let plan = folder.plan();
    sumo_drives_everybody_who_has_a_way(&folder, &plan);
    for other in ["gmns = \"out/net\"", "geojson = \"out/net.geojson\""] {
        let before = fs::read_to_string(folder.0.path().join("scenario.toml")).expect("a file");
        folder.change("scenario.toml", "geojson = \"streets.geojson\"", other);
        assert_eq!(folder.plan()["arrived_by"], plan["arrived_by"], "{other}");
        folder.write("scenario.toml", before);
    }
}

/// The persons of the groups in SUMO's file are those who get out, and their edges are in the edges' file.
fn sumo_drives_everybody_who_has_a_way(folder: &Folder, plan: &serde_json::Value) {
    for flags in [
        &["--sumo", "out/trips"][..],
        &["--sumo", "out/trips", "--vehicles"],
    ] {
        let ran = hudna_in(folder.0.path(), [&["plan", "."][..], flags].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let read = |name| fs::read_to_string(folder.0.path().join("out/trips").join(name));
        let trips = read("streets.rou.xml").expect("trips");
        let edges = read("streets.edg.xml").expect("edges");
        let values = |key: &str| {
            let key = format!(" {key}=\"");
            let parts = trips
                .split(&key)
                .skip(1)
                .filter_map(|s| s.split('"').next());
            parts.map(str::to_owned).collect::<Vec<_>>()
        };
        let driven: u64 = values("number")
            .iter()
            .map(|n| n.parse::<u64>().expect("a number"))
            .sum();
        assert_eq!(Some(driven), plan["out_at_close"].as_u64(), "{trips}");
        for way in values("edges") {
            for edge in way.split(' ') {
                assert!(edges.contains(&format!("<edge id=\"{edge}\" ")), "{edge}");
            }
        }
    }
}

#[test]
fn a_crossing_passes_at_most_so_many_of_a_class() {
    let folder = Folder::new(GEOJSON, ZONES_CSV);
    folder.write("streets.geojson", STREETS);
    folder.write("zones.csv", POINTS);
    folder.change(
        "scenario.toml",
        "persons_per_min = 20\n",
        "persons_per_min = 20\nper_class = { civilians = 6 }\n",
    );
    // The first come after 112 steps of 10 s; then one in each of the 608 that are left.
    assert_eq!(folder.plan()["out_at_close"], 608);
    folder.change("scenario.toml", "{ civilians = 6 }", "{ fighters = 6 }");
    folder.refused(&[
        "crossing \"north\" has a number for fighters in per_class, but does not admit them",
    ]);
}

#[test]
fn a_real_city_is_planned_on_its_streets() {
    let test = "a_real_city_is_planned_on_its_streets";
    let Some(data) = shared("networks/aleppo/link.csv", test) else {
        return;
    };
    let data: PathBuf = data
        .parent()
        .map(Path::to_owned)
        .expect("a folder")
        .canonicalize()
        .expect("a path");
    let folder = Folder::new(
        &format!(
            "[network]\ngmns = \"{}\"\nmode = \"foot\"\nkeep_all = false\n",
            data.display()
        ),
        &format!(
            "[[people]]\nfile = \"{}/neighbourhoods.geojson\"\nname = \"NAME\"\nname_ar = \"NAME_A\"\npeople = {{ civilians = 10007 }}\n",
            data.display()
        ),
    );
    folder.change(
        "scenario.toml",
        "lon = 37.100\nlat = 36.230",
        "lon = 37.143\nlat = 36.197",
    );
    // Nobody walks on a motorway by the table; here they do.
    folder.change("scenario.toml", "[[movement]]", "[[road]]\nfacility_type = \"motorway\"\npersons_per_min = 100\n[[road]]\nfacility_type = \"motorway_link\"\npersons_per_min = 50\n\n[[movement]]");
    folder.change("scenario.toml", "T11:00", "T10:00");
    folder.change("scenario.toml", "search_h = 12", "search_h = 1");
    folder.change("scenario.toml", "max_snap_m = 400", "max_snap_m = 500");
    let plan = folder.plan();
    assert_eq!(plan["people"], 10_007);
    assert!(plan["out_at_close"].as_u64().expect("a number") > 500);
    assert_eq!(plan["zones"].as_array().expect("zones").len(), 133);
    assert!(
        plan["assumptions"]
            .to_string()
            .contains("Left out of the map: 256 streets")
    );
}
