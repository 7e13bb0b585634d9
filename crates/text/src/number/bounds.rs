//! Words around a number that make it a bound or an estimate.

use std::sync::LazyLock;

use crate::fold;

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

/// Phrases before a number. The particles of the first word may be joined to it.
pub(super) static BEFORE: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    phrases(&[
        (
            "أكثر من | ما يزيد على | ما يزيد عن | يزيد على | يزيد عن | يزيد عددهم على | تزيد على | تزيد عن | لا يقل عن | لا تقل عن \
             | ما لا يقل عن | يفوق | ما يفوق | يتجاوز | تجاوز | يتخطى | أزيد من",
            Bound::AtLeast,
        ),
        (
            "أقل من | ما يقل عن | لا يزيد على | لا يزيد عن | ما لا يزيد على | ما لا يزيد عن | لا يتجاوز \
             | لا تتجاوز | لا تزيد على | لا تزيد عن | أقصاها | حد أقصى",
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
    ])
});

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
