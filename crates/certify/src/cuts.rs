//! The cuts' side: for every horizon, the capacity of the cut.
//!
//! A copy of an arc is in the cut for the horizons from `since(head)` up to, not including,
//! `since(tail)`. Over a stretch of steps both ends are constant or rise with the steps, and the
//! capacity is constant; so a stretch is two entries in an array of differences over the horizons,
//! or, where an end rises, in an array of differences of differences.

use hudna_instance::{Capacity, CutRun, Hold, Instance, NEVER, NestedCuts, NodeIdx, Rate, Storage};

use crate::Rejection;

pub(crate) fn check(
    instance: &Instance,
    cuts: &NestedCuts,
    arrived_by: &[u64],
) -> Result<(), Rejection> {
    let storage = instance.storage();
    for (node, runs) in (0u32..).map(NodeIdx).zip(&cuts.nodes) {
        ordered(node, runs, instance, &storage)?;
    }
    let horizon = instance.horizon;
    let mut total = ByHorizon::new(horizon);
    for node in storage.nodes() {
        total.add_storage(node, &cuts.nodes[node.pos()], &storage);
    }
    for (index, (source, &since)) in instance.sources.iter().zip(&cuts.sources).enumerate() {
        let runs = &cuts.nodes[source.node.pos()];
        if source.release < horizon {
            departure_stays(index, source.release, since, runs)?;
        }
        total.add(Line::level(since), 1, i128::from(source.supply));
    }
    for crossing in &instance.crossings {
        let runs = &cuts.nodes[crossing.node.pos()];
        let clock = [CutRun {
            start: 0,
            since: 0,
            rises: true,
        }];
        total.add_crossing(&clock, 0, runs, &crossing.capacity, horizon);
    }
    for arc in &instance.arcs {
        let tail = &cuts.nodes[arc.tail.pos()];
        let head = &cuts.nodes[arc.head.pos()];
        if arc.transit < horizon {
            let entries = horizon - arc.transit;
            total.add_crossing(head, arc.transit, tail, &arc.capacity, entries);
        }
    }
    total.equals(arrived_by)
}

fn ordered(
    node: NodeIdx,
    runs: &[CutRun],
    instance: &Instance,
    storage: &Storage<'_>,
) -> Result<(), Rejection> {
    let waits_freely = instance.hold == Hold::All && !storage.limits(node);
    let node = node.pos();
    if runs.is_empty() {
        return Err(Rejection::CutRun { node, run: 0 });
    }
    let mut before: Option<&CutRun> = None;
    for (run, r) in runs.iter().enumerate() {
        let in_order = before.map_or(r.start == 0, |b| b.start < r.start);
        if !in_order || r.start >= instance.horizon || (r.rises && r.since == NEVER) {
            return Err(Rejection::CutRun { node, run });
        }
        if waits_freely
            && let Some(b) = before
            && b.at(r.start - 1) > r.since
        {
            return Err(Rejection::WaitingCrossesCut {
                node,
                step: r.start,
            });
        }
        before = Some(r);
    }
    Ok(())
}

/// A source on the source side must not face a copy on the sink side from its release on.
fn departure_stays(
    source_index: usize,
    release: u32,
    source_since: u32,
    runs: &[CutRun],
) -> Result<(), Rejection> {
    for (i, r) in runs.iter().enumerate() {
        if runs.get(i + 1).is_some_and(|next| next.start <= release) {
            continue;
        }
        // Within a run the first step from the release on is the lowest.
        let step = r.start.max(release);
        if r.at(step) < source_since {
            return Err(Rejection::DepartureCrossesCut {
                source_index,
                step,
                copy: r.at(step),
                source_since,
            });
        }
    }
    Ok(())
}

/// Horizons over a stretch of steps: `from` at its first step, then the same or one more each step.
#[derive(Clone, Copy)]
struct Line {
    from: u64,
    rises: bool,
}

impl Line {
    fn level(from: u32) -> Self {
        Self {
            from: u64::from(from),
            rises: false,
        }
    }

    fn of(run: &CutRun, step: u32) -> Self {
        Self {
            from: u64::from(run.since)
                + if run.rises {
                    u64::from(step - run.start)
                } else {
                    0
                },
            rises: run.rises,
        }
    }

    fn after(self, steps: u32) -> Self {
        Self {
            from: self.from + if self.rises { u64::from(steps) } else { 0 },
            ..self
        }
    }
}

/// Capacity by horizon, as differences.
struct ByHorizon {
    change: Vec<i128>,
    change_of_change: Vec<i128>,
}

impl ByHorizon {
    fn new(horizon: u32) -> Self {
        let n = horizon as usize + 1;
        Self {
            change: vec![0; n],
            change_of_change: vec![0; n],
        }
    }

    /// `persons` more in each of `steps` steps, for all horizons from the line's value on.
    fn add(&mut self, line: Line, steps: u32, persons: i128) {
        let last = self.change.len() as u64 - 1;
        if line.from >= last {
            return;
        }
        if line.rises {
            let end = (line.from + u64::from(steps)).min(last);
            self.change_of_change[line.from as usize] += persons;
            self.change_of_change[end as usize] -= persons;
        } else {
            self.change[line.from as usize] += persons * i128::from(steps);
        }
    }

    /// Adds the room to wait at a node where copies fall before earlier ones. Within a run none does.
    fn add_storage(&mut self, node: NodeIdx, runs: &[CutRun], storage: &Storage<'_>) {
        for pair in runs.windows(2) {
            let [before, after] = pair else { continue };
            let step = after.start - 1;
            let room = storage.room(node, step).unwrap_or(0);
            let (outer, inner) = (before.at(step), after.since);
            if inner < outer {
                self.add(Line::level(inner), 1, i128::from(room));
                self.add(Line::level(outer), 1, -i128::from(room));
            }
        }
    }

    /// Adds the copies that lie in the cut from `since` of the inner side (taken `shift` steps
    /// later) until `since` of the outer side, for the steps `0..steps`.
    fn add_crossing(
        &mut self,
        inner: &[CutRun],
        shift: u32,
        outer: &[CutRun],
        capacity: &Capacity,
        steps: u32,
    ) {
        let never = |runs: &[CutRun]| matches!(runs, [r] if r.since == NEVER);
        if never(inner) {
            return;
        }
        let mut i = inner
            .partition_point(|r| r.start <= shift)
            .saturating_sub(1);
        let mut o = 0;
        for w in capacity.windows() {
            let mut step = w.open;
            let close = w.close.min(steps);
            while step < close {
                while inner.get(i + 1).is_some_and(|r| r.start <= step + shift) {
                    i += 1;
                }
                while outer.get(o + 1).is_some_and(|r| r.start <= step) {
                    o += 1;
                }
                let inner_end = inner.get(i + 1).map_or(close, |r| r.start - shift);
                let outer_end = outer.get(o + 1).map_or(close, |r| r.start);
                let end = close.min(inner_end).min(outer_end);
                let from = Line::of(&inner[i], step + shift);
                let to = Line::of(&outer[o], step);
                self.add_stretch(from, to, w.rate, step, end);
                step = end;
            }
        }
    }

    /// One stretch `[start, end)`: both lines straight, one rate.
    fn add_stretch(&mut self, from: Line, to: Line, rate: Rate, start: u32, end: u32) {
        let steps = u64::from(end - start);
        // The steps of the stretch in which `from < to`: all, none, a head or a tail of it.
        let (skip, keep) = match (from.rises, to.rises) {
            (false, true) => ((from.from + 1).saturating_sub(to.from).min(steps), steps),
            (true, false) => (0, to.from.saturating_sub(from.from).min(steps)),
            _ => (0, if from.from < to.from { steps } else { 0 }),
        };
        if skip >= keep {
            return;
        }
        // Both fit: they are at most `steps`.
        let (skip, keep) = (skip as u32, keep as u32);
        let (from, to, start) = (from.after(skip), to.after(skip), start + skip);
        let steps = keep - skip;
        if rate.den == 1 {
            self.add(from, steps, i128::from(rate.num));
            self.add(to, steps, -i128::from(rate.num));
        } else {
            for k in 0..steps {
                let persons = i128::from(rate.at(start + k));
                self.add(
                    Line {
                        rises: false,
                        ..from.after(k)
                    },
                    1,
                    persons,
                );
                self.add(
                    Line {
                        rises: false,
                        ..to.after(k)
                    },
                    1,
                    -persons,
                );
            }
        }
    }

    fn equals(&self, arrived_by: &[u64]) -> Result<(), Rejection> {
        let (mut rising, mut capacity) = (0i128, 0i128);
        for (step, &value) in (0u32..).zip(arrived_by) {
            rising += self.change_of_change[step as usize];
            capacity += rising + self.change[step as usize];
            if capacity != i128::from(value) {
                return Err(Rejection::NotTight {
                    step,
                    value,
                    capacity,
                });
            }
        }
        Ok(())
    }
}
