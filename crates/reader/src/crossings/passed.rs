//! Ways out that no noun of a crossing tells: "the fighters left via the Castello road", «تغادر الحافلات عبر حي
//! صلاح الدين», «выйдут через лагерь Вафидин»; «فتح طريق الحوبان أمام المرضى».

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};

use super::{
    admits,
    closed::{self, Closed},
    crossing, named,
    names::way,
    parts, push, reach,
};
use crate::{
    analysis::{Analysis, CueHit},
    lexicon::{Cue, PlaceKind},
};
use hudna_truce::{Admits, Crossing};

/// Most words from leaving to the way taken, those of a time left out.
const LEAVES: usize = 12;

/// Most words from the way to those who leave by it, where nobody is named before.
const LEAVERS: usize = 4;

/// Ways out of this sentence.
pub(super) fn told(
    a: &Analysis<'_>,
    sentence: &Range<u32>,
    closed: &Closed,
    out: &mut Vec<Crossing>,
) {
    for through in a.cues(sentence, &[Cue::Through]) {
        left_by(a, &through, sentence, out);
    }
    let opens = a.cues(sentence, &[Cue::Open]);
    for open in opens.filter(|o| !closed.covers(o.start())) {
        opened(a, &open, sentence, out);
    }
}

/// "left via the Castello road".
fn left_by(a: &Analysis<'_>, through: &CueHit<'_>, sentence: &Range<u32>, out: &mut Vec<Crossing>) {
    let from = clause_start(a, sentence.start, through.start());
    // «معبران لانسحاب المسلحين، أحدهما عبر …»: the way of a crossing told before.
    if a.has(&(from..through.start()), &[Cue::Crossing]) {
        return;
    }
    let Some(left) = leaving(a, from, through.start()) else {
        return;
    };
    if reach(a, left, through.start(), LEAVES) < through.start() || closed::is_barred(a, from, left)
    {
        return;
    }
    let Some((name, range)) = passed(a, through.end(), sentence.end) else {
        return;
    };
    let behind = |words: usize| {
        let until = reach(a, range.end, sentence.end, words);
        (range.end..until)
            .find(|&t| a.word(t) == ",")
            .unwrap_or(until)
    };
    // "The fighters took food with them": who leaves stands beside the verb.
    let mut who = admits(a, from, through.start());
    // «عبر طريق الكاستيلو، المخصص للمسلحين»
    if parts::is_for(a, range.end, sentence.end) {
        let own = admits(a, range.end, reach(a, range.end, sentence.end, LEAVERS));
        who = if own.is_empty() { who } else { own };
    }
    // «لم يعبر من دوما عبر المخيم سوى عدد ضئيل من المدنيين»: an Arabic verb has its subject behind the way.
    let behind_verb = a.language() == Language::Arabic;
    if who.is_empty() && (left == through.start() || behind_verb) {
        let words = LEAVERS + if behind_verb { 2 } else { 0 };
        who = admits(a, range.end, behind(words));
    }
    // «وتشمل الدفعة ألف شخص، يخرجون عبر الراشدين»: people of whom no more is told.
    if who.is_empty() && a.has(&(from..through.start()), &[Cue::UnitPersons]) {
        who.push(Admits::Civilians);
    }
    if !who.is_empty() {
        let rule = &through.rule.id;
        push(
            out,
            crossing(a, Some((name, range.clone())), 1, who, range, rule),
        );
    }
}

/// «فتح طريق الحوبان أمام المرضى», "opened the Hawban road to the sick".
fn opened(a: &Analysis<'_>, open: &CueHit<'_>, sentence: &Range<u32>, out: &mut Vec<Crossing>) {
    // Who asks for an opened road has none yet.
    let before = sentence.start.max(open.start().saturating_sub(4))..open.start();
    if a.has(&before, &[Cue::CallsFor, Cue::Proposes, Cue::Crossing]) {
        return;
    }
    let since = clause_start(a, sentence.start, open.start());
    if closed::is_in_doubt(a, since, open.start()) {
        return;
    }
    // "The Castello road will be open to the sick": said of a way named before.
    let of_before = || {
        !a.has(&(since..open.start()), &[Cue::If, Cue::Not])
            && parts::is_for(a, open.end(), sentence.end)
    };
    let Some((name, range, end)) = (way(a, open.end(), sentence.end))
        .map(|(name, range)| (name, range.clone(), range.end))
        .or_else(|| {
            let before = of_before().then(|| closed::last_way(a, since, open.start()))?;
            let (name, range) = before?.name?;
            Some((name, range, open.end()))
        })
    else {
        return;
    };
    if !parts::is_for(a, end, sentence.end) {
        return;
    }
    let until = reach(a, end, sentence.end, LEAVERS);
    let stop = (end..until).find(|&t| a.word(t) == ",").unwrap_or(until);
    let who = admits(a, end, stop);
    if !who.is_empty() {
        let rule = &open.rule.id;
        push(
            out,
            crossing(a, Some((name, range.clone())), 1, who, range, rule),
        );
    }
}

/// The way right behind `from`: of the gazetteer, unless it is a town or a port, or in the words alone.
fn passed(a: &Analysis<'_>, from: u32, to: u32) -> Option<(Option<String>, Range<u32>)> {
    let to = to.min(from + 6);
    way(a, from, to).or_else(|| {
        let (name, range) = named(a, from, to)?;
        let (_, place) = a
            .places(&(range.clone()))
            .find(|(h, _)| h.tokens == range)?;
        let kind = a.lexicon.place(place).kind;
        let is_way = matches!(
            kind,
            PlaceKind::Road | PlaceKind::Quarter | PlaceKind::Crossing | PlaceKind::Camp
        );
        (is_way && a.words_between(from, range.start) <= 1).then_some((Some(name), range))
    })
}

/// The end of the last words of leaving; where people flee nobody has set a way apart.
fn leaving(a: &Analysis<'_>, from: u32, to: u32) -> Option<u32> {
    let flight = |t: u32| matches!(a.word(t), "flee" | "escape") || a.word(t).ends_with("نزوح");
    let cue = (a.cues(&(from..to), &[Cue::Leave]).last())
        .filter(|c| !flight(c.start()))
        .map(|c| c.end());
    // Finite forms of the verbs, some of which mean more than leaving.
    let verb = |t: u32| {
        matches!(
            a.word(t),
            "left"
                | "вышли"
                | "вышел"
                | "выйдут"
                | "выходят"
                | "выехали"
                | "выедут"
                | "вывезли"
                | "вывезут"
                | "يعبر"
                | "تعبر"
                | "يعبرون"
                | "عبرت"
                | "عبروا"
                | "يسلك"
                | "يسلكون"
        )
    };
    cue.max((from..to).rev().find(|&t| verb(t)).map(|t| t + 1))
}

/// Where the clause before `at` begins: behind a stop, or behind "and that".
pub(super) fn clause_start(a: &Analysis<'_>, from: u32, at: u32) -> u32 {
    let that = a.has(&(from..at + 1), &[Cue::That]);
    let stops =
        |t: u32| matches!(a.word(t), ";" | ".") || that && begins_clause(a, t) || sets_apart(a, t);
    (from..at).rev().find(|&t| stops(t)).unwrap_or(from)
}

/// «وأن», "and that", "и что" at `token`.
pub(super) fn begins_clause(a: &Analysis<'_>, token: u32) -> bool {
    let that = |t: u32| a.has(&(t..t + 1), &[Cue::That]);
    match a.language() {
        Language::Arabic => {
            (a.cues(&(token..token + 1), &[Cue::That])).any(|c| c.hit.before.has(Proclitics::AND))
        }
        _ => matches!(a.word(token), "and" | "и") && that(token + 1),
    }
}

/// «يتاح للمسلحين ممران، بينما يسلك المدنيون ستة», "while civilians have six", «…, а жителям — шесть»: what follows is
/// told of others.
pub(super) fn sets_apart(a: &Analysis<'_>, token: u32) -> bool {
    let comma = || token > 0 && a.word(token - 1) == ",";
    match a.word(token) {
        "بينما" | "فيما" | "whereas" | "тогда" => true,
        "while" | "а" => comma(),
        _ => false,
    }
}
