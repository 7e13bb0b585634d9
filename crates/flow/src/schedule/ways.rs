//! Ways, each kept once, and the streams of people on them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

use hudna_instance::Instance;

/// People of one source on one way who get out in `[exit, exit + steps)`, `rate` in each step, without
/// a pause but where `waits` says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stream {
    pub(super) source: u32,
    pub(super) crossing: u32,
    pub(super) way: u32,
    pub(super) exit: u32,
    pub(super) steps: u32,
    pub(super) rate: u32,
    /// Steps from entering each arc of the way to getting out; empty where nobody waits on the way.
    pub(super) waits: Box<[u32]>,
}

/// From which source by which way to which crossing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Route {
    pub(super) source: u32,
    pub(super) crossing: u32,
    pub(super) way: u32,
}

impl Stream {
    pub(super) fn route(&self) -> Route {
        Route {
            source: self.source,
            crossing: self.crossing,
            way: self.way,
        }
    }

    pub(super) fn persons(&self) -> u32 {
        self.rate * self.steps
    }
}

/// Ways as lists of arcs, first arc first, in one array.
#[derive(Default)]
pub(super) struct Ways {
    arcs: Vec<u32>,
    /// Where each way starts in `arcs`, and its steps of transit.
    ways: Vec<(usize, u32)>,
    /// Ways by hash of their arcs. Never iterated, so its order decides nothing.
    known: HashMap<u64, Vec<u32>, BuildHasherDefault<DefaultHasher>>,
}

impl Ways {
    pub(super) fn number(&mut self, instance: &Instance, arcs: &[u32]) -> u32 {
        let mut hasher = DefaultHasher::new();
        arcs.hash(&mut hasher);
        let hash = hasher.finish();
        let known = self.known.get(&hash).map_or(&[][..], Vec::as_slice);
        if let Some(&way) = known.iter().find(|&&w| self.arcs(w) == arcs) {
            return way;
        }
        let way = self.ways.len() as u32;
        let transit = arcs.iter().map(|&a| instance.arcs[a as usize].transit);
        self.ways.push((self.arcs.len(), transit.sum()));
        self.arcs.extend_from_slice(arcs);
        self.known.entry(hash).or_default().push(way);
        way
    }

    pub(super) fn arcs(&self, way: u32) -> &[u32] {
        let end = self.ways.get(way as usize + 1);
        &self.arcs[self.ways[way as usize].0..end.map_or(self.arcs.len(), |w| w.0)]
    }

    /// Steps from setting out to getting out for who never waits.
    pub(super) fn transit(&self, way: u32) -> u32 {
        self.ways[way as usize].1
    }

    /// The arcs of a way, the last first: place on the way, arc, and steps from entering it to getting
    /// out for who never waits.
    pub(super) fn entries<'a>(
        &'a self,
        instance: &'a Instance,
        way: u32,
    ) -> impl Iterator<Item = (usize, u32, u32)> + 'a {
        let mut before = 0;
        let arcs = self.arcs(way).iter().enumerate().rev();
        arcs.map(move |(i, &a)| {
            before += instance.arcs[a as usize].transit;
            (i, a, before)
        })
    }

    /// The arcs of a stream's way, the last first, each with the steps from entering it to getting out.
    pub(super) fn legs<'a>(
        &'a self,
        instance: &'a Instance,
        stream: &'a Stream,
    ) -> impl Iterator<Item = (u32, u32)> + 'a {
        let entries = self.entries(instance, stream.way);
        entries.map(|(i, a, before)| (a, stream.waits.get(i).copied().unwrap_or(before)))
    }

    /// Steps from setting out to getting out.
    pub(super) fn lead(&self, stream: &Stream) -> u32 {
        let first = stream.waits.first().copied();
        first.unwrap_or_else(|| self.transit(stream.way))
    }
}
