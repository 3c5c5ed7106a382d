use crate::configuration::Configuration;
use clap::Subcommand;
use identity::{Password, SignUp, setup};
use kernel::{Random, SystemRandom, locale::Locale, zone::Zone};
use serde_json::json;

#[derive(Subcommand)]
pub enum Command {
    /// Make a workspace and its owner, whose password is printed once.
    Create {
        #[arg(long)]
        name: String,
        #[arg(long)]
        owner_email: String,
        #[arg(long)]
        owner_name: String,
        /// The owner's password; made up when left out. An operator who exists keeps theirs.
        #[arg(long, env = "PERENNIAL_OWNER_PASSWORD", hide_env_values = true)]
        owner_password: Option<String>,
        /// `zh-CN` or `en`.
        #[arg(long, default_value = "zh-CN")]
        locale: Locale,
        /// The IANA zone in which the workspace counts its days.
        #[arg(long, default_value = "Asia/Shanghai")]
        time_zone: Zone,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

pub async fn run(configuration: &Configuration, command: Command) -> anyhow::Result<()> {
    let Command::Create { name, owner_email, owner_name, owner_password, locale, time_zone, json } =
        command;
    let db = super::open_migrated(configuration).await?;
    let password = owner_password.unwrap_or_else(made_up_password);
    let input = SignUp {
        workspace_name: name,
        name: owner_name,
        email: owner_email.clone(),
        password: Password::new(password.clone()),
        locale,
        time_zone,
    };
    let created = setup::create_workspace(&db, input, leads::defaults::create)
        .await
        .map_err(super::explain)?;
    if json {
        println!(
            "{}",
            json!({ "workspace_id": created.workspace, "owner_email": owner_email, "password": password })
        );
    } else {
        println!(
            "workspace  {}\nsign in    {owner_email}\npassword   {password}",
            created.workspace
        );
    }
    Ok(())
}

/// 20 letters and digits, without those that look alike: more than 110 bits.
pub fn made_up_password() -> String {
    const ALPHABET: &[u8; 56] = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
    let mut password = String::new();
    while password.len() < 20 {
        let mut byte = [0];
        SystemRandom.fill(&mut byte);
        // Bytes beyond the last whole multiple would make some letters likelier than others.
        if usize::from(byte[0]) < 256 / ALPHABET.len() * ALPHABET.len() {
            password.push(char::from(ALPHABET[usize::from(byte[0]) % ALPHABET.len()]));
        }
    }
    password
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_up_password_is_long_and_never_the_same() {
        let (one, other) = (made_up_password(), made_up_password());
        assert_eq!(one.len(), 20);
        assert_ne!(one, other);
    }
}
