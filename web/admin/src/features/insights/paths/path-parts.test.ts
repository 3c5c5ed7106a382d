import { describe, expect, it } from 'vitest';
import { examplePaths } from './example-paths';
import { eventColors, inGroup, linksFrom, mainEvents, pathParts, shownSteps, stoppedAt } from './path-parts';

describe('the parts of a paths answer', () => {
  const parts = pathParts(examplePaths);

  it('keep the order of the answer: a drawing tells a part by its place', () => {
    expect(parts.nodes.map(({ node }) => node.node)).toEqual(['1.0', '1.1', '2.0', '2.1']);
    expect(parts.links.map(({ link }) => link.cell)).toEqual(['link.1.0.1', 'link.1.0.0']);
  });

  it('tell what comes next, the most frequent first', () => {
    const [first] = parts.nodes;
    expect(first && linksFrom(parts, first.node).map(({ to }) => to.name)).toEqual(['exported', 'opened']);
  });

  it('leave out steps that no path is long enough for', () => {
    const { steps } = examplePaths;
    const shown = shownSteps({ ...examplePaths, steps: [{ step: 0, nodes: [] }, ...steps] });
    expect(shown.map(({ step }) => step)).toEqual([1, 2]);
  });

  it('give an event the same colour at every step, and none to the others', () => {
    expect([...eventColors(examplePaths)]).toEqual([
      ['opened', 0],
      ['exported', 1],
    ]);
  });

  it('tell whom the flow loses: not those who come to the end that was asked for', () => {
    const asked = { ...examplePaths, question: { ...examplePaths.question, end: 'exported' } };
    const stopped = pathParts(asked).nodes.map(({ node }) => stoppedAt(asked, node));
    expect(stopped).toEqual([10, 10, 0, 0]);
  });

  it('give the ends that were asked for the first colours', () => {
    const asked = { ...examplePaths, question: { ...examplePaths.question, end: 'exported' } };
    expect(eventColors(asked).get('exported')).toBe(0);
  });
});

describe('the paths of a group', () => {
  /** Of all paths, those that open and go no further. */
  const steps = examplePaths.steps.map(({ step, nodes }) => ({
    step,
    nodes: nodes.map((node, at) => ({ ...node, paths: step === 1 && at === 0 ? 7 : 0 })),
  }));
  const shown = inGroup(examplePaths, { paths: 7, units: 2, cell: 'all@8f1c', steps, links: [] });

  it('are drawn without the events that none of them have, in the same colours', () => {
    expect(pathParts(shown).nodes.map(({ node }) => node.node)).toEqual(['1.0']);
    expect(shownSteps(shown).map(({ step }) => step)).toEqual([1]);
    expect(eventColors(shown)).toEqual(eventColors(examplePaths));
  });

  it('are told by what they are, with the question of all', () => {
    expect([shown.paths, shown.units, shown.cell]).toEqual([7, 2, 'all@8f1c']);
    expect(shown.question).toBe(examplePaths.question);
  });

  it('are compared by the most frequent events of all, where paths differ', () => {
    const names = (answer: typeof examplePaths) => mainEvents(answer).map(({ node }) => node.name);
    expect(names(examplePaths)).toEqual(['opened', 'exported']);
    const first = examplePaths.steps.map(({ step, nodes }) => ({
      step,
      nodes: nodes.map((node) => (step === 1 ? { ...node, rate: 1 } : node)),
    }));
    expect(names({ ...examplePaths, steps: first })).toEqual(['exported']);
  });
});
