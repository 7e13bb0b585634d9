//! `S(v, ·)` of a node as runs, moved in time, and the least and greatest of two.

use hudna_instance::{CutRun, NEVER};

/// `S(t + by)`; beyond the horizon [`NEVER`].
pub(super) fn ahead(runs: &[CutRun], by: u32, horizon: u32) -> Vec<CutRun> {
    let mut moved = Runs::default();
    if by < horizon {
        let first = runs.partition_point(|r| r.start <= by).saturating_sub(1);
        for r in runs.iter().skip(first) {
            let start = r.start.max(by);
            moved.push(start - by, r.at(start), r.rises);
        }
    }
    if by > 0 {
        moved.push(horizon.saturating_sub(by), NEVER, false);
    }
    moved.0
}

/// `S(t − by)`; before step 0 it is 0.
pub(super) fn behind(runs: &[CutRun], by: u32, horizon: u32) -> Vec<CutRun> {
    let mut moved = Runs::default();
    if by > 0 {
        moved.push(0, 0, false);
    }
    for r in runs {
        match r.start.checked_add(by) {
            Some(start) if start < horizon => moved.push(start, r.since, r.rises),
            _ => break,
        }
    }
    moved.0
}

/// The least of the two at every step.
pub(super) fn least(a: &[CutRun], b: &[CutRun], horizon: u32) -> Vec<CutRun> {
    pick(a, b, horizon, false)
}

/// The greatest of the two at every step.
pub(super) fn greatest(a: &[CutRun], b: &[CutRun], horizon: u32) -> Vec<CutRun> {
    pick(a, b, horizon, true)
}

fn pick(a: &[CutRun], b: &[CutRun], horizon: u32, greatest: bool) -> Vec<CutRun> {
    let mut picked = Runs::default();
    let (mut i, mut j) = (0, 0);
    let mut start = 0;
    while start < horizon {
        let (Some(x), Some(y)) = (a.get(i), b.get(j)) else {
            break;
        };
        let end_of = |next: Option<&CutRun>| next.map_or(horizon, |r| r.start);
        let (end_a, end_b) = (end_of(a.get(i + 1)), end_of(b.get(j + 1)));
        let end = end_a.min(end_b);
        let (at_x, at_y) = (x.at(start), y.at(start));
        if x.rises == y.rises {
            let since = if greatest {
                at_x.max(at_y)
            } else {
                at_x.min(at_y)
            };
            picked.push(start, since, x.rises);
        } else {
            let (rising, level) = if x.rises { (at_x, at_y) } else { (at_y, at_x) };
            // The rising one is below first, then above.
            let meet = start.saturating_add(level.saturating_sub(rising)).min(end);
            let (below_rises, above_rises) = (!greatest, greatest);
            if meet > start {
                let since = if below_rises { rising } else { level };
                picked.push(start, since, below_rises);
            }
            if meet < end {
                let since = if above_rises {
                    rising.saturating_add(meet - start)
                } else {
                    level
                };
                picked.push(meet, since, above_rises);
            }
        }
        i += usize::from(end_a == end);
        j += usize::from(end_b == end);
        start = end;
    }
    picked.0
}

/// Runs that are put together where one goes on as the one before.
#[derive(Default)]
struct Runs(Vec<CutRun>);

impl Runs {
    fn push(&mut self, start: u32, since: u32, rises: bool) {
        let rises = rises && since != NEVER;
        match self.0.last() {
            Some(last) if last.rises == rises && last.at(start) == since => {}
            _ => self.0.push(CutRun {
                start,
                since,
                rises,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const T: u32 = 12;

    fn at(runs: &[CutRun], t: u32) -> u32 {
        assert_eq!(runs[0].start, 0);
        assert!(runs.is_sorted_by(|a, b| a.start < b.start) && runs.iter().all(|r| r.start < T));
        let i = runs.partition_point(|r| r.start <= t);
        runs[i - 1].at(t)
    }

    fn runs() -> impl Strategy<Value = Vec<CutRun>> {
        let run = (0u32..=T + 1, any::<bool>());
        (
            0u32..T,
            any::<bool>(),
            prop::collection::btree_map(1..T, run, 0..5),
        )
            .prop_map(|(since, rises, more)| {
                let rest = more.into_iter().map(|(start, (since, rises))| {
                    let since = if since > T { NEVER } else { since };
                    CutRun {
                        start,
                        since,
                        rises: rises && since != NEVER,
                    }
                });
                [CutRun {
                    start: 0,
                    since,
                    rises,
                }]
                .into_iter()
                .chain(rest)
                .collect()
            })
    }

    proptest! {
        #[test]
        fn runs_do_at_every_step_what_they_say(a in runs(), b in runs(), by in 0..T + 2) {
            let (later, earlier) = (ahead(&a, by, T), behind(&a, by, T));
            let (low, high) = (least(&a, &b, T), greatest(&a, &b, T));
            for t in 0..T {
                prop_assert_eq!(at(&later, t), if t + by < T { at(&a, t + by) } else { NEVER });
                prop_assert_eq!(at(&earlier, t), if t >= by { at(&a, t - by) } else { 0 });
                prop_assert_eq!(at(&low, t), at(&a, t).min(at(&b, t)));
                prop_assert_eq!(at(&high, t), at(&a, t).max(at(&b, t)));
            }
        }
    }
}
