//! The flow's side: runs, capacities, conservation, arrivals.

use hudna_instance::{Capacity, FlowOverTime, FlowRun, Hold, Instance, NodeIdx, Rate, Storage};

use crate::Rejection;

/// Checks the flow and returns how many are left behind at each source.
pub(crate) fn check(
    instance: &Instance,
    flow: &FlowOverTime,
    arrived_by: &[u64],
) -> Result<Vec<u32>, Rejection> {
    let horizon = instance.horizon;
    for (index, (arc, runs)) in instance.arcs.iter().zip(&flow.arcs).enumerate() {
        let limit = horizon.saturating_sub(arc.transit);
        if let Some(late) = runs.iter().find(|r| r.end > limit && r.end <= horizon) {
            return Err(Rejection::ArrivesTooLate {
                arc: index,
                step: late.end.saturating_sub(1).max(late.start),
                persons: late.persons,
                transit: arc.transit,
                limit,
            });
        }
        ordered("arc", index, runs, limit)?;
        within("arc", index, runs, &arc.capacity)?;
    }
    for (index, (crossing, runs)) in instance.crossings.iter().zip(&flow.exits).enumerate() {
        ordered("crossing", index, runs, horizon)?;
        within("crossing", index, runs, &crossing.capacity)?;
    }
    let left_behind = departures(instance, flow)?;
    conserved(instance, flow)?;
    arrivals(flow, arrived_by)?;
    Ok(left_behind)
}

fn ordered(
    what: &'static str,
    index: usize,
    runs: &[FlowRun],
    limit: u32,
) -> Result<(), Rejection> {
    let mut free_from = 0;
    for r in runs {
        if r.start >= r.end || r.start < free_from || r.persons == 0 || r.end > limit {
            return Err(Rejection::Run {
                what,
                index,
                start: r.start,
                end: r.end,
                persons: r.persons,
                limit,
            });
        }
        free_from = r.end;
    }
    Ok(())
}

/// The runs are in order already, so are the windows: one walk over both.
fn within(
    what: &'static str,
    index: usize,
    runs: &[FlowRun],
    capacity: &Capacity,
) -> Result<(), Rejection> {
    let mut windows = capacity.windows().iter().peekable();
    for r in runs {
        let mut step = r.start;
        while step < r.end {
            while windows.next_if(|w| w.close <= step).is_some() {}
            let open = windows.peek().filter(|w| w.open <= step);
            let (until, over) = match open {
                Some(w) => {
                    let until = w.close.min(r.end);
                    (until, first_over(w.rate, step, until, r.persons))
                }
                None => (r.end, Some(step)),
            };
            if let Some(step) = over {
                return Err(Rejection::OverCapacity {
                    what,
                    index,
                    step,
                    persons: r.persons,
                    capacity: capacity.at(step),
                });
            }
            step = until;
        }
    }
    Ok(())
}

/// First step of `[start, end)` in which fewer than `persons` may pass.
fn first_over(rate: Rate, start: u32, end: u32, persons: u32) -> Option<u32> {
    // A fractional rate gives its whole part or one more; the whole part is always there.
    if persons <= rate.num / rate.den.max(1) {
        return None;
    }
    if rate.den == 1 {
        return Some(start);
    }
    (start..end).find(|&t| rate.at(t) < persons)
}

fn departures(instance: &Instance, flow: &FlowOverTime) -> Result<Vec<u32>, Rejection> {
    let mut left_behind = Vec::with_capacity(instance.sources.len());
    for (index, (source, runs)) in instance.sources.iter().zip(&flow.departures).enumerate() {
        ordered("source", index, runs, instance.horizon)?;
        if let Some(first) = runs.first()
            && first.start < source.release
        {
            return Err(Rejection::BeforeRelease {
                source_index: index,
                step: first.start,
                release: source.release,
            });
        }
        let departed: u64 = runs.iter().map(total).sum();
        let left = u32::try_from(departed)
            .ok()
            .and_then(|d| source.supply.checked_sub(d))
            .ok_or(Rejection::OverSupply {
                source_index: index,
                departed,
                supply: source.supply,
            })?;
        left_behind.push(left);
    }
    Ok(left_behind)
}

fn total(r: &FlowRun) -> u64 {
    u64::from(r.persons) * u64::from(r.end - r.start)
}

/// A change of the net inflow of a node: from step `.0` on, `.1` persons more in each step.
type Change = (u32, i64);

/// The changes of one node after another, in one list.
struct Changes {
    first: Vec<usize>,
    list: Vec<Change>,
}

impl Changes {
    fn of(instance: &Instance, flow: &FlowOverTime) -> Self {
        let nodes = instance.node_count as usize;
        let mut first = vec![0usize; nodes + 2];
        visit(instance, flow, |node, _, _| {
            if let Some(n) = first.get_mut(node + 2) {
                *n += 2;
            }
        });
        let mut sum = 0;
        for n in &mut first {
            sum += *n;
            *n = sum;
        }
        let mut list = vec![(0, 0); sum];
        visit(instance, flow, |node, run, sign| {
            let persons = sign * i64::from(run.persons);
            if let Some(at) = first.get_mut(node + 1) {
                list[*at] = (run.start, persons);
                list[*at + 1] = (run.end, -persons);
                *at += 2;
            }
        });
        Self { first, list }
    }
}

/// Calls `f(node, run, sign)` for everything that comes to (`1`) or leaves (`-1`) a node.
fn visit(instance: &Instance, flow: &FlowOverTime, mut f: impl FnMut(usize, FlowRun, i64)) {
    for (arc, runs) in instance.arcs.iter().zip(&flow.arcs) {
        for &r in runs {
            f(arc.tail.pos(), r, -1);
            let there = FlowRun {
                start: r.start + arc.transit,
                end: r.end + arc.transit,
                ..r
            };
            f(arc.head.pos(), there, 1);
        }
    }
    for (source, runs) in instance.sources.iter().zip(&flow.departures) {
        for &r in runs {
            f(source.node.pos(), r, 1);
        }
    }
    for (crossing, runs) in instance.crossings.iter().zip(&flow.exits) {
        for &r in runs {
            f(crossing.node.pos(), r, -1);
        }
    }
}

fn conserved(instance: &Instance, flow: &FlowOverTime) -> Result<(), Rejection> {
    let mut changes = Changes::of(instance, flow);
    let storage = instance.storage();
    for node in 0..instance.node_count as usize {
        let (from, to) = (changes.first[node], changes.first[node + 1]);
        let list = &mut changes.list[from..to];
        list.sort_unstable_by_key(|c| c.0);
        // `here` persons wait at the node at the end of step `now - 1`; `rate` more in each step.
        let (mut now, mut here, mut rate) = (0u32, 0i128, 0i128);
        for &(step, change) in &*list {
            if step > now {
                balanced(instance.hold, node, now, step, here, rate)?;
                stored(&storage, node, now..step, here, rate)?;
                here += rate * i128::from(step - now);
                now = step;
            }
            rate += i128::from(change);
        }
        if here > 0 {
            return Err(Rejection::Stranded {
                node,
                persons: persons(here),
            });
        }
    }
    Ok(())
}

/// Checks the steps `[now, until)`, in each of which `rate` persons more come than leave.
fn balanced(
    hold: Hold,
    node: usize,
    now: u32,
    until: u32,
    here: i128,
    rate: i128,
) -> Result<(), Rejection> {
    if rate < 0 && here + rate * i128::from(until - now) < 0 {
        let good_steps = u32::try_from(here / -rate).unwrap_or(0);
        return Err(Rejection::LeavesBeforeArriving {
            node,
            step: now + good_steps,
            missing: persons(-(here + rate * i128::from(good_steps + 1))),
        });
    }
    if rate > 0 && hold == Hold::Sources {
        return Err(Rejection::Waits {
            node,
            step: now,
            persons: persons(rate),
        });
    }
    Ok(())
}

/// Checks in each of the steps that no more stay than may wait at the node.
fn stored(
    storage: &Storage<'_>,
    node: usize,
    steps: std::ops::Range<u32>,
    here: i128,
    rate: i128,
) -> Result<(), Rejection> {
    let at = NodeIdx(u32::try_from(node).unwrap_or(u32::MAX));
    if !storage.limits(at) {
        return Ok(());
    }
    for (k, step) in (1i128..).zip(steps) {
        let waiting = here + rate * k;
        let Some(room) = storage.room(at, step) else {
            continue;
        };
        if waiting > i128::from(room) {
            return Err(Rejection::OverStorage {
                node,
                step,
                persons: persons(waiting),
                room,
            });
        }
    }
    Ok(())
}

fn persons(n: i128) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

fn arrivals(flow: &FlowOverTime, arrived_by: &[u64]) -> Result<(), Rejection> {
    let mut change = vec![0i64; arrived_by.len() + 1];
    for r in flow.exits.iter().flatten() {
        change[r.start as usize] += i64::from(r.persons);
        change[r.end as usize] -= i64::from(r.persons);
    }
    let (mut rate, mut counted) = (0i64, 0u64);
    for (step, &claimed) in (0u32..).zip(arrived_by) {
        rate += change[step as usize];
        counted += u64::try_from(rate).unwrap_or(0);
        if counted != claimed {
            return Err(Rejection::ArrivedBy {
                step,
                counted,
                claimed,
            });
        }
    }
    Ok(())
}
