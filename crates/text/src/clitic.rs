//! Arabic words with particles before and pronouns behind.
//!
//! Arabic writes "and", "so", "in", "to", "like", "will" and "the" joined to the next word, and
//! object and possessive pronouns joined to the word before. Whether a first letter is a particle
//! cannot be seen from the word alone («والي» is a governor, «ولي» may be "and for me"), so this
//! module only *offers* the splits; the caller accepts one where its lexicon knows the stem.

use std::borrow::Cow;

use crate::{
    lexicon::{WordHash, hash_of},
    pairs::Pairs,
};

/// Particles joined to the front of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Proclitics(u8);

impl Proclitics {
    /// و, and.
    pub const AND: Self = Self(1);
    /// ف, and so.
    pub const SO: Self = Self(2);
    /// ب, in, with, by.
    pub const IN: Self = Self(4);
    /// ل, to, for.
    pub const FOR: Self = Self(8);
    /// ك, as.
    pub const AS: Self = Self(16);
    /// س, will.
    pub const WILL: Self = Self(32);
    /// ال, the.
    pub const THE: Self = Self(64);

    /// Whether all particles of `other` are here.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One way to read a folded word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split<'w> {
    /// Particles in front.
    pub before: Proclitics,
    /// What is left, as written.
    pub base: &'w str,
    /// Whether the last ت of `base` is a ta marbuta that opened before the pronoun.
    pub opened_ta: bool,
    /// The pronoun behind, or nothing.
    pub pronoun: &'w str,
}

impl<'w> Split<'w> {
    /// The word as it stands.
    #[must_use]
    pub const fn whole(word: &'w str) -> Self {
        Self {
            before: Proclitics(0),
            base: word,
            opened_ta: false,
            pronoun: "",
        }
    }

    /// The stem as a lexicon has it: «هدنت» before a pronoun is «هدنه».
    #[must_use]
    pub fn stem(&self) -> Cow<'w, str> {
        match (self.opened_ta, self.base.strip_suffix('ت')) {
            (true, Some(rest)) => Cow::Owned(format!("{rest}ه")),
            _ => Cow::Borrowed(self.base),
        }
    }
}

/// Shortest stem that a split may leave, in letters.
const SHORTEST: usize = 2;

/// Whether a split may leave this stem.
pub(crate) fn is_long_enough(stem: &str) -> bool {
    // No letter has more than four bytes.
    stem.len() > 4 * (SHORTEST - 1) || stem.chars().nth(SHORTEST - 1).is_some()
}

const PRONOUNS: [&str; 9] = ["هما", "ها", "هم", "هن", "كم", "نا", "ه", "ك", "ي"];

/// With and without a conjunction, each: nothing, article, particle, particle and article in two
/// spellings.
const MOST_FRONTS: usize = 10;

/// Gives every reading of the front of a word: particles and what is left. The word itself is the first
/// if it is long enough.
fn each_front<'w>(word: &'w str, mut found: impl FnMut(Proclitics, &'w str)) {
    after_conjunction(Proclitics(0), word, &mut found);
    if let Some(rest) = word.strip_prefix("و") {
        after_conjunction(Proclitics::AND, rest, &mut found);
    } else if let Some(rest) = word.strip_prefix("ف") {
        after_conjunction(Proclitics::SO, rest, &mut found);
    }
}

fn after_conjunction<'w>(
    before: Proclitics,
    rest: &'w str,
    found: &mut impl FnMut(Proclitics, &'w str),
) {
    let mut add = |before: Proclitics, base: &'w str| {
        if is_long_enough(base) {
            found(before, base);
        }
    };
    add(before, rest);
    let the = before.with(Proclitics::THE);
    let mut letters = rest.chars();
    let (first, stem) = (letters.next(), letters.as_str());
    match first {
        Some('ا') => {
            if let Some(stem) = stem.strip_prefix('ل') {
                add(the, stem);
            }
        }
        Some('ل') => {
            add(before.with(Proclitics::FOR), stem);
            if let Some(short) = stem.strip_prefix('ل') {
                // للمدنيين: the article lost its alef; للجنة: and the word in ل one of three.
                add(the.with(Proclitics::FOR), short);
                add(the.with(Proclitics::FOR), stem);
            }
        }
        Some('س') => add(before.with(Proclitics::WILL), stem),
        Some(letter @ ('ب' | 'ك')) => {
            let particle = if letter == 'ب' {
                Proclitics::IN
            } else {
                Proclitics::AS
            };
            add(before.with(particle), stem);
            if let Some(stem) = stem.strip_prefix("ال") {
                add(the.with(particle), stem);
            }
        }
        _ => {}
    }
}

/// Readings of the front of a word, for trying them with each pronoun.
struct Fronts<'w> {
    found: [(Proclitics, &'w str); MOST_FRONTS],
    len: usize,
}

impl<'w> Fronts<'w> {
    fn of(word: &'w str) -> Self {
        let mut fronts = Self {
            found: [(Proclitics(0), ""); MOST_FRONTS],
            len: 0,
        };
        each_front(word, |before, base| {
            if let Some(slot) = fronts.found.get_mut(fronts.len) {
                *slot = (before, base);
                fronts.len += 1;
            }
        });
        fronts
    }

    fn get(&self, i: usize) -> Option<(Proclitics, &'w str)> {
        self.found.get(i).copied().filter(|_| i < self.len)
    }
}

/// The word without the one of the [`PRONOUNS`] that it ends in, and that pronoun.
pub(crate) fn without_pronoun(word: &str) -> Option<(&str, &'static str)> {
    let mut letters = word.chars();
    let pronoun = match letters.next_back()? {
        'ه' => "ه",
        'ك' => "ك",
        'ي' => "ي",
        'م' => match letters.next_back()? {
            'ه' => "هم",
            'ك' => "كم",
            _ => return None,
        },
        'ن' if letters.next_back()? == 'ه' => "هن",
        'ا' => match letters.next_back()? {
            'ه' => "ها",
            'ن' => "نا",
            'م' if letters.next_back()? == 'ه' => "هما",
            _ => return None,
        },
        _ => return None,
    };
    let rest = letters.as_str();
    is_long_enough(rest).then_some((rest, pronoun))
}

/// Particles that may stand at the front of a word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Front {
    pub(crate) before: Proclitics,
    /// Bytes of the word that they take.
    pub(crate) bytes: u8,
    /// Hash of what is left.
    pub(crate) hash: WordHash,
}

/// The fronts of a word as a document keeps them, so that every lexicon finds them ready; fewest
/// particles first, and the word itself left out.
pub(crate) fn add_fronts(word: &str, out: &mut Vec<Front>) {
    static PARTICLES: Pairs = Pairs::of("وفالسبك");
    if !matches!(word.as_bytes(), [first, second, ..] if PARTICLES.have(*first, *second)) {
        return;
    }
    each_front(word, |before, stem| {
        if let Ok(bytes @ 1..) = u8::try_from(word.len() - stem.len()) {
            out.push(Front {
                before,
                bytes,
                hash: hash_of(stem.as_bytes()),
            });
        }
    });
}

/// Every plausible split of a folded word except the word itself; those without a pronoun first,
/// and those that peel less first.
pub fn splits(word: &str) -> impl Iterator<Item = Split<'_>> {
    let fronts = Fronts::of(word);
    let ends_in_pronoun = word.ends_with(['ه', 'ا', 'م', 'ن', 'ك', 'ي']);
    let behind = if ends_in_pronoun { PRONOUNS.len() } else { 0 };
    let (mut front, mut pronoun, mut open) = (1, 0, false);
    std::iter::from_fn(move || {
        // First the fronts alone.
        if pronoun == 0 {
            if let Some((before, base)) = fronts.get(front) {
                front += 1;
                return Some(Split {
                    before,
                    base,
                    opened_ta: false,
                    pronoun: "",
                });
            }
            (front, pronoun) = (0, 1);
        }
        // Then each front with each pronoun, and with ت read as an opened ta marbuta.
        while pronoun <= behind {
            let Some((before, rest)) = fronts.get(front) else {
                (front, pronoun) = (0, pronoun + 1);
                continue;
            };
            let suffix = PRONOUNS[pronoun - 1];
            let base = rest
                .strip_suffix(suffix)
                // "the" and a pronoun exclude each other.
                .filter(|b| !before.has(Proclitics::THE) && is_long_enough(b));
            let Some(base) = base else {
                front += 1;
                continue;
            };
            let split = Split {
                before,
                base,
                opened_ta: open,
                pronoun: suffix,
            };
            open = !open && base.ends_with('ت');
            if !open {
                front += 1;
            }
            return Some(split);
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(word: &str) -> Vec<String> {
        splits(&crate::fold(word))
            .map(|s| s.stem().into_owned())
            .collect()
    }

    #[test]
    fn chains_of_particles_are_offered() {
        for (word, stem) in [
            ("وبدأ", "بدا"),
            ("بأسلحتهم", "اسلحه"),
            ("للمدنيين", "مدنيين"),
            ("للجنة", "لجنه"),
            ("ولاجلاء", "اجلاء"),
            ("سيُفتح", "يفتح"),
            ("بالتوقيت", "توقيت"),
            ("وبالتوقيت", "توقيت"),
            ("فستوقف", "توقف"),
            ("هدنتها", "هدنه"),
            ("كالهدنة", "هدنه"),
        ] {
            assert!(
                stems(word).iter().any(|s| s == stem),
                "{word}: {:?}",
                stems(word)
            );
        }
    }

    #[test]
    fn the_pronoun_of_a_word_is_the_one_that_it_ends_in() {
        for pronoun in PRONOUNS {
            let word = format!("هدنت{pronoun}");
            assert_eq!(without_pronoun(&word), Some(("هدنت", pronoun)));
        }
        for none in ["", "هدنات", "سلام", "مدن", "دما", "لها", "سما"] {
            assert_eq!(without_pronoun(none), None, "{none}");
        }
    }

    #[test]
    fn no_split_leaves_a_single_letter() {
        for word in ["و", "ول", "وب", "لها", "بهم", "الم", "ك"] {
            assert!(
                splits(word).all(|s| s.base.chars().count() >= SHORTEST),
                "{word}"
            );
        }
    }

    #[test]
    fn every_split_puts_the_word_together_again() {
        for word in ["وبالهدنه", "للجنه", "فسيفتحها", "والوزير", "هدنتهم"]
        {
            for s in splits(word) {
                assert!(word.contains(s.base), "{word} {s:?}");
                assert!(word.ends_with(s.pronoun), "{word} {s:?}");
            }
        }
    }
}
