//! Queries that see every workspace: only the kernel may start one.
//!
//! Clippy bans the finders that `SeaORM` defines; the ones it generates for an entity
//! (`Entity::load`, `Entity::find_by_email`) and those of its relation traits have no path that
//! could be banned. Where all workspaces are meant, the item says so as it does for clippy:
//! `#[expect(clippy::disallowed_methods, reason = "…")]`.

use super::source::{Finding, Source};

/// The kernel begins the queries; this tool has no database, only samples of bad code.
const NOT_CHECKED: [&str; 2] = ["crates/kernel/", "crates/xtask/"];
const EXEMPTION: &str = "clippy::disallowed_methods";
/// Called on a type: `lead::Entity::load()`.
const ON_A_TYPE: [&str; 6] =
    ["load(", "find(", "find_by_", "update_many(", "delete_many(", "delete_by_id("];
/// Called on a row or on rows.
const ON_A_VALUE: [&str; 5] =
    [".find_related(", ".find_linked(", ".load_one(", ".load_many(", ".load_many_to_many("];

pub fn check(source: &Source) -> Vec<Finding> {
    if !source.is_rust() || NOT_CHECKED.iter().any(|it| source.path.starts_with(it)) {
        return Vec::new();
    }
    source
        .numbered()
        .filter_map(|(number, line)| {
            let finder = finder_in(line)?;
            (!is_exempted(&source.lines, number - 1)).then(|| {
                let why = "sees every workspace: go through tx.find, tx.update or tx.delete";
                source.error(number, format!("`{finder}` {why}"))
            })
        })
        .collect()
}

fn finder_in(line: &str) -> Option<&'static str> {
    let code = line.split("//").next().unwrap_or_default();
    if let Some(found) = ON_A_VALUE.iter().find(|call| code.contains(**call)) {
        return Some(found);
    }
    for (at, _) in code.match_indices("::") {
        let called = &code[at + 2..];
        if let Some(found) = ON_A_TYPE.iter().find(|call| called.starts_with(**call))
            && is_entity(&code[..at])
        {
            return Some(found);
        }
    }
    None
}

/// Whether the path before `::` ends in `Entity`, as imported or under another name of a type.
fn is_entity(before: &str) -> bool {
    let boundary = |c: char| !c.is_alphanumeric() && c != '_';
    let name = before.rsplit(boundary).next().unwrap_or_default();
    name.ends_with("Entity") || name == "E"
}

/// Whether an item around the line carries the exemption.
fn is_exempted(lines: &[String], index: usize) -> bool {
    if lines.iter().any(|line| line.starts_with("#![expect(") && line.contains(EXEMPTION)) {
        return true;
    }
    let mut depth = indentation(&lines[index]) + 1;
    for at in (0..=index).rev() {
        let line = &lines[at];
        if !line.trim().is_empty() && indentation(line) < depth {
            // The end of a signature over several lines belongs to the item that begins above.
            let is_end_of_signature = line.trim_start().starts_with(')');
            depth = indentation(line) + usize::from(is_end_of_signature);
            if attributes_above(lines, at).any(|it| it.contains(EXEMPTION)) {
                return true;
            }
        }
    }
    false
}

fn attributes_above(lines: &[String], index: usize) -> impl Iterator<Item = &String> {
    lines[..index].iter().rev().take_while(|line| {
        let text = line.trim();
        // The inner lines of an attribute that rustfmt broke, too.
        let starts = ["#[", "//", "clippy::", "reason", ")]", "\""];
        starts.iter().any(|start| text.starts_with(start))
    })
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::super::source::lines_found;
    use super::*;

    fn found(text: &str) -> Vec<usize> {
        lines_found(check, "crates/leads/src/lead.rs", text)
    }

    #[test]
    fn a_finder_that_sees_every_workspace_is_found() {
        for bad in [
            "    let row = lead::Entity::load().one(&tx.db).await?;",
            "    let row = LeadEntity::find_by_email(email).one(&tx.db).await?;",
            "    let rows = Entity::find().all(&tx.db).await?;",
            "    let row = lead::Entity::find_by_id(id).one(&tx.db).await?;",
            "    lead::Entity::delete_many().exec(&tx.db).await?;",
            "    let touches = leads.load_many(touch::Entity, &tx.db).await?;",
            "    let row = E::find().one(db).await?;",
        ] {
            assert_eq!(found(bad), [1], "{bad}");
        }
    }

    #[test]
    fn a_finder_of_the_workspace_or_of_something_else_is_left_alone() {
        for good in [
            "    let row = tx.find::<lead::Entity>().one(&tx.db).await?;",
            "    let first = names.iter().find(|name| name.is_empty());",
            "    let config = Config::load(path)?;",
            "    let account = account::find_by_phone(tx, phone).await?;",
            "    // not lead::Entity::find(), which sees every workspace",
        ] {
            assert_eq!(found(good), Vec::<usize>::new(), "{good}");
        }
    }

    #[test]
    fn the_kernel_may_begin_a_query() {
        let text = "E::find().filter(E::WORKSPACE.eq(id))";
        assert_eq!(lines_found(check, "crates/kernel/src/tx.rs", text), Vec::<usize>::new());
    }

    #[test]
    fn an_item_that_states_its_reason_is_exempted_and_its_neighbour_is_not() {
        let text = r#"
impl Runner {
    /// Takes the next job, of whatever workspace.
    #[expect(
        clippy::disallowed_methods,
        reason = "the runner works for every workspace"
    )]
    async fn next(&self) -> Result<Option<Model>> {
        let row = job::Entity::find().one(&self.db).await?;
        Ok(row)
    }

    #[expect(clippy::disallowed_methods, reason = "by the ids of the workspace's own")]
    async fn these(
        &self,
        ids: Vec<Uuid>,
    ) -> Result<Vec<Model>> {
        job::Entity::find().filter(Column::Id.is_in(ids)).all(&self.db).await
    }

    async fn other(&self) -> Result<Option<Model>> {
        job::Entity::find().one(&self.db).await
    }
}
"#;
        assert_eq!(found(text), [22]);
    }
}
