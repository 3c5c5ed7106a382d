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

    /// Whether a lead is one that sales should work on, by the workspace's policy over the four criteria.
    pub enum Validity {
        /// It meets the policy.
        Valid = "valid",
        /// A criterion speaks against it.
        Invalid = "invalid",
        /// Too little is known yet.
        Unknown = "unknown",
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

    /// How somebody of ours was in touch with a lead.
    pub enum ActivityKind {
        /// A telephone call.
        Call = "call",
        /// A WeChat or WeCom message or call.
        Wechat = "wechat",
        /// An e-mail.
        Email = "email",
        /// A text message.
        Sms = "sms",
        /// A visit or another meeting in person.
        Visit = "visit",
        /// A demonstration of the product.
        Demo = "demo",
        /// Another way.
        Other = "other",
    }

    /// Whether the lead was reached.
    pub enum ActivityOutcome {
        /// We spoke, or they answered.
        Reached = "reached",
        /// We tried, or wait for an answer.
        NotReached = "not_reached",
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
