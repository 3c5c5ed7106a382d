//! How rows of a file find the objects that they mean, and that no two objects get one external id.

use super::match_key;
use exchange::{
    row_error::Fault,
    target::{ImportRow, RowFault},
};
use std::collections::HashMap;

/// The objects that the rows of one call may mean.
pub struct Matches<Row, Id> {
    by_key: HashMap<String, Row>,
    owners_of_external_ids: HashMap<String, Id>,
}

impl<Row: Clone, Id: Copy + Eq> Matches<Row, Id> {
    /// Of several with one key the last is meant; `external_id` gives an object's, with its own id.
    pub fn of(
        found: Vec<Row>,
        external_id: impl Fn(&Row) -> (Option<String>, Id),
        key: impl Fn(&Row) -> Option<String>,
    ) -> Self {
        let owner = |row: &Row| match external_id(row) {
            (Some(external_id), id) => Some((external_id, id)),
            (None, _) => None,
        };
        Self {
            owners_of_external_ids: found.iter().filter_map(owner).collect(),
            by_key: found.into_iter().filter_map(|row| Some((key(&row)?, row))).collect(),
        }
    }

    pub fn find(&self, row: &ImportRow, match_by: &str) -> Option<Row> {
        self.by_key.get(&match_key(row, match_by)?).cloned()
    }

    /// Notes whose an external id is by now.
    pub fn take(&mut self, external_id: Option<&String>, id: Id) {
        self.owners_of_external_ids
            .extend(external_id.map(|external_id| (external_id.clone(), id)));
    }

    /// What is wrong with a row that gives the object `id` an external id of another.
    pub fn taken(&self, row: &ImportRow, id: Id) -> Option<RowFault> {
        let owner = self.owners_of_external_ids.get(row.text("external_id")?)?;
        let fault = || Fault::new("external_id_taken");
        (*owner != id).then(|| RowFault::of("external_id", fault()))
    }
}
