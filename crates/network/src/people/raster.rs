//! Population rasters: GeoTIFF with longitude and latitude, one band of persons per cell, as
//! WorldPop publishes them.
//!
//! Only the strips or tiles that an area touches are read, so a country's raster needs no more
//! memory than a city.

use std::{
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use thiserror::Error;
use tiff::{
    ColorType, TiffError,
    decoder::{Decoder, DecodingResult},
    tags::Tag,
};

use super::{Area, Cell};
use crate::Position;

/// What is wrong with a population raster.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RasterError {
    /// The file is missing or cannot be read.
    #[error("cannot read {}: {source}; check the name and the permissions", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is no TIFF, is damaged, or is compressed in a way that is not known here.
    #[error(
        "reading {}: {source}; the file is damaged or no plain GeoTIFF: fetch it again, or convert it (for example: gdal_translate -co COMPRESS=LZW)",
        file.display()
    )]
    Tiff {
        /// The file.
        file: PathBuf,
        /// Why.
        source: TiffError,
    },
    /// The raster does not say where it lies, or lies in another projection.
    #[error("{}: {problem}; convert it to longitude and latitude (for example: gdalwarp -t_srs EPSG:4326)", file.display())]
    Place {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// The raster has more than one band, or no numbers.
    #[error("{}: its cells are {found}; a population raster has one band of numbers", file.display())]
    Bands {
        /// The file.
        file: PathBuf,
        /// What they are.
        found: String,
    },
    /// A cell holds a value that is no number of persons.
    #[error(
        "{}, row {row}, column {column}: {value} is no number of persons; set the raster's nodata value (for example: gdal_edit.py -a_nodata), or correct the cell",
        file.display()
    )]
    Cell {
        /// The file.
        file: PathBuf,
        /// Row, counted from 1 in the north.
        row: u32,
        /// Column, counted from 1 in the west.
        column: u32,
        /// The value.
        value: f64,
    },
}

/// The longest text that `tiff` takes from a directory, in bytes.
const MOST_TEXT: u64 = 256 * 1024 * 1024;

/// A population raster, open for reading.
pub struct Raster {
    file: PathBuf,
    decoder: Decoder<BufReader<File>>,
    columns: u32,
    rows: u32,
    /// North-western corner of the first cell.
    corner: Position,
    /// Size of a cell, in degrees; both positive.
    cell: [f64; 2],
    nodata: Option<f64>,
}

impl Raster {
    /// Opens a raster and reads where it lies.
    ///
    /// # Errors
    /// [`RasterError`] names the file and what to do.
    pub fn open(file: &Path) -> Result<Self, RasterError> {
        let unreadable = |source| RasterError::Read {
            file: file.to_owned(),
            source,
        };
        let tiff = |source| RasterError::Tiff {
            file: file.to_owned(),
            source,
        };
        let mut opened = File::open(file).map_err(unreadable)?;
        let about = opened.metadata().map_err(unreadable)?;
        if about.is_dir() {
            return Err(unreadable(io::ErrorKind::IsADirectory.into()));
        }
        // Asked for such a text, `tiff` prints a line of its own before it refuses.
        if longest_text(&mut opened).is_some_and(|n| n > about.len().min(MOST_TEXT)) {
            return Err(tiff(TiffError::LimitsExceeded));
        }
        opened.rewind().map_err(unreadable)?;
        let mut decoder = Decoder::new(BufReader::new(opened)).map_err(tiff)?;
        let (columns, rows) = decoder.dimensions().map_err(tiff)?;
        match decoder.colortype().map_err(tiff)? {
            ColorType::Gray(_) => {}
            other => {
                return Err(RasterError::Bands {
                    file: file.to_owned(),
                    found: format!("{other:?}"),
                });
            }
        }
        let place = |problem: &str| RasterError::Place {
            file: file.to_owned(),
            problem: problem.to_owned(),
        };
        let keys = decoder
            .find_tag_unsigned_vec::<u16>(Tag::GeoKeyDirectoryTag)
            .map_err(tiff)?;
        let half = projection(&keys.unwrap_or_default()).map_err(|p| place(&p))?;
        if decoder
            .find_tag(Tag::ModelTransformationTag)
            .map_err(tiff)?
            .is_some()
        {
            return Err(place("it is turned or skewed (ModelTransformation)"));
        }
        let numbers = |decoder: &mut Decoder<_>, tag| match decoder.find_tag(tag) {
            Ok(Some(value)) => value.into_f64_vec(),
            Ok(None) => Ok(Vec::new()),
            Err(e) => Err(e),
        };
        let scale = numbers(&mut decoder, Tag::ModelPixelScaleTag).map_err(tiff)?;
        let tie = numbers(&mut decoder, Tag::ModelTiepointTag).map_err(tiff)?;
        let (&[dx, dy, ..], &[i, j, _, lon, lat, _]) = (scale.as_slice(), tie.as_slice()) else {
            return Err(place(
                "it does not say where it lies (ModelPixelScale and one ModelTiepoint are needed)",
            ));
        };
        let usable = |d: f64| d.is_finite() && d > 0.0;
        let corner = Position::new(lon - (i + half) * dx, lat + (j + half) * dy);
        let (Some(corner), true) = (corner, usable(dx) && usable(dy)) else {
            return Err(place("its cells have no size, or lie off the globe"));
        };
        let nodata = match decoder.find_tag(Tag::GdalNodata).map_err(tiff)? {
            Some(value) => {
                let text = value.into_string().map_err(tiff)?;
                text.trim_matches(['\0', ' ']).parse().ok()
            }
            None => None,
        };
        Ok(Self {
            file: file.to_owned(),
            decoder,
            columns,
            rows,
            corner,
            cell: [dx, dy],
            nodata,
        })
    }

    /// The cells of each area, without the empty ones. A cell belongs to the first area that has
    /// its middle.
    ///
    /// # Errors
    /// [`RasterError`] names the file, the cell and what to do.
    pub fn cells(&mut self, areas: &[&Area]) -> Result<Vec<Vec<Cell>>, RasterError> {
        let mut found = vec![Vec::new(); areas.len()];
        let bounds = areas
            .iter()
            .map(|a| a.corners())
            .reduce(|(sw, ne), (sw2, ne2)| {
                (
                    Position {
                        lon: sw.lon.min(sw2.lon),
                        lat: sw.lat.min(sw2.lat),
                    },
                    Position {
                        lon: ne.lon.max(ne2.lon),
                        lat: ne.lat.max(ne2.lat),
                    },
                )
            });
        let Some((south_west, north_east)) = bounds else {
            return Ok(found);
        };
        let [dx, dy] = self.cell;
        // A float beyond the range becomes its end: outside the raster there are no cells.
        let column = |lon: f64| ((lon - self.corner.lon) / dx).floor().max(0.0) as u32;
        let row = |lat: f64| ((self.corner.lat - lat) / dy).floor().max(0.0) as u32;
        let columns =
            column(south_west.lon)..column(north_east.lon).saturating_add(1).min(self.columns);
        let rows = row(north_east.lat)..row(south_west.lat).saturating_add(1).min(self.rows);

        let (wide, high) = self.decoder.chunk_dimensions();
        if wide == 0 || high == 0 || columns.is_empty() || rows.is_empty() {
            return Ok(found);
        }
        let across = self.columns.div_ceil(wide);
        for down in rows.start / high..=(rows.end - 1) / high {
            for right in columns.start / wide..=(columns.end - 1) / wide {
                let values = self.chunk(down * across + right)?;
                let (data_wide, data_high) =
                    self.decoder.chunk_data_dimensions(down * across + right);
                for y in 0..data_high {
                    for x in 0..data_wide {
                        let (c, r) = (right * wide + x, down * high + y);
                        if !columns.contains(&c) || !rows.contains(&r) {
                            continue;
                        }
                        let at = self.middle(c, r);
                        let area = || areas.iter().position(|a| a.has(at));
                        let value = values.get(y as usize * data_wide as usize + x as usize);
                        let Some(&value) = value.filter(|v| self.says_something(**v)) else {
                            continue;
                        };
                        if let Some(area) = area() {
                            let weight = self.millionths(value, c, r)?;
                            found[area].push(Cell { at, weight });
                        }
                    }
                }
            }
        }
        Ok(found)
    }

    fn middle(&self, column: u32, row: u32) -> Position {
        let [dx, dy] = self.cell;
        Position {
            lon: self.corner.lon + (f64::from(column) + 0.5) * dx,
            lat: self.corner.lat - (f64::from(row) + 0.5) * dy,
        }
    }

    /// Whether the value is neither "no data" nor nobody.
    fn says_something(&self, value: f64) -> bool {
        // Nodata is written as a text; a raster of 32-bit floats holds the nearest of those.
        let nodata = |n: f64| value == n || value == f64::from(n as f32);
        !value.is_nan() && value != 0.0 && !self.nodata.is_some_and(nodata)
    }

    fn millionths(&self, value: f64, column: u32, row: u32) -> Result<u64, RasterError> {
        // No cell of the Earth holds a thousand million people.
        if !(0.0..1e9).contains(&value) {
            return Err(RasterError::Cell {
                file: self.file.clone(),
                row: row + 1,
                column: column + 1,
                value,
            });
        }
        Ok((value * 1e6).round() as u64)
    }

    fn chunk(&mut self, index: u32) -> Result<Vec<f64>, RasterError> {
        let read = self.decoder.read_chunk(index);
        let read = read.map_err(|source| RasterError::Tiff {
            file: self.file.clone(),
            source,
        })?;
        Ok(match read {
            DecodingResult::F32(v) => v.into_iter().map(f64::from).collect(),
            DecodingResult::F64(v) => v,
            DecodingResult::U8(v) => v.into_iter().map(f64::from).collect(),
            DecodingResult::U16(v) => v.into_iter().map(f64::from).collect(),
            DecodingResult::U32(v) => v.into_iter().map(f64::from).collect(),
            DecodingResult::I8(v) => v.into_iter().map(f64::from).collect(),
            DecodingResult::I16(v) => v.into_iter().map(f64::from).collect(),
            DecodingResult::I32(v) => v.into_iter().map(f64::from).collect(),
            _ => {
                let found = "64-bit integers or 16-bit floats".to_owned();
                return Err(RasterError::Bands {
                    file: self.file.clone(),
                    found,
                });
            }
        })
    }
}

/// The length of the longest text that the first directory of a TIFF announces; `None` where there is
/// no directory to be read.
fn longest_text(file: &mut File) -> Option<u64> {
    const TEXT: u64 = 2;
    let mut magic = [0; 4];
    file.read_exact(&mut magic).ok()?;
    let little = magic[0] == b'I';
    let number = |file: &mut File, length: usize| {
        let mut bytes = [0; 8];
        let bytes = bytes.get_mut(..length)?;
        file.read_exact(bytes).ok()?;
        if little {
            bytes.reverse();
        }
        Some(bytes.iter().fold(0, |n: u64, b| n << 8 | u64::from(*b)))
    };
    // BigTIFF, number 43, has eight bytes where the older format has four, and says so first.
    let big = magic.contains(&43);
    let wide = if big { 8 } else { 4 };
    if big {
        number(file, 4)?;
    }
    let first = number(file, wide)?;
    file.seek(SeekFrom::Start(first)).ok()?;
    let mut longest = 0;
    for _ in 0..number(file, if big { 8 } else { 2 })? {
        let (_tag, kind) = (number(file, 2)?, number(file, 2)?);
        let (count, _value) = (number(file, wide)?, number(file, wide)?);
        if kind == TEXT {
            longest = longest.max(count);
        }
    }
    Some(longest)
}

/// Reads the geographic keys: longitude and latitude in WGS 84, or not. Gives how far the tie point
/// lies from the corner of its cell, in cells: 0, or a half where it is the cell's middle.
fn projection(keys: &[u16]) -> Result<f64, String> {
    const MODEL: u16 = 1024;
    const RASTER: u16 = 1025;
    const DATUM: u16 = 2048;
    let value = |key| {
        let entries = keys.get(4..).unwrap_or_default().chunks_exact(4);
        entries
            .filter(|e| e[0] == key && e[1] == 0)
            .map(|e| e[3])
            .next()
    };
    match (value(MODEL), value(DATUM)) {
        (Some(2), Some(4326)) => Ok(if value(RASTER) == Some(2) { 0.5 } else { 0.0 }),
        (None, _) => Err("it does not say in which projection it is".to_owned()),
        (Some(2), Some(datum)) => Err(format!("it is in the geographic system EPSG:{datum}")),
        _ => Err("it is in a projection other than longitude and latitude in WGS 84".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use tiff::encoder::{TiffEncoder, colortype::Gray32Float};

    use super::*;
    use crate::people::persons_of;

    struct Made {
        keys: Vec<u16>,
        tie: [f64; 6],
        values: Vec<f32>,
    }

    impl Default for Made {
        /// Four columns by three rows of a hundredth of a degree, north-western corner 37° 36.03°.
        fn default() -> Self {
            Self {
                keys: vec![1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326],
                tie: [0.0, 0.0, 0.0, 37.0, 36.03, 0.0],
                values: vec![
                    1.0,
                    2.0,
                    3.0,
                    4.0,
                    10.5,
                    20.25,
                    -99_999.0,
                    40.0,
                    0.0,
                    f32::NAN,
                    0.3,
                    0.3,
                ],
            }
        }
    }

    impl Made {
        fn file(&self, dir: &Path) -> PathBuf {
            let file = dir.join("people.tif");
            let mut encoder = TiffEncoder::new(File::create(&file).unwrap()).unwrap();
            let mut image = encoder.new_image::<Gray32Float>(4, 3).unwrap();
            image.rows_per_strip(2).unwrap();
            let tags = image.encoder();
            tags.write_tag(Tag::ModelPixelScaleTag, &[0.01, 0.01, 0.0][..])
                .unwrap();
            tags.write_tag(Tag::ModelTiepointTag, &self.tie[..])
                .unwrap();
            tags.write_tag(Tag::GdalNodata, "-99999").unwrap();
            if !self.keys.is_empty() {
                tags.write_tag(Tag::GeoKeyDirectoryTag, &self.keys[..])
                    .unwrap();
            }
            image.write_data(&self.values).unwrap();
            file
        }

        fn cells(&self, areas: &[&Area]) -> Result<Vec<Vec<Cell>>, String> {
            let dir = tempfile::tempdir().unwrap();
            let read = Raster::open(&self.file(dir.path())).and_then(|mut r| r.cells(areas));
            read.map_err(|e| {
                e.to_string()
                    .replace(&format!("{}/", dir.path().display()), "")
            })
        }
    }

    fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Area {
        let corners = [(west, south), (east, south), (east, north), (west, north)];
        Area::new(vec![vec![
            corners.map(|(lon, lat)| Position { lon, lat }).to_vec(),
        ]])
        .unwrap()
    }

    fn weights(cells: &[Cell]) -> Vec<u64> {
        cells.iter().map(|c| c.weight).collect()
    }

    #[test]
    fn the_cells_of_an_area_are_those_whose_middle_lies_in_it() {
        let made = Made::default();
        let all = made.cells(&[&rectangle(36.0, 35.0, 38.0, 37.0)]).unwrap();
        // Nodata, not-a-number and nobody are left out.
        assert_eq!(all[0].len(), 9);
        assert_eq!(persons_of(&all[0]), 81);
        let west = made
            .cells(&[&rectangle(37.0, 36.0, 37.016, 36.03)])
            .unwrap();
        assert_eq!(
            weights(&west[0]),
            [1_000_000, 2_000_000, 10_500_000, 20_250_000]
        );
        let first = west[0][0].at;
        assert!(
            (first.lon - 37.005).abs() < 1e-9 && (first.lat - 36.025).abs() < 1e-9,
            "{first:?}"
        );
    }

    #[test]
    fn a_cell_on_a_shared_edge_is_counted_once() {
        // The middles of the second column lie on the shared edge.
        let (west, east) = (
            rectangle(37.0, 36.0, 37.015, 36.03),
            rectangle(37.015, 36.0, 37.04, 36.03),
        );
        let cells = Made::default().cells(&[&west, &east]).unwrap();
        let sum: u64 = cells.iter().flatten().map(|c| c.weight).sum();
        assert_eq!(sum, 81_350_000);
        assert!(cells.iter().all(|c| !c.is_empty()));
    }

    #[test]
    fn an_area_outside_the_raster_has_no_cells() {
        for far in [
            rectangle(10.0, 10.0, 11.0, 11.0),
            rectangle(100.0, 50.0, 101.0, 51.0),
        ] {
            assert_eq!(Made::default().cells(&[&far]).unwrap(), [vec![]]);
        }
        assert_eq!(Made::default().cells(&[]).unwrap(), Vec::<Vec<Cell>>::new());
    }

    #[test]
    fn a_tie_point_in_the_middle_of_a_cell_moves_the_raster_by_half_a_cell() {
        let mut made = Made::default();
        made.keys[11] = 2;
        made.tie = [0.0, 0.0, 0.0, 37.005, 36.025, 0.0];
        let cells = made
            .cells(&[&rectangle(37.0, 36.02, 37.01, 36.03)])
            .unwrap();
        assert_eq!(weights(&cells[0]), [1_000_000]);
    }

    #[test]
    fn unknown_projections_and_impossible_cells_are_refused() {
        let area = rectangle(37.0, 36.0, 37.04, 36.03);
        let e = Made {
            keys: Vec::new(),
            ..Made::default()
        }
        .cells(&[&area])
        .unwrap_err();
        assert!(
            e.starts_with("people.tif: it does not say in which projection")
                && e.contains("gdalwarp"),
            "{e}"
        );
        let mut utm = Made::default();
        utm.keys[7] = 1;
        assert!(
            utm.cells(&[&area])
                .unwrap_err()
                .contains("other than longitude and latitude")
        );
        let mut datum = Made::default();
        datum.keys[15] = 4230;
        assert!(datum.cells(&[&area]).unwrap_err().contains("EPSG:4230"));
        let mut negative = Made::default();
        negative.values[5] = -3.0;
        let e = negative.cells(&[&area]).unwrap_err();
        assert!(
            e.starts_with("people.tif, row 2, column 2: -3 is no number of persons"),
            "{e}"
        );
        let off = Made {
            tie: [0.0, 0.0, 0.0, 537.0, 36.0, 0.0],
            ..Made::default()
        };
        assert!(off.cells(&[&area]).unwrap_err().contains("off the globe"));
    }

    #[test]
    fn a_text_longer_than_the_file_is_found_before_the_decoder_asks_for_it() {
        let dir = tempfile::tempdir().unwrap();
        let file = Made::default().file(dir.path());
        let mut bytes = std::fs::read(&file).unwrap();
        let nodata = bytes
            .windows(4)
            .position(|w| w == [0x81, 0xA4, 2, 0])
            .unwrap();
        assert_eq!(longest_text(&mut File::open(&file).unwrap()), Some(7));
        bytes[nodata + 4..nodata + 8].copy_from_slice(&0xFFFF_FFF0_u32.to_le_bytes());
        std::fs::write(&file, &bytes).unwrap();
        assert_eq!(
            longest_text(&mut File::open(&file).unwrap()),
            Some(0xFFFF_FFF0)
        );
        assert!(matches!(Raster::open(&file), Err(RasterError::Tiff { .. })));
        for length in 0..bytes.len() {
            std::fs::write(&file, &bytes[..length]).unwrap();
            assert!(Raster::open(&file).is_err());
        }
    }

    #[test]
    fn a_file_that_is_no_raster_or_is_cut_short_is_an_error_and_not_a_panic() {
        let dir = tempfile::tempdir().unwrap();
        let whole = std::fs::read(Made::default().file(dir.path())).unwrap();
        let area = rectangle(37.0, 36.0, 37.04, 36.03);
        let cut = dir.path().join("cut.tif");
        for length in 0..whole.len() {
            std::fs::write(&cut, &whole[..length]).unwrap();
            let read = Raster::open(&cut).and_then(|mut r| r.cells(&[&area]));
            assert!(read.is_err() || length > 8, "{length}");
        }
        std::fs::write(&cut, "not a raster").unwrap();
        assert!(Raster::open(&cut).is_err());
        assert!(matches!(
            Raster::open(&dir.path().join("none.tif")),
            Err(RasterError::Read { .. })
        ));
    }
}
