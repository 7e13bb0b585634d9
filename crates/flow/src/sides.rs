//! The arcs around each node, side by side in memory.

use hudna_instance::{Arc, Instance, NodeIdx};

use crate::adjacency::ByNode;

/// An arc as seen from one of its ends.
#[derive(Clone, Copy)]
pub(crate) struct Side {
    /// The node at the other end.
    pub(crate) other: u32,
    pub(crate) arc: u32,
    pub(crate) transit: u32,
}

/// For each node its arcs in, then its arcs out; without those that let nobody through.
#[derive(Clone)]
pub(crate) struct Sides {
    first: Vec<u32>,
    middle: Vec<u32>,
    sides: Vec<Side>,
}

impl Sides {
    pub(crate) fn new(instance: &Instance, by_tail: &ByNode, by_head: &ByNode) -> Self {
        let nodes = instance.node_count;
        let mut sides = Self {
            first: vec![0],
            middle: Vec::with_capacity(nodes as usize),
            sides: Vec::with_capacity(2 * instance.arcs.len()),
        };
        let usable = |&&a: &&u32| {
            let arc = &instance.arcs[a as usize];
            let passes = arc
                .capacity
                .as_constant()
                .map_or_else(|| arc.capacity.between(0, instance.horizon) > 0, |c| c > 0);
            // Waiting is free: going round to the same node is no better.
            passes && arc.tail != arc.head && arc.transit < instance.horizon
        };
        let mut add = |list: &[u32], other: fn(&Arc) -> NodeIdx| {
            let usable = list.iter().filter(usable);
            sides.sides.extend(usable.map(|&a| {
                let arc = &instance.arcs[a as usize];
                Side {
                    other: other(arc).0,
                    arc: a,
                    transit: arc.transit,
                }
            }));
            sides.sides.len() as u32
        };
        for v in 0..nodes {
            sides.middle.push(add(by_head.at(v), |arc| arc.tail));
            sides.first.push(add(by_tail.at(v), |arc| arc.head));
        }
        sides
    }

    pub(crate) fn node_count(&self) -> u32 {
        self.middle.len() as u32
    }

    /// The arcs into a node.
    #[inline]
    pub(crate) fn inward(&self, node: u32) -> &[Side] {
        let v = node as usize;
        &self.sides[self.first[v] as usize..self.middle[v] as usize]
    }

    /// The arcs out of a node.
    #[inline]
    pub(crate) fn outward(&self, node: u32) -> &[Side] {
        let v = node as usize;
        &self.sides[self.middle[v] as usize..self.first[v + 1] as usize]
    }

    /// Mean length of an arc as [`crate::guide::length`] has it.
    pub(crate) fn mean_length(&self) -> u32 {
        let total: u64 = self
            .sides
            .iter()
            .map(|s| u64::from(crate::guide::length(s.transit)))
            .sum();
        let mean = total / (self.sides.len() as u64).max(1);
        u32::try_from(mean).unwrap_or(u32::MAX).max(1)
    }
}
