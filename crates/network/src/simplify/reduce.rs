//! The way down: what goes, and in which order.

use hudna_instance::{Arc, ArcIdx, Capacity, Hold, Instance, NEVER, NodeIdx, Rate};

use super::{CutsOf, Gone, Made, Simplified, Size, Virtual, VirtualArc};
use crate::reaching;

pub(super) fn reduce(instance: &Instance) -> Simplified {
    let mut graph = Graph::new(instance);
    graph.drop_useless_nodes(instance);
    let mut open: Vec<NodeIdx> = (0..instance.node_count).rev().map(NodeIdx).collect();
    while let Some(x) = open.pop() {
        graph.visit(x, &mut open);
    }
    graph.finish(instance)
}

struct Graph {
    horizon: u32,
    hold: Hold,
    /// Whether storage limits how many wait at a node.
    limited: Vec<bool>,
    /// Whether a node has a source or a crossing, or went.
    stays: Vec<bool>,
    went: Vec<bool>,
    out: Vec<Vec<Virtual>>,
    into: Vec<Vec<Virtual>>,
    all: Vec<VirtualArc>,
    gone: Vec<Gone>,
}

/// Which arc of a chain is the narrow one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Narrow {
    First,
    Second,
}

impl Graph {
    fn new(instance: &Instance) -> Self {
        let n = instance.node_count as usize;
        let mut stays = vec![false; n];
        let sources = instance.sources.iter().map(|s| s.node);
        for node in sources.chain(instance.crossings.iter().map(|c| c.node)) {
            stays[node.pos()] = true;
        }
        // Next to a node where waiting is limited, people may wait instead.
        let storage = instance.storage();
        for arc in &instance.arcs {
            if storage.limits(arc.tail) || storage.limits(arc.head) {
                stays[arc.tail.pos()] = true;
                stays[arc.head.pos()] = true;
            }
        }
        let limited = (0..instance.node_count).map(|v| storage.limits(NodeIdx(v)));
        let mut graph = Self {
            horizon: instance.horizon,
            hold: instance.hold,
            limited: limited.collect(),
            stays,
            went: vec![false; n],
            out: vec![Vec::new(); n],
            into: vec![Vec::new(); n],
            all: Vec::with_capacity(instance.arcs.len()),
            gone: Vec::new(),
        };
        for (i, arc) in (0u32..).map(ArcIdx).zip(&instance.arcs) {
            graph.add(VirtualArc {
                tail: arc.tail,
                head: arc.head,
                transit: arc.transit,
                capacity: arc.capacity.clone(),
                made: Made::Original(i),
            });
        }
        graph
    }

    /// Adds an arc, unless nobody can use it.
    fn add(&mut self, arc: VirtualArc) {
        let nobody_in_time =
            arc.transit >= self.horizon || arc.capacity.between(0, self.horizon) == 0;
        // Where waiting is free, going round to the same node is no better.
        let waits = self.hold == Hold::All && !self.limited[arc.tail.pos()];
        let for_nothing = arc.tail == arc.head && waits;
        if nobody_in_time || for_nothing {
            return;
        }
        let new = Virtual(self.all.len() as u32);
        self.out[arc.tail.pos()].push(new);
        self.into[arc.head.pos()].push(new);
        self.all.push(arc);
    }

    fn arc(&self, v: Virtual) -> &VirtualArc {
        &self.all[v.0 as usize]
    }

    fn remove(&mut self, v: Virtual) {
        let (tail, head) = (self.arc(v).tail, self.arc(v).head);
        self.out[tail.pos()].retain(|&o| o != v);
        self.into[head.pos()].retain(|&o| o != v);
    }

    /// The rate, if it is the same all through the horizon.
    fn rate(&self, capacity: &Capacity) -> Option<Rate> {
        match capacity.windows() {
            [w] if w.open == 0 && w.close >= self.horizon && w.rate.den > 0 => Some(w.rate),
            _ => None,
        }
    }

    fn go(&mut self, x: NodeIdx, cuts: CutsOf) {
        for arc in self.out[x.pos()]
            .clone()
            .into_iter()
            .chain(self.into[x.pos()].clone())
        {
            self.remove(arc);
        }
        self.went[x.pos()] = true;
        self.gone.push(Gone { node: x, cuts });
    }

    /// Nodes that nobody can come to, and nodes from which nobody can leave. Seen from everything
    /// that stays, sources and crossings alike: only nodes of their own kind lie behind them.
    fn drop_useless_nodes(&mut self, instance: &Instance) {
        let staying = || {
            (0..instance.node_count)
                .map(NodeIdx)
                .filter(|n| self.stays[n.pos()])
        };
        let arcs = || {
            self.out
                .iter()
                .flatten()
                .map(|&v| (self.arc(v).tail, self.arc(v).head))
        };
        let leads_on = reaching(instance.node_count, arcs(), staying());
        let turned = arcs().map(|(tail, head)| (head, tail));
        let reached = reaching(instance.node_count, turned, staying());
        for x in (0..instance.node_count).map(NodeIdx) {
            if !reached[x.pos()] {
                self.go(x, CutsOf::Level(0));
            } else if !leads_on[x.pos()] {
                self.go(x, CutsOf::Level(NEVER));
            }
        }
    }

    /// Lets `x` go if it can, and opens its neighbours again.
    fn visit(&mut self, x: NodeIdx, open: &mut Vec<NodeIdx>) {
        if self.stays[x.pos()] || self.went[x.pos()] {
            return;
        }
        let heads = self.out[x.pos()].iter().map(|&v| self.arc(v).head);
        let tails = self.into[x.pos()].iter().map(|&v| self.arc(v).tail);
        let mut neighbours: Vec<NodeIdx> = heads.chain(tails).collect();
        neighbours.sort_unstable();
        neighbours.dedup();
        let went = match (neighbours.as_slice(), self.hold) {
            ([] | [_], Hold::All) => {
                let tails = self.tails(x);
                self.go(x, CutsOf::Behind(tails));
                true
            }
            (&[u, v], _) => self.chain(u, x, v),
            _ => false,
        };
        if went {
            open.extend(neighbours);
        }
    }

    fn heads(&self, x: NodeIdx) -> Vec<(NodeIdx, u32)> {
        self.out[x.pos()]
            .iter()
            .map(|&v| (self.arc(v).head, self.arc(v).transit))
            .collect()
    }

    fn tails(&self, x: NodeIdx) -> Vec<(NodeIdx, u32)> {
        self.into[x.pos()]
            .iter()
            .map(|&v| (self.arc(v).tail, self.arc(v).transit))
            .collect()
    }

    /// Makes one arc each way of the chain `u – x – v`, if that is exact.
    fn chain(&mut self, u: NodeIdx, x: NodeIdx, v: NodeIdx) -> bool {
        let (out, into) = (&self.out[x.pos()], &self.into[x.pos()]);
        let one = |arcs: &[Virtual], end: fn(&VirtualArc) -> NodeIdx, at: NodeIdx| {
            let mut found = arcs.iter().copied().filter(|&a| end(self.arc(a)) == at);
            (found.next(), found.next().is_none())
        };
        let (ux, a) = one(into, |arc| arc.tail, u);
        let (vx, b) = one(into, |arc| arc.tail, v);
        let (xu, c) = one(out, |arc| arc.head, u);
        let (xv, d) = one(out, |arc| arc.head, v);
        if !(a && b && c && d) {
            return false;
        }
        if self.hold == Hold::Sources && (out.len() > 1 || into.len() > 1) {
            return false;
        }
        let pair = |first: Option<Virtual>, second: Option<Virtual>| match first.zip(second) {
            None => Some(None),
            Some((p, q)) => self.in_a_row(p, q).map(Some),
        };
        let (Some(there), Some(back)) = (pair(ux, xv), pair(vx, xu)) else {
            return false;
        };
        let between = |narrow, wide, to_wide: Option<Virtual>, from_wide: Option<Virtual>| {
            let transit = |v: Option<Virtual>| v.map_or(0, |v| self.arc(v).transit);
            CutsOf::Between {
                narrow,
                wide,
                to_wide: transit(to_wide),
                from_wide: transit(from_wide),
            }
        };
        let narrow = |way: &Option<(VirtualArc, Narrow)>| way.as_ref().map(|(_, n)| *n);
        let cuts = match (narrow(&there), narrow(&back)) {
            (Some(Narrow::First), None | Some(Narrow::First)) | (None, Some(Narrow::First)) => {
                CutsOf::Ahead(self.heads(x))
            }
            (Some(Narrow::First), Some(Narrow::Second)) => between(u, v, xv, vx),
            (Some(Narrow::Second), Some(Narrow::First)) => between(v, u, xu, ux),
            // Also where no way leads through: people only come in, or only go out.
            _ => CutsOf::Behind(self.tails(x)),
        };
        self.go(x, cuts);
        for (arc, _) in there.into_iter().chain(back) {
            self.add(arc);
        }
        true
    }

    /// Two arcs one after the other as one; `None` where that is not exact.
    fn in_a_row(&self, p: Virtual, q: Virtual) -> Option<(VirtualArc, Narrow)> {
        let (first, second) = (self.arc(p), self.arc(q));
        let (r1, r2) = (self.rate(&first.capacity)?, self.rate(&second.capacity)?);
        // The pattern of a rate is the same `transit` steps later.
        let same_later =
            |r: Rate| u64::from(first.transit) * u64::from(r.num) % u64::from(r.den) == 0;
        let equal = u64::from(r1.num) * u64::from(r2.den) == u64::from(r2.num) * u64::from(r1.den);
        let (rate, narrow) = if most(r1) <= least(r2) || (equal && same_later(r1)) {
            (r1, Narrow::First)
        } else if most(r2) <= least(r1) && same_later(r2) {
            (r2, Narrow::Second)
        } else {
            return None;
        };
        let arc = VirtualArc {
            tail: first.tail,
            head: second.head,
            transit: first.transit.saturating_add(second.transit),
            capacity: Capacity::always(rate),
            made: Made::Chain(p, q),
        };
        Some((arc, narrow))
    }

    fn finish(self, instance: &Instance) -> Simplified {
        let mut number = vec![NodeIdx(0); self.went.len()];
        let mut nodes = Vec::new();
        for x in (0..instance.node_count)
            .map(NodeIdx)
            .filter(|x| !self.went[x.pos()])
        {
            number[x.pos()] = NodeIdx(nodes.len() as u32);
            nodes.push(x);
        }
        let mut arcs: Vec<Virtual> = self.out.iter().flatten().copied().collect();
        arcs.sort_unstable();
        let small = |v: &Virtual| {
            let arc = self.arc(*v);
            Arc {
                tail: number[arc.tail.pos()],
                head: number[arc.head.pos()],
                transit: arc.transit,
                capacity: arc.capacity.clone(),
            }
        };
        let mut smaller = Instance {
            node_count: nodes.len() as u32,
            arcs: arcs.iter().map(small).collect(),
            ..instance.clone()
        };
        for s in &mut smaller.sources {
            s.node = number[s.node.pos()];
        }
        for c in &mut smaller.crossings {
            c.node = number[c.node.pos()];
        }
        Simplified {
            instance: smaller,
            nodes,
            arcs,
            all: self.all,
            gone: self.gone,
            original: Size {
                nodes: instance.node_count,
                arcs: instance.arcs.len() as u32,
            },
            horizon: instance.horizon,
        }
    }
}

/// The most that passes in a step.
fn most(r: Rate) -> u32 {
    r.num.div_ceil(r.den)
}

/// The least that passes in a step.
fn least(r: Rate) -> u32 {
    r.num / r.den
}
