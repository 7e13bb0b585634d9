//! Bodies in Arabic that are told by a noun: «البعثة», the mission that was named before, and «المكتب السياسي لحركة …», an
//! office of a party that is named behind it.

use hudna_text::{Language, clitic::Proclitics};

use super::Actor;
use crate::{analysis::Analysis, lexicon::PartyKind};

/// So many names before "the mission" are looked at.
const BODIES: usize = 24;

/// «دعت البعثة», «نفت اللجنة», «ويحمّل المركز جيش الإسلام»: the mission, the committee, the centre that was named before,
/// told at `at`; who stands behind it is whom it asks or blames.
pub(crate) fn named_before(a: &Analysis<'_>, at: u32) -> Option<Actor> {
    let told = a.word(at);
    let noun = match told {
        "البعثه" => "بعثه",
        "اللجنه" => "لجنه",
        "المنظمه" => "منظمه",
        "الهييه" => "هييه",
        "المركز" => "مركز",
        _ => return None,
    };
    let sentence = a.sentence_range(a.sentence_of(at));
    let next = a.actors_in(&(at..sentence.end.min(at + 3))).first();
    let object = |x: &Actor| {
        x.tokens.start == at + 1
            && !x.bare_nation
            && !x.before.has(Proclitics::FOR)
            && !x.before.has(Proclitics::AND)
    };
    if a.language() != Language::Arabic || next.is_some_and(|x| !object(x)) {
        return None;
    }
    let is_noun = |w: &str| [noun, told].contains(&w);
    let names = |t: u32| {
        let word = a.word(t);
        is_noun(word) || word.strip_prefix(['و', 'ل', 'ب']).is_some_and(is_noun)
    };
    let named = |x: &&Actor| {
        let organisation = a.party(x.party).kind == PartyKind::Organisation;
        let first = x.tokens.start.saturating_sub(1)..x.tokens.start + 1;
        let state = !x.is_place && !x.bare_nation && noun == "مركز";
        organisation && first.into_iter().any(names) || state && x.tokens.clone().any(names)
    };
    let all = (a.actors).partition_point(|x| x.tokens.start < at);
    (a.actors.get(..all)?.iter().rev())
        .take(BODIES)
        .find(named)
        .cloned()
}

/// Most words of such an office, before the party that it is of.
const OFFICE: u32 = 3;

/// «المكتب الإعلامي لحركة …», «المجلس العسكري لقوات …»: right behind the verb at `end` the office that acts for the party.
pub(super) fn office_of(a: &Analysis<'_>, end: u32, of: &Actor) -> bool {
    let office = matches!(
        a.word(end),
        "المكتب"
            | "القياده"
            | "الجناح"
            | "الذراع"
            | "المجلس"
            | "اللجنه"
            | "الهييه"
            | "الاداره"
            | "الامانه"
            | "الناطق"
            | "المتحدث"
    );
    let first = of.tokens.start;
    office
        && of.before.has(Proclitics::FOR)
        && (end + 1..=end + OFFICE).contains(&first)
        && (end + 1..first).all(|t| a.word(t).starts_with("ال"))
}

/// «ميليشيات تدعمها إيران», «فصيل تقوده أنقرة»: the party is told of somebody else, by a verb with a pronoun for them.
pub(super) fn in_relative(a: &Analysis<'_>, x: &Actor) -> bool {
    let verb = (x.tokens.start.checked_sub(1)).map_or("", |t| a.word(t));
    let Some(stem) = (verb.strip_suffix("ها").or_else(|| verb.strip_suffix("هم")))
        .or_else(|| verb.strip_suffix('ه'))
        .and_then(|w| w.strip_prefix(['ت', 'ي']))
    else {
        return false;
    };
    a.language() == Language::Arabic
        && matches!(
            stem,
            "دعم" | "قود" | "رعا" | "مول" | "ساند" | "سلح" | "تزعم" | "درب" | "تراس"
        )
}
