//! The road network as read: nodes, roads, and the directed arcs that they make.

use hudna_instance::{ArcIdx, NodeIdx};

/// A road: one line of `link.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoadIdx(pub u32);

impl RoadIdx {
    /// The index as a position in a slice.
    #[must_use]
    pub const fn pos(self) -> usize {
        self.0 as usize
    }
}

/// Longitude and latitude in degrees (WGS 84). For drawing and for snapping; nothing is counted
/// with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Longitude, −180 to 180.
    pub lon: f64,
    /// Latitude, −90 to 90.
    pub lat: f64,
}

impl Position {
    /// A position on the globe; `None` when a number is out of range.
    #[must_use]
    pub fn new(lon: f64, lat: f64) -> Option<Self> {
        ((-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat))
            .then_some(Self { lon, lat })
    }
}

/// A junction or a bend of the network.
#[derive(Debug, Clone, PartialEq)]
pub struct RoadNode {
    /// Its id in `node.csv`.
    pub id: String,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its Arabic name.
    pub name_ar: Option<String>,
    /// Where it is.
    pub at: Position,
}

/// A stretch of road between two nodes, one-way or two-way.
#[derive(Debug, Clone, PartialEq)]
pub struct Road {
    /// Its id in `link.csv`.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its Arabic name.
    pub name_ar: Option<String>,
    /// Where it starts.
    pub from: NodeIdx,
    /// Where it ends.
    pub to: NodeIdx,
    /// Whether it may be used from `from` to `to` only.
    pub one_way: bool,
    /// Its length, in millimetres.
    pub length_mm: u64,
    /// Road class, as the file gives it.
    pub facility_type: String,
    /// Persons per minute in each direction, where the file gives it.
    pub persons_per_min: Option<u32>,
    /// Metres per minute that nobody exceeds on it, where the file gives it: whoever moves faster
    /// elsewhere goes at this speed here.
    pub speed_limit_m_per_min: Option<u32>,
    /// The points along it, from `from` to `to`; at least two.
    pub line: Vec<Position>,
}

/// One direction of a road.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoadArc {
    /// Where it starts.
    pub tail: NodeIdx,
    /// Where it ends.
    pub head: NodeIdx,
    /// The road.
    pub road: RoadIdx,
}

/// A road network. It never changes once it is made.
#[derive(Debug, Clone, PartialEq)]
pub struct RoadNetwork {
    nodes: Vec<RoadNode>,
    roads: Vec<Road>,
    arcs: Vec<RoadArc>,
}

impl RoadNetwork {
    /// Makes the arcs of the roads: in the order of the roads, forward before backward.
    ///
    /// Every end of a road must be one of `nodes`.
    pub(crate) fn new(nodes: Vec<RoadNode>, roads: Vec<Road>) -> Self {
        let mut arcs = Vec::with_capacity(roads.len() * 2);
        for (road, r) in (0u32..).map(RoadIdx).zip(&roads) {
            arcs.push(RoadArc {
                tail: r.from,
                head: r.to,
                road,
            });
            if !r.one_way {
                arcs.push(RoadArc {
                    tail: r.to,
                    head: r.from,
                    road,
                });
            }
        }
        Self { nodes, roads, arcs }
    }

    /// The same network, each road with what `persons_per_min` tells of it.
    #[must_use]
    pub fn with_capacities(mut self, persons_per_min: impl Fn(&Road) -> Option<u32>) -> Self {
        for road in &mut self.roads {
            road.persons_per_min = persons_per_min(road);
        }
        self
    }

    /// The nodes.
    #[must_use]
    pub fn nodes(&self) -> &[RoadNode] {
        &self.nodes
    }

    /// The roads.
    #[must_use]
    pub fn roads(&self) -> &[Road] {
        &self.roads
    }

    /// The directed arcs; their positions are the [`ArcIdx`] of every instance made from the
    /// network.
    #[must_use]
    pub fn arcs(&self) -> &[RoadArc] {
        &self.arcs
    }

    /// The node.
    ///
    /// # Panics
    /// When `node` is not of this network.
    #[must_use]
    pub fn node(&self, node: NodeIdx) -> &RoadNode {
        &self.nodes[node.pos()]
    }

    /// The road of which `arc` is one direction.
    ///
    /// # Panics
    /// When `arc` is not of this network.
    #[must_use]
    pub fn road_of(&self, arc: ArcIdx) -> &Road {
        &self.roads[self.arcs[arc.pos()].road.pos()]
    }
}

/// Which nodes reach one of `targets` along `arcs` (tail, head).
///
/// # Complexity
/// Linear in nodes and arcs.
#[must_use]
pub fn reaching(
    node_count: u32,
    arcs: impl Iterator<Item = (NodeIdx, NodeIdx)> + Clone,
    targets: impl IntoIterator<Item = NodeIdx>,
) -> Vec<bool> {
    // Arcs by head, in one array: `first[v]..first[v + 1]` are the tails of the arcs into v.
    let n = node_count as usize;
    let mut first = vec![0usize; n + 1];
    for (_, head) in arcs.clone() {
        first[head.pos() + 1] += 1;
    }
    for v in 0..n {
        first[v + 1] += first[v];
    }
    let mut next = first.clone();
    let mut tails = vec![NodeIdx(0); first[n]];
    for (tail, head) in arcs {
        tails[next[head.pos()]] = tail;
        next[head.pos()] += 1;
    }
    let mut reaches = vec![false; n];
    let mut open: Vec<NodeIdx> = targets.into_iter().collect();
    while let Some(v) = open.pop() {
        if std::mem::replace(&mut reaches[v.pos()], true) {
            continue;
        }
        let into = first[v.pos()]..first[v.pos() + 1];
        open.extend(tails[into].iter().filter(|u| !reaches[u.pos()]));
    }
    reaches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_one_way_road_is_not_walked_backwards() {
        let arcs = [(0, 1), (1, 2), (3, 2), (2, 3)].map(|(a, b)| (NodeIdx(a), NodeIdx(b)));
        let to = |t: u32| reaching(5, arcs.iter().copied(), [NodeIdx(t)]);
        assert_eq!(to(2), [true, true, true, true, false]);
        assert_eq!(to(1), [true, true, false, false, false]);
    }
}
