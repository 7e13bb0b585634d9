//! Whether a bare weekday is ahead or behind: the tense of the verb that governs it.

use hudna_text::{Document, Lexicon, Script, TokenIdx, TokenKind, fold};
use std::sync::LazyLock;

use super::{
    ar,
    value::Direction,
    words::{Text, Word},
};

/// How far a governing verb may stand, in words.
const REACH: usize = 16;

/// Words behind "from Tuesday" in which a verb may tell what holds since then.
const SINCE: usize = 4;

static NO_FUTURE: LazyLock<Lexicon<()>> =
    LazyLock::new(|| ar::NO_FUTURE.iter().map(|w| (fold(w), ())).collect());

/// An Arabic verb with «س»: «ستعقد», «سيُفتح», «وسيناقشون».
pub(crate) fn is_arabic_future(doc: &Document<'_>, at: TokenIdx) -> bool {
    let Some(token) = doc.token(at).filter(|t| t.script == Script::Arabic) else {
        return false;
    };
    let word = doc.word(at);
    let bare = word
        .strip_prefix(['و', 'ف'])
        .filter(|w| w.starts_with('س'))
        .unwrap_or(word);
    let verb = bare
        .strip_prefix('س')
        .is_some_and(|rest| rest.starts_with(['ي', 'ت', 'ن']) && rest.chars().count() >= 4);
    verb && NO_FUTURE.find(token.hash, word).is_none() && NO_FUTURE.get(bare).is_none()
}

/// The direction that the words around `start..end` give a bare weekday; `None`: none is near.
pub(crate) fn direction(text: &Text<'_, '_>, start: TokenIdx, end: TokenIdx) -> Option<Direction> {
    // "ordered a pause from Tuesday": ahead, whatever the verb.
    if start
        .minus(1)
        .is_some_and(|b| matches!(text.word(b), "from" | "с" | "со"))
    {
        // «со вторника молчат орудия», «со вторника соблюдается перемирие»
        let since = after(text, end).take(SINCE).any(|i| {
            matches!(
                text.word(i),
                "молчат" | "соблюдается" | "сохраняется" | "держится" | "соблюдают"
            )
        });
        // «соблюдается со вторника» has held since then, and what "ran from Monday" has run.
        let holds = (start.minus(2)).is_some_and(|b| {
            matches!(text.is(b), Some(Word::Lasted))
                || matches!(text.word(b), "ran" | "held")
                || matches!(
                    text.word(b),
                    "соблюдается" | "сохраняется" | "держится" | "соблюдают"
                )
        });
        // «действует с четверга»; «действует с четверга до субботы» may be told ahead.
        let open = !matches!(text.word(end), "до" | "по");
        let runs = open
            && (start.minus(2)).is_some_and(|b| matches!(text.word(b), "действует" | "действуют"));
        return Some(if holds || since || runs {
            Direction::Back
        } else {
            Direction::Ahead
        });
    }
    // "Will not be extended beyond Saturday"
    if (start.minus(1)).is_some_and(|b| text.word(b) == "beyond") {
        return Some(Direction::Ahead);
    }
    // "As of Saturday"
    if (start.minus(2)).is_some_and(|b| text.word(b) == "as" && text.word(b.plus(1)) == "of") {
        return Some(Direction::Ahead);
    }
    // "Extended the truce to Monday"
    let longer = |i: TokenIdx| matches!(text.word(i), "extended" | "extend" | "prolonged");
    if (start.minus(1)).is_some_and(|b| text.word(b) == "to")
        && before(text, start).take(8).any(longer)
    {
        return Some(Direction::Ahead);
    }
    // "Thursday's pause would last": the verb follows.
    let possessive = text.word(end) == "'s";
    // "Announced a truce for Saturday", «на субботу», «ليوم السبت»; not "blamed for Friday's strike".
    // «в полночь с пятницы на субботу» tells a night.
    let night = (start.minus(3)).is_some_and(|b| matches!(text.word(b), "с" | "со"));
    let planned_for = !night
        && (start.minus(1)).is_some_and(|b| matches!(text.word(b), "for" | "на"))
        || matches!(text.word(start), "ليوم");
    let announced = |i: TokenIdx| matches!(text.is(i), Some(Word::Announced));
    if planned_for && !possessive && before(text, start).any(announced) {
        return Some(Direction::Ahead);
    }
    let behind = || before(text, start).find_map(|i| cue(text, i));
    let ahead = || after(text, end).find_map(|i| cue(text, i));
    if possessive {
        ahead().or_else(behind)
    } else {
        behind().or_else(ahead)
    }
}

/// The direction of a weekday that a verb in the past put behind, where it stands in a window
/// (`from..to`): "announced a truce from 9 a.m. to 7 p.m. on Saturday" announces hours to come.
/// Where the words leave it undecided, `None`.
pub(crate) fn of_window(text: &Text<'_, '_>, from: TokenIdx, to: TokenIdx) -> Option<Direction> {
    // «действует с четверга, ежедневно с 8 до 19»: since then.
    if (from.minus(1)).is_some_and(|b| matches!(text.word(b), "действует" | "действуют"))
        && matches!(text.is(from.plus(1)), Some(Word::Weekday(_)))
        && !matches!(text.word(from.plus(2)), "до" | "по")
    {
        return Some(Direction::Back);
    }
    // "The truce is from 9 a.m. to 7 p.m. on Saturday, the army said."
    if from
        .minus(1)
        .is_some_and(|b| matches!(text.word(b), "is" | "runs" | "lasts" | "действует"))
    {
        return Some(Direction::Ahead);
    }
    let speech = |i: TokenIdx| matches!(text.is(i), Some(Word::Announced | Word::Said));
    let told = |i: &TokenIdx| cue(text, *i).is_some();
    let Some(verb) = before(text, from).find(told) else {
        let behind = after(text, to).find(told);
        return (!behind.is_some_and(speech)).then_some(Direction::Back);
    };
    match text.is(verb) {
        Some(Word::Announced) => {
            // "had agreed", «كان أعلن»: perhaps it is over.
            let before_that =
                (1..=2).any(|n| (verb.minus(n)).is_some_and(|b| text.is(b) == Some(Word::Was)));
            // "announced on Saturday from 9 a.m. …": perhaps the day of announcing.
            let beside = from.0 <= verb.0 + 2 && text.is(from) != Some(Word::From);
            // "announced that fighting went on from 9 a.m. …": what went on is told by another verb.
            let clause = (verb.0 + 1..from.0)
                .any(|i| matches!(text.word(TokenIdx(i)), "that" | "ان" | "что" | "how"));
            // "agreed to a truce from 6 a.m. on Friday, but it collapsed"
            let over = after(text, to).any(|i| cue(text, i) == Some(Direction::Back) && !speech(i));
            (!before_that && !beside && !clause && !over).then_some(Direction::Ahead)
        }
        Some(Word::Said) => None,
        _ => Some(Direction::Back),
    }
}

/// The direction for a day and month without a year: the verb before it, unless a verb in the
/// present stands between («دعا الذي يغادر في 20 يناير»).
pub(crate) fn leaning(text: &Text<'_, '_>, start: TokenIdx) -> Option<Direction> {
    for i in before(text, start) {
        let word = text.word(i);
        let present = word.starts_with('ي') && word.chars().count() >= 4;
        let negated = i.minus(1).is_some_and(|b| text.word(b) == "لم");
        if let Some(found) = cue(text, i) {
            return Some(found);
        }
        if present && !negated && text.is(i).is_none() {
            return None;
        }
    }
    None
}

/// The words of the sentence before `start`, nearest first.
fn before<'t>(text: &'t Text<'_, '_>, start: TokenIdx) -> impl Iterator<Item = TokenIdx> + 't {
    let sentence = text
        .doc
        .sentence_of(start)
        .and_then(|s| text.doc.sentence(s));
    let first = sentence.map_or(start.0, |s| s.tokens.start);
    words_only(text, (first..start.0).rev())
}

/// The words of the sentence from `end` on.
fn after<'t>(text: &'t Text<'_, '_>, end: TokenIdx) -> impl Iterator<Item = TokenIdx> + 't {
    let sentence = text.doc.sentence_of(end).and_then(|s| text.doc.sentence(s));
    let last = sentence.map_or(end.0, |s| s.tokens.end);
    words_only(text, end.0..last)
}

fn words_only<'t>(
    text: &'t Text<'_, '_>,
    range: impl Iterator<Item = u32> + 't,
) -> impl Iterator<Item = TokenIdx> + 't {
    range
        .map(TokenIdx)
        .filter(|&i| text.doc.token(i).is_some_and(|t| t.kind == TokenKind::Word))
        .take(REACH)
}

fn cue(text: &Text<'_, '_>, at: TokenIdx) -> Option<Direction> {
    if is_arabic_future(text.doc, at) {
        return Some(Direction::Ahead);
    }
    let before = |n: u32| at.minus(n).map(|b| text.word(b)).unwrap_or_default();
    // «الاتفاق على اجتماع … السبت», «أعلن عن مناقشات … السبت», «على أن يكون … الأحد»: what is agreed
    // upon, announced or stipulated is ahead.
    let plan = match text.word(at) {
        "علي" => before(1).contains("اتفا") || before(1).contains("اتفق"),
        "ان" => before(1) == "علي",
        // «أعلن عن انتهاء الهدنة الاثنين» tells what has happened.
        "عن" => {
            let over = matches!(
                text.word(at.plus(1)),
                "انتهاء" | "انهاء" | "نهايه" | "انهيار"
            );
            !over && (before(1).contains("اعلن") || before(1).contains("اعلان"))
        }
        _ => false,
    };
    // «تدخل الهدنة حيز التنفيذ السبت»: what has happened would be told in the past.
    let enters = matches!(text.word(at), "تدخل" | "يدخل" | "وتدخل" | "ويدخل")
        && before(1) != "لم"
        && (1..=8).any(|n| text.word(at.plus(n)) == "حيز");
    // "to take effect at 4 a.m. on Wednesday", "comes into force on Friday"
    let takes = match text.word(at) {
        // "Violated within hours of taking effect on Wednesday"
        "effect" => {
            matches!(before(1), "take" | "takes" | "taking")
                && !matches!(before(2), "of" | "after" | "since" | "upon")
        }
        "into" => {
            matches!(
                before(1),
                "come" | "comes" | "coming" | "go" | "goes" | "going"
            ) && matches!(text.word(at.plus(1)), "effect" | "force")
        }
        _ => false,
    };
    // «إذا بدأت الهدنة السبت»: the past of a condition is yet to come.
    let on_condition = matches!(before(1), "اذا" | "واذا" | "فاذا") && text.is(at).is_some();
    if plan || enters || takes || on_condition {
        return Some(Direction::Ahead);
    }
    // "The envoy is to open the talks on Monday"; who "is to blame" has done it.
    let planned = text.word(at) == "to"
        && matches!(before(1), "is" | "are")
        && text.word(at.plus(1)) != "blame";
    if planned {
        return Some(Direction::Ahead);
    }
    // "A pause was in effect on Friday until 7 p.m."
    let was = matches!(text.word(at), "effect" | "force")
        && before(1) == "in"
        && matches!(before(2), "was" | "were" | "been");
    if was {
        return Some(Direction::Back);
    }
    match text.is(at)? {
        Word::AheadCue => {
            // «كان مقررا أن تعقد، الثلاثاء»: it was.
            let was = (1..=2).any(|n| at.minus(n).is_some_and(|b| text.is(b) == Some(Word::Was)));
            let english = text
                .doc
                .token(at)
                .is_some_and(|t| t.script == Script::Latin);
            // "Had been due to end on Wednesday"
            let had_been = before(1) == "been" && before(2) == "had";
            Some(if was && !english || had_been {
                Direction::Back
            } else {
                Direction::Ahead
            })
        }
        Word::Until | Word::Starting => Some(Direction::Ahead),
        // «قبل الحوثيون، يوم الأحد»: at the head of a sentence it is "accepted".
        Word::Before => {
            let sentence = text
                .doc
                .sentence_of(at)
                .and_then(|s| text.doc.sentence(s))?;
            (sentence.tokens.start == at.0).then_some(Direction::Back)
        }
        // "Talks will be held in Cairo on Saturday": the participle of what is yet to come.
        Word::BackCue | Word::Announced | Word::Said | Word::Lasted
            if matches!(before(1), "be" | "будут" | "будет")
                && (matches!(before(2), "will" | "would" | "to" | "shall")
                    || before(1) != "be") =>
        {
            Some(Direction::Ahead)
        }
        Word::BackCue | Word::Announced | Word::Said | Word::Lasted | Word::Since => {
            Some(Direction::Back)
        }
        // "Announced the end of the truce on Monday": a noun.
        Word::Ends if text.word(at) == "end" && matches!(before(1), "the" | "an" | "its") => None,
        // "Due to end": what is due tells.
        Word::Begins | Word::Ends
            if before(1) == "to"
                && matches!(before(2), "due" | "set" | "scheduled" | "expected") =>
        {
            None
        }
        Word::Begins | Word::Ends => match text.word(at) {
            w if w.ends_with('ت') && !w.starts_with(['ت', 'س'])
                || w.ends_with("ed")
                || matches!(w, "بدا" | "وبدا" | "انتهي" | "انقضي" | "began" | "انطلقت")
                || ["лся", "лась", "лось", "лись", "истек", "истекла", "истекло"]
                    .iter()
                    .any(|end| w.ends_with(end)) =>
            {
                Some(Direction::Back)
            }
            _ => Some(Direction::Ahead),
        },
        _ => None,
    }
}
