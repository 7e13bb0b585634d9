//! What the tags of a road mean: for whom it is open, in which direction, how wide, how fast.

use std::collections::BTreeMap;

use crate::{Mode, RoadClasses};

type Tags = BTreeMap<String, String>;

/// In which direction of the way people may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Both,
    Forward,
    Backward,
    /// Changes by the hour: nobody can plan with it.
    Reversible,
}

fn get<'t>(tags: &'t Tags, key: &str) -> Option<&'t str> {
    tags.get(key).map(String::as_str)
}

/// The value that decides access: of the most particular key that is there.
fn access(tags: &Tags, mode: Mode) -> Option<&str> {
    let keys: &[&str] = match mode {
        Mode::Foot => &["foot", "access"],
        Mode::Vehicle => &["motor_vehicle", "vehicle", "access"],
    };
    keys.iter().find_map(|key| get(tags, key))
}

/// Whether the tags shut a road to `mode`.
pub(super) fn shut(tags: &Tags, mode: Mode, table: &RoadClasses) -> bool {
    access(tags, mode).is_some_and(|v| table.closed_access(mode, v))
}

/// Whether nobody passes the barrier with these tags. What is said of access goes before the kind
/// of barrier; a lock goes before both.
pub(super) fn barrier_shut(tags: &Tags, mode: Mode, table: &RoadClasses) -> bool {
    let Some(kind) = get(tags, "barrier") else {
        return false;
    };
    get(tags, "locked") == Some("yes")
        || match access(tags, mode) {
            Some(value) => table.closed_access(mode, value),
            None => table.closed_barrier(mode, kind),
        }
}

/// The direction, and the value of `oneway` if it is not understood.
pub(super) fn direction(tags: &Tags, mode: Mode) -> (Direction, Option<&str>) {
    let said = match mode {
        Mode::Foot => {
            if get(tags, "foot:backward") == Some("no") {
                return (Direction::Forward, None);
            }
            if get(tags, "foot:forward") == Some("no") {
                return (Direction::Backward, None);
            }
            // `oneway` alone speaks of vehicles.
            get(tags, "oneway:foot")
        }
        Mode::Vehicle => get(tags, "oneway:motor_vehicle").or_else(|| get(tags, "oneway")),
    };
    match said {
        Some("yes" | "true" | "1") => (Direction::Forward, None),
        Some("-1" | "reverse") => (Direction::Backward, None),
        Some("no" | "false" | "0" | "alternating") => (Direction::Both, None),
        Some("reversible") => (Direction::Reversible, None),
        None if mode == Mode::Vehicle && implies_one_way(tags) => (Direction::Forward, None),
        unknown => (Direction::Both, unknown),
    }
}

fn implies_one_way(tags: &Tags) -> bool {
    matches!(get(tags, "junction"), Some("roundabout" | "circular"))
        || get(tags, "highway") == Some("motorway")
}

/// The number of lanes under `key`.
pub(super) fn lanes(tags: &Tags, key: &str) -> Option<u32> {
    let lanes = get(tags, key)?
        .split(';')
        .filter_map(|l| l.trim().parse().ok());
    lanes.min().filter(|&n| (1..=30).contains(&n))
}

/// The width in decimetres: `3.5`, `3,5 m`, `12'`, `12 ft`.
pub(super) fn width_dm(tags: &Tags) -> Option<u32> {
    let text = get(tags, "width").or_else(|| get(tags, "est_width"))?;
    let (hundredths, unit) = number(text)?;
    let dm = match unit {
        "" | "m" => hundredths / 10,
        "'" | "ft" => hundredths * 3_048 / 100_000,
        "cm" => hundredths / 1_000,
        _ => return None,
    };
    // Wider than a kilometre is a slip of the pen.
    u32::try_from(dm)
        .ok()
        .filter(|dm| (1..=10_000).contains(dm))
}

/// Signposted speed in metres a minute: `50`, `30 mph`, `walk`; the lowest of several.
pub(super) fn max_speed_m_per_min(tags: &Tags, forward: bool) -> Option<u32> {
    let this_way = if forward {
        "maxspeed:forward"
    } else {
        "maxspeed:backward"
    };
    let text = get(tags, this_way).or_else(|| get(tags, "maxspeed"))?;
    let speed = |word: &str| {
        if word == "walk" {
            return Some(100);
        }
        let (hundredths, unit) = number(word)?;
        let m_per_min = match unit {
            "" | "km/h" | "kmh" | "kph" => hundredths * 1_000 / 6_000,
            "mph" => hundredths * 1_609_344 / 6_000_000,
            _ => return None,
        };
        u32::try_from(m_per_min)
            .ok()
            .filter(|v| (1..=5_000).contains(v))
    };
    text.split(';').filter_map(|word| speed(word.trim())).min()
}

/// A decimal number in hundredths, and what follows it.
fn number(text: &str) -> Option<(u64, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at_checked(end)?;
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let mut places = part.chars().map(|c| c.to_digit(10));
    let mut hundredths: u64 = whole.parse().ok().filter(|&n: &u64| n < 1_000_000)?;
    for _ in 0..2 {
        hundredths = hundredths * 10 + u64::from(places.next().unwrap_or(Some(0))?);
    }
    Some((hundredths, unit.trim()))
}

/// Its name, and its Arabic name. `name` is in the language of the country: where it is written in
/// Arabic it is the Arabic name too. A road without a name goes by its number.
pub(super) fn names(tags: &Tags) -> (Option<String>, Option<String>) {
    let arabic = |s: &&str| s.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c));
    let local = get(tags, "name");
    let name = get(tags, "name:en").or(local).or_else(|| get(tags, "ref"));
    let name_ar = get(tags, "name:ar").or_else(|| local.filter(arabic));
    (name.map(str::to_owned), name_ar.map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> Tags {
        text.split(", ")
            .filter_map(|t| t.split_once('='))
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
            .collect()
    }

    #[test]
    fn one_way_is_said_or_implied_and_binds_vehicles_only() {
        for (text, vehicle, foot) in [
            ("highway=residential", Direction::Both, Direction::Both),
            ("oneway=yes", Direction::Forward, Direction::Both),
            ("oneway=-1", Direction::Backward, Direction::Both),
            ("oneway=reversible", Direction::Reversible, Direction::Both),
            ("junction=roundabout", Direction::Forward, Direction::Both),
            (
                "junction=circular, oneway=no",
                Direction::Both,
                Direction::Both,
            ),
            ("highway=motorway", Direction::Forward, Direction::Both),
            (
                "highway=motorway, oneway=no",
                Direction::Both,
                Direction::Both,
            ),
            ("highway=motorway_link", Direction::Both, Direction::Both),
            (
                "oneway=yes, oneway:motor_vehicle=no",
                Direction::Both,
                Direction::Both,
            ),
            ("oneway:foot=yes", Direction::Both, Direction::Forward),
            ("foot:forward=no", Direction::Both, Direction::Backward),
        ] {
            let t = tags(text);
            assert_eq!(direction(&t, Mode::Vehicle), (vehicle, None), "{text}");
            assert_eq!(direction(&t, Mode::Foot), (foot, None), "{text}");
        }
        assert_eq!(
            direction(&tags("oneway=perhaps"), Mode::Vehicle),
            (Direction::Both, Some("perhaps"))
        );
    }

    #[test]
    fn the_most_particular_key_decides_who_may_enter() {
        let table = RoadClasses::built_in();
        for (text, vehicle, foot) in [
            ("", false, false),
            ("access=no", true, true),
            ("access=private, foot=yes", true, false),
            ("vehicle=no", true, false),
            ("vehicle=no, motor_vehicle=destination", false, false),
            ("access=permissive", false, false),
            ("foot=no", false, true),
        ] {
            let t = tags(text);
            assert_eq!(shut(&t, Mode::Vehicle, &table), vehicle, "{text}");
            assert_eq!(shut(&t, Mode::Foot, &table), foot, "{text}");
        }
    }

    #[test]
    fn a_bollard_stops_vehicles_and_a_lock_stops_everybody() {
        let table = RoadClasses::built_in();
        for (text, vehicle, foot) in [
            ("barrier=bollard", true, false),
            ("barrier=bollard, motor_vehicle=yes", false, false),
            ("barrier=gate", false, false),
            ("barrier=gate, access=private", true, true),
            ("barrier=gate, locked=yes, foot=yes", true, true),
            ("barrier=wall", true, true),
            ("highway=crossing", false, false),
        ] {
            let t = tags(text);
            assert_eq!(barrier_shut(&t, Mode::Vehicle, &table), vehicle, "{text}");
            assert_eq!(barrier_shut(&t, Mode::Foot, &table), foot, "{text}");
        }
    }

    #[test]
    fn widths_lanes_and_speeds_are_read_in_their_units() {
        for (text, dm) in [
            ("width=3.5", Some(35)),
            ("width=3,55 m", Some(35)),
            ("width=12'", Some(36)),
            ("width=10 ft", Some(30)),
            ("est_width=8", Some(80)),
            ("width=wide", None),
            ("width=0", None),
            ("width=99999999999999999999", None),
        ] {
            assert_eq!(width_dm(&tags(text)), dm, "{text}");
        }
        for (text, speed) in [
            ("maxspeed=60", Some(1_000)),
            ("maxspeed=30 mph", Some(804)),
            ("maxspeed=walk", Some(100)),
            ("maxspeed=90;50", Some(833)),
            ("maxspeed=none", None),
            ("maxspeed=SY:urban", None),
            ("maxspeed=60, maxspeed:backward=30", Some(1_000)),
        ] {
            assert_eq!(max_speed_m_per_min(&tags(text), true), speed, "{text}");
        }
        assert_eq!(
            max_speed_m_per_min(&tags("maxspeed=60, maxspeed:backward=30"), false),
            Some(500)
        );
        assert_eq!(lanes(&tags("lanes=3;2"), "lanes"), Some(2));
        assert_eq!(lanes(&tags("lanes=0"), "lanes"), None);
    }

    #[test]
    fn an_arabic_name_is_found_under_either_key() {
        let both = |t: &str| names(&tags(t));
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(
            both("name=طريق الكاستيلو, name:en=Castello road"),
            (some("Castello road"), some("طريق الكاستيلو"))
        );
        assert_eq!(
            both("name=Rue Grimaldi, name:ar=شارع"),
            (some("Rue Grimaldi"), some("شارع"))
        );
        assert_eq!(both("ref=M5"), (some("M5"), None));
    }
}
