//! Travel times in whole steps, without floating point.
//!
//! A road of `length` at a speed of `v` metres a minute takes `length · 60 / v` seconds. A person
//! cannot be at its end before that, so the time is rounded *up* to whole steps: the plan may be a
//! little late, never too early. [`Rounding`] adds up what that costs, because at long steps it is
//! much: a minute's step makes a hundred short streets a hundred minutes long.

use thiserror::Error;

/// A speed and the step in which time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    speed_m_per_min: u32,
    step_s: u32,
}

/// Why a transit time cannot be stated.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PaceError {
    /// Speed or step is 0.
    #[error(
        "a speed of {speed_m_per_min} m a minute in steps of {step_s} s has no meaning; both must be at least 1"
    )]
    Zero {
        /// The speed.
        speed_m_per_min: u32,
        /// The step.
        step_s: u32,
    },
}

impl Pace {
    /// A speed in metres per minute, and the length of a step in seconds.
    ///
    /// # Errors
    /// [`PaceError::Zero`] when one of them is 0.
    pub const fn new(speed_m_per_min: u32, step_s: u32) -> Result<Self, PaceError> {
        if speed_m_per_min == 0 || step_s == 0 {
            return Err(PaceError::Zero {
                speed_m_per_min,
                step_s,
            });
        }
        Ok(Self {
            speed_m_per_min,
            step_s,
        })
    }

    /// Steps needed for `length_mm`, rounded up; [`u32::MAX`] when there are more.
    #[must_use]
    pub fn steps(self, length_mm: u64) -> u32 {
        let per_step = u128::from(self.speed_m_per_min) * 1_000 * u128::from(self.step_s);
        let steps = (u128::from(length_mm) * 60).div_ceil(per_step);
        u32::try_from(steps).unwrap_or(u32::MAX)
    }

    /// Exact travel time of `length_mm`, in whole milliseconds, rounded down.
    #[must_use]
    pub fn exact_ms(self, length_mm: u64) -> u64 {
        let ms = u128::from(length_mm) * 60 / u128::from(self.speed_m_per_min);
        u64::try_from(ms).unwrap_or(u64::MAX)
    }
}

/// What rounding up to whole steps adds, over many roads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rounding {
    /// Travel time before rounding, in milliseconds.
    pub exact_ms: u64,
    /// Travel time in whole steps, in milliseconds.
    pub rounded_ms: u64,
}

impl Rounding {
    /// Adds one road.
    pub fn add(&mut self, pace: Pace, length_mm: u64) {
        let rounded = u64::from(pace.steps(length_mm)) * u64::from(pace.step_s) * 1_000;
        self.exact_ms = self.exact_ms.saturating_add(pace.exact_ms(length_mm));
        self.rounded_ms = self.rounded_ms.saturating_add(rounded);
    }

    /// How much longer all roads together have become, in tenths of a per cent.
    #[must_use]
    pub fn per_mille(self) -> u64 {
        let added = u128::from(self.rounded_ms.saturating_sub(self.exact_ms));
        let per_mille = added * 1_000 / u128::from(self.exact_ms.max(1));
        u64::try_from(per_mille).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_kilometre_on_foot_takes_a_thousand_seconds_in_a_hundred_steps() {
        let pace = Pace::new(60, 10).unwrap();
        assert_eq!(pace.steps(1_000_000), 100);
        assert_eq!(pace.steps(1_000_001), 101);
        assert_eq!(pace.exact_ms(1_000_000), 1_000_000);
    }

    #[test]
    fn a_speed_of_nothing_is_refused() {
        assert!(Pace::new(0, 10).is_err());
        assert!(Pace::new(60, 0).is_err());
    }

    proptest! {
        #[test]
        fn rounding_never_makes_a_road_faster_nor_slower_by_a_step(
            length in 0u64..100_000_000, speed in 1u32..2_000, step in 1u32..600,
        ) {
            let pace = Pace::new(speed, step).unwrap();
            let mut r = Rounding::default();
            r.add(pace, length);
            prop_assert!(r.rounded_ms >= r.exact_ms);
            prop_assert!(r.rounded_ms <= r.exact_ms + u64::from(step) * 1_000);
        }
    }
}
