//! What single words around a name say about it.

use hudna_text::{Language, clitic::Proclitics};

use super::{Head, Parts};
use crate::{
    analysis::Analysis,
    lexicon::{Cue, Hit, PartyKind, PersonIdx, Sense},
};

/// Signs and small words that may stand between the parts of one name.
pub(super) fn is_glue(language: Language, word: &str) -> bool {
    match language {
        Language::Arabic => matches!(
            word,
            "," | "("
                | ")"
                | "\""
                | "-"
                | "الخاص"
                | "خاص"
                | "الدايم"
                | "العامه"
                | "العام"
                | "باسم"
                | "للشوون"
                | "الانسانيه"
                | "الموالي"
                | "المسلحه"
                | "تجمع"
                | "فصيل"
                | "جماعه"
                | "لجماعه"
                | "حركه"
                | "السيد"
                | "الاعلي"
                | "عسكري"
                | "العسكري"
                | "الرسمي"
                | "الاعلامي"
                | "السياسي"
                | "امني"
                | "رفيع"
                | "ميداني"
                | "ميدانيه"
                | "المركزي"
        ),
        Language::English => matches!(
            word,
            "," | "'s"
                | "the"
                | "of"
                | "for"
                | "'"
                | "("
                | ")"
                | "-"
                | "senior"
                | "top"
                | "led"
                | "in"
                | "at"
                | "to"
                | "special"
                | "humanitarian"
                | "resident"
                | "regional"
                | "emergency"
        ),
        _ => matches!(
            word,
            "," | "-"
                | "("
                | ")"
                | "\""
                | "при"
                | "главы"
                | "офиса"
                | "главного"
                | "оперативного"
                | "управления"
                | "национального"
                | "центра"
                | "вс"
        ),
    }
}

/// «в Баку это опровергли», «в Киеве заявили»: those who sit in the capital.
pub(super) fn speaks_from(a: &Analysis<'_>, parts: &Parts) -> bool {
    const SAID: [Cue; 7] = [
        Cue::Say,
        Cue::Accepts,
        Cue::Rejects,
        Cue::Welcomes,
        Cue::Denies,
        Cue::Accuses,
        Cue::CallsFor,
    ];
    a.language() == Language::Russian
        && parts.seat.is_some()
        && (a.cues(&(parts.end..parts.end + 2), &SAID)).any(|c| {
            // «в Ереване протестующие потребовали»: somebody else.
            let between = (parts.end..c.start()).all(|t| {
                matches!(
                    a.word(t),
                    "это" | "также" | "уже" | "ранее" | "сразу" | "не" | ","
                )
            });
            between && a.word(c.end() - 1).ends_with("ли")
        })
}

/// «محافظة السويداء»: a body that has the name of the place it rules.
pub(super) fn rules_place(a: &Analysis<'_>, parts: &Parts) -> bool {
    parts.head.is_none()
        && parts.person.is_none()
        && parts.party.is_some_and(|p| {
            let p = a.party(p);
            p.kind == PartyKind::Authority && p.area.is_some()
        })
}

/// Whether the word is the first of a longer name of a truce.
pub(super) fn opens_truce(a: &Analysis<'_>, hit: &Hit) -> bool {
    let first = hit.tokens.start..hit.tokens.start + 1;
    (a.cues(&first, &[Cue::Truce])).any(|c| c.hit.tokens.len() > hit.tokens.len())
}

/// Whether a short name is the word "that" here: «بأنها», «بأن» are no Ban Ki-moon. It is a name only
/// where the report has it in full as well.
pub(super) fn is_particle(a: &Analysis<'_>, hit: &Hit, person: PersonIdx) -> bool {
    let in_full = || {
        (a.hits.iter())
            .any(|h| h.tokens.len() > 1 && a.lexicon.senses(h).contains(&Sense::Person(person)))
    };
    a.has(&hit.tokens, &[Cue::That])
        && (hit.pronoun || a.text(hit.tokens.clone()).contains('أ') || !in_full())
}

/// Whether a ministry without a country is named: «وزارة الدفاع», "the home ministry", «Минобороны».
pub(super) fn is_ministry(a: &Analysis<'_>, parts: &Parts, first: &Hit) -> bool {
    let bare = parts.nation.or(parts.party).or(parts.seat).is_none() && parts.person.is_none();
    let noun = |t: u32| {
        let word = a.word(t).trim_start_matches(['و', 'ل', 'ب']);
        matches!(word, "ministry" | "ministries" | "мид" | "мида" | "миде")
            || [
                "الوزار",
                "زار",
                "الخارجي",
                "خارجي",
                "минист",
                "минобор",
                "минздрав",
            ]
            .iter()
            .any(|w| word.starts_with(w))
    };
    bare && matches!(parts.head, Some(Head::Government | Head::Army))
        && (first.tokens.start..parts.end).any(noun)
}

/// Words that are never part of a name.
pub(super) fn is_small(word: &str) -> bool {
    matches!(
        word,
        "في" | "من"
            | "علي"
            | "الي"
            | "عن"
            | "مع"
            | "الذي"
            | "التي"
            | "بعد"
            | "قبل"
            | "خلال"
            | "قد"
            // «رحبت به السعودية»
            | "به"
            | "بها"
            | "له"
            | "لها"
            | "فيه"
            | "فيها"
            | "اليه"
            | "اليها"
            | "عليه"
            | "عليها"
            | "عنه"
            | "عنها"
            | "the"
            | "a"
            | "in"
            | "on"
            | "of"
            | "to"
    )
}

/// Whether a nationality stands right behind a place of its country.
pub(super) fn of_place(a: &Analysis<'_>, parts: &Parts, first: &Hit) -> bool {
    let Some(nation) = parts.nation.filter(|_| parts.person.is_none()) else {
        return false;
    };
    let near = first.tokens.start.saturating_sub(3)..first.tokens.start;
    a.places(&near).any(|(h, p)| {
        h.tokens.end == first.tokens.start && a.lexicon.place(p).country == a.party(nation).name
    })
}

/// "Leaders of Ukraine, Germany and France", "the foreign ministers of Russia and Iran": whose they are.
pub(super) fn of_titles(a: &Analysis<'_>, first: &Hit) -> bool {
    let mut before = (first.tokens.start.saturating_sub(4)..first.tokens.start)
        .rev()
        .filter(|&t| !matches!(a.word(t), "the" | "both"))
        .map(|t| a.word(t));
    before.next() == Some("of")
        && before.next().is_some_and(|w| {
            matches!(
                w,
                "leaders"
                    | "presidents"
                    | "ministers"
                    | "heads"
                    | "state"
                    | "government"
                    | "governments"
                    | "delegations"
                    | "representatives"
                    | "envoys"
                    | "negotiators"
                    | "chiefs"
                    | "armies"
            )
        })
}

/// Whether the state is the end of the name of a party, front or movement that the lexicon does not
/// know.
/// "The Minsk agreement", «اتفاق الرياض»: what was agreed there, and no government.
fn names_agreement(a: &Analysis<'_>, seat: &Hit) -> bool {
    let named = |t: u32| {
        (a.cues(&(t..t + 1), &[Cue::Agreement])).any(|c| !c.hit.before.has(Proclitics::THE))
            || matches!(
                a.word(t),
                "agreements"
                    | "accords"
                    | "accord"
                    | "process"
                    | "format"
                    | "protocol"
                    | "declaration"
                    | "memorandum"
                    | "framework"
                    | "اتفاقات"
                    | "اتفاقيه"
                    | "اعلان"
                    | "مسار"
                    | "بروتوكول"
            )
    };
    match a.language() {
        Language::Arabic => {
            seat.before.is_empty() && seat.tokens.start.checked_sub(1).is_some_and(named)
        }
        Language::English => named(seat.tokens.end),
        _ => false,
    }
}

pub(super) fn of_longer_name(a: &Analysis<'_>, parts: &Parts, first: &Hit) -> bool {
    if a.language() == Language::English && of_named_army(a, parts, first) {
        return true;
    }
    if a.language() == Language::Arabic && of_own_army(a, parts, first) {
        return true;
    }
    if parts.seat.is_some() && names_agreement(a, first) {
        return true;
    }
    let known = parts.head.is_some() || parts.person.is_some();
    let state = (parts.party).is_none_or(|p| a.party(p).kind == PartyKind::State);
    if known || !state {
        return false;
    }
    let mut before = (first.tokens.start.saturating_sub(3)..first.tokens.start)
        .rev()
        .map(|t| a.word(t));
    match a.language() {
        Language::English => {
            let of = before.find(|w| *w != "the");
            of == Some("of") && (before.next().is_some_and(is_group) || of_named_group(a, first))
        }
        Language::Arabic => {
            let freed = before.clone().next().is_some_and(|w| w.ends_with("تحرير"));
            before.any(|w| {
                matches!(w, "الحزب" | "الجبهه" | "الحركه") && parts.seat.is_none()
                    || freed && matches!(w, "حركه" | "جبهه" | "جيش" | "قوات")
            })
        }
        _ => {
            // «Движение за освобождение Конго»
            let freed = (before.clone().next()).is_some_and(|w| w.starts_with("освобожден"));
            before.take(if freed { 3 } else { 1 }).any(|w| {
                ["парти", "фронт", "движени"]
                    .iter()
                    .any(|s| w.starts_with(s))
            })
        }
    }
}

/// «جيش الساحل»: a group with a name of its own, unlike «الجيش», «جيش النظام».
fn of_own_army(a: &Analysis<'_>, parts: &Parts, first: &Hit) -> bool {
    const OF_STATES: [&str; 10] = [
        "النظام",
        "الاحتلال",
        "البلاد",
        "الدوله",
        "الدفاع",
        "الحكومه",
        "العدو",
        "الوطن",
        "الشعب",
        "الجمهوريه",
    ];
    let alone = parts.head == Some(Head::Army)
        && parts.nation.or(parts.party).or(parts.seat).is_none()
        && parts.person.is_none();
    let noun = a
        .word(first.tokens.start)
        .trim_start_matches(['و', 'ف', 'ل', 'ب']);
    let next = a.word(first.tokens.end);
    alone
        && noun == "جيش"
        && next.starts_with("ال")
        && !OF_STATES.contains(&next)
        && a.hits_in(&(first.tokens.end..first.tokens.end + 1))
            .is_empty()
}

fn is_group(word: &str) -> bool {
    matches!(
        word,
        "party" | "front" | "movement" | "union" | "brotherhood"
    )
}

/// Most words from the noun of a group to the state at the end of its name.
const LONGEST_NAME: u32 = 7;

fn is_capital(a: &Analysis<'_>, token: u32) -> bool {
    a.text(token..token + 1).starts_with(char::is_uppercase)
}

/// "the Movement for the Liberation of the Congo": a noun of a group among the words with capital letters
/// before the state.
fn of_named_group(a: &Analysis<'_>, state: &Hit) -> bool {
    let sentence = a.sentence_range(a.sentence_of(state.tokens.start));
    let from = (sentence.start).max(state.tokens.start.saturating_sub(LONGEST_NAME));
    (from..state.tokens.start)
        .rev()
        .take_while(|&t| matches!(a.word(t), "of" | "for" | "the" | "and") || is_capital(a, t))
        .any(|t| is_capital(a, t) && (is_group(a.word(t)) || is_named_army(a, t, sentence.start)))
}

/// "the Islamic Army of Iraq", "the Democratic Forces": an army with a name of its own is not that of the
/// state.
fn of_named_army(a: &Analysis<'_>, parts: &Parts, first: &Hit) -> bool {
    let state = (parts.party).is_none_or(|p| a.party(p).kind == PartyKind::State);
    let sentence = a.sentence_range(a.sentence_of(first.tokens.start));
    parts.head == Some(Head::Army)
        && state
        && parts.nation.or(parts.seat).is_none()
        && parts.person.is_none()
        && is_named_army(a, first.tokens.start, sentence.start)
}

/// Whether "Army" or "Forces" stands here, behind a word with a capital letter that no army of a state has.
fn is_named_army(a: &Analysis<'_>, token: u32, from: u32) -> bool {
    const OF_STATES: [&str; 14] = [
        "the",
        "armed",
        "national",
        "security",
        "defence",
        "defense",
        "ground",
        "royal",
        "federal",
        "regular",
        "republican",
        "special",
        "arab",
        "us",
    ];
    matches!(a.word(token), "army" | "forces")
        && is_capital(a, token)
        && (token.checked_sub(1)).is_some_and(|t| {
            t > from
                && is_capital(a, t)
                && a.hits_in(&(t..t + 1)).is_empty()
                && !OF_STATES.contains(&a.word(t))
        })
}
