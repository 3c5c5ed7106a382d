use kernel::{Error, Grant, WorkspaceTx};

/// Who may save questions and arrange dashboards: whoever may see the answers and work with customers.
pub fn require_write(tx: &WorkspaceTx) -> Result<(), Error> {
    tx.require(Grant::EventsRead)?;
    tx.require(Grant::CustomersWrite)
}
