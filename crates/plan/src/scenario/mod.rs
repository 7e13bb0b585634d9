//! A scenario folder: `scenario.toml`, and the streets and people in it or in the files it names.
//!
//! Everything is checked when it is loaded, so that a [`Scenario`] in hand can be planned: every
//! class has a way of moving, every road a capacity, every zone and crossing a node.

mod crossings;
mod file;
mod network;
mod people;

use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
};

use hudna_network::{
    GeoJsonError, NetworkError, OsmError, Position, RasterError, RoadClassError, RoadIdx,
    RoadNetwork, SnapError, Snapped, Snapper,
};
use hudna_truce::{CrossingState, LocalTime, PersonClass};
use jiff::tz::TimeZone;
use thiserror::Error;
use toml::Spanned;

use crate::{Assumption, Name, Spread};

/// What is wrong with a scenario.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ScenarioError {
    /// `scenario.toml` is missing or cannot be read.
    #[error("cannot read {}: {source}; check the name and the permissions", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A value, a key or the form of `scenario.toml` is wrong.
    #[error("{}, line {line}: {problem}", file.display())]
    Value {
        /// The file.
        file: PathBuf,
        /// Line, counted from 1.
        line: usize,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A zone or a crossing lies too far from the network.
    #[error("{}, line {line}: {place}: {source}", file.display())]
    Snap {
        /// The file.
        file: PathBuf,
        /// Line of the position, counted from 1.
        line: usize,
        /// The zone or crossing.
        place: String,
        /// How far.
        source: SnapError,
    },
    /// A zone of a file lies too far from the network.
    #[error("{}: zone {zone:?}: {source}", file.display())]
    ZoneSnap {
        /// The file of zones.
        file: PathBuf,
        /// Id of the zone.
        zone: String,
        /// How far.
        source: SnapError,
    },
    /// The files of the network, or zones in CSV, are wrong.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// The OpenStreetMap extract gives no network.
    #[error(transparent)]
    Osm(#[from] OsmError),
    /// A GeoJSON file of roads or zones is wrong.
    #[error(transparent)]
    GeoJson(#[from] GeoJsonError),
    /// The population raster is wrong.
    #[error(transparent)]
    Raster(#[from] RasterError),
    /// The table of road classes is wrong.
    #[error(transparent)]
    RoadClasses(#[from] RoadClassError),
}

/// A scenario, checked.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// The area.
    pub area: Name,
    /// IANA zone of all local times.
    pub zone: String,
    /// Country code, if given.
    pub country: Option<String>,
    /// The terms as a user confirmed them.
    pub terms: Option<ConfirmedTerms>,
    /// Length of a step, in seconds.
    pub step_s: u32,
    /// How far to look for the shortest window, in hours.
    pub search_h: u32,
    /// How far people and capacities may be off, if the scenario says so.
    pub uncertainty: Option<Uncertainty>,
    /// The classes with people, in the order in which they are planned.
    pub classes: Vec<Class>,
    /// Persons per minute by road class.
    pub roads: Vec<RoadClass>,
    /// The zones.
    pub zones: Vec<Zone>,
    /// The crossings.
    pub crossings: Vec<Crossing>,
    /// The road network.
    pub network: RoadNetwork,
    /// What a reader of the plan must know about how streets and people were read.
    pub notes: Vec<Assumption>,
    /// Persons per minute in each direction, for every road of the network.
    road_capacity: Vec<u32>,
}

/// A window that a user confirmed or corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmedTerms {
    /// What it is called.
    pub label: Option<String>,
    /// Opening.
    pub starts: LocalTime,
    /// Close.
    pub ends: LocalTime,
    /// Who confirmed it.
    pub confirmed_by: Option<String>,
    /// Where it can be looked up.
    pub source: Option<String>,
}

/// How far the numbers may be off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncertainty {
    /// In per cent to either side.
    pub spread: Spread,
    /// Source.
    pub source: Option<String>,
}

/// A class of people and how it moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Which.
    pub class: PersonClass,
    /// Name of its way of moving.
    pub movement: String,
    /// Its speed, in metres per minute.
    pub speed_m_per_min: u32,
    /// Source of the speed.
    pub speed_source: Option<String>,
    /// Source of the choice.
    pub source: Option<String>,
}

/// What a class of roads lets through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadClass {
    /// As `link.csv` names it.
    pub facility_type: String,
    /// Persons per minute in each direction.
    pub persons_per_min: u32,
    /// Source.
    pub source: Option<String>,
}

/// A zone with people, or those of them who are at one node: an area is as many of these, under one
/// id, as it has nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// Where it is.
    pub at: Position,
    /// Its node.
    pub snapped: Snapped,
    /// Persons by class.
    pub people: BTreeMap<PersonClass, u32>,
    /// Source of the numbers.
    pub source: Option<String>,
}

/// A crossing.
#[derive(Debug, Clone, PartialEq)]
pub struct Crossing {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// Where it is.
    pub at: Position,
    /// Its node.
    pub snapped: Snapped,
    /// Whom it admits, without repeats.
    pub admits: Vec<PersonClass>,
    /// Persons per minute, of all classes together.
    pub persons_per_min: u32,
    /// Persons per minute of single classes, where fewer of them pass than of all together.
    pub per_class: BTreeMap<PersonClass, u32>,
    /// Its own hours; empty: those of the terms.
    pub windows: Vec<(LocalTime, LocalTime)>,
    /// Persons who may wait there, of all classes together; `None`: without limit.
    pub storage: Option<u32>,
    /// Where people come out.
    pub destination: Option<Name>,
    /// What is known about it.
    pub state: CrossingState,
    /// Source.
    pub source: Option<String>,
}

impl Scenario {
    /// Reads and checks the scenario in `folder`.
    ///
    /// # Errors
    /// [`ScenarioError`] names file, line and value, and what to do.
    pub fn load(folder: &Path) -> Result<Self, ScenarioError> {
        let place = folder.join("scenario.toml");
        let bytes = fs::read(&place).map_err(|source| ScenarioError::Read {
            file: place.clone(),
            source,
        })?;
        let text = str::from_utf8(&bytes).map_err(|e| {
            let before = bytes.get(..e.valid_up_to()).unwrap_or_default();
            ScenarioError::Value {
                file: place.clone(),
                line: before.iter().filter(|&&b| b == b'\n').count() + 1,
                problem: "the text is not UTF-8; save the file as UTF-8".to_owned(),
            }
        })?;
        let source = Source { file: &place, text };
        let raw: file::File = toml::from_str(text)
            .map_err(|e| source.wrong(e.span().unwrap_or_default(), plain(e.message())))?;
        source.scenario(folder, raw)
    }

    /// Persons per minute in each direction of a road.
    ///
    /// # Panics
    /// When `road` is not of this scenario's network.
    #[must_use]
    pub fn persons_per_min(&self, road: RoadIdx) -> u32 {
        self.road_capacity[road.pos()]
    }

    /// Persons of a class in all zones.
    #[must_use]
    pub fn people(&self, class: PersonClass) -> u64 {
        let of = |z: &Zone| u64::from(z.people.get(&class).copied().unwrap_or(0));
        self.zones.iter().map(of).sum()
    }
}

/// `scenario.toml` while it is being checked.
struct Source<'a> {
    file: &'a Path,
    text: &'a str,
}

impl Source<'_> {
    fn line(&self, at: &Range<usize>) -> usize {
        let before = self.text.get(..at.start).unwrap_or_default();
        before.bytes().filter(|&b| b == b'\n').count() + 1
    }

    fn wrong(&self, at: Range<usize>, problem: impl Into<String>) -> ScenarioError {
        ScenarioError::Value {
            file: self.file.to_owned(),
            line: self.line(&at),
            problem: problem.into(),
        }
    }

    /// A whole number from `least` to `most`.
    fn whole(
        &self,
        key: &str,
        value: &Spanned<i64>,
        least: u32,
        most: u32,
    ) -> Result<u32, ScenarioError> {
        let n = *value.get_ref();
        u32::try_from(n)
            .ok()
            .filter(|n| (least..=most).contains(n))
            .ok_or_else(|| {
                let problem = if n < 0 {
                    format!("{key} = {n} is negative; give {least} or more")
                } else {
                    format!("{key} = {n} is out of range; give {least} to {most}")
                };
                self.wrong(value.span(), problem)
            })
    }

    /// Refuses an id that is empty or comes twice; returns the ids with their positions.
    fn ids<'i>(
        &self,
        what: &str,
        ids: impl Iterator<Item = &'i Spanned<String>>,
    ) -> Result<HashMap<&'i str, usize>, ScenarioError> {
        let mut seen: HashMap<&str, (usize, usize)> = HashMap::new();
        for (i, id) in ids.enumerate() {
            let name = id.get_ref().as_str();
            if name.is_empty() {
                let problem = format!("the {what} has no id; give it one");
                return Err(self.wrong(id.span(), problem));
            }
            let line = self.line(&id.span());
            if let Some((_, first)) = seen.insert(name, (i, line)) {
                let problem = format!(
                    "the {what} {name:?} already stands in line {first}; give every {what} a name of its own"
                );
                return Err(self.wrong(id.span(), problem));
            }
        }
        Ok(seen.into_iter().map(|(id, (i, _))| (id, i)).collect())
    }

    fn position(&self, lon: f64, lat: &Spanned<f64>) -> Result<Position, ScenarioError> {
        Position::new(lon, *lat.get_ref()).ok_or_else(|| {
            let problem = format!(
                "lon = {lon}, lat = {} is not on the globe; give degrees, longitude -180 to 180, latitude -90 to 90",
                lat.get_ref()
            );
            self.wrong(lat.span(), problem)
        })
    }

    /// A window whose two times are hours of the area's clock, the second after the first.
    fn window(
        &self,
        zone: &str,
        (starts, starts_at): (&str, Range<usize>),
        (ends, ends_at): (&str, Range<usize>),
    ) -> Result<(LocalTime, LocalTime), ScenarioError> {
        let time = |text: &str, at: &Range<usize>| -> Result<_, ScenarioError> {
            let t: LocalTime = text
                .parse()
                .map_err(|e| self.wrong(at.clone(), format!("{e}")))?;
            let instant = t.instant(zone).ok_or_else(|| {
                self.wrong(
                    at.clone(),
                    format!("{text:?} has no hour; write for example {text}T09:00"),
                )
            })?;
            Ok((t, instant))
        };
        let (from, opens) = time(starts, &starts_at)?;
        let (to, closes) = time(ends, &ends_at)?;
        if closes <= opens {
            let problem = format!(
                "the window ends at {to}, which is not after its start at {from}; correct one of them"
            );
            return Err(self.wrong(ends_at, problem));
        }
        Ok((from, to))
    }

    fn scenario(&self, folder: &Path, raw: file::File) -> Result<Scenario, ScenarioError> {
        if *raw.schema.get_ref() != 1 {
            let problem = format!(
                "schema = {} is unknown; this program reads schema = 1",
                raw.schema.get_ref()
            );
            return Err(self.wrong(raw.schema.span(), problem));
        }
        let zone = raw.area.zone.get_ref().clone();
        if TimeZone::get(&zone).is_err() {
            let problem = format!(
                "zone = {zone:?} is not in the time-zone database; give an IANA name such as \"Asia/Damascus\""
            );
            return Err(self.wrong(raw.area.zone.span(), problem));
        }
        let terms = match &raw.terms {
            Some(t) => {
                let (starts, ends) = self.window(
                    &zone,
                    (t.starts.get_ref(), t.starts.span()),
                    (t.ends.get_ref(), t.ends.span()),
                )?;
                Some(ConfirmedTerms {
                    label: t.label.clone(),
                    starts,
                    ends,
                    confirmed_by: t.confirmed_by.clone(),
                    source: t.source.clone(),
                })
            }
            None => None,
        };
        let planning = &raw.planning;
        let max_snap_m = self.whole("max_snap_m", &planning.max_snap_m, 0, 1_000_000)?;
        let roads = self.roads(&raw)?;
        let streets = self.streets(folder, &raw, &roads)?;
        let network = streets.network;
        let mut notes = streets.notes;
        let road_capacity = self.road_capacity(&roads, &network)?;
        let snapper = Snapper::new(&network);
        let mut zones = self.zones(&raw, &snapper, max_snap_m)?;
        zones.extend(self.zone_files(folder, &raw, &snapper, max_snap_m, &mut notes)?);
        self.count(&raw, &zones)?;
        let crossings = self.crossings(&raw, &zone, &snapper, max_snap_m)?;
        Ok(Scenario {
            step_s: self.whole("step_s", &planning.step_s, 1, 3_600)?,
            search_h: self.whole("search_h", &planning.search_h, 1, 1_000)?,
            uncertainty: self.uncertainty(raw.uncertainty.as_ref())?,
            classes: self.classes(&raw, &zones)?,
            notes,
            id: raw.id.into_inner(),
            name: raw.name,
            area: raw.area.name,
            zone,
            country: raw.area.country,
            terms,
            roads,
            zones,
            crossings,
            network,
            road_capacity,
        })
    }

    fn uncertainty(
        &self,
        raw: Option<&file::Uncertainty>,
    ) -> Result<Option<Uncertainty>, ScenarioError> {
        let Some(raw) = raw else {
            return Ok(None);
        };
        let percent = |key: &str, value: &Option<Spanned<i64>>| {
            let value = value.as_ref();
            value.map_or(Ok(0), |value| self.whole(key, value, 0, 100))
        };
        Ok(Some(Uncertainty {
            spread: Spread {
                people: percent("people_percent", &raw.people_percent)?,
                zones: percent("zones_percent", &raw.zones_percent)?,
                crossings: percent("crossings_percent", &raw.crossings_percent)?,
                roads: percent("roads_percent", &raw.roads_percent)?,
            },
            source: raw.source.clone(),
        }))
    }

    fn roads(&self, raw: &file::File) -> Result<Vec<RoadClass>, ScenarioError> {
        self.ids("facility_type", raw.road.iter().map(|r| &r.facility_type))?;
        raw.road
            .iter()
            .map(|r| {
                Ok(RoadClass {
                    facility_type: r.facility_type.get_ref().clone(),
                    persons_per_min: self.persons_per_min(&r.persons_per_min)?,
                    source: r.source.clone(),
                })
            })
            .collect()
    }

    /// A million persons a minute is beyond any road, and keeps every product in range.
    fn persons_per_min(&self, value: &Spanned<i64>) -> Result<u32, ScenarioError> {
        self.whole("persons_per_min", value, 0, 1_000_000)
    }

    fn road_capacity(
        &self,
        classes: &[RoadClass],
        network: &RoadNetwork,
    ) -> Result<Vec<u32>, ScenarioError> {
        let by_type: HashMap<&str, u32> = classes
            .iter()
            .map(|r| (r.facility_type.as_str(), r.persons_per_min))
            .collect();
        network
            .roads()
            .iter()
            .map(|road| {
                road.persons_per_min
                    .or_else(|| by_type.get(road.facility_type.as_str()).copied())
                    .ok_or_else(|| {
                        self.wrong(
                            0..0,
                            format!(
                                "link {:?} of the network has facility_type {:?} and no persons_per_min of its own, but there is no [[road]] with that facility_type; add one",
                                road.id, road.facility_type
                            ),
                        )
                    })
            })
            .collect()
    }

    /// The classes in the order of `priority`.
    fn classes(&self, raw: &file::File, zones: &[Zone]) -> Result<Vec<Class>, ScenarioError> {
        let movements = self.ids("movement", raw.movement.iter().map(|m| &m.id))?;
        let mut moves: BTreeMap<PersonClass, Class> = BTreeMap::new();
        for c in &raw.class {
            let class = *c.class.get_ref();
            let movement = c.movement.get_ref();
            let Some(m) = movements
                .get(movement.as_str())
                .and_then(|&i| raw.movement.get(i))
            else {
                let problem = format!(
                    "class {class} moves by {movement:?}, but there is no [[movement]] with that id; add it or correct the name"
                );
                return Err(self.wrong(c.movement.span(), problem));
            };
            let told = Class {
                class,
                movement: movement.clone(),
                speed_m_per_min: self.whole("speed_m_per_min", &m.speed_m_per_min, 1, 10_000)?,
                speed_source: m.source.clone(),
                source: c.source.clone(),
            };
            if moves.insert(class, told).is_some() {
                let problem = format!("class {class} is given twice; remove one [[class]]");
                return Err(self.wrong(c.class.span(), problem));
            }
        }
        let mut order = Vec::new();
        for p in &raw.planning.priority {
            let class = *p.get_ref();
            if order.contains(&class) {
                let problem = format!("{class} stands in priority twice; remove one");
                return Err(self.wrong(p.span(), problem));
            }
            order.push(class);
        }
        for zone in zones {
            for class in zone.people.keys() {
                let lacks = if !moves.contains_key(class) {
                    "there is no [[class]] that says how they move; add it"
                } else if !order.contains(class) {
                    "priority does not name them; add them"
                } else {
                    continue;
                };
                let problem = format!("zone {:?} has {class}, but {lacks}", zone.id);
                return Err(self.wrong(people_at(raw, zone, *class), problem));
            }
        }
        Ok(order.iter().filter_map(|c| moves.remove(c)).collect())
    }

    fn zones(
        &self,
        raw: &file::File,
        snapper: &Snapper<'_>,
        max_m: u32,
    ) -> Result<Vec<Zone>, ScenarioError> {
        self.ids("zone", raw.zone.iter().map(|z| &z.id))?;
        if raw.zone.is_empty() && raw.people.is_empty() {
            return Err(self.wrong(
                0..0,
                "there is no [[zone]] and no [[people]] with a file of zones; add at least one",
            ));
        }
        let mut zones = Vec::new();
        for z in &raw.zone {
            let at = self.position(z.lon, &z.lat)?;
            let mut people = BTreeMap::new();
            for (&class, n) in &z.people {
                let persons = self.whole(class.word(), n, 0, u32::MAX)?;
                people.insert(class, persons);
            }
            zones.push(Zone {
                id: z.id.get_ref().clone(),
                name: z.name.clone(),
                at,
                snapped: self.snap("zone", &z.id, &z.name, at, &z.lat, snapper, max_m)?,
                people,
                source: z.source.clone(),
            });
        }
        Ok(zones)
    }

    /// Refuses a plan for nobody, and more people than can be counted.
    fn count(&self, raw: &file::File, zones: &[Zone]) -> Result<(), ScenarioError> {
        let all: u64 = zones
            .iter()
            .flat_map(|z| z.people.values())
            .map(|&n| u64::from(n))
            .sum();
        let problem = if all == 0 {
            "there is nobody in any zone; say how many people each has, or give a raster that covers them".to_owned()
        } else if all > u64::from(u32::MAX) {
            format!(
                "the zones hold {all} persons together; at most {} can be counted",
                u32::MAX
            )
        } else {
            return Ok(());
        };
        let first = raw.zone.first().map(|z| z.id.span());
        let file = raw.people.first().map(|p| p.file.span());
        Err(self.wrong(first.or(file).unwrap_or_default(), problem))
    }

    #[expect(clippy::too_many_arguments, reason = "a place is told by all of them")]
    fn snap(
        &self,
        what: &str,
        id: &Spanned<String>,
        name: &Name,
        at: Position,
        lat: &Spanned<f64>,
        snapper: &Snapper<'_>,
        max_m: u32,
    ) -> Result<Snapped, ScenarioError> {
        snapper
            .snap(at, max_m)
            .map_err(|source| ScenarioError::Snap {
                file: self.file.to_owned(),
                line: self.line(&lat.span()),
                place: format!("{what} {:?} ({})", id.get_ref(), name.en),
                source,
            })
    }
}

/// A complaint of the TOML reader in words for people who write scenarios, not programs.
fn plain(message: &str) -> String {
    let mut message = message.replace('\n', " ");
    for (from, to) in [
        ("expected i64", "expected a whole number without quotes"),
        ("expected f64", "expected a number without quotes"),
        ("expected a sequence", "expected a list in square brackets"),
    ] {
        message = message.replace(from, to);
    }
    message
}

/// Where `scenario.toml` says that a zone has people of a class: at the number, or at the file.
fn people_at(raw: &file::File, zone: &Zone, class: PersonClass) -> Range<usize> {
    let own = raw.zone.iter().find(|z| *z.id.get_ref() == zone.id);
    match own.and_then(|z| z.people.get(&class)) {
        Some(n) => n.span(),
        None => raw.people.first().map_or(0..0, |p| p.file.span()),
    }
}
