//! The whole way of a real file: 7 043 customers of a telephone company.

use crate::workbench::Workbench;
use exchange::import::ImportState;
use serde_json::json;
use testing::on_both_databases;

const FILE: &[u8] = include_bytes!("../../../../tests/data/telco_churn.csv");

on_both_databases! {
    async fn seven_thousand_real_customers_come_in_and_go_again(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = bench.upload(FILE).await;
        assert_eq!((import.columns.len(), import.columns[0].header.as_deref()), (21, Some("customerID")));
        assert_eq!(import.columns[0].guess.as_ref().map(|guess| guess.field.as_str()), Some("external_id"));
        let attribute = |column: usize, key: &str, kind: &str| {
            json!({"column": column, "new_attribute": {"key": key, "label": key, "type": kind}})
        };
        let mapping = json!({"mapping": [
            {"column": 1, "field": "external_id"},
            attribute(6, "tenure", "number"),
            attribute(16, "contract", "text"),
            attribute(19, "monthly_charges", "money"),
            attribute(20, "total_charges", "money"),
            attribute(21, "churn", "boolean"),
        ]});
        bench.patch(import.id, mapping).await.unwrap();
        let checked = bench.check(import.id).await;
        assert_eq!((checked.counts.rows, checked.counts.create, checked.counts.error), (7043, 7043, 0));
        let finished = bench.run(import.id).await;
        assert_eq!((finished.state, finished.counts.create), (ImportState::Finished, 7043));
        let parcels = bench.parcels().await;
        let churned = parcels.iter().filter(|parcel| parcel.attributes["attributes.churn"] == json!(true)).count();
        assert_eq!((parcels.len(), churned), (7043, 1869));
        let without_total = parcels.iter().filter(|parcel| parcel.attributes.get("attributes.total_charges").is_none());
        assert_eq!(without_total.count(), 11, "customers of the first month have a blank total");
        let cents: i64 = parcels.iter().filter_map(|parcel| parcel.attributes["attributes.monthly_charges"]["amount"].as_i64()).sum();
        assert_eq!(cents, 45_611_660);
        assert_eq!(bench.undo(import.id).await.state, ImportState::Undone);
        assert!(bench.parcels().await.is_empty());
    }
}
