use super::{ColumnMapping, ImportState, workspace_defaults};
use crate::{
    file::{Delimiter, Format, TextEncoding},
    target::OnMatch,
    value::{DateOrder, Reading},
};
use kernel::{Error, Limited, WorkspaceTx, filter::Many, money::Currency, phone::Region};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// A file that is going to be uploaded.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewImport {
    /// What its rows are, one of the import targets.
    #[validate(length(min = 1, max = 60))]
    #[schema(min_length = 1, max_length = 60, example = "accounts")]
    pub target: String,
    #[validate(length(min = 1, max = 255))]
    #[schema(min_length = 1, max_length = 255, example = "customers.csv")]
    pub file_name: String,
    /// Bytes; at most 200 MB.
    #[validate(range(min = 0))]
    #[schema(minimum = 0, maximum = 209_715_200)]
    pub size: i64,
}

/// How the file is read and its rows applied. A change replaces all options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportOptions {
    /// The field by which a row finds its object.
    #[schema(max_length = 60, example = "external_id")]
    pub match_by: String,
    #[serde(default)]
    pub on_match: OnMatch,
    /// Found out from the file if not given.
    #[serde(default)]
    pub encoding: Option<TextEncoding>,
    /// Found out from the file if not given.
    #[serde(default)]
    pub delimiter: Option<Delimiter>,
    #[serde(default = "yes")]
    pub has_header: bool,
    #[serde(default)]
    pub date_order: DateOrder,
    /// Values for all rows whose own cell is blank or that have no such column: field → text, such as the campaign that a
    /// file belongs to. At most 20.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(required = false)]
    pub fixed: BTreeMap<String, String>,
    /// The currency of amounts without a sign or code.
    #[serde(default = "yuan")]
    pub currency: Currency,
    /// The country of phone numbers without a country code.
    #[serde(default = "china")]
    #[schema(min_length = 2, max_length = 2, example = "CN")]
    pub region: String,
}

const fn yes() -> bool {
    true
}

const fn yuan() -> Currency {
    Currency::CNY
}

fn china() -> String {
    Region::CHINA.to_string()
}

impl ImportOptions {
    pub(super) async fn of_workspace(tx: &WorkspaceTx, match_by: &str) -> Result<Self, Error> {
        let (currency, region) = workspace_defaults(tx).await?;
        Ok(Self {
            match_by: match_by.to_owned(),
            on_match: OnMatch::default(),
            encoding: None,
            delimiter: None,
            has_header: true,
            date_order: DateOrder::default(),
            fixed: BTreeMap::new(),
            currency: currency.parse().unwrap_or(Currency::CNY),
            region,
        })
    }

    pub(super) fn format(&self) -> Format {
        Format { encoding: self.encoding, delimiter: self.delimiter, has_header: self.has_header }
    }

    pub(super) fn reading(&self) -> Reading {
        Reading {
            region: self.region.parse().unwrap_or(Region::CHINA),
            currency: self.currency,
            date_order: self.date_order,
        }
    }
}

/// Changes of an import before it runs.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct ImportPatch {
    /// Replaces the whole mapping; columns that are left out are ignored.
    #[validate(nested)]
    #[schema(value_type = Option<Vec<ColumnMapping>>, max_items = 500)]
    pub mapping: Option<Limited<ColumnMapping, 0, 500>>,
    pub options: Option<ImportOptions>,
}

/// How an import is run.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct RunImport {
    /// Go on although the check found rows with errors; they are left out.
    pub skip_errors: bool,
}

/// Which imports are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct ImportFilter {
    /// Targets, separated by commas.
    #[param(value_type = Option<String>)]
    pub target: Option<Many<String>>,
    /// States, separated by commas.
    #[param(value_type = Option<String>)]
    pub state: Option<Many<ImportState>>,
}
