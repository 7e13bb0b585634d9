//! The plan as people read it: what `hudna plan --json` prints and what the brief draws.
//!
//! Every number of persons here comes from a flow that the checker has accepted.
//!
//! # Units
//! Times are seconds after the opening of the window (`…_s`) unless they are a [`LocalTime`];
//! people are persons.

use hudna_truce::{CrossingState, LocalTime, PersonClass};
use serde::{Deserialize, Serialize};

use crate::Change;

/// A name in English and, where it is known, in Arabic.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// English.
    pub en: String,
    /// Arabic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ar: Option<String>,
}

/// Where the window and the crossings come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum TermsBasis {
    /// The scenario file, where a user confirmed or corrected them.
    Scenario {
        /// Who confirmed them, as the file says.
        confirmed_by: Option<String>,
    },
    /// A dossier read from reports.
    Dossier {
        /// Its id.
        id: String,
    },
    /// A bare instance: steps without a calendar.
    Instance,
}

/// The whole answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanReport {
    /// What is planned.
    pub name: Name,
    /// The area, if the scenario names one.
    pub area: Option<Name>,
    /// IANA zone of the local times.
    pub zone: Option<String>,
    /// Where the terms come from.
    pub terms: TermsBasis,
    /// What was asked to be different from the scenario or instance.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Opening of the window; `None` for a bare instance.
    pub opens: Option<LocalTime>,
    /// Close of the window.
    pub closes: Option<LocalTime>,
    /// Length of a step, in seconds.
    pub step_s: u32,
    /// Length of the window, in seconds.
    pub window_s: u64,
    /// Persons in all zones.
    pub people: u64,
    /// Persons out when the window closes.
    pub out_at_close: u64,
    /// Persons still inside then; `people = out_at_close + left_behind`.
    pub left_behind: u64,
    /// Persons out by the end of each step `0..` of the window, all classes together.
    pub arrived_by: Vec<u64>,
    /// The shortest window that lets everyone out, in seconds; `None` when even
    /// `searched_s` is too short or some people can never leave.
    pub shortest_window_s: Option<u64>,
    /// How far the search for the shortest window went, in seconds.
    pub searched_s: u64,
    /// Persons who cannot reach any crossing that admits them, however long the window.
    pub cut_off: u64,
    /// The classes in the order in which they were planned.
    pub classes: Vec<ClassReport>,
    /// What other orders of the classes would give, the planned one first; empty with one class.
    pub orders: Vec<OrderReport>,
    /// The crossings.
    pub crossings: Vec<CrossingReport>,
    /// The zones.
    pub zones: Vec<ZoneReport>,
    /// What holds the plan back at the close: the minimum cut, told in names, largest first.
    pub bottlenecks: Vec<Bottleneck>,
    /// Each crossing in turn closed, and what that costs.
    pub what_if: Vec<WhatIf>,
    /// When each zone should set out towards which crossing, in order of time.
    pub departures: Vec<Departure>,
    /// Roads and places to draw.
    pub map: MapData,
    /// What the figures rest on, each with its source.
    pub assumptions: Vec<Assumption>,
    /// What was checked.
    pub proof: Proof,
}

/// One class of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassReport {
    /// Which.
    pub class: PersonClass,
    /// How many.
    pub people: u64,
    /// Out when the window closes.
    pub out_at_close: u64,
    /// Out by the end of each step of the window.
    pub arrived_by: Vec<u64>,
    /// Their own shortest window, in seconds.
    pub shortest_window_s: Option<u64>,
    /// How many would be out at the close if this class were planned first.
    pub out_if_first: Option<u64>,
}

/// One order of the classes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderReport {
    /// The classes, first come first.
    pub order: Vec<PersonClass>,
    /// Out at the close, in the same order.
    pub out_at_close: Vec<u64>,
}

/// One crossing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CrossingReport {
    /// Its id in the scenario.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// Where people come out.
    pub destination: Option<Name>,
    /// Whom it admits.
    pub admits: Vec<PersonClass>,
    /// What is known about it.
    pub state: CrossingState,
    /// Its capacity, in persons per minute, as the scenario gives it.
    pub persons_per_min: u32,
    /// Windows, in seconds after the opening.
    pub windows_s: Vec<(u64, u64)>,
    /// Persons who leave by it before the close.
    pub out_at_close: u64,
    /// The same by class.
    pub by_class: Vec<(PersonClass, u64)>,
    /// Places that it had open in the window.
    pub places: u64,
    /// Persons more if it stayed open one minute longer than planned and the others did not; `None`
    /// where not computed.
    pub gain_per_open_min: Option<u64>,
    /// Persons who leave by it in each whole minute of the window.
    pub per_minute: Vec<u32>,
    /// Distance from the stated position to the network node that stands for it, in metres.
    pub snapped_m: u32,
    /// Longitude and latitude.
    pub lon_lat: Option<(f64, f64)>,
}

/// One zone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ZoneReport {
    /// Its id in the scenario.
    pub id: String,
    /// Its name.
    pub name: Name,
    /// Persons at the opening, by class.
    pub people: Vec<(PersonClass, u64)>,
    /// Out at the close, by class.
    pub out_at_close: Vec<(PersonClass, u64)>,
    /// Still inside then, by class; for each, people = out + left behind.
    pub left_behind: Vec<(PersonClass, u64)>,
    /// Of those left behind: who cannot reach any crossing that admits them, however long the
    /// window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cut_off: Vec<(PersonClass, u64)>,
    /// Distance from the stated position to its network node, in metres.
    pub snapped_m: u32,
    /// Longitude and latitude.
    pub lon_lat: Option<(f64, f64)>,
}

/// What kind of thing holds the plan back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BottleneckKind {
    /// A road passes no more.
    Road,
    /// A crossing lets no more through.
    Crossing,
    /// No more may wait at a crossing.
    Waiting,
    /// A zone has nobody left to send.
    ZoneEmpty,
}

/// One member of the minimum cut for the close of the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bottleneck {
    /// What it is.
    pub kind: BottleneckKind,
    /// The class whose plan it limits.
    pub class: PersonClass,
    /// Its name.
    pub name: Name,
    /// Between which places, where it is one section of a road.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<(Name, Name)>,
    /// How many sections of the road, or crossings of that name, are part of the cut; 0 for a zone and for
    /// room to wait.
    pub sections: u32,
    /// From when it counts, in seconds after the opening.
    pub from_s: u64,
    /// Until when.
    pub to_s: u64,
    /// Its share of the cut: persons that it lets through in that time.
    pub persons: u64,
    /// Persons more at the close if each of its sections let one more person a minute through during
    /// the whole window; `None` where not computed. Found by planning again, never by a rule of thumb.
    pub gain_per_person_min: Option<u64>,
}

/// One "what if".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIf {
    /// The crossing that stays closed.
    pub crossing: String,
    /// Its name.
    pub name: Name,
    /// Out at the close of the window.
    pub out_at_close: u64,
    /// Persons fewer than in the plan.
    pub lost: u64,
    /// Shortest window for everyone, in seconds.
    pub shortest_window_s: Option<u64>,
    /// Persons who then cannot leave at all, however long the window.
    pub cut_off: u64,
}

/// A steady group: so many persons from this zone set out between two times towards one crossing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departure {
    /// Id of the zone.
    pub zone: String,
    /// The class.
    pub class: PersonClass,
    /// Id of the crossing.
    pub crossing: String,
    /// The first set out at, in seconds after the opening.
    pub from_s: u64,
    /// The last have set out by.
    pub to_s: u64,
    /// How many in all.
    pub persons: u64,
    /// The first are out by.
    pub first_out_s: u64,
    /// The last are out by.
    pub last_out_s: u64,
    /// The named roads on the way, in order, without repeats.
    pub via: Vec<Name>,
}

/// What there is to draw.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MapData {
    /// The roads.
    pub links: Vec<MapLink>,
}

/// A road of the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapLink {
    /// Its name, if it has one.
    pub name: Option<Name>,
    /// Road class as the network gives it.
    pub facility_type: String,
    /// Longitudes and latitudes along it.
    pub line: Vec<(f64, f64)>,
    /// Persons who pass it in the window, both directions together.
    pub persons: u64,
}

/// What a figure rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assumption {
    /// The assumption.
    pub text: String,
    /// Its source.
    pub source: Option<String>,
}

/// What the checker accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Plans checked (one for each class and question).
    pub plans_checked: u32,
    /// Horizons for which flow value and cut capacity were found equal, over all plans.
    pub cuts_checked: u64,
}
