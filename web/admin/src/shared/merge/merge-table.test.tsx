// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import i18next from 'i18next';
import { useState } from 'react';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import merge from '../../locales/en/merge.json';
import { type ComparedField, type FieldChoices, neededChoices } from './compare';
import { MergeTable } from './merge-table';

type Shop = { id: string; name: string; city?: string };
const blue = { id: 'a', name: 'Blue', city: 'Wuhan' };
const blueLtd = { id: 'b', name: 'Blue Ltd', city: 'Wuhan' };
const fields: ComparedField<Shop>[] = [
  { field: 'name', label: 'Name', textOf: ({ name }) => name },
  { field: 'city', label: 'City', textOf: ({ city }) => city },
];

function Comparison() {
  const [winner, setWinner] = useState<Shop>(blue);
  const [choices, setChoices] = useState<FieldChoices>({});
  const loser = winner === blue ? blueLtd : blue;
  return (
    <>
      <MergeTable
        columns={[blue, blueLtd]}
        winner={winner}
        nameOf={({ name }) => name}
        fields={fields}
        choices={choices}
        onWinner={(id) => setWinner(id === 'a' ? blue : blueLtd)}
        onChoices={setChoices}
      />
      <output>{JSON.stringify(neededChoices([winner, loser], fields, choices))}</output>
    </>
  );
}

const keep = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name: `Name: keep ${name}` });
const stay = (name: string) =>
  within(screen.getByRole('columnheader', { name })).getByRole<HTMLInputElement>('radio');

beforeAll(() => i18next.use(initReactI18next).init({ lng: 'en', resources: { en: { merge } } }));
afterEach(cleanup);

describe('records side by side', () => {
  it('ask about what differs and about nothing else', () => {
    render(<Comparison />);
    expect(screen.getAllByRole('radio')).toHaveLength(4);
    expect(keep('Blue').checked).toBe(true);
    expect(screen.getAllByText('Wuhan')).toHaveLength(2);
  });

  it('keep the values of the one that stays, unless told otherwise', () => {
    render(<Comparison />);
    fireEvent.click(stay('Blue Ltd'));
    expect(keep('Blue Ltd').checked).toBe(true);
    fireEvent.click(keep('Blue'));
    expect(stay('Blue Ltd').checked).toBe(true);
    expect(screen.getByRole('status').textContent).toBe('{"name":"a"}');
  });
});
