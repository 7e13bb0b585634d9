//! OpenStreetMap, GeoJSON and zones read from files, right and wrong; networks written and read
//! again; real maps where they are at hand.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![allow(
    clippy::print_stdout,
    reason = "what is skipped, and what was found, must be seen"
)]

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
};

use hudna_network::{
    Mode, OsmExtract, OsmNetwork, RoadClasses, RoadNetwork, Shape, Snapper, Zone, ZoneFields,
    geojson_text, gmns_files, largest_usable, place_zone, read_geojson_roads, read_gmns,
    read_zones_csv, read_zones_geojson, sumo_plain_files, write_files,
};
use hudna_truce::PersonClass;
use support::{self as pbf, map};
use tempfile::TempDir;

/// A file in a folder that goes when the test ends.
fn file(name: &str, content: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join(name);
    fs::write(&path, content).unwrap();
    (dir, path)
}

fn complaint(dir: &TempDir, e: &dyn std::error::Error) -> String {
    e.to_string()
        .replace(&format!("{}/", dir.path().display()), "")
}

fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/networks")
        .join(name);
    if !path.exists() {
        println!("SKIPPED: {name} needs ../shared");
        return None;
    }
    Some(path)
}

#[test]
fn a_map_is_read_for_people_on_foot_and_for_vehicles() {
    let (_dir, path) = file("map.osm.pbf", map());
    let extract = OsmExtract::read(&path).unwrap();
    assert_eq!((extract.nodes().len(), extract.ways().len()), (6, 3));
    let table = RoadClasses::built_in();

    let OsmNetwork { network, report } = extract.network(&table, Mode::Foot).unwrap();
    let roads: Vec<_> = network
        .roads()
        .iter()
        .map(|r| (r.id.as_str(), r.one_way))
        .collect();
    assert_eq!(roads, [("10-1", false), ("11-1", false)]);
    let nile = &network.roads()[0];
    assert_eq!(nile.name_ar.as_deref(), Some("شارع النيل"));
    // 49 persons × 5 m × half the width
    assert_eq!((nile.persons_per_min, nile.line.len()), (Some(122), 3));
    assert_eq!(nile.length_mm, 179_918);
    assert_eq!(
        report.ways_left_out["highway=motorway is not for this way of moving"],
        1
    );

    let OsmNetwork { network, report } = extract.network(&table, Mode::Vehicle).unwrap();
    assert_eq!((network.roads().len(), report.closed_barriers), (4, 1));
    let back = network.roads().iter().find(|r| r.id == "11-1").unwrap();
    assert!(back.one_way);
    assert_eq!(
        (
            network.node(back.from).id.as_str(),
            back.speed_limit_m_per_min
        ),
        ("4", Some(1_000))
    );
}

#[test]
fn a_map_cut_short_anywhere_is_an_error_or_a_smaller_map_and_never_a_panic() {
    let whole = map();
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("cut.osm.pbf");
    for length in 0..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        let read = OsmExtract::read(&path).map(|e| e.ways().len());
        // Only a cut between two blocks leaves a whole, smaller file.
        assert!(matches!(read, Err(_) | Ok(0)), "{length}: {read:?}");
    }
}

#[test]
fn a_damaged_map_is_an_error_and_never_a_panic() {
    let whole = map();
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("bad.osm.pbf");
    for i in 0..whole.len() {
        for bit in [0x01, 0x10, 0x80] {
            let mut bad = whole.clone();
            bad[i] ^= bit;
            fs::write(&path, &bad).unwrap();
            if let Ok(extract) = OsmExtract::read(&path) {
                let _ = extract.network(&RoadClasses::built_in(), Mode::Foot);
            }
        }
    }
}

#[test]
fn a_file_that_is_no_map_says_so() {
    let complain = |content: &[u8]| {
        let (dir, path) = file("map.osm.pbf", content);
        let read =
            OsmExtract::read(&path).and_then(|e| e.network(&RoadClasses::built_in(), Mode::Foot));
        complaint(&dir, &read.unwrap_err())
    };
    let e = complain(b"<osm version=\"0.6\"></osm>");
    assert!(
        e.starts_with("reading map.osm.pbf, block 1: ") && e.contains("no .osm.pbf"),
        "{e}"
    );
    let e = complain(b"");
    assert!(e.contains("the header is missing"), "{e}");
    let e = complain(&pbf::header(&["HistoricalInformation"]));
    assert!(
        e.contains("requires the feature \"HistoricalInformation\""),
        "{e}"
    );
    let e = complain(&pbf::header(&["OsmSchema-V0.6"]));
    assert!(e.starts_with("map.osm.pbf holds no roads on foot"), "{e}");
    let off = pbf::data(
        &[(7, 4_000_000_000, 0, &[])],
        &[(1, &[7, 8], &[("highway", "path")])],
    );
    let e = complain(&[pbf::header(&[]), off].concat());
    assert!(e.starts_with("map.osm.pbf, node 7: longitude 400"), "{e}");
    let e = OsmExtract::read(Path::new("none.osm.pbf"))
        .unwrap_err()
        .to_string();
    assert!(e.starts_with("cannot read none.osm.pbf"), "{e}");
}

/// A network with all that can be told of a road.
fn network() -> RoadNetwork {
    let (_dir, path) = file("map.osm.pbf", map());
    let extract = OsmExtract::read(&path).unwrap();
    extract
        .network(&RoadClasses::built_in(), Mode::Vehicle)
        .unwrap()
        .network
}

#[test]
fn a_network_written_as_gmns_is_read_again_as_it_was() {
    let dir = TempDir::new().unwrap();
    write_files(dir.path(), &gmns_files(&network())).unwrap();
    assert_eq!(read_gmns(dir.path()).unwrap(), network());
}

#[test]
fn a_network_written_as_geojson_is_read_again_as_it_was() {
    let (_dir, path) = file("net.geojson", geojson_text(&network()));
    let read = read_geojson_roads(&path).unwrap();
    assert_eq!((read.network, read.left_out), (network(), 0));
}

#[test]
fn sumo_gets_every_arc_as_an_edge_between_nodes_that_are_there() {
    let n = network();
    let files = sumo_plain_files(&n, "net", Mode::Vehicle, 600);
    let [nodes, edges] = files.as_slice() else {
        panic!("two files")
    };
    assert_eq!(
        (nodes.name.as_str(), edges.name.as_str()),
        ("net.nod.xml", "net.edg.xml")
    );
    let values = |text: &str, key: &str| -> Vec<String> {
        let start = format!(" {key}=\"");
        text.lines()
            .filter_map(|l| l.split_once(&start)?.1.split_once('"'))
            .map(|(v, _)| v.to_owned())
            .collect()
    };
    let ids = values(&nodes.text, "id");
    assert_eq!(ids.len(), n.nodes().len());
    assert_eq!(values(&edges.text, "id").len(), n.arcs().len());
    for end in ["from", "to"] {
        assert!(values(&edges.text, end).iter().all(|e| ids.contains(e)));
    }
    let edge = |id: &str| {
        edges
            .text
            .lines()
            .find(|l| l.contains(&format!(" id=\"{id}\"")))
            .unwrap()
            .to_owned()
    };
    // The limit of 500 m a minute is below 600; the length is the network's.
    assert!(
        edge("10-1").contains("speed=\"8.333\" length=\"89.959\""),
        "{}",
        edge("10-1")
    );
    let points = |line: &str| {
        values(line, "shape")[0]
            .split(' ')
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (there, mut back) = (points(&edge("10-1")), points(&edge("-10-1")));
    back.reverse();
    assert_eq!(there, back);
}

#[test]
fn lines_meet_at_shared_vertices_and_a_bridge_does_not_meet_the_street_below() {
    let (_dir, path) = file(
        "lines.geojson",
        r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","id":7,"properties":{"name":"Ring","highway":"primary","oneway":"-1"},
         "geometry":{"type":"LineString","coordinates":[[37.0,36.0],[37.01,36.0],[37.02,36.0]]}},
        {"type":"Feature","properties":{"id":"side"},
         "geometry":{"type":"LineString","coordinates":[[37.01,36.0],[37.01,36.01]]}},
        {"type":"Feature","properties":{"id":"bridge"},
         "geometry":{"type":"MultiLineString","coordinates":[[[37.005,35.99],[37.005,36.01]]]}},
        {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[37.0,36.0]}}]}"#,
    );
    let read = read_geojson_roads(&path).unwrap();
    let ids: Vec<_> = read.network.roads().iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["7-1", "7-2", "side", "bridge.1"]);
    assert_eq!((read.network.nodes().len(), read.left_out), (6, 1));
    let ring = &read.network.roads()[0];
    assert_eq!(
        (ring.one_way, read.network.node(ring.from).id.as_str()),
        (true, "37.0200000_36.0000000")
    );
}

#[test]
fn bad_geojson_names_the_feature_and_the_value() {
    let complain = |properties: &str, coordinates: &str| {
        let (dir, path) = file(
            "lines.geojson",
            format!(
                r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{properties},
                "geometry":{{"type":"LineString","coordinates":{coordinates}}}}}]}}"#
            ),
        );
        complaint(&dir, &read_geojson_roads(&path).unwrap_err())
    };
    let good = "[[37.0,36.0],[37.1,36.0]]";
    for (properties, coordinates, start) in [
        (
            "{}",
            "[[37.0,136.0],[37.1,36.0]]",
            "lines.geojson, feature 1: the point [37.0, 136.0] is not on the globe",
        ),
        (
            r#"{"id":"a"}"#,
            "[[37.0,36.0],[37.0,36.0]]",
            "lines.geojson, feature 1 (a): its line has no length",
        ),
        (
            r#"{"id":"a","oneway":"left"}"#,
            good,
            "lines.geojson, feature 1 (a): its direction is none of",
        ),
        (
            r#"{"persons_per_min":-4}"#,
            good,
            "lines.geojson, feature 1: persons_per_min is -4; give a whole number",
        ),
        (
            r#"{"length_m":"far"}"#,
            good,
            "lines.geojson, feature 1: length_m is \"far\"",
        ),
        (
            r#"{"speed_limit_m_per_min":0}"#,
            good,
            "lines.geojson, feature 1: speed_limit_m_per_min is 0",
        ),
    ] {
        let e = complain(properties, coordinates);
        assert!(e.starts_with(start), "{e}");
    }
    let whole = |text: &str| {
        let (dir, path) = file("lines.geojson", text);
        complaint(&dir, &read_geojson_roads(&path).unwrap_err())
    };
    assert!(whole("{").starts_with("lines.geojson: "), "{}", whole("{"));
    assert!(whole(r#"{"type":"FeatureCollection","features":[]}"#).contains("no lines in it"));
    let utm = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32637"}},"features":[]}"#;
    assert!(whole(utm).contains("EPSG::32637") && whole(utm).contains("WGS 84"));
    let line = |properties: &str| {
        format!(
            r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"LineString","coordinates":{good}}}}}"#
        )
    };
    let two = |a: &str, b: &str| {
        whole(&format!(
            r#"{{"type":"FeatureCollection","features":[{},{}]}}"#,
            line(a),
            line(b)
        ))
    };
    assert!(
        two(r#"{"id":"a"}"#, r#"{"id":"a"}"#)
            .contains("feature 2 (a): its id already stands in feature 1")
    );
    let e = two(r#"{"from_node_id":"x","to_node_id":"y"}"#, r#"{"id":"b"}"#);
    assert!(
        e.contains("feature 2 (b): it names no from_node_id and to_node_id, but feature 1 does"),
        "{e}"
    );
}

#[test]
fn zones_are_read_from_csv_as_points_and_areas() {
    let (_dir, path) = file(
        "zones.csv",
        "zone_id,name,name_ar,x_coord,y_coord,boundary,civilians,wounded\n\
         a,Sukkari,السكري,37.14,36.17,,9000,120\n\
         b,,,,,\"POLYGON ((37.0 36.0, 37.1 36.0, 37.1 36.1, 37.0 36.0))\",5,\n",
    );
    let zones = read_zones_csv(&path).unwrap();
    assert_eq!(
        zones[0].people,
        [(PersonClass::Wounded, 120), (PersonClass::Civilians, 9_000)].into()
    );
    assert_eq!(zones[0].name_ar.as_deref(), Some("السكري"));
    assert!(matches!(&zones[1].shape, Shape::Area(_)));
    assert_eq!(zones[1].people.len(), 1);
}

#[test]
fn bad_zones_are_named_with_their_line_and_value() {
    let complain = |text: &str| {
        let (dir, path) = file("zones.csv", text);
        complaint(&dir, &read_zones_csv(&path).unwrap_err())
    };
    let header = "zone_id,x_coord,y_coord,boundary,civilians\n";
    for (text, start) in [
        (
            "zone_id,x_coord,y_coord\na,1,2\n".to_owned(),
            "zones.csv, line 1: the column \"civilians\" is missing",
        ),
        (
            format!("{header}a,37,36,,-5\n"),
            "zones.csv, line 2, column civilians: \"-5\" is negative",
        ),
        (
            format!("{header}a,37,36,,5.5\n"),
            "zones.csv, line 2, column civilians: \"5.5\" is not a whole number",
        ),
        (
            format!("{header}a,37,36,,5\na,37,36,,5\n"),
            "zones.csv, line 3: the id \"a\" already stands in line 2",
        ),
        (
            format!("{header}a,,,,5\n"),
            "zones.csv, line 2, column x_coord: \"\" is not a number",
        ),
        (
            format!("{header}a,237,36,,5\n"),
            "zones.csv, line 2, column x_coord: \"237\" with its y_coord is not on the globe",
        ),
        (
            format!("{header}a,,,POLYGON ((1 2)),5\n"),
            "zones.csv, line 2, column boundary: \"POLYGON ((1 2))\" is no WKT area",
        ),
        (header.to_owned(), "zones.csv: no zones in it"),
    ] {
        let e = complain(&text);
        assert!(e.starts_with(start), "{e}");
    }
}

#[test]
fn zones_are_read_from_geojson_and_an_unknown_class_is_named() {
    let zone = |properties: &str, geometry: &str| {
        let text = format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{properties},"geometry":{geometry}}}]}}"#
        );
        let (dir, path) = file("zones.geojson", text);
        read_zones_geojson(&path, &ZoneFields::default()).map_err(|e| complaint(&dir, &e))
    };
    let point = r#"{"type":"Point","coordinates":[37.1,36.2]}"#;
    let zones = zone(
        r#"{"zone_id":3,"people":{"fighters":40,"civilians":7}}"#,
        point,
    )
    .unwrap();
    assert_eq!(zones[0].id, "3");
    assert_eq!(zones[0].people[&PersonClass::Fighters], 40);
    let area = r#"{"type":"Polygon","coordinates":[[[37,36],[38,36],[38,37],[37,36]]]}"#;
    assert!(matches!(
        zone(r#"{"zone_id":"a","civilians":1}"#, area).unwrap()[0].shape,
        Shape::Area(_)
    ));
    for (properties, geometry, start) in [
        (
            r#"{"zone_id":"a","people":{"soldiers":4}}"#,
            point,
            "zones.geojson, feature 1 (a): unknown class of people \"soldiers\"; known are: wounded",
        ),
        (
            r#"{"zone_id":"a","people":{"fighters":-4}}"#,
            point,
            "zones.geojson, feature 1 (a): people.fighters is -4",
        ),
        (
            r#"{"zone_id":"a","civilians":"many"}"#,
            point,
            "zones.geojson, feature 1 (a): civilians is \"many\"",
        ),
        (
            r#"{"zone_id":"a"}"#,
            "null",
            "zones.geojson, feature 1 (a): it draws nothing",
        ),
        (
            r#"{"zone_id":"a"}"#,
            r#"{"type":"Polygon","coordinates":[[[37,36],[38,36]]]}"#,
            "zones.geojson, feature 1 (a): a ring",
        ),
    ] {
        let e = zone(properties, geometry).unwrap_err();
        assert!(e.starts_with(start), "{e}");
    }
}

#[test]
fn maps_of_real_places_are_read() {
    let table = RoadClasses::built_in();
    for (name, roads) in REAL {
        let Some(path) = shared(&format!("osm/{name}.osm.pbf")) else {
            return;
        };
        let extract = OsmExtract::read(&path).unwrap();
        assert_eq!(extract.ways().len(), roads, "{name}");
        for mode in [Mode::Foot, Mode::Vehicle] {
            let OsmNetwork { network, report } = extract.network(&table, mode).unwrap();
            let told: u32 = report.ways_left_out.values().sum();
            assert_eq!((report.ways_used + told) as usize, roads, "{name} {mode:?}");
            let (usable, dropped) = largest_usable(&network);
            println!("{name} {mode:?}: {dropped:?} {report:?}");
            assert!(
                usable.nodes().len() * 10 > network.nodes().len() * 7,
                "{name} {mode:?}: most of a place hangs together, not {} of {}",
                usable.nodes().len(),
                network.nodes().len()
            );
            assert!(
                network
                    .roads()
                    .iter()
                    .all(|r| r.from != r.to && r.persons_per_min > Some(0) && r.length_mm > 0)
            );
            // What is written as GMNS is the same network again.
            let dir = TempDir::new().unwrap();
            write_files(dir.path(), &gmns_files(&usable)).unwrap();
            assert_eq!(read_gmns(dir.path()).unwrap(), usable);
        }
    }
}

/// Ways with a `highway` tag, as counted by another reader (pyosmium).
const REAL: [(&str, usize); 3] = [("monaco", 2_927), ("andorra", 1_615), ("baltimore", 3_844)];

#[test]
fn the_streets_and_quarters_of_a_city_fit_together() {
    let Some(folder) = shared("aleppo") else {
        return;
    };
    let (network, unknown) = RoadClasses::built_in().fill(&read_gmns(&folder).unwrap(), Mode::Foot);
    let motorways = [
        ("motorway".to_owned(), 216),
        ("motorway_link".to_owned(), 262),
    ]
    .into();
    assert_eq!(unknown, motorways);
    let (usable, dropped) = largest_usable(&network);
    assert_eq!(
        (usable.nodes().len(), usable.roads().len()),
        (64_183, 78_652)
    );
    assert_eq!(dropped.nodes, 262);

    // Its property Id comes twice for some quarters, so they go by their number in the file.
    let fields = ZoneFields {
        name: "NAME".into(),
        name_ar: "NAME_A".into(),
        ..ZoneFields::default()
    };
    let mut zones: Vec<Zone> =
        read_zones_geojson(&folder.join("neighbourhoods.geojson"), &fields).unwrap();
    assert_eq!(zones.len(), 133);
    let citadel = zones
        .iter()
        .find(|z| z.name.as_deref() == Some("Aleppo Citadel"))
        .unwrap();
    assert_eq!(citadel.name_ar.as_deref(), Some("قلعة حلب"));
    let snapper = Snapper::new(&usable);
    let mut out = 0;
    for zone in &mut zones {
        zone.people = [(PersonClass::Civilians, 1_003)].into();
        let placed = place_zone(zone, &snapper, 400, 1_000).unwrap();
        out += placed
            .nodes
            .iter()
            .flat_map(|n| n.people.values())
            .sum::<u32>();
    }
    assert_eq!(out, 133 * 1_003);
}
