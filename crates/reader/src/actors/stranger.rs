//! Subjects that the lexicon does not know: «وطالبت «سرايا أهل الشام» بضم …», "the Somoud Brigade rejected it".
//!
//! What such a subject says is nobody else's: not of the party named last, nor of who spoke before.

use std::ops::Range;

use hudna_text::Language;

use super::Actor;
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form},
};

/// Whether somebody whom the lexicon does not know is the subject of the verb.
pub(crate) fn is_subject(a: &Analysis<'_>, verb: &CueHit<'_>) -> bool {
    match a.language() {
        Language::Arabic => {
            !matches!(verb.form, Form::Plain | Form::We)
                && (behind(a, verb.end()) || opens(a, verb.start()))
        }
        Language::English | Language::Russian => before(a, verb.start()),
        _ => false,
    }
}

/// Most tokens from a person's rank to the group that he is of: «قيادي بارز في حركة».
const FARTHEST_GROUP: u32 = 6;

/// Whether the party is named within the tokens, as one that acts.
fn names_party(a: &Analysis<'_>, range: &Range<u32>) -> bool {
    (a.actors_in(range).iter()).any(|x| !x.is_place && !x.bare_nation)
}

/// «رفضت كتيبة الشهداء», «طالبت «سرايا الساحل»», «صرح قائد في «ألوية النصر»» right behind an Arabic verb.
fn behind(a: &Analysis<'_>, end: u32) -> bool {
    let sentence = a.sentence_range(a.sentence_of(end.saturating_sub(1)));
    let quoted = a.word(end) == "\"";
    let noun = end + u32::from(quoted);
    if noun >= sentence.end {
        return false;
    }
    // A name that the lexicon has begins here.
    if !a.actors_in(&(end..noun + 1)).is_empty() {
        return false;
    }
    let word = a.word(noun);
    // «وينفي أبو سالم ذلك», «ودعا الشيخ حسن من لجنة الحي», «وتطالب هذه المجموعات»: somebody else.
    let next = noun + 1..noun + 2;
    let somebody = matches!(word, "ابو" | "الشيخ" | "الحاج");
    // «واقترح محافظها أمين محمود»: of a place that was named.
    let of_place = matches!(word, "محافظها" | "محافظه" | "عمدتها" | "قايممقامها");
    if of_place && a.is_word(noun + 1) {
        return !names_party(a, &next);
    }
    let pointed = matches!(word, "هذه" | "هولاء" | "تلك") && a.word(noun + 1).starts_with("ال");
    if !quoted && (somebody || pointed) && a.is_word(noun + 1) {
        return !names_party(a, &next) && affiliated(a, end).is_none();
    }
    let bare = word.strip_prefix("ال").unwrap_or(word);
    let definite = bare.len() < word.len();
    if is_body(bare) {
        // «الحركة» is the one named before; «الفوج الأول» in quotes is a name.
        return (quoted || !definite && a.is_word(noun + 1) || a.word(noun + 1) == "\"")
            && !names_party(a, &(noun + 1..noun + 3));
    }
    let ranked = is_rank(bare) && !quoted;
    let of_group = (noun + 1..(noun + 4).min(sentence.end))
        .find(|&t| matches!(a.word(t), "في" | "باسم" | "من" | "لدي"));
    let reach = noun + 1..sentence.end.min(noun + FARTHEST_GROUP);
    let reach = reach.start..(reach.clone().find(|&t| ends_name(a, t))).unwrap_or(reach.end);
    ranked
        && of_group.is_some_and(|t| t < reach.end)
        && !names_party(a, &reach)
        && (reach).into_iter().any(|t| {
            let w = a.word(t);
            w == "\"" || is_body(w.strip_prefix("ال").unwrap_or(w))
        })
}

/// Most tokens of the name of somebody whose party is told behind it.
const LONGEST: u32 = 5;

/// «وينفي أبو سالم، وهو قائد في حركة أحرار الشام، ذلك»: the party that somebody is of, told in an aside behind an Arabic verb.
pub(crate) fn affiliated(a: &Analysis<'_>, end: u32) -> Option<Actor> {
    let sentence = a.sentence_range(a.sentence_of(end.saturating_sub(1)));
    let name = end..sentence.end.min(end + LONGEST);
    let comma = name
        .clone()
        .find(|&t| a.word(t) == ",")
        .filter(|&t| t > end)?;
    let rank = comma + 1 + u32::from(matches!(a.word(comma + 1), "وهو" | "وهي"));
    let word = a.word(rank);
    if a.language() != Language::Arabic || !is_rank(word.strip_prefix("ال").unwrap_or(word)) {
        return None;
    }
    let behind = rank + 1..sentence.end.min(rank + FARTHEST_GROUP);
    let of = |x: &&Actor| {
        !x.is_place
            && !x.bare_nation
            && (x.tokens.start.checked_sub(1))
                .is_some_and(|t| matches!(a.word(t), "في" | "من" | "باسم" | "لدي"))
    };
    (a.actors_in(&behind).iter()).find(of).cloned()
}

/// Tokens of a title and a name behind "said".
const NAME: u32 = 4;

/// "We are ready," said Captain Omar Haddad: a person whom the lexicon does not know, behind an English verb of
/// saying that ends a quotation.
pub(crate) fn is_told_behind(a: &Analysis<'_>, verb: &CueHit<'_>) -> bool {
    let (start, end) = (verb.start(), verb.end());
    let sentence = a.sentence_range(a.sentence_of(start));
    a.language() == Language::English
        && matches!(a.word(start), "said" | "says")
        && start > sentence.start
        && matches!(a.word(start - 1), "\"" | ",")
        && (end..end + 2).all(|t| t < sentence.end && capital(a, t))
        && !names_party(a, &(end..sentence.end.min(end + NAME)))
}

/// Where the name of an Arabic subject ends at the latest.
fn ends_name(a: &Analysis<'_>, token: u32) -> bool {
    matches!(a.word(token), "," | ":" | "." | "ان" | "انه" | "انها")
        || a.has(&(token..token + 1), &[Cue::That])
}

/// «أما «جيش الساحل» فاتهم …», «لواء الفتح رفض …»: the words that open the sentence.
fn opens(a: &Analysis<'_>, verb: u32) -> bool {
    let sentence = a.sentence_range(a.sentence_of(verb));
    let mut first = sentence.start;
    let topic = matches!(a.word(first), "اما" | "لكن" | "ولكن");
    first += u32::from(topic);
    let quoted = a.word(first) == "\"";
    first += u32::from(quoted);
    // «المتحدث باسم العشائر اتهم …»
    let rank = |w: &str| is_rank(w.strip_prefix("ال").unwrap_or(w));
    let speaks_for = first + 3 == verb && a.word(first + 1) == "باسم" && rank(a.word(first));
    if speaks_for && a.word(first + 2).starts_with("ال") {
        return !names_party(a, &(first..verb));
    }
    let far = !(2..=FARTHEST_GROUP).contains(&verb.saturating_sub(first));
    if far || !quoted && a.word(first).starts_with("ال") || names_party(a, &(sentence.start..verb))
    {
        return false;
    }
    let word = a.word(first);
    is_body(word.strip_prefix("ال").unwrap_or(word)) && !(first..verb).any(|t| a.word(t) == ",")
}

/// Nouns of groups and bodies of which a report may name one that is not known.
fn is_body(word: &str) -> bool {
    matches!(
        word,
        "فوج"
            | "سرايا"
            | "سريه"
            | "كتيبه"
            | "كتايب"
            | "لواء"
            | "الويه"
            | "حركه"
            | "تجمع"
            | "مقاومه"
            | "مجلس"
            | "فصيل"
            | "جبهه"
            | "حزب"
            | "قبايل"
            | "قبيله"
            | "عشاير"
            | "عشيره"
            | "منظمه"
            | "جمعيه"
            | "نقابه"
            | "هييه"
            | "لجنه"
            | "ايتلاف"
            | "فرقه"
            | "فيلق"
            | "جيش"
            | "غرفه"
            | "ميليشيا"
            | "مليشيا"
            | "جماعه"
            | "تنظيم"
            | "شبكه"
            | "اتحاد"
            | "رابطه"
            | "كتله"
            | "تيار"
            | "صقور"
            | "درع"
    )
}

/// Ranks and offices of somebody who speaks for a group.
fn is_rank(word: &str) -> bool {
    matches!(
        word,
        "قايد"
            | "قيادي"
            | "متحدث"
            | "ناطق"
            | "مصدر"
            | "مسوول"
            | "عضو"
            | "مقاتل"
            | "ناشط"
            | "ممثل"
    )
}

/// Most tokens of an aside between commas: "the Somoud Brigade, a group led by …, rejected".
const ASIDE: u32 = 16;

/// "The Somoud Brigade rejected", «Представители «Бригады Хамза» отвергли» right before the verb.
fn before(a: &Analysis<'_>, verb: u32) -> bool {
    let sentence = a.sentence_range(a.sentence_of(verb));
    if a.word(verb).ends_with("ing") {
        return false;
    }
    let mut end = verb;
    let between = |t: u32| is_auxiliary(a.word(t)) || a.in_time(&(t..t + 1));
    while end > sentence.start && between(end - 1) {
        end -= 1;
    }
    if end > sentence.start && a.word(end - 1) == "," {
        let from = sentence.start.max((end - 1).saturating_sub(ASIDE));
        let open = (from..end - 1).rev().find(|&t| a.word(t) == ",");
        let aside = |t: &u32| {
            matches!(
                a.word(t + 1),
                "a" | "an" | "the" | "which" | "who" | "another" | "one" | "led"
            ) || a.word(t + 1).starts_with("котор")
        };
        let Some(open) = open.filter(aside) else {
            return false;
        };
        end = open;
    }
    // "the National Army (TNA)"
    if end > sentence.start + 3 && a.word(end - 1) == ")" && a.word(end - 3) == "(" {
        if names_party(a, &(end - 2..end - 1)) {
            return false;
        }
        end -= 3;
    }
    // "the armed groups in Duma"
    let place = (a.places(&(end.saturating_sub(3)..end)))
        .find(|(h, _)| h.tokens.end == end && a.in_place(h));
    if let Some((h, _)) = place {
        end = h.tokens.start.saturating_sub(1);
    }
    let Some(last) = end.checked_sub(1).filter(|&t| t >= sentence.start) else {
        return false;
    };
    if a.word(last) == "\"" && a.language() == Language::Russian {
        let from = sentence.start.max(last.saturating_sub(ASIDE));
        let open = (from..last).rev().find(|&t| a.word(t) == "\"");
        return open.is_some_and(|open| {
            // «заявил он: "…" отверг»: words that are quoted are no name.
            open + 1 < last
                && capital(a, open + 1)
                && last - open <= 6
                && !names_party(a, &(open.saturating_sub(1)..last))
        });
    }
    if is_known(a, &sentence, last) || !a.is_word(last) {
        return false;
    }
    if is_people(a.word(last)) {
        return true;
    }
    if a.language() != Language::English {
        return false;
    }
    let group = is_group(a.word(last));
    let first = (sentence.start..=last)
        .rev()
        .take_while(|&t| {
            capital(a, t)
                || group && t == last
                || matches!(a.word(t), "of" | "for" | "'" | "'s" | "-" | "and")
        })
        .last();
    let Some(first) = first.filter(|_| capital(a, last) || group) else {
        return false;
    };
    // "U.N. envoy Julie Bishop", "government negotiator Otty Patino": a person of the party before the name.
    let beside = |t: u32| {
        a.is_word(t)
            && !capital(a, t)
            && !matches!(
                a.word(t),
                "and" | "or" | "in" | "near" | "from" | "to" | "by" | "while" | "as"
            )
    };
    let titled = !group
        && !is_body_of(a.word(last))
        && (a.actors_in(&(sentence.start..first)).last())
            .is_some_and(|x| x.tokens.end + 2 >= first && (x.tokens.end..first).all(beside));
    if titled || names_party(a, &(first..verb)) {
        return false;
    }
    // A word that opens the sentence has a capital letter in any case.
    let named =
        (first..=last).filter(|&t| capital(a, t) && t > sentence.start && !is_small(a.word(t)));
    let named = named.count();
    named > 0
}

/// Whether the word belongs to a party, to a person whom the report has named, or to another thing that the
/// lexicon knows.
fn is_known(a: &Analysis<'_>, sentence: &Range<u32>, token: u32) -> bool {
    let holds = |x: &Actor| {
        x.tokens.contains(&token) || (x.named.as_ref()).is_some_and(|n| n.contains(&token))
    };
    let here = a.actors_in(&(sentence.start..token + 1));
    // "Badi said" behind "its leader Salah Badi".
    let surname = |x: &Actor| {
        (x.named.as_ref()).is_some_and(|n| n.end > 0 && a.word(n.end - 1) == a.word(token))
    };
    here.iter().any(holds) || (a.actors_in(&(token.saturating_sub(FEW)..token)).iter()).any(surname)
}

/// Tokens before a surname among which its name is looked for.
const FEW: u32 = 500;

fn capital(a: &Analysis<'_>, token: u32) -> bool {
    a.text(token..token + 1).starts_with(char::is_uppercase)
}

fn is_small(word: &str) -> bool {
    matches!(
        word,
        "the" | "a" | "i" | "he" | "she" | "they" | "it" | "we" | "but" | "and"
    )
}

/// Words between a subject and its verb.
fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "has"
            | "have"
            | "had"
            | "also"
            | "would"
            | "will"
            | "did"
            | "not"
            | "made"
            | "immediately"
            | "flatly"
            | "strongly"
            | "firmly"
            | "again"
            | "later"
            | "earlier"
            | "meanwhile"
            | "then"
            | "on"
            | "yet"
            | "так"
            | "также"
            | "не"
            | "пока"
            | "ранее"
            | "уже"
            | "решительно"
            | "категорически"
    )
}

/// Nouns that end the name of a body: "the Somoud Brigade".
fn is_body_of(word: &str) -> bool {
    is_group(word)
        || matches!(
            word,
            "army" | "forces" | "committees" | "committee" | "league" | "alliance" | "command"
        )
}

/// Small letters that end the name of a group: "the Haqqani network".
fn is_group(word: &str) -> bool {
    matches!(
        word,
        "network"
            | "brigade"
            | "brigades"
            | "group"
            | "faction"
            | "militia"
            | "movement"
            | "tribe"
            | "party"
            | "front"
            | "battalion"
            | "coalition"
            | "organisation"
            | "organization"
            | "union"
            | "council"
    )
}

/// People without a name of their own who are no party of the truce.
fn is_people(word: &str) -> bool {
    matches!(
        word,
        "residents"
            | "activists"
            | "protesters"
            | "analysts"
            | "lawmakers"
            | "witnesses"
            | "villagers"
            | "campaigners"
            | "medics"
            | "most"
            | "many"
            | "some"
            | "few"
            | "others"
            | "people"
            | "многие"
            | "некоторые"
            | "люди"
            | "жители"
            | "правозащитники"
            | "активисты"
            | "протестующие"
            | "эксперты"
            | "очевидцы"
            | "депутаты"
    )
}
