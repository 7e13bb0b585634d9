//! Sets of steps as bits, and persons per step, in rows that are made when first needed.

const NO_ROW: u32 = u32::MAX;

/// For each item a set of steps.
#[derive(Clone)]
pub(crate) struct StepSets {
    words: usize,
    row: Vec<u32>,
    bits: Vec<u64>,
}

impl StepSets {
    pub(crate) fn new(items: usize, horizon: u32) -> Self {
        Self {
            words: (horizon as usize).div_ceil(64),
            row: vec![NO_ROW; items],
            bits: Vec::new(),
        }
    }

    /// Whether the item's set was ever written; until then it is whatever the owner says.
    pub(crate) fn is_made(&self, item: u32) -> bool {
        self.row[item as usize] != NO_ROW
    }

    /// Makes the item's set, full or empty.
    pub(crate) fn make(&mut self, item: u32, full: bool) {
        let row = self.bits.len() / self.words;
        self.row[item as usize] = row as u32;
        let word = if full { u64::MAX } else { 0 };
        self.bits.resize(self.bits.len() + self.words, word);
    }

    /// Makes the touched sets as they are in `kept`, of which this was once a copy; rows made later go.
    pub(crate) fn restore(&mut self, kept: &Self, touched: &[bool]) {
        for ((row, &kept_row), &touched) in self.row.iter_mut().zip(&kept.row).zip(touched) {
            if touched {
                *row = kept_row;
                if kept_row != NO_ROW {
                    let from = kept_row as usize * self.words;
                    let cells = from..from + self.words;
                    self.bits[cells.clone()].copy_from_slice(&kept.bits[cells]);
                }
            }
        }
        self.bits.truncate(kept.bits.len());
    }

    fn row(&self, item: u32) -> &[u64] {
        let from = self.row[item as usize] as usize * self.words;
        &self.bits[from..from + self.words]
    }

    pub(crate) fn insert(&mut self, item: u32, t: u32) {
        let from = self.row[item as usize] as usize * self.words;
        self.bits[from + t as usize / 64] |= 1 << (t % 64);
    }

    pub(crate) fn remove(&mut self, item: u32, t: u32) {
        let from = self.row[item as usize] as usize * self.words;
        self.bits[from + t as usize / 64] &= !(1 << (t % 64));
    }

    /// The last step of the set at or before `t`.
    #[inline]
    pub(crate) fn previous(&self, item: u32, t: u32) -> Option<u32> {
        let from = self.row[item as usize] as usize * self.words;
        let mut i = from + t as usize / 64;
        let mut word = self.bits[i] & (u64::MAX >> (63 - t % 64));
        while word == 0 {
            if i == from {
                return None;
            }
            i -= 1;
            word = self.bits[i];
        }
        Some((i - from) as u32 * 64 + word.ilog2())
    }

    /// The first step of the set at or after `t`.
    #[inline]
    pub(crate) fn next(&self, item: u32, t: u32) -> Option<u32> {
        let row = self.row(item);
        let mut i = t as usize / 64;
        let mut word = row.get(i)? >> (t % 64) << (t % 64);
        while word == 0 {
            i += 1;
            word = *row.get(i)?;
        }
        Some(i as u32 * 64 + word.trailing_zeros())
    }

    /// The first of the members on end before `t`; `t` where there is none.
    #[inline]
    pub(crate) fn stretch_before(&self, item: u32, t: u32) -> u32 {
        let Some(last) = t.checked_sub(1) else {
            return t;
        };
        let row = self.row(item);
        let mut i = last as usize / 64;
        let mut gaps = !row[i] & (u64::MAX >> (63 - last % 64));
        while gaps == 0 {
            if i == 0 {
                return 0;
            }
            i -= 1;
            gaps = !row[i];
        }
        i as u32 * 64 + gaps.ilog2() + 1
    }

    /// The first step at or after `t` that is no member.
    #[inline]
    pub(crate) fn stretch_after(&self, item: u32, t: u32) -> u32 {
        let row = self.row(item);
        let mut i = t as usize / 64;
        let mut gaps = !row[i] >> (t % 64) << (t % 64);
        while gaps == 0 {
            i += 1;
            match row.get(i) {
                Some(word) => gaps = !word,
                None => return i as u32 * 64 - 1,
            }
        }
        i as u32 * 64 + gaps.trailing_zeros()
    }
}

/// For each item persons per step.
#[derive(Clone)]
pub(crate) struct StepCounts {
    /// Up to the last step in which anybody was ever counted: most of a long horizon nobody needs.
    rows: Vec<Vec<u32>>,
}

impl StepCounts {
    pub(crate) fn new(items: usize) -> Self {
        Self {
            rows: vec![Vec::new(); items],
        }
    }

    /// Makes the touched rows as they are in `kept`, of which this was once a copy.
    pub(crate) fn restore(&mut self, kept: &Self, touched: &[bool]) {
        let rows = self.rows.iter_mut().zip(&kept.rows).zip(touched);
        for ((row, kept), _) in rows.filter(|(_, touched)| **touched) {
            row.clone_from(kept);
        }
    }

    /// The item's persons per step; nobody in those after the end.
    pub(crate) fn row(&self, item: u32) -> &[u32] {
        &self.rows[item as usize]
    }

    /// The item's persons in the steps before `end`, at least.
    pub(crate) fn row_mut(&mut self, item: u32, end: u32) -> &mut [u32] {
        let row = &mut self.rows[item as usize];
        if row.len() < end as usize {
            row.resize(end as usize, 0);
        }
        row
    }

    /// The item's persons in step `t`.
    pub(crate) fn at_mut(&mut self, item: u32, t: u32) -> &mut u32 {
        &mut self.row_mut(item, t + 1)[t as usize]
    }

    pub(crate) fn at(&self, item: u32, t: u32) -> u32 {
        self.row(item).get(t as usize).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_found_on_both_sides_across_words() {
        let mut sets = StepSets::new(1, 200);
        sets.make(0, false);
        for t in [3, 4, 5, 62, 63, 64, 65, 128, 199] {
            sets.insert(0, t);
        }
        assert_eq!(sets.next(0, 0), Some(3));
        assert_eq!(sets.next(0, 6), Some(62));
        assert_eq!(sets.next(0, 66), Some(128));
        assert_eq!(sets.next(0, 129), Some(199));
        sets.remove(0, 199);
        assert_eq!(sets.next(0, 129), None);
        assert_eq!(sets.next(0, 1_000), None);
        assert_eq!(sets.stretch_before(0, 0), 0);
        assert_eq!(sets.stretch_before(0, 3), 3);
        assert_eq!(sets.stretch_before(0, 5), 3);
        assert_eq!(sets.stretch_before(0, 66), 62);
        assert_eq!(sets.stretch_before(0, 129), 128);
        (0..3).for_each(|t| sets.insert(0, t));
        assert_eq!(sets.stretch_before(0, 6), 0);
    }

    #[test]
    fn rows_grow_with_the_steps_and_shrink_to_what_was_kept() {
        let mut counts = StepCounts::new(2);
        *counts.at_mut(0, 3) += 5;
        let kept = counts.clone();
        *counts.at_mut(0, 9) += 2;
        *counts.at_mut(1, 0) += 1;
        assert_eq!(counts.row(0), [0, 0, 0, 5, 0, 0, 0, 0, 0, 2]);
        assert_eq!((counts.at(0, 200), counts.at(1, 1)), (0, 0));
        counts.restore(&kept, &[true, false]);
        assert_eq!(counts.row(0), [0, 0, 0, 5]);
        assert_eq!(counts.row(1), [1]);
    }
}
