// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useCountdown } from './use-countdown';

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime('2026-11-23T10:00:00Z');
});
afterEach(() => vi.useRealTimers());

it('counts by the second in the last hour and goes on below zero', () => {
  const { result } = renderHook(() => useCountdown('2026-11-23T10:00:02Z'));
  expect(result.current).toBe(2);
  act(() => vi.advanceTimersByTime(1_000));
  expect(result.current).toBe(1);
  act(() => vi.advanceTimersByTime(3_000));
  expect(result.current).toBe(-2);
});

it('knows nothing where nothing is due', () => {
  expect(renderHook(() => useCountdown(null)).result.current).toBeUndefined();
});
