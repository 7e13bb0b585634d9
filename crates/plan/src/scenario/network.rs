//! The streets that a scenario names: GMNS, OpenStreetMap or GeoJSON.

use std::{collections::HashMap, path::Path};

use hudna_network::{
    Dropped, Mode, OsmExtract, OsmReport, RoadClasses, RoadNetwork, largest_usable,
    read_geojson_roads, read_gmns,
};

use super::{RoadClass, ScenarioError, Source, file};
use crate::Assumption;

/// The network, and what a reader of the plan must know about how it was read.
pub(super) struct Streets {
    pub(super) network: RoadNetwork,
    pub(super) notes: Vec<Assumption>,
}

impl Source<'_> {
    /// Reads the network that `[network]` names, or `network/` without it. What a road lets through
    /// is, in this order: what the file says of this road, the `[[road]]` of its class, the table of
    /// road classes. Of an OpenStreetMap road the file says nothing but its class and its width.
    pub(super) fn streets(
        &self,
        folder: &Path,
        raw: &file::File,
        roads: &[RoadClass],
    ) -> Result<Streets, ScenarioError> {
        let Some(named) = &raw.network else {
            return Ok(Streets {
                network: read_gmns(&folder.join("network"))?,
                notes: Vec::new(),
            });
        };
        let by_class: HashMap<&str, u32> = roads
            .iter()
            .map(|r| (r.facility_type.as_str(), r.persons_per_min))
            .collect();
        let mode = named.mode.map(|m| match m {
            file::Mode::Foot => Mode::Foot,
            file::Mode::Vehicle => Mode::Vehicle,
        });
        let table = match &named.road_classes {
            Some(own) => RoadClasses::with_file(&folder.join(own))?,
            None => RoadClasses::built_in(),
        };
        let told = |text: String| Assumption {
            text,
            source: named.source.clone(),
        };
        let mut notes = Vec::new();
        let (network, drawn) = match (&named.gmns, &named.osm, &named.geojson) {
            (Some(gmns), None, None) => (read_gmns(&folder.join(gmns.get_ref()))?, false),
            (None, Some(osm), None) => {
                let file = folder.join(osm.get_ref());
                let read = OsmExtract::read(&file)?.network(&table, mode.unwrap_or(Mode::Foot))?;
                notes.extend(left_out(&read.report).map(told));
                let network = read.network.with_capacities(|road| {
                    let own = by_class.get(road.facility_type.as_str()).copied();
                    own.or(road.persons_per_min)
                });
                (network, true)
            }
            (None, None, Some(geojson)) => {
                let read = read_geojson_roads(&folder.join(geojson.get_ref()))?;
                if read.left_out > 0 {
                    notes.push(told(format!(
                        "{} features of the map of streets are neither lines nor named nodes and were left out.",
                        read.left_out
                    )));
                }
                (read.network, true)
            }
            (gmns, osm, geojson) => {
                let at = [gmns, osm, geojson].into_iter().flatten().next();
                return Err(self.wrong(
                    at.map_or(0..0, toml::Spanned::span),
                    "[network] names no streets, or more than one file of them; give exactly one of gmns = \"folder\", osm = \"file.osm.pbf\", geojson = \"file\"",
                ));
            }
        };
        let mut network = network.with_capacities(|road| {
            road.persons_per_min
                .or_else(|| by_class.get(road.facility_type.as_str()).copied())
        });
        if let Some(mode) = mode {
            // A class that the table does not have is named where the capacities are checked.
            network = table.fill(&network, mode).0;
        }
        if mode.is_some() || named.osm.is_some() {
            notes.extend(
                table
                    .sources()
                    .into_iter()
                    .map(|(text, source)| Assumption {
                        text: format!("Where a street says nothing else: {text}."),
                        source: Some(source.to_owned()),
                    }),
            );
        }
        if !named.keep_all.unwrap_or(!drawn) {
            let (usable, dropped) = largest_usable(&network);
            network = usable;
            notes.extend(apart(dropped).map(told));
        }
        Ok(Streets { network, notes })
    }
}

fn left_out(report: &OsmReport) -> impl Iterator<Item = String> {
    let reasons: Vec<String> = report
        .ways_left_out
        .iter()
        .map(|(reason, n)| format!("{reason} ({n})"))
        .collect();
    let used = format!("{} ways of the map became streets.", report.ways_used);
    let left = (!reasons.is_empty()).then(|| {
        format!(
            "Ways of the map that did not become streets: {}.",
            reasons.join("; ")
        )
    });
    let missing = (report.missing_nodes > 0).then(|| {
        format!(
            "{} times a way leads to a node beyond the edge of the extract and is cut there.",
            report.missing_nodes
        )
    });
    let shut = (report.closed_barriers > 0).then(|| {
        format!(
            "{} times a closed barrier cuts a way.",
            report.closed_barriers
        )
    });
    let unknown: Vec<String> = report
        .unknown_oneway
        .iter()
        .map(|(value, n)| format!("{value:?} ({n})"))
        .collect();
    let unknown = (!unknown.is_empty()).then(|| {
        format!(
            "Values of oneway that say nothing, read as both ways: {}.",
            unknown.join(", ")
        )
    });
    [Some(used), left, missing, shut, unknown]
        .into_iter()
        .flatten()
}

fn apart(dropped: Dropped) -> Option<String> {
    (dropped.nodes > 0).then(|| {
        format!(
            "Left out of the map: {} streets, {} km, in {} parts that one cannot both reach and leave from the largest part.",
            dropped.roads,
            dropped.length_mm / 1_000_000,
            dropped.parts
        )
    })
}
