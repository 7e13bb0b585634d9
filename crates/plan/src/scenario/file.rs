//! `scenario.toml` as it is written: shapes only, every value with its place in the file.

use std::collections::BTreeMap;

use hudna_truce::{CrossingState, PersonClass};
use serde::Deserialize;
use toml::Spanned;

use crate::Name;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) schema: Spanned<i64>,
    pub(super) id: Spanned<String>,
    pub(super) name: Name,
    pub(super) area: Area,
    pub(super) terms: Option<Terms>,
    pub(super) planning: Planning,
    pub(super) uncertainty: Option<Uncertainty>,
    #[serde(default)]
    pub(super) movement: Vec<Movement>,
    #[serde(default)]
    pub(super) class: Vec<Class>,
    #[serde(default)]
    pub(super) road: Vec<Road>,
    pub(super) network: Option<Network>,
    #[serde(default)]
    pub(super) people: Vec<People>,
    #[serde(default)]
    pub(super) zone: Vec<Zone>,
    #[serde(default)]
    pub(super) crossing: Vec<Crossing>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Area {
    pub(super) name: Name,
    pub(super) zone: Spanned<String>,
    pub(super) country: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Terms {
    pub(super) label: Option<String>,
    pub(super) starts: Spanned<String>,
    pub(super) ends: Spanned<String>,
    pub(super) confirmed_by: Option<String>,
    pub(super) source: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Planning {
    pub(super) step_s: Spanned<i64>,
    pub(super) search_h: Spanned<i64>,
    pub(super) priority: Vec<Spanned<PersonClass>>,
    pub(super) max_snap_m: Spanned<i64>,
}

/// Where the streets come from: exactly one of the three.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Network {
    pub(super) gmns: Option<Spanned<String>>,
    pub(super) osm: Option<Spanned<String>>,
    pub(super) geojson: Option<Spanned<String>>,
    pub(super) mode: Option<Mode>,
    pub(super) road_classes: Option<String>,
    pub(super) keep_all: Option<bool>,
    pub(super) source: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mode {
    Foot,
    Vehicle,
}

/// A file of zones.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub(super) file: Spanned<String>,
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
    pub(super) name_ar: Option<String>,
    pub(super) raster: Option<Spanned<String>>,
    pub(super) class: Option<PersonClass>,
    pub(super) people: Option<Spanned<BTreeMap<PersonClass, Spanned<i64>>>>,
    pub(super) spacing_m: Option<Spanned<i64>>,
    pub(super) source: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Uncertainty {
    pub(super) people_percent: Option<Spanned<i64>>,
    pub(super) zones_percent: Option<Spanned<i64>>,
    pub(super) crossings_percent: Option<Spanned<i64>>,
    pub(super) roads_percent: Option<Spanned<i64>>,
    pub(super) source: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Movement {
    pub(super) id: Spanned<String>,
    pub(super) speed_m_per_min: Spanned<i64>,
    pub(super) source: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Class {
    pub(super) class: Spanned<PersonClass>,
    pub(super) movement: Spanned<String>,
    pub(super) source: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Road {
    pub(super) facility_type: Spanned<String>,
    pub(super) persons_per_min: Spanned<i64>,
    pub(super) source: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Zone {
    pub(super) id: Spanned<String>,
    pub(super) name: Name,
    pub(super) lon: f64,
    pub(super) lat: Spanned<f64>,
    pub(super) people: BTreeMap<PersonClass, Spanned<i64>>,
    pub(super) source: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Crossing {
    pub(super) id: Spanned<String>,
    pub(super) name: Name,
    pub(super) lon: f64,
    pub(super) lat: Spanned<f64>,
    pub(super) admits: Vec<PersonClass>,
    pub(super) persons_per_min: Spanned<i64>,
    #[serde(default)]
    pub(super) per_class: BTreeMap<PersonClass, Spanned<i64>>,
    #[serde(default)]
    pub(super) windows: Vec<Spanned<(String, String)>>,
    pub(super) storage: Option<Spanned<i64>>,
    pub(super) destination: Option<Name>,
    pub(super) state: CrossingState,
    pub(super) source: Option<String>,
}
