//! Networks in: road networks (GMNS) and ready-made instances (CSV), places set on them, and
//! changes laid over them.
//!
//! A [`RoadNetwork`] never changes once it is read. What changes (a crossing closed, a road
//! blocked) is a [`Modification`] laid over the instance made from it, so that every "what if"
//! starts from the same base.
//!
//! Every error names the file, the line, the column with its value, and what to do.

mod csv_instance;
mod gmns;
mod modification;
mod road;
mod snap;
mod table;
mod transit;

pub use csv_instance::{CsvInstance, is_csv_instance, read_csv_instance};
pub use gmns::read_gmns;
pub use modification::{Modification, modified};
pub use road::{Position, Road, RoadArc, RoadIdx, RoadNetwork, RoadNode, reaching};
pub use snap::{SnapError, Snapped, Snapper};
pub use table::NetworkError;
pub use transit::{Pace, PaceError, Rounding};
