//! Enums whose words clients and rows share.

kernel::words! {
    /// What a stage means for reports, whatever the workspace calls it.
    pub enum StatusType {
        /// Nobody has worked on it yet.
        Open = "open",
        /// Somebody works on it.
        Ongoing = "ongoing",
        /// It rests until something happens.
        OnHold = "on_hold",
        /// It became a customer.
        Won = "won",
        /// It will not become a customer.
        Lost = "lost",
    }

    /// The part of the customer journey that a stage belongs to.
    pub enum JourneyStage {
        /// Learns that we exist.
        Discover = "discover",
        /// Finds out whether we fit.
        Evaluate = "evaluate",
        /// Decides and pays.
        Purchase = "purchase",
        /// Gets started.
        Implement = "implement",
        /// Works with the product.
        Use = "use",
        /// Stays and grows.
        Renew = "renew",
    }

    /// What sort of channel it is.
    pub enum ChannelKind {
        /// Search engines, paid or not.
        Search = "search",
        /// Social networks and short video.
        Social = "social",
        /// Articles, courses, downloads.
        Content = "content",
        /// Fairs, meetings, webinars.
        Event = "event",
        /// Customers who recommend us.
        Referral = "referral",
        /// Partners and resellers.
        Partner = "partner",
        /// They came by themselves.
        Direct = "direct",
        /// None of the others.
        Other = "other",
    }

    /// Why a lead was lost.
    pub enum LostReason {
        /// Too expensive.
        Price = "price",
        /// No money for it now.
        Budget = "budget",
        /// There is no need.
        NoNeed = "no_need",
        /// The product lacks what they need.
        MissingFeature = "missing_feature",
        /// They chose somebody else.
        Competitor = "competitor",
        /// Not now.
        Timing = "timing",
        /// They never answered.
        Unreachable = "unreachable",
        /// Not somebody we sell to.
        NotAFit = "not_a_fit",
        /// Wrong number, advertising, a test.
        Invalid = "invalid",
        /// None of the others; needs a note.
        Other = "other",
    }

    /// How a touch came about.
    pub enum TouchKind {
        /// A form was submitted.
        Form = "form",
        /// A program recorded it.
        Api = "api",
        /// An operator entered it.
        Manual = "manual",
        /// It came with an import.
        Import = "import",
    }

    /// What became of the submission of a form.
    pub enum SubmissionOutcome {
        /// A new lead.
        LeadCreated = "lead_created",
        /// A touch of a lead that was open already.
        LeadTouched = "lead_touched",
        /// It looks like a program filled it in; kept, but no lead was made.
        SuspectedSpam = "suspected_spam",
    }
}

impl StatusType {
    /// Whether somebody may still work on it.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Open | Self::Ongoing | Self::OnHold)
    }
}
