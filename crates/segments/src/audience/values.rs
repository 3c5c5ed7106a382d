//! Values of a field, whatever its type, as the groups that they fall into.

use crate::field::{SegmentField, SegmentFieldType, Source};
use activity::question::HeldValue;
use customers::subject;
use jobs::Subject;
use kernel::{
    Error, WorkspaceTx,
    ids::{MemberId, PlanId},
};
use sea_orm::QueryResult;
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// What a row has in a field, in the form in which past values are kept.
pub fn stored(row: &QueryResult, field: &SegmentField) -> Result<Value, Error> {
    let id = || row.try_get::<Option<Uuid>>("", "value");
    Ok(match (&field.source, field.kind) {
        (Source::Attribute(key), _) => {
            let attributes: Value = row.try_get("", "value")?;
            attributes.get(key).cloned().unwrap_or_default()
        }
        (Source::List(_), _) => row.try_get("", "value")?,
        (_, SegmentFieldType::Member) => id()?.map(|id| MemberId::from_uuid(id).to_string()).into(),
        (_, SegmentFieldType::Plan) => id()?.map(|id| PlanId::from_uuid(id).to_string()).into(),
        (_, SegmentFieldType::Number) => row.try_get::<Option<i32>>("", "value")?.into(),
        _ => row.try_get::<Option<String>>("", "value")?.into(),
    })
}

/// Gathers the values that there are, and gives each a number.
pub struct Reader<'a> {
    field: &'a SegmentField,
    bounds: Option<&'a [f64]>,
    values: Vec<String>,
    places: HashMap<String, u32>,
}

impl<'a> Reader<'a> {
    pub fn new(field: &'a SegmentField, bounds: Option<&'a [f64]>) -> Self {
        let mut reader = Self { field, bounds, values: Vec::new(), places: HashMap::new() };
        // Bands have an order, and are there also where nobody is in them.
        for band in 0..bounds.map_or(0, |bounds| bounds.len() + 1) {
            reader.place(band.to_string());
        }
        reader
    }

    fn place(&mut self, value: String) -> u32 {
        let next = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        if let Some(known) = self.places.get(&value) {
            return *known;
        }
        self.places.insert(value.clone(), next);
        self.values.push(value);
        next
    }

    /// The numbers of what a field holds: none where it is empty, several where it is a list.
    pub fn read(&mut self, value: &Value) -> Vec<u32> {
        match value {
            Value::Array(list) => list.iter().flat_map(|value| self.read(value)).collect(),
            Value::String(text) if !text.is_empty() => vec![self.place(text.clone())],
            Value::Bool(value) => vec![self.place(value.to_string())],
            Value::Number(number) => match (number.as_f64(), self.bounds) {
                (Some(number), Some(bounds)) => {
                    let band = bounds.partition_point(|bound| *bound <= number);
                    vec![self.place(band.to_string())]
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// The values with their names.
    pub async fn values(self, tx: &WorkspaceTx) -> Result<Vec<HeldValue>, Error> {
        let subject = |id: &String| match self.field.kind {
            SegmentFieldType::Member => id.parse::<MemberId>().ok().map(Subject::from),
            SegmentFieldType::Plan => id.parse::<PlanId>().ok().map(Subject::from),
            _ => None,
        };
        let labels = subject::labels(tx, self.values.iter().filter_map(subject)).await?;
        let bounds = self.bounds;
        let named = |(index, value): (usize, String)| {
            let subject = subject(&value).and_then(|subject| labels.of(subject));
            let option = |chinese| self.field.option_label(&value, chinese).map(str::to_owned);
            let boolean = |words: [&str; 2]| match (self.field.kind, value.as_str()) {
                (SegmentFieldType::Boolean, "true") => Some(words[0].to_owned()),
                (SegmentFieldType::Boolean, "false") => Some(words[1].to_owned()),
                _ => None,
            };
            let label =
                subject.clone().or_else(|| option(false)).or_else(|| boolean(["Yes", "No"]));
            let label_zh = subject.or_else(|| option(true)).or_else(|| boolean(["是", "否"]));
            let band = bounds.map(|bounds| {
                let below = index.checked_sub(1).and_then(|below| bounds.get(below));
                (below.copied(), bounds.get(index).copied())
            });
            HeldValue { label, label_zh, band, value }
        };
        Ok(self.values.clone().into_iter().enumerate().map(named).collect())
    }
}
