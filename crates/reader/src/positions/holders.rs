//! Who holds a position, and how that is found.

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};

use super::{STANCES, texts::of_text};
use crate::{
    actors::{self, Actor, stranger, title},
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form, PartyKind},
};

/// Who holds a position, and how that was found.
#[derive(Debug, Clone)]
pub(super) struct Holder {
    pub(super) actor: Actor,
    pub(super) by: By,
}

/// How the holder of a position was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The subject of the verb.
    Subject,
    /// Joined to it by "and".
    Partner,
    /// «اتفقا»: the last two persons of two parties.
    BothMinisters,
    /// «لم يصدر موقف من الجماعات»: whose answer is missing.
    NamedBehind,
    /// "rejected by the rebels".
    Agent,
    /// «وحضت روسيا على …»: the subject of the verb before.
    VerbBefore,
    /// Who opens the sentence.
    Opening,
    /// Who speaks in the sentence, or spoke last.
    Speaker,
    /// Named last before the words.
    NamedBefore,
    /// «الجانب التركي، الذي أبدى توافقه».
    RelativeClause,
    /// Named right behind the noun: «رفض المعارضة».
    Owner,
}

impl By {
    pub(super) const fn of(self, actor: Actor) -> Holder {
        Holder { actor, by: self }
    }

    /// In words, behind the party.
    pub(super) const fn told(self) -> &'static str {
        match self {
            Self::Subject => "the subject of the verb",
            Self::Partner => "joined by \"and\" to the subject of the verb",
            Self::BothMinisters => "one of the last two persons named, for the verb is of two",
            Self::NamedBehind => "named behind, as who has given no answer",
            Self::Agent => "named behind \"by\"",
            Self::VerbBefore => "the subject of the verb before, with which \"and\" goes on",
            Self::Opening => "opens the sentence, which goes on with this verb",
            Self::Speaker => "speaks in this sentence",
            Self::NamedBefore => "named last before these words",
            Self::RelativeClause => "whom the relative clause is about",
            Self::Owner => "named right behind the noun",
        }
    }
}

/// Everybody who holds the position: the holder with its partners, or both ministers of a dual verb.
pub(super) fn holders(
    a: &Analysis<'_>,
    cue: &CueHit<'_>,
    sentence: usize,
    range: &Range<u32>,
) -> Vec<Holder> {
    let subject = actors::subject(a, cue.start(), cue.end(), cue.form);
    // «اتفقا», «واتفق الوزيران»: the last two parties named.
    let of_two = subject.is_none()
        && (cue.rule.cue == Cue::Accepts && cue.form == Form::PastThey
            || cue.form != Form::Plain
                && (title::beside(a, cue.start(), cue.end()))
                    .is_some_and(|t| t.start() >= cue.end() && title::is_dual(a, &t)));
    if of_two && let Some(both) = title::both(a, cue.start()) {
        return both.map(|x| By::BothMinisters.of(x)).into();
    }
    let Some(one) = found(a, cue, sentence, range) else {
        return Vec::new();
    };
    if subject.as_ref() != Some(&one.actor) && cue.rule.cue != Cue::Proposes {
        return vec![one];
    }
    (actors::with_partners(a, &one.actor).into_iter())
        .map(|x| if x == one.actor { one.by } else { By::Partner }.of(x))
        .collect()
}

/// Who holds the position.
pub(crate) fn holder(
    a: &Analysis<'_>,
    cue: &CueHit<'_>,
    sentence: usize,
    range: &Range<u32>,
) -> Option<Actor> {
    found(a, cue, sentence, range).map(|one| one.actor)
}

fn found(
    a: &Analysis<'_>,
    cue: &CueHit<'_>,
    sentence: usize,
    range: &Range<u32>,
) -> Option<Holder> {
    let fits = |x: &Actor| !x.is_place;
    if of_text(a, cue, range) {
        return None;
    }
    if cue.rule.cue == Cue::NoneYet {
        // «لم يصدر أي موقف من الجماعات المسلحة»: whoever is named behind.
        let behind = (a.actors_in(&(cue.end()..range.end)).iter()).find(|x| fits(x));
        // "has yet to respond to the truce announced by Russia": of whom the truce is.
        let announced = |x: &Actor| {
            let between = cue.end()..x.tokens.start;
            a.has(&between, &[Cue::Truce, Cue::Stop]) && a.has(&between, &[Cue::Declare])
        };
        let from = |x: &&Actor| {
            !announced(x)
                && a.words_between(cue.end(), x.tokens.start) <= 5
                && (cue.end()..x.tokens.start)
                    .any(|t| matches!(a.word(t), "من" | "from" | "by" | "от"))
                || !announced(x) && matches!(a.word(cue.end() - 1), "عن" | "رد")
        };
        if let Some(x) = behind.filter(from) {
            return Some(By::NamedBehind.of(x.clone()));
        }
    }
    // «تم التنسيق مع النظام في القرار»: he with whom it was coordinated agrees to it.
    if a.language() == Language::Arabic && a.word(cue.end() - 1) == "التنسيق" {
        let with = (a.word(cue.end()) == "مع").then(|| cue.end() + 1..cue.end() + 3)?;
        return (a.actors_in(&with).iter())
            .find(|x| fits(x))
            .map(|x| By::NamedBehind.of(x.clone()));
    }
    // "called for by the UN", "rejected by the rebels".
    let by = a.language() == Language::English && a.word(cue.end()) == "by";
    if by && cue.rule.cue != Cue::NoneYet {
        // "demanded by Security Council resolution 2401"
        let text = cue.end() + 1..range.end.min(cue.end() + 6);
        if text.into_iter().any(|t| a.word(t) == "resolution") {
            return None;
        }
        return (a
            .actors_in(&(cue.end() + 1..range.end.min(cue.end() + 4)))
            .iter())
        .find(|x| fits(x) && !x.bare_nation)
        .map(|x| By::Agent.of(x.clone()));
    }
    let verb = cue.form != Form::Plain;
    if let Some(x) = (actors::body_named_before(a, cue.end())).filter(|_| verb) {
        return Some(By::NamedBefore.of(x));
    }
    if stranger::is_subject(a, cue)
        || of_unnamed_two(a, cue)
        || is_readiness_of_things(a, cue, range)
    {
        return None;
    }
    if says_we(a, cue, range) {
        // «ميقاتي: نطالب»
        let named = (a.actors_in(&(range.start..cue.start())).iter().rev())
            .find(|x| fits(x) && a.word(x.tokens.end) == ":");
        let speaker = named.or_else(|| {
            (a.speakers.get(sentence)?.as_ref()).filter(|x| {
                !range.contains(&x.tokens.start) || is_quoted(a, x.tokens.end, cue.start())
            })
        });
        return speaker.map(|x| By::Speaker.of(x.clone()));
    }
    // «ستضمن» is a verb though its rule lists it as a word.
    let future = ["ست", "سي", "وست", "وسي"]
        .iter()
        .any(|w| a.word(cue.start()).starts_with(w));
    let is_verb = !matches!(cue.form, Form::Plain) || a.language() != Language::Arabic || future;
    // Only Arabic and reporting verbs put the subject behind the verb: "accused Damascus".
    let subject = match a.language() {
        // «قبلنا بشرط أن تكون روسيا ضامنة»: behind a noun of condition stands what is asked for.
        Language::Arabic if cue.rule.cue == Cue::Conditions && cue.form == Form::Plain => {
            actors::subject_before(a, cue.start())
        }
        Language::Arabic => actors::subject(a, cue.start(), cue.end(), cue.form),
        // "welcomed the army's decision and called on …": not the army.
        _ => carried(a, cue, range)
            .or_else(|| actors::subject_before(a, cue.start()))
            .or_else(|| of_pronoun(a, cue, range)),
    }
    .filter(fits)
    .map(|x| By::Subject.of(x));
    // «تقييم الأمم المتحدة بشأن احتمال إبرام اتفاق»: a noun of proposing is not of who spoke before.
    let noun = cue.rule.cue == Cue::Proposes && cue.form == Form::Plain;
    let speaker = || {
        let x = a.speakers.get(sentence)?.clone()?;
        // "Buses stood ready" in a bulletin: who only issued it accepts nothing by that.
        let told = a.sentence_range(a.sentence_of(x.tokens.start));
        let issued =
            !a.has(&told, &[Cue::Say, Cue::Declare, Cue::AccordingTo]) && !a.has(&told, &STANCES);
        if cue.rule.cue == Cue::Accepts && issued {
            return None;
        }
        // A heading goes on with nobody's words.
        if is_heading(a, sentence) && !range.contains(&x.tokens.start) {
            return None;
        }
        let here = range.contains(&x.tokens.start)
            || a.has(range, &[Cue::Say, Cue::Declare, Cue::AccordingTo]);
        // «أعلن الفوج أنه لن يلتزم، فيما رحب المجلس»: who acts in a clause behind has not said it.
        let another = range.contains(&x.tokens.start)
            && (cue.end()..x.tokens.start)
                .any(|t| matches!(a.word(t), "فيما" | "بينما" | "while" | "whereas" | "тогда"));
        (!another && (here || !noun || a.language() != Language::Arabic)).then(|| By::Speaker.of(x))
    };
    // "while the opposition party criticised it": somebody who is not known acts.
    // "G7 ministers urged … and called for": goes on with somebody who is not known.
    let goes_on_so = || {
        matches!(a.word(cue.start().saturating_sub(1)), "and" | "but" | "и")
            && (a.cues(&(range.start..cue.start()), &STANCES))
                .last()
                .is_some_and(|verb| somebody(a, &verb, range) || stranger::is_subject(a, &verb))
    };
    // «Хуситы объявили перемирие, коалиция пока не ответила»
    let silent = cue.rule.cue == Cue::NoneYet && a.language() != Language::Arabic && {
        let clause = (range.start..cue.start()).rev().find(|&t| a.word(t) == ",");
        clause.is_some_and(|comma| {
            let words = || {
                (comma + 1..cue.start())
                    .filter(|&t| a.is_word(t))
                    .map(|t| a.word(t))
            };
            let link = |w: &str| {
                matches!(
                    w,
                    "and"
                        | "but"
                        | "it"
                        | "he"
                        | "she"
                        | "they"
                        | "who"
                        | "which"
                        | "и"
                        | "но"
                        | "а"
                        | "он"
                        | "она"
                        | "они"
                        | "однако"
                ) || w.starts_with("котор")
            };
            words().next().is_some() && !words().any(link) && !words().all(is_adverb)
        })
    };
    let stranger =
        silent || other_subject(a, cue, range) || somebody(a, cue, range) || goes_on_so();
    if subject.is_none() && a.language() != Language::Arabic && stranger {
        return None;
    }
    // «وكان التحالف قد تمسك بحق الرد»: named right before, in a sentence that nobody speaks.
    let right_before = || {
        let x = (a.actors_in(&(range.start..cue.start())).iter().rev())
            .find(|x| fits(x) && !x.bare_nation)?;
        let spoken = a.has(range, &[Cue::Say, Cue::Declare, Cue::AccordingTo]);
        (!spoken && a.words_between(x.tokens.end, cue.start()) <= RIGHT_BEFORE)
            .then(|| By::NamedBefore.of(x.clone()))
    };
    let told_before = || {
        (a.actors_in(&(range.start..cue.start())).iter().rev())
            .find(|x| fits(x) && !x.bare_nation)
            .map(|x| By::NamedBefore.of(x.clone()))
    };
    // «وحضت روسيا على …» goes on with the subject of the verb before.
    let goes_on = || {
        let carried = matches!(cue.rule.cue, Cue::CallsFor | Cue::Accuses)
            && cue.hit.before.has(Proclitics::AND)
            && cue.start() > range.start;
        if !carried {
            return None;
        }
        let before = range.start..cue.start();
        let verb = a
            .cues(&before, &STANCES)
            .filter(|c| c.form != Form::Plain && c.form.feminine() == cue.form.feminine())
            .last()?;
        let subject = actors::subject(a, verb.start(), verb.end(), verb.form);
        subject.filter(fits).map(|x| By::VerbBefore.of(x))
    };
    // «الناطق باسم القوات وصف المبادرة بأنها … ورفضها»: who opens the sentence goes on.
    let opens = || {
        let carried = cue.hit.before.has(Proclitics::AND) && cue.start() > range.start;
        let first = a.actors_in(&(range.start..cue.start())).first()?;
        (carried
            && fits(first)
            && !first.bare_nation
            && a.words_between(range.start, first.tokens.start) <= 2)
            .then(|| By::Opening.of(first.clone()))
    };
    // «واتهم سكان في تعز الحوثيين», «ونفى مصدر في اللجنة»: somebody who is not known acts, and goes on.
    if is_verb && subject.is_none() && a.language() == Language::Arabic {
        let before = (a.cues(&(range.start..cue.start()), &STANCES))
            .filter(|c| c.form != Form::Plain)
            .last();
        let goes_on = cue.hit.before.has(Proclitics::AND);
        let stranger = |verb: &CueHit<'_>| unknown(a, verb) || stranger::is_subject(a, verb);
        if unknown(a, cue) || goes_on && before.is_some_and(|b| stranger(&b)) {
            return None;
        }
    }
    if is_verb {
        goes_on()
            .or(subject)
            .or_else(opens)
            .or_else(speaker)
            .or_else(told_before)
    } else if acts_behind(a, cue, range)
        && let Some(x) = subject
            .clone()
            .filter(|x| x.actor.tokens.start == cue.end())
    {
        // «هدنة رفضها الجيش», «ورفضتها الفصائل»
        Some(x)
    } else if let Some(before) = same_owner(a, cue, range) {
        // «الجانب التركي، الذي أبدى توافقه … ودعمه»: of whom the noun before is.
        found(a, &before, sentence, range)
    } else if cue.hit.pronoun {
        // «ورفضهم»: of those named last.
        (a.actors_in(&(range.start..cue.start())).iter().rev())
            .find(|x| fits(x) && !x.bare_nation && owns(a, cue, x))
            .map(|x| By::NamedBefore.of(x.clone()))
            .or_else(speaker)
    } else {
        // «الجانب التركي، الذي أبدى توافقه»: whom the relative clause is about.
        let relative = (range.start.max(cue.start().saturating_sub(1))..cue.start())
            .find(|&t| matches!(a.word(t), "الذي" | "التي" | "الذين"));
        if let Some(t) = relative
            && let Some(x) = (a.actors_in(&(range.start..t)).iter().rev())
                .find(|x| fits(x) && a.words_between(x.tokens.end, t) == 0)
        {
            return Some(By::RelativeClause.of(x.clone()));
        }
        // A noun or participle: its owner stands right behind or it is the speaker's.
        let owner = (a.actors_in(&(cue.end()..range.end)).iter())
            .find(|x| {
                fits(x)
                    && a.words_between(cue.end(), x.tokens.start)
                        <= usize::from(cue.rule.cue == Cue::Proposes)
            })
            .map(|x| By::Owner.of(x.clone()));
        if noun && a.language() == Language::Arabic {
            return owner.or_else(speaker);
        }
        owner
            .filter(|_| {
                matches!(cue.rule.cue, Cue::Accepts | Cue::Rejects | Cue::Proposes)
                    || a.word(cue.start()).ends_with("مطالبه")
            })
            .or_else(right_before)
            .or_else(speaker)
            .or(subject)
            .or_else(told_before)
    }
}

/// «رفضتها الفصائل», «هدنة رفضها الجيش»: letters that may be a verb with its object, behind which stands who does it. Behind whose
/// refusal it is, behind a verb or a preposition, and joined to such a noun, they are the noun: «أكدت المعارضة رفضها النظام».
fn acts_behind(a: &Analysis<'_>, cue: &CueHit<'_>, range: &Range<u32>) -> bool {
    if a.language() != Language::Arabic || !cue.hit.pronoun || cue.end() != cue.start() + 1 {
        return false;
    }
    let word = a.word(cue.start());
    if ["تها", "تهم", "تهما"].iter().any(|end| word.ends_with(end)) {
        return true;
    }
    let Some(before) = cue.start().checked_sub(1).filter(|&t| t >= range.start) else {
        return true;
    };
    if cue.hit.before.has(Proclitics::AND) {
        return same_owner(a, cue, range).is_none() && !joins_nouns(a, range.start, cue.start());
    }
    let governs = [Cue::Say, Cue::Declare, Cue::That];
    let named = a.actors_in(&(range.start..cue.start()));
    !(named.last()).is_some_and(|x| x.tokens.contains(&before))
        && !a.has(&(before..cue.start()), &governs)
        && !a.has(&(before..cue.start()), &STANCES)
        && !matches!(
            a.word(before),
            "علي" | "عن" | "من" | "مع" | "رغم" | "بسبب" | "في" | "الي"
        )
        && same_owner(a, cue, range).is_none()
}

/// «دعمها الهدنة ورفضها النظام»: a word before in the clause that may be a noun with its owner too.
fn joins_nouns(a: &Analysis<'_>, from: u32, to: u32) -> bool {
    let clause = (from..to).rev().take_while(|&t| a.is_word(t));
    let mut words = clause.map(|t| a.word(t));
    words.any(|w| w.ends_with("ها") && !w.ends_with("تها"))
}

/// Most words of a heading.
const HEADING: usize = 6;

/// «نفي واتهامات»: a few words that are a paragraph and end with no sign.
fn is_heading(a: &Analysis<'_>, sentence: usize) -> bool {
    let paragraph = |i: usize| a.doc.sentences().get(i).map(|s| s.paragraph);
    let range = a.sentence_range(sentence);
    let own = |i: Option<usize>| i.is_none_or(|i| paragraph(i) != paragraph(sentence));
    own(sentence.checked_sub(1))
        && own(Some(sentence + 1))
        && a.words_between(range.start, range.end) <= HEADING
        && (range.end.checked_sub(1))
            .is_some_and(|t| !matches!(a.word(t), "." | "!" | "؟" | "?" | ":"))
}

/// "Eritrea was not at the table, and it has said nothing": the party that opens the sentence.
fn of_pronoun(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> Option<Actor> {
    let pronoun = |t: u32| matches!(a.word(t), "it" | "they" | "она" | "они" | "он" | "оно");
    let near = sentence.start.max(cue.start().saturating_sub(2))..cue.start();
    // "The United Nations had no part in it and had asked for a longer one".
    let goes_on = (near.clone()).any(|t| matches!(a.word(t), "and" | "и"))
        && near.clone().all(|t| {
            matches!(
                a.word(t),
                "and" | "had" | "has" | "have" | "also" | "и" | "также"
            ) || a.is_word(t) && t == near.start && a.word(t + 1) == "and"
        });
    if !goes_on && !near.clone().any(pronoun) {
        return None;
    }
    let mut named = a.actors_in(&(sentence.start..cue.start())).iter();
    let (Some(x), None) = (named.next(), named.next()) else {
        return None;
    };
    (!x.bare_nation && x.person.is_none() && a.words_between(sentence.start, x.tokens.start) <= 1)
        .then(|| x.clone())
}

/// «ونحن نطالب», «لن نقبل», "we demand", «мы требуем»: who speaks acts, and no party that is named beside.
fn says_we(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let pronoun = || {
        (sentence.start.max(cue.start().saturating_sub(2))..cue.start()).any(|t| {
            matches!(
                a.word(t),
                "نحن" | "ونحن" | "فنحن" | "لكننا" | "اننا" | "we" | "мы"
            ) && (t + 1..cue.start()).all(|t| a.is_word(t))
        })
    };
    cue.form == Form::We || pronoun()
}

/// Whether a quotation that opens behind `from` is open still at `to`, or a colon or "that" gives the word to him.
fn is_quoted(a: &Analysis<'_>, from: u32, to: u32) -> bool {
    (from..to).any(|t| a.word(t) == ":")
        // «قال المتحدث إننا نطالب»
        || a.language() == Language::Arabic
            && a.has(&(from.max(to.saturating_sub(2))..to), &[Cue::That])
        || (from..to).filter(|&t| a.word(t) == "\"").count() % 2 == 1
}

/// "Twenty trucks loaded in Port Sudan are ready to leave": what stands ready accepts nothing.
fn is_readiness_of_things(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let ready = (cue.hit.tokens.clone()).any(|t| {
        matches!(a.word(t), "ready" | "prepared")
            || ["جاهز", "مستعد", "готов"]
                .iter()
                .any(|s| a.word(t).starts_with(s))
    });
    let before = sentence.start..cue.start();
    let things = [Cue::UnitTrucks, Cue::UnitVehicles, Cue::UnitTonnes];
    ready
        && cue.rule.cue == Cue::Accepts
        && (a.cues(&before, &things).last()).is_some_and(|c| {
            let between = c.end()..cue.start();
            !(a.actors_in(&between).iter()).any(|x| !x.is_place && !x.bare_nation)
        })
}

/// «طلب طرفا النزاع», «الحكومتان قبلتا»: two act whom the words do not name.
fn of_unnamed_two(a: &Analysis<'_>, cue: &CueHit<'_>) -> bool {
    // «بممر يقبل به الطرفان»
    let to_it = matches!(
        a.word(cue.end()),
        "به" | "بها" | "عليه" | "عليها" | "له" | "لها"
    );
    let end = cue.end() + u32::from(to_it);
    let behind = end..end + 1;
    a.language() == Language::Arabic
        // «دعا الطرفين» asks them.
        && (a.has(&behind, &[Cue::BothSides, Cue::AllSides]) && a.word(end).ends_with(['ا', 'ن'])
            && !a.word(end).ends_with("ين")
            // «بمهلة يوافق عليها الجميع»
            || (cue.end()..cue.end() + 2)
                .any(|t| matches!(a.word(t), "كلاهما" | "كلتاهما" | "الجميع"))
            || a.word(cue.start()).ends_with("تا") && a.actors_in(&behind).is_empty())
}

/// The noun of stance with the same pronoun that this one goes on from by "and".
fn same_owner<'h>(a: &'h Analysis<'_>, cue: &CueHit<'_>, range: &Range<u32>) -> Option<CueHit<'h>> {
    let pronoun = |end: u32| a.word(end.checked_sub(1)?).chars().last();
    let own = pronoun(cue.start() + 1).filter(|c| matches!(c, 'ه' | 'ا' | 'م'))?;
    if a.language() != Language::Arabic || !a.word(cue.start()).starts_with('و') {
        return None;
    }
    (a.cues(&(range.start..cue.start()), &STANCES))
        .filter(|c| c.form == Form::Plain && pronoun(c.end()) == Some(own))
        .last()
        .filter(|c| {
            !(c.end()..cue.start()).any(|t| a.word(t) == ".")
                && a.cues(&(c.end()..cue.start()), &[Cue::Say])
                    .next()
                    .is_none()
        })
}

/// Most words between who is named and a noun of stance that is his.
const RIGHT_BEFORE: usize = 3;

/// Whether people or an office without a name stand right behind the verb as its subject.
fn unknown(a: &Analysis<'_>, cue: &CueHit<'_>) -> bool {
    const SOMEBODY: [Cue; 4] = [Cue::Civilians, Cue::Families, Cue::Refugees, Cue::Office];
    let next = cue.end()..cue.end() + 1;
    // «واتهمت عملية "درع الوطن" قوات الحكومة»: a group by its name in quotation marks.
    let quoted = a.word(cue.end() + 1) == "\""
        && a.is_word(cue.end())
        && a.actors_in(&(cue.end()..cue.end() + 3)).is_empty();
    quoted
        || a.actors_in(&next).is_empty()
            && (a.cues(&next, &SOMEBODY)).any(|c| c.hit.before.is_empty() && !c.hit.pronoun)
}

/// Whether the pronoun of the word can stand for somebody: «دعمه» is no support of Moscow's, which is
/// feminine, and «رفضهم» none of a state's.
fn owns(a: &Analysis<'_>, cue: &CueHit<'_>, x: &Actor) -> bool {
    let word = a.word(cue.end().saturating_sub(1));
    if word.ends_with("هم") {
        return a.party(x.party).kind != PartyKind::State;
    }
    let feminine = word.ends_with("ها");
    x.feminine.is_none_or(|f| f == feminine)
}

/// The subject that a verb joined by "and" or "but" goes on with: "welcomed the truce but accused …".
fn carried(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> Option<Actor> {
    let last = a.word_before(cue.start())?;
    if !matches!(
        a.word(last),
        "and" | "but" | "и" | "но" | "а" | "also" | "then" | "также" | "had" | "has"
    ) {
        return None;
    }
    let before = sentence.start..last;
    let verb = a
        .cues(&before, &STANCES)
        .chain(a.cues(&before, &[Cue::Say]))
        .max_by_key(CueHit::start)?;
    // "Washington said Israel had accepted": it did, not who said so.
    let own = matches!(a.word(last), "had" | "has")
        && (a.actors_in(&(verb.end()..last)).iter())
            .any(|x| !x.is_place && !x.bare_nation && a.words_between(x.tokens.end, last) == 0);
    if own {
        return None;
    }
    actors::subject_before(a, verb.start())
        .or_else(|| actors::subject(a, verb.start(), verb.end(), verb.form))
}

/// "G7 foreign ministers urged M23 to withdraw": somebody whom the lexicon does not know opens the sentence
/// and acts.
fn somebody(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    const OTHER: [Cue; 5] = [
        Cue::Say,
        Cue::That,
        Cue::AccordingTo,
        Cue::Declare,
        Cue::Truce,
    ];
    let before = sentence.start..cue.start();
    let words = || before.clone().filter(|&t| a.is_word(t)).map(|t| a.word(t));
    // «В ведомстве потребовали» is said by whom the sentence before names.
    let sits = (a.word_before(cue.start()))
        .and_then(|t| t.checked_sub(1))
        .is_some_and(|t| matches!(a.word(t), "в" | "во" | "на" | "из" | "от" | "у" | "к" | "с"));
    let plain = a.language() != Language::Arabic
        && !sits
        && !words().last().is_some_and(is_adverb)
        && (2..=4).contains(&words().count())
        && !before.clone().any(|t| !a.is_word(t))
        && !a.has(&before, &OTHER)
        && !a.has(&before, &STANCES)
        && title::beside(a, cue.start(), cue.end()).is_none();
    plain
        && !words().any(|w| {
            matches!(
                w,
                "he" | "she"
                    | "it"
                    | "they"
                    | "we"
                    | "i"
                    | "and"
                    | "but"
                    | "also"
                    | "who"
                    | "which"
                    | "this"
                    | "statement"
                    | "the"
                    | "он"
                    | "она"
                    | "они"
                    | "это"
                    | "и"
                    | "но"
                    | "а"
            )
        })
}

/// Words that stand between a subject told before and its verb.
fn is_adverb(word: &str) -> bool {
    matches!(
        word,
        "также"
            | "ранее"
            | "затем"
            | "позже"
            | "там"
            | "уже"
            | "earlier"
            | "later"
            | "then"
            | "again"
    )
}

/// Whether words of another clause that name nobody known stand before the verb.
fn other_subject(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let clause = (sentence.start..cue.start()).rev().find(|&t| {
        matches!(
            a.word(t),
            "while" | "whereas" | "although" | "тогда" | "хотя"
        )
    });
    clause.is_some_and(|t| a.words_between(t + 1, cue.start()) >= 2)
}
