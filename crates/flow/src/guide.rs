//! How far it is from the nearest source that still holds people, were no place taken.
//!
//! A search backward from a crossing must know where people are. These distances tell it: exact on
//! the empty network, too short where it is crowded. When a source runs empty, only what hung on it
//! is measured anew; so all of it together costs about as much as a few searches over the network.

use crate::residual::Residual;
use crate::sides::Sides;

/// Length of one step of time. A street that takes no time is still one long: where most streets
/// are that short, the way with fewer of them is the better one.
const STEP: u32 = 64;

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
    queue: Queue,
}

const NONE: u32 = u32::MAX;

impl Guide {
    pub(crate) fn new(sides: &Sides, residual: &Residual) -> Self {
        let nodes = sides.node_count();
        let mut guide = Self {
            distance: vec![FAR; nodes as usize],
            parent: vec![NONE; nodes as usize],
            queue: Queue::default(),
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

    /// Measures these nodes, which are far from anything so far, all others being right.
    fn measure(&mut self, nodes: &[u32], sides: &Sides, residual: &Residual) {
        // First only from nodes that are right: what these nodes make of each other is not final.
        let mut queue = std::mem::take(&mut self.queue);
        queue.begin();
        for &v in nodes {
            let (mut best, mut parent) = (residual.release(v).map_or(FAR, duration), NONE);
            for s in sides.inward(v) {
                let d = self.distance[s.other as usize].saturating_add(length(s.transit));
                if d < best {
                    (best, parent) = (d, s.other);
                }
            }
            if best < FAR {
                self.parent[v as usize] = parent;
                queue.push(best, v);
            }
        }
        for &(d, v) in queue.all() {
            self.distance[v as usize] = d;
        }
        while let Some((d, v)) = queue.pop() {
            if d > self.distance[v as usize] {
                continue;
            }
            for s in sides.outward(v) {
                let there = d.saturating_add(length(s.transit));
                let w = s.other as usize;
                if there < self.distance[w] {
                    self.distance[w] = there;
                    self.parent[w] = v;
                    queue.push(there, s.other);
                }
            }
        }
        self.queue = queue;
    }
}

/// Nodes by distance, of which none is pushed that is nearer than the last one popped: bucket `i`
/// holds those whose distance differs from that one's in bit `i − 1` and in none above it.
///
/// # References
///
/// R. K. Ahuja, K. Mehlhorn, J. B. Orlin, R. E. Tarjan, "Faster algorithms for the shortest path
/// problem", J. ACM 37 (1990).
#[derive(Default)]
struct Queue {
    last: u32,
    buckets: Vec<Vec<(u32, u32)>>,
}

impl Queue {
    /// Empties it.
    fn begin(&mut self) {
        self.last = 0;
        self.buckets.resize_with(33, Vec::new);
        self.buckets.iter_mut().for_each(Vec::clear);
    }

    fn push(&mut self, distance: u32, node: u32) {
        let bucket = 32 - (distance ^ self.last).leading_zeros();
        self.buckets[bucket as usize].push((distance, node));
    }

    fn all(&self) -> impl Iterator<Item = &(u32, u32)> {
        self.buckets.iter().flatten()
    }

    fn pop(&mut self) -> Option<(u32, u32)> {
        if self.buckets[0].is_empty() {
            let nearest = self.buckets.iter().position(|b| !b.is_empty())?;
            let mut moved = std::mem::take(&mut self.buckets[nearest]);
            self.last = moved.iter().map(|&(d, _)| d).min()?;
            for (distance, node) in moved.drain(..) {
                self.push(distance, node);
            }
            self.buckets[nearest] = moved;
        }
        self.buckets[0].pop()
    }
}
