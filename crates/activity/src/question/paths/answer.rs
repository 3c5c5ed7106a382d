use super::{
    Paths, PathsQuestion,
    course::BETWEEN,
    flow::{Link, Node, OTHERS},
};
use crate::question::{
    answer::AnswerHead,
    ask::{Asked, Question},
    average::{mean, median, seconds},
    metric,
    share::Share,
};
use kernel::metric::Check;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// What people do one after the other. At every event, what comes is what leaves:
/// `paths = ended + went_on + Σ links from it = began + Σ links to it`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PathsAnswer {
    #[serde(flatten)]
    pub head: AnswerHead,
    /// The question, with everything that was left out filled in.
    pub question: PathsQuestion,
    /// How many paths there are: visits, or the parts of visits that were asked for.
    pub paths: u64,
    /// Of how many people or accounts.
    pub units: u64,
    /// Opens the list of them.
    #[schema(example = "all")]
    pub cell: &'static str,
    /// One per step.
    pub steps: Vec<PathStep>,
    /// From an event of one step to an event of the next.
    pub links: Vec<PathLink>,
}

/// A step: the events that paths have at this place.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PathStep {
    /// 1 is the first.
    #[schema(example = 2)]
    pub step: usize,
    /// The most frequent event first, `other` last.
    pub nodes: Vec<PathNode>,
}

kernel::words! {
    /// What a node of the flow stands for.
    pub enum PathNodeKind {
        /// An event.
        Event = "event",
        /// The part of paths that is left out between their beginning and their end.
        Between = "between",
        /// The events of the step that are not among its most frequent.
        Other = "other",
    }
}

/// An event at one step.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PathNode {
    /// What links call it: step and place.
    #[schema(example = "2.0")]
    pub node: String,
    pub kind: PathNodeKind,
    /// The event's name; null for `between` and `other`.
    pub name: Option<String>,
    /// How many paths have it here.
    pub paths: u64,
    /// Of all paths.
    #[serde(flatten)]
    pub share: Share,
    /// Of how many people or accounts.
    pub units: u64,
    /// How many paths begin here.
    pub began: u64,
    /// How many end here: the visit is over, or has reached the end that was asked for.
    pub ended: u64,
    /// Of how many people or accounts.
    pub ended_units: u64,
    /// How many go on after the last step that is shown.
    pub went_on: u64,
    /// Open the lists.
    pub cells: PathNodeCells,
}

/// Open the lists.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PathNodeCells {
    /// Those with a path through it.
    #[schema(example = "node.2.0")]
    pub units: String,
    /// Those with a path that ends there.
    #[schema(example = "end.2.0")]
    pub ended: String,
}

/// Paths from one event to the next.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PathLink {
    /// The `node` it leads from.
    #[schema(example = "1.0")]
    pub from: String,
    /// The `node` it leads to.
    #[schema(example = "2.3")]
    pub to: String,
    /// How many.
    pub paths: u64,
    /// Of how many people or accounts.
    pub units: u64,
    /// Between the two, on average.
    #[schema(required = true)]
    pub mean_seconds: Option<f64>,
    /// The median of an even number is the mean of the middle two.
    #[schema(required = true)]
    pub median_seconds: Option<f64>,
    /// Opens the list.
    #[schema(example = "link.1.0.3")]
    pub cell: String,
}

impl Paths {
    pub fn answer(mut self, asked: &Asked<'_>) -> PathsAnswer {
        let checks = vec![Check { code: "paths_conserved", holds: self.flow.is_conserved() }];
        let head = asked.head(&metric::PATHS, &Question::Paths(self.question.clone()), checks);
        let links = std::mem::take(&mut self.flow.links);
        let steps = self.flow.steps.iter().enumerate().map(|(at, nodes)| {
            let nodes = nodes.iter().enumerate();
            let nodes = nodes
                .map(|(place, node)| seen(node, (at + 1, place), self.flow.paths, &self.names));
            PathStep { step: at + 1, nodes: nodes.collect() }
        });
        PathsAnswer {
            head,
            paths: self.flow.paths,
            units: self.flow.units.count(),
            cell: "all",
            steps: steps.collect(),
            links: links.into_iter().map(|(ends, link)| linked(ends, link)).collect(),
            question: self.question,
        }
    }
}

fn seen(
    node: &Node,
    (step, place): (usize, usize),
    all: u64,
    names: &HashMap<i32, String>,
) -> PathNode {
    let kind = match node.name {
        BETWEEN => PathNodeKind::Between,
        OTHERS => PathNodeKind::Other,
        _ => PathNodeKind::Event,
    };
    PathNode {
        node: format!("{step}.{place}"),
        kind,
        name: names.get(&node.name).cloned(),
        paths: node.paths,
        share: Share::of(node.paths, all),
        units: node.units.count(),
        began: node.began,
        ended: node.ended,
        ended_units: node.ended_units.count(),
        went_on: node.went_on,
        cells: PathNodeCells {
            units: format!("node.{step}.{place}"),
            ended: format!("end.{step}.{place}"),
        },
    }
}

fn linked((at, from, to): (usize, usize, usize), mut link: Link) -> PathLink {
    let step = at + 1;
    PathLink {
        from: format!("{step}.{from}"),
        to: format!("{}.{to}", step + 1),
        paths: link.paths,
        units: link.units.count(),
        mean_seconds: seconds(mean(&link.times)),
        median_seconds: seconds(median(&mut link.times)),
        cell: format!("link.{step}.{from}.{to}"),
    }
}
