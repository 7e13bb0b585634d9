//! Random small towns: nobody is lost, every plan passes the checker, and a question
//! asked in passing has the answer that it has when it is asked alone.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use std::{fmt::Write, fs};

use hudna_plan::{Scenario, Terms, plan};
use proptest::prelude::*;
use support::{assert_adds_up, folder};

/// Minutes after nine: when it opens and for how long.
type Hours = Option<(u32, u32)>;

/// A few junctions and streets between them.
#[derive(Debug, Clone)]
struct Town {
    junctions: usize,
    streets: Vec<(usize, usize, bool, u32, u32)>,
    zones: Vec<(usize, [u32; 3])>,
    /// Junction, classes as bits, persons a minute, own hours, how many may wait.
    crossings: Vec<(usize, u8, u32, Hours, Option<u32>)>,
    minutes: u32,
}

const CLASSES: [&str; 3] = ["wounded", "civilians", "fighters"];

fn town() -> impl Strategy<Value = Town> {
    (3usize..7).prop_flat_map(|junctions| {
        let at = 0..junctions;
        let street = (at.clone(), at.clone(), any::<bool>(), 40u32..400, 1u32..40);
        let zone = (at.clone(), [0u32..6, 0u32..40, 0u32..15]);
        let storage = proptest::option::weighted(0.3, 0u32..30);
        let hours = proptest::option::of((0u32..10, 1u32..12));
        let crossing = (at, 1u8..8, 1u32..30, hours, storage);
        (
            proptest::collection::vec(street, 2..9),
            proptest::collection::vec(zone, 1..4),
            proptest::collection::vec(crossing, 1..4),
            4u32..16,
        )
            .prop_map(move |(streets, zones, crossings, minutes)| Town {
                junctions,
                streets,
                zones,
                crossings,
                minutes,
            })
    })
}

impl Town {
    fn lon_lat(&self, junction: usize) -> (f64, f64) {
        (37.1 + 0.001 * junction as f64, 36.2)
    }

    /// The scenario, with one crossing shut.
    fn scenario(&self, shut: Option<usize>) -> Scenario {
        let mut nodes = "node_id,x_coord,y_coord\n".to_owned();
        for j in 0..self.junctions {
            let (lon, lat) = self.lon_lat(j);
            writeln!(nodes, "{j},{lon:.3},{lat:.3}").unwrap();
        }
        let mut links =
            "link_id,from_node_id,to_node_id,directed,length,facility_type,persons_per_min\n"
                .to_owned();
        for (i, (a, b, one_way, length, persons)) in self.streets.iter().enumerate() {
            writeln!(
                links,
                "{i},{a},{b},{},{length},street,{persons}",
                u8::from(*one_way)
            )
            .unwrap();
        }
        let mut text = format!(
            "schema = 1\nid = \"town\"\nname = {{ en = \"Town\" }}\n[area]\nname = {{ en = \"Town\" }}\nzone = \"Asia/Damascus\"\n\
             [terms]\nstarts = \"2016-11-04T09:00\"\nends = \"2016-11-04T09:{:02}\"\n\
             [planning]\nstep_s = 20\nsearch_h = 2\npriority = [\"wounded\", \"civilians\", \"fighters\"]\nmax_snap_m = 5\n",
            self.minutes
        );
        for (class, speed) in CLASSES.iter().zip([300, 60, 90]) {
            writeln!(text, "[[movement]]\nid = \"{class}\"\nspeed_m_per_min = {speed}\n[[class]]\nclass = \"{class}\"\nmovement = \"{class}\"").unwrap();
        }
        for (i, (at, people)) in self.zones.iter().enumerate() {
            let (lon, lat) = self.lon_lat(*at);
            let [w, c, f] = people;
            writeln!(text, "[[zone]]\nid = \"z{i}\"\nname = {{ en = \"Z{i}\" }}\nlon = {lon:.3}\nlat = {lat:.3}\npeople = {{ wounded = {w}, civilians = {c}, fighters = {f} }}").unwrap();
        }
        for (i, (at, admits, persons, hours, storage)) in self.crossings.iter().enumerate() {
            let (lon, lat) = self.lon_lat(*at);
            let admits: Vec<String> = (0..3)
                .filter(|b| admits & (1 << b) != 0)
                .map(|b| format!("\"{}\"", CLASSES[b]))
                .collect();
            let state = if shut == Some(i) {
                "closed"
            } else {
                "designated"
            };
            writeln!(text, "[[crossing]]\nid = \"x{i}\"\nname = {{ en = \"X{i}\" }}\nlon = {lon:.3}\nlat = {lat:.3}\nadmits = [{}]\npersons_per_min = {persons}\nstate = \"{state}\"", admits.join(", ")).unwrap();
            if let Some(n) = storage {
                writeln!(text, "storage = {n}").unwrap();
            }
            if let Some((from, long)) = hours {
                writeln!(
                    text,
                    "windows = [[\"2016-11-04T09:{from:02}\", \"2016-11-04T09:{:02}\"]]",
                    from + long
                )
                .unwrap();
            }
        }
        let dir = folder(&text);
        fs::write(dir.path().join("network/node.csv"), nodes).unwrap();
        fs::write(dir.path().join("network/link.csv"), links).unwrap();
        Scenario::load(dir.path()).unwrap_or_else(|e| panic!("{e}\n{text}"))
    }
}

#[test]
fn a_road_longer_than_the_window_leads_nowhere() {
    // Found by the property below: the long road's end lay beyond all steps.
    let town = Town {
        junctions: 6,
        streets: vec![
            (0, 1, false, 309, 1),
            (0, 2, false, 40, 1),
            (0, 3, false, 40, 1),
            (1, 4, false, 40, 1),
        ],
        zones: vec![(2, [0, 15, 0]), (4, [0, 5, 0])],
        crossings: vec![(3, 2, 2, None, None), (4, 2, 1, None, None)],
        minutes: 7,
    };
    let s = town.scenario(None);
    let r = plan(&s, &Terms::confirmed(&s).unwrap(), &|_, _, _| {});
    assert_adds_up(&r.unwrap_or_else(|e| panic!("{e}")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nobody_is_lost_and_what_if_equals_the_plan_without_that_crossing(town in town()) {
        let planned = |shut| {
            let s = town.scenario(shut);
            let r = plan(&s, &Terms::confirmed(&s).unwrap(), &|_, _, _| {});
            r.unwrap_or_else(|e| panic!("{e}"))
        };
        let r = planned(None);
        assert_adds_up(&r);
        for (i, what_if) in r.what_if.iter().enumerate() {
            let alone = planned(Some(i));
            assert_adds_up(&alone);
            prop_assert_eq!(alone.out_at_close, what_if.out_at_close);
            prop_assert_eq!(alone.shortest_window_s, what_if.shortest_window_s);
            prop_assert_eq!(alone.cut_off, what_if.cut_off);
        }
    }
}
