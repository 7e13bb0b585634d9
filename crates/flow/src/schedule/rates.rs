//! Persons per step as stretches of equal steps: what changes seldom takes little room.

use hudna_instance::{Capacity, CapacityWindow, FlowRun, Rate};

use crate::runs::push_step;

/// A number of persons for every step: from `.0` on (up to the next entry) `.1` persons in each step.
/// Nobody before the first entry; the last entry has 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rates(Vec<(u32, u32)>);

impl Rates {
    pub(super) fn of(runs: &[FlowRun]) -> Self {
        let mut list: Vec<(u32, u32)> = Vec::with_capacity(runs.len() + 1);
        for r in runs {
            match list.last_mut() {
                Some(last) if last.0 == r.start => last.1 = r.persons,
                _ => list.push((r.start, r.persons)),
            }
            list.push((r.end, 0));
        }
        Self(list)
    }

    /// The places of a capacity in the steps before `until`.
    pub(super) fn places(capacity: &Capacity, until: u32) -> Self {
        let mut runs: Vec<FlowRun> = Vec::new();
        for w in capacity.windows() {
            let (start, end) = (w.open.min(until), w.close.min(until));
            if w.rate.den != 1 {
                (start..end).for_each(|t| push_step(&mut runs, t, w.rate.at(t)));
                continue;
            }
            let persons = w.rate.num;
            match runs.last_mut() {
                Some(last) if last.end == start && last.persons == persons => last.end = end,
                _ if start < end && persons > 0 => runs.push(FlowRun {
                    start,
                    end,
                    persons,
                }),
                _ => {}
            }
        }
        Self::of(&runs)
    }

    /// The places of a capacity in the steps before `until`, where it has them in every step: of 25 persons in
    /// six steps, four in each.
    pub(super) fn steady_places(capacity: &Capacity, until: u32) -> Self {
        let windows = capacity.windows().iter().map(|w| CapacityWindow {
            rate: Rate::whole(w.rate.num / w.rate.den.max(1)),
            ..*w
        });
        // The windows are those of a capacity.
        let steady = Capacity::from_windows(windows.collect()).unwrap_or_default();
        Self::places(&steady, until)
    }

    /// A capacity with these places.
    pub(super) fn to_capacity(&self) -> Capacity {
        let windows = self.runs().map(|r| CapacityWindow {
            open: r.start,
            close: r.end,
            rate: Rate::whole(r.persons),
        });
        // Runs are never empty and do not overlap.
        Capacity::from_windows(windows.collect()).unwrap_or_default()
    }

    /// From the first step that anybody has to the step after the last.
    pub(super) fn span(&self) -> Option<(u32, u32)> {
        let mut runs = self.runs();
        let first = runs.next()?;
        let last = runs.next_back().unwrap_or(first);
        Some((first.start, last.end))
    }

    /// Lowers a row, which begins with step `from`, to what is here `before` steps earlier.
    pub(super) fn lower(&self, row: &mut [u32], from: u32, before: u32) {
        let (mut begin, mut persons) = (0, 0);
        let ends = self.0.iter().chain([&(u32::MAX, 0)]);
        for &(start, next) in ends {
            let end = start.saturating_add(before).saturating_sub(from) as usize;
            let end = end.min(row.len());
            for n in &mut row[begin..end] {
                *n = (*n).min(persons);
            }
            (begin, persons) = (end, next);
        }
    }

    pub(super) fn runs(&self) -> impl DoubleEndedIterator<Item = FlowRun> + '_ {
        self.0.windows(2).filter_map(|w| match *w {
            [(start, persons), (end, _)] if persons > 0 => Some(FlowRun {
                start,
                end,
                persons,
            }),
            _ => None,
        })
    }

    /// The entry that holds step `t`.
    fn at(&self, t: u32) -> Option<usize> {
        // Who goes through a flow from its end asks for the last entries.
        match self.0.last() {
            Some(&(start, _)) if start <= t => Some(self.0.len() - 1),
            _ => self.0.partition_point(|e| e.0 <= t).checked_sub(1),
        }
    }

    /// The last step before `t` that anybody has, and how many have it.
    pub(super) fn last_before(&self, t: u32) -> Option<u32> {
        let i = self.0.partition_point(|e| e.0 < t);
        let mut end = t;
        for &(start, persons) in self.0.get(..i)?.iter().rev() {
            if persons > 0 {
                return Some(end - 1);
            }
            end = start;
        }
        None
    }

    /// The stretch that ends before step `end` and, with at most `rate` persons in each of at most
    /// `steps` steps, holds most persons: steps and persons in each.
    pub(super) fn best_before(&self, end: u32, steps: u32, rate: u32) -> Option<(u32, u32)> {
        let mut i = self.at(end.checked_sub(1)?)?;
        let (mut best, mut low) = (None, rate);
        let mut most = 0;
        loop {
            let (start, persons) = self.0[i];
            low = low.min(persons);
            if low == 0 {
                return best;
            }
            let length = (end - start).min(steps);
            let area = u64::from(length) * u64::from(low);
            if area > most {
                (best, most) = (Some((length, low)), area);
            }
            if length == steps || i == 0 {
                return best;
            }
            i -= 1;
        }
    }

    /// Adds persons in every step of `[start, end)`.
    pub(super) fn add(&mut self, start: u32, end: u32, persons: u32) {
        self.change(start, end, |n| n + persons);
    }

    /// Takes persons out of every step of `[start, end)`; they must be there.
    pub(super) fn take(&mut self, start: u32, end: u32, persons: u32) {
        self.change(start, end, |n| n - persons);
    }

    /// Takes everybody out of every step of `[start, end)`.
    pub(super) fn clear(&mut self, start: u32, end: u32) {
        let (Some(&(first, _)), Some(&(last, _))) = (self.0.first(), self.0.last()) else {
            return;
        };
        let (start, end) = (start.max(first), end.min(last));
        if start < end {
            self.change(start, end, |_| 0);
            self.0.dedup_by_key(|e| e.1);
        }
    }

    fn change(&mut self, start: u32, end: u32, to: impl Fn(u32) -> u32) {
        let list = &mut self.0;
        let split = |list: &mut Vec<(u32, u32)>, t: u32| {
            let i = list.partition_point(|e| e.0 < t);
            if list.get(i).is_none_or(|e| e.0 != t) {
                let before = i.checked_sub(1).and_then(|i| list.get(i));
                let persons = before.map_or(0, |e| e.1);
                list.insert(i, (t, persons));
            }
            i
        };
        let first = split(list, start);
        let last = split(list, end);
        for e in &mut list[first..last] {
            e.1 = to(e.1);
        }
        // Equal neighbours are one stretch.
        let same = |list: &[(u32, u32)], i: usize| {
            let before = i.checked_sub(1).map_or(0, |i| list[i].1);
            list.get(i).is_some_and(|e| e.1 == before)
        };
        if same(list, last) {
            list.remove(last);
        }
        if same(list, first) {
            list.remove(first);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dense(rates: &Rates) -> [u32; 40] {
        let mut row = [0; 40];
        for r in rates.runs() {
            row[r.start as usize..r.end as usize].fill(r.persons);
        }
        row
    }

    proptest! {
        #[test]
        fn stretches_say_the_same_as_a_row_of_steps(
            changes in prop::collection::vec((0u32..39, 1u32..20, 0u32..4, prop::bool::ANY), 0..12),
            (from, length, rate) in (0u32..40, 1u32..40, 1u32..5),
        ) {
            let (mut rates, mut row) = (Rates::default(), [0u32; 40]);
            for (start, length, persons, back) in changes {
                let end = (start + length).min(40);
                let cells = &mut row[start as usize..end as usize];
                if back && cells.iter().all(|&n| n >= persons) {
                    rates.take(start, end, persons);
                    cells.iter_mut().for_each(|n| *n -= persons);
                } else {
                    rates.add(start, end, persons);
                    cells.iter_mut().for_each(|n| *n += persons);
                }
            }
            prop_assert_eq!(dense(&rates), row);
            let runs: Vec<FlowRun> = rates.runs().collect();
            prop_assert_eq!(dense(&Rates::of(&runs)), row);
            prop_assert!(runs.windows(2).all(|w| w[0].end < w[1].start || w[0].persons != w[1].persons));
            prop_assert_eq!(&Rates::places(&rates.to_capacity(), 40), &Rates::of(&runs));
            let some = |n: &u32| *n > 0;
            let span = row.iter().position(some).zip(row.iter().rposition(some));
            let span = span.map(|(first, last)| (first as u32, last as u32 + 1));
            prop_assert_eq!(rates.span(), span);
            let mut lowered = vec![rate; length as usize];
            rates.lower(&mut lowered, from, rate);
            for (t, low) in (from..).zip(lowered) {
                let here = t.checked_sub(rate).and_then(|t| row.get(t as usize));
                prop_assert_eq!(low, rate.min(here.copied().unwrap_or(0)));
            }
            let until = (from + length).min(40);
            let mut cleared = rates.clone();
            cleared.clear(from, until);
            let mut without = row;
            without[from as usize..until as usize].fill(0);
            prop_assert_eq!(dense(&cleared), without);
            let last = (0..until).rev().find(|&t| row[t as usize] > 0);
            prop_assert_eq!(rates.last_before(until), last);
            let stretches = (1..=length.min(until)).map(|n| {
                let low = row[(until - n) as usize..until as usize].iter().min().unwrap();
                n * rate.min(*low)
            });
            let best = rates.best_before(until, length, rate).map_or(0, |(n, low)| n * low);
            prop_assert_eq!(best, stretches.max().unwrap_or(0));
        }
    }
}
