//! What a road of each class can carry: an editable table, on foot and by vehicle.
//!
//! On foot a road passes `persons_per_m_min × width × usable_width_percent` persons a minute in
//! each direction; by vehicle `lanes × vehicles_per_lane_h × persons_per_vehicle` persons an hour.
//! All in whole numbers, rounded down, but never to nothing: a road that is there passes at least
//! one person a minute. The table that is built in names the source of every figure
//! (`data/road_classes.toml`); a planner's own file of the same shape overrides single keys.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use thiserror::Error;

use crate::RoadNetwork;

const BUILT_IN: &str = include_str!("../data/road_classes.toml");

/// How people move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// On foot.
    Foot,
    /// In motor vehicles.
    Vehicle,
}

/// Why a table of road classes cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RoadClassError {
    /// The file is missing or cannot be read.
    #[error("cannot read {}: {source}; check the name and the permissions", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The text is not TOML, or a key or value has no meaning there.
    #[error("{}, line {line}: {problem}", file.display())]
    Toml {
        /// The file.
        file: PathBuf,
        /// Line, counted from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
    /// A class that the built-in table does not have.
    #[error("{}: class {class:?} is no road class; known are: {known}", file.display())]
    UnknownClass {
        /// The file.
        file: PathBuf,
        /// The class.
        class: String,
        /// The classes of the built-in table.
        known: String,
    },
    /// A figure that makes roads without width, speed or people.
    #[error("{}: {key} is 0; give at least 1, or leave the key out", file.display())]
    Zero {
        /// The file.
        file: PathBuf,
        /// The key.
        key: String,
    },
}

/// The table of road classes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoadClasses {
    #[serde(rename = "schema")]
    _schema: One,
    foot: FootRules,
    vehicle: VehicleRules,
    class: BTreeMap<String, RoadClass>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u32")]
struct One;

impl TryFrom<u32> for One {
    type Error = String;

    fn try_from(n: u32) -> Result<Self, String> {
        (n == 1).then_some(Self).ok_or_else(|| {
            format!(
                "schema {n} is not known to this version; write schema = 1, or use a newer version"
            )
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct FootRules {
    persons_per_m_min: u32,
    persons_per_m_min_source: String,
    steps_persons_per_m_min: u32,
    steps_speed_m_per_min: u32,
    steps_source: String,
    usable_width_percent: u32,
    usable_width_source: String,
    narrowest_dm: u32,
    closed_access: Vec<String>,
    closed_barriers: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct VehicleRules {
    persons_per_vehicle: u32,
    persons_per_vehicle_source: String,
    closed_access: Vec<String>,
    closed_barriers: Vec<String>,
}

/// One class of the table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoadClass {
    #[serde(default)]
    foot: bool,
    width_dm: u32,
    lanes: Option<u32>,
    lane_width_dm: Option<u32>,
    speed_km_h: Option<u32>,
    vehicles_per_lane_h: Option<u32>,
}

/// What is known of one road beyond its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct RoadFacts {
    /// Width of the whole road, in decimetres.
    pub(crate) width_dm: Option<u32>,
    /// Lanes in both directions together.
    pub(crate) lanes: Option<u32>,
    /// Lanes in the direction in question.
    pub(crate) lanes_this_way: Option<u32>,
    /// Whether vehicles use it in one direction only.
    pub(crate) one_way: bool,
    /// Signposted speed, in metres per minute.
    pub(crate) max_speed_m_per_min: Option<u32>,
}

/// What a road carries in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Carries {
    pub(crate) persons_per_min: u32,
    pub(crate) speed_limit_m_per_min: Option<u32>,
}

impl RoadClasses {
    /// The table that comes with the crate.
    ///
    /// # Panics
    /// Never: a test reads it.
    #[must_use]
    pub fn built_in() -> Self {
        match parse(Path::new("road_classes.toml"), None) {
            Ok(table) => table,
            Err(e) => unreachable!("the built-in table is read by a test: {e}"),
        }
    }

    /// The built-in table with the keys of `file` over it.
    ///
    /// # Errors
    /// [`RoadClassError`] names file and line, key or class.
    pub fn with_file(file: &Path) -> Result<Self, RoadClassError> {
        let text = fs::read_to_string(file).map_err(|source| RoadClassError::Read {
            file: file.to_owned(),
            source,
        })?;
        parse(file, Some(&text))
    }

    /// The figures that do not depend on the class, with their sources, for a list of assumptions.
    #[must_use]
    pub fn sources(&self) -> Vec<(String, &str)> {
        let f = &self.foot;
        vec![
            (
                format!(
                    "{} persons per metre of width and minute on foot",
                    f.persons_per_m_min
                ),
                &f.persons_per_m_min_source,
            ),
            (
                format!(
                    "{} persons per metre of width and minute on steps, at {} m a minute",
                    f.steps_persons_per_m_min, f.steps_speed_m_per_min
                ),
                &f.steps_source,
            ),
            (
                format!(
                    "{} % of the width used in each direction",
                    f.usable_width_percent
                ),
                &f.usable_width_source,
            ),
            (
                format!("{} persons per vehicle", self.vehicle.persons_per_vehicle),
                &self.vehicle.persons_per_vehicle_source,
            ),
        ]
    }

    /// `network` with the capacity and the speed limit of its class wherever a road states none.
    /// A road of a class that is not in the table, or not for this mode, stays as it is; the
    /// classes are listed with the number of roads.
    #[must_use]
    pub fn fill(&self, network: &RoadNetwork, mode: Mode) -> (RoadNetwork, BTreeMap<String, u32>) {
        let mut roads = network.roads().to_vec();
        let mut unknown = BTreeMap::new();
        for road in &mut roads {
            let facts = RoadFacts {
                one_way: road.one_way,
                ..RoadFacts::default()
            };
            let Some(carries) = self.carries(&road.facility_type, mode, &facts) else {
                *unknown.entry(road.facility_type.clone()).or_default() += 1;
                continue;
            };
            road.persons_per_min.get_or_insert(carries.persons_per_min);
            road.speed_limit_m_per_min =
                road.speed_limit_m_per_min.or(carries.speed_limit_m_per_min);
        }
        (RoadNetwork::new(network.nodes().to_vec(), roads), unknown)
    }

    pub(crate) fn knows(&self, class: &str) -> bool {
        self.class.contains_key(class)
    }

    pub(crate) fn closed_access(&self, mode: Mode, value: &str) -> bool {
        let closed = match mode {
            Mode::Foot => &self.foot.closed_access,
            Mode::Vehicle => &self.vehicle.closed_access,
        };
        closed.iter().any(|c| c == value)
    }

    pub(crate) fn closed_barrier(&self, mode: Mode, value: &str) -> bool {
        let closed = match mode {
            Mode::Foot => &self.foot.closed_barriers,
            Mode::Vehicle => &self.vehicle.closed_barriers,
        };
        closed.iter().any(|c| c == value)
    }

    /// What a road carries in one direction; `None` when its class is not for this mode.
    pub(crate) fn carries(&self, class: &str, mode: Mode, facts: &RoadFacts) -> Option<Carries> {
        let row = self.class.get(class)?;
        match mode {
            Mode::Foot => row.foot.then(|| self.on_foot(row, class == "steps", facts)),
            Mode::Vehicle => self.by_vehicle(row, facts),
        }
    }

    fn on_foot(&self, row: &RoadClass, steps: bool, facts: &RoadFacts) -> Carries {
        let of_lanes = facts
            .lanes
            .zip(row.lane_width_dm)
            .map(|(lanes, each)| lanes.saturating_mul(each));
        let width_dm = facts
            .width_dm
            .or(of_lanes)
            .unwrap_or(row.width_dm)
            .max(self.foot.narrowest_dm);
        let per_m = if steps {
            self.foot.steps_persons_per_m_min
        } else {
            self.foot.persons_per_m_min
        };
        let thousandths =
            u64::from(per_m) * u64::from(width_dm) * u64::from(self.foot.usable_width_percent);
        Carries {
            persons_per_min: at_least_one(thousandths / 1_000),
            speed_limit_m_per_min: steps.then_some(self.foot.steps_speed_m_per_min),
        }
    }

    fn by_vehicle(&self, row: &RoadClass, facts: &RoadFacts) -> Option<Carries> {
        let per_lane = u64::from(row.vehicles_per_lane_h?);
        let shared = facts
            .lanes
            .map(|n| if facts.one_way { n } else { (n / 2).max(1) });
        let lanes = facts.lanes_this_way.or(shared).or(row.lanes).unwrap_or(1);
        let per_h = u64::from(lanes) * per_lane * u64::from(self.vehicle.persons_per_vehicle);
        let usual = row.speed_km_h.map(|km_h| km_h.saturating_mul(1_000) / 60);
        Some(Carries {
            persons_per_min: at_least_one(per_h / 60),
            speed_limit_m_per_min: facts.max_speed_m_per_min.or(usual),
        })
    }
}

fn at_least_one(persons_per_min: u64) -> u32 {
    u32::try_from(persons_per_min).unwrap_or(u32::MAX).max(1)
}

fn parse(file: &Path, over: Option<&str>) -> Result<RoadClasses, RoadClassError> {
    let wrong = |text: &str, e: &toml::de::Error| RoadClassError::Toml {
        file: file.to_owned(),
        line: e
            .span()
            .and_then(|s| text.get(..s.start))
            .map_or(1, |before| before.matches('\n').count() + 1),
        problem: e.message().to_owned(),
    };
    let mut table: toml::Table = toml::from_str(BUILT_IN).map_err(|e| wrong(BUILT_IN, &e))?;
    if let Some(text) = over {
        let theirs: toml::Table = toml::from_str(text).map_err(|e| wrong(text, &e))?;
        refuse_unknown_classes(file, &table, &theirs)?;
        lay_over(&mut table, theirs);
    }
    let classes: RoadClasses = table.try_into().map_err(|e: toml::de::Error| {
        // Spans are gone once two tables are one; the message still names the key.
        RoadClassError::Toml {
            file: file.to_owned(),
            line: over.map_or(1, |text| line_of_key(text, e.message())),
            problem: e.message().to_owned(),
        }
    })?;
    refuse_zeros(file, &classes)?;
    Ok(classes)
}

/// The first line of `text` that holds a name which `message` puts in backticks.
fn line_of_key(text: &str, message: &str) -> usize {
    let key = message.split('`').nth(1).unwrap_or_default();
    text.lines()
        .position(|line| !key.is_empty() && line.contains(key))
        .map_or(1, |i| i + 1)
}

fn refuse_unknown_classes(
    file: &Path,
    ours: &toml::Table,
    theirs: &toml::Table,
) -> Result<(), RoadClassError> {
    let classes = |t: &toml::Table| -> Vec<String> {
        let class = t.get("class").and_then(toml::Value::as_table);
        class.into_iter().flat_map(|c| c.keys().cloned()).collect()
    };
    let known = classes(ours);
    match classes(theirs).into_iter().find(|c| !known.contains(c)) {
        None => Ok(()),
        Some(class) => Err(RoadClassError::UnknownClass {
            file: file.to_owned(),
            class,
            known: known.join(", "),
        }),
    }
}

fn lay_over(base: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(toml::Value::Table(base)), toml::Value::Table(over)) => lay_over(base, over),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

fn refuse_zeros(file: &Path, classes: &RoadClasses) -> Result<(), RoadClassError> {
    let (f, v) = (&classes.foot, &classes.vehicle);
    let general = [
        ("foot.persons_per_m_min", f.persons_per_m_min),
        ("foot.steps_persons_per_m_min", f.steps_persons_per_m_min),
        ("foot.steps_speed_m_per_min", f.steps_speed_m_per_min),
        ("foot.usable_width_percent", f.usable_width_percent),
        ("vehicle.persons_per_vehicle", v.persons_per_vehicle),
    ];
    let general = general.map(|(key, n)| (key.to_owned(), n));
    let by_class = classes.class.iter().flat_map(|(name, c)| {
        [
            ("width_dm", Some(c.width_dm)),
            ("lanes", c.lanes),
            ("lane_width_dm", c.lane_width_dm),
            ("speed_km_h", c.speed_km_h),
            ("vehicles_per_lane_h", c.vehicles_per_lane_h),
        ]
        .map(|(key, n)| (format!("class.{name}.{key}"), n.unwrap_or(1)))
    });
    match general.into_iter().chain(by_class).find(|(_, n)| *n == 0) {
        None => Ok(()),
        Some((key, _)) => Err(RoadClassError::Zero {
            file: file.to_owned(),
            key,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(text: &str) -> Result<RoadClasses, RoadClassError> {
        parse(Path::new("mine.toml"), Some(text))
    }

    #[test]
    fn width_lanes_and_class_give_the_persons_a_minute_on_foot() {
        let t = RoadClasses::built_in();
        let foot = |class, facts| {
            t.carries(class, Mode::Foot, &facts)
                .unwrap()
                .persons_per_min
        };
        let none = RoadFacts::default();
        // 49 × 6.0 m × 50 %
        assert_eq!(foot("residential", none), 147);
        assert_eq!(
            foot(
                "residential",
                RoadFacts {
                    width_dm: Some(35),
                    ..none
                }
            ),
            85
        );
        assert_eq!(
            foot(
                "primary",
                RoadFacts {
                    lanes: Some(4),
                    ..none
                }
            ),
            323
        );
        assert!(t.carries("motorway", Mode::Foot, &none).is_none());
        assert_eq!(
            t.carries("steps", Mode::Foot, &none).unwrap(),
            Carries {
                persons_per_min: 36,
                speed_limit_m_per_min: Some(30)
            }
        );
    }

    #[test]
    fn lanes_of_a_two_way_road_are_shared_by_its_directions() {
        let t = RoadClasses::built_in();
        let four = RoadFacts {
            lanes: Some(4),
            ..RoadFacts::default()
        };
        let there = t.carries("primary", Mode::Vehicle, &four).unwrap();
        // 2 lanes × 900 vehicles × 4 persons / 60 min
        assert_eq!(there.persons_per_min, 120);
        assert_eq!(there.speed_limit_m_per_min, Some(833));
        let one_way = RoadFacts {
            one_way: true,
            ..four
        };
        assert_eq!(
            t.carries("primary", Mode::Vehicle, &one_way)
                .unwrap()
                .persons_per_min,
            240
        );
        assert!(t.carries("footway", Mode::Vehicle, &four).is_none());
    }

    #[test]
    fn a_file_overrides_single_keys_and_leaves_the_rest() {
        let t = over("[foot]\nusable_width_percent = 100\n[class.residential]\nwidth_dm = 80\n")
            .unwrap();
        let facts = RoadFacts::default();
        assert_eq!(
            t.carries("residential", Mode::Foot, &facts)
                .unwrap()
                .persons_per_min,
            392
        );
        assert_eq!(
            t.carries("tertiary", Mode::Foot, &facts)
                .unwrap()
                .persons_per_min,
            343
        );
    }

    #[test]
    fn unknown_classes_keys_and_zeros_are_named() {
        let e = over("[class.boulevard]\nwidth_dm = 90\n")
            .unwrap_err()
            .to_string();
        assert!(
            e.starts_with("mine.toml: class \"boulevard\" is no road class; known are: motorway, "),
            "{e}"
        );
        let e = over("\n[foot]\nwidth = 3\n").unwrap_err().to_string();
        assert!(
            e.starts_with("mine.toml, line 3: unknown field `width`"),
            "{e}"
        );
        let e = over("[class.track]\nlanes = 0\n").unwrap_err().to_string();
        assert_eq!(
            e,
            "mine.toml: class.track.lanes is 0; give at least 1, or leave the key out"
        );
        let e = over("[foot]\npersons_per_m_min = \"many\"\n")
            .unwrap_err()
            .to_string();
        assert!(
            e.contains("mine.toml, line") && e.contains("invalid type"),
            "{e}"
        );
        let e = over("schema = 2\n").unwrap_err().to_string();
        assert!(e.contains("schema 2 is not known"), "{e}");
        assert!(over("[foot\n").is_err());
        let e = RoadClasses::with_file(Path::new("no such table.toml"))
            .unwrap_err()
            .to_string();
        assert!(e.starts_with("cannot read no such table.toml"), "{e}");
    }

    #[test]
    fn every_general_figure_has_a_source() {
        assert!(
            RoadClasses::built_in()
                .sources()
                .iter()
                .all(|(what, source)| !what.is_empty() && source.len() > 10)
        );
    }
}
