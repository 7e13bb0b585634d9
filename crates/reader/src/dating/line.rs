//! Lines that date a report: a full date by itself, and the dateline before the first words of an agency.

use hudna_text::{Document, Language, TokenIdx, TokenKind};
use jiff::civil::Date;

use super::{Report, full_date};
use crate::time::{self, DayExpr, TimeMention, TimeValue};

/// Most words before the day of a dateline: a town, its country, an agency.
const PLACE_WORDS: usize = 5;

/// Most tokens there, with their signs.
const PLACE_TOKENS: u32 = 12;

/// Most words of an agency behind it: "(Agency for News)", «РИА Новости».
const AGENCY: u32 = 5;

/// Sentences and headings at the head of a report among which its dateline stands.
const OPENS: u32 = 3;

/// Words before a day that make it part of what is told: "On October 20 - the day of …".
const TELLS: [&str; 14] = [
    "on", "from", "since", "until", "by", "before", "after", "в", "с", "до", "منذ", "حتي", "من",
    "قبل",
];

/// The mention that is the day of the dateline: "ALEPPO, Oct 19 -", «دمشق، 19 أكتوبر -», "DAMASCUS (Agency) Oct 19
/// -", «МОСКВА, 19 октября /Агентство/». It says when the report was written, and of nothing told in it.
pub(crate) fn dateline(doc: &Document<'_>, mentions: &[TimeMention]) -> Option<usize> {
    let head = |t: TokenIdx| doc.sentence_of(t).is_some_and(|s| s.0 < OPENS);
    (mentions.iter().enumerate())
        .take_while(|(_, m)| head(m.tokens.start))
        .find(|(_, m)| is_dateline(doc, m) && !mentions.iter().any(|o| follows(doc, m, o)))
        .map(|(i, _)| i)
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—" | "ـ" | "--")
}

/// "19 October - 21 October": a span of days.
fn follows(doc: &Document<'_>, first: &TimeMention, other: &TimeMention) -> bool {
    let joint = first.tokens.end;
    other.tokens.start == joint.plus(1) && is_dash(doc.word(joint))
}

/// The day, where the words name a month and a day of it.
fn dated(m: &TimeMention) -> Option<&DayExpr> {
    let TimeValue::Moment(moment) = &m.value else {
        return None;
    };
    (moment.day.as_ref()).filter(|d| d.month.is_some() && d.day.is_some())
}

fn is_dateline(doc: &Document<'_>, m: &TimeMention) -> bool {
    let sentence = (doc.sentence_of(m.tokens.start)).and_then(|s| doc.sentence(s));
    let near = |first: u32| m.tokens.start.0 - first <= PLACE_TOKENS;
    let Some(sentence) = sentence.filter(|s| dated(m).is_some() && near(s.tokens.start)) else {
        return false;
    };
    let is_word = |t: &TokenIdx| doc.token(*t).is_some_and(|t| t.kind == TokenKind::Word);
    let before = (sentence.tokens.start..m.tokens.start.0).map(TokenIdx);
    let words = before.clone().filter(is_word).count();
    let last = (m.tokens.start.minus(1)).map_or("", |t| doc.word(t));
    let mut inside = false;
    // Latin and Cyrillic names are capitalised; what stands in parentheses is an agency.
    let named = before.clone().all(|t| {
        inside = match doc.word(t) {
            "(" => true,
            ")" => false,
            _ => inside,
        };
        let capital = || {
            let first = doc
                .token(t)
                .and_then(|t| t.span().of(doc.source())?.chars().next());
            first.is_some_and(|c| !c.is_lowercase())
        };
        inside || !is_word(&t) || capital() && !TELLS.contains(&doc.word(t))
    });
    // Arabic has no capitals that would tell a name.
    let most = if doc.language() == Language::Arabic {
        PLACE_WORDS - 2
    } else {
        PLACE_WORDS
    };
    if !(1..=most).contains(&words) || !named {
        return false;
    }
    let end = m.tokens.end.0;
    // "(Damascus, October 19)"
    if inside {
        return doc.word(TokenIdx(end)) == ")";
    }
    // «МОСКВА, 19 октября. Перемирие …»
    if sentence.tokens.end <= end + 1 && sentence_ends(doc, sentence.tokens.end) {
        return last == ",";
    }
    let mut behind = (end..end + AGENCY + 3)
        .map(TokenIdx)
        .skip_while(|t| matches!(doc.word(*t), "," | "."));
    let Some(first) = behind.next() else {
        return false;
    };
    match doc.word(first) {
        "(" | "/" => behind.any(|t| matches!(doc.word(t), ")" | "/")) || doc.word(first) == "/",
        word if is_dash(word) => true,
        // «دمشق - 19 أكتوبر: …»
        ":" => is_dash(last),
        _ => false,
    }
}

/// Words that a date line may have beside its date: the place, the agency, the page's clock.
const DATE_LINE_WORDS: usize = 4;

/// Sentences and headings at the head and at the foot among which a date line is looked for.
const HEAD: usize = 6;

/// A full date that stands by itself or opens the text before a dash or slash.
pub(super) fn date_line(report: &Report<'_>) -> Option<(usize, Date)> {
    let doc = report.doc;
    let sentences = doc.sentences();
    report.mentions.iter().enumerate().find_map(|(i, m)| {
        let TimeValue::Moment(moment) = &m.value else {
            return None;
        };
        let day = moment
            .day
            .as_ref()
            .filter(|d| full_date(d) && d.deixis.is_none())?;
        let date = time::resolve_day(day, None).ok()?.start.date;
        let at = doc.sentence_of(m.tokens.start)?;
        let sentence = doc.sentence(at)?;
        let index = at.0 as usize;
        if index >= HEAD && index + 2 < sentences.len() {
            return None;
        }
        let is_word = |t: &TokenIdx| doc.token(*t).is_some_and(|t| t.kind == TokenKind::Word);
        let outside = sentence
            .token_idxs()
            .filter(|t| !m.tokens.contains(t))
            .filter(is_word)
            .count();
        let alone = outside <= DATE_LINE_WORDS && !sentence_ends(doc, sentence.tokens.end);
        // «موسكو، 17 تشرين الأول/أكتوبر 2016 - أعلنت …» below a title; "МОСКВА, 10 декабря 2016 года."
        let placed = (m.tokens.start.0.checked_sub(1))
            .is_some_and(|t| matches!(doc.word(TokenIdx(t)), "," | "،"))
            && sentence.tokens.start + 4 >= m.tokens.start.0;
        let dash = (m.tokens.end.0..m.tokens.end.0 + 2)
            .map(TokenIdx)
            .any(|t| matches!(doc.word(t), "-" | "–" | "—"));
        let below_title = index < 3 && placed && (dash || outside <= 2);
        let before = (0..m.tokens.start.0).map(TokenIdx).filter(is_word).count();
        let opens = index == 0
            && before <= 3
            && (m.tokens.end.0..m.tokens.end.0 + 5)
                .map(TokenIdx)
                .any(|t| matches!(doc.word(t), "/" | "-" | ":" | "("));
        (alone || opens || below_title).then_some((i, date))
    })
}

/// Whether a full stop closes the sentence: a short sentence is no date line.
fn sentence_ends(doc: &Document<'_>, end: u32) -> bool {
    end.checked_sub(1)
        .is_some_and(|t| doc.word(TokenIdx(t)) == ".")
}
