//! Setting zones and crossings on the network: the nearest node, and how far away it is.

use rstar::{RTree, primitives::GeomWithData};
use thiserror::Error;

use hudna_instance::NodeIdx;

use crate::{Position, RoadNetwork};

/// Mean radius of the Earth in metres.
const EARTH_M: f64 = 6_371_008.8;

/// The node that stands for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Snapped {
    /// The node.
    pub node: NodeIdx,
    /// Distance from the place, in metres, rounded.
    pub distance_m: u32,
}

/// Why a place could not be set on the network.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SnapError {
    /// The nearest node is too far.
    #[error(
        "the nearest node of the network is {node:?}, {distance_m} m away, but at most {max_m} m are allowed; correct the position, extend the network or raise max_snap_m"
    )]
    TooFar {
        /// Id of the nearest node.
        node: String,
        /// Its distance, in metres.
        distance_m: u32,
        /// The limit, in metres.
        max_m: u32,
    },
    /// The network has no nodes.
    #[error("the network has no nodes; read one with at least one road")]
    NoNodes,
}

/// Finds the nearest node of a network.
///
/// Candidates come from an R-tree in a plane that is true in scale around the middle of the
/// network; the distance that is reported and compared is that on the sphere.
pub struct Snapper<'n> {
    network: &'n RoadNetwork,
    middle_lat_cos: f64,
    tree: RTree<GeomWithData<[f64; 2], u32>>,
}

impl<'n> Snapper<'n> {
    /// Indexes the nodes of `network`.
    #[must_use]
    pub fn new(network: &'n RoadNetwork) -> Self {
        let lats = || network.nodes().iter().map(|n| n.at.lat);
        let middle = f64::midpoint(
            lats().fold(f64::INFINITY, f64::min),
            lats().fold(f64::NEG_INFINITY, f64::max),
        );
        let middle_lat_cos = middle.to_radians().cos();
        let points = (0u32..)
            .zip(network.nodes())
            .map(|(i, n)| GeomWithData::new(plane(n.at, middle_lat_cos), i))
            .collect();
        Self {
            network,
            middle_lat_cos,
            tree: RTree::bulk_load(points),
        }
    }

    /// The node nearest to `place`, not farther than `max_m` metres. Of several equally near, the
    /// first in the file.
    ///
    /// # Errors
    /// [`SnapError::TooFar`] names the nearest node and its distance.
    pub fn snap(&self, place: Position, max_m: u32) -> Result<Snapped, SnapError> {
        let node = self
            .tree
            .nearest_neighbors(&plane(place, self.middle_lat_cos))
            .into_iter()
            .map(|p| NodeIdx(p.data))
            .min()
            .ok_or(SnapError::NoNodes)?;
        let found = self.network.node(node);
        let distance = haversine_m(place, found.at);
        // Rounded to whole metres for people to read; at most half the Earth's girth.
        let distance_m = distance.round() as u32;
        if distance > f64::from(max_m) {
            return Err(SnapError::TooFar {
                node: found.id.clone(),
                distance_m,
                max_m,
            });
        }
        Ok(Snapped { node, distance_m })
    }
}

fn plane(p: Position, middle_lat_cos: f64) -> [f64; 2] {
    [
        p.lon.to_radians() * middle_lat_cos * EARTH_M,
        p.lat.to_radians() * EARTH_M,
    ]
}

/// Distance on the sphere, in metres.
pub(crate) fn haversine_m(a: Position, b: Position) -> f64 {
    let half = |x: f64| (x.to_radians() / 2.0).sin().powi(2);
    let h = half(b.lat - a.lat)
        + a.lat.to_radians().cos() * b.lat.to_radians().cos() * half(b.lon - a.lon);
    2.0 * EARTH_M * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RoadNode;

    fn network(at: &[(f64, f64)]) -> RoadNetwork {
        let nodes = at
            .iter()
            .enumerate()
            .map(|(i, &(lon, lat))| RoadNode {
                id: format!("n{i}"),
                name: None,
                name_ar: None,
                at: Position { lon, lat },
            })
            .collect();
        RoadNetwork::new(nodes, Vec::new())
    }

    fn at(lon: f64, lat: f64) -> Position {
        Position { lon, lat }
    }

    #[test]
    fn the_nearest_node_is_the_nearest_on_the_ground_and_not_in_degrees() {
        // At 60° north a degree of longitude is half as long as one of latitude.
        let n = network(&[(10.0, 60.012), (10.015, 60.0)]);
        let s = Snapper::new(&n).snap(at(10.0, 60.0), 2_000).unwrap();
        assert_eq!(s.node, NodeIdx(1));
        assert_eq!(s.distance_m, 834);
    }

    #[test]
    fn of_two_nodes_in_one_place_the_first_is_taken() {
        let n = network(&[(37.2, 36.2), (37.1, 36.2), (37.1, 36.2)]);
        let s = Snapper::new(&n).snap(at(37.1, 36.2), 0).unwrap();
        assert_eq!((s.node, s.distance_m), (NodeIdx(1), 0));
    }

    #[test]
    fn a_place_far_from_the_network_is_refused_with_the_distance() {
        let n = network(&[(37.1, 36.2)]);
        let e = Snapper::new(&n).snap(at(37.1, 36.3), 300).unwrap_err();
        assert_eq!(
            e.to_string(),
            "the nearest node of the network is \"n0\", 11120 m away, but at most 300 m are allowed; correct the position, extend the network or raise max_snap_m"
        );
        assert!(matches!(
            Snapper::new(&network(&[])).snap(at(0.0, 0.0), 1),
            Err(SnapError::NoNodes)
        ));
    }
}
