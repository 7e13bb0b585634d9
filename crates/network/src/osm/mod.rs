//! Road networks out of OpenStreetMap extracts (`.osm.pbf`).
//!
//! A file is read once into an [`OsmExtract`], and any number of networks are made from it: on
//! foot and by vehicle, with one table of road classes or another.
//!
//! Roads meet only where ways share a node, so a bridge never joins the street below it. Ways are
//! cut at those nodes; the points between stay as geometry. A node with a closed barrier cuts its
//! way in two: people come up to it from both sides and do not pass. What is left out is counted
//! and said in the [`OsmReport`], never silently.

mod build;
mod pbf;
mod tags;

use std::{collections::BTreeMap, path::PathBuf};

use thiserror::Error;

use crate::{Mode, Position, RoadNetwork};

/// A node of the map.
#[derive(Debug, Clone, PartialEq)]
pub struct OsmNode {
    /// Its id.
    pub id: i64,
    /// Where it is.
    pub at: Position,
    /// Its tags, when one of them is a barrier.
    pub tags: BTreeMap<String, String>,
}

/// A way of the map that is some kind of road.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OsmWay {
    /// Its id.
    pub id: i64,
    /// Ids of its nodes, in order.
    pub nodes: Vec<i64>,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
}

/// The roads of an extract and the nodes that they use.
#[derive(Debug, Clone, PartialEq)]
pub struct OsmExtract {
    file: PathBuf,
    /// In order of id.
    nodes: Vec<OsmNode>,
    ways: Vec<OsmWay>,
}

/// A network made from an extract, and what was left out of it.
#[derive(Debug, Clone, PartialEq)]
pub struct OsmNetwork {
    /// The network. Node ids are OpenStreetMap's; road ids are the way's id and the number of the
    /// piece.
    pub network: RoadNetwork,
    /// What was left out.
    pub report: OsmReport,
}

/// What of an extract did not become a road, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OsmReport {
    /// Ways that became roads.
    pub ways_used: u32,
    /// Ways left out, by reason.
    pub ways_left_out: BTreeMap<String, u32>,
    /// References to nodes that are not in the extract: the way is cut there.
    pub missing_nodes: u32,
    /// Times a way was cut at a closed barrier.
    pub closed_barriers: u32,
    /// Values of `oneway` that mean nothing to the reader; the road was read as two-way.
    pub unknown_oneway: BTreeMap<String, u32>,
}

/// Why an extract gives no network.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OsmError {
    /// The bytes are not those of an extract, or end too early.
    #[error(
        "reading {}, block {block}: {problem}; the file is damaged, cut short or no .osm.pbf: fetch it again",
        file.display()
    )]
    Damaged {
        /// The file.
        file: PathBuf,
        /// Which block, counted from 1.
        block: u32,
        /// What the reader met.
        problem: String,
    },
    /// The file is missing or cannot be read.
    #[error("cannot read {}: {problem}; check the name and the permissions", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// Why.
        problem: String,
    },
    /// The file asks for something that this reader does not know.
    #[error(
        "{} requires the feature {feature:?}, which is not known here; export it without (history files cannot be read)",
        file.display()
    )]
    Feature {
        /// The file.
        file: PathBuf,
        /// The feature.
        feature: String,
    },
    /// A node lies nowhere.
    #[error("{}, node {id}: longitude {lon}, latitude {lat} is not on the globe; correct or remove the node", file.display())]
    Node {
        /// The file.
        file: PathBuf,
        /// Its id.
        id: i64,
        /// Its longitude, as read.
        lon: f64,
        /// Its latitude, as read.
        lat: f64,
    },
    /// Nothing in the file can be used.
    #[error(
        "{} holds no roads {how} ({left_out} ways left out); take an extract with highways, or change the table of road classes",
        file.display(),
        how = match mode { Mode::Foot => "on foot", Mode::Vehicle => "for vehicles" }
    )]
    NoRoads {
        /// The file.
        file: PathBuf,
        /// For whom.
        mode: Mode,
        /// How many ways there were.
        left_out: u32,
    },
}

impl OsmExtract {
    /// The nodes that roads use, in order of id.
    #[must_use]
    pub fn nodes(&self) -> &[OsmNode] {
        &self.nodes
    }

    /// The ways with a `highway` tag, in the order of the file.
    #[must_use]
    pub fn ways(&self) -> &[OsmWay] {
        &self.ways
    }

    fn node(&self, id: i64) -> Option<&OsmNode> {
        let i = self.nodes.binary_search_by_key(&id, |n| n.id).ok()?;
        self.nodes.get(i)
    }
}
