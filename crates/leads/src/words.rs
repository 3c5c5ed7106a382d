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
        /// They visited our pages.
        Visit = "visit",
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

    /// Sets of rules by which leads are routed.
    pub enum RulesKind {
        /// Who gets new leads.
        Assignment = "assignment",
        /// When leads go to the public pool, and who may take them.
        Pool = "pool",
        /// How soon leads are answered.
        Response = "response",
        /// What people get for sending us others.
        Referral = "referral",
    }

    /// Why somebody came to own a lead.
    pub enum OwnershipStart {
        /// Whoever entered it named them, or they came with a file.
        Entered = "entered",
        /// By the rules of assignment.
        Routed = "routed",
        /// Somebody gave it to them.
        Assigned = "assigned",
        /// They took it from the public pool.
        Claimed = "claimed",
        /// Leads were merged, or parted again.
        Merged = "merged",
    }

    /// Why somebody stopped owning a lead.
    pub enum OwnershipEnd {
        /// Somebody else got it.
        Transferred = "transferred",
        /// It was taken away from them, to nobody.
        Unassigned = "unassigned",
        /// They gave it back to the public pool.
        Released = "released",
        /// It went back to the public pool because nobody followed up in time.
        Reclaimed = "reclaimed",
        /// Somebody put it into the public pool.
        Returned = "returned",
        /// Leads were merged, or parted again.
        Merged = "merged",
    }

    /// Where the first answer to a lead stands.
    pub enum ResponseState {
        /// The clock runs.
        Due = "due",
        /// The clock stands still while the lead is on hold.
        Paused = "paused",
        /// Answered in time.
        Met = "met",
        /// Not answered in time, whether it was answered later or not.
        Breached = "breached",
    }

    /// What became of the submission of a form.
    pub enum SubmissionOutcome {
        /// A new lead.
        LeadCreated = "lead_created",
        /// A touch of a lead that was open already.
        LeadTouched = "lead_touched",
        /// It looks like a program filled it in; kept, but no lead was made.
        SuspectedSpam = "suspected_spam",
        /// It waits until its visitor confirms by mail.
        Pending = "pending",
        /// Nobody confirmed it in time; kept, but no lead was made.
        Expired = "expired",
    }
}

impl StatusType {
    /// Whether somebody may still work on it.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Open | Self::Ongoing | Self::OnHold)
    }
}
