//! How the rows of one import become values: worked out once, then applied to row after row.

use super::{ColumnMapping, ImportOptions, from_json, mapping};
use crate::{
    entity::import::Model,
    field::Field,
    file::{Format, Row},
    row_error::{Fault, RowError},
    target::{Apply, ImportRow, ImportTarget, NewAttribute, RowFault},
    value::{self, Reading},
};
use kernel::{Error, WorkspaceTx, text::normal_form};
use std::{
    collections::{BTreeMap, HashMap, hash_map::DefaultHasher},
    hash::{Hash as _, Hasher as _},
};

struct MappedColumn {
    /// From 0.
    column: usize,
    header: Option<String>,
    field: Field,
    /// Normal form of a text → what to read instead.
    value_map: HashMap<String, String>,
}

pub(super) struct Plan {
    columns: Vec<MappedColumn>,
    reading: Reading,
    pub format: Format,
    pub apply: Apply,
    pub attributes: Vec<NewAttribute>,
    /// Of all rows that say nothing else.
    fixed: Vec<(String, value::Value)>,
    /// For each unique field the values so far, by hash, with their line: 16 bytes a row.
    seen: Vec<HashMap<u64, u64>>,
}

/// A row ready for the target, with its cells for messages, or all that is wrong with it.
pub(super) struct Prepared {
    pub row: ImportRow,
    pub cells: Vec<String>,
    pub errors: Vec<RowError>,
}

impl Plan {
    pub async fn of(
        tx: &WorkspaceTx,
        target: &dyn ImportTarget,
        row: &Model,
    ) -> Result<Self, Error> {
        let options: ImportOptions = from_json(&row.options)?;
        let mapping: Vec<ColumnMapping> = from_json(&row.mapping)?;
        let headers: Vec<super::FileColumn> = from_json(&row.columns)?;
        let fields = mapping::all_fields(target.fields(tx).await?, &mapping);
        let match_by = target.match_fields().iter().find(|field| **field == options.match_by);
        let match_by = match_by.copied().unwrap_or_else(|| target.match_fields()[0]);
        let columns = mapping.iter().filter_map(|entry| {
            let key = entry.destination()?;
            let field = fields.iter().find(|field| field.key == key)?.clone();
            let value_map =
                entry.value_map.iter().map(|(from, to)| (normal_form(from), to.clone())).collect();
            let header = headers.get(entry.column - 1).and_then(|column| column.header.clone());
            Some(MappedColumn { column: entry.column - 1, header, field, value_map })
        });
        let columns: Vec<MappedColumn> = columns.collect();
        // What can't be read is told when the options are set.
        let fixed = options.fixed.iter().filter_map(|(key, text)| {
            let field = fields.iter().find(|field| field.key == *key)?;
            let value = value::parse(text, field, options.reading()).ok().flatten()?;
            Some((key.clone(), value))
        });
        let fixed = fixed.collect();
        let seen = columns.iter().map(|_| HashMap::new()).collect();
        Ok(Self {
            columns,
            reading: options.reading(),
            format: options.format(),
            apply: Apply { match_by, on_match: options.on_match },
            attributes: mapping.into_iter().filter_map(|entry| entry.new_attribute).collect(),
            fixed,
            seen,
        })
    }

    /// Reads the cells of a row; remembers its unique values even if the row is wrong elsewhere.
    pub fn prepare(&mut self, row: Row) -> Prepared {
        let mut errors = row.errors;
        let mut values = BTreeMap::new();
        if errors.is_empty() {
            for (column, seen) in self.columns.iter().zip(&mut self.seen) {
                let text = row.cells.get(column.column).map_or("", String::as_str);
                match column.read(text, row.line, seen, self.reading) {
                    Ok(Some(value)) => {
                        values.insert(column.field.key.clone(), value);
                    }
                    Ok(None) => {}
                    Err(fault) => errors.push(column.error(fault, row.line, text)),
                }
            }
        }
        for (field, value) in &self.fixed {
            values.entry(field.clone()).or_insert_with(|| value.clone());
        }
        Prepared { row: ImportRow { line: row.line, values }, cells: row.cells, errors }
    }

    /// Brings what the target found wrong to line, column and header.
    pub fn errors_of(&self, prepared: &Prepared, faults: Vec<RowFault>) -> Vec<RowError> {
        let line = prepared.row.line;
        let place = |fault: RowFault| {
            let column =
                self.columns.iter().find(|column| Some(&column.field.key) == fault.field.as_ref());
            match column {
                Some(column) => {
                    let cell = prepared.cells.get(column.column).map_or("", String::as_str);
                    column.error(fault.fault, line, cell)
                }
                None => fault.fault.at(line, None, None, ""),
            }
        };
        faults.into_iter().map(place).collect()
    }
}

impl MappedColumn {
    fn read(
        &self,
        text: &str,
        line: u64,
        seen: &mut HashMap<u64, u64>,
        reading: Reading,
    ) -> Result<Option<value::Value>, Fault> {
        let mapped =
            if self.value_map.is_empty() { None } else { self.value_map.get(&normal_form(text)) };
        let text = mapped.map_or(text, String::as_str);
        let value = value::parse(text, &self.field, reading)?;
        if let Some(value) = &value {
            self.once(seen, line, value)?;
        }
        Ok(value)
    }

    /// A unique value may stand in the file once.
    fn once(
        &self,
        seen: &mut HashMap<u64, u64>,
        line: u64,
        value: &value::Value,
    ) -> Result<(), Fault> {
        if !self.field.unique {
            return Ok(());
        }
        let mut hasher = DefaultHasher::new();
        value.to_json().to_string().hash(&mut hasher);
        let first = *seen.entry(hasher.finish()).or_insert(line);
        if first == line {
            return Ok(());
        }
        Err(Fault::new("duplicate_in_file")
            .with("first", first)
            .with("field", self.header.as_deref().unwrap_or(&self.field.key)))
    }

    fn error(&self, fault: Fault, line: u64, cell: &str) -> RowError {
        fault.at(line, Some(self.column + 1), self.header.as_deref(), cell)
    }
}
