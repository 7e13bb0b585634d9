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
