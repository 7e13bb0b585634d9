//! Names of crossings that no gazetteer has: «معبر السرايا», "the Omanthai checkpoint". Their words are kept
//! as the report has them; what they are called in English nobody says.

use std::ops::Range;

use hudna_text::{Language, Rational, clitic::Proclitics, number::NumberMention};

use crate::{
    analysis::{Analysis, CueHit},
    lexicon::Form,
};

/// The words of the crossing with its own name, if no lexicon knows them.
pub(super) fn own(a: &Analysis<'_>, hit: &CueHit<'_>) -> Option<Range<u32>> {
    match a.language() {
        Language::Arabic => arabic(a, hit),
        Language::English => numbered(a, hit).or_else(|| english(a, hit)),
        _ => None,
    }
}

/// «معبر السرايا», «معبر أبو الزندين»: a noun without the article before one with it, which is not what passes
/// or where it leads.
fn arabic(a: &Analysis<'_>, hit: &CueHit<'_>) -> Option<Range<u32>> {
    const FIRST: [&str; 9] = ["ابو", "ام", "باب", "تل", "عين", "كفر", "دير", "خان", "بيت"];
    const COMMON: [&str; 12] = [
        "المدينه",
        "البلده",
        "القريه",
        "المنطقه",
        "الحدود",
        "الموت",
        "الخروج",
        "العبور",
        "الاجلاء",
        "المساعدات",
        "الاغاثه",
        "الحياه",
    ];
    let noun = hit.start()..hit.end();
    if noun.len() != 1 || hit.hit.before.has(Proclitics::THE) {
        return None;
    }
    let first = hit.end();
    let opens = FIRST.contains(&a.word(first));
    let last = if opens { first + 1 } else { first };
    let word = a.word(last);
    let named = is_unknown(a, first)
        && is_unknown(a, last)
        && (opens || word.starts_with("ال"))
        && word.chars().count() >= 4
        && !COMMON.contains(&word);
    named.then(|| noun.start..last + 1)
}

/// "the Omanthai checkpoint": a word with a capital letter before the noun, within the sentence.
fn english(a: &Analysis<'_>, hit: &CueHit<'_>) -> Option<Range<u32>> {
    let last = hit.start().checked_sub(1)?;
    let sentence = a.sentence_range(a.sentence_of(hit.start()));
    let capital = |t: u32| a.is_word(t) && a.text(t..t + 1).starts_with(char::is_uppercase);
    let named = last > sentence.start
        && capital(last)
        && is_unknown(a, last)
        && !capital(last - 1)
        && a.is_word(last - 1)
        && a.text(hit.hit.tokens.clone())
            .starts_with(char::is_lowercase);
    named.then(|| last..hit.end())
}

/// "Bridge 5 crossing", «معبر 5»: beside the noun in the singular a number of more than one is a name, and so
/// is one behind "gate" or "No.".
pub(super) fn is_numbered(a: &Analysis<'_>, hit: &CueHit<'_>, number: &NumberMention) -> bool {
    let several = (number.quantity.single()).is_none_or(|n| n > Rational::from(1));
    match a.language() {
        Language::English => {
            let before = (number.tokens.start.0.checked_sub(1)).map_or("", |t| a.word(t));
            several && hit.form == Form::Singular || is_numbered_noun(before)
        }
        Language::Arabic => {
            several && hit.form == Form::Singular && number.tokens.start.0 == hit.end()
        }
        _ => false,
    }
}

/// Nouns in the singular that have numbers for names.
fn is_numbered_noun(word: &str) -> bool {
    matches!(
        word,
        "bridge" | "gate" | "checkpoint" | "route" | "point" | "post" | "corridor" | "road"
    )
}

/// "the Bridge 5 crossing": the noun, its number and the crossing.
fn numbered(a: &Analysis<'_>, hit: &CueHit<'_>) -> Option<Range<u32>> {
    let number = hit.start().checked_sub(1)?;
    let noun = number.checked_sub(1)?;
    let sentence = a.sentence_range(a.sentence_of(hit.start()));
    (sentence.contains(&noun)
        && hit.form == Form::Singular
        && a.joined_by_number(number)
        && is_numbered_noun(a.word(noun)))
    .then(|| noun..hit.end())
}

fn is_unknown(a: &Analysis<'_>, token: u32) -> bool {
    a.is_word(token)
        && a.hits_in(&(token..token + 1)).is_empty()
        && !a.touches_time(&(token..token + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lexicon::Cue, lexicon::Lexicon};

    fn of(text: &str) -> Option<String> {
        let lexicon = Lexicon::built_in();
        let a = Analysis::new("t", text, &lexicon);
        a.cues(&a.everything(), &[Cue::Crossing])
            .find_map(|c| own(&a, &c))
            .map(|words| a.text(words).to_owned())
    }

    #[test]
    fn a_crossing_has_the_name_that_stands_beside_it_and_no_common_noun() {
        assert_eq!(
            of("فتح معبر السرايا أمام المدنيين.").as_deref(),
            Some("معبر السرايا")
        );
        assert_eq!(
            of("عبر معبر أبو الزندين في الباب.").as_deref(),
            Some("معبر أبو الزندين")
        );
        assert_eq!(
            of("They left by the Bridge 5 crossing.").as_deref(),
            Some("Bridge 5 crossing")
        );
        for none in [
            "They left by 5 crossings.",
            "By the bridge 5 crossings were open.",
            "فتح معبر المدينة أمام المدنيين.",
            "فتح معبر إنساني أمام المدنيين.",
            "فتح المعبر الإنساني أمام المدنيين.",
            "They left by the humanitarian corridor.",
            "Civilians may use the Humanitarian corridor.",
        ] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
