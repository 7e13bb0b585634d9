//! Who says and does: the subject of a verb, and who speaks in each sentence.

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};

use super::{Actor, bodies, issuer, labels, stranger, title};
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form, PartyKind},
    positions,
};

/// Who speaks in each sentence: the subject of its reporting verb, or whoever spoke before when the
/// verb has no subject of its own or the sentence is a quotation that runs on.
pub(crate) fn speakers(a: &Analysis<'_>) -> Vec<Option<Actor>> {
    let mut out: Vec<Option<Actor>> = Vec::new();
    let mut last: Option<Actor> = None;
    let mut paragraph = u32::MAX;
    let issuer = issuer::of(a);
    // Behind a stranger's words those of the issuer go on in the next paragraph.
    let mut strange = None;
    let labels = labels::of(a);
    for (i, sentence) in a.sentences() {
        let here = a.doc.sentences().get(i).map_or(0, |s| s.paragraph);
        if let Some(label) = labels.get(&i) {
            last.clone_from(label);
            paragraph = here;
            strange = label.is_none().then_some(here);
        }
        let speaks = [
            Cue::Say,
            Cue::Declare,
            Cue::CallsFor,
            Cue::Accuses,
            Cue::Welcomes,
            Cue::Denies,
            Cue::Rejects,
        ];
        let verbs: Vec<_> = a.cues(&sentence, &speaks).collect();
        let found =
            goes_on(a, &verbs, &sentence, &out).or_else(|| speaker_of(a, &verbs, &sentence));
        // «صرح قائد في «ألوية النصر»», "…," said Captain Omar Haddad: who spoke before does not go on.
        let stranger =
            |v: &CueHit<'_>| stranger::is_subject(a, v) || stranger::is_told_behind(a, v);
        if found.is_none() && verbs.iter().any(stranger) {
            last = None;
            strange = Some(here);
        }
        let found = found.or_else(|| {
            let told = a.cues(&sentence, &[Cue::AccordingTo]).next()?;
            let near = told.end()..told.end() + 6;
            // «وفق ما اتفقنا عليه مع وفد الحكومة»: with whom something was agreed is no source.
            let with = |x: &Actor| {
                (told.end()..x.tokens.start)
                    .any(|t| matches!(a.word(t), "مع" | "with" | "с" | "со"))
            };
            (a.actors_in(&near).iter())
                .find(|x| !x.is_place && !x.bare_nation)
                .filter(|x| !with(x))
                .cloned()
        });
        if let Some(actor) = found {
            last = Some(actor);
            paragraph = here;
        } else if verbs.is_empty() && here > paragraph.saturating_add(2) {
            last = None;
        }
        let theirs = issuer.clone().filter(|_| strange != Some(here));
        out.push(last.clone().or(theirs));
    }
    out
}

/// Sentences before one in which whoever goes on speaking is looked for.
const SPOKE_BEFORE: usize = 4;

/// «وأضافت أن لافروف أعلن …»: a verb that opens the sentence right before "that" has the subject of the
/// sentence before, whoever else is named behind it.
fn goes_on(
    a: &Analysis<'_>,
    verbs: &[CueHit<'_>],
    sentence: &Range<u32>,
    before: &[Option<Actor>],
) -> Option<Actor> {
    let verb = (verbs.iter()).find(|v| v.form != Form::Plain && v.rule.cue == Cue::Say)?;
    let opens = a.words_between(sentence.start, verb.start()) == 0
        && a.has(&(verb.end()..verb.end() + 1), &[Cue::That]);
    let fits = |x: &&Actor| x.feminine.is_none() || x.feminine == verb.form.feminine();
    (before.iter().rev())
        .take(if opens { SPOKE_BEFORE } else { 0 })
        .flatten()
        .find(fits)
        .cloned()
}

/// The subject of the verb that governs what is said: one with "that" behind it, else one outside a
/// relative clause, else any; agencies only relay.
fn speaker_of(a: &Analysis<'_>, verbs: &[CueHit<'_>], sentence: &Range<u32>) -> Option<Actor> {
    let mut best: Option<(u8, Actor)> = None;
    for v in verbs {
        // Nouns of declaring («الإعلان») govern no speech, nor do those of need («ضرورة أن تتفق موسكو»).
        let noun = v.form == Form::Plain && a.language() == Language::Arabic;
        if noun && matches!(v.rule.cue, Cue::Declare | Cue::CallsFor) {
            continue;
        }
        if stranger::is_subject(a, v) || positions::of_text(a, v, sentence) {
            continue;
        }
        let titled = || title::holder(a, &title::beside(a, v.start(), v.end())?);
        let Some(x) = subject(a, v.start(), v.end(), v.form).or_else(titled) else {
            continue;
        };
        let agency = a.party(x.party).kind == PartyKind::Agency;
        let after = x.tokens.end.max(v.end());
        let that = a.has(&(after..sentence.end.min(after + 7)), &[Cue::That]);
        let relative = (v.start().saturating_sub(1)..v.start()).any(|t| {
            matches!(
                a.word(t),
                "التي" | "الذي" | "الذين" | "which" | "who" | "ما"
            )
        });
        let rank = 4 * u8::from(!agency) + 2 * u8::from(!relative) + u8::from(that);
        if best.as_ref().is_none_or(|(r, _)| rank > *r) {
            best = Some((rank, x));
        }
    }
    best.map(|(_, x)| x)
}

/// The actor and those joined to it by "and", before and behind.
pub(crate) fn with_partners(a: &Analysis<'_>, first: &Actor) -> Vec<Actor> {
    let sentence = a.sentence_range(a.sentence_of(first.tokens.start));
    // "the Sudanese Armed Forces (SAF)": the short name behind the long one is the same.
    let first = (a.actors_in(&(sentence.start..first.tokens.start)).iter())
        .next_back()
        .filter(|long| {
            long.party == first.party
                && !long.is_place
                && long.tokens.end + 1 == first.tokens.start
                && a.word(long.tokens.end) == "("
        })
        .unwrap_or(first);
    let mut out = vec![first.clone()];
    // "Israel's military and Hamas have accepted": the subject before the verb is the last of a
    // list.
    if let Some(left) = (a.actors_in(&(sentence.start..first.tokens.start)).iter()).next_back()
        && (left.tokens.end..first.tokens.start).all(|t| {
            matches!(
                a.word(t),
                "and"
                    | "nor"
                    | "its"
                    | "ally"
                    | "и"
                    | "the"
                    | "both"
                    | "formations"
                    | "units"
                    | "of"
                    | "формирования"
                    | ")"
            ) || t == left.tokens.end && a.word(t) == ","
        })
        && (first.before.has(Proclitics::AND)
            || ends_with_others(a, name_end(first))
            || (left.tokens.end..first.tokens.start)
                .any(|t| matches!(a.word(t), "and" | "nor" | "и")))
        && !left.is_place
        && !left.bare_nation
    {
        // "Russia, Turkey, and Iran": a comma before "and" joins the last of three or more; in "told
        // Russia, and Iran said" there are two.
        let comma = a.word(left.tokens.end) == ",";
        out.insert(0, left.clone());
        before_commas(a, &sentence, &mut out, comma);
        if comma && out.len() < 3 && !ends_with_others(a, name_end(first)) {
            out.remove(0);
        }
    }
    let mut end = name_end(first);
    // "Russia, Azerbaijan and Armenia": those behind commas are joined by the "and" before the last.
    let mut listed: Vec<Actor> = Vec::new();
    for next in a.actors_in(&(first.tokens.end..sentence.end)) {
        let mut joined = next.before.has(Proclitics::AND);
        let comma = (end..next.tokens.start).any(|t| a.word(t) == ",");
        let mut gap_ok = true;
        for t in end..next.tokens.start {
            match a.word(t) {
                // «"الفصيل" و"الحركة"»
                "and" | "и" | "و" | "وحليفتها" | "وحليفها" | "وحليفته" => {
                    joined = true;
                }
                ","
                | "the"
                | "\""
                | "("
                | ")"
                | "كل"
                | "من"
                | "formations"
                | "units"
                | "of"
                | "формирования" => {}
                _ => gap_ok = false,
            }
        }
        let is_person = |x: &Actor| x.person.is_some() || x.named.is_some();
        let plain = is_person(next) == is_person(first);
        if !gap_ok || next.is_place && !out.iter().any(|o| o.is_place) {
            break;
        }
        if joined {
            out.append(&mut listed);
            out.push(next.clone());
        } else if comma && plain {
            listed.push(next.clone());
        } else {
            break;
        }
        end = name_end(next);
    }
    // "The government, the SPLM-IO and other groups": the list ends with those who have no name.
    if ends_with_others(a, end) {
        out.append(&mut listed);
    }
    out
}

/// "and other groups": those of a list who have no name.
fn ends_with_others(a: &Analysis<'_>, end: u32) -> bool {
    matches!(a.word(end), "and" | "и")
        && (matches!(a.word(end + 1), "other" | "others" | "several")
            || a.word(end + 1).starts_with("други"))
}

/// Where the name of an actor ends: «президента Азербайджана Ильхама Алиева».
fn name_end(x: &Actor) -> u32 {
    (x.named.as_ref()).map_or(x.tokens.end, |n| n.end.max(x.tokens.end))
}

/// "Azerbaijan, Armenia and Russia signed": those behind whom only a comma stands; or "and", in a list
/// with a comma before its last "and".
fn before_commas(a: &Analysis<'_>, sentence: &Range<u32>, list: &mut Vec<Actor>, and: bool) {
    let is_person = |x: &Actor| x.person.is_some() || x.named.is_some();
    while let Some(first) = list.first() {
        let left = (a.actors_in(&(sentence.start..first.tokens.start)).iter()).next_back();
        let Some(left) = left.filter(|x| {
            let gap = name_end(x)..first.tokens.start;
            !x.is_place
                && !x.bare_nation
                && is_person(x) == is_person(first)
                && gap.clone().any(|t| a.word(t) != "the")
                && gap.clone().all(|t| {
                    let word = a.word(t);
                    word == "," || word == "the" || and && matches!(word, "and" | "и")
                })
        }) else {
            return;
        };
        list.insert(0, left.clone());
    }
}

/// Most words between a verb and its subject.
const FARTHEST_SUBJECT: usize = 4;

/// Words between a verb and its subject: a day or an hour puts nothing between them, unless it is a long way.
fn beside_times(a: &Analysis<'_>, from: u32, to: u32) -> usize {
    let all = a.words_between(from, to);
    if all > 3 * FARTHEST_SUBJECT {
        return all;
    }
    a.words_beside_times(from, to)
}

/// The subject of the verb at `start..end`.
///
/// Arabic puts it behind the verb, which then agrees with it in gender, or before; English and
/// Russian before, or right behind.
pub(crate) fn subject(a: &Analysis<'_>, start: u32, end: u32, form: Form) -> Option<Actor> {
    // «اتفقنا مع الحكومة»: whoever says so, named or not.
    if form == Form::We || is_noun_of_verb_before(a, start, form) {
        return None;
    }
    let sentence = a.sentence_range(a.sentence_of(start));
    let usable = |x: &&Actor| !x.is_place && !x.bare_nation;
    let behind = || {
        if let Some(body) = bodies::named_before(a, end) {
            return Some(body);
        }
        let next = (a.actors_in(&(end..sentence.end)).iter()).find(usable)?;
        if beside_times(a, end, next.tokens.start) > FARTHEST_SUBJECT {
            return None;
        }
        // «تتهم ميليشيات تدعمها إيران»: told of the militias.
        if bodies::in_relative(a, next) {
            return None;
        }
        let office = bodies::office_of(a, end, next);
        // «رفضت جماعة الحوثي»: the verb agrees with the word for the group.
        let group = || a.word(end).ends_with('ه') && end < next.tokens.start + 1;
        let agrees = match (form.feminine(), next.feminine) {
            (Some(verb), Some(name)) if next.person.is_none() => {
                verb == name || verb && group() || !verb && sent_by(a, end, next)
            }
            _ => true,
        } || office;
        // «السلطات التابعة لجماعة الحوثي».
        let belongs = || {
            (next.tokens.start.checked_sub(1))
                .is_some_and(|t| a.word(t).starts_with("التابع") || a.word(t).starts_with("تابع"))
                || office
        };
        let free = !next.before.has(Proclitics::IN)
            && (!next.before.has(Proclitics::FOR) || belongs())
            && !next.before.has(Proclitics::AND);
        if !agrees || !free {
            return None;
        }
        // «الحوثيين», «مقاتلي المعارضة» are objects, «الحوثيون», «مقاتلو المعارضة» subjects.
        let oblique = a.language() == Language::Arabic && {
            let first = a.word(next.tokens.start);
            first.ends_with("يين") || first.ends_with("تلي") || first.ends_with("لحي")
        };
        // A comma and "and" begin another clause; a comma alone may set off a name or a day.
        let comma = (end..next.tokens.start).any(|t| {
            let and = a.word(t + 1);
            a.word(t) == ","
                && a.words_between(end, t) > 0
                && (and.starts_with('و') || matches!(and, "and" | "but" | "и" | "а" | "но"))
        });
        // «طالب بدخول الهلال الأحمر»: part of what is asked for.
        let object = || {
            (a.hits_in(&(end..next.tokens.start)).iter())
                .any(|h| h.before.has(Proclitics::IN) && !h.before.has(Proclitics::AND))
        };
        // «قبلت هدنة دعت إليها الأمم المتحدة»: the subject of the verb between.
        let governed = || {
            (a.cues(&(end..next.tokens.start), &VERBS))
            .any(|c| c.form != Form::Plain && a.words_between(end, c.start()) > 0)
            // «ستضمن انسحاب القوات السورية»: of whom the noun between is.
            || a.language() == Language::Arabic
                && a.has(&(end..next.tokens.start), &[Cue::Leave, Cue::Deliver, Cue::Extend])
        };
        // «اتهمت عملية "درع الوطن" قوات الحكومة»: a group in quotation marks acts.
        let quoted = a.language() == Language::Arabic
            && a.word(end + 1) == "\""
            && next.tokens.start > end + 2;
        let near = !oblique
            && !quoted
            && !comma
            && !object()
            && !governed()
            && !(end..next.tokens.start)
                .any(|t| breaks_clause(a, t) && !a.touches_time(&(t..t + 2)));
        near.then(|| next.clone())
    };
    let before = || subject_before(a, start);
    let aside = || stranger::affiliated(a, end).filter(|_| form != Form::Plain);
    // «وقال …، متهما قوات الجيش»: behind a participle stands whom it is about.
    let participle = form == Form::Plain
        && end == start + 1
        && a.word(start).ends_with('ا')
        && a.hits_in(&(start..end)).iter().all(|h| !h.pronoun);
    match a.language() {
        Language::Arabic if participle => before(),
        // «وقالت إنها»: a verb joined by "and" goes on with the subject it has.
        Language::Arabic if a.joined_by_and(start) => behind().or_else(aside),
        Language::Arabic if a.word(start.saturating_sub(1)) == "قد" => {
            behind().or_else(|| opened_by_was(a, start)).or_else(before)
        }
        Language::Arabic => (opens_before(a, start, form).or_else(behind))
            .or_else(aside)
            .or_else(before),
        // "It told the rebels to leave": behind such a verb stands whom it is about.
        Language::English if takes_object(a.word(start)) => before(),
        // «Он приветствовал готовность Киева», "welcomed the Taliban's decision": only verbs of saying have
        // their subject behind them.
        Language::English | Language::Russian
            if a.has(&(start..start + 1), &ANSWERS)
                && !a.has(&(start..start + 1), &[Cue::Say, Cue::Declare, Cue::Agree]) =>
        {
            before()
        }
        // «пауза, объявленная российской стороной»: who did it stands behind the participle.
        Language::Russian if is_passive(a.word(start)) => behind(),
        _ => before().or_else(behind),
    }
}

/// «حركة أحرار الشام تتهم فصائل …»: who opens the sentence right before the verb, which agrees with it.
fn opens_before(a: &Analysis<'_>, start: u32, form: Form) -> Option<Actor> {
    let sentence = a.sentence_range(a.sentence_of(start));
    let x = (a.actors_in(&(sentence.start..start)).iter())
        .find(|x| x.tokens.end == start && !x.bare_nation && !x.is_place)?;
    let agrees = form.feminine().is_some() && form.feminine() == x.feminine;
    (agrees && x.before.is_empty() && x.tokens.start == sentence.start).then(|| x.clone())
}

/// «رفضنا طلب روسيا», «رفضت المعارضة طلب روسيا»: behind a verb of stance and its subject the letters of "he asked" are
/// what is refused.
pub(crate) fn is_noun_of_verb_before(a: &Analysis<'_>, start: u32, form: Form) -> bool {
    if form != Form::PastHe || a.language() != Language::Arabic || a.joined_by_and(start) {
        return false;
    }
    let sentence = a.sentence_range(a.sentence_of(start));
    let near = sentence.start.max(start.saturating_sub(OBJECT))..start;
    (a.cues(&near, &VERBS)
        .filter(|c| c.form != Form::Plain)
        .last())
    .is_some_and(|verb| {
        let between = verb.end()..start;
        verb.end() <= start
            && between.clone().all(|t| a.is_word(t))
            && a.words_beside_names(between.start, between.end) == 0
    })
}

/// Most tokens from a verb of stance, its subject between, to what it is about.
const OBJECT: u32 = 6;

/// Most words between «كان» and who had done something.
const BEHIND_WAS: usize = 3;

/// «وكانت بعثة الأمم المتحدة للدعم في ليبيا قد طلبت»: who stands between "had" and the verb, whatever belongs to the name.
fn opened_by_was(a: &Analysis<'_>, start: u32) -> Option<Actor> {
    let sentence = a.sentence_range(a.sentence_of(start));
    let was = matches!(a.word(sentence.start), "كان" | "كانت" | "وكان" | "وكانت");
    let x = (a.actors_in(&(sentence.start + 1..start)).iter())
        .find(|x| !x.is_place && !x.bare_nation)?;
    (was && a.words_between(sentence.start + 1, x.tokens.start) <= BEHIND_WAS).then(|| x.clone())
}

/// «объявленная», «объявленного».
fn is_passive(word: &str) -> bool {
    [
        "нный",
        "нная",
        "нное",
        "нные",
        "нной",
        "нную",
        "нного",
        "нном",
        "нным",
        "нных",
    ]
    .iter()
    .any(|end| word.ends_with(end))
}

/// Verbs of answering, whose object stands behind them.
const ANSWERS: [Cue; 7] = [
    Cue::Accepts,
    Cue::Rejects,
    Cue::Welcomes,
    Cue::Denies,
    Cue::Accuses,
    Cue::CallsFor,
    Cue::NoneYet,
];

fn takes_object(verb: &str) -> bool {
    matches!(
        verb,
        "told"
            | "tells"
            | "urge"
            | "urges"
            | "asks"
            | "warns"
            | "accuses"
            | "blames"
            | "urged"
            | "asked"
            | "accused"
            | "blamed"
            | "warned"
            | "ordered"
            | "condemned"
            | "criticised"
            | "criticized"
            | "called"
            | "demanded"
            | "accusing"
            | "urging"
    )
}

/// «وقع ممثلو القوات المسلحة»: those who act for the party stand between.
fn sent_by(a: &Analysis<'_>, end: u32, x: &Actor) -> bool {
    (x.tokens.start.checked_sub(1))
        .filter(|&t| t >= end)
        .is_some_and(|t| {
            matches!(
                a.word(t),
                "ممثلو"
                    | "ممثل"
                    | "ممثلا"
                    | "وفد"
                    | "وفدا"
                    | "قاده"
                    | "مندوبو"
                    | "مندوب"
                    | "مفاوضو"
                    | "زعماء"
            )
        })
}

/// Verbs that take the subject behind them for their own.
pub(super) const VERBS: [Cue; 10] = [
    Cue::Say,
    Cue::Declare,
    Cue::Agree,
    Cue::Accepts,
    Cue::Rejects,
    Cue::Welcomes,
    Cue::Propose,
    Cue::Denies,
    Cue::Accuses,
    Cue::CallsFor,
];

/// The subject that stands before the verb at `start`.
pub(crate) fn subject_before(a: &Analysis<'_>, start: u32) -> Option<Actor> {
    let sentence = a.sentence_range(a.sentence_of(start));
    // "The minister, who met his colleague on Friday, welcomed": not the colleague.
    if let Some(x) = before_relative(a, start, &sentence) {
        return Some(x);
    }
    let prior = (a.actors_in(&(sentence.start..start)).iter())
        .rev()
        .find(|x| {
            !x.is_place && !x.bare_nation && !x.before.has(Proclitics::IN) && !is_object(a, x)
        })?;
    // "the UN coordinator, Ali Al-Za'tari, called on …"
    let end = (prior.named.as_ref()).map_or(prior.tokens.end, |n| n.end.max(prior.tokens.end));
    // «Министры … по итогам переговоров в Москве договорились»: nobody else and no other verb between.
    let plain = || {
        a.language() != Language::Arabic
            && a.actors_in(&(end..start)).iter().all(|x| x.is_place)
            && !a.has(&(end..start), &VERBS)
            && (end..start).all(|t| a.is_word(t))
    };
    let near = end <= start
        && (beside_times(a, end, start) <= FARTHEST_SUBJECT
            || a.words_between(end, start) <= FARTHEST_SUBJECT + 3 && plain())
        && !(end..start)
            .any(|t| (breaks_clause(a, t) || a.word(t) == ".") && !a.touches_time(&(t..t + 1)));
    near.then(|| prior.clone())
}

/// "The Red Cross, which is to act as guarantor, urged …": whom a clause set off by commas tells of.
fn before_relative(a: &Analysis<'_>, start: u32, sentence: &Range<u32>) -> Option<Actor> {
    let close = start.checked_sub(1).filter(|&t| a.word(t) == ",")?;
    let open = (sentence.start..close).rev().find(|&t| a.word(t) == ",")?;
    let relative = matches!(a.word(open + 1), "which" | "who" | "whose")
        || a.word(open + 1).starts_with("котор");
    let x = (a.actors_in(&(sentence.start..open)).iter().rev())
        .find(|x| !x.is_place && !x.bare_nation && x.tokens.end == open)?;
    relative.then(|| x.clone())
}

/// Whether the words before the name make it an object: "troops fighting the Maute Group".
fn is_object(a: &Analysis<'_>, x: &Actor) -> bool {
    let mut before = x.tokens.start;
    for _ in 0..2 {
        let Some(t) = before.checked_sub(1) else {
            return false;
        };
        before = t;
        match a.word(t) {
            "the" | "\"" => {}
            "от" | "fighting" | "against" | "with" | "from" | "told" | "accused" | "by" | "on"
            | "at" | "ضد" | "مع" | "с" | "против" => return true,
            _ => return false,
        }
    }
    false
}

/// Words behind which a verb's subject is not looked for.
fn breaks_clause(a: &Analysis<'_>, token: u32) -> bool {
    matches!(
        a.word(token),
        "الي"
            | "ان"
            | "انه"
            | "انها"
            | "عن"
            | "علي"
            | "من"
            | "في"
            | "that"
            | ";"
            | "что"
            | ":"
            | "مع"
            | "ولكن"
            | "لكن"
            | "بينما"
            | "فيما"
            | "but"
            | "while"
            | "с"
            | "со"
            | "от"
            | "но"
            | "to"
            | "for"
            | "with"
            | "against"
    )
}
