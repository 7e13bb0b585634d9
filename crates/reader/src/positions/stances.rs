//! Which stance the words take: what turns a verb of stance into its opposite, into silence, or into nothing.

use std::ops::Range;

use hudna_text::{Language, clitic::Proclitics};
use hudna_truce::Stance;

use super::{STANCES, stance};
use crate::{
    actors,
    analysis::{Analysis, CueHit},
    lexicon::{Cue, Form},
};

/// Tokens before guarantees in which it may be told that they are given.
const GIVEN: u32 = 12;

pub(super) fn stance_of(
    a: &Analysis<'_>,
    cue: &CueHit<'_>,
    sentence: &Range<u32>,
) -> Option<Stance> {
    let stance = stance(cue.rule.cue)?;
    if a.language() == Language::Arabic {
        let before = a.word_before(cue.start()).map_or("", |t| a.word(t));
        // «قبل» is "before" far more often than "accepted".
        let accepted = matches!(
            before,
            "قد" | "وقد" | "انه" | "انها" | "انهم" | "بانه" | "بانها"
        ) || (a.actors_in(&(cue.end()..cue.end() + 1)).iter()).any(|x| !x.is_place);
        // So is «طلب» a request far more often than "requested".
        let word = a.word(cue.start()).trim_start_matches(['و', 'ف']);
        let noun = matches!(before, "عند" | "علي" | "الي" | "في" | "من" | "بناء");
        // «وطلب منه الموافقة على هدنة».
        let from_him =
            word == "طلب" && matches!(a.word(cue.end()), "منه" | "منها" | "منهم" | "منهما");
        if matches!(word, "قبل" | "طلب") && (!accepted && !from_him || noun) {
            return None;
        }
        // «رفض طلبا من الأركان»: a request, which the verb before is about; «طلبا» of two is rare.
        if word == "طلبا" && !cue.hit.before.has(Proclitics::AND) {
            return None;
        }
        // «حمل» carries arms or, with «مسؤولية», lays blame.
        let behind = || (cue.end()..sentence.end.min(cue.end() + BLAMED)).map(|t| a.word(t));
        let blames = || behind().any(|w| w.ends_with("مسووليه") || w.ends_with("اللوم"));
        let carries = matches!(
            a.word(cue.start()).trim_start_matches(['و', 'ف', 'ب']),
            "حمل" | "حملت" | "تحمل" | "يحمل" | "محملا" | "محمله"
        );
        if carries && !blames() {
            return None;
        }
        // «والتزمت الفصائل المسلحة داخل المدينة الصمت»: silent, not committed.
        if word.starts_with("التزم") && behind().any(|w| w == "الصمت") {
            return Some(Stance::NoneYet);
        }
        // «إن على إسرائيل رفع الحصار» asks something of somebody, «إن على الأرض قتالا» does not.
        let asked = || (a.actors_in(&(cue.end()..cue.end() + 1)).iter()).any(|x| !x.bare_nation);
        if cue.hit.tokens.len() > 1 && a.word(cue.end() - 1) == "علي" && !asked() {
            return None;
        }
        // Nor do «اللائمة على الولايات المتحدة», «الحرب على غزة».
        let that =
            || (a.word_before(cue.start())).is_some_and(|t| a.has(&(t..t + 1), &[Cue::That]));
        let needed = a.word(cue.start() + 1).starts_with("ضروره");
        if word == "علي" && stance == Stance::CallsFor && !needed && !that() {
            return None;
        }
        // «تسعين طالبا»: students.
        let counted = |n: &&hudna_text::number::NumberMention| n.tokens.end.0 == cue.start();
        if word == "طالبا" && (a.numbers_in(sentence).iter()).any(|n| counted(&n)) {
            return None;
        }
        // «طُلب من المنظمة»: the vowel says that it was done to the subject, not by it.
        if is_passive(a, cue) {
            return None;
        }
        // «عزا التأخير إلى أسباب فنية» blames nobody.
        if matches!(word, "عزا" | "عزت" | "يعزو" | "تعزو") {
            let to = (cue.end()..sentence.end).find(|&t| matches!(a.word(t), "الي" | "ل"));
            let whom = to.is_some_and(|t| !a.actors_in(&(t..t + 4)).is_empty());
            if !whom {
                return None;
            }
        }
        // «كاملا» is no "as hoping".
        if stance == Stance::CallsFor && cue.hit.before.has(Proclitics::AS) {
            return None;
        }
        // «ملتزمة بحماية المواطنين»: a duty; «ملتزمة بالهدنة», «ملتزمة بها» is an answer.
        if word.trim_start_matches("ال").starts_with("ملتزم") && !binds_to_truce(a, cue, sentence)
        {
            return None;
        }
        // «أكد التزام الجماعة بالهدنة»; in «دعا إلى التزام الأطراف بالهدنة» it is asked for.
        let commitment = word == "التزام";
        if commitment {
            let before = sentence.start..cue.start();
            let said = (a.cues(&before, &[Cue::Say, Cue::Declare, Cue::CallsFor])).last();
            let affirmed = said.is_some_and(|c| {
                c.rule.cue != Cue::CallsFor && a.words_between(c.end(), cue.start()) <= AFFIRMED
            });
            if noun || !affirmed || !binds_to_truce(a, cue, sentence) {
                return None;
            }
        }
        // «وهو ما لم يحدث منذ 2016»: what has not happened, no condition.
        if stance == Stance::Conditions && matches!(before, "هو" | "وهو" | "هي" | "وهي" | "وهذا")
        {
            return None;
        }
        // «المقاتلين الرافضين للتسوية»: says which fighters, not what anybody answers.
        if cue.form == Form::Plain
            && matches!(stance, Stance::Accepts | Stance::Rejects)
            && cue.hit.before.has(Proclitics::THE)
            && !commitment
        {
            return None;
        }
        // «علقت البدء على موافقتهم»: it hangs on their word, which is not given.
        if stance == Stance::Accepts && cue.form == Form::Plain && before == "علي" {
            return None;
        }
        // «قدم الطرفان الضمانات الأمنية»: they are given, and nothing hangs on them any more.
        let given = || {
            (sentence.start.max(cue.start().saturating_sub(GIVEN))..cue.start()).any(|t| {
                matches!(
                    a.word(t).trim_start_matches(['و', 'ف']),
                    "قدم" | "قدمت" | "قدما" | "قدموا" | "منح" | "منحت" | "اعطي" | "اعطت"
                )
            })
        };
        if stance == Stance::Conditions && a.word(cue.start()).starts_with("الضمانات") && given()
        {
            return None;
        }
        // «غير مشروط» makes no condition; «علقت العملية» stops it, «علقت البدء على موافقتهم» makes one.
        let hangs = || behind().take(7).any(|w| w == "علي");
        if stance == Stance::Conditions && (before == "غير" || word.starts_with("علق") && !hangs())
        {
            return None;
        }
        // «أن يتفق»: wished for, not done.
        let present = matches!(
            cue.form,
            Form::PresentHe | Form::PresentShe | Form::PresentThey
        );
        if present && before == "ان" && matches!(stance, Stance::Accepts | Stance::Rejects) {
            return None;
        }
    }
    // "He ordered the shooting" asks nothing of anybody; "ordered the rebels to leave" does.
    if stance == Stance::CallsFor
        && a.word(cue.start()) == "ordered"
        && !(cue.end()..sentence.end.min(cue.end() + ORDERED)).any(|t| a.word(t) == "to")
    {
        return None;
    }
    // "Egypt may welcome the plan", «قد ترحب»: nothing has been said yet.
    let last = a.word_before(cue.start()).map_or("", |t| a.word(t));
    let unsaid = matches!(
        last,
        "may" | "might" | "could" | "может" | "могут" | "могла" | "мог"
    ) || last == "قد"
        && matches!(
            cue.form,
            Form::PresentHe | Form::PresentShe | Form::PresentThey
        );
    if unsaid && stance != Stance::Conditions {
        return None;
    }
    // "Groups that refuse to leave will be treated …": whoever does, not these who have.
    if matches!(
        stance,
        Stance::Accepts | Stance::Rejects | Stance::Conditions
    ) && whoever(a, cue)
    {
        return None;
    }
    // «войска должны быть готовы дать отпор»: what they ought to be.
    if stance == Stance::Accepts && matches!(last, "быть" | "be") {
        return None;
    }
    // «إذا كان ذلك صحيحا فسيكون أمرا جيدا»: the condition is the answer.
    if stance == Stance::Welcomes
        && matches!(last, "فسيكون" | "فستكون" | "فهذا")
        && a.has(&(sentence.start..cue.start()), &[Cue::Conditions])
    {
        return None;
    }
    // "Neither side had commented" is silence; whoever "had commented" was not silent.
    let first = a.word(cue.start());
    let neither = || (sentence.start..cue.start()).any(|t| a.word(t) == "neither");
    if stance == Stance::NoneYet
        && matches!(first, "had" | "has" | "have")
        && spoke(a, cue)
        && !neither()
    {
        return None;
    }
    // "set out four conditions"; who sets out for a town makes none. "The acceptance by Hamas" only.
    let behind = cue.end()..sentence.end.min(cue.end() + NAMED);
    let conditions = || behind.clone().any(|t| a.word(t).starts_with("condition"));
    let sets = matches!(first, "set" | "sets" | "laid" | "lays");
    if stance == Stance::Conditions && sets && !conditions()
        || first == "acceptance" && a.word(cue.end()) != "by"
    {
        return None;
    }
    // «وكان الطرفان قد اتفقا», "a lull agreed in June": no party that is named here.
    if matches!(stance, Stance::Accepts | Stance::Rejects)
        && (of_both(a, cue) || is_told_of(a, cue))
    {
        return None;
    }
    // "All sides agreed" names nobody; in «داعيا الطرفين» they are the object.
    if matches!(
        stance,
        Stance::Accepts | Stance::Rejects | Stance::Welcomes | Stance::NoneYet
    ) && a.has(
        &(cue.end()..cue.end() + 1),
        &[Cue::AllSides, Cue::BothSides],
    ) {
        return None;
    }
    if in_condition(a, cue, sentence) && stance != Stance::Conditions
        || stance != Stance::Denies && in_denial(a, cue, sentence)
    {
        return None;
    }
    // «لم تعلن إسرائيل بعد قبولها الهدنة»: an answer that has not been given.
    let noun = cue.form == Form::Plain && a.language() == Language::Arabic;
    if noun && matches!(stance, Stance::Accepts | Stance::Rejects | Stance::Welcomes) {
        let told = sentence.start.max(cue.start().saturating_sub(8))..cue.start();
        let open = a.cues(&told, &[Cue::Not]).any(|not| {
            a.cues(&(not.end()..cue.start()), &[Cue::Declare, Cue::Say])
                .any(|verb| a.words_between(not.end(), verb.start()) == 0)
        });
        if open {
            return Some(Stance::NoneYet);
        }
    }
    // «اتفق مع نظيره على اقتراح جولة», "agreed to propose": what is agreed on is a proposal.
    let on = cue.end()..sentence.end.min(cue.end() + PROPOSED);
    let proposes = |t: u32| {
        matches!(
            (a.word(t), a.word(t + 1)),
            ("علي", "اقتراح" | "طرح") | ("to", "propose" | "offer")
        )
    };
    if stance == Stance::Accepts && on.into_iter().any(proposes) {
        return Some(Stance::Proposes);
    }
    // A yes or no that hangs on a condition is the condition: «لن تقبل … ما لم», "agreed … only if".
    if matches!(stance, Stance::Accepts | Stance::Rejects) && conditioned(a, cue, sentence) {
        return None;
    }
    // "criticised the plan" refuses what is planned; "criticised Moscow" blames somebody.
    if stance == Stance::Accuses && criticises(a, cue) {
        return Some(Stance::Rejects);
    }
    match (stance, a.is_denied(cue)) {
        (Stance::Accepts, true) => Some(Stance::Rejects),
        // Who does not refuse has not accepted yet; who does not deny has said nothing.
        (
            Stance::Rejects
            | Stance::Denies
            | Stance::Welcomes
            | Stance::CallsFor
            | Stance::Proposes
            | Stance::Accuses,
            true,
        ) => None,
        _ => Some(stance),
    }
}

/// Tokens behind a verb of agreeing, with whom named there, in which the proposal is.
const PROPOSED: u32 = 9;

/// Tokens behind "set out" in which the conditions are named.
const NAMED: u32 = 4;

/// "had commented", "have responded".
fn spoke(a: &Analysis<'_>, cue: &CueHit<'_>) -> bool {
    matches!(a.word(cue.end() - 1), "commented" | "responded")
}

/// Most tokens, those of a party, between "ordered the" and "to".
const ORDERED: u32 = 7;

/// An Arabic verb of the past whose first letter bears «ُ»: «طُلب», «رُفض».
fn is_passive(a: &Analysis<'_>, cue: &CueHit<'_>) -> bool {
    let past = matches!(cue.form, Form::PastHe | Form::PastShe | Form::PastThey);
    let damma = |word: &str| word.chars().nth(1) == Some('\u{64f}');
    let text = a.text(cue.start()..cue.start() + 1);
    // «وطُلب»: behind "and".
    let rest = text
        .strip_prefix(['و', 'ف'])
        .map(|w| w.trim_start_matches('\u{64e}'));
    past && (damma(text) || rest.is_some_and(damma))
}

/// Words that may stand between «الطرفان» and its verb.
const OF_BOTH: u32 = 2;

/// «الطرفان قد اتفقا», "both sides had agreed": the two sides are the subject.
fn of_both(a: &Analysis<'_>, cue: &CueHit<'_>) -> bool {
    let first = a.sentence_range(a.sentence_of(cue.start())).start;
    let near = first.max(cue.start().saturating_sub(OF_BOTH + 2))..cue.start();
    (a.cues(&near, &[Cue::BothSides, Cue::AllSides]).last()).is_some_and(|c| {
        (c.end()..cue.start()).all(|t| {
            matches!(
                a.word(t),
                "قد" | "كانا" | "had" | "have" | "also" | "then" | "later" | "уже" | "ранее"
            )
        }) && c.end() <= cue.start()
    })
}

/// "The truce agreed in June", "a deal signed last year": says which one.
fn is_told_of(a: &Analysis<'_>, cue: &CueHit<'_>) -> bool {
    let noun = cue.start().saturating_sub(3)..cue.start();
    a.language() == Language::English
        && matches!(a.word(cue.start()), "agreed" | "accepted" | "approved")
        && a.cues(&noun, &[Cue::Truce, Cue::Agreement])
            .any(|c| c.end() == cue.start())
        && matches!(
            a.word(cue.end()),
            "in" | "on" | "at" | "last" | "this" | "between" | "under" | "earlier" | "after"
        )
}

/// Whether the verb, in the present or future, stands in a clause that says of which fighters, groups or people
/// something is told: «المجموعات التي ترفض الانسحاب», "those who refuse", «боевики, которые откажутся».
fn whoever(a: &Analysis<'_>, cue: &CueHit<'_>) -> bool {
    let Some(relative) = a.word_before(cue.start()) else {
        return false;
    };
    let verb = a.word(cue.start());
    let near = relative.saturating_sub(3)..relative;
    match a.language() {
        Language::Arabic => {
            matches!(a.word(relative), "التي" | "الذين")
                && matches!(
                    cue.form,
                    Form::PresentHe | Form::PresentShe | Form::PresentThey
                )
                && near.into_iter().any(|t| {
                    [
                        "جماعات",
                        "مجموعات",
                        "فصايل",
                        "اطراف",
                        "مسلحين",
                        "مقاتلين",
                        "عناصر",
                    ]
                    .iter()
                    .any(|w| a.word(t).ends_with(w))
                })
        }
        Language::English => {
            matches!(a.word(relative), "that" | "who")
                && matches!(
                    verb,
                    "refuse" | "refuses" | "reject" | "rejects" | "accept" | "accepts" | "agree"
                )
                && relative > 0
                && a.is_word(relative - 1)
                && !a
                    .text(relative - 1..relative)
                    .starts_with(char::is_uppercase)
        }
        _ => {
            a.word(relative).starts_with("котор")
                && ["откажут", "откажет", "отказываю", "согласятся"]
                    .iter()
                    .any(|s| verb.starts_with(s))
                && near.into_iter().any(|t| {
                    ["групп", "боевик", "отряд", "тем", "те"]
                        .iter()
                        .any(|w| a.word(t).starts_with(w))
                })
        }
    }
}

/// Most words between "if" and a verb of its clause.
const IF_REACH: usize = 5;

/// Whether the verb stands within "if …": nothing has been decided yet.
pub(crate) fn in_condition(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let near = sentence.start.max(cue.start().saturating_sub(3))..cue.start();
    let right_before = a.cues(&near, &[Cue::If]).any(|c| c.end() <= cue.start());
    // "only if Turkey and the rebels accept"; a comma ends the clause. Arabic has its verb first.
    let clause = || {
        (a.cues(&(sentence.start..cue.start()), &[Cue::If]).last()).is_some_and(|c| {
            c.end() <= cue.start()
                && a.words_between(c.end(), cue.start()) <= IF_REACH
                && (c.end()..cue.start()).all(|t| a.is_word(t) && a.word(t) != "then")
        })
    };
    right_before || a.language() != Language::Arabic && clause()
}

/// Most words between a denial and a verb of what is denied, days left out.
const DENIED_REACH: usize = 10;

/// "denied that they had agreed", «نفت أن تكون قد وافقت», «опровергла, что согласилась»: what is denied has nobody done.
fn in_denial(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let before = a.cues(&(sentence.start..cue.start()), &[Cue::Denies]);
    before.last().is_some_and(|denial| {
        let between = denial.end()..cue.start();
        let breaks = |t: u32| {
            matches!(
                a.word(t),
                "but" | "and" | "while" | "whereas" | "а" | "но" | "и" | "لكن" | "بينما" | "فيما"
            ) || a.language() == Language::Arabic && a.joined_by_and(t)
        };
        denial.end() <= cue.start()
            && a.words_beside_times(between.start, between.end) <= DENIED_REACH
            && a.has(&between, &[Cue::That])
            && !a.joined_by_and(cue.start())
            && !between.clone().any(breaks)
    })
}

/// Whether what is refused is something said: "rejected that account", «رفضت هذه الاتهامات», «отверг эти обвинения».
pub(super) fn is_claim(a: &Analysis<'_>, from: u32) -> bool {
    const POINTING: [&str; 17] = [
        "the",
        "that",
        "this",
        "these",
        "those",
        "any",
        "all",
        "هذه",
        "تلك",
        "كل",
        "جميع",
        "اي",
        "эти",
        "эту",
        "это",
        "все",
        "такие",
    ];
    const SAID: [&str; 18] = [
        "account",
        "accounts",
        "claim",
        "claims",
        "allegation",
        "allegations",
        "accusation",
        "accusations",
        "charge",
        "charges",
        "الاتهامات",
        "الاتهام",
        "اتهامات",
        "المزاعم",
        "مزاعم",
        "الادعاءات",
        "الروايه",
        "версию",
    ];
    let next = (from..from + 3).find(|&t| !POINTING.contains(&a.word(t)));
    next.is_some_and(|t| {
        let word = a.word(t);
        SAID.contains(&word) || word.starts_with("обвинени") || word.starts_with("утверждени")
    })
}

/// Whether a word or plan, no party, is what a verb of criticising is about.
fn criticises(a: &Analysis<'_>, cue: &CueHit<'_>) -> bool {
    let word = a.word(cue.start());
    if !["نتقد", "criticis", "criticiz", "критиковал"]
        .iter()
        .any(|w| word.contains(w))
    {
        return false;
    }
    let behind = match a.language() {
        Language::Arabic => actors::subject(a, cue.start(), cue.end(), cue.form)
            .map_or(cue.end(), |x| x.tokens.end.max(cue.end())),
        _ => cue.end(),
    };
    (a.actors_in(&(behind..behind + 2)).iter()).all(|x| a.words_between(behind, x.tokens.start) > 0)
}

/// Most words, a name and its titles, between a verb of saying and the commitment that is affirmed.
const AFFIRMED: usize = 9;

/// Tokens behind a verb of blaming in which the blame is named.
const BLAMED: u32 = 22;

/// Whether what somebody is bound to is a truce, an agreement or what was named before.
fn binds_to_truce(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let behind = cue.end()..sentence.end.min(cue.end() + 5);
    matches!(a.word(cue.end()), "به" | "بها" | "بهما" | "بذلك")
        || a.has(
            &behind,
            &[Cue::Truce, Cue::Agreement, Cue::Stop, Cue::Extend],
        )
}

/// Whether the rest of the sentence makes what is said depend on something, before another stance
/// is told.
pub(super) fn conditioned(a: &Analysis<'_>, cue: &CueHit<'_>, sentence: &Range<u32>) -> bool {
    let behind = cue.end()..sentence.end;
    a.cues(&behind, &STANCES)
        .find(|c| c.form != Form::Plain || c.rule.cue == Cue::Conditions)
        .is_some_and(|c| c.rule.cue == Cue::Conditions && stance_of(a, &c, sentence).is_some())
}
