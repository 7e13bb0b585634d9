//! Zones out of files: points and areas with people by class, or counted by a population raster.

use std::path::Path;

use hudna_network::{
    Area, Cell, People, PlacedZone, Raster, Shape, Snapper, ZoneFields, even_cells, gathered,
    persons_of, place_cells, read_zones_csv, read_zones_geojson, share_out,
};
use hudna_truce::PersonClass;

use super::{ScenarioError, Snapped, Source, Zone, file};
use crate::{Assumption, Name, assumptions::MOST_NAMES};

/// Side of the squares over which the people of an area are spread, where the scenario does not say.
const SPACING_M: u32 = 400;

/// A zone of a file, and where its people stand before they are set on nodes.
struct Spread {
    zone: hudna_network::Zone,
    cells: Vec<Cell>,
}

impl Source<'_> {
    /// The zones of all `[[people]]` files, one entry for each node that has people.
    pub(super) fn zone_files(
        &self,
        folder: &Path,
        raw: &file::File,
        snapper: &Snapper<'_>,
        max_m: u32,
        notes: &mut Vec<Assumption>,
    ) -> Result<Vec<Zone>, ScenarioError> {
        let mut zones: Vec<Zone> = Vec::new();
        for people in &raw.people {
            let (spreads, told) = self.spreads(folder, people)?;
            notes.extend(told);
            notes.extend(without_people(people, &spreads));
            let mut far = 0;
            let mut farthest = 0;
            for spread in spreads {
                let id = &spread.zone.id;
                let taken = raw.zone.iter().any(|z| z.id.get_ref() == id)
                    || zones.iter().any(|z| z.id == *id);
                if taken {
                    let problem = format!(
                        "zone {id:?} of this file already stands in scenario.toml or in another file; give every zone an id of its own"
                    );
                    return Err(self.wrong(people.file.span(), problem));
                }
                let placed = place_cells(&spread.cells, &spread.zone.people, snapper, max_m)
                    .map_err(|source| ScenarioError::ZoneSnap {
                        file: folder.join(people.file.get_ref()),
                        zone: id.clone(),
                        source,
                    })?;
                far += placed.far_cells;
                farthest = farthest.max(placed.farthest_m);
                zones.extend(parts(&spread, placed, snapper, people.source.as_deref()));
            }
            if far > 0 {
                notes.push(Assumption {
                    text: format!(
                        "{}: in {far} places of the areas the nearest street is more than {max_m} m away, at most {farthest} m; the people there are counted at it all the same.",
                        file_name(Path::new(people.file.get_ref()))
                    ),
                    source: None,
                });
            }
        }
        Ok(zones)
    }

    /// The zones of one file with their people, and what must be said of them.
    fn spreads(
        &self,
        folder: &Path,
        people: &file::People,
    ) -> Result<(Vec<Spread>, Vec<Assumption>), ScenarioError> {
        let path = folder.join(people.file.get_ref());
        let name = file_name(&path);
        let csv = path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("csv"));
        let zones = if csv {
            read_zones_csv(&path)?
        } else {
            let usual = ZoneFields::default();
            let fields = ZoneFields {
                id: people.id.clone().unwrap_or(usual.id),
                name: people.name.clone().unwrap_or(usual.name),
                name_ar: people.name_ar.clone().unwrap_or(usual.name_ar),
            };
            read_zones_geojson(&path, &fields)?
        };
        let spacing = match &people.spacing_m {
            Some(m) => self.whole("spacing_m", m, 10, 100_000)?,
            None => SPACING_M,
        };
        if let (Some(_), Some(raster)) = (&people.people, &people.raster) {
            return Err(self.wrong(
                raster.span(),
                "both raster and people tell how many are in the zones; remove one",
            ));
        }
        let told = |text: String| Assumption {
            text,
            source: people.source.clone(),
        };
        if let Some(raster) = &people.raster {
            let Some(class) = people.class else {
                return Err(self.wrong(
                    raster.span(),
                    "a raster counts people without saying which; add class = \"civilians\", or another class",
                ));
            };
            return self.counted(
                zones,
                &folder.join(raster.get_ref()),
                people,
                class,
                spacing,
            );
        }
        let mut spreads: Vec<Spread> = zones
            .into_iter()
            .map(|zone| Spread {
                cells: match &zone.shape {
                    Shape::Point(at) => vec![Cell { at: *at, weight: 1 }],
                    Shape::Area(area) => even_cells(area, spacing),
                },
                zone,
            })
            .collect();
        let mut notes = vec![told(format!(
            "{name}: the people of an area stand evenly over it, in squares of {spacing} m, each at the nearest node of a street."
        ))];
        if let Some(all) = &people.people {
            self.share(&mut spreads, people, all.get_ref())?;
            notes.push(told(format!(
                "{name}: only the number of people in all zones together is given; it is shared out by area."
            )));
        }
        Ok((spreads, notes))
    }

    /// Shares the people of all zones together out by area.
    fn share(
        &self,
        spreads: &mut [Spread],
        people: &file::People,
        all: &std::collections::BTreeMap<PersonClass, toml::Spanned<i64>>,
    ) -> Result<(), ScenarioError> {
        if let Some(own) = spreads.iter().find(|s| !s.zone.people.is_empty()) {
            let problem = format!(
                "people tells how many are in all zones together, but zone {:?} of the file has people of its own; remove one of the two",
                own.zone.id
            );
            let at = people.people.as_ref().map_or(0..0, toml::Spanned::span);
            return Err(self.wrong(at, problem));
        }
        let areas: Vec<u64> = spreads.iter().map(|s| s.cells.len() as u64).collect();
        for (&class, n) in all {
            let total = self.whole(class.word(), n, 0, u32::MAX)?;
            let shares = share_out(total, &areas).unwrap_or_default();
            for (spread, share) in spreads.iter_mut().zip(shares) {
                spread.zone.people.insert(class, share);
            }
        }
        Ok(())
    }

    /// Zones whose people a raster counts.
    fn counted(
        &self,
        zones: Vec<hudna_network::Zone>,
        raster: &Path,
        people: &file::People,
        class: PersonClass,
        spacing: u32,
    ) -> Result<(Vec<Spread>, Vec<Assumption>), ScenarioError> {
        let mut areas: Vec<&Area> = Vec::new();
        for zone in &zones {
            let Shape::Area(area) = &zone.shape else {
                let problem = format!(
                    "zone {:?} is a point, and a raster counts people in areas; draw it as an area, or leave out raster",
                    zone.id
                );
                return Err(self.wrong(people.file.span(), problem));
            };
            areas.push(area);
            if zone.people.contains_key(&class) {
                let problem = format!(
                    "zone {:?} of the file already has {class}, whom the raster counts again; remove one of the two",
                    zone.id
                );
                return Err(self.wrong(people.file.span(), problem));
            }
        }
        let cells = Raster::open(raster)?.cells(&areas)?;
        let everywhere: Vec<Cell> = cells.iter().flatten().copied().collect();
        let total = persons_of(&everywhere);
        let persons = u32::try_from(total).map_err(|_| {
            let problem = format!(
                "the raster counts {total} persons in the zones; at most {} can be counted",
                u32::MAX
            );
            self.wrong(people.file.span(), problem)
        })?;
        // Rounded once, for all zones together, so that no fraction of a person is lost between them.
        let weight = |cells: &Vec<Cell>| cells.iter().map(|c| c.weight).sum();
        let weights: Vec<u64> = cells.iter().map(weight).collect();
        let shares = share_out(persons, &weights).unwrap_or_else(|| vec![0; zones.len()]);
        let mut spreads = Vec::new();
        for ((mut zone, cells), share) in zones.into_iter().zip(&cells).zip(shares) {
            zone.people.insert(class, share);
            let mut cells = gathered(cells, spacing);
            if let (true, Shape::Area(area)) = (cells.is_empty(), &zone.shape) {
                cells = even_cells(area, spacing);
            }
            spreads.push(Spread { zone, cells });
        }
        let text = format!(
            "{}: {persons} {class} in the zones, counted cell by cell and rounded once to whole persons; they stand where the raster has them, put together in squares of {spacing} m, each at the nearest node of a street.",
            file_name(raster)
        );
        let source = people.source.clone();
        Ok((spreads, vec![Assumption { text, source }]))
    }
}

/// Names the zones of a file for which it has nobody: left out by mistake, or beyond the raster.
fn without_people(people: &file::People, spreads: &[Spread]) -> Option<Assumption> {
    let empty: Vec<&str> = (spreads.iter())
        .filter(|s| s.zone.people.values().all(|&n| n == 0))
        .map(|s| s.zone.id.as_str())
        .collect();
    let more = if empty.len() > MOST_NAMES {
        ", …"
    } else {
        ""
    };
    let first = empty.get(..MOST_NAMES).unwrap_or(&empty).join(", ");
    let file = file_name(Path::new(people.file.get_ref()));
    (!empty.is_empty()).then(|| Assumption {
        text: format!(
            "{file}: nobody is counted in {} of {} zones: {first}{more}.",
            empty.len(),
            spreads.len()
        ),
        source: people.source.clone(),
    })
}

/// One entry for each node with people; a zone without any is one at its nearest node.
fn parts(
    spread: &Spread,
    placed: PlacedZone,
    snapper: &Snapper<'_>,
    source: Option<&str>,
) -> Vec<Zone> {
    let zone = &spread.zone;
    let at = match &zone.shape {
        Shape::Point(at) => *at,
        Shape::Area(area) => area.inner_point(),
    };
    let whole = |snapped: Snapped, people: People| Zone {
        id: zone.id.clone(),
        name: Name {
            en: zone.name.clone().unwrap_or_else(|| zone.id.clone()),
            ar: zone.name_ar.clone(),
        },
        at,
        snapped,
        people,
        source: source.map(str::to_owned),
    };
    if placed.nodes.is_empty() {
        // `place_cells` has found the network near enough.
        let nearest = snapper.snap(at, u32::MAX).into_iter();
        return nearest.map(|n| whole(n, zone.people.clone())).collect();
    }
    let distance_m = placed.farthest_m;
    let nodes = placed.nodes.into_iter();
    nodes
        .map(|p| {
            whole(
                Snapped {
                    node: p.node,
                    distance_m,
                },
                p.people,
            )
        })
        .collect()
}

fn file_name(file: &Path) -> std::borrow::Cow<'_, str> {
    file.file_name()
        .unwrap_or(file.as_os_str())
        .to_string_lossy()
}
