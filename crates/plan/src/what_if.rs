//! Many questions of "what if" to one plan, answered on all cores in the order in which they stand.

use hudna_instance::Capacity;
use hudna_truce::{LocalTime, PersonClass};
use serde::{Deserialize, Serialize};

use crate::{
    Change, ChangeError, Draws, Fan, Name, PlanError, Progress, Proof, Subject,
    case::Case,
    kept::Kept,
    plan::in_parallel,
    solve::{Answer, Asked},
    subject::{Changed, between},
    surprise::surprised,
};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WhatIfOptions {
    /// The order of the classes; `None`: the scenario's.
    pub priority: Option<Vec<PersonClass>>,
    /// Questions in the user's own words, each several changes at once.
    pub questions: Vec<Vec<Change>>,
    /// Each crossing in turn closed.
    pub each_crossing: bool,
    /// Every two crossings closed.
    pub every_pair: bool,
    /// Each crossing closing at every so many minutes, announced and by surprise.
    pub closings_every_min: Option<u32>,
    /// Uncertain numbers.
    pub draws: Option<Draws>,
}

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIfReport {
    /// What is planned.
    pub name: Name,
    /// IANA zone of the local times.
    pub zone: Option<String>,
    /// Opening of the window; `None` for a bare instance.
    pub opens: Option<LocalTime>,
    /// Close of the window.
    pub closes: Option<LocalTime>,
    /// Length of the window, in seconds.
    pub window_s: u64,
    /// The crossings and zones that changes speak of: id and name.
    pub names: Vec<(String, Name)>,
    /// The plan with nothing different.
    pub plan: Answered,
    /// The questions in the order in which they were asked, then each crossing, then every pair.
    pub answers: Vec<Answered>,
    /// Each crossing closing at different times.
    pub closings: Vec<Closings>,
    /// Uncertain numbers.
    pub fan: Option<Fan>,
    /// What was checked.
    pub proof: Proof,
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// What is different.
    pub changes: Vec<Change>,
    /// Persons in all zones.
    pub people: u64,
    /// Out at the close; `people = out_at_close + left_behind`.
    pub out_at_close: u64,
    /// Still inside then.
    pub left_behind: u64,
    /// Persons more than in the plan with nothing different; fewer where negative.
    pub difference: i64,
    /// Out at the close, class by class in the order in which they were planned.
    pub by_class: Vec<(PersonClass, u64)>,
    /// Persons who cannot leave at all, however long the window.
    pub cut_off: u64,
    /// The shortest window for everyone, in seconds.
    pub shortest_window_s: Option<u64>,
    /// How long a window was looked for, in seconds; `None`: no longer one than the window itself.
    pub searched_s: Option<u64>,
}

/// One crossing closing at different times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closings {
    /// Its id.
    pub crossing: String,
    /// The times in order.
    pub times: Vec<Closing>,
}

/// A crossing closing at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Seconds after the opening.
    pub at_s: u64,
    /// Out at the close of the window when everybody knows it from the opening on.
    pub announced: u64,
    /// The same when nobody knew.
    pub surprise: u64,
}

/// One question with its case.
enum Question {
    /// In words; with longer windows.
    Words(Vec<Change>),
    /// These crossings closed; with longer windows if there is one.
    Closed(Vec<usize>),
    /// A crossing closing at a step.
    Closing(usize, u32),
    /// A draw.
    Draw(u32),
}

enum Told {
    Answered(Box<Answered>, Proof),
    Closing(usize, Closing, Proof),
    Drawn(u64, Vec<u64>, Proof),
}

/// Asks everything of a scenario or instance. Every number comes from a flow that the checker
/// accepted.
///
/// # Errors
/// [`PlanError`]; an answer that the checker refuses is never returned.
pub fn what_if(
    subject: &Subject<'_>,
    options: &WhatIfOptions,
    progress: Progress<'_>,
) -> Result<WhatIfReport, PlanError> {
    let priority = options.priority.as_deref();
    let changed = subject.changed(&[], priority)?;
    let case = &changed.case;
    let names = subject.names();
    let order: Vec<usize> = (0..case.classes.len()).collect();
    let main = Asked {
        case,
        order: &order,
        known: &[],
        kept: None,
        ways: true,
        steps: &|step, of| progress("planning", u64::from(step), u64::from(of)),
    }
    .and_beyond()?;
    // A word that means nothing here is told before anything long is begun.
    for changes in &options.questions {
        split(changes).and_then(|(others, surprise)| {
            let changed = subject.changed(&others, priority)?;
            surprise.map_or(Ok(()), |s| subject.surprise(&changed, s).map(|_| ()))
        })?;
    }
    let questions = questions(options, case);
    let asked = Questions {
        subject,
        options,
        changed: &changed,
        main: &main,
        kept: Kept::last_of(&main),
        order: &order,
    };
    let told = in_parallel(&questions, "asking what if", progress, |q| asked.answer(q))?;
    let mut report = WhatIfReport {
        name: subject.name(),
        zone: subject.zone(),
        opens: changed.opens,
        closes: changed.closes,
        window_s: case.seconds(case.window),
        names: (0..case.crossings.len())
            .map(|c| (names.crossing_id(c), names.crossing(c)))
            .chain((0..case.zones.len()).map(|z| (names.zone_id(z), names.zone(z))))
            .collect(),
        plan: answered(case, &main, &main, Vec::new(), true),
        answers: Vec::new(),
        closings: Vec::new(),
        fan: None,
        proof: main.proof.clone(),
    };
    // An area has one number for each of its nodes.
    report.names.dedup();
    let mut curves = Vec::new();
    for told in told {
        let proof = match told {
            Told::Answered(answer, proof) => {
                report.answers.push(*answer);
                proof
            }
            Told::Closing(c, closing, proof) => {
                let crossing = names.crossing_id(c);
                match report.closings.last_mut() {
                    Some(last) if last.crossing == crossing => last.times.push(closing),
                    _ => report.closings.push(Closings {
                        crossing,
                        times: vec![closing],
                    }),
                }
                proof
            }
            Told::Drawn(people, curve, proof) => {
                curves.push((people, curve));
                proof
            }
        };
        report.proof.plans_checked += proof.plans_checked;
        report.proof.cuts_checked += proof.cuts_checked;
    }
    if let Some(draws) = &options.draws {
        report.fan = Some(draws.fan(&curves, case.step_s));
    }
    Ok(report)
}

fn questions(options: &WhatIfOptions, case: &Case) -> Vec<Question> {
    let words = options.questions.iter().cloned().map(Question::Words);
    let mut questions: Vec<Question> = words.collect();
    let all = 0..case.crossings.len();
    if options.each_crossing {
        questions.extend(all.clone().map(|c| Question::Closed(vec![c])));
    }
    if options.every_pair {
        for a in all.clone() {
            questions.extend((a + 1..all.end).map(|b| Question::Closed(vec![a, b])));
        }
    }
    if let Some(minutes) = options.closings_every_min {
        let every = (u64::from(minutes) * 60)
            .div_ceil(u64::from(case.step_s))
            .max(1);
        let every = usize::try_from(every).unwrap_or(usize::MAX);
        for c in all {
            let steps = (0..case.window).step_by(every);
            questions.extend(steps.map(|step| Question::Closing(c, step)));
        }
    }
    if let Some(draws) = &options.draws {
        questions.extend((0..draws.count).map(Question::Draw));
    }
    questions
}

/// The surprise among the changes, and the others.
fn split(changes: &[Change]) -> Result<(Vec<Change>, Option<&Change>), PlanError> {
    let (surprises, others): (Vec<&Change>, Vec<&Change>) = changes
        .iter()
        .partition(|c| matches!(c, Change::Surprise { .. }));
    if let [_, second, ..] = surprises.as_slice() {
        return Err(ChangeError::NotHere {
            term: second.to_string(),
            problem: "only one surprise can be asked at a time".to_owned(),
        }
        .into());
    }
    let others = others.into_iter().cloned().collect();
    Ok((others, surprises.first().copied()))
}

/// What all answers share.
struct Questions<'a> {
    subject: &'a Subject<'a>,
    options: &'a WhatIfOptions,
    changed: &'a Changed,
    main: &'a Answer,
    kept: Option<Kept<'a>>,
    order: &'a [usize],
}

impl<'a> Questions<'a> {
    fn asked<'q>(&'q self, case: &'q Case, known: &'q [&'q Answer]) -> Asked<'q, 'a> {
        Asked {
            case,
            order: self.order,
            known,
            kept: self.kept.as_ref(),
            ways: false,
            steps: &|_, _| {},
        }
    }

    fn answer(&self, question: &Question) -> Result<Told, PlanError> {
        let (case, main) = (&self.changed.case, self.main);
        let names = self.subject.names();
        let known = [main];
        match question {
            Question::Words(changes) => self.in_words(changes),
            Question::Closed(crossings) => {
                let mut closed = case.clone();
                for &c in crossings {
                    closed.crossings[c].capacity = Capacity::closed();
                }
                let asked = self.asked(&closed, &known);
                let beyond = crossings.len() == 1;
                let answer = if beyond {
                    asked.and_beyond()?
                } else {
                    asked.within_the_window()?
                };
                let changes = crossings.iter().map(|&c| Change::Close {
                    crossing: names.crossing_id(c),
                    at: None,
                });
                let told = answered(&closed, &answer, main, changes.collect(), beyond);
                Ok(Told::Answered(Box::new(told), answer.proof))
            }
            Question::Closing(c, step) => {
                let mut closing = Closing {
                    at_s: case.seconds(*step),
                    announced: main.out(),
                    surprise: main.out(),
                };
                let mut proof = Proof {
                    plans_checked: 0,
                    cuts_checked: 0,
                };
                if uses(main, *c, *step) {
                    let mut closed = case.clone();
                    let capacity = &mut closed.crossings[*c].capacity;
                    *capacity = between(capacity, 0, *step);
                    let announced = self.asked(&closed, &known).within_the_window()?;
                    let surprise = surprised(case, main, *c, *step)?;
                    closing.announced = announced.out();
                    closing.surprise = surprise.out.iter().sum();
                    proof.plans_checked =
                        announced.proof.plans_checked + surprise.proof.plans_checked;
                    proof.cuts_checked = announced.proof.cuts_checked + surprise.proof.cuts_checked;
                }
                Ok(Told::Closing(*c, closing, proof))
            }
            Question::Draw(k) => {
                let Some(draws) = &self.options.draws else {
                    return Ok(Told::Drawn(0, Vec::new(), main.proof.clone()));
                };
                let drawn = draws.case(*k, case, names);
                let answer = self.asked(&drawn, &[]).within_the_window()?;
                let people = self.order.iter().map(|&c| drawn.people(c)).sum();
                let curve = answer.arrived_by(drawn.window);
                Ok(Told::Drawn(people, curve, answer.proof))
            }
        }
    }

    fn in_words(&self, changes: &[Change]) -> Result<Told, PlanError> {
        let known = [self.main];
        let (others, surprise) = split(changes)?;
        let changed = self
            .subject
            .changed(&others, self.options.priority.as_deref())?;
        let case = &changed.case;
        // Only plans of the same window say who is where when.
        let same_window = case.window == self.changed.case.window;
        let known: &[&Answer] = if same_window { &known } else { &[] };
        let asked = self.asked(case, known);
        let Some(surprise) = surprise else {
            let answer = asked.and_beyond()?;
            let told = answered(case, &answer, self.main, changes.to_vec(), true);
            return Ok(Told::Answered(Box::new(told), answer.proof));
        };
        // People followed the plan that knew of everything but the surprise.
        let asked = Asked {
            ways: true,
            ..asked
        };
        let plan = asked.within_the_window()?;
        let (crossing, at) = self.subject.surprise(&changed, surprise)?;
        let then = surprised(case, &plan, crossing, at)?;
        let out: u64 = then.out.iter().sum();
        let people: u64 = self.order.iter().map(|&c| case.people(c)).sum();
        let mut proof = plan.proof;
        proof.plans_checked += then.proof.plans_checked;
        proof.cuts_checked += then.proof.cuts_checked;
        let told = Answered {
            changes: changes.to_vec(),
            people,
            out_at_close: out,
            left_behind: people - out,
            difference: difference(out, self.main.out()),
            by_class: self
                .order
                .iter()
                .zip(&then.out)
                .map(|(&c, &out)| (case.classes[c].class, out))
                .collect(),
            cut_off: plan.cut_off.iter().sum(),
            shortest_window_s: None,
            searched_s: None,
        };
        Ok(Told::Answered(Box::new(told), proof))
    }
}

/// Whether somebody leaves by the crossing in the plan at `step` or later. When nobody does, a
/// closing changes nothing: the plan stays possible, and no closing makes a better one possible.
fn uses(plan: &Answer, crossing: usize, step: u32) -> bool {
    let mut exits = plan
        .plans
        .iter()
        .flat_map(|p| &p.certificate.flow.exits[crossing]);
    exits.any(|run| run.end > step)
}

fn difference(out: u64, planned: u64) -> i64 {
    let signed = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    signed(out) - signed(planned)
}

fn answered(
    case: &Case,
    answer: &Answer,
    main: &Answer,
    changes: Vec<Change>,
    beyond: bool,
) -> Answered {
    let people: u64 = (0..case.classes.len()).map(|c| case.people(c)).sum();
    let out = answer.out();
    Answered {
        changes,
        people,
        out_at_close: out,
        left_behind: people - out,
        difference: difference(out, main.out()),
        by_class: answer
            .plans
            .iter()
            .map(|p| (case.classes[p.class].class, p.accepted.out))
            .collect(),
        cut_off: answer.cut_off.iter().sum(),
        shortest_window_s: answer.shortest_for_all().map(|t| case.seconds(t)),
        searched_s: beyond.then(|| case.seconds(answer.searched)),
    }
}
