//! Where storage limits how many may wait at crossings.
//!
//! # Method
//!
//! 1. The plan is made as if people could wait without limit, and everybody is moved to the latest steps
//!    that its exits allow, so that they wait at home. If then nobody waits beyond the storage, that is the
//!    plan: its cuts prove that no more could be out even with free waiting. In them no copy falls before an
//!    earlier one of its node, so they hold no storage.
//! 2. Otherwise who waits beyond the storage stays home, and in the places that are left it is planned
//!    again for those at home, until that brings nobody out any more.
//! 3. With this flow the search over single copies begins, with waiting as an arc of limited capacity.
//!
//! # Complexity
//!
//! The search over copies takes work and memory for each step of each node; the rest does not.

use std::collections::BTreeMap;

use hudna_instance::{FlowOverTime, FlowRun, Instance, InstanceError, Storage};

use crate::adjacency::ByNode;
use crate::schedule::{delayed, recompose, steady_groups, without};
use crate::{Group, Outcome, Progress, copies, fronts};

/// Makes the plan; `progress` starts again where the first attempt is not enough.
pub(crate) fn solve(
    instance: &Instance,
    storage: &Storage<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Outcome, InstanceError> {
    let mut outcome = fronts::solve(instance, progress);
    let inward = ByNode::new(instance.node_count, instance.arcs.iter().map(|a| a.head));
    let flow = delayed(instance, &inward, &outcome.certificate.flow);
    if fits(instance, storage, &flow) {
        outcome.certificate.flow = flow;
        return Ok(outcome);
    }
    copies::can_be_held(instance)?;
    Ok(copies::solve(
        instance,
        &within(instance, storage, &flow),
        progress,
    ))
}

/// Whether nobody waits beyond the storage.
fn fits(instance: &Instance, storage: &Storage<'_>, flow: &FlowOverTime) -> bool {
    storage.nodes().all(|node| {
        let waiting = instance.waiting(flow, node);
        let each = |r: &FlowRun| {
            let persons = r.persons;
            (r.start..r.end).map(move |t| (t, persons))
        };
        let mut steps = waiting.iter().flat_map(each);
        steps.all(|(t, persons)| storage.room(node, t).is_none_or(|room| persons <= room))
    })
}

/// More rounds than this bring hardly anybody out.
const ROUNDS: u32 = 8;

/// A flow in which nobody waits beyond the storage, made of the late `flow` and of what can be planned
/// in the places that it leaves.
fn within(instance: &Instance, storage: &Storage<'_>, flow: &FlowOverTime) -> FlowOverTime {
    let room = |node| (0..instance.horizon).map(move |t| storage.room(node, t).unwrap_or(0));
    let nodes = storage.nodes();
    let mut rooms = nodes.map(|v| (v.0, room(v).collect())).collect();
    let mut kept = with_room(instance, storage, flow, &mut rooms);
    for _ in 0..ROUNDS {
        let left = without(instance, &recompose(instance, &kept));
        let flow = fronts::solve(&left, &mut |_| {}).certificate.flow;
        let more = with_room(&left, storage, &flow, &mut rooms);
        if more.is_empty() {
            break;
        }
        kept.extend(more);
    }
    recompose(instance, &kept)
}

/// For each node with a limit, how many more may wait there in each step.
type Rooms = BTreeMap<u32, Vec<u32>>;

/// Those of a flow who find room to wait, the first to get out first; the room is then theirs.
fn with_room(
    instance: &Instance,
    storage: &Storage<'_>,
    flow: &FlowOverTime,
    rooms: &mut Rooms,
) -> Vec<Group> {
    let mut groups = steady_groups(instance, flow, 0);
    groups.sort_by_key(|g| g.exit);
    let mut kept = Vec::new();
    for group in groups {
        let stays = stays(instance, storage, &group);
        if stays.is_empty() {
            kept.push(group);
            continue;
        }
        for later in 0..group.departures.end - group.departures.start {
            let mut persons = group.departures.persons;
            for (node, from, to) in &stays {
                let room = rooms.get(node).map_or(&[][..], Vec::as_slice);
                let least = room.get((from + later) as usize..(to + later) as usize);
                let least = least.and_then(|r| r.iter().copied().min());
                persons = persons.min(least.unwrap_or(0));
            }
            if persons == 0 {
                continue;
            }
            for (node, from, to) in &stays {
                let room = rooms.get_mut(node).map_or(&mut [][..], Vec::as_mut_slice);
                let taken = room.get_mut((from + later) as usize..(to + later) as usize);
                taken.into_iter().flatten().for_each(|n| *n -= persons);
            }
            kept.push(one_step(&group, later, persons));
        }
    }
    kept
}

/// Where the first of a group wait, of the nodes with a limit: the node, and from which step until before
/// which one.
fn stays(instance: &Instance, storage: &Storage<'_>, group: &Group) -> Vec<(u32, u32, u32)> {
    let mut node = instance.sources[group.source.pos()].node;
    let mut since = group.departures.start;
    let mut stays = Vec::new();
    let ends = group.legs.iter().map(|l| l.entry).chain([group.exit]);
    for (i, end) in ends.enumerate() {
        if storage.limits(node) && since < end {
            stays.push((node.0, since, end));
        }
        if let Some(leg) = group.legs.get(i) {
            let arc = &instance.arcs[leg.arc.pos()];
            node = arc.head;
            since = leg.entry + arc.transit;
        }
    }
    stays
}

/// So many of those of a group who set out so many steps after its first.
fn one_step(group: &Group, later: u32, persons: u32) -> Group {
    let mut one = group.clone();
    let start = group.departures.start + later;
    one.departures = FlowRun {
        start,
        end: start + 1,
        persons,
    };
    one.legs.iter_mut().for_each(|l| l.entry += later);
    one.exit += later;
    one
}
