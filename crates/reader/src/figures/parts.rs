//! Parts of figures: "232 killed, among them 65 children" are 232, of them 65.
//!
//! A number right behind "among them", or before "of them" or "of the trucks", is a part of the figure
//! before it in the sentence, if it counts the same sort of thing and is not larger; numbers joined to it
//! by "and" or a comma are parts too. A sentence that opens with such a number goes on with the total of
//! the sentence before: "232 were killed. Sixty-five of them were children."

use std::ops::Range;

use hudna_text::clitic::Proclitics;
use hudna_truce::{Figure, FigureKind};

use crate::{analysis::Analysis, lexicon::Cue};

/// Most words between "among them" and the number.
const MARK_REACH: usize = 1;

/// Figures before a part in which its total is looked for: how long it lasted may stand between.
const BACK: usize = 3;

/// Links each part to its total, in figures that stand in the order of the text.
pub(super) fn link(a: &Analysis<'_>, told: &mut [(Figure, Range<u32>)]) {
    for i in 1..told.len() {
        let whole = told.get(i).and_then(|(_, at)| of_whole(a, at));
        let part = whole.and_then(|n| (0..i).rev().find(|&t| told[t].1.start == n));
        if let Some(part) = part
            && told[part].0.unit == told[i].0.unit
        {
            told[part].0.part_of = Some(i);
            continue;
        }
        let Some(at) = total(a, told, i) else {
            continue;
        };
        let of = told
            .get(at)
            .map(|(total, _)| (total.what, total.unit.clone()));
        if let (Some((figure, _)), Some((what, unit))) = (told.get_mut(i), of) {
            figure.part_of = Some(at);
            figure.unit = unit;
            // What became of them is told of all: a verb behind tells of others.
            if figure.what != FigureKind::Fighters {
                figure.what = what;
            }
        }
    }
}

fn total(a: &Analysis<'_>, told: &[(Figure, Range<u32>)], i: usize) -> Option<usize> {
    let (part, tokens) = told.get(i)?;
    let sentence = a.sentence_range(a.sentence_of(tokens.start));
    let opens = opens(a, tokens, &sentence);
    let since = if opens {
        a.sentence_range(a.sentence_of(sentence.start.saturating_sub(1)))
            .start
    } else {
        sentence.start
    };
    // "65 of them": of whatever was counted.
    let bare = is_marked_behind(a, tokens.end);
    let fits = |(total, at): &(Figure, Range<u32>)| {
        let most = part.max.or(part.min);
        let room = total.max.is_none_or(|max| most.is_some_and(|n| n <= max));
        let same = total.unit == part.unit || bare;
        let told = of_whole(a, at).is_none();
        told && at.start >= since && at.end <= tokens.start && same && room
    };
    let before = (i.saturating_sub(BACK)..i).rev();
    let (last, (figure, at)) = (before.clone())
        .filter_map(|t| Some((t, told.get(t)?)))
        .find(|(_, x)| fits(x))?;
    let mark = (a.cues(&(at.end..tokens.start), &[Cue::AmongThem]).last()).filter(|m| {
        // «بينهم طفلان، وأكثر من مئة جريح»: the comma ends what is among them.
        a.words_between(m.end(), tokens.start) <= MARK_REACH
            && !(m.end()..tokens.start).any(|t| a.word(t) == ",")
    });
    let mark_behind = (tokens.start + 1..tokens.end + 1)
        .any(|t| is_marked_behind(a, t) || of_those(a, t).is_some());
    if mark.is_some() || mark_behind {
        // What is a part itself has its own total: "among them 65 children" goes past it.
        return figure.part_of.or(Some(last));
    }
    // «15 قتيلا بينهم طفلان، وأكثر من مئة جريح»: these are no part of the dead.
    if matches!(part.what, FigureKind::Killed | FigureKind::Wounded)
        && figure
            .part_of
            .and_then(|t| told.get(t))
            .is_some_and(|(f, _)| f.what != part.what)
    {
        return None;
    }
    // «بينهم 65 طفلا و40 امرأة»: the second goes on with "among them".
    let joined = (at.end..tokens.start).all(|t| matches!(a.word(t), "," | "و" | "and" | "и"));
    (figure.part_of).filter(|&t| joined && told.get(t).is_some_and(fits))
}

/// Whether "of them" begins at `token`.
fn is_marked_behind(a: &Analysis<'_>, token: u32) -> bool {
    a.has(&(token..token + 1), &[Cue::AmongThem])
}

/// Where the noun begins of which a number counts a part: "14 of the trucks", «14 من الشاحنات», "723 of
/// 1,100 people".
pub(super) fn of_those(a: &Analysis<'_>, at: u32) -> Option<u32> {
    // "Five out of 15 lorries"
    let at = if a.word(at) == "out" { at + 1 } else { at };
    match (a.word(at), a.word(at + 1)) {
        ("of", "the" | "these" | "those") => Some(at + 2),
        ("of" | "من" | "из", _) if a.joined_by_number(at + 1) => {
            let whole = a.numbers_in(&(at + 1..at + 2)).first()?;
            Some(whole.tokens.end.0)
        }
        ("من", _) => (a.hits_in(&(at + 1..at + 2)).iter())
            .any(|h| h.before.has(Proclitics::THE))
            .then_some(at + 1),
        _ => None,
    }
}

/// Most words between a part and its whole: "723 people out of 1,100", «400 человек из 15 тысяч».
const WHOLE_REACH: usize = 3;

/// Where the number begins that counts a part of this one, a whole: "723 of 1,100 people".
pub(super) fn of_whole(a: &Analysis<'_>, tokens: &Range<u32>) -> Option<u32> {
    let sentence = a.sentence_range(a.sentence_of(tokens.start));
    let mut at = tokens.start.checked_sub(1)?;
    if matches!(a.word(at), "the" | "these" | "those" | "اصل") {
        at = at.checked_sub(1)?;
    }
    if !matches!(a.word(at), "of" | "من" | "из") {
        return None;
    }
    let whole = (a.numbers_in(&(tokens.start..tokens.start + 1))).first()?;
    let part = a.numbers_in(&(sentence.start..at)).last()?;
    let end = part.tokens.end.0;
    let less = (part.quantity.max)
        .zip(whole.quantity.max.or(whole.quantity.min))
        .is_some_and(|(n, of)| n < of);
    (less && (end..at).all(|t| a.is_word(t)) && a.words_between(end, tokens.start) <= WHOLE_REACH)
        .then_some(part.tokens.start.0)
}

/// Whether a part opens the sentence: "Sixty-five of them", «ومن بينهم 65 طفلا».
fn opens(a: &Analysis<'_>, tokens: &Range<u32>, sentence: &Range<u32>) -> bool {
    let head = sentence.start..tokens.start;
    let marked = a.has(&head, &[Cue::AmongThem])
        || (tokens.start + 1..tokens.end + 1).any(|t| is_marked_behind(a, t));
    sentence.start > 0 && a.words_between(head.start, head.end) <= OPENING && marked
}

/// Most words before a number that opens its sentence.
const OPENING: usize = 2;

/// Whether a number without a noun opens its sentence as a part of what the sentence before counts.
pub(super) fn opens_with_part(
    a: &Analysis<'_>,
    tokens: &Range<u32>,
    sentence: &Range<u32>,
) -> bool {
    let before = a.sentence_range(a.sentence_of(sentence.start.saturating_sub(1)));
    opens(a, tokens, sentence)
        && is_marked_behind(a, tokens.end)
        && !a.numbers_in(&before).is_empty()
        && !a.has(&before, &[Cue::Crossing])
}
