use crate::middleware::RateLimits;
pub use identity::SignUpPolicy as SignUp;
use std::path::PathBuf;
use webhooks::Reach;

/// How this installation behaves, as its configuration says.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where people reach it, without a trailing slash: for links in mails and forms.
    pub public_url: String,
    /// The built pages; none where another web server serves them.
    pub web_dir: Option<PathBuf>,
    pub sign_up: SignUp,
    /// The folder of mails that were not sent, which the development mailbox shows.
    pub dev_mail_dir: Option<PathBuf>,
    /// Whether requests come through a proxy of ours, whose `X-Forwarded-For` can be believed.
    pub behind_proxy: bool,
    pub rate_limits: RateLimits,
    /// Where webhooks may go.
    pub webhook_reach: Reach,
    /// Whether the demo's credentials are shown on the sign-in page.
    pub demo: bool,
}

impl Settings {
    /// Cookies carry `__Host-` and `Secure` wherever the public address is HTTPS.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}
