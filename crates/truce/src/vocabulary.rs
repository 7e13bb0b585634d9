//! The closed word lists of the domain. Serialised in `snake_case`; never renamed.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A word that is not in one of the closed lists.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown {list} {word:?}; known are: {known}")]
pub struct UnknownWord {
    list: &'static str,
    word: String,
    known: String,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident ($list:literal) { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used in files and in JSON.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                match s {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(UnknownWord {
                        list: $list,
                        word: s.to_owned(),
                        known: Self::ALL.iter().map(|v| v.word()).collect::<Vec<_>>().join(", "),
                    }),
                }
            }
        }
    };
}

words! {
    /// How many sides declare a truce.
    TruceKind ("kind of truce") {
        /// One side alone; allies on one side that announce together are one side.
        Unilateral = "unilateral",
        /// Two sides.
        Bilateral = "bilateral",
        /// More than two sides.
        Multilateral = "multilateral",
        /// Asked for or offered, not declared.
        Proposed = "proposed",
        /// The words do not tell.
        Unknown = "unknown",
    }
}

words! {
    /// Where a truce stands, as the report tells it.
    TruceStatus ("status") {
        /// Declared for later.
        Announced = "announced",
        /// Said to hold now.
        InForce = "in_force",
        /// Over.
        Ended = "ended",
        /// Made longer.
        Extended = "extended",
        /// Made shorter.
        Shortened = "shortened",
        /// Called off before it began.
        Cancelled = "cancelled",
        /// Asked for or offered.
        Proposed = "proposed",
        /// Turned down.
        Rejected = "rejected",
        /// Broken down.
        Collapsed = "collapsed",
        /// The words do not tell.
        Unknown = "unknown",
    }
}

words! {
    /// Why a moment is one of several.
    OpenBecause ("reason") {
        /// "Midnight on Friday": the day begins with it or ends with it.
        Midnight = "midnight",
        /// "On Friday": the one before publication or the one after.
        Weekday = "weekday",
        /// The words hang on a day of publication that is one of several.
        Published = "published",
    }
}

words! {
    /// What a truce is for.
    Purpose ("purpose") {
        /// Civilians leave.
        EvacuateCivilians = "evacuate_civilians",
        /// Wounded and sick leave.
        EvacuateWounded = "evacuate_wounded",
        /// Fighters leave.
        FightersLeave = "fighters_leave",
        /// Aid comes in.
        AidDelivery = "aid_delivery",
        /// None of these is stated.
        General = "general",
    }
}

words! {
    /// Whom a crossing admits, in the announcement's terms.
    Admits ("kind of admitted people") {
        /// Civilians.
        Civilians = "civilians",
        /// Fighters.
        Fighters = "fighters",
        /// Wounded.
        Wounded = "wounded",
        /// Sick.
        Sick = "sick",
        /// Families.
        Families = "families",
        /// Refugees.
        Refugees = "refugees",
        /// Aid, not people.
        Aid = "aid",
        /// "Humanitarian cases".
        HumanitarianCases = "humanitarian_cases",
        /// Anyone who wishes to leave.
        AnyoneWishing = "anyone_wishing",
    }
}

words! {
    /// The classes of people that are planned apart.
    PersonClass ("class of people") {
        /// Wounded and sick.
        Wounded = "wounded",
        /// Civilians.
        Civilians = "civilians",
        /// Fighters.
        Fighters = "fighters",
    }
}

words! {
    /// What is known about a crossing. "Open" is four different facts.
    CrossingState ("state of a crossing") {
        /// Named as a crossing by somebody; nothing more.
        Designated = "designated",
        /// A party with control over it says that it is open.
        AnnouncedOpen = "announced_open",
        /// Somebody on the spot saw that it is open.
        ObservedOpen = "observed_open",
        /// People are known to have passed.
        Used = "used",
        /// Reported shut.
        Closed = "closed",
    }
}

words! {
    /// A party's position towards a truce or a demand.
    Stance ("stance") {
        /// Accepts.
        Accepts = "accepts",
        /// Rejects.
        Rejects = "rejects",
        /// Welcomes.
        Welcomes = "welcomes",
        /// Sets conditions.
        Conditions = "conditions",
        /// Proposes.
        Proposes = "proposes",
        /// Denies.
        Denies = "denies",
        /// Accuses.
        Accuses = "accuses",
        /// Calls for.
        CallsFor = "calls_for",
        /// Reported to have taken no position yet.
        NoneYet = "none_yet",
    }
}

words! {
    /// What a figure counts.
    FigureKind ("kind of figure") {
        /// Killed.
        Killed = "killed",
        /// Wounded.
        Wounded = "wounded",
        /// Still inside.
        Trapped = "trapped",
        /// Left.
        Evacuated = "evacuated",
        /// To leave.
        ToEvacuate = "to_evacuate",
        /// Fighters.
        Fighters = "fighters",
        /// Aid lorries.
        AidTrucks = "aid_trucks",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// Where a meeting stands.
    MeetingStatus ("status of a meeting") {
        /// To be held.
        Planned = "planned",
        /// Going on.
        UnderWay = "under_way",
        /// Held.
        Past = "past",
        /// Cancelled.
        Cancelled = "cancelled",
        /// Put off.
        Postponed = "postponed",
        /// The words do not tell.
        Unknown = "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_as_itself() {
        for &c in Stance::ALL {
            assert_eq!(c.word().parse::<Stance>().unwrap(), c);
        }
    }

    #[test]
    fn an_unknown_class_names_the_known_ones() {
        let e = "soldiers".parse::<PersonClass>().unwrap_err();
        assert_eq!(
            e.to_string(),
            r#"unknown class of people "soldiers"; known are: wounded, civilians, fighters"#
        );
    }
}
