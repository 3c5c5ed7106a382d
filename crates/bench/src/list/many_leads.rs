//! Many leads out of the two thousand of the demo: each copied many times, with another time, phone and
//! e-mail.

/// The demo counts its phones up from +86 138 0000 0000, and has fewer than ten thousand.
const PHONE: &str = "('+861' || (CAST(SUBSTR(phone, 5) AS bigint) + copy.number * 10000))";

/// How one database says what the copies need.
pub struct Dialect {
    pub new_id: &'static str,
    /// A time that lies `copy.number` times some minutes before that of `{column}`.
    pub earlier: &'static str,
    /// One row for each number from 1 to `{count}`.
    pub numbers: &'static str,
}

/// How many leads lists show.
pub const LIVE: &str = "SELECT COUNT(*) FROM lead WHERE archived_at IS NULL";

/// Adds what the `live` leads lack to `wanted` ones.
pub fn copy_sql(dialect: &Dialect, columns: &[String], live: u32, wanted: u32) -> String {
    let missing = wanted - live;
    let numbers = dialect.numbers.replace("{count}", &missing.div_ceil(live).to_string());
    let values: Vec<_> = columns.iter().map(|column| value(dialect, column)).collect();
    format!(
        "INSERT INTO lead ({}) SELECT {} FROM lead, ({numbers}) AS copy \
         WHERE archived_at IS NULL LIMIT {missing}",
        columns.join(", "),
        values.join(", ")
    )
}

fn value(dialect: &Dialect, column: &str) -> String {
    match column {
        "id" => dialect.new_id.to_owned(),
        "external_id" | "merged_into_id" => "NULL".to_owned(),
        "created_at" | "updated_at" | "first_touch_at" | "last_touch_at" => {
            dialect.earlier.replace("{column}", column)
        }
        "phone" => PHONE.to_owned(),
        "contact_text" => format!("COALESCE({PHONE}, contact_text)"),
        "email" => "copy.number || '.' || email".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_be_unique_is_not_copied() {
        let dialect =
            Dialect { new_id: "new()", earlier: "before({column})", numbers: "upto({count})" };
        let columns = ["id", "external_id", "name", "created_at"].map(str::to_owned);
        let sql = "INSERT INTO lead (id, external_id, name, created_at) \
                   SELECT new(), NULL, name, before(created_at) FROM lead, (upto(3)) AS copy \
                   WHERE archived_at IS NULL LIMIT 70000";
        assert_eq!(copy_sql(&dialect, &columns, 30_000, 100_000), sql);
    }
}
