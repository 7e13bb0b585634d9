//! Exact small numbers: counts and halves without floating point.

use std::{cmp::Ordering, fmt};

/// A number as a fraction in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rational {
    numerator: i64,
    denominator: i64,
}

impl From<i64> for Rational {
    fn from(n: i64) -> Self {
        Self {
            numerator: n,
            denominator: 1,
        }
    }
}

const fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

impl Rational {
    /// `numerator / denominator`, or `None` for a zero denominator.
    #[must_use]
    pub fn new(numerator: i64, denominator: i64) -> Option<Self> {
        if denominator == 0 || numerator == i64::MIN || denominator == i64::MIN {
            return None;
        }
        let g = i64::try_from(gcd(numerator.unsigned_abs(), denominator.unsigned_abs())).ok()?;
        let sign = denominator.signum();
        Some(Self {
            numerator: sign * numerator / g,
            denominator: sign * denominator / g,
        })
    }

    /// The sum, unless it is too large.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let n = self
            .numerator
            .checked_mul(other.denominator)?
            .checked_add(other.numerator.checked_mul(self.denominator)?)?;
        Self::new(n, self.denominator.checked_mul(other.denominator)?)
    }

    /// The product, unless it is too large.
    #[must_use]
    pub fn times(self, factor: i64) -> Option<Self> {
        Self::new(self.numerator.checked_mul(factor)?, self.denominator)
    }

    /// The number, if it is whole.
    #[must_use]
    pub const fn whole(self) -> Option<i64> {
        if self.denominator == 1 {
            Some(self.numerator)
        } else {
            None
        }
    }

    /// For JSON, which knows no fractions.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "the edge: counts are far below 2^53"
    )]
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Self) -> Ordering {
        let cross = |a: &Self, b: &Self| i128::from(a.numerator) * i128::from(b.denominator);
        cross(self, other).cmp(&cross(other, self))
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            2 => write!(f, "{}.5", self.numerator / 2),
            d => write!(f, "{}/{d}", self.numerator),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_and_a_half_stays_exact() {
        let half = Rational::new(1, 2).unwrap();
        let n = Rational::from(5).plus(half).unwrap();
        assert_eq!(n.to_string(), "5.5");
        assert_eq!(n.times(2).unwrap().whole(), Some(11));
        assert!(n > Rational::from(5));
        assert_eq!(Rational::new(1, 0), None);
        assert_eq!(Rational::from(i64::MAX).times(2), None);
    }
}
