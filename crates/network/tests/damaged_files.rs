//! Files that went wrong anywhere: a reader gives an error or a reading, never a panic, and never
//! takes long over it.
//!
//! Valid files are damaged by a seeded generator: bytes changed, doubled, taken out, cut short,
//! numbers replaced by the ones at the edges. Every run of a seed damages them in the same way. The
//! short run is part of every test run; the long one takes `HUDNA_FUZZ_S` seconds for each reader:
//!
//! `HUDNA_FUZZ_S=600 cargo test --release -p hudna-network --test damaged_files -- --ignored`
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![allow(clippy::print_stdout, reason = "how many were read is worth seeing")]

mod support;

use std::{
    env, fs,
    fs::File,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    time::{Duration, Instant},
};

use hudna_network::{
    Area, Mode, OsmExtract, Position, Raster, RoadClasses, Shape, Snapper, ZoneFields, even_cells,
    largest_usable, persons_of, place_cells, read_csv_instance, read_geojson_roads, read_gmns,
    read_zones_csv, read_zones_geojson, simplified,
};
use tiff::{
    encoder::{Compression, DeflateLevel, TiffEncoder, colortype::Gray32Float},
    tags::Tag,
};

/// Marsaglia's xorshift: the same numbers for the same seed, everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// What stands in files where something goes wrong.
const EDGES: [&[u8]; 14] = [
    b"0",
    b"-1",
    b"4294967295",
    b"4294967296",
    b"18446744073709551616",
    b"1e309",
    b"NaN",
    b"\"",
    b",",
    b"\n",
    b"\xFF\xFF\xFF\xFF",
    b"\x00\x00\x00\x00",
    b"\xFF\xFF\xFF\x7F",
    b"\xE2\x80\xAE",
];

/// `whole` with one to eight things wrong with it.
fn damaged(whole: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len() + 1);
        let length = random.below(16).min(bytes.len() - at);
        match random.below(7) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..at + length)),
            2 => {
                let again = bytes[at..at + length].to_vec();
                drop(bytes.splice(at..at, again));
            }
            3 => drop(bytes.splice(at..at + length, EDGES[random.below(EDGES.len())].to_vec())),
            4 => {
                let from = random.below(whole.len());
                let piece = whole[from..(from + length).min(whole.len())].to_vec();
                drop(bytes.splice(at..at, piece));
            }
            _ => {
                if let Some(b) = bytes.get_mut(at) {
                    *b ^= 1 << random.below(8);
                }
            }
        }
    }
    bytes
}

/// A reader of one or several files.
struct Case {
    name: &'static str,
    files: Vec<(&'static str, Vec<u8>)>,
    /// Whether the files were read.
    read: fn(&Path) -> bool,
}

fn cases() -> Vec<Case> {
    let text = |t: &str| t.as_bytes().to_vec();
    let nodes =
        "node_id,name,x_coord,y_coord\n1,A,37.1,36.23\n2,\"B, C\",37.1,36.22\n3,,37.11,36.21\n";
    let links = "link_id,name,from_node_id,to_node_id,directed,length,facility_type,persons_per_min,geometry\n1,\"a, b\",1,2,0,1110.5,primary,40,\"LINESTRING (37.1 36.23, 37.1 36.225, 37.1 36.22)\"\n2,,2,3,1,900,residential,,\n";
    let lines = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"a","highway":"primary","oneway":"-1","length_m":"1110.5"},"geometry":{"type":"LineString","coordinates":[[37.1,36.23],[37.1,36.22],[37.1,36.21]]}},{"type":"Feature","properties":{"id":2},"geometry":{"type":"MultiLineString","coordinates":[[[37.1,36.22],[37.11,36.22]]]}}]}"#;
    let areas = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"zone_id":"a","civilians":70},"geometry":{"type":"Polygon","coordinates":[[[37,36],[37.01,36],[37.01,36.01],[37,36]]]}},{"type":"Feature","properties":{"zone_id":"b","people":{"fighters":4}},"geometry":{"type":"Point","coordinates":[37.1,36.2]}}]}"#;
    let zones = "zone_id,name,x_coord,y_coord,boundary,civilians,wounded\na,Sukkari,37.14,36.17,,9000,120\nb,,,,\"POLYGON ((37.0 36.0, 37.01 36.0, 37.01 36.01, 37.0 36.0))\",5,\n";
    vec![
        Case {
            name: "OpenStreetMap",
            files: vec![("map.osm.pbf", support::map())],
            read: |dir| {
                let Ok(extract) = OsmExtract::read(&dir.join("map.osm.pbf")) else {
                    return false;
                };
                for mode in [Mode::Foot, Mode::Vehicle] {
                    if let Ok(read) = extract.network(&RoadClasses::built_in(), mode) {
                        let (usable, _) = largest_usable(&read.network);
                        assert!(usable.roads().len() <= read.network.roads().len());
                    }
                }
                true
            },
        },
        Case {
            name: "GMNS",
            files: vec![("node.csv", text(nodes)), ("link.csv", text(links))],
            read: |dir| read_gmns(dir).map(|n| largest_usable(&n)).is_ok(),
        },
        Case {
            name: "CSV instance",
            files: vec![
                ("meta.csv", text("key,value\nstep_seconds,10\nhorizon,60\n")),
                ("nodes.csv", text("id,x,y\n0,0,0\n1,10.5,0\n2,20,0\n")),
                (
                    "arcs.csv",
                    text("from,to,transit,capacity\n0,1,3,8\n1,2,2,4\n2,1,2,4\n"),
                ),
                ("sources.csv", text("node,supply\n0,50\n")),
                (
                    "sinks.csv",
                    text("node,open,close,capacity\n2,0,20,3\n2,30,60,5\n"),
                ),
            ],
            read: |dir| {
                let read = read_csv_instance(dir);
                if let Ok(csv) = &read {
                    csv.instance.validate().unwrap();
                    let small = simplified(&csv.instance);
                    assert_eq!(small.instance().total_supply(), csv.instance.total_supply());
                }
                read.is_ok()
            },
        },
        Case {
            name: "zones in CSV",
            files: vec![("zones.csv", text(zones))],
            read: |dir| read_zones_csv(&dir.join("zones.csv")).is_ok(),
        },
        Case {
            name: "lines in GeoJSON",
            files: vec![("lines.geojson", text(lines))],
            read: |dir| read_geojson_roads(&dir.join("lines.geojson")).is_ok(),
        },
        Case {
            name: "zones in GeoJSON",
            files: vec![
                ("zones.geojson", text(areas)),
                ("node.csv", text(nodes)),
                ("link.csv", text(links)),
            ],
            read: |dir| {
                let Ok(network) = read_gmns(dir) else {
                    return false;
                };
                let Ok(zones) =
                    read_zones_geojson(&dir.join("zones.geojson"), &ZoneFields::default())
                else {
                    return false;
                };
                for zone in zones {
                    let Shape::Area(area) = &zone.shape else {
                        continue;
                    };
                    let cells = even_cells(area, 100_000);
                    let placed =
                        place_cells(&cells, &zone.people, &Snapper::new(&network), u32::MAX)
                            .unwrap();
                    // Nobody is lost, however odd the area.
                    for (class, &persons) in &zone.people {
                        let here = placed.nodes.iter().filter_map(|n| n.people.get(class));
                        assert_eq!(here.map(|&n| u64::from(n)).sum::<u64>(), u64::from(persons));
                    }
                }
                true
            },
        },
        raster("raster", Compression::Uncompressed),
        raster("raster, deflate", Compression::Deflate(DeflateLevel::Fast)),
        raster("raster, LZW", Compression::Lzw),
    ]
}

fn raster(name: &'static str, compression: Compression) -> Case {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("people.tif");
    let encoder = TiffEncoder::new(File::create(&path).unwrap()).unwrap();
    let mut encoder = encoder.with_compression(compression);
    let mut image = encoder.new_image::<Gray32Float>(8, 6).unwrap();
    image.rows_per_strip(2).unwrap();
    let tags = image.encoder();
    let keys: &[u16] = &[1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326];
    tags.write_tag(Tag::ModelPixelScaleTag, &[0.01, 0.01, 0.0][..])
        .unwrap();
    tags.write_tag(
        Tag::ModelTiepointTag,
        &[0.0, 0.0, 0.0, 37.0, 36.06, 0.0][..],
    )
    .unwrap();
    tags.write_tag(Tag::GdalNodata, "-99999").unwrap();
    tags.write_tag(Tag::GeoKeyDirectoryTag, keys).unwrap();
    let values: Vec<f32> = (0..48u16).map(|i| f32::from(i) * 1.25).collect();
    image.write_data(&values).unwrap();
    Case {
        name,
        files: vec![("people.tif", fs::read(path).unwrap())],
        read: |dir| {
            let ring = [(37.0, 36.0), (37.05, 36.0), (37.05, 36.06), (37.0, 36.06)];
            let ring = ring.map(|(lon, lat)| Position { lon, lat }).to_vec();
            let area = Area::new(vec![vec![ring]]).unwrap();
            let cells = Raster::open(&dir.join("people.tif")).and_then(|mut r| r.cells(&[&area]));
            cells.is_ok_and(|cells| {
                // No cell holds a thousand million.
                assert!(
                    cells
                        .iter()
                        .all(|c| persons_of(c) <= c.len() as u64 * 1_000_000_000)
                );
                true
            })
        },
    }
}

/// Damages the files of `case` until `enough` says so.
fn run(case: &Case, seed: u64, mut enough: impl FnMut(u64) -> bool) {
    let dir = tempfile::tempdir().unwrap();
    for (name, whole) in &case.files {
        fs::write(dir.path().join(name), whole).unwrap();
    }
    assert!(
        (case.read)(dir.path()),
        "{}: the files as they were",
        case.name
    );
    let mut random = Random(seed);
    let (mut tried, mut read) = (0, 0);
    while !enough(tried) {
        tried += 1;
        let (name, whole) = &case.files[random.below(case.files.len())];
        let bytes = damaged(whole, &mut random);
        fs::write(dir.path().join(name), &bytes).unwrap();
        let start = Instant::now();
        let went = catch_unwind(AssertUnwindSafe(|| (case.read)(dir.path())));
        let lasted = start.elapsed();
        assert!(
            went.is_ok() && lasted < Duration::from_secs(20),
            "{}, seed {seed}, file {tried} ({name}), {lasted:?}: {:?}",
            case.name,
            bytes.escape_ascii().to_string()
        );
        read += u64::from(went.unwrap_or(false));
        fs::write(dir.path().join(name), whole).unwrap();
    }
    println!(
        "{}: {tried} damaged files, {read} of them read all the same",
        case.name
    );
}

#[test]
fn damaged_files_are_errors_and_never_panics() {
    for case in cases() {
        run(&case, 0x9E37_79B9_7F4A_7C15, |tried| tried == 400);
    }
}

#[test]
#[ignore = "runs for HUDNA_FUZZ_S seconds with each reader"]
fn many_damaged_files_are_errors_and_never_panics() {
    let seconds = env::var("HUDNA_FUZZ_S")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(60);
    let seed = env::var("HUDNA_FUZZ_SEED")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(1);
    let only = env::var("HUDNA_FUZZ_READER").ok();
    for case in cases() {
        if only
            .as_ref()
            .is_some_and(|o| !case.name.contains(o.as_str()))
        {
            continue;
        }
        let start = Instant::now();
        run(&case, seed, |_| {
            start.elapsed() > Duration::from_secs(seconds)
        });
    }
}
