//! Which window to plan for: the dossier that the user names, what the scenario confirms, or the
//! only dossier of a truce that was declared whose window is known.

use hudna_plan::{Scenario, Terms, TermsError};
use hudna_truce::Dossier;

use crate::failure::{Failure, Outcome};

/// The window, or why there is none (exit 1) or which choice is missing (exit 2).
pub(crate) fn choose(
    scenario: &Scenario,
    dossiers: &[Dossier],
    wanted: Option<&str>,
) -> Outcome<Terms> {
    if let Some(id) = wanted {
        let dossier = dossiers.iter().find(|d| d.id == id).ok_or_else(|| {
            let ids: Vec<_> = dossiers.iter().map(|d| d.id.as_str()).collect();
            Failure::bad_input(match ids.as_slice() {
                [] => format!("--dossier {id:?}: no report of this scenario tells of a truce"),
                _ => format!(
                    "--dossier {id:?} is not one of the dossiers read: {}",
                    ids.join(", ")
                ),
            })
        })?;
        return Terms::from_dossier(dossier, scenario).map_err(Failure::no_result);
    }
    match Terms::confirmed(scenario) {
        Err(TermsError::NotConfirmed { .. }) => {}
        confirmed => {
            let confirmed = confirmed.map_err(Failure::bad_input)?;
            return Ok(confirmed.beside(dossiers, scenario));
        }
    }
    let tried: Vec<_> = dossiers
        .iter()
        .map(|d| (d, Terms::promised(d, scenario)))
        .collect();
    let known: Vec<_> = tried
        .iter()
        .filter(|(_, t)| t.is_ok())
        .map(|(d, _)| d.id.as_str())
        .collect();
    match known.as_slice() {
        [] => {
            let reasons: Vec<_> = tried
                .iter()
                .filter_map(|(_, t)| t.as_ref().err())
                .map(|e| format!("\n  {e}"))
                .collect();
            Err(Failure::no_result(format!(
                "no window to plan for: scenario {:?} confirms no terms, and no report gives a window with day and hours{}",
                scenario.id,
                reasons.concat()
            )))
        }
        [_] => tried
            .into_iter()
            .find_map(|(_, t)| t.ok())
            .ok_or_else(|| Failure::no_result("no window")),
        several => Err(Failure::no_result(format!(
            "{} dossiers have a known window: {}; name the one to plan for with --dossier ID, or confirm it as [terms] in scenario.toml",
            several.len(),
            several.join(", ")
        ))),
    }
}
