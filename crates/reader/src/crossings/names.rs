//! Names of crossings that no gazetteer has: «معبر السرايا», "the Omanthai checkpoint". Their words are kept
//! as the report has them; what they are called in English nobody says.

use std::ops::Range;

use hudna_text::{Language, Rational, clitic::Proclitics, number::NumberMention};

use crate::{
    analysis::{Analysis, CueHit},
    lexicon::{Form, PlaceKind},
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

/// Words behind a noun of a way that are no names.
const COMMON: [&str; 20] = [
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
    "الرئيسي",
    "الدولي",
    "السريع",
    "الجديد",
    "الوحيد",
    "القديم",
    "الترابي",
    "العام",
];

/// First words of Arabic names that have two.
const FIRST: [&str; 13] = [
    "ابو",
    "ام",
    "باب",
    "تل",
    "عين",
    "كفر",
    "دير",
    "خان",
    "بيت",
    "الشيخ",
    "صلاح",
    "سيف",
    "عبد",
];

/// "the Castello crossing": a way of the gazetteer right before the English noun.
pub(super) fn before(a: &Analysis<'_>, hit: &CueHit<'_>) -> Option<(String, Range<u32>)> {
    if a.language() != Language::English {
        return None;
    }
    let (place, idx) = (a.places(&(hit.start().saturating_sub(4)..hit.start())))
        .find(|(h, _)| h.tokens.end == hit.start())?;
    let p = a.lexicon.place(idx);
    matches!(
        p.kind,
        PlaceKind::Road | PlaceKind::Quarter | PlaceKind::Crossing | PlaceKind::Camp
    )
    .then(|| (p.name.clone(), place.tokens.clone()))
}

/// A road, bridge, quarter, camp or town with its name right behind `from`: «طريق الحوبان», "the town of Deir
/// Qanoun", «лагерь Вафидин». The gazetteer's name of it; else its words alone.
pub(super) fn way(a: &Analysis<'_>, from: u32, to: u32) -> Option<Way> {
    let article = |t: u32| matches!(a.word(t), "the" | "a");
    let from = from + u32::from(article(from));
    if let Some((hit, place)) = a.places(&(from..to.min(from + 2))).next()
        && let Some(words) = with_noun(a, &hit.tokens, from)
    {
        let p = a.lexicon.place(place);
        // «طريق حماة» is no way of the gazetteer, though the town is.
        let road = words.start < hit.tokens.start && is_road(a, words.start)
            || words.end > hit.tokens.end && is_road(a, words.end - 1);
        let own = match p.kind {
            PlaceKind::Road | PlaceKind::Quarter | PlaceKind::Crossing | PlaceKind::Camp => true,
            PlaceKind::Town => !road,
            _ => false,
        };
        return (own || road).then(|| (own.then(|| p.name.clone()), words));
    }
    let words = match a.language() {
        Language::Arabic => {
            let first = from + 1;
            let word = a.word(first);
            let opens = FIRST.contains(&word);
            let last = first + u32::from(opens);
            let fits = |t: u32| is_unknown(a, t) || a.places(&(t..t + 1)).next().is_some();
            (is_way(a, from)
                && a.is_word(last)
                && (opens || word.starts_with("ال") && word.chars().count() >= 4 && fits(first))
                && !COMMON.contains(&word)
                && !a.touches_time(&(first..last + 1)))
            .then(|| from..last + 1)
        }
        _ => {
            let proper = |t: u32| {
                a.is_word(t)
                    && a.text(t..t + 1).starts_with(char::is_uppercase)
                    && !a.touches_time(&(t..t + 1))
            };
            let noun = is_way(a, from);
            let of = u32::from(noun && a.word(from + 1) == "of");
            let first = from + u32::from(noun) + of;
            let end = (first..to.min(first + 4))
                .find(|&t| !proper(t) && a.word(t) != "-")
                .unwrap_or(to.min(first + 4));
            let behind = !noun && (is_way(a, end) || end > first + 1 && is_way(a, end - 1));
            // "the Road" alone has no name.
            (end > first
                && (noun || behind)
                && !(noun && of == 0 && a.language() == Language::English))
                .then(|| from..end + u32::from(behind && is_way(a, end)))
        }
    }?;
    Some((None, words))
}

/// The words of a place of the gazetteer with the noun before or behind it; nothing if it has none.
fn with_noun(a: &Analysis<'_>, place: &Range<u32>, from: u32) -> Option<Range<u32>> {
    if place.start == from {
        let within = place.clone().any(|t| is_way(a, t));
        let behind = a.language() != Language::Arabic && is_way(a, place.end);
        return (within || behind).then(|| place.start..place.end + u32::from(behind));
    }
    (place.start == from + 1 && is_way(a, from)).then_some(from..place.end)
}

/// A way: the gazetteer's name of it, and its words.
pub(super) type Way = (Option<String>, Range<u32>);

/// Whether `token` is a noun of what people pass.
fn is_way(a: &Analysis<'_>, token: u32) -> bool {
    let word = a.word(token);
    is_road(a, token)
        || match a.language() {
            Language::Arabic => matches!(
                word,
                "حي" | "وحي"
                    | "بلده"
                    | "وبلده"
                    | "قريه"
                    | "وقريه"
                    | "مخيم"
                    | "ومخيم"
                    | "حاجز"
            ),
            Language::Russian => [
                "лагер",
                "поселк",
                "поселок",
                "деревн",
                "сел",
                "квартал",
                "район",
            ]
            .iter()
            .any(|stem| word.starts_with(stem) && word.chars().count() <= stem.chars().count() + 3),
            _ => matches!(
                word,
                "town"
                    | "village"
                    | "district"
                    | "quarter"
                    | "neighbourhood"
                    | "neighborhood"
                    | "camp"
                    | "checkpoint"
            ),
        }
}

/// Whether `token` is a noun of a road or bridge.
fn is_road(a: &Analysis<'_>, token: u32) -> bool {
    let word = a.word(token);
    match a.language() {
        Language::Arabic => matches!(
            word,
            "طريق" | "وطريق" | "شارع" | "وشارع" | "جسر" | "وجسر" | "دوار"
        ),
        Language::Russian => ["дорог", "шоссе", "улиц", "мост"]
            .iter()
            .any(|stem| word.starts_with(stem) && word.chars().count() <= stem.chars().count() + 2),
        _ => matches!(word, "road" | "street" | "highway" | "bridge"),
    }
}

/// "the Omanthai checkpoint": a word with a capital letter before the noun, within the sentence.
fn english(a: &Analysis<'_>, hit: &CueHit<'_>) -> Option<Range<u32>> {
    let last = hit.start().checked_sub(1)?;
    let sentence = a.sentence_range(a.sentence_of(hit.start()));
    let capital = |t: u32| a.is_word(t) && a.text(t..t + 1).starts_with(char::is_uppercase);
    // "the Bustan al-Diwan crossing"
    let joint = |t: u32| {
        matches!(
            a.word(t),
            "-" | "'" | "al" | "el" | "as" | "ad" | "an" | "ar"
        )
    };
    let from = sentence.start.max(hit.start().saturating_sub(LONGEST));
    let first = (from..=last)
        .rev()
        .take_while(|&t| capital(t) && is_own(a, t) || joint(t))
        .last()?;
    let named = first > sentence.start
        && capital(first)
        && capital(last).max(joint(last.saturating_sub(1)))
        && (last > first || is_unknown(a, last))
        && a.is_word(first - 1)
        && !capital(first - 1)
        && a.text(hit.hit.tokens.clone())
            .starts_with(char::is_lowercase);
    named.then(|| first..hit.end())
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

/// Most tokens of such a name.
const LONGEST: u32 = 6;

/// Whether the word is of no party or nation: not "the Russian Army crossing".
fn is_own(a: &Analysis<'_>, token: u32) -> bool {
    a.actors_in(&(token..token + 1)).is_empty() && !a.touches_time(&(token..token + 1))
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
    use hudna_text::Folded;

    fn of(text: &str) -> Option<String> {
        let lexicon = Lexicon::built_in();
        let folded = Folded::of(text);
        let a = Analysis::new("t", &folded, &lexicon);
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
        assert_eq!(
            of("Women could leave through the Bustan al-Diwan crossing.").as_deref(),
            Some("Bustan al-Diwan crossing")
        );
        for none in [
            "They left by 5 crossings.",
            "Women could leave by the Russian corridor.",
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
