//! Groups that the lexicon does not know, told by a form that no other thing has.
//!
//! # Problem
//!
//! A truce of a known and an unknown side named only the known one, and what the unknown side said was
//! taken for the words of somebody else. Such a group gets its own words as its name, never others.
//!
//! # Method
//!
//! A name begins or ends at a noun for a group ([`Cue::Group`]) and is taken only where it is unmistakable:
//!
//! - the noun is followed by a name in quotation marks: «حركة "فجر الشمال"», «группировка „Рассвет“»;
//! - in Arabic, behind a verb of declaring or saying, "between", "with" or a party with "and", the noun and a
//!   name of the usual build: «حركة تحرير الشمال», «لواء شهداء بدر», «الجبهة الوطنية الموحدة»;
//! - in English, words with capital letters around the noun, one of them a word of such names: "the Lanka
//!   Freedom Front", "the Movement for the Renewal of the North";
//! - in Russian, the noun with "liberation" in it: «Фронт освобождения Севера».
//!
//! A name that a known party is part of is left to the lexicon, so is the army of a state. The same words are
//! the same group wherever they stand, and so is a short form in parentheses behind them.

mod words;

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};

use self::words::{CLOSING, is_common, is_political, is_side, is_strong, is_weak, opens_name};
use super::subject::VERBS;
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Hit, Party, PartyIdx, PartyKind, Sense, narrow},
};

/// Groups of the report that the lexicon does not know.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    /// The groups; their numbers go on behind those of the lexicon.
    pub(crate) parties: Vec<Party>,
    /// Where each is named, in order.
    pub(crate) named: Vec<(Hit, PartyIdx)>,
    /// Folded words of each.
    words: Vec<String>,
}

/// Most groups of one report.
const MOST: usize = 32;

/// Finds them.
pub(crate) fn of(a: &Analysis<'_>) -> Groups {
    let mut out = Groups::default();
    let all = a.everything();
    for noun in a.cues(&all, &[Cue::Group]) {
        if (out.named.last()).is_some_and(|(h, _)| noun.start() < h.tokens.end) {
            continue;
        }
        let found = match a.language() {
            Language::Arabic => arabic(a, &noun, &out),
            Language::English => english(a, &noun),
            _ => russian(a, &noun),
        };
        let Some((tokens, name)) = found else {
            continue;
        };
        if !stands_alone(a, &tokens) {
            continue;
        }
        if out.parties.len() < MOST {
            out.add(a, noun.hit.before, tokens, &name);
        }
    }
    out.short_forms(a);
    out.named.sort_by_key(|(h, _)| h.tokens.start);
    out
}

impl Groups {
    fn add(&mut self, a: &Analysis<'_>, before: Proclitics, tokens: Range<u32>, name: &Range<u32>) {
        let words = folded(a, name);
        let known = self.words.iter().position(|w| *w == words);
        let at = known.unwrap_or(self.parties.len());
        let party = PartyIdx(narrow(a.lexicon.parties.len() + at));
        if known.is_none() {
            let head = a.word(tokens.start);
            // A party that fights has a name that the lexicon knows.
            let political = (tokens.clone()).any(|t| is_political(a.word(t)));
            let plural = ["كتايب", "سرايا", "الويه", "قوات"];
            let text = a.text(name.clone());
            let text = if name.start == tokens.start && !before.is_empty() {
                without_particles(text)
            } else {
                text
            };
            self.words.push(words);
            let kind = if political {
                PartyKind::Organisation
            } else {
                PartyKind::ArmedGroup
            };
            let feminine = head.ends_with('ه') || plural.iter().any(|p| head.ends_with(p));
            let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
            self.parties.push(Party::new(name, kind, party, feminine));
        }
        self.named.push((Hit::of_tokens(tokens, before), party));
    }

    /// "the Northern Liberation Front (NLF)": the same group where the letters stand alone.
    fn short_forms(&mut self, a: &Analysis<'_>) {
        if a.language() != Language::English {
            return;
        }
        let forms: Vec<(&str, PartyIdx)> = (self.named.iter())
            .filter(|(h, _)| a.word(h.tokens.end) == "(" && a.word(h.tokens.end + 2) == ")")
            .map(|(h, p)| (a.text(h.tokens.end + 1..h.tokens.end + 2), *p))
            .filter(|(w, _)| w.len() >= 3 && w.chars().all(char::is_uppercase))
            .collect();
        for (short, party) in forms {
            for t in a.everything() {
                if a.text(t..t + 1) == short && a.hits_in(&(t..t + 1)).is_empty() {
                    (self.named).push((Hit::of_tokens(t..t + 1, Proclitics::default()), party));
                }
            }
        }
    }

    /// Those named within a sentence.
    pub(super) fn within(&self, sentence: &Range<u32>) -> &[(Hit, PartyIdx)] {
        let first = (self.named).partition_point(|(h, _)| h.tokens.start < sentence.start);
        let end = (self.named).partition_point(|(h, _)| h.tokens.start < sentence.end);
        self.named.get(first..end).unwrap_or(&[])
    }
}

fn folded(a: &Analysis<'_>, tokens: &Range<u32>) -> String {
    let words: Vec<&str> = tokens.clone().map(|t| a.word(t)).collect();
    let all = words.join(" ");
    if a.language() == Language::Arabic {
        without_particles(&all).to_owned()
    } else {
        all
    }
}

/// «ولحركة» without what stands before the noun.
fn without_particles(text: &str) -> &str {
    const NOUNS: [&str; 15] = [
        "حركة",
        "حركه",
        "جبهة",
        "جبهه",
        "لواء",
        "جيش",
        "كتائب",
        "كتايب",
        "فصيل",
        "حزب",
        "تنظيم",
        "جماعة",
        "جماعه",
        "سرايا",
        "تجمع",
    ];
    (0..4)
        .filter_map(|n| text.char_indices().nth(n))
        .find_map(|(at, _)| {
            let rest = text.get(at..)?;
            let bare = rest.strip_prefix("ال").unwrap_or(rest);
            NOUNS.iter().any(|n| bare.starts_with(n)).then_some(rest)
        })
        .unwrap_or(text)
}

/// Whether no party or person of the lexicon has these words, or some of them.
fn stands_alone(a: &Analysis<'_>, tokens: &Range<u32>) -> bool {
    let from = tokens.start.saturating_sub(6);
    a.hits_in(&(from..tokens.end))
        .iter()
        .filter(|h| h.tokens.end > tokens.start)
        .all(|h| {
            (a.lexicon.senses(h).iter()).all(|s| match s {
                // The north of a name may be a country, and its end a nationality.
                Sense::Party(p) => a.party(*p).kind == PartyKind::State,
                Sense::Person(_) => false,
                _ => true,
            })
        })
}

/// Most words of a name in quotation marks.
const QUOTED: u32 = 5;

/// The words in quotation marks that begin at `token`.
fn quoted(a: &Analysis<'_>, token: u32) -> Option<Range<u32>> {
    let is_mark = |t: u32| a.word(t) == "\"";
    let close = (token + 2..token + 2 + QUOTED).find(|&t| is_mark(t))?;
    let plain = (token + 1..close).all(|t| a.is_word(t) || a.word(t) == "-");
    (is_mark(token) && plain && a.sentence_of(token) == a.sentence_of(close))
        .then_some(token + 1..close)
}

/// The noun with the name behind it; the range of the whole and of what is its name.
fn arabic(a: &Analysis<'_>, noun: &CueHit<'_>, found: &Groups) -> Option<(Range<u32>, Range<u32>)> {
    if let Some(inside) = quoted(a, noun.end()) {
        return Some((noun.start()..inside.end + 1, inside));
    }
    let end = arabic_end(a, noun)?;
    let whole = noun.start()..end;
    // Named before: its words are enough.
    let again = || found.words.contains(&folded(a, &whole));
    (acts(a, noun, end, found) || again()).then(|| (whole.clone(), whole))
}

/// Whether the noun stands where a party stands.
fn acts(a: &Analysis<'_>, noun: &CueHit<'_>, end: u32, found: &Groups) -> bool {
    let Some(before) = noun.start().checked_sub(1) else {
        return verb_at(a, end);
    };
    if noun.hit.before.has(Proclitics::AND) {
        // «الجيش وحركة …»
        let party = (a.hits_in(&(before.saturating_sub(4)..before + 1)).iter())
            .filter(|h| h.tokens.end == noun.start())
            .any(|h| {
                (a.lexicon.senses(h).iter())
                    .any(|s| matches!(s, Sense::Party(_) | Sense::Nation(_)))
                    || a.has(&h.tokens, &[Cue::Army, Cue::Government, Cue::Opposition])
            });
        return party || (found.named.last()).is_some_and(|(h, _)| h.tokens.end == noun.start());
    }
    matches!(a.word(before), "بين" | "مع" | "وبين" | "ومع" | "قبل")
        || speaks(a, noun)
        || verb_at(a, end)
}

/// Whether a verb or an office stands right before the noun: «قالت الحركة …», «الناطق باسم الحركة …».
fn speaks(a: &Analysis<'_>, noun: &CueHit<'_>) -> bool {
    let Some(before) = noun
        .start()
        .checked_sub(1)
        .filter(|_| noun.hit.before != Proclitics::AND)
    else {
        return false;
    };
    verb_at(a, before)
        || (a.cues(&(before.saturating_sub(1)..before + 1), &[Cue::Office]))
            .any(|c| c.end() == noun.start())
}

fn verb_at(a: &Analysis<'_>, token: u32) -> bool {
    (a.cues(&(token..token + 1), &VERBS)).any(|c| c.form != crate::lexicon::Form::Plain)
}

/// The end of an Arabic name: words without article up to one with it, and adjectives behind; or a word that
/// opens such names and one more.
fn arabic_end(a: &Analysis<'_>, noun: &CueHit<'_>) -> Option<u32> {
    const CONSTRUCTS: u32 = 2;
    let sentence = a.sentence_range(a.sentence_of(noun.start()));
    let with_article = |t: u32| {
        let word = a.word(t);
        word.starts_with("ال") && word.chars().count() > 4
    };
    let usable = |t: u32| {
        t < sentence.end
            && a.is_word(t)
            && !(closes(a, t) && !(with_article(t) && is_side(a.word(t))))
            && !a.in_time(&(t..t + 1))
            && !a.joined_by_number(t)
    };
    let adjectives = |mut t: u32| {
        let from = t;
        while t - from < 2 && usable(t) && with_article(t) && is_adjective(a.word(t)) {
            t += 1;
        }
        t
    };
    let first = noun.end();
    let plain_noun = !noun.hit.before.has(Proclitics::THE);
    if !plain_noun {
        // «الجبهة الوطنية الموحدة»: two adjectives, none of them one that any group has.
        let end = adjectives(first);
        let common = (first..end).any(|t| is_common(a.word(t)));
        // «الجبهة الجنوبية» behind a verb or an office is who speaks, elsewhere it is where they fight.
        let told = end - first == 2
            || end - first == 1
                && a.word(noun.start()).ends_with('ه')
                && a.hits_in(&(first..end)).is_empty()
                && speaks(a, noun);
        return (told && !common).then_some(end);
    }
    let mut t = first;
    while t - first < CONSTRUCTS && usable(t) && !with_article(t) && !is_owned(a, t) {
        t += 1;
    }
    let opened = usable(first) && opens_name(a.word(first));
    let head = a.word(noun.start());
    // «جيش البلاد», «لواء المدرعات» are of a state.
    let of_states = ["جيش", "لواء", "فرقه", "فيلق", "قوات", "فوج"];
    let of_state = of_states.iter().any(|w| head.ends_with(w));
    if usable(t) && with_article(t) {
        if is_common(a.word(t)) || of_state && !opened || t > first && !opened && t - first > 1 {
            return None;
        }
        return Some(adjectives(t + 1)).filter(|&e| !is_common(a.word(e - 1)));
    }
    // «لواء شهداء بدر», and then something that is no part of a name.
    let second = first + 1;
    let closed = |t: u32| t >= sentence.end || !a.is_word(t) || closes(a, t) || is_owned(a, t);
    (opened && usable(second) && !with_article(second) && closed(second + 1)).then_some(second + 1)
}

/// «الموحدة», «الديمقراطية»: an adjective as names have them.
fn is_adjective(word: &str) -> bool {
    !is_common(word)
        && (word.ends_with("يه")
            || word.ends_with('ي')
            || matches!(
                word,
                "الموحده"
                    | "المتحده"
                    | "الموحد"
                    | "المتحد"
                    | "الحره"
                    | "الحر"
                    | "المستقله"
            ))
}

/// Whether a word carries a pronoun: «استعدادها». It is no part of a name.
fn is_owned(a: &Analysis<'_>, t: u32) -> bool {
    let text = a.text(t..t + 1);
    text.ends_with("ها") || text.ends_with("هم") || text.ends_with('ه') || text.ends_with("هما")
}

/// Words behind which no name goes on: particles, and what the rules know.
fn closes(a: &Analysis<'_>, t: u32) -> bool {
    super::is_small(a.word(t))
        || matches!(
            a.word(t),
            "ان" | "انها"
                | "انه"
                | "بان"
                | "بين"
                | "ضد"
                | "حتي"
                | "منذ"
                | "اليوم"
                | "امس"
                | "هدنه"
                | "لم"
                | "لا"
                | "انهم"
                | "او"
                | "ثم"
                | "كما"
                | "التابعه"
                | "التابع"
                | "بقياده"
                | "يوم"
                | "مساء"
                | "صباح"
        )
        || a.has(&(t..t + 1), &CLOSING)
        || (a.hits_in(&(t..t + 1)).iter()).any(|h| h.before.has(Proclitics::AND))
}

fn is_capital(a: &Analysis<'_>, t: u32) -> bool {
    a.text(t..t + 1).starts_with(char::is_uppercase)
}

/// Most words of an English name.
const LONGEST: u32 = 8;

/// The words with capital letters around the noun.
fn english(a: &Analysis<'_>, noun: &CueHit<'_>) -> Option<(Range<u32>, Range<u32>)> {
    if let Some(inside) = quoted(a, noun.end()) {
        return Some((noun.start()..inside.end + 1, inside));
    }
    let sentence = a.sentence_range(a.sentence_of(noun.start()));
    if !is_capital(a, noun.start()) || is_headline(a, &sentence) {
        return None;
    }
    let part = |t: u32| is_capital(a, t) && a.is_word(t) || matches!(a.word(t), "'" | "'s" | "-");
    let mut start = noun.start();
    while start > sentence.start && part(start - 1) && noun.start() - start < LONGEST {
        start -= 1;
    }
    while matches!(
        a.word(start),
        "the" | "'" | "'s" | "-" | "but" | "and" | "when" | "while"
    ) {
        start += 1;
    }
    // "Colombia's Popular Front for …": whose it is, is no part of the name.
    if let Some(of) = (start..noun.start())
        .rev()
        .find(|&t| a.word(t) == "'s" && a.word(t - 1) != "people")
    {
        start = of + 1;
    }
    let mut end = noun.end();
    // "Movement for the Renewal of the North"
    while end - start < LONGEST {
        let link = (end..end + 2)
            .take_while(|&t| matches!(a.word(t), "for" | "of" | "the"))
            .count();
        let next = end + narrow(link);
        if link == 0 || next >= sentence.end || !is_capital(a, next) || !a.is_word(next) {
            break;
        }
        end = next + 1;
    }
    let words = || (start..end).map(|t| a.word(t));
    let longer = (noun.end()..end).any(|t| a.word(t) == "for");
    let fights = matches!(
        a.word(noun.start()),
        "army"
            | "front"
            | "movement"
            | "brigade"
            | "brigades"
            | "battalion"
            | "battalions"
            | "militia"
            | "forces"
    );
    let strong = words().any(is_strong) || longer && fights;
    let of_state = matches!(a.word(noun.start()), "army" | "forces")
        && !words().any(|w| is_strong(w) || matches!(w, "islamic" | "democratic" | "popular"));
    let named = end - start >= 2 && (strong || fights && words().any(is_weak)) && !of_state;
    named.then_some((start..end, start..end))
}

/// Whether most longer words of the sentence begin with a capital letter: there it tells nothing.
fn is_headline(a: &Analysis<'_>, sentence: &Range<u32>) -> bool {
    let long = sentence
        .clone()
        .filter(|&t| a.is_word(t) && a.word(t).len() > 3);
    let (capital, small): (Vec<u32>, Vec<u32>) = long.partition(|&t| is_capital(a, t));
    small.len() < 2 || capital.len() > 3 * small.len()
}

/// A noun with a name in quotation marks, or with "liberation" in it.
fn russian(a: &Analysis<'_>, noun: &CueHit<'_>) -> Option<(Range<u32>, Range<u32>)> {
    if let Some(inside) = quoted(a, noun.end()) {
        return Some((noun.start()..inside.end + 1, inside));
    }
    let sentence = a.sentence_range(a.sentence_of(noun.start()));
    let frees =
        |t: u32| a.word(t).starts_with("освобожден") || a.word(t).starts_with("освободител");
    let nominative = matches!(
        a.word(noun.start()),
        "фронт" | "движение" | "армия" | "партия" | "союз"
    );
    if !nominative {
        return None;
    }
    let mut start = noun.start();
    while start > sentence.start
        && a.is_word(start - 1)
        && (frees(start - 1)
            || ["национальн", "народн", "исламск", "революционн"]
                .iter()
                .any(|w| a.word(start - 1).starts_with(w)))
    {
        start -= 1;
    }
    let mut end = noun.end();
    if a.word(end) == "за" {
        end += 1;
    }
    while end < sentence.end
        && end - noun.end() < 4
        && a.is_word(end)
        && (frees(end) || a.word(end).starts_with("национальн"))
    {
        end += 1;
    }
    let freed = (start..end).any(frees);
    while freed
        && end < sentence.end
        && end - noun.end() < 5
        && a.is_word(end)
        && is_capital(a, end)
    {
        end += 1;
    }
    (freed && is_capital(a, start) && a.word(end - 1) != "за").then_some((start..end, start..end))
}
