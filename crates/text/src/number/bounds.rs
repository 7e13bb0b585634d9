//! Words around a number that make it a bound or an estimate.

use std::sync::LazyLock;

use crate::{Lexicon, fold, lexicon::WordHash};

/// What such words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// "more than", "at least".
    AtLeast,
    /// "less than", "up to".
    AtMost,
    /// "about".
    About,
    /// «بين», "between", «от»: a second number must follow.
    Between,
}

/// A phrase as folded words, last word first.
pub(super) type Phrase = (Vec<String>, Bound);

fn phrases(lines: &[(&str, Bound)]) -> Vec<Phrase> {
    let mut all: Vec<Phrase> = lines
        .iter()
        .flat_map(|&(list, bound)| list.split('|').map(move |p| (p, bound)))
        .map(|(p, bound)| {
            (
                fold(p.trim()).split(' ').map(str::to_owned).collect(),
                bound,
            )
        })
        .collect();
    // The longest first: «لا أقل من» before «أقل من».
    all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    all
}

/// Phrases by the word that they end in.
#[derive(Default)]
pub(super) struct ByLast {
    phrases: Vec<Phrase>,
    /// The place among `groups` of the phrases that end in a word.
    ends: Lexicon<usize>,
    /// Places among `phrases`, in order.
    groups: Vec<Vec<usize>>,
}

impl ByLast {
    /// `phrases` in the order in which they are to be tried.
    fn of(phrases: Vec<Phrase>) -> Self {
        let mut all = Self::default();
        for (at, (words, _)) in phrases.iter().enumerate() {
            let Some(word) = words.last() else { continue };
            all.add(word, at);
            // The particles that may be joined to a phrase of one word.
            if words.len() == 1 {
                for first in FIRST_PARTICLES {
                    all.add(&format!("{first}{word}"), at);
                    for second in SECOND_PARTICLES {
                        all.add(&format!("{first}{second}{word}"), at);
                    }
                }
            }
        }
        all.phrases = phrases;
        all
    }

    fn add(&mut self, end: &str, phrase: usize) {
        self.ends.insert(end, self.groups.len());
        let group = self.ends.get(end).unwrap_or_default();
        if group == self.groups.len() {
            self.groups.push(Vec::new());
        }
        if let Some(group) = self.groups.get_mut(group) {
            group.push(phrase);
        }
    }

    /// The phrases that may end in a word.
    pub(super) fn ending_in(&self, hash: WordHash, word: &str) -> impl Iterator<Item = &Phrase> {
        let group = (self.ends.find(hash, word)).and_then(|at| self.groups.get(at));
        group
            .into_iter()
            .flatten()
            .filter_map(|&at| self.phrases.get(at))
    }
}

/// Phrases before a number. The particles of the first word may be joined to it.
pub(super) static BEFORE: LazyLock<ByLast> = LazyLock::new(|| {
    ByLast::of(phrases(&[
        (
            "أكثر من | ما يزيد على | ما يزيد عن | يزيد على | يزيد عن | يزيد عددهم على | تزيد على | تزيد عن | لا يقل عن | لا تقل عن \
             | ما لا يقل عن | يفوق | ما يفوق | يتجاوز | تجاوز | يتخطى | أزيد من",
            Bound::AtLeast,
        ),
        (
            "أقل من | ما يقل عن | لا يزيد على | لا يزيد عن | ما لا يزيد على | ما لا يزيد عن | لا يتجاوز \
             | ما يصل إلى | لا تتجاوز | لا تزيد على | لا تزيد عن | أقصاها | حد أقصى",
            Bound::AtMost,
        ),
        (
            "حوالي | نحو | قرابة | زهاء | ما يقارب | ما يقرب من | يقارب | تقارب | يقدر ب | ما يناهز",
            Bound::About,
        ),
        ("بين | ما بين", Bound::Between),
        (
            "more than | over | at least | no fewer than | not fewer than | no less than | not less than \
             | upwards of | in excess of | a minimum of",
            Bound::AtLeast,
        ),
        (
            "less than | fewer than | under | up to | at most | no more than | not more than | as many as \
             | a maximum of",
            Bound::AtMost,
        ),
        (
            "about | around | some | roughly | approximately | an estimated | nearly | almost | close to \
             | an average of",
            Bound::About,
        ),
        ("between", Bound::Between),
        (
            "более | более чем | больше | больше чем | свыше | не менее | не менее чем | не меньше | по меньшей мере \
             | по крайней мере | как минимум | минимум",
            Bound::AtLeast,
        ),
        (
            "менее | менее чем | меньше | не более | не более чем | не больше | до | максимум",
            Bound::AtMost,
        ),
        (
            "около | примерно | порядка | приблизительно | почти | ориентировочно",
            Bound::About,
        ),
        ("от | между", Bound::Between),
    ]))
});

/// The words that a phrase after a number begins with.
pub(super) static FIRST_OF_AFTER: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let first = AFTER.iter().filter_map(|(words, _)| words.first());
    first.map(|word| (word.clone(), ())).collect()
});

/// Particles that may be joined to the first word of a phrase, alone or before a second one.
pub(super) const FIRST_PARTICLES: [char; 5] = ['و', 'ف', 'ب', 'ل', 'ك'];
pub(super) const SECOND_PARTICLES: [char; 2] = ['ب', 'ل'];

/// Phrases after a number.
pub(super) static AFTER: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    phrases(&[
        (
            "على الأقل | فأكثر | أو أكثر | or more | at least | или более | и более | как минимум",
            Bound::AtLeast,
        ),
        (
            "على الأكثر | كحد أقصى | or less | or fewer | at most",
            Bound::AtMost,
        ),
        ("تقريبا | or so", Bound::About),
    ])
});
