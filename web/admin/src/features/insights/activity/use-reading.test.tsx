// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { useReading } from './use-reading';

function Stream({ list }: { list: string }) {
  const area = useRef<HTMLDivElement>(null);
  const { isReading, toTop } = useReading(area, list);
  return (
    <>
      <div ref={area}>
        <input aria-label="filter" />
        <div data-testid="scroller">
          <button type="button" data-row-id="1">
            row
          </button>
        </div>
      </div>
      <button type="button" onClick={toTop}>
        beside
      </button>
      <output>{isReading ? 'held' : 'live'}</output>
    </>
  );
}

afterEach(cleanup);

const state = () => screen.getByRole('status').textContent;
const scrollTo = (top: number) => {
  const scroller = screen.getByTestId('scroller');
  scroller.scrollTo = () => undefined;
  scroller.scrollTop = top;
  fireEvent.scroll(scroller);
};

describe('a reader of the stream', () => {
  it('reads when the list is scrolled down, not at its top', () => {
    render(<Stream list="a" />);
    expect(state()).toBe('live');
    scrollTo(200);
    expect(state()).toBe('held');
    scrollTo(0);
    expect(state()).toBe('live');
  });

  it('reads on a row, also while a drawer beside the list has the focus, and no more in the filters', () => {
    render(<Stream list="a" />);
    act(() => screen.getByText('row').focus());
    expect(state()).toBe('held');
    act(() => screen.getByText('beside').focus());
    expect(state()).toBe('held');
    act(() => screen.getByLabelText('filter').focus());
    expect(state()).toBe('live');
  });

  it('begins at the top when asked to, and with another list', () => {
    const { rerender } = render(<Stream list="a" />);
    scrollTo(200);
    fireEvent.click(screen.getByText('beside'));
    expect(state()).toBe('live');
    scrollTo(200);
    rerender(<Stream list="b" />);
    expect(state()).toBe('live');
  });
});
