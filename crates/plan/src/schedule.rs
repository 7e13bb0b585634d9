//! Who goes when by which way: the exact groups of a plan, for tables, maps and calendars.
//!
//! The groups of a [`Schedule`] add up to the certified flow person by person and step by step, so
//! they have its arrival curve. [`crate::Departure`]s, which people read, join groups that take the
//! same streets with short pauses; a calendar shows those.

mod calendar;

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use hudna_instance::ArcIdx;
use hudna_network::SumoTrip;
use hudna_truce::{LocalTime, PersonClass};
use jiff::{Timestamp, tz::TimeZone};

use crate::{Departure, Name, PlanReport, Scenario, Subject, solve::ClassPlan, subject::Changed};

/// People of one zone who take the same way to the same crossing, equally many in each step.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Steady {
    class: PersonClass,
    zone: usize,
    crossing: usize,
    /// The first set out at the beginning of this step; the last in the step before `end`.
    start: u32,
    end: u32,
    persons_per_step: u32,
    /// Step in which those who set out first leave.
    exit: u32,
    way: usize,
}

impl Steady {
    fn persons(&self) -> u64 {
        u64::from(self.persons_per_step) * u64::from(self.end - self.start)
    }
}

/// A way: its arcs in order.
#[derive(Debug, Clone, PartialEq)]
struct Way {
    arcs: Vec<ArcIdx>,
    links: Vec<String>,
    streets: Vec<Name>,
    line: Vec<(f64, f64)>,
}

/// The exact groups of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    id: String,
    step_s: u32,
    opens: Option<Timestamp>,
    zone: Option<String>,
    zones: Vec<(String, Name)>,
    crossings: Vec<(String, Name)>,
    ways: Vec<Way>,
    groups: Vec<Steady>,
}

impl Schedule {
    pub(crate) fn of(subject: &Subject<'_>, changed: &Changed, plans: &[Arc<ClassPlan>]) -> Self {
        let (case, names) = (&changed.case, subject.names());
        let zone = subject.zone();
        let mut numbers: BTreeMap<(usize, Vec<ArcIdx>), usize> = BTreeMap::new();
        let mut ways = Vec::new();
        let mut groups = Vec::new();
        for plan in plans {
            for g in &plan.groups {
                let arcs: Vec<ArcIdx> = g.legs.iter().map(|l| l.arc).collect();
                let way = *numbers
                    .entry((g.source.pos(), arcs))
                    .or_insert_with_key(|(_, arcs)| {
                        ways.push(Way::of(subject, arcs, g.source.pos()));
                        ways.len() - 1
                    });
                groups.push(Steady {
                    class: case.classes[plan.class].class,
                    zone: g.source.pos(),
                    crossing: g.crossing.pos(),
                    start: g.departures.start,
                    end: g.departures.end,
                    persons_per_step: g.departures.persons,
                    exit: g.exit,
                    way,
                });
            }
        }
        groups.sort_by_key(|g| (g.start, g.zone, g.class, g.crossing, g.end, g.way, g.exit));
        Self {
            id: subject.id().to_owned(),
            step_s: case.step_s,
            opens: changed
                .opens
                .zip(zone.as_deref())
                .and_then(|(t, zone)| LocalTime::instant(t, zone)),
            zones: (0..case.zones.len())
                .map(|z| (names.zone_id(z), names.zone(z)))
                .collect(),
            crossings: (0..case.crossings.len())
                .map(|c| (names.crossing_id(c), names.crossing(c)))
                .collect(),
            zone,
            ways,
            groups,
        }
    }

    /// The groups as CSV, one line for each: who, when, by which links, to which crossing. Persons of
    /// all lines set out and leave step by step as in the certified plan.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut csv = String::from(
            "zone,class,crossing,departs_from_s,departs_until_s,persons_per_step,step_s,persons,first_out_s,last_out_s,departs_from,departs_until,streets,links\n",
        );
        for g in &self.groups {
            let way = &self.ways[g.way];
            let steps = g.end - g.start;
            let streets: Vec<&str> = way.streets.iter().map(|n| n.en.as_str()).collect();
            // Writing to a String cannot fail.
            let _ = writeln!(
                csv,
                "{},{},{},{},{},{},{},{},{},{},{},{},{},{}",
                quoted(&self.zones[g.zone].0),
                g.class,
                quoted(&self.crossings[g.crossing].0),
                self.seconds(g.start),
                self.seconds(g.end),
                g.persons_per_step,
                self.step_s,
                g.persons(),
                self.seconds(g.exit + 1),
                self.seconds(g.exit + steps),
                self.clock(self.seconds(g.start)),
                self.clock(self.seconds(g.end)),
                quoted(&streets.join(" | ")),
                quoted(&way.links.join(" ")),
            );
        }
        csv
    }

    /// The ways as GeoJSON (RFC 7946): one line for each zone, class, crossing and way, with its people
    /// and times; `None` where positions are not known.
    #[must_use]
    pub fn geojson(&self) -> Option<String> {
        let mut by_way: BTreeMap<_, Vec<&Steady>> = BTreeMap::new();
        for g in &self.groups {
            let key = (g.zone, g.class, g.crossing, g.way);
            by_way.entry(key).or_default().push(g);
        }
        let features: Vec<serde_json::Value> = by_way
            .values()
            .filter_map(|groups| self.feature(groups))
            .collect();
        if features.is_empty() && !self.groups.is_empty() {
            return None;
        }
        let all = serde_json::json!({ "type": "FeatureCollection", "features": features });
        Some(format!("{all}\n"))
    }

    /// Groups of one zone, class and crossing on the same way.
    fn feature(&self, groups: &[&Steady]) -> Option<serde_json::Value> {
        let first = groups.first()?;
        let way = &self.ways[first.way];
        let geometry = match way.line.as_slice() {
            [] => return None,
            // The crossing is at home.
            [place] => serde_json::json!({ "type": "Point", "coordinates": place }),
            line => serde_json::json!({ "type": "LineString", "coordinates": line }),
        };
        let start = groups.iter().map(|g| g.start).min().unwrap_or(0);
        let end = groups.iter().map(|g| g.end).max().unwrap_or(0);
        let out = groups.iter().map(|g| g.exit + g.end - g.start).max();
        let (zone, crossing) = (&self.zones[first.zone], &self.crossings[first.crossing]);
        Some(serde_json::json!({
            "type": "Feature",
            "properties": {
                "zone": zone.0,
                "zone_name": zone.1,
                "class": first.class,
                "crossing": crossing.0,
                "crossing_name": crossing.1,
                "persons": groups.iter().map(|g| g.persons()).sum::<u64>(),
                "departs_from_s": self.seconds(start),
                "departs_until_s": self.seconds(end),
                "last_out_s": self.seconds(out.unwrap_or(0)),
                "departs_from": self.clock(self.seconds(start)),
                "departs_until": self.clock(self.seconds(end)),
                "streets": way.streets,
                "links": way.links,
            },
            "geometry": geometry,
        }))
    }

    /// The groups as trips through the streets of the scenario, for [`hudna_network::sumo_trips_file`], and
    /// how many persons make no trip because they live at their crossing. Where and how long people wait
    /// on the way is not told.
    #[must_use]
    pub fn sumo_trips(&self, scenario: &Scenario) -> (Vec<SumoTrip>, u64) {
        let home = |g: &&Steady| self.ways[g.way].arcs.is_empty();
        let speed = |class| {
            let mut classes = scenario.classes.iter();
            classes
                .find(|c| c.class == class)
                .map_or(0, |c| c.speed_m_per_min)
        };
        let trips = self.groups.iter().filter(|g| !home(g)).map(|g| SumoTrip {
            kind: g.class.to_string(),
            speed_m_per_min: speed(g.class),
            start_s: self.seconds(g.start),
            end_s: self.seconds(g.end),
            persons: g.persons(),
            arcs: self.ways[g.way].arcs.clone(),
        });
        let at_home = self.groups.iter().filter(home).map(Steady::persons).sum();
        (trips.collect(), at_home)
    }

    /// A calendar (RFC 5545) for each zone with departures: the zone's id and the calendar; nothing for
    /// a plan without a calendar of its own.
    ///
    /// `stamp` is the time at which an event was made or last changed. `before` gives the calendar
    /// written the time before, if there is one: an event keeps its UID, an unchanged one its SEQUENCE
    /// and stamp, a changed one gets the next SEQUENCE, and one that is gone is told as cancelled.
    #[must_use]
    pub fn calendars(
        &self,
        report: &PlanReport,
        stamp: Timestamp,
        before: &dyn Fn(&str) -> Option<String>,
    ) -> Vec<(String, String)> {
        let (Some(opens), Some(zone)) = (self.opens, self.zone.as_deref()) else {
            return Vec::new();
        };
        let Ok(tz) = TimeZone::get(zone) else {
            return Vec::new();
        };
        let mut calendars = Vec::new();
        // An area has one number for each of its nodes, which come one after the other.
        let mut zones = self.zones.clone();
        zones.dedup_by(|a, b| a.0 == b.0);
        for (id, name) in &zones {
            let own = report.departures.iter().filter(|d| d.zone == *id);
            let departures: Vec<(&Departure, &Name)> = own
                .filter_map(|d| {
                    let mut crossings = self.crossings.iter();
                    let crossing = crossings.find(|(id, _)| *id == d.crossing)?;
                    Some((d, &crossing.1))
                })
                .collect();
            let earlier = before(id);
            if departures.is_empty() && earlier.is_none() {
                continue;
            }
            let window = calendar::Window {
                opens,
                tz: &tz,
                zone,
                stamp,
            };
            let text = window.calendar(&self.id, (id, name), &departures, earlier.as_deref());
            calendars.push((id.clone(), text));
        }
        calendars
    }

    fn seconds(&self, step: u32) -> u64 {
        u64::from(step) * u64::from(self.step_s)
    }

    /// Local time with its offset; empty without a calendar.
    fn clock(&self, seconds: u64) -> String {
        let told = || {
            let tz = TimeZone::get(self.zone.as_deref()?).ok()?;
            let second = self.opens?.as_second() + i64::try_from(seconds).ok()?;
            let at = Timestamp::from_second(second).ok()?.to_zoned(tz);
            Some(at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
        };
        told().unwrap_or_default()
    }
}

impl Way {
    fn of(subject: &Subject<'_>, arcs: &[ArcIdx], zone: usize) -> Self {
        let names = subject.names();
        let mut streets: Vec<Name> = Vec::new();
        for name in arcs.iter().filter_map(|&a| names.road(a)) {
            if streets.last() != Some(&name) {
                streets.push(name);
            }
        }
        let mut line: Vec<(f64, f64)> = Vec::new();
        if let Subject::Scenario(scenario, _) = subject {
            let network = &scenario.network;
            if let Some(zone) = scenario.zones.get(zone).filter(|_| arcs.is_empty()) {
                line.push((zone.at.lon, zone.at.lat));
            }
            for arc in arcs {
                let road = network.road_of(*arc);
                let mut points: Vec<(f64, f64)> =
                    road.line.iter().map(|p| (p.lon, p.lat)).collect();
                if network
                    .arcs()
                    .get(arc.pos())
                    .is_some_and(|a| a.tail != road.from)
                {
                    points.reverse();
                }
                let joined = usize::from(points.first() == line.last() && !line.is_empty());
                line.extend(points.into_iter().skip(joined));
            }
        }
        Self {
            arcs: arcs.to_vec(),
            links: arcs
                .iter()
                .map(|&a| names.link(a).map_or_else(|| a.0.to_string(), str::to_owned))
                .collect(),
            streets,
            line,
        }
    }
}

/// A field of a CSV line; quoted only where it must be. A field that a spreadsheet would take for a
/// formula gets an apostrophe.
fn quoted(field: &str) -> String {
    let field = if field.starts_with(['=', '+', '-', '@']) {
        format!("'{field}")
    } else {
        field.to_owned()
    };
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field
    }
}
