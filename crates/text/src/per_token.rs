//! What a few of the tokens say.

use crate::TokenIdx;

/// A value for each of the few tokens that have one. Rules ask token by token and mostly learn that there
/// is none: four bytes a token answer that, however large a value is.
#[derive(Debug, Clone)]
pub struct PerToken<V> {
    /// The place among the values, counted from 1; 0 is none.
    places: Vec<u32>,
    values: Vec<V>,
}

impl<V: Copy> PerToken<V> {
    /// The values of the first token, the second and so on.
    pub fn of(values: impl ExactSizeIterator<Item = Option<V>>) -> Self {
        let mut out = Self {
            places: Vec::with_capacity(values.len()),
            values: Vec::new(),
        };
        for value in values {
            let place = value.map_or(0, |value| {
                out.values.push(value);
                // There are no more than tokens, and these have numbers of 32 bits.
                u32::try_from(out.values.len()).unwrap_or(u32::MAX)
            });
            out.places.push(place);
        }
        out
    }

    /// All values, in order.
    #[must_use]
    pub fn values(&self) -> &[V] {
        &self.values
    }

    /// The value of a token.
    #[inline]
    #[must_use]
    pub fn get(&self, at: TokenIdx) -> Option<V> {
        let place = self.places.get(at.0 as usize)?.checked_sub(1)?;
        self.values.get(place as usize).copied()
    }
}

impl<V> Default for PerToken<V> {
    fn default() -> Self {
        Self {
            places: Vec::new(),
            values: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_token_keeps_its_own_value_or_none() {
        let given = [None, Some('a'), None, None, Some('b'), Some('c')];
        let kept = PerToken::of(given.into_iter());
        for (at, value) in (0..).zip(given) {
            assert_eq!(kept.get(TokenIdx(at)), value, "{at}");
        }
        assert_eq!(kept.get(TokenIdx(6)), None);
        assert_eq!(kept.get(TokenIdx(u32::MAX)), None);
    }
}
