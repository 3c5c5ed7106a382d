use kernel::{Error, locale::Locale};
use minijinja::{Environment, Value};
use std::sync::LazyLock;

/// The mails there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Invitation,
    PasswordReset,
    /// A visitor is to confirm a form.
    FormConfirmation,
}

impl Kind {
    #[cfg(test)]
    pub const ALL: [Self; 3] = [Self::Invitation, Self::PasswordReset, Self::FormConfirmation];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::PasswordReset => "password_reset",
            Self::FormConfirmation => "form_confirmation",
        }
    }
}

/// What a mail says.
#[derive(Clone, Debug)]
pub struct Content {
    pub subject: String,
    pub text: String,
    pub html: String,
}

macro_rules! templates {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("templates/", $name)))),+]
    };
}

/// Names that end in `.html` are escaped.
static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    let sources = templates![
        "layout.html",
        "invitation.en.txt",
        "invitation.en.html",
        "invitation.zh-CN.txt",
        "invitation.zh-CN.html",
        "password_reset.en.txt",
        "password_reset.en.html",
        "password_reset.zh-CN.txt",
        "password_reset.zh-CN.html",
        "form_confirmation.en.txt",
        "form_confirmation.en.html",
        "form_confirmation.zh-CN.txt",
        "form_confirmation.zh-CN.html",
    ];
    for (name, source) in sources {
        environment.add_template(name, source).expect("a test renders every template");
    }
    environment
});

impl Content {
    /// The first line of the text template is the subject.
    pub fn render(
        kind: Kind,
        locale: Locale,
        values: &[(&'static str, String)],
    ) -> Result<Self, Error> {
        let values = Value::from_pairs(values.iter().map(|(name, value)| (*name, value.as_str())));
        let render = |suffix: &str| {
            let name = format!("{}.{locale}.{suffix}", kind.as_str());
            TEMPLATES
                .get_template(&name)
                .and_then(|it| it.render(values.clone()))
                .map_err(Error::internal)
        };
        let text = render("txt")?;
        let (subject, text) = text.split_once('\n').unwrap_or((&text, ""));
        Ok(Self {
            // A name with a line break in it must not become a header.
            subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
            text: text.trim_start().to_owned(),
            html: render("html")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mail_is_written_in_both_languages_with_its_link_and_escaped() {
        let values = [
            ("name", "Li <b>Wei</b>"),
            ("workspace_name", "A & B"),
            ("title", "<b>Demo</b>"),
            ("inviter", "<script>"),
            ("role", "sales"),
            ("link", "https://perennial.example/x?token=abc"),
            ("hours", "1"),
            ("days", "7"),
        ]
        .map(|(name, value)| (name, value.to_owned()));
        for kind in Kind::ALL {
            for locale in Locale::ALL {
                let content = Content::render(kind, locale, &values).unwrap();
                for part in [&content.text, &content.html] {
                    assert!(part.contains("token=abc"), "{kind:?} {locale}");
                    let chinese = part.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c));
                    assert_eq!(chinese, locale == Locale::ZhCn, "{part}");
                }
                assert!(!content.subject.is_empty() && !content.text.starts_with(&content.subject));
                assert!(
                    !content.html.contains("<script>") && !content.html.contains("<b>"),
                    "{}",
                    content.html
                );
            }
        }
    }
}
