//! A table from folded words to small values, looked up with the hash that each token carries.

use crate::clitic::{self, Proclitics, Split};

/// Hash of a folded word.
pub type WordHash = u32;

/// The hash that tokens carry and lexicons use. The same on every machine.
#[must_use]
pub fn word_hash(word: &str) -> WordHash {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let bytes = word.as_bytes();
    let mix =
        |h: u64, chunk: [u8; 8]| (h.rotate_left(5) ^ u64::from_le_bytes(chunk)).wrapping_mul(K);
    let mut h = bytes.len() as u64;
    if let Some(&last) = bytes.last_chunk::<8>() {
        let mut rest = bytes;
        while let Some((&chunk, after)) = rest.split_first_chunk::<8>() {
            h = mix(h, chunk);
            rest = after;
        }
        // The last eight bytes again stand for what is left over.
        h = mix(h, last);
    } else {
        let mut only = [0; 8];
        for (to, from) in only.iter_mut().zip(bytes) {
            *to = *from;
        }
        h = mix(h, only);
    }
    (h >> 32) as WordHash
}

/// A table from folded words to values.
///
/// A word given twice keeps its first value; [`Lexicon::insert`] tells.
#[derive(Debug, Clone)]
pub struct Lexicon<V> {
    /// Open addressing; a power of two; entry index + 1, 0 is free.
    slots: Vec<u32>,
    /// Two bits per hash: most words of a text are in no lexicon and end here.
    filter: Vec<u64>,
    /// The ends of entries, one bit each: of long ones and of short ones.
    long_tails: Vec<u64>,
    short_tails: Vec<u64>,
    entries: Vec<(WordHash, Box<str>, V)>,
}

/// Bytes of three Arabic letters.
const LONG_TAIL: usize = 6;
/// Bytes of two.
const SHORT_TAIL: usize = 4;

fn tail_bit(tail: &[u8]) -> (usize, u64) {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(tail) {
        *to = *from;
    }
    let bit = u64::from_le_bytes(bytes).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52;
    ((bit >> 6) as usize, 1 << (bit & 63))
}

impl<V: Copy> Default for Lexicon<V> {
    fn default() -> Self {
        Self {
            slots: vec![0; 16],
            filter: vec![0; 1 << 10],
            long_tails: vec![0; 64],
            short_tails: vec![0; 64],
            entries: Vec::new(),
        }
    }
}

impl<V: Copy> FromIterator<(String, V)> for Lexicon<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(words: I) -> Self {
        let mut lexicon = Self::default();
        for (word, value) in words {
            lexicon.insert(&word, value);
        }
        lexicon
    }
}

impl<V: Copy> Lexicon<V> {
    /// A lexicon of words as they are written; they are folded here.
    pub fn of<'w>(words: impl IntoIterator<Item = (&'w str, V)>) -> Self {
        words
            .into_iter()
            .map(|(word, value)| (crate::fold(word), value))
            .collect()
    }

    /// Adds a folded word. `false`: it was there already and keeps its value.
    pub fn insert(&mut self, folded: &str, value: V) -> bool {
        let hash = word_hash(folded);
        if self.find(hash, folded).is_some() {
            return false;
        }
        if (self.entries.len() + 1) * 2 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 2];
            for i in 0..self.entries.len() {
                let hash = self.entries[i].0;
                self.place(hash, i);
            }
        }
        let bytes = folded.as_bytes();
        for (n, tails) in [
            (LONG_TAIL, &mut self.long_tails),
            (SHORT_TAIL, &mut self.short_tails),
        ] {
            let short = bytes.len() < LONG_TAIL;
            if let Some(tail) = bytes.get(bytes.len().wrapping_sub(n)..)
                && short == (n == SHORT_TAIL)
            {
                let (at, bit) = tail_bit(tail);
                tails[at] |= bit;
            }
        }
        self.entries.push((hash, folded.into(), value));
        self.place(hash, self.entries.len() - 1);
        let (at, bit) = Self::filter_bit(hash);
        self.filter[at] |= bit;
        true
    }

    /// The value of a folded word.
    #[must_use]
    pub fn get(&self, folded: &str) -> Option<V> {
        self.find(word_hash(folded), folded)
    }

    /// The value of a folded word whose hash is known.
    #[must_use]
    pub fn find(&self, hash: WordHash, folded: &str) -> Option<V> {
        let (at, bit) = Self::filter_bit(hash);
        if self.filter[at] & bit == 0 {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let entry = self.slots[slot].checked_sub(1)? as usize;
            let (h, word, value) = &self.entries[entry];
            if *h == hash && **word == *folded {
                return Some(*value);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The value of an Arabic word, whole or split, with the split that found it. The whole word
    /// wins over every split, particles alone over particles and a pronoun, and a split that peels
    /// less over one that peels more.
    #[must_use]
    pub fn find_split<'w>(&self, hash: WordHash, folded: &'w str) -> Option<(Split<'w>, V)> {
        if let Some((before, base, value)) = self.find_behind_particles(hash, folded) {
            let split = Split {
                before,
                base,
                ..Split::whole(folded)
            };
            return Some((split, value));
        }
        clitic::without_pronoun(folded).find_map(|(rest, pronoun)| {
            let found = |before: Proclitics, base: &'w str, opened_ta, value| {
                // "the" and a pronoun exclude each other.
                let split = Split {
                    before,
                    base,
                    opened_ta,
                    pronoun,
                };
                (!before.has(Proclitics::THE)).then_some((split, value))
            };
            if let Some((before, base, value)) = self.find_behind_particles(word_hash(rest), rest) {
                return found(before, base, false, value);
            }
            // «هدنت» before a pronoun is «هدنه».
            let closed = format!("{}ه", rest.strip_suffix('ت')?);
            let (before, base, value) = self.find_behind_particles(word_hash(&closed), &closed)?;
            found(before, rest.get(rest.len() - base.len()..)?, true, value)
        })
    }

    /// The value of an Arabic word without or with particles in front: half of [`Self::find_split`]
    /// at a quarter of its cost, for words that take no pronoun (numbers, days, months).
    #[must_use]
    pub fn find_front(&self, hash: WordHash, folded: &str) -> Option<(Proclitics, V)> {
        let (before, _, value) = self.find_behind_particles(hash, folded)?;
        Some((before, value))
    }

    fn find_behind_particles<'w>(
        &self,
        hash: WordHash,
        word: &'w str,
    ) -> Option<(Proclitics, &'w str, V)> {
        // Particles leave the end of the word alone: most words end like none of this lexicon.
        if !self.ends_like_an_entry(word) {
            return None;
        }
        if let Some(value) = self.find(hash, word) {
            return Some((Proclitics::default(), word, value));
        }
        clitic::fronts(word).find_map(|(before, stem)| Some((before, stem, self.get(stem)?)))
    }

    /// Whether some entry has the last three Arabic letters of `word`, or is short and has its last
    /// two.
    fn ends_like_an_entry(&self, word: &str) -> bool {
        let tail = |n: usize| word.as_bytes().get(word.len().wrapping_sub(n)..);
        let has = |tail: Option<&[u8]>, of: &[u64]| {
            tail.is_some_and(|t| {
                let (at, bit) = tail_bit(t);
                of[at] & bit != 0
            })
        };
        has(tail(LONG_TAIL), &self.long_tails)
            || has(tail(SHORT_TAIL), &self.short_tails)
            || word.len() < SHORT_TAIL
    }

    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn place(&mut self, hash: WordHash, entry: usize) {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = u32::try_from(entry + 1).unwrap_or(u32::MAX);
    }

    const fn filter_bit(hash: WordHash) -> (usize, u64) {
        let bit = hash >> 16;
        ((bit >> 6) as usize, 1 << (bit & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lexicon_finds_what_was_put_in_and_nothing_else() {
        let words: Vec<String> = (0..5_000).map(|i| format!("word{i}")).collect();
        let lexicon: Lexicon<usize> = words.iter().cloned().zip(0..).collect();
        for (i, w) in words.iter().enumerate() {
            assert_eq!(lexicon.get(w), Some(i));
        }
        assert_eq!(lexicon.get("word5000"), None);
        assert_eq!(lexicon.get(""), None);
    }

    #[test]
    fn particles_are_peeled_only_off_known_words() {
        let lexicon = Lexicon::of([("وزير", 1), ("مدنيين", 2), ("هدنة", 3), ("بوتين", 4)]);
        let get = |w: &str| {
            let w = crate::fold(w);
            lexicon.find_split(word_hash(&w), &w).map(|(_, v)| v)
        };
        assert_eq!(get("وزير"), Some(1));
        assert_eq!(get("للمدنيين"), Some(2));
        assert_eq!(get("وبالهدنة"), Some(3));
        assert_eq!(get("هدنتها"), Some(3));
        assert_eq!(get("بوتين"), Some(4));
        assert_eq!(get("والي"), None);
        assert_eq!(get("باريس"), None);
    }
}
