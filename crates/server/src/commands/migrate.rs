use crate::configuration::Configuration;
use clap::Subcommand;
use migration::Migrator;
use sea_orm_migration::MigratorTrait as _;

#[derive(Subcommand)]
pub enum Direction {
    /// Bring the schema to this version.
    Up,
    /// Take the last steps back. Data in what they added is lost.
    Down {
        /// How many steps.
        #[arg(long, default_value_t = 1)]
        steps: u32,
    },
    /// List the steps and which are taken.
    Status,
}

pub async fn migrate(configuration: &Configuration, direction: Direction) -> anyhow::Result<()> {
    let db = configuration.open().await?;
    match direction {
        Direction::Up => migration::up(&db.writer).await?,
        Direction::Down { steps } => Migrator::down(&db.writer, Some(steps)).await?,
        Direction::Status => {
            for step in Migrator::get_migration_with_status(&db.writer).await? {
                println!("{:<9}{}", step.status().to_string(), step.name());
            }
        }
    }
    Ok(())
}
