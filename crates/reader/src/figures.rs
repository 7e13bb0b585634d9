//! Figures: how many people, vehicles and kilometres, and what they count.
//!
//! A number counts the noun behind it (or before it, in «الأيام الستة»). Numbers inside the names of
//! places («مشروع 3000 شقة»), clocks and dates count nothing. Lengths of a truce and numbers of
//! crossings are its slots, not figures; a length that somebody asks for is both. How long anything
//! lasted («الأيام الستة والعشرين الماضية», talks of five months) is a figure; how far one time lies
//! from another ("four weeks later") dates something and counts nothing. A part of another figure is
//! linked to it ([`parts`]).

mod before;
mod kinds;
mod lengths;
mod parts;
mod why;
mod words;

use std::{collections::HashMap, ops::Range};

use hudna_text::{
    Language,
    clitic::Proclitics,
    number::{NumberForm, NumberMention, Quantity},
};
use hudna_truce::{Figure, FigureKind};

use self::kinds::{kind_cue, kind_of};

use crate::{
    analysis::Analysis,
    area, crossings,
    lexicon::{Cue, Sense},
    time::rule::Rule,
};

const UNITS: [Cue; 13] = [
    Cue::UnitPersons,
    Cue::UnitFamilies,
    Cue::UnitVehicles,
    Cue::UnitTrucks,
    Cue::UnitKm,
    Cue::UnitMetres,
    Cue::UnitTonnes,
    Cue::UnitBarrels,
    Cue::UnitAttacks,
    Cue::UnitShells,
    Cue::UnitAttempts,
    Cue::UnitViolations,
    Cue::UnitCountries,
];

/// Those that a number counts only right before them: «16 مدنيا في غارات» are no raids.
const RIGHT_BEHIND: [Cue; 5] = [
    Cue::UnitAttacks,
    Cue::UnitShells,
    Cue::UnitAttempts,
    Cue::UnitViolations,
    Cue::UnitCountries,
];

const fn unit_name(cue: Cue) -> &'static str {
    match cue {
        Cue::UnitFamilies => "families",
        Cue::UnitVehicles | Cue::UnitTrucks => "vehicles",
        Cue::UnitKm => "km",
        Cue::UnitMetres => "metres",
        Cue::UnitTonnes => "tonnes",
        Cue::UnitBarrels => "barrels",
        Cue::UnitAttacks => "attacks",
        Cue::UnitShells => "shells",
        Cue::UnitAttempts => "attempts",
        Cue::UnitViolations => "violations",
        Cue::UnitCountries => "countries",
        _ => "persons",
    }
}

/// All figures, each told once however often it is printed.
pub(crate) fn of(a: &Analysis<'_>) -> Vec<Figure> {
    let mut out = Figures::default();
    let nobody = words::nobody(a);
    // «دون أن يغادر مصاب واحد»: the one is nobody.
    let denied = |at: u32| nobody.iter().any(|(_, words)| words.contains(&at));
    for number in &a.numbers {
        if let Some((figure, tokens)) = counted(a, number)
            && !denied(tokens.start)
        {
            out.add(figure, tokens);
        }
    }
    words::singles(a, &mut out);
    words::duals(a, &mut out);
    for (figure, words) in nobody {
        out.add(figure, words);
    }
    words::none_of(a, &mut out);
    lengths::demanded(a, &mut out);
    lengths::lasted(a, &mut out);
    let mut out = out.told;
    out.sort_by_key(|(f, _)| f.evidence.first().map(|e| e.start));
    parts::link(a, &mut out);
    out.into_iter().map(|(f, _)| f).collect()
}

/// The figures told so far; those of one amount are found without a look at all.
#[derive(Default)]
struct Figures {
    /// Each with the tokens of its first telling.
    told: Vec<(Figure, Range<u32>)>,
    /// Unit, least and most, by their bits.
    of_amount: HashMap<(String, Option<u64>, Option<u64>), Vec<usize>>,
}

impl Figures {
    fn add(&mut self, new: Figure, tokens: Range<u32>) {
        let bits = |n: Option<f64>| n.map(f64::to_bits);
        let key = (new.unit.clone(), bits(new.min), bits(new.max));
        let alike = self.of_amount.entry(key).or_default();
        let same = alike.iter().copied().find(|&i| {
            self.told.get(i).is_some_and(|(f, _)| {
                (f.src == new.src || f.min.is_some_and(|n| n >= 100.0))
                    && (f.what == new.what || new.what == FigureKind::Other)
            })
        });
        match same.and_then(|i| self.told.get_mut(i)) {
            Some((old, _)) => {
                old.evidence.extend(new.evidence);
                // The same steps on the words of a repeated lead say nothing new.
                if old.reasons.is_empty() {
                    old.reasons = new.reasons;
                }
            }
            None => {
                alike.push(self.told.len());
                self.told.push((new, tokens));
            }
        }
    }
}

fn counted(a: &Analysis<'_>, number: &NumberMention) -> Option<(Figure, Range<u32>)> {
    if number.form != NumberForm::Cardinal {
        return None;
    }
    let tokens = number.tokens.start.0..number.tokens.end.0;
    // «Ни один мирный житель не вышел»: nobody.
    // "Not one bus crossed"; "not one bus but three" has the three.
    let none = |t: u32| a.word(t) == "ни" || a.word(t) == "not" && a.word(tokens.start) == "one";
    if (tokens.start.checked_sub(1)).is_some_and(none) {
        return None;
    }
    // "one in ten" is a share.
    let share = matches!(a.word(tokens.end), "in" | "out" | "из")
        && (tokens.end + 1..tokens.end + 3).any(|t| a.joined_by_number(t))
        && !parts::of_those(a, tokens.end).is_some_and(|t| a.has(&(t..t + 1), &UNITS));
    if share {
        return None;
    }
    // «البلدات الأربع من سكانها»: counts the noun before it.
    let definite = |t: u32| {
        a.word(t)
            .trim_start_matches(['و', 'ب', 'ل'])
            .starts_with("ال")
    };
    if tokens.start > 0 && definite(tokens.start) && definite(tokens.start - 1) {
        return None;
    }
    let in_time = a.touches_time(&tokens);
    // "eight crossings, two for fighters": crossings, not fighters.
    let sentence = a.sentence_range(a.sentence_of(tokens.start));
    let before = a.sentence_range(a.sentence_of(tokens.start).saturating_sub(1));
    let few = (number.quantity.single()).is_some_and(|n| n < hudna_text::Rational::from(50));
    let mark = sentence.start.max(tokens.start.saturating_sub(1))..tokens.start;
    let next = tokens.end..tokens.end + 1;
    // «بينها أربع شاحنات وقود» counts trucks.
    let noun = !a.has(&next, &[Cue::OfThem, Cue::ForWhom])
        && (a.cues(&next, &UNITS)).any(|c| !c.hit.before.has(Proclitics::FOR));
    let shared_out = few
        && !noun
        && a.has(&(before.start..sentence.end), &[Cue::Crossing])
        && (crossings::parts::is_for(a, tokens.end, sentence.end)
            || a.has(&next, &[Cue::ForWhom, Cue::OfThem, Cue::Others])
            || a.has(&mark, &[Cue::OfThem])
            || (a.hits_in(&next).iter()).any(|h| h.before.has(Proclitics::FOR)));
    if shared_out {
        return None;
    }
    let in_name = (a.places(&(tokens.start.saturating_sub(3)..tokens.end))).any(|(h, _)| {
        h.tokens.start <= tokens.start && tokens.end <= h.tokens.end && h.tokens.len() > 1
    });
    if in_time || in_name {
        return None;
    }
    if a.word(tokens.end) == "%" {
        return None;
    }
    // «250 тыс. мирных жителей»: the stop ends no sentence.
    let short = tokens.end - 1;
    let counted_at = tokens.end
        + u32::from(a.word(tokens.end) == "." && matches!(a.word(short), "тыс" | "млн" | "млрд"));
    let noun = parts::of_those(a, counted_at).unwrap_or(counted_at);
    let behind = a.cues(&(noun..sentence.end), &UNITS).find(|c| {
        !a.has(&(tokens.end..c.start()), &[Cue::Crossing])
            && a.words_between(noun, c.start())
                <= usize::from(!RIGHT_BEHIND.contains(&c.rule.cue)) + nations(a, noun, c.start())
            && !(noun..c.start()).any(|t| matches!(a.word(t), "," | "(" | ")" | "."))
    });
    let (unit, unit_cue, end) = match &behind {
        // «خمسة كيلومترات مربعة» is no length.
        Some(c) if is_square(a.word(c.end())) => return None,
        // "Talks of the two countries": the two that are named.
        Some(c) if c.rule.cue == Cue::UnitCountries && two_or_fewer(number) => return None,
        Some(c) => (unit_name(c.rule.cue), Some(c.rule.cue), c.end()),
        None => match (before::tolled(a, &tokens, &sentence))
            .or_else(|| before::same_again(a, &tokens, &sentence))
        {
            Some(unit) => (unit_name(unit), Some(unit), tokens.end),
            None => {
                // «وأصيب ما بين ثلاثة آلاف و3500»: the verb says that people are counted.
                bare_count(a, &tokens, &sentence)?;
                ("persons", None, tokens.end)
            }
        },
    };
    let rule = behind.as_ref().map(|c| c.rule.id.clone()).or_else(|| {
        (a.cues(
            &sentence,
            &[
                Cue::Killed,
                Cue::Injured,
                Cue::Evacuated,
                Cue::Displaced,
                Cue::Trapped,
                Cue::Toll,
                Cue::AmongThem,
                Cue::UnitPersons,
            ],
        )
        .next())
        .map(|c| c.rule.id.clone())
        .or_else(|| is_nation(a, tokens.end).then(|| NATION.id()))
    })?;
    let kind = kind_cue(a, &tokens, end, unit_cue, &sentence).filter(|c| {
        // Of "723 of 1,100 people had left" the whole did not; "3 of 12 people killed" tells of all twelve.
        let of_all = c.start() == end && matches!(a.word(end), "killed" | "wounded" | "injured");
        of_all || parts::of_whole(a, &tokens).is_none()
    });
    let what = kind_of(unit_cue, kind.as_ref());
    let area = area::of_noun(a, end, 8);
    let reasons = if a.explains {
        why::counted(
            a,
            number,
            &rule,
            behind.as_ref(),
            kind.as_ref(),
            area.as_ref(),
        )
    } else {
        Vec::new()
    };
    let place = area.map(|x| x.name(a));
    let Quantity {
        mut min,
        max,
        mut exact,
    } = number.quantity;
    // «число погибших выросло до 40»: to 40, not up to 40.
    let rose = unit_cue.is_some() && behind.is_none() && a.word(tokens.start) == "до";
    if rose && min.is_none() {
        (min, exact) = (max, true);
    }
    let word = |r: Range<u32>| a.text(r).to_owned();
    let figure = Figure {
        what,
        min: min.map(hudna_text::Rational::to_f64),
        max: max.map(hudna_text::Rational::to_f64),
        exact,
        unit: unit.to_owned(),
        place,
        src: word(tokens.start..end),
        evidence: vec![a.evidence(tokens.start..end, &rule, None)],
        part_of: None,
        reasons,
    };
    Some((figure, tokens.start..end))
}

/// How many nationalities describe what is counted: "650,000 registered Syrian refugees".
fn nations(a: &Analysis<'_>, from: u32, to: u32) -> usize {
    usize::from(
        a.language() == Language::English
            && to > from
            && to - from <= 2
            && (from..to).any(|t| is_nation(a, t)),
    )
}

fn two_or_fewer(number: &NumberMention) -> bool {
    (number.quantity.max).is_some_and(|n| n <= hudna_text::Rational::from(2))
}

fn is_square(word: &str) -> bool {
    word.starts_with("مربع") || word.starts_with("квадратн") || word == "square"
}

/// Words for people by what has become of them: "three dead", «نحو 1500 عالقين».
const ARE_COUNTED: [Cue; 3] = [Cue::Killed, Cue::Injured, Cue::Trapped];

/// «24 مليون يمني»: a nationality that stands for people.
const NATION: Rule = Rule::new("figure.nation@1");

/// Whether the word is a nationality that stands for people.
fn is_nation(a: &Analysis<'_>, token: u32) -> bool {
    a.hits_in(&(token..token + 1)).iter().any(|h| {
        h.before.is_empty() && (a.lexicon.senses(h).iter()).any(|s| matches!(s, Sense::Nation(_)))
    })
}

/// Whether no noun that the number could count stands behind it.
fn is_alone(a: &Analysis<'_>, tokens: &Range<u32>, sentence: &Range<u32>) -> bool {
    let next = a.word(tokens.end);
    // Another noun behind the number is what it counts.
    !a.is_word(tokens.end)
        || matches!(next, "have" | "had" | "has")
        || matches!(
            next,
            "في" | "من"
                | "بينهم"
                | "اكثرهم"
                | "معظمهم"
                | "غالبيتهم"
                | "منهم"
                | "خلال"
                | "منذ"
                | "in"
                | "of"
                | "including"
                | "since"
                | "в"
                | "из"
        )
        || tokens.end >= sentence.end
        // "three dead"
        || a.has(&(tokens.end..tokens.end + 1), &ARE_COUNTED)
        // «232 فلسطينيا»
        || is_nation(a, tokens.end)
        // «وإصابة 52 آخرين», "65 of them"
        || a.has(
            &(tokens.end..tokens.end + 1),
            &[Cue::Others, Cue::AmongThem, Cue::AccordingTo],
        )
        // «قتل خمسة وأصيب عشرة»
        || a.joined_by_and(tokens.end)
}

/// A number without a noun, right behind or before a word for killed, wounded or gone.
fn bare_count(a: &Analysis<'_>, tokens: &Range<u32>, sentence: &Range<u32>) -> Option<()> {
    let alone = is_alone(a, tokens, sentence);
    if !alone || a.word(tokens.start.saturating_sub(1)) == "(" {
        return None;
    }
    // "Sixty-five of them were children": whom the sentence before counts.
    if parts::opens_with_part(a, tokens, sentence) {
        return Some(());
    }
    // «6 тысяч боевиков, из которых более 1,5 тыс. входят в …»
    let part = (a
        .cues(&(sentence.start..tokens.start), &[Cue::AmongThem])
        .last())
    .is_some_and(|m| {
        let whole = sentence.start..m.start();
        m.end() == tokens.start
            && a.has(&whole, &[Cue::UnitPersons])
            && !a.has(&whole, &[Cue::Crossing])
            && !a.numbers_in(&whole).is_empty()
    });
    if part {
        return Some(());
    }
    let kinds = [Cue::Killed, Cue::Injured, Cue::Evacuated, Cue::Displaced];
    let before = sentence.start.max(tokens.start.saturating_sub(7))..tokens.start;
    let next = tokens.end..tokens.end + 1;
    if a.has(&next, &ARE_COUNTED) || is_nation(a, tokens.end) {
        return Some(());
    }
    // "Some 120,000 have fled"
    let fled = matches!(a.word(tokens.end), "have" | "had" | "has")
        && a.cues(&(tokens.end..tokens.end + 3), &kinds)
            .any(|c| c.start() <= tokens.end + 1);
    if fled {
        return Some(());
    }
    // «для раненых подготовлены шесть коридоров, еще два»: counts what stands between.
    let told = a.cues(&before, &kinds).any(|c| {
        c.end() <= tokens.start
            && a.words_between(c.end(), tokens.start) <= 4
            && !a.has(&(c.end()..tokens.start), &[Cue::Crossing])
    });
    told.then_some(())
}
