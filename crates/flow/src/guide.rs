//! How far it is from the nearest source that still holds people, were no place taken.
//!
//! A search backward from a crossing must know where people are. These distances tell it: exact on
//! the empty network, too short where it is crowded. When a source runs empty, only what hung on it
//! is measured anew; so all of it together costs about as much as a few searches over the network.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::residual::Residual;
use crate::sides::Sides;

/// Length of one step of time. A street that takes no time is still one long: where most streets
/// are that short, the way with fewer of them is the better one.
pub(crate) const STEP: u32 = 64;

/// Farther than anything.
pub(crate) const FAR: u32 = 1 << 30;

/// Length of an arc.
#[inline]
pub(crate) const fn length(transit: u32) -> u32 {
    transit.saturating_mul(STEP).saturating_add(1)
}

/// Length of so much time.
#[inline]
pub(crate) fn duration(steps: u32) -> u32 {
    steps.saturating_mul(STEP).min(FAR)
}

/// The distances and the tree that they hang in.
pub(crate) struct Guide {
    distance: Vec<u32>,
    parent: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Guide {
    pub(crate) fn new(sides: &Sides, residual: &Residual) -> Self {
        let nodes = sides.node_count();
        let mut guide = Self {
            distance: vec![FAR; nodes as usize],
            parent: vec![NONE; nodes as usize],
        };
        guide.measure(&(0..nodes).collect::<Vec<_>>(), sides, residual);
        guide
    }

    /// At most [`FAR`].
    #[inline]
    pub(crate) fn distance(&self, node: u32) -> u32 {
        self.distance[node as usize]
    }

    /// A source at `home` has run empty.
    pub(crate) fn forget(&mut self, home: u32, sides: &Sides, residual: &Residual) {
        let mut hanging = vec![home];
        self.distance[home as usize] = FAR;
        let mut next = 0;
        while let Some(&v) = hanging.get(next) {
            next += 1;
            for s in sides.outward(v) {
                let w = s.other as usize;
                if self.parent[w] == v && self.distance[w] < FAR {
                    self.distance[w] = FAR;
                    hanging.push(s.other);
                }
            }
        }
        self.measure(&hanging, sides, residual);
    }

    /// Measures these nodes, all others being right.
    fn measure(&mut self, nodes: &[u32], sides: &Sides, residual: &Residual) {
        let mut heap = BinaryHeap::new();
        for &v in nodes {
            let mut best = residual.release(v).map_or(FAR, duration);
            let mut parent = NONE;
            for s in sides.inward(v) {
                let d = self.distance[s.other as usize].saturating_add(length(s.transit));
                if d < best {
                    (best, parent) = (d, s.other);
                }
            }
            if best < self.distance[v as usize] {
                self.distance[v as usize] = best;
                self.parent[v as usize] = parent;
                heap.push(Reverse((best, v)));
            }
        }
        while let Some(Reverse((d, v))) = heap.pop() {
            if d > self.distance[v as usize] {
                continue;
            }
            for s in sides.outward(v) {
                let there = d.saturating_add(length(s.transit));
                let w = s.other as usize;
                if there < self.distance[w] {
                    self.distance[w] = there;
                    self.parent[w] = v;
                    heap.push(Reverse((there, s.other)));
                }
            }
        }
    }
}
