//! Sections of a digest, each with the place that it is about for a heading: "TRIPOLI. …", "UKRAINE: …".

use hudna_text::Language;

use crate::{
    analysis::Analysis,
    area::Area,
    lexicon::{Cue, PlaceIdx},
};

/// Most words of a heading.
const HEADING: usize = 4;

/// A section: the sentence that it begins with, and its place.
pub(crate) type Section = (usize, PlaceIdx);

/// The sections of a report that has several, about several places.
pub(crate) fn of<'a>(a: &'a Analysis<'_>) -> &'a [Section] {
    a.sections.get_or_init(|| found(a))
}

fn found(a: &Analysis<'_>) -> Vec<Section> {
    let sentences = a.doc.sentences();
    let opens = |i: usize| {
        let paragraph = |i: usize| sentences.get(i).map(|s| s.paragraph);
        (i.checked_sub(1)).is_none_or(|before| paragraph(before) != paragraph(i))
    };
    let mut out: Vec<Section> = Vec::new();
    for (i, sentence) in a.sentences().filter(|(i, _)| opens(*i)) {
        let end = (sentence.clone()).find(|&t| matches!(a.word(t), "." | ":"));
        let Some(words) = end.map(|end| sentence.start..end) else {
            continue;
        };
        let large = |t: u32| {
            let text = a.text(t..t + 1);
            !a.is_word(t) || text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
        };
        let Some((hit, place)) = a.places(&words).next() else {
            continue;
        };
        // Arabic has no capitals: there the place is all of the heading.
        let alone = a.language() == Language::Arabic && hit.tokens == words;
        let heading = (1..=HEADING).contains(&a.words_between(words.start, words.end))
            && (alone || words.clone().all(large))
            && !a.has(&words, &[Cue::Truce]);
        if heading {
            out.push((i, place));
        }
    }
    let several = out
        .iter()
        .any(|(_, p)| out.first().is_some_and(|(_, q)| q != p));
    if several { out } else { Vec::new() }
}

/// How many sections begin up to a sentence.
pub(crate) fn number(sections: &[Section], sentence: usize) -> usize {
    sections.partition_point(|(first, _)| *first <= sentence)
}

/// The place of the section that has the sentence.
pub(crate) fn place(a: &Analysis<'_>, sentence: usize) -> Option<Area> {
    let sections = of(a);
    let n = number(sections, sentence);
    let (first, place) = *n.checked_sub(1).and_then(|n| sections.get(n))?;
    let heading = a.sentence_range(first);
    let (hit, _) = (a.places(&heading)).find(|(_, p)| *p == place)?;
    Some(Area {
        places: vec![place],
        part: None,
        tokens: hit.tokens.clone(),
    })
}
