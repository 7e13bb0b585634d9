//! A brief like Aleppo's for tests and for looking at: reports in our own words, and a plan whose
//! figures are made up but add up.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use hudna_brief::SourceText;
use hudna_plan::{
    Answered, Assumption, Bottleneck, BottleneckKind, Change, ClassReport, Closing, Closings,
    CrossingReport, Departure, Fan, FanCurve, MapData, MapLink, Name, OrderReport, PlanReport,
    Proof, Spread, TermsBasis, WhatIf, WhatIfReport, ZoneReport,
};
use hudna_truce::{
    Admits, Attributed, Basis, CrossingState, Dossier, DossierCrossing, Evidence, Field, Figure,
    FigureKind, Meeting, MeetingStatus, Modality, Note, PersonClass, Position, Published, Purpose,
    ReportReading, ReportRef, RuleId, Stance, Truce, TruceKind, TruceStatus,
};

/// The reports.
pub fn sources() -> Vec<SourceText> {
    let report = |id: &str, outlet: Option<&str>, text: &str| SourceText {
        id: id.to_owned(),
        text: text.to_owned(),
        url: outlet.map(|_| format!("https://news.example/{id}")),
        outlet: outlet.map(str::to_owned),
    };
    vec![
        report(
            "01-ar-pause",
            Some("وكالة أولى"),
            "أعلنت روسيا هدنة إنسانية في الأحياء الشرقية من حلب يوم الجمعة 4 تشرين الثاني/نوفمبر 2016، من الساعة التاسعة صباحا حتى السابعة مساء بالتوقيت المحلي.\n\nوتُفتح ثمانية معابر، اثنان منها للمقاتلين، أحدهما عبر طريق الكاستيلو، والثاني عبر حي المشارقة، وستة معابر للمدنيين والجرحى.\n\nورفضت حركة نور الدين الزنكي الهدنة. وقالت الأمم المتحدة إنها ضد أي إجلاء غير طوعي.",
        ),
        report(
            "02-en-hours",
            Some("Second agency"),
            "Russia said a humanitarian pause in eastern Aleppo would last eleven hours on Friday, from 9 a.m. until 8 p.m. local time.\n\nMore than 800 people were killed in 26 days, the local council said, and between 3,000 and 3,500 were wounded.\n\nAmerican and Russian experts will meet in Geneva on Saturday.",
        ),
        report(
            "03-ar-undated",
            None,
            "تبدأ هدنة بعد غد ولمدة ثماني ساعات بين الساعة الثامنة صباحا والرابعة مساء بتوقيت دمشق.",
        ),
        report("04-ru-nothing", None, "Погода в городе остаётся ясной."),
    ]
}

fn evidence(report: &str, words: &str, rule: &'static str, slot: Option<&'static str>) -> Evidence {
    let texts = sources();
    let source = texts.iter().find(|s| s.id == report).unwrap();
    let start = source
        .text
        .find(words)
        .unwrap_or_else(|| panic!("{words} is not in {report}"));
    Evidence {
        report: report.into(),
        start,
        end: start + words.len(),
        rule: RuleId::new(rule),
        slot: slot.map(Into::into),
    }
}

fn claim<T>(report: &str, words: &str, value: T) -> Attributed<T> {
    Attributed {
        report: report.to_owned(),
        value,
        speaker: None,
        modality: Modality::Stated,
        evidence: vec![evidence(report, words, "ar.truce.window@1", None)],
    }
}

fn agreed<T: Clone>(claims: Vec<Attributed<T>>) -> Field<T> {
    Field {
        value: claims.first().map(|c| c.value.clone()),
        claims,
        conflict: false,
    }
}

fn differing<T: Clone>(claims: Vec<Attributed<T>>) -> Field<T> {
    Field {
        conflict: true,
        ..agreed(claims)
    }
}

/// The dossiers: one with a date and contradictions, one whose date is open.
pub fn dossiers() -> Vec<Dossier> {
    let (a, b, c) = ("01-ar-pause", "02-en-hours", "03-ar-undated");
    let dated = Dossier {
        id: "truce-2016-11-04-aleppo".to_owned(),
        declared_by: agreed(vec![
            claim(a, "أعلنت روسيا", vec!["Russia".to_owned()]),
            Attributed {
                speaker: Some("Ministry of Defence".to_owned()),
                modality: Modality::Attributed,
                ..claim(b, "Russia said", vec!["Russia".to_owned()])
            },
        ]),
        kind: agreed(vec![claim(a, "أعلنت روسيا", TruceKind::Unilateral)]),
        area: agreed(vec![
            claim(
                a,
                "في الأحياء الشرقية من حلب",
                "Aleppo (eastern districts)".to_owned(),
            ),
            claim(b, "eastern Aleppo", "Aleppo (eastern districts)".to_owned()),
        ]),
        starts: agreed(vec![
            claim(
                a,
                "يوم الجمعة 4 تشرين الثاني/نوفمبر 2016، من الساعة التاسعة صباحا",
                "2016-11-04T09:00".parse().unwrap(),
            ),
            Attributed {
                modality: Modality::Inferred,
                ..claim(
                    b,
                    "on Friday, from 9 a.m.",
                    "2016-11-04T09:00".parse().unwrap(),
                )
            },
        ]),
        ends: differing(vec![
            claim(a, "حتى السابعة مساء", "2016-11-04T19:00".parse().unwrap()),
            claim(b, "until 8 p.m.", "2016-11-04T20:00".parse().unwrap()),
        ]),
        starts_open: Field::default(),
        ends_open: Field::default(),
        as_of: Field::default(),
        clock_start: agreed(vec![claim(
            a,
            "الساعة التاسعة صباحا",
            "09:00".parse().unwrap(),
        )]),
        clock_end: differing(vec![
            claim(a, "السابعة مساء", "19:00".parse().unwrap()),
            claim(b, "8 p.m.", "20:00".parse().unwrap()),
        ]),
        daily: Field::default(),
        days: Field::default(),
        duration_hours: differing(vec![
            claim(a, "من الساعة التاسعة صباحا حتى السابعة مساء", 10.0),
            claim(b, "eleven hours", 11.0),
        ]),
        timezone_stated: agreed(vec![
            claim(a, "بالتوقيت المحلي", "Asia/Damascus".to_owned()),
            claim(b, "local time", "Asia/Damascus".to_owned()),
        ]),
        zone: Some("Asia/Damascus".to_owned()),
        relative: Field::default(),
        status: agreed(vec![claim(a, "أعلنت", TruceStatus::Announced)]),
        versions: Vec::new(),
        purpose: agreed(vec![claim(
            a,
            "للمدنيين والجرحى",
            vec![Purpose::EvacuateCivilians, Purpose::EvacuateWounded],
        )]),
        label_used: agreed(vec![
            claim(a, "هدنة إنسانية", "هدنة إنسانية".to_owned()),
            claim(b, "humanitarian pause", "humanitarian pause".to_owned()),
        ]),
        crossings: vec![
            DossierCrossing {
                name: None,
                name_src: None,
                admits: Field::default(),
                count: agreed(vec![claim(a, "ثمانية معابر", 8)]),
                leads_to: Field::default(),
                open: Field::default(),
                part_of: None,
            },
            DossierCrossing {
                name: Some("Castello road".to_owned()),
                name_src: Some("طريق الكاستيلو".to_owned()),
                admits: agreed(vec![claim(
                    a,
                    "اثنان منها للمقاتلين",
                    vec![Admits::Fighters],
                )]),
                count: agreed(vec![claim(a, "أحدهما عبر طريق الكاستيلو", 1)]),
                leads_to: Field::default(),
                open: Field::default(),
                part_of: Some(0),
            },
            DossierCrossing {
                name: Some("Mashariqa district".to_owned()),
                name_src: Some("حي المشارقة".to_owned()),
                admits: agreed(vec![claim(
                    a,
                    "اثنان منها للمقاتلين",
                    vec![Admits::Fighters],
                )]),
                count: agreed(vec![claim(a, "والثاني عبر حي المشارقة", 1)]),
                leads_to: Field::default(),
                open: Field::default(),
                part_of: Some(0),
            },
            DossierCrossing {
                name: None,
                name_src: None,
                admits: agreed(vec![claim(
                    a,
                    "للمدنيين والجرحى",
                    vec![Admits::Civilians, Admits::Wounded],
                )]),
                count: agreed(vec![claim(a, "وستة معابر", 6)]),
                leads_to: Field::default(),
                open: Field::default(),
                part_of: Some(0),
            },
        ],
        crossings_excluded: Vec::new(),
        positions: positions(),
        figures: figures(),
        figures_in_conflict: Vec::new(),
        meetings: meetings(),
        reports: vec![
            ReportRef {
                id: a.to_owned(),
                truce: 0,
            },
            ReportRef {
                id: b.to_owned(),
                truce: 0,
            },
        ],
        unknown: vec!["whether the armed groups will use the crossings".to_owned()],
    };
    let undated = Dossier {
        id: "truce-undated-1".to_owned(),
        declared_by: Field::default(),
        starts: Field::default(),
        ends: Field::default(),
        starts_open: Field::default(),
        ends_open: Field::default(),
        as_of: Field::default(),
        clock_start: agreed(vec![claim(
            c,
            "الساعة الثامنة صباحا",
            "08:00".parse().unwrap(),
        )]),
        clock_end: agreed(vec![claim(c, "والرابعة مساء", "16:00".parse().unwrap())]),
        duration_hours: agreed(vec![claim(c, "ثماني ساعات", 8.0)]),
        timezone_stated: agreed(vec![claim(c, "بتوقيت دمشق", "Asia/Damascus".to_owned())]),
        relative: agreed(vec![claim(c, "بعد غد", "بعد غد".to_owned())]),
        label_used: agreed(vec![claim(c, "هدنة", "هدنة".to_owned())]),
        area: Field::default(),
        kind: agreed(vec![claim(c, "هدنة", TruceKind::Unknown)]),
        status: agreed(vec![claim(c, "تبدأ هدنة", TruceStatus::Announced)]),
        versions: Vec::new(),
        purpose: Field::default(),
        crossings: Vec::new(),
        positions: Vec::new(),
        figures: Vec::new(),
        figures_in_conflict: Vec::new(),
        meetings: Vec::new(),
        reports: vec![ReportRef {
            id: c.to_owned(),
            truce: 0,
        }],
        unknown: vec![
            "who declares it".to_owned(),
            "where it holds".to_owned(),
            "the day it starts: the words hang on the day of publication, which is not known"
                .to_owned(),
            "which crossings are open".to_owned(),
        ],
        ..dated.clone()
    };
    vec![dated, undated]
}

fn positions() -> Vec<Position> {
    let position = |actor: &str, stance, target: &str, words: &str| Position {
        actor: actor.to_owned(),
        speaker: None,
        stance,
        target: Some(target.to_owned()),
        quote_src: words.to_owned(),
        evidence: vec![evidence("01-ar-pause", words, "ar.position.stance@1", None)],
        reasons: Vec::new(),
    };
    vec![
        position(
            "Nour al-Din al-Zenki",
            Stance::Rejects,
            "the truce",
            "ورفضت حركة نور الدين الزنكي الهدنة",
        ),
        position(
            "UN",
            Stance::Conditions,
            "evacuation only if it is voluntary",
            "وقالت الأمم المتحدة إنها ضد أي إجلاء غير طوعي",
        ),
    ]
}

fn figures() -> Vec<Figure> {
    let figure = |what, min, max, words: &str| Figure {
        what,
        min,
        max,
        exact: false,
        unit: "persons".to_owned(),
        place: Some("Aleppo".to_owned()),
        src: words.to_owned(),
        evidence: vec![evidence("02-en-hours", words, "en.figure.count@1", None)],
        part_of: None,
        reasons: Vec::new(),
    };
    vec![
        figure(
            FigureKind::Killed,
            Some(800.0),
            None,
            "More than 800 people were killed",
        ),
        figure(
            FigureKind::Wounded,
            Some(3000.0),
            Some(3500.0),
            "between 3,000 and 3,500 were wounded",
        ),
    ]
}

fn meetings() -> Vec<Meeting> {
    vec![Meeting {
        who: vec!["US".to_owned(), "Russia".to_owned()],
        place: Some("Geneva".to_owned()),
        when: None,
        relative: Some("on Saturday".to_owned()),
        status: MeetingStatus::Planned,
        evidence: vec![evidence(
            "02-en-hours",
            "American and Russian experts will meet in Geneva on Saturday",
            "en.meeting.planned@1",
            None,
        )],
        reasons: Vec::new(),
    }]
}

/// What each report says.
pub fn readings() -> Vec<ReportReading> {
    let all = dossiers();
    let empty = |id: &str, lang: &str| ReportReading {
        id: id.to_owned(),
        lang: lang.to_owned(),
        published: Published::default(),
        truces: Vec::new(),
        positions: Vec::new(),
        figures: Vec::new(),
        meetings: Vec::new(),
        notes: Vec::new(),
    };
    let truce = |dossier: &Dossier| Truce {
        declared_by: dossier.declared_by.value.clone().unwrap_or_default(),
        kind: TruceKind::Unilateral,
        area: dossier.area.value.clone(),
        starts: dossier.starts.value,
        ends: dossier.ends.value,
        starts_open: None,
        ends_open: None,
        replaces: None,
        as_of: dossier.as_of.value,
        clock_start: dossier.clock_start.value,
        clock_end: dossier.clock_end.value,
        daily: false,
        days: None,
        duration_hours: dossier.duration_hours.value,
        extended_by_hours: None,
        timezone_stated: dossier.timezone_stated.value.clone(),
        relative: dossier.relative.value.clone(),
        status: TruceStatus::Announced,
        crossings: Vec::new(),
        crossings_excluded: Vec::new(),
        purpose: Vec::new(),
        label_used: None,
        bound_parties: Vec::new(),
        evidence: Vec::new(),
        reasons: Vec::new(),
    };
    vec![
        ReportReading {
            published: Published {
                date: Some("2016-11-03".parse().unwrap()),
                basis: Basis::Inferred,
                candidates: Vec::new(),
                reasons: vec![
                    "«يوم الجمعة 4 تشرين الثاني/نوفمبر 2016» is announced, not past".to_owned(),
                ],
                evidence: vec![evidence(
                    "01-ar-pause",
                    "الجمعة 4 تشرين الثاني/نوفمبر 2016",
                    "ar.time.date@1",
                    None,
                )],
            },
            truces: vec![truce(&all[0])],
            positions: positions(),
            ..empty("01-ar-pause", "ar")
        },
        ReportReading {
            published: Published {
                candidates: vec!["2016-10-28".parse().unwrap(), "2016-11-03".parse().unwrap()],
                ..Published::default()
            },
            truces: vec![truce(&all[0])],
            figures: figures(),
            meetings: meetings(),
            ..empty("02-en-hours", "en")
        },
        ReportReading {
            truces: vec![truce(&all[1])],
            notes: vec![Note {
                start: 0,
                end: 8,
                message: "the date hangs on the day of publication, which is open".to_owned(),
                rule: Some(RuleId::new("ar.time.relative@1")),
            }],
            ..empty("03-ar-undated", "ar")
        },
        empty("04-ru-nothing", "ru"),
    ]
}

fn name(en: &str, ar: &str) -> Name {
    Name {
        en: en.to_owned(),
        ar: Some(ar.to_owned()),
    }
}

const ZONES: [(&str, &str, f64, f64, u64); 14] = [
    ("as-Sukkari", "السكري", 37.141, 36.176, 26_000),
    ("Bustan al-Qasr", "بستان القصر", 37.139, 36.193, 18_500),
    ("al-Kallasa", "الكلاسة", 37.146, 36.191, 14_200),
    ("al-Firdous", "الفردوس", 37.153, 36.183, 22_000),
    ("as-Salihin", "الصالحين", 37.163, 36.182, 17_800),
    ("al-Mashhad", "المشهد", 37.134, 36.184, 16_400),
    ("al-Ansari", "الأنصاري", 37.130, 36.180, 15_100),
    ("Karm al-Jabal", "كرم الجبل", 37.182, 36.207, 13_300),
    ("ash-Shaar", "الشعار", 37.188, 36.203, 21_700),
    ("Tariq al-Bab", "طريق الباب", 37.196, 36.200, 24_900),
    ("Hanano", "مساكن هنانو", 37.203, 36.222, 19_600),
    ("al-Haydariya", "الحيدرية", 37.194, 36.231, 11_900),
    ("Bustan al-Basha", "بستان الباشا", 37.165, 36.222, 8_700),
    ("al-Marja", "المرجة", 37.172, 36.184, 19_900),
];

const CROSSINGS: [(&str, &str, f64, f64, u8, u32, CrossingState); 8] = [
    (
        "Castello road",
        "طريق الكاستيلو",
        37.118,
        36.246,
        1,
        40,
        CrossingState::AnnouncedOpen,
    ),
    (
        "al-Mashariqa",
        "المشارقة",
        37.136,
        36.199,
        1,
        40,
        CrossingState::AnnouncedOpen,
    ),
    (
        "Crossing 3",
        "المعبر 3",
        37.128,
        36.191,
        6,
        60,
        CrossingState::Designated,
    ),
    (
        "Crossing 4",
        "المعبر 4",
        37.124,
        36.176,
        6,
        60,
        CrossingState::ObservedOpen,
    ),
    (
        "Crossing 5",
        "المعبر 5",
        37.152,
        36.216,
        6,
        60,
        CrossingState::AnnouncedOpen,
    ),
    (
        "Crossing 6",
        "المعبر 6",
        37.213,
        36.206,
        4,
        45,
        CrossingState::Used,
    ),
    (
        "Crossing 7",
        "المعبر 7",
        37.182,
        36.236,
        6,
        60,
        CrossingState::AnnouncedOpen,
    ),
    (
        "Crossing 8",
        "المعبر 8",
        37.147,
        36.166,
        2,
        60,
        CrossingState::Closed,
    ),
];

fn classes_of(mask: u8) -> Vec<PersonClass> {
    [
        (1, PersonClass::Fighters),
        (2, PersonClass::Wounded),
        (4, PersonClass::Civilians),
    ]
    .into_iter()
    .filter(|(bit, _)| mask & bit != 0)
    .map(|(_, class)| class)
    .collect()
}

/// Out by each of 600 minutes: nobody for a while, then so many a minute until all are out.
fn ramp(from: u64, per_minute: u64, people: u64) -> Vec<u64> {
    (0..600)
        .map(|t: u64| ((t + 1).saturating_sub(from) * per_minute).min(people))
        .collect()
}

/// The plan.
pub fn plan() -> PlanReport {
    let civilians: u64 = ZONES.iter().map(|z| z.4).sum();
    let (wounded, fighters) = (3_200, 6_500);
    let people = civilians + wounded + fighters;
    let curves = [
        (PersonClass::Wounded, wounded, ramp(12, 20, wounded)),
        (PersonClass::Civilians, civilians, ramp(25, 225, civilians)),
        (PersonClass::Fighters, fighters, ramp(40, 80, fighters)),
    ];
    let classes: Vec<ClassReport> = curves
        .iter()
        .map(|(class, people, curve)| ClassReport {
            class: *class,
            people: *people,
            out_at_close: *curve.last().unwrap(),
            arrived_by: curve.clone(),
            shortest_window_s: (*class != PersonClass::Civilians).then_some(11_200),
            out_if_first: Some(*curve.last().unwrap() + 120),
        })
        .collect();
    let arrived_by: Vec<u64> = (0..600)
        .map(|t| curves.iter().map(|c| c.2[t]).sum())
        .collect();
    let out_at_close = *arrived_by.last().unwrap();
    let crossing_out = |i: usize| [4_100, 2_400, 30_000, 24_000, 21_000, 19_375, 37_200, 0][i];
    PlanReport {
        name: name("Aleppo, November 2016", "حلب، تشرين الثاني/نوفمبر 2016"),
        area: Some(name("Aleppo (eastern districts)", "حلب (الأحياء الشرقية)")),
        zone: Some("Asia/Damascus".to_owned()),
        terms: TermsBasis::Scenario {
            confirmed_by: Some("the author of the scenario".to_owned()),
        },
        changes: Vec::new(),
        opens: Some("2016-11-04T09:00".parse().unwrap()),
        closes: Some("2016-11-04T19:00".parse().unwrap()),
        step_s: 60,
        window_s: 36_000,
        people,
        out_at_close,
        left_behind: people - out_at_close,
        arrived_by,
        shortest_window_s: Some(68_410),
        searched_s: 259_200,
        cut_off: 0,
        orders: vec![
            OrderReport {
                order: classes.iter().map(|c| c.class).collect(),
                out_at_close: classes.iter().map(|c| c.out_at_close).collect(),
            },
            OrderReport {
                order: vec![
                    PersonClass::Fighters,
                    PersonClass::Wounded,
                    PersonClass::Civilians,
                ],
                out_at_close: vec![6_500, 3_200, 124_000],
            },
        ],
        classes,
        crossings: CROSSINGS
            .iter()
            .enumerate()
            .map(
                |(i, &(en, ar, lon, lat, mask, persons_per_min, state))| CrossingReport {
                    id: format!("c-{i}"),
                    name: name(en, ar),
                    destination: Some(name("western Aleppo", "غرب حلب")),
                    admits: classes_of(mask),
                    state,
                    persons_per_min,
                    windows_s: vec![(0, 36_000)],
                    out_at_close: crossing_out(i),
                    by_class: Vec::new(),
                    places: u64::from(persons_per_min) * 600,
                    gain_per_open_min: (i > 1).then_some(u64::from(persons_per_min)),
                    per_minute: (0..600)
                        .map(|t| {
                            if state == CrossingState::Closed || t < 25 + 5 * i {
                                0
                            } else {
                                persons_per_min - u32::try_from(t * i / 120).unwrap()
                            }
                        })
                        .collect(),
                    snapped_m: 40,
                    lon_lat: Some((lon, lat)),
                },
            )
            .collect(),
        zones: ZONES
            .iter()
            .enumerate()
            .map(|(i, &(en, ar, lon, lat, people))| ZoneReport {
                id: format!("z-{i}"),
                name: name(en, ar),
                people: vec![(PersonClass::Civilians, people)],
                out_at_close: vec![(PersonClass::Civilians, people * (i as u64 % 4 + 1) / 5)],
                left_behind: vec![(
                    PersonClass::Civilians,
                    people - people * (i as u64 % 4 + 1) / 5,
                )],
                cut_off: Vec::new(),
                snapped_m: 20,
                lon_lat: Some((lon, lat)),
            })
            .collect(),
        bottlenecks: vec![
            Bottleneck {
                kind: BottleneckKind::Crossing,
                class: PersonClass::Civilians,
                name: name("Crossing 3", "المعبر 3"),
                between: None,
                sections: 1,
                from_s: 1_500,
                to_s: 36_000,
                persons: 34_500,
                gain_per_person_min: Some(575),
            },
            Bottleneck {
                kind: BottleneckKind::Road,
                class: PersonClass::Civilians,
                name: name("Airport road", "طريق المطار"),
                between: Some((name("A roundabout", "دوار"), name("B bridge", "جسر"))),
                sections: 1,
                from_s: 2_400,
                to_s: 36_000,
                persons: 28_000,
                gain_per_person_min: Some(560),
            },
            Bottleneck {
                kind: BottleneckKind::ZoneEmpty,
                class: PersonClass::Fighters,
                name: name("Bustan al-Basha", "بستان الباشا"),
                between: None,
                sections: 0,
                from_s: 7_200,
                to_s: 36_000,
                persons: 450,
                gain_per_person_min: None,
            },
        ],
        what_if: CROSSINGS
            .iter()
            .enumerate()
            .map(|(i, &(en, ar, ..))| WhatIf {
                crossing: format!("c-{i}"),
                name: name(en, ar),
                out_at_close: out_at_close - crossing_out(i) / 2,
                lost: crossing_out(i) / 2,
                shortest_window_s: (i != 6).then_some(68_410 + crossing_out(i)),
                cut_off: if i == 5 { 1_250 } else { 0 },
            })
            .collect(),
        departures: (0..48_u64)
            .map(|i| Departure {
                zone: format!("z-{}", i % 14),
                class: if i % 9 == 0 {
                    PersonClass::Wounded
                } else {
                    PersonClass::Civilians
                },
                crossing: format!("c-{}", 2 + i % 5),
                from_s: i * 600,
                to_s: i * 600 + 3_000,
                persons: 900 + 37 * i,
                first_out_s: i * 600 + 1_930,
                last_out_s: i * 600 + 5_200,
                via: vec![
                    name("Airport road", "طريق المطار"),
                    name("Ring road", "المتحلق"),
                ],
            })
            .collect(),
        map: map(),
        assumptions: vec![
            Assumption {
                text: "A person on foot with belongings covers 60 m in a minute.".to_owned(),
                source: Some("made up for this test".to_owned()),
            },
            Assumption {
                text: "A crossing passes 60 persons a minute.".to_owned(),
                source: None,
            },
        ],
        proof: Proof {
            plans_checked: 27,
            cuts_checked: 16_200,
        },
    }
}

/// What was asked beside the plan.
pub fn what_if() -> WhatIfReport {
    let plan = plan();
    let planned = plan.out_at_close;
    let answered = |changes: &str, people: u64, out: u64| Answered {
        changes: Change::list(changes).unwrap(),
        people,
        out_at_close: out,
        left_behind: people - out,
        difference: i64::try_from(out).unwrap() - i64::try_from(planned).unwrap(),
        by_class: vec![(PersonClass::Civilians, out)],
        cut_off: 0,
        shortest_window_s: (changes.len() < 12).then_some(70_000),
        searched_s: (changes.len() < 12).then_some(259_200),
    };
    let mut answers = vec![
        answered("crossing=*:50%", plan.people, planned / 2),
        answered(
            "people=120%, closes=-60",
            plan.people * 6 / 5,
            planned - 9_000,
        ),
        answered("close=c-2@13:00", plan.people, planned - 8_000),
        answered("surprise=c-2@13:00", plan.people, planned - 11_500),
        answered(
            "block=\"Airport road\", zone=z-1:150%, crossing=c-3:+10, shift=+30",
            plan.people,
            planned + 40,
        ),
    ];
    for a in 0..CROSSINGS.len() as u64 {
        answers.push(answered(
            &format!("close=c-{a}"),
            plan.people,
            planned - 2_000 * a,
        ));
    }
    for a in 0..CROSSINGS.len() as u64 {
        for b in a + 1..CROSSINGS.len() as u64 {
            let lost = 2_000 * a + 2_100 * b;
            answers.push(answered(
                &format!("close=c-{a}, close=c-{b}"),
                plan.people,
                planned - lost,
            ));
        }
    }
    let rank = |percent: u32, permille: u64| FanCurve {
        percent,
        arrived_by: plan
            .arrived_by
            .iter()
            .map(|n| n * permille / 1000)
            .collect(),
    };
    let crossings = plan
        .crossings
        .iter()
        .map(|c| (c.id.clone(), c.name.clone()));
    let zones = plan.zones.iter().map(|z| (z.id.clone(), z.name.clone()));
    WhatIfReport {
        name: plan.name.clone(),
        zone: plan.zone.clone(),
        opens: plan.opens,
        closes: plan.closes,
        window_s: plan.window_s,
        names: crossings.chain(zones).collect(),
        plan: answered("", plan.people, planned),
        answers,
        closings: vec![Closings {
            crossing: "c-2".to_owned(),
            times: (0..10)
                .map(|hour| Closing {
                    at_s: hour * 3_600,
                    announced: planned - (9 - hour) * 1_000,
                    surprise: planned - (9 - hour) * 1_300,
                })
                .collect(),
        }],
        fan: Some(Fan {
            draws: 100,
            seed: 7,
            spread: Spread {
                people: 5,
                zones: 30,
                crossings: 25,
                roads: 0,
            },
            every_s: 60,
            ranks: [
                (0, 700),
                (5, 780),
                (25, 880),
                (50, 960),
                (75, 1_040),
                (95, 1_120),
                (100, 1_200),
            ]
            .map(|(percent, permille)| rank(percent, permille))
            .to_vec(),
            outcomes: Vec::new(),
        }),
        proof: Proof {
            plans_checked: 140,
            cuts_checked: 84_000,
        },
    }
}

/// Every zone is joined to its three nearest crossings.
fn map() -> MapData {
    let mut links = Vec::new();
    for (i, &(_, _, lon, lat, people)) in ZONES.iter().enumerate() {
        let mut nearest: Vec<_> = CROSSINGS.iter().collect();
        nearest.sort_by(|a, b| {
            let far = |c: &&(&str, &str, f64, f64, u8, u32, CrossingState)| {
                (c.2 - lon).powi(2) + (c.3 - lat).powi(2)
            };
            far(a).total_cmp(&far(b))
        });
        for (k, c) in nearest.iter().take(3).enumerate() {
            links.push(MapLink {
                name: (k == 0).then(|| {
                    if i % 2 == 0 {
                        name("Airport road", "طريق المطار")
                    } else {
                        name("Ring road", "المتحلق")
                    }
                }),
                facility_type: "primary".to_owned(),
                line: vec![(lon, lat), ((lon + c.2) / 2.0, lat), (c.2, c.3)],
                persons: if k == 2 { 0 } else { people / (k as u64 + 1) },
            });
        }
    }
    MapData { links }
}
