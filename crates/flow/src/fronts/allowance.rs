//! How long the detours are that a round allows.

use crate::sides::Sides;

/// The detours allowed in the rounds of a step.
pub(super) struct Allowance {
    /// One after the other; the last has no limit.
    pub(super) levels: Vec<u32>,
    /// In how many steps on end each level found nothing.
    pub(super) idle: Vec<u32>,
    /// What an undoing counts for.
    pub(super) undoing: u32,
}

impl Allowance {
    pub(super) const NO_LIMIT: u32 = u32::MAX;
    /// Each level allows so many times more than the one before.
    const GROWTH: u32 = 4;
    /// The last level with a limit, in arcs of mean length; and where a search without limit wanders.
    const MOST: u32 = 16;
    const MOST_WIDE: u32 = 300;
    /// A level that found nothing so often is passed over, except in every eighth step.
    const IDLE: u32 = 2;

    pub(super) fn new(sides: &Sides) -> Self {
        let mean = sides.mean_length();
        let mut allowance = Self {
            idle: Vec::new(),
            levels: vec![(mean / 3 * 2).max(16)],
            undoing: mean.max(64),
        };
        allowance.raise(mean.saturating_mul(Self::MOST).max(1_000));
        allowance
    }

    /// Puts levels up to `most` before the one without limit; whether there are new ones.
    fn raise(&mut self, most: u32) -> bool {
        let before = self.levels.len();
        self.levels.retain(|&level| level != Self::NO_LIMIT);
        while let Some(&last) = self.levels.last()
            && last < most
        {
            self.levels.push(last.saturating_mul(Self::GROWTH));
        }
        self.levels.push(Self::NO_LIMIT);
        self.idle.resize(self.levels.len(), 0);
        self.levels.len() > before
    }

    /// More levels, for where a search without limit wanders; whether there are new ones.
    pub(super) fn widen(&mut self) -> bool {
        self.raise(self.undoing.saturating_mul(Self::MOST_WIDE))
    }

    /// The level after one that found nothing in step `theta`.
    pub(super) fn after(&mut self, level: usize, theta: u32) -> usize {
        self.idle[level] += 1;
        let last = self.levels.len() - 1;
        let worth = |&l: &usize| l == last || self.idle[l] < Self::IDLE || theta.is_multiple_of(8);
        (level + 1..last).find(worth).unwrap_or(last)
    }
}
