// @vitest-environment jsdom
import type { Group } from '@perennial/api-client';
import { cleanup, fireEvent, render, renderHook, screen } from '@testing-library/react';
import i18next from 'i18next';
import { useState } from 'react';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import insights from '../../../locales/en/insights.json';
import { BoundsField } from './bounds-field';
import { GroupLegend } from './group-legend';
import { useGroupLines } from './use-group-lines';
import { useGroupNames } from './use-group-names';
import { cellParts } from './use-groups';

const value = (text: string, label?: string): Group => ({
  ...{ kind: 'value', key: `key-${text}`, value: text },
  ...(label ? { label, label_zh: label } : {}),
});

function namesOf(groups: Group[], isMember = false): string[] {
  return renderHook(() => useGroupNames()).result.current(groups, isMember);
}

beforeAll(async () => {
  window.matchMedia ??= (() => ({
    matches: false,
    addEventListener() {},
    removeEventListener() {},
  })) as never;
  await i18next
    .use(initReactI18next)
    .init({ lng: 'en', defaultNS: 'insights', resources: { en: { insights } } });
});
afterEach(cleanup);

describe('a group is called', () => {
  it('by the label of its value, or by the value itself', () => {
    expect(namesOf([value('8', 'Restaurants'), value('Retail')])).toEqual(['Restaurants', 'Retail']);
  });

  it('a former member where somebody left, and never by a bare id', () => {
    expect(namesOf([value('mem_1', 'Ada'), value('mem_2')], true)).toEqual(['Ada', 'Former member']);
  });

  it('by where its numbers begin and end, also from nought on', () => {
    const band = (from: number | null, below: number | null): Group => ({
      ...{ kind: 'band', key: `${from}`, from, below },
    });
    const names = namesOf([band(null, 0), band(0, 1_000), band(1_000, null)]);
    expect(names).toEqual(['Under 0', '0 to under 1,000', '1,000 or more']);
  });

  it('other or no value in words', () => {
    const rest = [
      { kind: 'other', key: 'other' },
      { kind: 'none', key: 'none' },
    ] satisfies Group[];
    expect(namesOf(rest)).toEqual([insights.split.other, insights.split.none]);
  });

  it('differently from every other, also where two members have one name', () => {
    expect(namesOf([value('mem_1', 'Ada'), value('mem_2', 'Ada')], true)).toEqual(['Ada', 'Ada (2)']);
  });
});

describe('a cell of a group', () => {
  it('is the cell of the whole and the key of the group', () => {
    expect(cellParts('0.27@8f1c')).toEqual({ whole: '0.27', key: '8f1c' });
    expect(cellParts('0.27')).toEqual({ whole: '0.27', key: undefined });
  });
});

function Legend({ count }: { count: number }) {
  const [chosen, setChosen] = useState<string[]>();
  const groups = Array.from({ length: count }, (_, at) => {
    const group = value(`Group ${at + 1}`);
    return { key: group.key, name: `Group ${at + 1}`, at, group };
  });
  return <GroupLegend {...useGroupLines(groups, chosen, setChosen)} />;
}

describe('the lines of many groups', () => {
  const shown = () =>
    screen
      .getAllByRole('button')
      .filter((button) => button.getAttribute('aria-pressed') === 'true')
      .map(({ textContent }) => textContent);

  it('are the first few, until somebody switches others on', () => {
    render(<Legend count={8} />);
    const first = ['Group 1', 'Group 2', 'Group 3', 'Group 4', 'Group 5', 'Group 6'];
    expect(shown()).toEqual(first);
    fireEvent.click(screen.getByRole('button', { name: 'Group 8' }));
    expect(shown()).toEqual([...first, 'Group 8']);
    fireEvent.click(screen.getByRole('button', { name: 'Group 1' }));
    fireEvent.click(screen.getByRole('button', { name: insights.split.everybody }));
    expect(shown()).toEqual([insights.split.everybody, ...first.slice(1), 'Group 8']);
  });
});

describe('the entry of bounds', () => {
  function show() {
    const asked: number[][] = [];
    render(<BoundsField value={[10, 50]} onChange={(bounds) => asked.push(bounds)} />);
    return { asked, input: screen.getByRole('textbox', { name: insights.split.bounds }) };
  }

  it('shows the bands while they are typed and asks once the field is left', () => {
    const { asked, input } = show();
    fireEvent.change(input, { target: { value: '100, 20' } });
    const bands = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(bands).toEqual(['Under 20', '20 to under 100', '100 or more']);
    expect(asked).toEqual([]);
    fireEvent.blur(input);
    expect(asked).toEqual([[20, 100]]);
  });

  it('keeps what it can not read, and says so', () => {
    const { asked, input } = show();
    fireEvent.change(input, { target: { value: '10, lots' } });
    fireEvent.blur(input);
    expect(asked).toEqual([]);
    expect(screen.getByRole('alert').textContent).toContain('lots');
    expect(screen.getByDisplayValue('10, lots')).toBeTruthy();
  });
});
