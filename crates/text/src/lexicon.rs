//! A table from folded words to small values, looked up with the hash that each token carries.

use std::{num::NonZeroU32, ops::Range};

use crate::clitic::{self, Front, Proclitics};

/// Hash of a folded word.
pub type WordHash = u32;

/// The hash that tokens carry and lexicons use. The same on every machine.
#[must_use]
pub fn word_hash(word: &str) -> WordHash {
    hash_of(word.as_bytes())
}

/// [`word_hash`] of the bytes of a word.
#[inline]
pub(crate) fn hash_of(bytes: &[u8]) -> WordHash {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |h: u64, chunk: u64| (h.rotate_left(5) ^ chunk).wrapping_mul(K);
    let mut h = bytes.len() as u64;
    if let (Some(&first), Some(&last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        h = mix(h, u64::from_le_bytes(first));
        // Most words are no longer than these two.
        let mut rest = bytes.get(8..).unwrap_or(&[]);
        while rest.len() > 8
            && let Some((&chunk, after)) = rest.split_first_chunk::<8>()
        {
            h = mix(h, u64::from_le_bytes(chunk));
            rest = after;
        }
        // The last eight bytes, some of them again, stand for what is left over.
        h = mix(h, u64::from_le_bytes(last));
    } else {
        let four = |chunk: Option<&[u8; 4]>| chunk.map(|&c| u64::from(u32::from_le_bytes(c)));
        let only = match (four(bytes.first_chunk()), four(bytes.last_chunk())) {
            (Some(first), Some(last)) => first << 32 | last,
            _ => bytes.iter().fold(0, |all, &b| all << 8 | u64::from(b)),
        };
        h = mix(h, only);
    }
    (h >> 32) as WordHash
}

/// A table from folded words to values.
///
/// A word given twice keeps its first value; [`Lexicon::insert`] tells.
#[derive(Debug, Clone)]
pub struct Lexicon<V> {
    /// Open addressing; a power of two, at most half of them taken.
    slots: Vec<Option<Entry<V>>>,
    taken: usize,
    /// The letters of all entries one behind another: next to the slot, all that a look-up reads.
    letters: String,
    /// One bit per hash: most words of a text are in no lexicon and end here.
    filter: Bits,
    /// The ends and the beginnings of the entries, one bit each.
    tails: Edges,
    heads: Edges,
}

/// A word: its letters are `letters[start..end - 1]`, so that no end is 0.
#[derive(Debug, Clone, Copy)]
struct Entry<V> {
    hash: WordHash,
    start: u32,
    end: NonZeroU32,
    value: V,
}

impl<V> Entry<V> {
    #[inline]
    const fn letters(&self) -> Range<usize> {
        self.start as usize..self.end.get() as usize - 1
    }
}

/// One end of all entries, to tell quickly that a word has it in common with none of them: a Bloom
/// filter with one hash.
#[derive(Debug, Clone)]
struct Edges {
    /// Three Arabic letters of an entry that has as many, two of a shorter one.
    long: Bits,
    short: Bits,
    /// Whether an entry is shorter still.
    tiny: bool,
}

/// A power of two of bits. Small, so that those of several lexicons fit the fastest cache together.
#[derive(Debug, Clone)]
struct Bits {
    words: Vec<u64>,
    /// How far a hash is shifted to become the number of a bit.
    shift: u32,
}

impl Bits {
    /// So many, rounded up.
    fn new(count: usize) -> Self {
        let words = count.div_ceil(64).next_power_of_two();
        Self {
            words: vec![0; words],
            shift: u32::BITS - u64::BITS.ilog2() - words.ilog2(),
        }
    }

    /// The place of a hash, of which the upper half must be well mixed.
    #[inline]
    const fn at(&self, hash: u32) -> (usize, u64) {
        let bit = hash >> self.shift;
        ((bit >> 6) as usize, 1 << (bit & 63))
    }

    fn set(&mut self, hash: u32) {
        let (word, bit) = self.at(hash);
        self.words[word] |= bit;
    }

    #[inline]
    fn has(&self, hash: u32) -> bool {
        let (word, bit) = self.at(hash);
        self.words[word] & bit != 0
    }
}

/// Bytes of three Arabic letters.
const LONG_EDGE: usize = 6;
/// Bytes of two.
const SHORT_EDGE: usize = 4;
/// Slots that a lexicon begins with.
const FEWEST_SLOTS: usize = 16;
/// Bits of the filter and of each kind of edges for a slot; at most half of the slots are taken.
const FILTER_BITS: usize = 8;
const EDGE_BITS: usize = 4;

fn number<const N: usize>(edge: &[u8; N]) -> u64 {
    let mut bytes = [0; 8];
    bytes[..N].copy_from_slice(edge);
    u64::from_le_bytes(bytes)
}

/// The long and the short edge of a word at its beginning, where it has them.
#[inline]
fn heads(word: &[u8]) -> (Option<u64>, Option<u64>) {
    (
        word.first_chunk::<LONG_EDGE>().map(number),
        word.first_chunk::<SHORT_EDGE>().map(number),
    )
}

/// The same at its end.
#[inline]
fn tails(word: &[u8]) -> (Option<u64>, Option<u64>) {
    (
        word.last_chunk::<LONG_EDGE>().map(number),
        word.last_chunk::<SHORT_EDGE>().map(number),
    )
}

impl Edges {
    fn new(slots: usize) -> Self {
        Self {
            long: Bits::new(slots * EDGE_BITS),
            short: Bits::new(slots * EDGE_BITS),
            tiny: false,
        }
    }

    #[inline]
    const fn hash(edge: u64) -> u32 {
        (edge.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
    }

    fn add(&mut self, edges: (Option<u64>, Option<u64>)) {
        match edges {
            (Some(long), _) => self.long.set(Self::hash(long)),
            (None, Some(short)) => self.short.set(Self::hash(short)),
            (None, None) => self.tiny = true,
        }
    }

    /// Whether some entry that is not tiny may have one of these ends.
    #[inline]
    fn may_have(&self, (long, short): (Option<u64>, Option<u64>)) -> bool {
        // A word without a short edge is tiny itself.
        let Some(short) = short else { return true };
        long.is_some_and(|long| self.long.has(Self::hash(long)))
            || self.short.has(Self::hash(short))
    }
}

impl<V: Copy> Default for Lexicon<V> {
    fn default() -> Self {
        Self {
            slots: vec![None; FEWEST_SLOTS],
            taken: 0,
            letters: String::new(),
            filter: Bits::new(FEWEST_SLOTS * FILTER_BITS),
            tails: Edges::new(FEWEST_SLOTS),
            heads: Edges::new(FEWEST_SLOTS),
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

    /// Adds a folded word. `false`: it was there already and keeps its value, or there is no room for
    /// more than 4 GiB of words.
    pub fn insert(&mut self, folded: &str, value: V) -> bool {
        let hash = word_hash(folded);
        if self.find(hash, folded).is_some() {
            return false;
        }
        let start = u32::try_from(self.letters.len());
        let end = u32::try_from(self.letters.len() + folded.len() + 1);
        let (Ok(start), Some(end)) = (start, end.ok().and_then(NonZeroU32::new)) else {
            return false;
        };
        self.letters.push_str(folded);
        self.taken += 1;
        let entry = Entry {
            hash,
            start,
            end,
            value,
        };
        if self.taken * 2 > self.slots.len() {
            self.grow();
        }
        self.place(entry);
        true
    }

    /// The same words with other values.
    #[must_use]
    pub fn map<W>(self, mut value: impl FnMut(V) -> W) -> Lexicon<W> {
        let slots = self.slots.into_iter().map(|slot| {
            let entry = slot?;
            Some(Entry {
                hash: entry.hash,
                start: entry.start,
                end: entry.end,
                value: value(entry.value),
            })
        });
        Lexicon {
            slots: slots.collect(),
            taken: self.taken,
            letters: self.letters,
            filter: self.filter,
            tails: self.tails,
            heads: self.heads,
        }
    }

    fn grow(&mut self) {
        let slots = self.slots.len() * 2;
        let old = std::mem::replace(&mut self.slots, vec![None; slots]);
        self.filter = Bits::new(slots * FILTER_BITS);
        (self.tails, self.heads) = (Edges::new(slots), Edges::new(slots));
        for entry in old.into_iter().flatten() {
            self.place(entry);
        }
    }

    /// The value of a folded word.
    #[must_use]
    pub fn get(&self, folded: &str) -> Option<V> {
        self.find(word_hash(folded), folded)
    }

    /// The value of a folded word whose hash is known.
    #[must_use]
    pub fn find(&self, hash: WordHash, folded: &str) -> Option<V> {
        self.find_letters(hash, folded.as_bytes())
    }

    /// The same by the bytes of the word: a text is cut into bytes with fewer checks than into words. Most
    /// words are in no lexicon and cost no call.
    #[inline]
    pub(crate) fn find_letters(&self, hash: WordHash, folded: &[u8]) -> Option<V> {
        if self.filter.has(hash) {
            self.find_likely(hash, folded)
        } else {
            None
        }
    }

    #[inline(never)]
    fn find_likely(&self, hash: WordHash, folded: &[u8]) -> Option<V> {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let entry = self.slots[slot].as_ref()?;
            if entry.hash == hash && same(self.letters_of(entry), folded) {
                return Some(entry.value);
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
        if !fronts.is_empty() && self.ends_like_an_entry(word.as_bytes()) {
            for front in fronts {
                if let Some(value) = self.find_stem(word.as_bytes(), front) {
                    found(value, front.before, false);
                }
            }
        }
        let Some((rest, _)) = clitic::without_pronoun(word).filter(|(_, p)| pronouns(p)) else {
            return;
        };
        let plain = self.ends_like_an_entry(rest.as_bytes());
        // «هدنت» before a pronoun is «هدنه».
        let closed = rest.strip_suffix('ت').map(|s| format!("{s}ه"));
        let closed = closed.filter(|c| self.ends_like_an_entry(c.as_bytes()));
        if !plain && closed.is_none() {
            return;
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
        word: &[u8],
        fronts: &[Front],
    ) -> Option<(Proclitics, V)> {
        // One word alone is looked up as fast as its end.
        if !fronts.is_empty() && !self.ends_like_an_entry(word) {
            return None;
        }
        if let Some(value) = self.find_letters(hash, word) {
            return Some((Proclitics::default(), value));
        }
        (fronts.iter()).find_map(|front| Some((front.before, self.find_stem(word, front)?)))
    }

    /// The value of what is left of `word` behind particles.
    fn find_stem(&self, word: &[u8], front: &Front) -> Option<V> {
        if !self.filter.has(front.hash) {
            return None;
        }
        self.find_likely(front.hash, word.get(usize::from(front.bytes)..)?)
    }

    /// Particles leave the end of an Arabic word alone: most words end like none of a lexicon. What
    /// is left is never tiny.
    #[inline]
    fn ends_like_an_entry(&self, word: &[u8]) -> bool {
        self.tails.may_have(tails(word))
    }

    #[inline]
    fn begins_like_an_entry(&self, word: &str) -> bool {
        self.heads.tiny || self.heads.may_have(heads(word.as_bytes()))
    }

    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.taken
    }

    /// Whether there are no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.taken == 0
    }

    #[inline]
    fn letters_of(&self, entry: &Entry<V>) -> &[u8] {
        (self.letters.as_bytes().get(entry.letters())).unwrap_or(&[])
    }

    fn place(&mut self, entry: Entry<V>) {
        let word = self.letters.get(entry.letters()).unwrap_or("");
        self.tails.add(tails(word.as_bytes()));
        self.heads.add(heads(word.as_bytes()));
        self.filter.set(entry.hash);
        let mask = self.slots.len() - 1;
        let mut slot = entry.hash as usize & mask;
        while self.slots[slot].is_some() {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = Some(entry);
    }
}

/// Whether two words are the same. Most have two to sixteen Arabic letters: two numbers, without a call.
#[inline]
fn same(a: &[u8], b: &[u8]) -> bool {
    const fn ends<const N: usize>(word: &[u8]) -> (Option<&[u8; N]>, Option<&[u8; N]>) {
        (word.first_chunk(), word.last_chunk())
    }
    a.len() == b.len()
        && match a.len() {
            4..8 => ends::<4>(a) == ends(b),
            8..=16 => ends::<8>(a) == ends(b),
            17..=32 => ends::<16>(a) == ends(b),
            _ => a == b,
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
            let folded = crate::Folded::of(w);
            let doc = crate::Document::new(&folded);
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
