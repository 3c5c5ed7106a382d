/// The answer of a list: a struct of its own for each kind of row, since the document needs a name for each.
///
/// `page_of!(LeadsPage, Lead, "A page of leads.")`
macro_rules! page_of {
    ($name:ident, $row:ty, $doc:literal) => {
        #[doc = $doc]
        #[derive(serde::Serialize, utoipa::ToSchema)]
        pub struct $name {
            /// The rows of this page.
            pub data: Vec<$row>,
            /// Pass it as `cursor` for the next page; null on the last.
            pub next_cursor: Option<String>,
            /// How many rows match in all; null unless `count=true` was asked.
            pub total: Option<u64>,
        }

        impl From<kernel::page::Page<$row>> for $name {
            fn from(page: kernel::page::Page<$row>) -> Self {
                Self { data: page.data, next_cursor: page.next_cursor, total: page.total }
            }
        }
    };
}

pub(crate) use page_of;
