//! A search that takes the latest copies first.
//!
//! It does not know where people are, but it visits few nodes twice. Where capacities are small
//! fractions, the depth-first search comes to a node again and again, each time a little later; this one
//! then decides whether there is a path at all.

use std::collections::BinaryHeap;

use super::super::{Allowance, Fronts};
use super::{Candidate, Stop};

/// A way to go on, and from where.
#[derive(Clone, Copy)]
struct Branch {
    candidate: Candidate,
    /// The step of its move.
    step: u32,
    /// The visit that it goes on from; none at a crossing.
    from: Option<u32>,
    crossing: u32,
}

impl Fronts<'_> {
    /// Sends up to `people` out in step `theta` along one path; returns how many. When it is nobody, all
    /// that leads to the open places was visited.
    pub(in super::super) fn latest_first(&mut self, people: u32) -> u32 {
        self.search.begin_level();
        self.search.begin_round(Allowance::NO_LIMIT);
        self.search.exhaustive = true;
        let mut branches = Vec::new();
        let mut heap = BinaryHeap::new();
        for crossing in 0..self.instance.crossings.len() as u32 {
            if self.places(crossing) > 0 {
                let exit = self.instance.crossings[crossing as usize].node.0;
                heap.push((self.theta, branches.len()));
                branches.push(Branch {
                    candidate: Candidate {
                        other: exit,
                        ..Candidate::NONE
                    },
                    step: 0,
                    from: None,
                    crossing,
                });
            }
        }
        let mut visits: Vec<(Stop, Branch)> = Vec::new();
        while let Some((there, i)) = heap.pop() {
            let branch: Branch = branches[i];
            let node = branch.candidate.other;
            if !self.is_open(node, there) {
                continue;
            }
            self.visit(node, there, 0);
            let Some(stop) = self.search.stack.pop() else {
                break;
            };
            visits.push((stop, branch));
            if let Some(end) = self.end(stop.node, stop.latest) {
                self.climb(&visits);
                let wanted = self.places(branch.crossing).min(people);
                let sent = self.send(branch.crossing, end, wanted);
                self.step_back(0);
                return sent;
            }
            self.list_shifts(stop.node, stop.latest, stop.detour);
            self.list_candidates(stop.node, stop.latest, stop.detour);
            for i in stop.candidates as usize..self.search.candidates.len() {
                let candidate = self.search.candidates[i];
                if let Some((there, step)) = self.copy_behind(candidate, stop.latest) {
                    heap.push((there, branches.len()));
                    branches.push(Branch {
                        candidate,
                        step,
                        from: Some(visits.len() as u32 - 1),
                        crossing: branch.crossing,
                    });
                }
            }
            self.search.candidates.truncate(stop.candidates as usize);
        }
        0
    }

    /// Puts the way from the crossing to the last visit on the stack.
    fn climb(&mut self, visits: &[(Stop, Branch)]) {
        let mut at = visits.last();
        let (mut tried, mut step) = (Vec::new(), 0);
        while let Some((stop, branch)) = at {
            self.search.stack.push(Stop { step, ..*stop });
            tried.push(branch.candidate);
            step = branch.step;
            at = branch.from.and_then(|i| visits.get(i as usize));
        }
        // The candidate tried at a stop is the last one before those of the next stop.
        self.search.candidates.clear();
        let tried = tried.into_iter().rev().skip(1);
        self.search.candidates.extend(tried);
        self.search.stack.reverse();
        for (i, stop) in (0..).zip(&mut self.search.stack) {
            stop.candidates = i;
        }
    }
}
