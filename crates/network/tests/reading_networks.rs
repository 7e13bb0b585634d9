//! Networks and instances read from files, right and wrong.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::{fs, path::Path};

use hudna_instance::{ArcIdx, NodeIdx};
use hudna_network::{read_csv_instance, read_gmns};
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

const NODES: &str =
    "node_id,name,x_coord,y_coord\na,Bab,37.16,36.20\nb,,37.17,36.20\nc,,37.17,36.21\n";
const LINKS: &str = "\
link_id,name,name_ar,from_node_id,to_node_id,directed,length,facility_type,persons_per_min,geometry
1,Ring,الحلقة,a,b,0,412.5,primary,,\"LINESTRING (37.16 36.20, 37.165 36.199, 37.17 36.20)\"
2,,,b,c,1,90,residential,20,
";

const INSTANCE: [(&str, &str); 5] = [
    (
        "meta.csv",
        "key,value\nstep_seconds,10\nhorizon,20\nseed,1\n",
    ),
    ("nodes.csv", "id,x,y\n0,0,0\n1,0,0\n"),
    ("arcs.csv", "from,to,transit,capacity\n0,1,3,6\n"),
    ("sources.csv", "node,supply\n0,100\n"),
    ("sinks.csv", "node,open,close,capacity\n1,0,5,4\n1,8,20,2\n"),
];

/// The complaint about a GMNS folder in which `name` reads `text` instead.
fn gmns_complaint(name: &str, text: &str) -> String {
    let dir = folder(&[("node.csv", NODES), ("link.csv", LINKS), (name, text)]);
    complaint(dir.path(), &read_gmns(dir.path()).unwrap_err().to_string())
}

fn instance_complaint(name: &str, text: &str) -> String {
    let dir = folder(&INSTANCE);
    fs::write(dir.path().join(name), text).unwrap();
    complaint(
        dir.path(),
        &read_csv_instance(dir.path()).unwrap_err().to_string(),
    )
}

fn complaint(dir: &Path, message: &str) -> String {
    message.replace(&format!("{}/", dir.display()), "")
}

#[test]
fn a_gmns_network_is_read_with_both_directions_of_two_way_roads() {
    let dir = folder(&[("node.csv", NODES), ("link.csv", LINKS)]);
    let n = read_gmns(dir.path()).unwrap();
    let arcs: Vec<_> = n.arcs().iter().map(|a| (a.tail.0, a.head.0)).collect();
    assert_eq!(arcs, [(0, 1), (1, 0), (1, 2)]);
    let ring = n.road_of(ArcIdx(1));
    assert_eq!(ring.name_ar.as_deref(), Some("الحلقة"));
    assert_eq!((ring.length_mm, ring.line.len()), (412_500, 3));
    assert_eq!(n.roads()[1].persons_per_min, Some(20));
    assert_eq!(n.roads()[1].line.len(), 2);
    assert_eq!(n.node(NodeIdx(0)).name.as_deref(), Some("Bab"));
}

#[test]
fn columns_may_come_in_any_order_with_others_between_and_a_byte_order_mark() {
    let dir = folder(&[
        (
            "node.csv",
            "\u{feff}x_coord,zone_id,node_id,y_coord\n37.1,7,a,36.2\n37.2,7,b,36.2\n",
        ),
        (
            "link.csv",
            "facility_type,length,directed,lanes,to_node_id,from_node_id,link_id\nprimary,12,0,2,b,a,x\n",
        ),
    ]);
    let n = read_gmns(dir.path()).unwrap();
    assert_eq!(n.roads()[0].facility_type, "primary");
    assert!(n.nodes()[0].name.is_none());
}

#[test]
fn a_missing_file_is_named() {
    let dir = folder(&[("node.csv", NODES)]);
    let e = read_gmns(dir.path()).unwrap_err().to_string();
    assert!(e.contains("link.csv") && e.contains("cannot read"), "{e}");
}

#[test]
fn an_arc_to_an_unknown_node_is_named_with_its_line() {
    assert_eq!(
        gmns_complaint(
            "link.csv",
            "link_id,from_node_id,to_node_id,directed,length,facility_type\n1,a,z,0,5,primary\n"
        ),
        "link.csv, line 2, column to_node_id: node \"z\" is not in node.csv; add the node or correct the id"
    );
    assert_eq!(
        instance_complaint("arcs.csv", "from,to,transit,capacity\n0,1,3,6\n0,2,1,1\n"),
        "arcs.csv, line 3, column to: node \"2\" is not in nodes.csv; add the node or correct the id"
    );
}

#[test]
fn negative_and_fractional_numbers_of_persons_are_refused() {
    assert_eq!(
        instance_complaint("arcs.csv", "from,to,transit,capacity\n0,1,3,-6\n"),
        "arcs.csv, line 2, column capacity: \"-6\" is negative; give 0 or more"
    );
    assert_eq!(
        instance_complaint("sources.csv", "node,supply\n0,1.5\n"),
        "sources.csv, line 2, column supply: \"1.5\" is not a whole number; give digits only"
    );
    assert!(
        instance_complaint("sources.csv", "node,supply\n0,99999999999\n").contains("too large")
    );
    let links = LINKS.replace("residential,20", "residential,-20");
    assert_eq!(
        gmns_complaint("link.csv", &links),
        "link.csv, line 3, column persons_per_min: \"-20\" is negative; give 0 or more"
    );
}

#[test]
fn lengths_must_be_lengths() {
    for (bad, why) in [
        ("0", "is no length"),
        ("-5", "is negative"),
        ("far", "is not a length"),
        ("", "is not a length"),
    ] {
        let links = LINKS.replace("412.5", bad);
        let e = gmns_complaint("link.csv", &links);
        assert!(
            e.starts_with("link.csv, line 2, column length:") && e.contains(why),
            "{e}"
        );
    }
}

#[test]
fn a_missing_column_is_named_with_those_that_are_there() {
    assert_eq!(
        gmns_complaint("node.csv", "node_id,lon,y_coord\na,1,2\n"),
        "node.csv, line 1: the column \"x_coord\" is missing (columns found: node_id, lon, y_coord); add it to the header"
    );
}

#[test]
fn a_header_that_would_leave_people_unread_is_refused() {
    assert_eq!(
        instance_complaint("sources.csv", "node,supply,supply\n0,30,40\n"),
        "sources.csv, line 1: the column \"supply\" stands there twice; remove one or name it otherwise"
    );
    assert_eq!(
        instance_complaint("sources.csv", "node;supply\n0;30\n"),
        "sources.csv, line 1: the column \"node\" is missing (columns found: node;supply); separate the columns with commas"
    );
    assert_eq!(
        instance_complaint("sources.csv", ""),
        "sources.csv: the file is empty; its first line must name the columns, among them \"node\""
    );
}

#[test]
fn numbers_in_arabic_digits_are_refused_with_what_to_write() {
    assert_eq!(
        instance_complaint("sources.csv", "node,supply\n0,٣٠\n"),
        "sources.csv, line 2, column supply: \"٣٠\" is not written in the digits 0 to 9; write 30"
    );
    assert_eq!(
        gmns_complaint("node.csv", "node_id,x_coord,y_coord\na,۳۷٫۱,36\n"),
        "node.csv, line 2, column x_coord: \"۳۷٫۱\" is not written in the digits 0 to 9; write 37.1"
    );
}

#[test]
fn an_id_given_twice_is_refused_with_both_lines() {
    assert_eq!(
        gmns_complaint("node.csv", &format!("{NODES}a,,37.1,36.1\n")),
        "node.csv, line 5: the id \"a\" already stands in line 2; give every node an id of its own"
    );
    let twice = format!("{LINKS}2,,,a,c,0,7,primary,,\n");
    assert!(gmns_complaint("link.csv", &twice).contains("every link"));
}

#[test]
fn a_line_of_another_length_than_the_header_is_refused() {
    assert_eq!(
        gmns_complaint("node.csv", "node_id,x_coord,y_coord\na,37,36\nb,37\n"),
        "node.csv, line 3: 2 fields where the header has 3; add or remove commas, or put a text with commas in double quotes"
    );
}

#[test]
fn a_node_off_the_globe_is_refused() {
    let e = gmns_complaint("node.csv", "node_id,x_coord,y_coord\na,37,360\n");
    assert!(
        e.starts_with("node.csv, line 2, column y_coord: \"360\" is not on the globe"),
        "{e}"
    );
    assert!(gmns_complaint("node.csv", "node_id,x_coord,y_coord\na,NaN,36\n").contains("x_coord"));
}

#[test]
fn an_empty_network_is_refused() {
    assert_eq!(
        gmns_complaint("node.csv", "node_id,x_coord,y_coord\n"),
        "node.csv: no nodes in it; at least one is needed"
    );
}

#[test]
fn text_that_is_not_utf8_is_named_with_line_and_byte() {
    let dir = folder(&[("link.csv", LINKS)]);
    // "حلب" in windows-1256.
    let mut bytes = b"node_id,name,x_coord,y_coord\na,".to_vec();
    bytes.extend([0xCD, 0xE1, 0xC8]);
    bytes.extend(b",37.1,36.2\n");
    fs::write(dir.path().join("node.csv"), bytes).unwrap();
    let e = complaint(dir.path(), &read_gmns(dir.path()).unwrap_err().to_string());
    assert!(
        e.starts_with("node.csv, line 2, byte 3 of the line: 0xCD is not UTF-8")
            && e.contains("windows-1256"),
        "{e}"
    );
}

#[test]
fn a_csv_instance_is_read() {
    let dir = folder(&INSTANCE);
    let i = read_csv_instance(dir.path()).unwrap();
    assert_eq!((i.step_s, i.instance.horizon), (10, 20));
    assert_eq!(i.instance.total_supply(), 100);
    assert_eq!(i.instance.crossings.len(), 2);
    assert_eq!(i.instance.crossings[1].capacity.at(8), 2);
    assert_eq!(i.instance.crossings[1].capacity.at(7), 0);
}

#[test]
fn a_window_that_ends_before_it_starts_is_refused() {
    assert_eq!(
        instance_complaint("sinks.csv", "node,open,close,capacity\n1,9,5,4\n"),
        "sinks.csv, line 2, column close: \"5\" is not after the opening at step 9; a window must close later than it opens"
    );
}

#[test]
fn a_horizon_of_zero_or_none_is_refused() {
    assert_eq!(
        instance_complaint("meta.csv", "key,value\nstep_seconds,10\nhorizon,0\n"),
        "meta.csv, line 3, column value: \"0\" makes no plan; horizon must be at least 1"
    );
    assert_eq!(
        instance_complaint("meta.csv", "key,value\nhorizon,5\n"),
        "meta.csv: the key \"step_seconds\" is missing; add a line `step_seconds,<value>`"
    );
    assert!(
        instance_complaint(
            "meta.csv",
            "key,value\nstep_seconds,1\nhorizon,4000000000\n"
        )
        .contains("the horizon is 4000000000 steps")
    );
}

#[test]
fn nodes_must_be_numbered_in_order() {
    assert_eq!(
        instance_complaint("nodes.csv", "id,x,y\n0,0,0\n2,0,0\n"),
        "nodes.csv, line 3, column id: \"2\" should be 1; nodes are numbered 0, 1, 2, … in order"
    );
}

#[test]
fn people_beyond_the_counter_are_refused_and_not_wrapped() {
    let e = instance_complaint("sources.csv", "node,supply\n0,4000000000\n1,4000000000\n");
    assert!(e.contains("8000000000 persons"), "{e}");
}

#[test]
fn the_street_graph_of_a_city_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/networks/aleppo");
    if !folder.is_dir() {
        println!("SKIPPED: the street graph of a city needs ../shared");
        return;
    }
    let n = read_gmns(&folder).unwrap();
    assert_eq!((n.nodes().len(), n.roads().len()), (64_445, 78_908));
    assert_eq!(n.arcs().len(), 2 * 78_908);
}
