//! Few, steady streams that have the same exits.
//!
//! # Problem
//!
//! The solver finds its flow path by path, and where streets are full each path goes round those before
//! it: followed back, such a flow falls into streams of a few people each. Wanted is another flow with
//! the same exits at every crossing in every step, and so the same arrival curve, that is made of few
//! streams: so many persons of a zone in each of so many steps, by one way, without waiting.
//!
//! # Method
//!
//! The *rest* is the part of the people that is in no stream kept so far; at first that is everybody.
//! It always has a flow in the places that the kept streams leave. A round makes it smaller:
//!
//! 1. Streams are filled into the places as if nobody of the rest were there, the largest first
//!    ([`Filling`]), by the ways that the rest's flows have used.
//! 2. Who is not in them is solved anew in the places that are left.
//! 3. Where not all find a place, a cut shows why: streams lead from behind the cut back to before it, and
//!    so use its places twice. No later stream may. Now streams and solved rest are one flow, and those
//!    who miss a place find it by undoing some of it.
//! 4. What that has left of the streams is kept for good. All others are the rest of the next round.
//!
//! The rounds end when they are used up, when one brings no fewer streams, or when a solve takes too long. Where streams carry less
//! than half of the people in the first round (places everywhere scarce, or hardly more people in a zone
//! than steps), or where those who miss a place are not found one within reasonable time, it is not tried
//! further: the largest streams that the flow itself holds are taken, and then what is left of it.
//!
//! # Certificate
//!
//! After each round, kept streams and rest add up to a whole flow with the exits asked for. A cut of the
//! rest only says which streams are not tried.
//!
//! # Complexity
//!
//! A round costs one or two solves of the rest, one look at each way and some more at the best.

use hudna_instance::{CutRun, FlowOverTime, FlowRun, Instance, NEVER, NestedCuts};

use super::filling::Filling;
use super::rates::Rates;
use super::ways::{Route, Stream, Ways};
use super::{follow, gather, late, recompose};
use crate::adjacency::ByNode;
use crate::fronts;

/// A stream is worth to be looked for that carries one in so many of the rest.
const STREAM: u64 = 5_000;

/// Pieces of streams that had to make way are kept that carry one in so many.
const PIECE: u64 = 4 * STREAM;

/// A way is looked at that carries one in so many.
const WAY: u64 = 15_000;

/// Streams with the exits of a flow, which is delayed, found in so many rounds. Only for instances in
/// which people may wait everywhere.
pub(super) fn streams(
    instance: &Instance,
    inward: &ByNode,
    flow: &FlowOverTime,
    rounds: u32,
    ways: &mut Ways,
) -> Vec<Stream> {
    let mut rest = follow::streams(instance, inward, flow, ways);
    if rounds == 0 {
        return rest;
    }
    // Places for those who get out, and no others; nothing happens after the last of them.
    let mut left = instance.clone();
    let ends = flow.exits.iter().filter_map(|runs| runs.last());
    left.horizon = ends.map(|r| r.end).max().unwrap_or(1);
    for (crossing, runs) in left.crossings.iter_mut().zip(&flow.exits) {
        crossing.capacity = Rates::of(runs).to_capacity();
    }
    for (source, runs) in left.sources.iter_mut().zip(&flow.departures) {
        source.supply = runs.iter().map(|r| (r.end - r.start) * r.persons).sum();
    }
    let mut best = rest.clone();
    let mut kept = Vec::new();
    let (mut routes, mut cuts) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        let people = left.total_supply();
        let share = |part: u64| u32::try_from(people / part).unwrap_or(u32::MAX);
        add_routes(&mut routes, &rest, share(WAY));
        let filled =
            Filling::of_places(&left, ways, &routes, &cuts).fill(&routes, share(STREAM).max(2));
        let mut own = sum(instance, ways, &filled);
        let enough = round > 0 || persons(&filled) >= people / 2;
        let whole = enough.then(|| completed(&left, &own, &mut cuts)).flatten();
        let Some(whole) = whole else {
            if round == 0 {
                let flow = (flow, share(PIECE).max(2));
                best = of_flow(instance, inward, flow, &left, &routes, ways);
            }
            break;
        };
        let stay = match whole {
            Whole::Added(_) => filled,
            Whole::Mended(ref flow) => {
                let mut routes: Vec<Route> = filled.iter().map(Stream::route).collect();
                routes.sort_unstable();
                routes.dedup();
                let stay = Filling::of_flow(&left, ways, flow).fill(&routes, share(PIECE).max(2));
                own = sum(instance, ways, &stay);
                stay
            }
        };
        let (Whole::Added(flow) | Whole::Mended(flow)) = whole;
        let others = joined(&flow, &own, Rates::take);
        left = without(&left, &own);
        kept.extend(stay);
        rest = follow::streams(
            instance,
            inward,
            &late::delayed(&left, inward, &others),
            ways,
        );
        if kept.len() + rest.len() >= best.len() {
            break;
        }
        best = [&kept[..], &rest[..]].concat();
    }
    best
}

/// The largest streams on these routes that a flow holds, each of so many people at least, and what is left
/// of it.
fn of_flow(
    instance: &Instance,
    inward: &ByNode,
    (flow, least): (&FlowOverTime, u32),
    people: &Instance,
    routes: &[Route],
    ways: &mut Ways,
) -> Vec<Stream> {
    let mut streams = Filling::of_flow(people, ways, flow).fill(routes, least);
    let others = joined(flow, &sum(instance, ways, &streams), Rates::take);
    streams.extend(follow::streams(instance, inward, &others, ways));
    streams
}

/// Adds the routes by which at least so many go.
fn add_routes(routes: &mut Vec<Route>, streams: &[Stream], least: u32) {
    let mut on: Vec<(Route, u32)> = streams.iter().map(|s| (s.route(), s.persons())).collect();
    on.sort_unstable();
    let ways = on.chunk_by(|a, b| a.0 == b.0);
    let carries = |way: &&[(Route, u32)]| way.iter().map(|w| w.1).sum::<u32>() >= least;
    routes.extend(ways.filter(carries).map(|way| way[0].0));
    routes.sort_unstable();
    routes.dedup();
}

fn persons(streams: &[Stream]) -> u64 {
    streams.iter().map(|s| u64::from(s.persons())).sum()
}

/// The flow that streams add up to.
fn sum(instance: &Instance, ways: &Ways, streams: &[Stream]) -> FlowOverTime {
    recompose(instance, &gather(instance, ways, streams.to_vec()))
}

/// A flow that brings out everybody.
enum Whole {
    /// The streams as they are, and the others.
    Added(FlowOverTime),
    /// Streams had to make way.
    Mended(FlowOverTime),
}

/// A solve that takes so many visits of nodes, about two seconds, is broken off: where rates are small
/// fractions it might take minutes. On all other maps measured they are enough.
const MOST_VISITS: u64 = 5_000_000;

/// Brings out all people of an instance beside streams with this sum. Where that does not go without
/// undoing streams, `cuts` is told why. `None`: somebody stays, so there was no such flow, or it takes
/// too long.
fn completed(
    instance: &Instance,
    streams: &FlowOverTime,
    cuts: &mut Vec<Vec<u32>>,
) -> Option<Whole> {
    let others = fronts::solve_within(&without(instance, streams), MOST_VISITS)?;
    let flow = joined(streams, &others.certificate.flow, Rates::add);
    if others.left_behind.iter().all(|&n| n == 0) {
        return Some(Whole::Added(flow));
    }
    cuts.push(before(&others.certificate.cuts, instance.horizon));
    let mended = fronts::complete(instance, &flow, MOST_VISITS)?;
    let everyone = mended.left_behind.iter().all(|&n| n == 0);
    everyone.then_some(Whole::Mended(mended.certificate.flow))
}

/// For each node the first step that lies before the cut of the last horizon, on the side of those who
/// stay.
fn before(cuts: &NestedCuts, horizon: u32) -> Vec<u32> {
    let last = |runs: &Vec<CutRun>| match runs.last() {
        Some(run) if run.since == NEVER => run.start,
        _ => horizon,
    };
    cuts.nodes.iter().map(last).collect()
}

/// An instance without the places, exits and people of a flow.
pub(crate) fn without(instance: &Instance, flow: &FlowOverTime) -> Instance {
    let mut left = instance.clone();
    let horizon = instance.horizon;
    let rows = left.arcs.iter_mut().map(|a| &mut a.capacity);
    let rows = rows.chain(left.crossings.iter_mut().map(|c| &mut c.capacity));
    for (capacity, runs) in rows.zip(flow.arcs.iter().chain(&flow.exits)) {
        if !runs.is_empty() {
            let mut room = Rates::places(capacity, horizon);
            runs.iter()
                .for_each(|r| room.take(r.start, r.end, r.persons));
            *capacity = room.to_capacity();
        }
    }
    for (source, runs) in left.sources.iter_mut().zip(&flow.departures) {
        let gone = runs.iter().map(|r| (r.end - r.start) * r.persons);
        source.supply -= gone.sum::<u32>();
    }
    left
}

/// One flow with the runs of another added or taken off.
fn joined(
    flow: &FlowOverTime,
    other: &FlowOverTime,
    join: impl Fn(&mut Rates, u32, u32, u32),
) -> FlowOverTime {
    let rows = |rows: &[Vec<FlowRun>], others: &[Vec<FlowRun>]| {
        let each = rows.iter().zip(others).map(|(row, others)| {
            let mut rates = Rates::of(row);
            for r in others {
                join(&mut rates, r.start, r.end, r.persons);
            }
            rates.runs().collect()
        });
        each.collect()
    };
    FlowOverTime {
        arcs: rows(&flow.arcs, &other.arcs),
        departures: rows(&flow.departures, &other.departures),
        exits: rows(&flow.exits, &other.exits),
    }
}
