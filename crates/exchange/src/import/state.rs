kernel::words! {
    /// How far an import is.
    pub enum ImportState {
        /// The file is awaited.
        Created = "created",
        /// The file is there; its mapping can be changed.
        Uploaded = "uploaded",
        Checking = "checking",
        /// Checked: it can be run.
        Checked = "checked",
        Running = "running",
        Finished = "finished",
        Cancelled = "cancelled",
        Failed = "failed",
        Undoing = "undoing",
        Undone = "undone",
    }
}
