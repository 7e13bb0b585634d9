//! Who says that another party breaks the truce accuses it.

use std::ops::Range;

use hudna_truce::{Position, Stance};

use super::{clause_end, holders::By, target, why};
use crate::{
    actors::Actor,
    analysis::{Analysis, CueHit},
    lexicon::{Cue, PartyKind},
};

/// «قالت إن القوات خرقت الهدنة», "said Russia had violated it": whoever says so of the other side
/// accuses it.
pub(super) fn blamed(
    a: &Analysis<'_>,
    breach: &CueHit<'_>,
    sentence: usize,
    range: &Range<u32>,
) -> Option<Position> {
    let before = range.start..breach.start();
    // «توعد بالرد على أي خرق», "any violation": one that nobody has committed.
    let any = (a.word_before(breach.start())).is_some_and(|t| {
        matches!(a.word(t), "اي" | "كل" | "any" | "every") || a.word(t).starts_with("люб")
    });
    if any {
        return None;
    }
    if a.has(&before, &[Cue::Accuses, Cue::Denies, Cue::If])
        || !a.has(&before, &[Cue::Say, Cue::AccordingTo])
    {
        return None;
    }
    let speaker = a.speakers.get(sentence).cloned().flatten()?;
    let side = |x: &Actor| a.party(x.party).side;
    let relays = matches!(
        a.party(speaker.party).kind,
        PartyKind::Agency | PartyKind::Observer
    );
    if relays {
        return None;
    }
    let acts = |x: &&Actor| !x.is_place && !x.bare_nation;
    // «هجوم شنته عناصر الدعم السريع»: who acts stands behind.
    let done_by = (a.word(breach.start()).starts_with("هجوم")
        || a.word(breach.start()).starts_with("هجمات"))
    .then(|| {
        (a.actors_in(&(breach.end()..range.end.min(breach.end() + 3)))
            .iter())
        .find(acts)
    })
    .flatten();
    let other = done_by.or_else(|| (a.actors_in(&before).iter().rev()).find(acts))?;
    let ahead = other.tokens.start >= speaker.tokens.end || !range.contains(&speaker.tokens.start);
    let start = if ahead && side(other) != side(&speaker) {
        other.tokens.start
    } else if let Some(fighters) = fighters(a, &speaker, range, breach.start()) {
        fighters
    } else {
        // «قالت الوزارة إن ميليشيات مسلحة لم تسمح للقافلة»: somebody whom the lexicon does not know.
        let that = a.cues(&before, &[Cue::That]).last()?;
        let unknown = a.word(breach.start()) == "لم"
            && a.words_between(that.end(), breach.start()) >= 2
            && that.start() >= speaker.tokens.end
            && a.actors_in(&(that.end()..breach.start()))
                .iter()
                .all(|x| side(x) != side(&speaker));
        unknown.then(|| that.end())?
    };
    let end = clause_end(a, breach.end(), range.end);
    Some(Position {
        actor: speaker.name(a).to_owned(),
        speaker: speaker.speaker(a),
        stance: Stance::Accuses,
        target: target(a, start..end),
        quote_src: a.text(start..end).to_owned(),
        evidence: vec![
            a.evidence(start..end, &breach.rule.id, None),
            a.evidence(speaker.tokens.clone(), &breach.rule.id, Some("actor")),
        ],
        reasons: if a.explains {
            why::of(a, breach, Stance::Accuses, &speaker, By::Speaker, range)
        } else {
            Vec::new()
        },
    })
}

/// "The army said that rebels had violated the truce": fighters without a name, who are not the state's.
fn fighters(a: &Analysis<'_>, speaker: &Actor, range: &Range<u32>, breach: u32) -> Option<u32> {
    let state = matches!(
        a.party(speaker.party).kind,
        PartyKind::State | PartyKind::Army
    );
    // «В Киеве сообщили»: where it was said.
    let there = (speaker.tokens.start.checked_sub(1))
        .is_some_and(|t| matches!(a.word(t), "в" | "во" | "in"))
        && speaker.tokens.len() == 1;
    if there {
        return None;
    }
    let from = if range.contains(&speaker.tokens.start) {
        speaker.tokens.end
    } else {
        range.start
    };
    let who = (a.cues(&(from..breach.max(from)), &[Cue::Fighters])).last()?;
    (state && a.words_between(who.end(), breach) <= FIGHTERS_REACH).then(|| who.start())
}

/// Most words between fighters and the breach that they are blamed for.
const FIGHTERS_REACH: usize = 4;
