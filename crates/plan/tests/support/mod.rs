//! A scenario as small as one can be, and ways to change it.
//!
//! ```text
//! north ──── a ──── b ──── south        1,110 m each; people in a and b
//! ```
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![allow(dead_code, reason = "every test file uses its own part")]

use std::{fs, path::Path};

use hudna_plan::{Change, Options, PlanReport, Planned, Scenario, Subject, Terms, plan};
use tempfile::TempDir;

pub(crate) const NODES: &str = "\
node_id,name,name_ar,x_coord,y_coord
1,North gate,البوابة الشمالية,37.100,36.230
2,A,,37.100,36.220
3,,,37.100,36.210
4,South gate,,37.100,36.200
";

pub(crate) const LINKS: &str = "\
link_id,name,name_ar,from_node_id,to_node_id,directed,length,facility_type
1,North road,طريق الشمال,1,2,0,1110,primary
2,,,2,3,0,1110,primary
3,South road,,3,4,0,1110,primary
";

pub(crate) const SCENARIO: &str = r#"schema = 1
id = "tiny"
name = { en = "Tiny", ar = "صغير" }

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
"#;

pub(crate) fn folder(scenario: &str) -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("network")).unwrap();
    fs::write(dir.path().join("network/node.csv"), NODES).unwrap();
    fs::write(dir.path().join("network/link.csv"), LINKS).unwrap();
    fs::write(dir.path().join("scenario.toml"), scenario).unwrap();
    dir
}

/// `SCENARIO` with some of its words replaced, each where it stands first.
pub(crate) fn changed(changes: &[(&str, &str)]) -> String {
    let mut text = SCENARIO.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "nothing reads {from:?}");
        text = text.replacen(from, to, 1);
    }
    text
}

pub(crate) fn load(scenario: &str) -> Scenario {
    let dir = folder(scenario);
    Scenario::load(dir.path()).unwrap_or_else(|e| panic!("{e}"))
}

/// The report of a scenario with something different.
pub(crate) fn planned_if(scenario: &str, changes: &str) -> PlanReport {
    planned_with(scenario, changes).report
}

pub(crate) fn planned_with(scenario: &str, changes: &str) -> Planned {
    let scenario = load(scenario);
    let terms = Terms::confirmed(&scenario).unwrap();
    let options = Options {
        changes: Change::list(changes).unwrap_or_else(|e| panic!("{e}")),
        ..Options::default()
    };
    let subject = Subject::Scenario(&scenario, &terms);
    hudna_plan::planned(&subject, &options, &|_, _, _| {}).unwrap_or_else(|e| panic!("{e}"))
}

pub(crate) fn planned(scenario: &str) -> PlanReport {
    let scenario = load(scenario);
    let terms = Terms::confirmed(&scenario).unwrap();
    plan(&scenario, &terms, &|_, _, _| {}).unwrap_or_else(|e| panic!("{e}"))
}

/// Everything that must add up in every plan.
pub(crate) fn assert_adds_up(r: &PlanReport) {
    assert_eq!(r.people, r.out_at_close + r.left_behind);
    assert_eq!(r.arrived_by.len() as u64 * u64::from(r.step_s), r.window_s);
    assert_eq!(r.arrived_by.last(), Some(&r.out_at_close));
    assert!(r.arrived_by.is_sorted());
    let out = |n: u64, what: &str| assert_eq!(n, r.out_at_close, "{what}");
    out(r.classes.iter().map(|c| c.out_at_close).sum(), "classes");
    out(
        r.crossings.iter().map(|c| c.out_at_close).sum(),
        "crossings",
    );
    out(r.departures.iter().map(|d| d.persons).sum(), "departures");
    out(r.bottlenecks.iter().map(|b| b.persons).sum(), "minimum cut");
    assert_eq!(r.people, r.classes.iter().map(|c| c.people).sum::<u64>());
    for c in &r.classes {
        assert_eq!(c.arrived_by.last(), Some(&c.out_at_close));
        let in_zones =
            |pairs: fn(&hudna_plan::ZoneReport) -> &Vec<(hudna_truce::PersonClass, u64)>| {
                let all = r.zones.iter().flat_map(pairs);
                all.filter(|(class, _)| *class == c.class)
                    .map(|(_, n)| n)
                    .sum::<u64>()
            };
        assert_eq!(in_zones(|z| &z.people), c.people);
        assert_eq!(in_zones(|z| &z.out_at_close), c.out_at_close);
        assert!(c.out_if_first >= Some(c.out_at_close));
    }
    for c in &r.crossings {
        assert_eq!(
            c.out_at_close,
            c.by_class.iter().map(|(_, n)| n).sum::<u64>()
        );
        assert_eq!(
            c.out_at_close,
            c.per_minute.iter().map(|&n| u64::from(n)).sum::<u64>()
        );
        assert!(c.out_at_close <= c.places);
        assert!(
            c.by_class
                .iter()
                .all(|(class, n)| *n == 0 || c.admits.contains(class))
        );
    }
    for z in &r.zones {
        let pairs = z.people.iter().zip(&z.out_at_close);
        assert!(
            pairs
                .zip(&z.left_behind)
                .all(|((all, out), left)| all.0 == out.0
                    && all.0 == left.0
                    && all.1 == out.1 + left.1)
        );
        for (class, n) in &z.cut_off {
            assert!(z.left_behind.contains(&(*class, *n)));
        }
        for (class, out) in &z.out_at_close {
            let left = r
                .departures
                .iter()
                .filter(|d| d.zone == z.id && d.class == *class);
            assert_eq!(left.map(|d| d.persons).sum::<u64>(), *out);
        }
    }
    let cut_off = r.zones.iter().flat_map(|z| &z.cut_off);
    assert_eq!(cut_off.map(|(_, n)| n).sum::<u64>(), r.cut_off);
    for o in &r.orders {
        assert_eq!(o.order.len(), r.classes.len());
        for (class, out) in o.order.iter().zip(&o.out_at_close) {
            let told = r.classes.iter().find(|c| c.class == *class).unwrap();
            assert!(told.out_if_first >= Some(*out) && *out <= told.people);
        }
    }
    for d in &r.departures {
        assert!(d.from_s < d.to_s && d.from_s < d.first_out_s && d.last_out_s <= r.window_s);
    }
    for w in &r.what_if {
        // With several classes a closing may even help, by the way an earlier class is led.
        assert_eq!(w.lost, r.out_at_close.saturating_sub(w.out_at_close));
    }
    assert!(r.shortest_window_s.is_none() || r.cut_off == 0);
    assert!(r.cut_off <= r.left_behind);
    if r.left_behind == 0 {
        assert!(r.shortest_window_s.unwrap() <= r.window_s);
    }
}

/// Replaces the folder's own path, so that a message can be compared.
pub(crate) fn without_path(dir: &Path, message: &str) -> String {
    message.replace(&format!("{}/", dir.display()), "")
}
