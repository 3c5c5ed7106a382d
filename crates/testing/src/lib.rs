//! For tests only: a fresh database of either kind in milliseconds, workspaces in it, and a clock that stands
//! still. Nothing here ships.

mod template;
mod test_db;
mod workspace;

pub use kernel::{MockClock, SeededRandom};
pub use test_db::TestDb;
pub use workspace::TestWorkspace;

/// Runs a test on SQLite and on PostgreSQL, as two tests under one name.
///
/// ```ignore
/// testing::on_both_databases! {
///     async fn a_lead_is_seen_in_its_workspace_only(db: TestDb) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both_databases {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: TestDb) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports, reason = "not every test needs what its neighbours import")]
            use super::*;

            async fn promise($db: $crate::TestDb) $body

            $(#[$meta])*
            #[tokio::test]
            async fn on_sqlite() {
                promise($crate::TestDb::sqlite().await).await;
            }

            $(#[$meta])*
            #[tokio::test]
            async fn on_postgres() {
                promise($crate::TestDb::postgres().await).await;
            }
        }
    )+};
}
