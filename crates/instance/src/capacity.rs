//! Capacities that change over time, in whole persons.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Persons per step as an exact fraction, spread over whole steps without losing anybody.
///
/// A road that passes 100 persons a minute passes 100/6 persons in a ten-second step. Rounding
/// down would lose 4 %; so step `t` gets `⌊(t+1)·num/den⌋ − ⌊t·num/den⌋` persons: integral, and
/// exact in sum over any whole period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rate {
    /// Numerator, in persons.
    pub num: u32,
    /// Denominator, in steps; never 0.
    pub den: u32,
}

impl Rate {
    /// The same whole number of persons in every step.
    #[must_use]
    pub const fn whole(persons_per_step: u32) -> Self {
        Self {
            num: persons_per_step,
            den: 1,
        }
    }

    /// `persons` for every `steps` steps. `None` when `steps` is 0.
    #[must_use]
    pub const fn per_steps(persons: u32, steps: u32) -> Option<Self> {
        if steps == 0 {
            None
        } else {
            Some(Self {
                num: persons,
                den: steps,
            })
        }
    }

    /// Persons who may pass in step `t`.
    #[must_use]
    pub fn at(self, t: u32) -> u32 {
        let (num, den, t) = (
            u64::from(self.num),
            u64::from(self.den.max(1)),
            u64::from(t),
        );
        let persons = (t + 1) * num / den - t * num / den;
        u32::try_from(persons).unwrap_or(u32::MAX)
    }

    /// Persons who may pass in the steps `from..to` together.
    #[must_use]
    pub fn between(self, from: u32, to: u32) -> u64 {
        let by = |t: u32| u64::from(t) * u64::from(self.num) / u64::from(self.den.max(1));
        by(to.max(from)) - by(from)
    }
}

/// A stretch of steps `[open, close)` with one rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CapacityWindow {
    /// First step of the window.
    pub open: u32,
    /// First step after the window.
    pub close: u32,
    /// Persons per step while the window is open.
    pub rate: Rate,
}

/// How many persons may pass in each step: windows in order of time, nothing outside them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Capacity {
    windows: Vec<CapacityWindow>,
}

/// Why a list of windows is not a capacity.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CapacityError {
    /// A window closes at or before the step at which it opens.
    #[error(
        "a window opens at step {open} but closes at step {close}; it must close later than it opens"
    )]
    EmptyWindow {
        /// Step at which it opens.
        open: u32,
        /// Step at which it closes.
        close: u32,
    },
    /// Two windows cover the same step.
    #[error(
        "two windows overlap: one closes at step {close}, the next opens at step {open}; merge them or move one"
    )]
    Overlap {
        /// Closing step of the earlier window.
        close: u32,
        /// Opening step of the later window.
        open: u32,
    },
    /// A rate has the denominator 0.
    #[error("a rate of {num} persons per 0 steps has no meaning")]
    ZeroSteps {
        /// Numerator of the rate.
        num: u32,
    },
}

impl Capacity {
    /// Closed in every step.
    #[must_use]
    pub const fn closed() -> Self {
        Self {
            windows: Vec::new(),
        }
    }

    /// The same whole number of persons in every step of the horizon and beyond.
    #[must_use]
    pub fn constant(persons_per_step: u32) -> Self {
        Self::always(Rate::whole(persons_per_step))
    }

    /// One rate in every step.
    #[must_use]
    pub fn always(rate: Rate) -> Self {
        Self {
            windows: vec![CapacityWindow {
                open: 0,
                close: u32::MAX,
                rate,
            }],
        }
    }

    /// Windows in any order; they must not overlap.
    ///
    /// # Errors
    /// [`CapacityError`] when a window is empty, two overlap, or a rate has the denominator 0.
    pub fn from_windows(mut windows: Vec<CapacityWindow>) -> Result<Self, CapacityError> {
        windows.sort_by_key(|w| (w.open, w.close));
        for w in &windows {
            if w.close <= w.open {
                return Err(CapacityError::EmptyWindow {
                    open: w.open,
                    close: w.close,
                });
            }
            if w.rate.den == 0 {
                return Err(CapacityError::ZeroSteps { num: w.rate.num });
            }
        }
        for pair in windows.windows(2) {
            if let [a, b] = pair
                && b.open < a.close
            {
                return Err(CapacityError::Overlap {
                    close: a.close,
                    open: b.open,
                });
            }
        }
        Ok(Self { windows })
    }

    /// The windows in order of time.
    #[must_use]
    pub fn windows(&self) -> &[CapacityWindow] {
        &self.windows
    }

    /// Persons who may pass in step `t`.
    #[must_use]
    pub fn at(&self, t: u32) -> u32 {
        let after = self.windows.partition_point(|w| w.open <= t);
        match after.checked_sub(1).and_then(|i| self.windows.get(i)) {
            Some(w) if t < w.close => w.rate.at(t),
            _ => 0,
        }
    }

    /// Persons who may pass in the steps `from..to` together.
    #[must_use]
    pub fn between(&self, from: u32, to: u32) -> u64 {
        let first = self.windows.partition_point(|w| w.close <= from);
        self.windows
            .iter()
            .skip(first)
            .take_while(|w| w.open < to)
            .map(|w| w.rate.between(w.open.max(from), w.close.min(to)))
            .sum()
    }

    /// `Some(c)` when every step has the same whole capacity `c`.
    #[must_use]
    pub fn as_constant(&self) -> Option<u32> {
        match self.windows.as_slice() {
            [w] if w.open == 0 && w.close == u32::MAX && w.rate.den == 1 => Some(w.rate.num),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fractional_rate_loses_nobody_over_a_whole_period() {
        let rate = Rate::per_steps(100, 6).unwrap();
        let minute: u32 = (0..6).map(|t| rate.at(t)).sum();
        assert_eq!(minute, 100);
        let hour: u32 = (0..360).map(|t| rate.at(t)).sum();
        assert_eq!(hour, 6_000);
        assert!((0..6).all(|t| rate.at(t) == 16 || rate.at(t) == 17));
    }

    #[test]
    fn nothing_passes_outside_the_windows() {
        let rate = Rate::whole(5);
        let c = Capacity::from_windows(vec![
            CapacityWindow {
                open: 10,
                close: 12,
                rate,
            },
            CapacityWindow {
                open: 2,
                close: 4,
                rate,
            },
        ])
        .unwrap();
        let open: Vec<u32> = (0..15).filter(|&t| c.at(t) > 0).collect();
        assert_eq!(open, [2, 3, 10, 11]);
    }

    #[test]
    fn places_of_a_stretch_are_the_sum_of_its_steps() {
        let window = |open, close, num, den| CapacityWindow {
            open,
            close,
            rate: Rate { num, den },
        };
        let c = Capacity::from_windows(vec![window(2, 9, 7, 3), window(9, 12, 2, 1)]).unwrap();
        for from in 0..15 {
            for to in 0..15 {
                let sum: u64 = (from..to).map(|t| u64::from(c.at(t))).sum();
                assert_eq!(c.between(from, to), sum, "{from}..{to}");
            }
        }
    }

    #[test]
    fn overlapping_and_empty_windows_are_refused() {
        let rate = Rate::whole(1);
        let w = |open, close| CapacityWindow { open, close, rate };
        assert!(matches!(
            Capacity::from_windows(vec![w(0, 5), w(4, 6)]),
            Err(CapacityError::Overlap { .. })
        ));
        assert!(matches!(
            Capacity::from_windows(vec![w(5, 5)]),
            Err(CapacityError::EmptyWindow { .. })
        ));
    }
}
