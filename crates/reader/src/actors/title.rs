//! Titles without a name: «وأضاف الوزير», "the minister added", «министр добавил».
//!
//! Such a title stands for who was named last with the same title; where nobody was, it is left to what
//! else the sentence tells. «واتفق الوزيران» stands for the last two persons of two parties.

use hudna_text::{Language, clitic::Proclitics};

use super::Actor;
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Hit, PartyIdx, PartyKind},
};

/// Words that are titles.
const TITLES: [Cue; 2] = [Cue::Office, Cue::Envoy];

/// Parties among which the last of a title is looked for.
pub(super) const FARTHEST: usize = 40;

/// The title without a name that stands right behind the verb at `start..end`, or right before it.
pub(crate) fn beside<'h>(a: &'h Analysis<'_>, start: u32, end: u32) -> Option<CueHit<'h>> {
    let sentence = a.sentence_range(a.sentence_of(start));
    let alone = |c: &CueHit<'_>| {
        let named = a.actors_in(&(sentence.start..c.end())).last();
        is_definite(a, c.hit) && !named.is_some_and(|x| x.tokens.contains(&c.start()))
    };
    let behind = a
        .cues(&(end..sentence.end.min(end + 2)), &TITLES)
        .find(|c| a.words_between(end, c.start()) <= usize::from(a.word(end) == "the") && alone(c));
    behind.or_else(|| {
        let before = sentence.start.max(start.saturating_sub(4))..start;
        a.cues(&before, &TITLES)
            .filter(|c| c.end() <= start && a.words_between(c.end(), start) == 0)
            .last()
            .filter(alone)
    })
}

/// Who was named last with this title.
pub(crate) fn holder(a: &Analysis<'_>, title: &CueHit<'_>) -> Option<Actor> {
    (a.actors_in(&(0..title.start())).iter().rev())
        .take(FARTHEST)
        .find(|x| bears(a, x, title))
        .cloned()
}

/// Most tokens of a title that is no part of the name: «Министр иностранных дел России Сергей Лавров».
const TITLE: u32 = 3;

/// Whether a person is named with the title.
pub(crate) fn bears(a: &Analysis<'_>, x: &Actor, title: &CueHit<'_>) -> bool {
    if x.person.is_none() && x.named.is_none() {
        return false;
    }
    let sentence = a.sentence_range(a.sentence_of(x.tokens.start));
    let near = sentence.start.max(x.tokens.start.saturating_sub(TITLE))..x.tokens.end;
    (a.cues(&near, &TITLES)).any(|c| head(a, c.hit) == head(a, title.hit))
}

/// «الوزيران»: the last two persons of two parties, in the order of the text.
pub(crate) fn both(a: &Analysis<'_>, before: u32) -> Option<[Actor; 2]> {
    let mut persons = (a.actors_in(&(0..before)).iter().rev())
        .take(FARTHEST)
        .filter(|x| x.person.is_some());
    let last = persons.next()?;
    let other = persons.find(|x| x.party != last.party)?;
    Some([other.clone(), last.clone()])
}

/// Whether the title is of two: «الوزيران».
pub(crate) fn is_dual(a: &Analysis<'_>, title: &CueHit<'_>) -> bool {
    a.language() == Language::Arabic && a.word(title.start()).ends_with("ان")
}

/// Whether the name tells of whom the army, ministry or government with this noun is.
pub(super) fn has_head(a: &Analysis<'_>, x: &Actor, word: &str) -> bool {
    const BODIES: [Cue; 2] = [Cue::Army, Cue::Government];
    if a.party(x.party).kind == PartyKind::ArmedGroup {
        return false;
    }
    (a.cues(&x.tokens, &BODIES))
        .any(|c| x.tokens.len() > c.hit.tokens.len() && head(a, c.hit) == word)
}

/// Sentences before "the forces" in which whose forces they are was told.
const TOLD_FORCES: usize = 2;

/// Whose forces were named last by the word.
pub(super) fn forces(a: &Analysis<'_>, named: &[Actor], hit: &Hit, word: &str) -> Option<PartyIdx> {
    // «القوات السلطات السورية»: a slip of the report.
    let next = hit.tokens.end..hit.tokens.end + 1;
    if a.has(&next, &[Cue::Government, Cue::Army]) {
        return None;
    }
    let sentence = a.sentence_of(hit.tokens.start);
    let told = |x: &&Actor| {
        (x.tokens.clone()).any(|t| {
            let w = a.word(t);
            x.tokens.len() > 1
                && w.trim_start_matches(['و', 'ل', 'ب'])
                    .trim_start_matches("ال")
                    == word
        })
    };
    (named.iter().rev().take(FARTHEST))
        .take_while(|x| a.sentence_of(x.tokens.start) + TOLD_FORCES >= sentence)
        .find(told)
        .map(|x| x.party)
}

/// Whether the title has the article that points back to somebody; Russian has none.
pub(super) fn is_definite(a: &Analysis<'_>, hit: &Hit) -> bool {
    match a.language() {
        Language::Arabic => hit.before.has(Proclitics::THE),
        Language::English => (hit.tokens.start.checked_sub(1)).is_some_and(|t| a.word(t) == "the"),
        _ => true,
    }
}

/// The noun of a title, without article and ending: "minister" of "foreign minister".
pub(super) fn head<'t>(a: &'t Analysis<'_>, hit: &Hit) -> &'t str {
    match a.language() {
        Language::Arabic => {
            let word = a.word(hit.tokens.start);
            let bare = word.trim_start_matches(['و', 'ف']);
            // «وزير» begins with the letter of "and".
            if hit.before.has(Proclitics::THE) {
                bare.split_once("ال").map_or(word, |(_, noun)| noun)
            } else if hit.before.has(Proclitics::AND) {
                word.strip_prefix('و').unwrap_or(word)
            } else {
                word
            }
        }
        Language::English => a.word(hit.tokens.end.saturating_sub(1)),
        _ => {
            let word = a.word(hit.tokens.start);
            word.char_indices()
                .nth(6)
                .map_or(word, |(end, _)| word.get(..end).unwrap_or(word))
        }
    }
}
