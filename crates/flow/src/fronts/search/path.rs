//! A path found: written down as moves, made, and the search taken back to before what it used up.

use super::super::Fronts;
use super::Search;
use super::stops::{Candidate, End, Hold, Towards};
use crate::residual::Move;

impl Fronts<'_> {
    /// Takes stops off the stack, which were not in vain, until `keep` are left.
    pub(super) fn step_back(&mut self, keep: usize) {
        // A path was found: what hung on those stops may have become open.
        self.search.clock.paths += 1;
        let mut before = Hold::NOTHING.on;
        for stop in &mut self.search.stack[..keep] {
            // Those on the path can be undone, one after the other.
            stop.hold.on = stop.hold.on.min(before);
            before = stop.number;
            let s = &mut self.state[stop.node as usize];
            if s.visited == stop.latest {
                (s.hangs_on, s.paths) = (stop.number, self.search.clock.paths);
            } else {
                stop.hold.on = Hold::UNKNOWN;
            }
        }
        while self.search.stack.len() > keep {
            if let Some(stop) = self.search.stack.pop() {
                self.search.candidates.truncate(stop.candidates as usize);
                self.search.vain.truncate(stop.vain as usize);
                let s = &mut self.state[stop.node as usize];
                (s.visited, s.round) = stop.before;
            }
        }
    }

    /// Writes down the moves of the stack, the last of them where the path begins, and for each node the way that leads there.
    fn trace(&mut self, crossing: u32, end: End) {
        let Search {
            stack,
            candidates,
            path,
            ends,
            ..
        } = &mut self.search;
        path.clear();
        ends.clear();
        path.push(Move::Leave {
            crossing,
            at: self.theta,
        });
        let (last, hint) = (stack.len() - 1, &mut self.hint);
        for (i, stop) in stack.iter().enumerate() {
            let next = stack.get(i + 1);
            let tried = next.map_or(Candidate::NONE, |next| {
                candidates[next.candidates as usize - 1]
            });
            hint[stop.node as usize] = tried;
            let release = |s: u32| self.instance.sources[s as usize].release.max(stop.need);
            let (m, arrival) = match (tried.towards, stop.step) {
                _ if i == last => match end {
                    End::Source(source) => {
                        let at = release(source);
                        (Move::SetOut { source, at }, at)
                    }
                    End::Later(crossing, at) => (Move::DoNotLeave { crossing, at }, at),
                },
                (Towards::Enter(arc), entry) => (Move::Enter { arc, entry }, entry + tried.transit),
                (Towards::DoNotEnter(arc), entry) => (Move::DoNotEnter { arc, entry }, entry),
                (Towards::Shift(source), from) => {
                    let to = release(source);
                    (Move::Shift { source, from, to }, to)
                }
                (Towards::Nothing, _) => continue,
            };
            path.push(m);
            let (node, need) = (stop.node, stop.need);
            if arrival < need {
                path.push(Move::Wait {
                    node,
                    from: arrival,
                    to: need,
                });
            } else if arrival > need {
                path.push(Move::DoNotWait {
                    node,
                    from: need,
                    to: arrival,
                });
            }
            ends.push(path.len());
        }
    }

    /// Sends up to `wanted` persons along the stack, and steps back to before the first move that is
    /// used up; returns how many.
    pub(super) fn send(&mut self, crossing: u32, end: End, wanted: u32) -> u32 {
        self.trace(crossing, end);
        // The first move that has room for fewest: those before it are not used up.
        let (mut tightest, mut room) = (0, u32::MAX);
        for (i, &m) in self.search.path.iter().enumerate() {
            let here = self.residual.room(m);
            if here < room {
                (tightest, room) = (i, here);
            }
        }
        let persons = room.min(wanted);
        self.search.on_paths += self.search.stack.len() as u32;
        for &m in &self.search.path {
            self.residual.make(m, persons);
        }
        if let End::Source(source) = end
            && self.residual.left[source as usize] == 0
        {
            let home = self.instance.sources[source as usize].node.0;
            self.crowd.forget();
            self.guide.forget(home, &self.sides, &self.residual);
        }
        // Not that one either, perhaps: a path may go over an arc and undo it.
        let moves = self.search.path[tightest..].iter();
        let used_up = moves.into_iter().position(|&m| self.residual.room(m) == 0);
        let used_up = used_up.map(|i| self.search.ends.partition_point(|&end| end <= tightest + i));
        // That stop too: what waits there may have changed.
        self.step_back(used_up.unwrap_or(self.search.stack.len()));
        persons
    }
}
