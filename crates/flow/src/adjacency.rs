//! Which arcs touch a node, and how early a node can be reached at all.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use hudna_instance::{Instance, NodeIdx};

/// For each node a list of numbers, in one array.
#[derive(Clone)]
pub(crate) struct ByNode {
    first: Vec<u32>,
    list: Vec<u32>,
}

impl ByNode {
    /// Groups the items `0..n` by the node each lies at, in order.
    pub(crate) fn new(node_count: u32, at: impl Iterator<Item = NodeIdx> + Clone) -> Self {
        let mut first = vec![0u32; node_count as usize + 2];
        for node in at.clone() {
            first[node.pos() + 2] += 1;
        }
        for i in 2..first.len() {
            first[i] += first[i - 1];
        }
        let mut list = vec![0; first[first.len() - 1] as usize];
        for (item, node) in (0u32..).zip(at) {
            let place = &mut first[node.pos() + 1];
            list[*place as usize] = item;
            *place += 1;
        }
        first.pop();
        Self { first, list }
    }

    /// The items at a node.
    pub(crate) fn at(&self, node: u32) -> &[u32] {
        let v = node as usize;
        &self.list[self.first[v] as usize..self.first[v + 1] as usize]
    }

    /// The items at a node, to be put into another order.
    pub(crate) fn at_mut(&mut self, node: u32) -> &mut [u32] {
        let v = node as usize;
        &mut self.list[self.first[v] as usize..self.first[v + 1] as usize]
    }
}

/// First step at which anybody could be at each node if no place were ever taken; the horizon where
/// nobody can.
pub(crate) fn earliest(instance: &Instance, out: &ByNode) -> Vec<u32> {
    let supply: Vec<u32> = instance.sources.iter().map(|s| s.supply).collect();
    earliest_of(instance, out, &supply)
}

/// The same for those who are left at each source.
pub(crate) fn earliest_of(instance: &Instance, out: &ByNode, left: &[u32]) -> Vec<u32> {
    let mut at = vec![instance.horizon; instance.node_count as usize];
    let mut queue = BinaryHeap::new();
    let people = instance.sources.iter().zip(left).filter(|(_, n)| **n > 0);
    for (s, _) in people {
        if s.release < at[s.node.pos()] {
            at[s.node.pos()] = s.release;
            queue.push(Reverse((s.release, s.node.0)));
        }
    }
    while let Some(Reverse((t, v))) = queue.pop() {
        if t > at[v as usize] {
            continue;
        }
        for &a in out.at(v) {
            let arc = &instance.arcs[a as usize];
            if arc.capacity.windows().is_empty() {
                continue;
            }
            let there = t.saturating_add(arc.transit);
            if there < at[arc.head.pos()] {
                at[arc.head.pos()] = there;
                queue.push(Reverse((there, arc.head.0)));
            }
        }
    }
    at
}

/// Steps from each node to the nearest crossing if no place were ever taken; [`u32::MAX`] where
/// there is none.
pub(crate) fn distance_to_crossing(instance: &Instance, inward: &ByNode) -> Vec<u32> {
    let mut distance = vec![u32::MAX; instance.node_count as usize];
    let mut queue = BinaryHeap::new();
    for c in &instance.crossings {
        if !c.capacity.windows().is_empty() && distance[c.node.pos()] > 0 {
            distance[c.node.pos()] = 0;
            queue.push(Reverse((0, c.node.0)));
        }
    }
    while let Some(Reverse((d, v))) = queue.pop() {
        if d > distance[v as usize] {
            continue;
        }
        for &a in inward.at(v) {
            let arc = &instance.arcs[a as usize];
            let from = d.saturating_add(arc.transit);
            if !arc.capacity.windows().is_empty() && from < distance[arc.tail.pos()] {
                distance[arc.tail.pos()] = from;
                queue.push(Reverse((from, arc.tail.0)));
            }
        }
    }
    distance
}
