//! Maps drawn with letters, a naive oracle, and random instances.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use hudna_certify::{Accepted, certify};
use hudna_flow::{Outcome, earliest_arrival};
use hudna_instance::{
    Arc, Capacity, CapacityWindow, Crossing, Hold, Instance, NodeIdx, Rate, Source,
};
use proptest::prelude::*;

/// An instance drawn as a map.
///
/// Letters are nodes. `-` and `|` join two nodes in both directions, `>` and `<` make a horizontal
/// line one-way. A digit in a line is its transit time (1 when there is none). Every arc lets one
/// person in each step unless [`Map::places`] says otherwise.
pub struct Map {
    names: BTreeMap<char, u32>,
    pub instance: Instance,
}

impl Map {
    pub fn draw(picture: &str, horizon: u32) -> Self {
        let grid: Vec<Vec<char>> = picture.lines().map(|l| l.chars().collect()).collect();
        let at = |r: usize, c: usize| grid.get(r).and_then(|l| l.get(c)).copied().unwrap_or(' ');
        let mut names = BTreeMap::new();
        for letter in picture.chars().filter(char::is_ascii_alphabetic) {
            let next = u32::try_from(names.len()).unwrap();
            names.entry(letter).or_insert(next);
        }
        let mut arcs = Vec::new();
        for (r, line) in grid.iter().enumerate() {
            for (c, &name) in line.iter().enumerate() {
                if !name.is_ascii_alphabetic() {
                    continue;
                }
                for (down, right) in [(0, 1), (1, 0)] {
                    let (mut there, mut back, mut transit) = (true, true, 1);
                    let mut step = 1;
                    let end = loop {
                        let ch = at(r + down * step, c + right * step);
                        match ch {
                            '-' if right == 1 => {}
                            '|' if down == 1 => {}
                            '>' => back = false,
                            '<' => there = false,
                            d if d.is_ascii_digit() => transit = d.to_digit(10).unwrap(),
                            other => break other,
                        }
                        step += 1;
                    };
                    if step == 1 || !end.is_ascii_alphabetic() {
                        continue;
                    }
                    let (a, b) = (NodeIdx(names[&name]), NodeIdx(names[&end]));
                    for (wanted, tail, head) in [(there, a, b), (back, b, a)] {
                        if wanted {
                            arcs.push(Arc {
                                tail,
                                head,
                                transit,
                                capacity: Capacity::constant(1),
                            });
                        }
                    }
                }
            }
        }
        let node_count = u32::try_from(names.len()).unwrap();
        Self {
            names,
            instance: Instance {
                node_count,
                arcs,
                sources: vec![],
                crossings: vec![],
                horizon,
                hold: Hold::All,
            },
        }
    }

    pub fn node(&self, name: char) -> NodeIdx {
        NodeIdx(self.names[&name])
    }

    pub fn hold(mut self, hold: Hold) -> Self {
        self.instance.hold = hold;
        self
    }

    pub fn people(self, name: char, supply: u32) -> Self {
        self.people_from(name, supply, 0)
    }

    pub fn people_from(mut self, name: char, supply: u32, release: u32) -> Self {
        let node = self.node(name);
        self.instance.sources.push(Source {
            node,
            supply,
            release,
        });
        self
    }

    pub fn crossing(mut self, name: char, open: Range<u32>, persons: u32) -> Self {
        let node = self.node(name);
        self.instance.crossings.push(Crossing {
            node,
            capacity: windows(&[(open.start, open.end, Rate::whole(persons))]),
            storage: None,
        });
        self
    }

    /// At most so many wait at the crossings at this node.
    pub fn storage(mut self, name: char, persons: u32) -> Self {
        let node = self.node(name);
        for c in self
            .instance
            .crossings
            .iter_mut()
            .filter(|c| c.node == node)
        {
            c.storage = Some(Capacity::constant(persons));
        }
        self
    }

    /// Sets the places of every arc between two nodes, in both directions.
    pub fn places(mut self, a: char, b: char, capacity: &Capacity) -> Self {
        let (a, b) = (self.node(a), self.node(b));
        for arc in &mut self.instance.arcs {
            if [(a, b), (b, a)].contains(&(arc.tail, arc.head)) {
                arc.capacity = capacity.clone();
            }
        }
        self
    }

    /// The certified arrivals in each step (not cumulative).
    pub fn arrivals(&self) -> Vec<u64> {
        let outcome = solved(&self.instance);
        let by = outcome.arrived_by();
        let before = std::iter::once(&0).chain(by);
        by.iter()
            .zip(before)
            .map(|(now, before)| now - before)
            .collect()
    }
}

pub fn windows(list: &[(u32, u32, Rate)]) -> Capacity {
    let window = |&(open, close, rate): &_| CapacityWindow { open, close, rate };
    Capacity::from_windows(list.iter().map(window).collect()).unwrap()
}

/// Solves and certifies.
pub fn solved(instance: &Instance) -> Outcome {
    let outcome = earliest_arrival(instance, &mut |_| {}).unwrap();
    let accepted = accepted(instance, &outcome);
    assert_eq!(accepted.left_behind, outcome.left_behind);
    assert_eq!(accepted.clearance, outcome.clearance);
    outcome
}

pub fn accepted(instance: &Instance, outcome: &Outcome) -> Accepted {
    match certify(instance, &outcome.certificate) {
        Ok(accepted) => accepted,
        Err(why) => panic!("{why}\n{instance:#?}\n{:#?}", outcome.certificate),
    }
}

/// The naive oracle: for every horizon on its own, a maximum flow in the time-expanded network
/// written out in full, by breadth-first augmenting paths.
pub fn oracle(instance: &Instance) -> Vec<u64> {
    (0..instance.horizon)
        .map(|theta| most_out_by(instance, theta))
        .collect()
}

fn most_out_by(instance: &Instance, theta: u32) -> u64 {
    let steps = theta as usize + 1;
    let copy = |v: NodeIdx, t: u32| 2 + v.pos() * steps + t as usize;
    let hub = |s: usize| 2 + instance.node_count as usize * steps + s;
    let places = hub(instance.sources.len());
    let mut edges: Vec<(usize, u64)> = Vec::new();
    let mut at: Vec<Vec<usize>> = vec![vec![]; places];
    let mut join = |from: usize, to: usize, room: u64| {
        at[from].push(edges.len());
        edges.push((to, room));
        at[to].push(edges.len());
        edges.push((from, 0));
    };
    for (i, s) in instance.sources.iter().enumerate() {
        join(0, hub(i), u64::from(s.supply));
        (s.release..=theta).for_each(|t| join(hub(i), copy(s.node, t), u64::MAX / 4));
    }
    for a in &instance.arcs {
        for t in 0..=theta.saturating_sub(a.transit) {
            if t + a.transit <= theta {
                join(
                    copy(a.tail, t),
                    copy(a.head, t + a.transit),
                    a.capacity.at(t).into(),
                );
            }
        }
    }
    if instance.hold == Hold::All {
        for v in (0..instance.node_count).map(NodeIdx) {
            let at_v = instance.crossings.iter().filter(|c| c.node == v);
            let limits: Vec<&Capacity> = at_v.filter_map(|c| c.storage.as_ref()).collect();
            let room = |t| limits.iter().map(|l| u64::from(l.at(t))).min();
            (1..=theta).for_each(|t| {
                let room = room(t - 1).unwrap_or(u64::MAX / 4);
                join(copy(v, t - 1), copy(v, t), room);
            });
        }
    }
    for c in &instance.crossings {
        (0..=theta).for_each(|t| join(copy(c.node, t), 1, c.capacity.at(t).into()));
    }
    let mut out = 0;
    loop {
        let mut came_by = vec![usize::MAX; places];
        let mut queue = VecDeque::from([0]);
        while let Some(v) = queue.pop_front() {
            for &e in &at[v] {
                let (to, room) = edges[e];
                if room > 0 && to != 0 && came_by[to] == usize::MAX {
                    came_by[to] = e;
                    queue.push_back(to);
                }
            }
        }
        if came_by[1] == usize::MAX {
            return out;
        }
        let mut path = vec![];
        let mut v = 1;
        while v != 0 {
            path.push(came_by[v]);
            v = edges[came_by[v] ^ 1].0;
        }
        let persons = path.iter().map(|&e| edges[e].1).min().unwrap();
        for e in path {
            edges[e].1 -= persons;
            edges[e ^ 1].1 += persons;
        }
        out += persons;
    }
}

fn any_rate() -> impl Strategy<Value = Rate> {
    prop_oneof![
        3 => (0u32..5).prop_map(Rate::whole),
        1 => (0u32..7, 1u32..5).prop_map(|(num, den)| Rate { num, den }),
    ]
}

fn any_capacity() -> impl Strategy<Value = Capacity> {
    let windowed = prop::collection::vec((0u32..4, 1u32..5, any_rate()), 0..4).prop_map(|list| {
        let mut from = 0;
        let list: Vec<_> = list
            .into_iter()
            .map(|(gap, length, rate)| {
                let open = from + gap;
                from = open + length;
                (open, from, rate)
            })
            .collect();
        windows(&list)
    });
    prop_oneof![
        2 => any_rate().prop_map(Capacity::always),
        1 => windowed,
    ]
}

/// Tiny instances with everything the statement allows.
pub fn any_instance() -> impl Strategy<Value = Instance> {
    (1u32..7, 1u32..11, prop::bool::ANY).prop_flat_map(|(nodes, horizon, hold_all)| {
        let node = (0..nodes).prop_map(NodeIdx);
        let arc = (node.clone(), node.clone(), 0u32..4, any_capacity()).prop_map(
            |(tail, head, transit, capacity)| Arc {
                tail,
                head,
                transit,
                capacity,
            },
        );
        let source = (node.clone(), 0u32..9, 0u32..4).prop_map(|(node, supply, release)| Source {
            node,
            supply,
            release,
        });
        let crossing = (node, any_capacity()).prop_map(|(node, capacity)| Crossing {
            node,
            capacity,
            storage: None,
        });
        (
            prop::collection::vec(arc, 0..14),
            prop::collection::vec(source, 0..5),
            prop::collection::vec(crossing, 0..4),
        )
            .prop_map(move |(arcs, sources, crossings)| Instance {
                node_count: nodes,
                arcs,
                sources,
                crossings,
                horizon,
                hold: if hold_all { Hold::All } else { Hold::Sources },
            })
    })
}

/// The same, people waiting everywhere but at crossings with a storage.
pub fn any_bounded_instance() -> impl Strategy<Value = Instance> {
    let storage = prop_oneof![
        1 => Just(None),
        3 => (0u32..4).prop_map(|n| Some(Capacity::constant(n))),
        1 => any_capacity().prop_map(Some),
    ];
    (any_instance(), prop::collection::vec(storage, 4)).prop_map(|(mut instance, storage)| {
        instance.hold = Hold::All;
        for (crossing, storage) in instance.crossings.iter_mut().zip(storage) {
            crossing.storage = storage;
        }
        instance
    })
}

/// Blocks of streets with one-way arcs, dead ends and bottlenecks; everything constant but the
/// windows of the crossings.
pub fn any_town() -> impl Strategy<Value = Instance> {
    (3u32..7, 3u32..7, 8u32..50).prop_flat_map(|(rows, columns, horizon)| {
        let nodes = rows * columns;
        let node = (0..nodes).prop_map(NodeIdx);
        let streets = (rows * (columns - 1) + columns * (rows - 1)) as usize;
        let street = (0u32..4, 0u32..6, prop::option::weighted(0.8, 1u32..6));
        let source = (node.clone(), 1u32..60).prop_map(|(node, supply)| Source {
            node,
            supply,
            release: 0,
        });
        let crossing = (node, 0u32..20, 1u32..40, 1u32..9).prop_map(|(node, open, length, n)| {
            let capacity = windows(&[(open, open + length, Rate::whole(n))]);
            Crossing {
                node,
                capacity,
                storage: None,
            }
        });
        (
            prop::collection::vec(street, streets),
            prop::collection::vec(source, 1..12),
            prop::collection::vec(crossing, 1..5),
        )
            .prop_map(move |(streets, sources, crossings)| {
                let across = (0..nodes)
                    .filter(|v| v % columns + 1 < columns)
                    .map(|v| (v, v + 1));
                let down = (0..nodes - columns).map(|v| (v, v + columns));
                let mut arcs = Vec::new();
                for ((a, b), (transit, there, back)) in across.chain(down).zip(streets) {
                    for (tail, head, places) in [(a, b, Some(there)), (b, a, back)] {
                        arcs.extend(places.map(|n| Arc {
                            tail: NodeIdx(tail),
                            head: NodeIdx(head),
                            transit,
                            capacity: Capacity::constant(n),
                        }));
                    }
                }
                Instance {
                    node_count: nodes,
                    arcs,
                    sources,
                    crossings,
                    horizon,
                    hold: Hold::All,
                }
            })
    })
}
