//! The sales kit: scripts, cases, price lists and competitor cards, each for the stages where it helps, and how leads with
//! which it was used came out.

mod item;
mod uses;

pub use item::{
    KitItem, KitItemFilter, KitItemPatch, KitKind, NewKitItem, StageIds, archive, create, get,
    list, unarchive, update,
};
pub use uses::{KitEffect, KitUse, effects, mark_used, unmark_used};

pub(crate) use item::of_stage;
pub(crate) use uses::latest_of_lead;
