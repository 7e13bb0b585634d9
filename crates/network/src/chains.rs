//! Streets without a junction: the arcs that people walk one after the other with nothing to decide
//! in between.
//!
//! # Problem
//! A map cuts a street wherever it bends or a name changes. Rounding the time of every piece up to
//! whole steps makes a winding street many steps longer than a straight one of the same length. And
//! where a street passes 24.5 persons in a step, 24 in one and 25 in the next, its pieces would
//! disagree in which step the odd person goes.
//!
//! # Method
//! The arcs of the network are put in *chains*: the next arc of a chain begins where the one before
//! ends, and no other road that leads anywhere, no zone and no crossing is there. Dead ends without
//! people do not count. A chain's time is rounded once ([`Pace::along`]), and its narrowest arc sets
//! the rate at its beginning.
//!
//! That is exact for everyone who walks the chain to its end, and there is no reason to do anything
//! else: at the nodes within there is nobody to fetch, nothing to leave by and no other way to take.
//!
//! # Complexity
//! Linear in nodes and arcs.

use hudna_instance::{ArcIdx, NodeIdx};

use crate::{Pace, RoadArc, RoadIdx, RoadNetwork};

/// All arcs of `network` in chains, each in exactly one, in the order in which they are walked.
/// Chains end at the nodes that stay (zones, crossings) and at junctions.
#[must_use]
pub fn chains(network: &RoadNetwork, stays: &[bool]) -> Vec<Vec<ArcIdx>> {
    let streets = Streets::new(network, stays);
    let arcs = network.arcs();
    let next: Vec<Option<ArcIdx>> = arcs.iter().map(|arc| streets.next(arc)).collect();
    let mut follows = vec![false; arcs.len()];
    for n in next.iter().flatten() {
        follows[n.pos()] = true;
    }
    let mut done = vec![false; arcs.len()];
    let mut found = Vec::new();
    let numbers = || (0u32..).map(ArcIdx).take(arcs.len());
    // Beginnings first; what is left after them goes round in a ring and may begin anywhere.
    let beginnings = numbers().filter(|a| !follows[a.pos()]);
    for first in beginnings.chain(numbers()) {
        let mut chain = Vec::new();
        let mut at = Some(first);
        while let Some(arc) = at.filter(|a| !std::mem::replace(&mut done[a.pos()], true)) {
            chain.push(arc);
            at = next[arc.pos()];
        }
        if !chain.is_empty() {
            found.push(chain);
        }
    }
    found
}

/// The roads of every node that lead somewhere.
struct Streets<'n> {
    network: &'n RoadNetwork,
    stays: &'n [bool],
    /// Roads by node: `roads[first[v]..first[v + 1]]`.
    first: Vec<usize>,
    roads: Vec<RoadIdx>,
    /// Roads into dead ends.
    dead: Vec<bool>,
    /// The first arc of each road; the other direction follows it.
    arc_of: Vec<ArcIdx>,
}

impl<'n> Streets<'n> {
    fn new(network: &'n RoadNetwork, stays: &'n [bool]) -> Self {
        let n = network.nodes().len();
        let mut first = vec![0usize; n + 1];
        for road in network.roads() {
            first[road.from.pos() + 1] += 1;
            first[road.to.pos() + 1] += 1;
        }
        for v in 0..n {
            first[v + 1] += first[v];
        }
        let mut fill = first.clone();
        let mut roads = vec![RoadIdx(0); first[n]];
        for (i, road) in (0u32..).map(RoadIdx).zip(network.roads()) {
            for end in [road.from, road.to] {
                roads[fill[end.pos()]] = i;
                fill[end.pos()] += 1;
            }
        }
        let mut arc_of = vec![ArcIdx(0); network.roads().len()];
        for (i, arc) in (0u32..).map(ArcIdx).zip(network.arcs()) {
            // Forward comes before backward.
            if network.roads()[arc.road.pos()].from == arc.tail {
                arc_of[arc.road.pos()] = i;
            }
        }
        let mut streets = Self {
            network,
            stays,
            first,
            roads,
            dead: vec![false; network.roads().len()],
            arc_of,
        };
        streets.close_dead_ends();
        streets
    }

    fn roads_at(&self, v: NodeIdx) -> &[RoadIdx] {
        let of = self.first[v.pos()]..self.first[v.pos() + 1];
        self.roads.get(of).unwrap_or_default()
    }

    fn other_end(&self, road: RoadIdx, v: NodeIdx) -> NodeIdx {
        let r = &self.network.roads()[road.pos()];
        if r.from == v { r.to } else { r.from }
    }

    /// The neighbours of `v` along roads that are not dead, up to three of them.
    fn neighbours(&self, v: NodeIdx) -> Vec<NodeIdx> {
        let mut found: Vec<NodeIdx> = Vec::new();
        for &road in self.roads_at(v).iter().filter(|r| !self.dead[r.pos()]) {
            let w = self.other_end(road, v);
            if w != v && !found.contains(&w) {
                found.push(w);
            }
            if found.len() > 2 {
                break;
            }
        }
        found
    }

    fn close_dead_ends(&mut self) {
        let mut open: Vec<NodeIdx> = (0u32..)
            .map(NodeIdx)
            .take(self.network.nodes().len())
            .collect();
        while let Some(v) = open.pop() {
            if self.stays[v.pos()] {
                continue;
            }
            let &[w] = self.neighbours(v).as_slice() else {
                continue;
            };
            for i in self.first[v.pos()]..self.first[v.pos() + 1] {
                self.dead[self.roads[i].pos()] = true;
            }
            open.push(w);
        }
    }

    /// The arc that everyone takes after `arc`, if there is just one way on.
    fn next(&self, arc: &RoadArc) -> Option<ArcIdx> {
        let v = arc.head;
        if self.stays[v.pos()] || self.dead[arc.road.pos()] {
            return None;
        }
        let mut roads = self
            .roads_at(v)
            .iter()
            .copied()
            .filter(|r| !self.dead[r.pos()]);
        let (Some(a), Some(b), None) = (roads.next(), roads.next(), roads.next()) else {
            return None;
        };
        let (a, b) = if a == arc.road { (a, b) } else { (b, a) };
        if a == b || self.other_end(a, v) == self.other_end(b, v) {
            return None;
        }
        let forward = self.arc_of[b.pos()];
        let road = &self.network.roads()[b.pos()];
        if road.from == v {
            Some(forward)
        } else if road.one_way {
            None
        } else {
            Some(ArcIdx(forward.0 + 1))
        }
    }
}

impl Pace {
    /// Steps for each of several roads walked one after the other: their sum is the time of the whole
    /// length, rounded up once.
    pub fn along(self, lengths_mm: impl IntoIterator<Item = u64>) -> impl Iterator<Item = u32> {
        let (mut length, mut steps) = (0u64, 0u32);
        lengths_mm.into_iter().map(move |mm| {
            length = length.saturating_add(mm);
            let before = std::mem::replace(&mut steps, self.steps(length));
            steps - before
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Position, Road, RoadNode};
    use proptest::prelude::*;

    fn network(n: u32, roads: &[(u32, u32, bool)]) -> RoadNetwork {
        let at = Position {
            lon: 37.0,
            lat: 36.0,
        };
        let node = |i: u32| RoadNode {
            id: i.to_string(),
            name: None,
            name_ar: None,
            at,
        };
        let road = |&(a, b, one_way): &(u32, u32, bool)| Road {
            id: format!("{a}-{b}"),
            name: None,
            name_ar: None,
            from: NodeIdx(a),
            to: NodeIdx(b),
            one_way,
            length_mm: 1_000,
            facility_type: "residential".into(),
            persons_per_min: None,
            speed_limit_m_per_min: None,
            line: vec![at, at],
        };
        RoadNetwork::new((0..n).map(node).collect(), roads.iter().map(road).collect())
    }

    /// Chains as the nodes that they pass.
    fn walks(network: &RoadNetwork, stay: &[u32]) -> Vec<Vec<u32>> {
        let stays: Vec<bool> = (0..network.nodes().len() as u32)
            .map(|v| stay.contains(&v))
            .collect();
        let nodes = |chain: &Vec<ArcIdx>| {
            let arcs = || chain.iter().map(|a| network.arcs()[a.pos()]);
            let first = arcs().next().map(|a| a.tail.0);
            first.into_iter().chain(arcs().map(|a| a.head.0)).collect()
        };
        let mut found: Vec<Vec<u32>> = chains(network, &stays).iter().map(nodes).collect();
        found.sort();
        found
    }

    #[test]
    fn a_street_is_one_chain_each_way_and_a_dead_end_does_not_break_it() {
        // 0 – 1 – 2 – 3, and 1 – 4 – 5 leads nowhere.
        let roads = [
            (0, 1, false),
            (1, 2, false),
            (3, 2, false),
            (1, 4, true),
            (4, 5, false),
        ];
        let n = network(6, &roads);
        assert_eq!(
            walks(&n, &[0, 3]),
            [
                vec![0, 1, 2, 3],
                vec![1, 4],
                vec![3, 2, 1, 0],
                vec![4, 5],
                vec![5, 4]
            ]
        );
        // With people at its end it is a junction.
        assert_eq!(
            walks(&n, &[0, 3, 5]),
            [
                vec![0, 1],
                vec![1, 0],
                vec![1, 2, 3],
                vec![1, 4, 5],
                vec![3, 2, 1],
                vec![5, 4]
            ]
        );
    }

    #[test]
    fn zones_and_crossings_end_a_chain_and_a_one_way_street_has_one() {
        let n = network(4, &[(0, 1, true), (1, 2, true), (2, 3, false)]);
        assert_eq!(walks(&n, &[0, 3]), [vec![0, 1, 2, 3], vec![3, 2]]);
        assert_eq!(
            walks(&n, &[0, 1, 3]),
            [vec![0, 1], vec![1, 2, 3], vec![3, 2]]
        );
    }

    proptest! {
        #[test]
        fn every_arc_is_in_one_chain_and_chains_are_walks(
            roads in prop::collection::vec((0u32..8, 0u32..8, any::<bool>()), 0..16),
            stay in prop::collection::vec(0u32..8, 0..4),
        ) {
            let roads: Vec<_> = roads.into_iter().filter(|(a, b, _)| a != b).collect();
            let n = network(8, &roads);
            let stays: Vec<bool> = (0..8).map(|v| stay.contains(&v)).collect();
            let found = chains(&n, &stays);
            let mut all: Vec<u32> = found.iter().flatten().map(|a| a.0).collect();
            all.sort_unstable();
            prop_assert_eq!(all, (0..n.arcs().len() as u32).collect::<Vec<_>>());
            for pair in found.iter().flat_map(|c| c.windows(2)) {
                let (a, b) = (n.arcs()[pair[0].pos()], n.arcs()[pair[1].pos()]);
                prop_assert_eq!(a.head, b.tail);
                prop_assert!(!stays[a.head.pos()] && a.road != b.road);
            }
        }

        #[test]
        fn a_chain_is_rounded_once(lengths in prop::collection::vec(1u64..500_000, 1..12), speed in 1u32..200) {
            let pace = Pace::new(speed, 10).unwrap();
            let steps: u32 = pace.along(lengths.iter().copied()).sum();
            prop_assert_eq!(steps, pace.steps(lengths.iter().sum()));
        }
    }
}
