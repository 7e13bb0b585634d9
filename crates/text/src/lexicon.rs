//! A table from folded words to small values, looked up with the hash that each token carries.

use crate::clitic::{self, Front, Proclitics};

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
    /// The ends and the beginnings of the entries, one bit each.
    tails: Edges,
    heads: Edges,
    entries: Vec<(WordHash, Box<str>, V)>,
}

/// One end of all entries, to tell quickly that a word has it in common with none of them: a Bloom
/// filter with one hash.
#[derive(Debug, Clone)]
struct Edges {
    /// Three Arabic letters of an entry that has as many, two of a shorter one.
    long: Vec<u64>,
    short: Vec<u64>,
    /// Whether an entry is shorter still.
    tiny: bool,
}

/// Bytes of three Arabic letters.
const LONG_EDGE: usize = 6;
/// Bytes of two.
const SHORT_EDGE: usize = 4;
/// Bits of a filter: few enough for the fastest cache, many times the edges of a large lexicon.
const EDGE_BITS: u32 = 15;

fn number<const N: usize>(edge: &[u8; N]) -> u64 {
    let mut bytes = [0; 8];
    bytes[..N].copy_from_slice(edge);
    u64::from_le_bytes(bytes)
}

/// The long and the short edge of a word at its beginning, where it has them.
#[inline]
fn heads(word: &str) -> (Option<u64>, Option<u64>) {
    let word = word.as_bytes();
    (
        word.first_chunk::<LONG_EDGE>().map(number),
        word.first_chunk::<SHORT_EDGE>().map(number),
    )
}

/// The same at its end.
#[inline]
fn tails(word: &str) -> (Option<u64>, Option<u64>) {
    let word = word.as_bytes();
    (
        word.last_chunk::<LONG_EDGE>().map(number),
        word.last_chunk::<SHORT_EDGE>().map(number),
    )
}

impl Edges {
    fn bit(edge: u64) -> (usize, u64) {
        let bit = edge.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - EDGE_BITS);
        ((bit >> 6) as usize, 1 << (bit & 63))
    }

    fn add(&mut self, edges: (Option<u64>, Option<u64>)) {
        let (bits, edge) = match edges {
            (Some(long), _) => (&mut self.long, long),
            (None, Some(short)) => (&mut self.short, short),
            (None, None) => {
                self.tiny = true;
                return;
            }
        };
        let (at, bit) = Self::bit(edge);
        bits[at] |= bit;
    }

    /// Whether some entry that is not tiny may have one of these ends.
    #[inline]
    fn may_have(&self, (long, short): (Option<u64>, Option<u64>)) -> bool {
        let has = |bits: &[u64], edge: u64| {
            let (at, bit) = Self::bit(edge);
            bits[at] & bit != 0
        };
        // A word without a short edge is tiny itself.
        let Some(short) = short else { return true };
        long.is_some_and(|long| has(&self.long, long)) || has(&self.short, short)
    }
}

impl Default for Edges {
    fn default() -> Self {
        Self {
            long: vec![0; 1 << (EDGE_BITS - 6)],
            short: vec![0; 1 << (EDGE_BITS - 6)],
            tiny: false,
        }
    }
}

impl<V: Copy> Default for Lexicon<V> {
    fn default() -> Self {
        Self {
            slots: vec![0; 16],
            filter: vec![0; 1 << 10],
            tails: Edges::default(),
            heads: Edges::default(),
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
        self.tails.add(tails(folded));
        self.heads.add(heads(folded));
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

    /// See [`crate::Document::look_up_splits`]; `fronts` are those of `word`.
    pub(crate) fn find_splits(
        &self,
        word: &str,
        fronts: &[Front],
        pronouns: impl Fn(&str) -> bool,
        mut found: impl FnMut(V, Proclitics, bool),
    ) {
        if self.ends_like_an_entry(word) {
            for front in fronts {
                if let Some(value) = self.find_stem(word, front) {
                    found(value, front.before, false);
                }
            }
        }
        for (rest, pronoun) in clitic::without_pronoun(word) {
            if !pronouns(pronoun) {
                continue;
            }
            let plain = self.ends_like_an_entry(rest);
            // «هدنت» before a pronoun is «هدنه».
            let closed = rest.strip_suffix('ت').map(|s| format!("{s}ه"));
            let closed = closed.filter(|c| self.ends_like_an_entry(c));
            if !plain && closed.is_none() {
                continue;
            }
            let whole = (Proclitics::default(), 0);
            let all = fronts.iter().map(|f| (f.before, usize::from(f.bytes)));
            // "the" and a pronoun exclude each other.
            let all = std::iter::once(whole)
                .chain(all)
                .filter(|(b, _)| !b.has(Proclitics::THE));
            for (before, bytes) in all {
                let get = |word: &str| {
                    let stem = word.get(bytes..)?;
                    clitic::is_long_enough(stem)
                        .then(|| self.get(stem))
                        .flatten()
                };
                if let Some(value) = Some(rest).filter(|_| plain).and_then(get) {
                    found(value, before, true);
                }
                if let Some(value) = closed.as_deref().and_then(get) {
                    found(value, before, true);
                }
            }
        }
    }

    /// Every value of a word without an ending of at most `longest` letters, the longest stem
    /// first.
    pub fn find_stems(&self, word: &str, longest: usize, mut found: impl FnMut(V)) {
        if !self.begins_like_an_entry(word) {
            return;
        }
        let mut stem = word;
        for _ in 0..=longest {
            if let Some(value) = self.get(stem) {
                found(value);
            }
            let mut letters = stem.chars();
            if letters.next_back().is_none() {
                return;
            }
            stem = letters.as_str();
        }
    }

    /// See [`crate::Document::look_up_front`]; `fronts` are those of `word`.
    pub(crate) fn find_front(
        &self,
        hash: WordHash,
        word: &str,
        fronts: &[Front],
    ) -> Option<(Proclitics, V)> {
        if !self.ends_like_an_entry(word) {
            return None;
        }
        if let Some(value) = self.find(hash, word) {
            return Some((Proclitics::default(), value));
        }
        (fronts.iter()).find_map(|front| Some((front.before, self.find_stem(word, front)?)))
    }

    /// The value of what is left of `word` behind particles.
    fn find_stem(&self, word: &str, front: &Front) -> Option<V> {
        let (at, bit) = Self::filter_bit(front.hash);
        if self.filter[at] & bit == 0 {
            return None;
        }
        self.find(front.hash, word.get(usize::from(front.bytes)..)?)
    }

    /// Particles leave the end of an Arabic word alone: most words end like none of a lexicon. What
    /// is left is never tiny.
    #[inline]
    fn ends_like_an_entry(&self, word: &str) -> bool {
        self.tails.may_have(tails(word))
    }

    #[inline]
    fn begins_like_an_entry(&self, word: &str) -> bool {
        self.heads.tiny || self.heads.may_have(heads(word))
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
            let doc = crate::Document::new(w);
            let word = crate::TokenIdx(0);
            let mut all: Vec<i32> = lexicon.get(doc.word(word)).into_iter().collect();
            doc.look_up_splits(word, &lexicon, |_| true, |value, _, _| all.push(value));
            all.first().copied()
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
