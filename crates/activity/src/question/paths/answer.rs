use super::{
    Paths, PathsQuestion,
    course::BETWEEN,
    flow::{Flow, Link, Node, is_covered},
    ranks::OTHERS,
};
use crate::question::{
    answer::AnswerHead,
    ask::{Asked, Question},
    audience::{Group, cell_of},
    average::{mean, median, seconds},
    metric,
    share::Share,
};
use kernel::metric::Check;
use serde::Serialize;
use std::{collections::HashMap, fmt::Arguments};
use utoipa::ToSchema;

/// What people do one after the other. At every event, what comes is what leaves:
/// `paths = ended + went_on + Σ links from it = began + Σ links to it`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PathsAnswer {
    #[serde(flatten)]
    pub head: AnswerHead,
    /// The question, with everything that was left out filled in.
    pub question: PathsQuestion,
    #[serde(flatten)]
    pub figures: PathsFigures,
    /// The same for each group of the breakdown; null without one. A node is the same event in every group, whether any of
    /// its paths have it or not.
    pub groups: Option<Vec<PathsGroup>>,
}

/// The paths of one group.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PathsGroup {
    #[serde(flatten)]
    pub group: Group,
    #[serde(flatten)]
    pub figures: PathsFigures,
}

/// What everybody or a group does one after the other.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PathsFigures {
    /// How many paths there are: visits, or the parts of visits that were asked for.
    pub paths: u64,
    /// Of how many people or accounts.
    pub units: u64,
    /// Opens the list of them.
    #[schema(example = "all")]
    pub cell: String,
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
    pub fn answer(self, asked: &Asked<'_>) -> PathsAnswer {
        let whole = &self.flows.whole;
        let checks = vec![
            Check { code: "paths_conserved", holds: self.flows.every().all(Flow::is_conserved) },
            Check { code: "groups_cover", holds: is_covered(&self.flows) },
        ];
        let groups = self.flows.each_group(|group, flow| PathsGroup {
            group: group.clone(),
            figures: flow.figures(&self.names, Some(group)),
        });
        let figures = whole.figures(&self.names, None);
        let question = self.question;
        let head = asked.head(&metric::PATHS, &Question::Paths(question.clone()), checks);
        PathsAnswer { head, question, figures, groups }
    }
}

impl Flow {
    fn figures(&self, names: &HashMap<i32, String>, group: Option<&Group>) -> PathsFigures {
        let cell = |whole: Arguments<'_>| cell_of(whole, group);
        let steps = (1..).zip(&self.steps).map(|(step, nodes)| {
            let nodes = nodes.iter().enumerate();
            let nodes =
                nodes.map(|(place, node)| node.answer(self.paths, (step, place), names, cell));
            PathStep { step, nodes: nodes.collect() }
        });
        PathsFigures {
            paths: self.paths,
            units: self.units.count(),
            cell: cell_of("all", group),
            steps: steps.collect(),
            links: self.links.iter().map(|(ends, link)| link.answer(*ends, cell)).collect(),
        }
    }
}

impl Node {
    fn answer(
        &self,
        all: u64,
        (step, place): (usize, usize),
        names: &HashMap<i32, String>,
        cell: impl Fn(Arguments<'_>) -> String,
    ) -> PathNode {
        let kind = match self.name {
            BETWEEN => PathNodeKind::Between,
            OTHERS => PathNodeKind::Other,
            _ => PathNodeKind::Event,
        };
        PathNode {
            node: format!("{step}.{place}"),
            kind,
            name: names.get(&self.name).cloned(),
            paths: self.paths,
            share: Share::of(self.paths, all),
            units: self.units.count(),
            began: self.began,
            ended: self.ended,
            ended_units: self.ended_units.count(),
            went_on: self.went_on,
            cells: PathNodeCells {
                units: cell(format_args!("node.{step}.{place}")),
                ended: cell(format_args!("end.{step}.{place}")),
            },
        }
    }
}

impl Link {
    fn answer(
        &self,
        (at, from, to): (usize, usize, usize),
        cell: impl Fn(Arguments<'_>) -> String,
    ) -> PathLink {
        let step = at + 1;
        PathLink {
            from: format!("{step}.{from}"),
            to: format!("{}.{to}", step + 1),
            paths: self.paths,
            units: self.units.count(),
            mean_seconds: seconds(mean(&self.times)),
            median_seconds: seconds(median(&mut self.times.clone())),
            cell: cell(format_args!("link.{step}.{from}.{to}")),
        }
    }
}
