//! The crossings of one truce over all reports: each told once, parts behind their totals.
//!
//! What a report counts within a total stays linked to it. Reports tell the same crossings in other
//! ways: one names the two for fighters, another counts them, a third gives all eight. Two more links
//! follow from the numbers: as many crossings told one by one as another report counts for the same
//! people are these, and a total to which all others come is theirs.

use hudna_truce::{Attributed, Crossing, DossierCrossing, Field, Modality};

use super::{field, join::shares};

/// What each report tells, with its id.
type Told<'a> = [(&'a str, &'a [Crossing])];

/// The crossings of the dossier, and those that are left out, from those of each report.
pub(super) fn of(
    open: &Told<'_>,
    excluded: &Told<'_>,
) -> (Vec<DossierCrossing>, Vec<DossierCrossing>) {
    let (mut open, mut shut) = (list(open, true), list(excluded, false));
    for a in &mut open {
        for b in &mut shut {
            lay_side_by_side(a, b);
        }
    }
    (open, shut)
}

/// One report has it open and another has it shut, for the same people as far as they tell.
fn lay_side_by_side(open: &mut DossierCrossing, shut: &mut DossierCrossing) {
    let same = match (&open.name, &shut.name) {
        (None, None) => open.name_src.is_some() && open.name_src == shut.name_src,
        (a, b) => a == b,
    };
    let for_others = match (&open.admits.value, &shut.admits.value) {
        (Some(a), Some(b)) => !shares(a, b),
        _ => false,
    };
    if !same || for_others {
        return;
    }
    let mut claims = open.open.claims.clone();
    claims.extend(shut.open.claims.iter().cloned());
    let both = field(claims, |a, b| a == b);
    (open.open, shut.open) = (both.clone(), both);
}

fn list(reports: &Told<'_>, open: bool) -> Vec<DossierCrossing> {
    let mut list: Vec<DossierCrossing> = Vec::new();
    for (report, told) in reports {
        let places: Vec<usize> = (told.iter())
            .map(|c| add(&mut list, report, c, open))
            .collect();
        for (c, &at) in told.iter().zip(&places) {
            if let Some(&total) = c.part_of.and_then(|t| places.get(t)) {
                link(&mut list, at, total);
            }
        }
    }
    link_told_apart(&mut list);
    link_total(&mut list);
    in_order(list)
}

/// Adds what a report tells of a crossing; gives its place in the list.
fn add(list: &mut Vec<DossierCrossing>, report: &str, c: &Crossing, open: bool) -> usize {
    let at = same(list, report, c).unwrap_or_else(|| {
        list.push(DossierCrossing {
            name: c.name.clone(),
            name_src: c.name_src.clone(),
            admits: Field::default(),
            count: Field::default(),
            leads_to: Field::default(),
            open: Field::default(),
            part_of: None,
        });
        list.len() - 1
    });
    if let Some(entry) = list.get_mut(at) {
        push(&mut entry.open, report, c, Some(open), |a, b| a == b);
        push(&mut entry.count, report, c, Some(c.count), |a, b| a == b);
        let admits = Some(c.admits.clone()).filter(|who| !who.is_empty());
        push(&mut entry.admits, report, c, admits, |a, b| shares(a, b));
        push(
            &mut entry.leads_to,
            report,
            c,
            c.leads_to.clone(),
            |a, b| a == b,
        );
    }
    at
}

fn push<T: Clone + PartialEq>(
    f: &mut Field<T>,
    report: &str,
    c: &Crossing,
    value: Option<T>,
    agree: impl Fn(&T, &T) -> bool,
) {
    let Some(value) = value else { return };
    let mut claims = std::mem::take(&mut f.claims);
    claims.push(Attributed {
        report: report.to_owned(),
        value,
        speaker: None,
        modality: Modality::Attributed,
        evidence: c.evidence.clone(),
    });
    *f = field(claims, agree);
}

/// The entry of which the report tells: the same name, or the same number of unnamed ones.
fn same(list: &[DossierCrossing], report: &str, c: &Crossing) -> Option<usize> {
    if c.name.is_some() {
        return list.iter().position(|x| x.name == c.name);
    }
    let fits = |x: &DossierCrossing| {
        x.name.is_none()
            && x.count.value == Some(c.count)
            && (c.leads_to.is_none()
                || x.leads_to.value.is_none()
                || x.leads_to.value == c.leads_to)
            // Two of one report are two.
            && x.count.claims.iter().all(|k| k.report != report)
    };
    let admitted = |x: &DossierCrossing| match &x.admits.value {
        Some(who) => c.admits.is_empty() || shares(who, &c.admits),
        None => true,
    };
    // As many for others contradict each other; single ones are only other ones.
    (list.iter().position(|x| fits(x) && admitted(x)))
        .or_else(|| list.iter().position(|x| fits(x) && c.count > 1))
}

fn count(c: &DossierCrossing) -> u32 {
    c.count.value.unwrap_or(1)
}

/// Makes `part` a part of `total`, if it is none yet and nothing would be a part of itself.
fn link(list: &mut [DossierCrossing], part: usize, total: usize) {
    let mut above = Some(total);
    while let Some(at) = above {
        if at == part {
            return;
        }
        above = list.get(at).and_then(|c| c.part_of);
    }
    if let Some(c) = list.get_mut(part).filter(|c| c.part_of.is_none()) {
        c.part_of = Some(total);
    }
}

fn has_parts(list: &[DossierCrossing], at: usize) -> bool {
    list.iter().any(|c| c.part_of == Some(at))
}

/// "Two for fighters" of one report are the two that another tells apart.
fn link_told_apart(list: &mut [DossierCrossing]) {
    for group in 0..list.len() {
        let Some(g) = list.get(group) else { return };
        let (n, above) = (count(g), g.part_of);
        let Some(who) = g.admits.value.clone() else {
            continue;
        };
        if g.name.is_some() || n < 2 || has_parts(list, group) {
            continue;
        }
        let each: Vec<usize> = (list.iter().enumerate())
            .filter(|(_, c)| {
                let told_apart = c.name.is_some() || c.leads_to.value.is_some();
                let admits = c.admits.value.as_deref().unwrap_or_default();
                count(c) == 1 && told_apart && shares(admits, &who)
            })
            .map(|(i, _)| i)
            .collect();
        let of: Vec<Option<usize>> = each.iter().map(|&i| list[i].part_of).collect();
        let one_total = of.windows(2).all(|w| w[0] == w[1]);
        let of = of.first().copied().flatten();
        if each.len() != n as usize || !one_total || of.is_some() && above.is_some() && of != above
        {
            continue;
        }
        list[group].part_of = above.or(of).filter(|&t| t != group);
        for i in each {
            list[i].part_of = Some(group);
        }
    }
}

/// A total to which its parts and all others come.
fn link_total(list: &mut [DossierCrossing]) {
    let top: Vec<usize> = (0..list.len())
        .filter(|&i| list[i].part_of.is_none())
        .collect();
    let sum =
        |of: &mut dyn Iterator<Item = &DossierCrossing>| of.map(count).fold(0, u32::saturating_add);
    let total = top.iter().copied().find(|&i| {
        let parts = sum(&mut list.iter().filter(|c| c.part_of == Some(i)));
        let others = sum(&mut top.iter().filter(|&&o| o != i).filter_map(|&o| list.get(o)));
        let enough = if parts > 0 { 1 } else { 2 };
        list[i].name.is_none()
            && top.len() > enough
            && parts.saturating_add(others) == count(&list[i])
    });
    let Some(total) = total else { return };
    for i in top {
        link(list, i, total);
    }
}

/// Every crossing with its parts right behind it.
fn in_order(list: Vec<DossierCrossing>) -> Vec<DossierCrossing> {
    fn visit(list: &[DossierCrossing], above: Option<usize>, order: &mut Vec<usize>) {
        for (i, c) in list.iter().enumerate() {
            if c.part_of == above {
                order.push(i);
                visit(list, Some(i), order);
            }
        }
    }
    let mut order = Vec::with_capacity(list.len());
    visit(&list, None, &mut order);
    let place = |at: usize| order.iter().position(|&i| i == at);
    (order.iter())
        .filter_map(|&i| {
            let mut c = list.get(i)?.clone();
            c.part_of = c.part_of.and_then(place);
            Some(c)
        })
        .collect()
}
