//! Schedules: the exact groups have the arrival curve of the plan; calendars are what calendar
//! programs expect, and count their changes.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use std::collections::BTreeMap;

use hudna_plan::Planned;
use jiff::Timestamp;
use serde_json::Value;
use support::{SCENARIO, changed, planned_with};

const STAMP: &str = "2016-11-03T12:00:00Z";

fn calendars(
    planned: &Planned,
    before: &BTreeMap<String, String>,
    stamp: &str,
) -> BTreeMap<String, String> {
    let stamp: Timestamp = stamp.parse().unwrap();
    let all = planned
        .schedule
        .calendars(&planned.report, stamp, &|zone| before.get(zone).cloned());
    all.into_iter().collect()
}

fn lines(calendar: &str) -> Vec<String> {
    assert!(calendar.ends_with("\r\n") && !calendar.replace("\r\n", "").contains(['\r', '\n']));
    assert!(calendar.split("\r\n").all(|l| l.len() <= 75), "{calendar}");
    let unfolded = calendar.replace("\r\n ", "");
    unfolded.lines().map(str::to_owned).collect()
}

fn all<'a>(lines: &'a [String], property: &str) -> Vec<&'a str> {
    let found = lines.iter().filter_map(|l| l.strip_prefix(property));
    found.map(|l| l.trim_start_matches(':')).collect()
}

#[test]
fn the_groups_of_the_table_add_up_to_the_curve_and_the_zones_of_the_plan() {
    for changes in ["", "people=30%", "close=south@09:40, crossing=north:+13"] {
        let planned = planned_with(SCENARIO, changes);
        let csv = planned.schedule.csv();
        let mut rows = csv.lines();
        let head: Vec<&str> = rows.next().unwrap().split(',').collect();
        let column = |name: &str| head.iter().position(|h| *h == name).unwrap();
        let mut curve = vec![0u64; planned.report.arrived_by.len()];
        let mut zones: BTreeMap<String, u64> = BTreeMap::new();
        for row in rows {
            let cells: Vec<&str> = row.split(',').collect();
            let number = |name: &str| cells[column(name)].parse::<u64>().unwrap();
            let (from, until) = (number("departs_from_s"), number("departs_until_s"));
            let steps = (until - from) / 10;
            assert_eq!(number("persons"), steps * number("persons_per_step"));
            assert_eq!(
                number("last_out_s") - number("first_out_s"),
                (steps - 1) * 10
            );
            let first = number("first_out_s") / 10 - 1;
            for step in first..first + steps {
                curve[usize::try_from(step).unwrap()] += number("persons_per_step");
            }
            *zones.entry(cells[column("zone")].to_owned()).or_default() += number("persons");
        }
        let mut sum = 0;
        let arrived: Vec<u64> = curve
            .iter()
            .map(|n| {
                sum += n;
                sum
            })
            .collect();
        assert_eq!(arrived, planned.report.arrived_by, "{changes}");
        for z in &planned.report.zones {
            let out: u64 = z.out_at_close.iter().map(|(_, n)| n).sum();
            assert_eq!(zones.get(&z.id).copied().unwrap_or(0), out);
        }
    }
}

#[test]
fn the_table_tells_links_streets_and_local_times() {
    let csv = planned_with(SCENARIO, "").schedule.csv();
    let row = csv.lines().nth(1).unwrap();
    assert!(row.starts_with("a,civilians,north,0,"), "{row}");
    assert!(
        row.contains("2016-11-04T09:00:00+02:00") && row.ends_with(",North road,1"),
        "{row}"
    );
}

#[test]
fn ways_are_lines_from_the_zone_to_the_crossing() {
    let planned = planned_with(SCENARIO, "");
    let geojson: Value = serde_json::from_str(&planned.schedule.geojson().unwrap()).unwrap();
    let features = geojson["features"].as_array().unwrap();
    let persons: u64 = features
        .iter()
        .map(|f| f["properties"]["persons"].as_u64().unwrap())
        .sum();
    assert_eq!(persons, planned.report.out_at_close);
    for f in features {
        let line = f["geometry"]["coordinates"].as_array().unwrap();
        let zone = planned
            .report
            .zones
            .iter()
            .find(|z| f["properties"]["zone"] == z.id.as_str());
        let gate = planned
            .report
            .crossings
            .iter()
            .find(|c| f["properties"]["crossing"] == c.id.as_str());
        let at = |p: Option<(f64, f64)>| serde_json::json!(p.unwrap());
        assert_eq!(line.first(), Some(&at(zone.unwrap().lon_lat)));
        assert_eq!(line.last(), Some(&at(gate.unwrap().lon_lat)));
    }
}

#[test]
fn a_zones_calendar_has_its_groups_in_the_zones_time() {
    let planned = planned_with(SCENARIO, "");
    let calendars = calendars(&planned, &BTreeMap::new(), STAMP);
    assert_eq!(calendars.keys().collect::<Vec<_>>(), ["a", "b"]);
    let lines = lines(&calendars["a"]);
    assert_eq!(all(&lines, "BEGIN:VEVENT").len(), 1);
    assert_eq!(
        all(&lines, "DTSTART;TZID=Asia/Damascus"),
        ["20161104T090000"]
    );
    assert_eq!(all(&lines, "DTEND;TZID=Asia/Damascus"), ["20161104T094130"]);
    assert_eq!(all(&lines, "UID"), ["tiny-a-civilians-north-1@hudna"]);
    assert_eq!(all(&lines, "SEQUENCE"), ["0"]);
    assert_eq!(all(&lines, "DTSTAMP"), ["20161103T120000Z"]);
    assert_eq!(all(&lines, "TZID"), ["Asia/Damascus"]);
    assert_eq!(all(&lines, "TZOFFSETTO"), ["+0200"]);
    assert_eq!(all(&lines, "SUMMARY"), ["civilians: 830 → North"]);
}

#[test]
fn a_change_of_the_clocks_in_the_window_is_told() {
    // Clocks in Damascus went back on 28 October 2016 at midnight.
    let night = changed(&[
        ("2016-11-04T09:00", "2016-10-27T23:30"),
        ("2016-11-04T10:00", "2016-10-28T00:30"),
    ]);
    let planned = planned_with(&night, "");
    let all_of = calendars(&planned, &BTreeMap::new(), STAMP);
    let lines = lines(&all_of["a"]);
    assert_eq!(all(&lines, "TZOFFSETTO"), ["+0300", "+0200"]);
    assert_eq!(all(&lines, "TZOFFSETFROM"), ["+0300", "+0300"]);
    assert!(lines.contains(&"DTSTART:20161028T000000".to_owned()));
    // The hour from 23:00 on comes twice: the events begin in the first and end in the second.
    assert_eq!(
        all(&lines, "DTSTART;TZID=Asia/Damascus"),
        ["20161027T233000", "20161027T233000"]
    );
    assert_eq!(
        all(&lines, "DTEND"),
        ["20161027T210050Z", "20161027T215020Z"]
    );
}

#[test]
fn an_unchanged_event_stays_a_changed_one_counts_and_one_that_is_gone_is_cancelled() {
    let first = calendars(&planned_with(SCENARIO, ""), &BTreeMap::new(), STAMP);
    let again = calendars(&planned_with(SCENARIO, ""), &first, "2016-11-03T18:00:00Z");
    assert_eq!(again, first, "the same plan gives the same bytes");

    let later = "2016-11-03T20:00:00Z";
    let changed = calendars(&planned_with(SCENARIO, "crossing=north:+10"), &first, later);
    let lines_a = lines(&changed["a"]);
    assert_eq!(all(&lines_a, "UID"), ["tiny-a-civilians-north-1@hudna"]);
    assert_eq!(all(&lines_a, "SEQUENCE"), ["1"]);
    assert_eq!(all(&lines_a, "DTSTAMP"), ["20161103T200000Z"]);

    let closed = calendars(&planned_with(SCENARIO, "close=north"), &changed, later);
    let lines_a = lines(&closed["a"]);
    let gone = lines_a
        .iter()
        .position(|l| l == "UID:tiny-a-civilians-north-1@hudna")
        .unwrap();
    let event = &lines_a[gone..];
    assert!(
        event.iter().take(10).any(|l| l == "STATUS:CANCELLED"),
        "{event:#?}"
    );
    assert_eq!(event[1], "SEQUENCE:2");
    let once_more = calendars(&planned_with(SCENARIO, "close=north"), &closed, STAMP);
    assert_eq!(once_more, closed, "cancelled once is enough");
}
