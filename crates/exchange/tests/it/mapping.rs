use crate::workbench::Workbench;
use kernel::Error;
use serde_json::json;
use testing::on_both_databases;

/// Pointer and code of every wrong field.
fn fields(error: Error) -> Vec<(String, String)> {
    match error {
        Error::Refused { fields, .. } => {
            fields.into_iter().map(|field| (field.pointer, field.code.into_owned())).collect()
        }
        other => panic!("{other}"),
    }
}

on_both_databases! {
    async fn everything_wrong_with_a_mapping_is_named_at_once(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = bench.upload("a,b\n1,2\n".as_bytes()).await;
        let wrong = json!({
            "mapping": [
                {"column": 3, "field": "name"},
                {"column": 1, "field": "colour"},
                {"column": 1, "field": "name"},
                {"column": 2, "new_attribute": {"key": "Bad key", "label": "x", "type": "text"}},
            ],
            "options": {"match_by": "name", "region": "Mars"},
        });
        let named = fields(bench.patch(import.id, wrong).await.unwrap_err());
        for (pointer, code) in [
            ("/mapping/0/column", "too_large"),
            ("/mapping/1/field", "unknown_value"),
            ("/mapping/2/column", "already_exists"),
            ("/mapping/2/field", "already_exists"),
            ("/mapping/3/new_attribute/key", "invalid_format"),
            ("/options/match_by", "unknown_value"),
            ("/options/region", "invalid_format"),
        ] {
            assert!(named.contains(&(pointer.to_owned(), code.to_owned())), "{pointer} in {named:?}");
        }
        let two = json!({"mapping": [{"column": 1, "field": "name", "ignore": true}]});
        assert!(!fields(bench.patch(import.id, two).await.unwrap_err()).is_empty());
        assert!(bench.get(import.id).await.mapping.is_empty(), "nothing of it was kept");
    }

    async fn a_run_needs_the_required_fields_mapped(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = bench.upload("a,b\n1,2\n".as_bytes()).await;
        let tx = bench.workspace.write().await;
        let missing = exchange::import::check(&tx, &bench.targets, import.id).await.unwrap_err();
        assert_eq!(fields(missing), [("/mapping".to_owned(), "required".to_owned())]);
        drop(tx);
        bench.patch(import.id, json!({"mapping": [{"column": 2, "field": "name"}]})).await.unwrap();
        let tx = bench.workspace.write().await;
        let missing = exchange::import::check(&tx, &bench.targets, import.id).await.unwrap_err();
        assert_eq!(fields(missing), [("/mapping".to_owned(), "required".to_owned())]);
    }

    async fn values_are_mapped_and_new_attributes_are_typed(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = bench.upload("no,how big,worth,left\n1,XL,\"1,5\",yes\n".as_bytes()).await;
        let mapping = json!({"mapping": [
            {"column": 1, "field": "external_id"},
            {"column": 2, "field": "size", "value_map": {"xl": "large"}},
            {"column": 3, "new_attribute": {"key": "worth", "label": "Worth", "type": "money"}},
            {"column": 4, "new_attribute": {"key": "left", "label": "Left", "type": "boolean"}},
        ]});
        bench.patch(import.id, mapping).await.unwrap();
        bench.check(import.id).await;
        bench.run(import.id).await;
        let parcel = &bench.parcels().await[0];
        assert_eq!(parcel.size.as_deref(), Some("large"));
        assert_eq!(parcel.attributes["attributes.worth"], json!({"amount": 150, "currency": "CNY"}));
        assert_eq!(parcel.attributes["attributes.left"], json!(true));
    }

    async fn another_delimiter_reads_the_columns_anew(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = bench.upload("编号;x,名称;y,z\nP1;1,甲;2,3\n".as_bytes()).await;
        let semicolon = json!({"options": {"match_by": "external_id", "delimiter": "semicolon"}});
        let columns = bench.patch(import.id, semicolon).await.unwrap().columns;
        let headers: Vec<_> = columns.iter().map(|column| column.header.clone().unwrap()).collect();
        assert_eq!(headers, ["编号", "x,名称", "y,z"]);
        let comma = json!({"options": {"match_by": "external_id", "delimiter": "comma", "has_header": false}});
        let columns = bench.patch(import.id, comma).await.unwrap().columns;
        assert_eq!((columns.len(), columns[0].header.as_deref(), columns[0].samples[0].as_str()), (3, None, "编号;x"));
    }
}
