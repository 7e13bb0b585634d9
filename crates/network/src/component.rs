//! The part of a network that people can come into and get out of again.
//!
//! # Problem
//! An extract of a map is cut at its edge, and one-way streets, gates and gaps leave pieces that
//! one cannot enter or cannot leave. A zone set on such a piece would be cut off by an accident of
//! the map, not by the truce.
//!
//! # Method
//! Strongly connected components (Tarjan), the one with the most nodes; of several, the one with
//! the first node.
//!
//! # Complexity
//! Linear in nodes and arcs; no recursion, so a long road does not use up the stack.
//!
//! # References
//! R. E. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Computing 1 (1972).

use hudna_instance::NodeIdx;

use crate::RoadNetwork;

/// What lies outside the largest usable part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dropped {
    /// Nodes.
    pub nodes: u32,
    /// Roads.
    pub roads: u32,
    /// Length of these roads, in millimetres.
    pub length_mm: u64,
    /// Parts other than the largest.
    pub parts: u32,
}

/// The largest part of `network` in which every node reaches every other, and what lies outside.
/// Nodes and roads keep their order and their ids.
#[must_use]
pub fn largest_usable(network: &RoadNetwork) -> (RoadNetwork, Dropped) {
    let part = parts(network);
    let count = part.iter().max().map_or(0, |&p| p as usize + 1);
    let mut sizes = vec![0u32; count];
    for &p in &part {
        sizes[p as usize] += 1;
    }
    // Several may be largest: the one whose node comes first.
    let most = sizes.iter().max();
    let largest = part.iter().find(|&&p| most == Some(&sizes[p as usize]));
    let inside = |n: NodeIdx| Some(&part[n.pos()]) == largest;

    let mut number = vec![NodeIdx(0); part.len()];
    let mut nodes = Vec::new();
    for (i, node) in (0u32..).map(NodeIdx).zip(network.nodes()) {
        if inside(i) {
            number[i.pos()] = NodeIdx(nodes.len() as u32);
            nodes.push(node.clone());
        }
    }
    let mut dropped = Dropped {
        nodes: (part.len() - nodes.len()) as u32,
        parts: count.saturating_sub(1) as u32,
        ..Dropped::default()
    };
    let mut roads = Vec::new();
    for road in network.roads() {
        if inside(road.from) && inside(road.to) {
            let mut road = road.clone();
            (road.from, road.to) = (number[road.from.pos()], number[road.to.pos()]);
            roads.push(road);
        } else {
            dropped.roads += 1;
            dropped.length_mm += road.length_mm;
        }
    }
    (RoadNetwork::new(nodes, roads), dropped)
}

/// The part of every node.
fn parts(network: &RoadNetwork) -> Vec<u32> {
    let n = network.nodes().len();
    let mut first = vec![0usize; n + 1];
    for a in network.arcs() {
        first[a.tail.pos() + 1] += 1;
    }
    for v in 0..n {
        first[v + 1] += first[v];
    }
    let mut next = first.clone();
    let mut heads = vec![0usize; first[n]];
    for a in network.arcs() {
        heads[next[a.tail.pos()]] = a.head.pos();
        next[a.tail.pos()] += 1;
    }

    const NEW: u32 = u32::MAX;
    let mut part = vec![NEW; n];
    let mut found = vec![NEW; n];
    let mut low = vec![NEW; n];
    // Arcs of each node that are still to be followed.
    let mut follow = first.clone();
    let (mut clock, mut parts) = (0, 0);
    let mut open = Vec::new();
    for root in 0..n {
        let mut path = vec![root];
        while let Some(&v) = path.last() {
            if found[v] == NEW {
                found[v] = clock;
                low[v] = clock;
                clock += 1;
                open.push(v);
            }
            if follow[v] < first[v + 1] {
                let w = heads[follow[v]];
                follow[v] += 1;
                if found[w] == NEW {
                    path.push(w);
                } else if part[w] == NEW {
                    low[v] = low[v].min(found[w]);
                }
                continue;
            }
            path.pop();
            if let Some(&u) = path.last() {
                low[u] = low[u].min(low[v]);
            }
            if low[v] == found[v] {
                while let Some(w) = open.pop() {
                    part[w] = parts;
                    if w == v {
                        break;
                    }
                }
                parts += 1;
            }
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Position, Road, RoadNode};
    use proptest::prelude::*;

    /// A network of `n` nodes with one-way roads.
    fn network(n: u32, arcs: &[(u32, u32)]) -> RoadNetwork {
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
        let road = |&(a, b): &(u32, u32)| Road {
            id: format!("{a}-{b}"),
            name: None,
            name_ar: None,
            from: NodeIdx(a),
            to: NodeIdx(b),
            one_way: true,
            length_mm: 1_000,
            facility_type: "residential".into(),
            persons_per_min: None,
            speed_limit_m_per_min: None,
            line: vec![at, at],
        };
        RoadNetwork::new((0..n).map(node).collect(), arcs.iter().map(road).collect())
    }

    #[test]
    fn a_street_that_cannot_be_left_is_dropped_and_counted() {
        // 0 → 1 → 2 → 0, and 2 → 3 ends there.
        let (n, dropped) = largest_usable(&network(4, &[(0, 1), (1, 2), (2, 0), (2, 3)]));
        assert_eq!(n.nodes().len(), 3);
        assert_eq!(n.roads().len(), 3);
        assert_eq!(
            dropped,
            Dropped {
                nodes: 1,
                roads: 1,
                length_mm: 1_000,
                parts: 1
            }
        );
    }

    #[test]
    fn nodes_keep_their_ids_under_new_numbers() {
        let (n, _) = largest_usable(&network(5, &[(3, 4), (4, 3), (0, 1)]));
        let ids: Vec<_> = n.nodes().iter().map(|n| n.id.as_str()).collect();
        assert_eq!(ids, ["3", "4"]);
        assert_eq!(
            (n.roads()[0].from, n.roads()[0].to),
            (NodeIdx(0), NodeIdx(1))
        );
    }

    #[test]
    fn a_road_of_a_hundred_thousand_nodes_does_not_use_up_the_stack() {
        let n = 100_000;
        let round: Vec<_> = (0..n).map(|i| (i, (i + 1) % n)).collect();
        let (_, dropped) = largest_usable(&network(n, &round));
        assert_eq!(dropped, Dropped::default());
    }

    proptest! {
        #[test]
        fn two_nodes_share_a_part_if_and_only_if_each_reaches_the_other(
            arcs in prop::collection::vec((0u32..9, 0u32..9), 0..25),
        ) {
            let net = network(9, &arcs);
            let part = parts(&net);
            let mut reach = [[false; 9]; 9];
            for (i, row) in reach.iter_mut().enumerate() { row[i] = true; }
            for &(a, b) in &arcs { reach[a as usize][b as usize] = true; }
            for k in 0..9 {
                let through = reach[k];
                for row in &mut reach {
                    if row[k] {
                        for (to, also) in row.iter_mut().zip(through) { *to |= also; }
                    }
                }
            }
            for i in 0..9 { for j in 0..9 {
                prop_assert_eq!(part[i] == part[j], reach[i][j] && reach[j][i]);
            } }
        }
    }
}
