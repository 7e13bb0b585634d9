//! One crossing told by its name here and as "the corridor" there.

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};
use hudna_truce::Crossing;

use crate::{
    analysis::{Analysis, CueHit},
    lexicon::{Cue, PlaceKind},
};

/// «مخيم الوافدين، وهو الممر الوحيد», "Wafideen, the only corridor": the name that stands before the comma.
pub(super) fn apposed(
    a: &Analysis<'_>,
    hit: &CueHit<'_>,
    sentence: &Range<u32>,
) -> Option<(String, Range<u32>)> {
    let last = hit.start().checked_sub(1)?;
    let comma = match a.language() {
        Language::Arabic => (hit.hit.before.has(Proclitics::THE)
            && matches!(a.word(last), "وهو" | "وهي"))
        .then(|| last.checked_sub(1))?,
        Language::English => {
            let only = matches!(a.word(last), "only" | "sole" | "single" | "main");
            let the = last.checked_sub(u32::from(only))?;
            (a.word(the) == "the").then(|| the.checked_sub(1))?
        }
        _ => None,
    }?;
    if a.word(comma) != "," || comma < sentence.start {
        return None;
    }
    let way = |t: u32| t == comma || t + 1 == comma && a.has(&(t..t + 1), &[Cue::Crossing]);
    let (place, idx) = a.places(&(sentence.start..comma)).find(|(h, p)| {
        way(h.tokens.end)
            && matches!(
                a.lexicon.place(*p).kind,
                PlaceKind::Road
                    | PlaceKind::Quarter
                    | PlaceKind::Crossing
                    | PlaceKind::Camp
                    | PlaceKind::Town
            )
    })?;
    Some((a.lexicon.place(idx).name.clone(), place.tokens.clone()))
}

/// «غادروا عبر الممر. … عند معبر الراموسة»: "the corridor", where the report names only one.
pub(super) fn join(a: &Analysis<'_>, list: &mut Vec<Crossing>) {
    let one = |c: &Crossing| c.count == 1 && c.part_of.is_none();
    let named = |c: &Crossing| c.name.is_some() || c.name_src.is_some();
    let [x, y] = list.as_slice() else { return };
    if !one(x) || !one(y) || named(x) == named(y) {
        return;
    }
    let other = usize::from(named(x));
    if !list
        .get(other)
        .is_some_and(|c| is_the(a, c) && c.leads_to.is_none())
    {
        return;
    }
    let again = list.remove(other);
    if let Some(way) = list.first_mut() {
        for x in again.admits {
            if !way.admits.contains(&x) {
                way.admits.push(x);
            }
        }
        way.evidence.extend(again.evidence);
    }
}

/// Whether its words have the article.
fn is_the(a: &Analysis<'_>, c: &Crossing) -> bool {
    let source = a.doc.source();
    c.evidence.iter().any(|e| {
        let words = source.get(e.start..e.end).unwrap_or_default();
        let before = source.get(..e.start).unwrap_or_default();
        words.trim_start_matches(['و', 'ب']).starts_with("ال") || before.ends_with("the ")
    })
}
