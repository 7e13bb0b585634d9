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
    #[serde(default)]
    pub(super) movement: Vec<Movement>,
    #[serde(default)]
    pub(super) class: Vec<Class>,
    #[serde(default)]
    pub(super) road: Vec<Road>,
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
    pub(super) windows: Vec<Spanned<(String, String)>>,
    pub(super) destination: Option<Name>,
    pub(super) state: CrossingState,
    pub(super) source: Option<String>,
}
