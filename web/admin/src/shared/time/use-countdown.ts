import { useEffect, useState } from 'react';

/** Seconds until a moment, below zero once it has passed: by the second in the last hour, by the half minute before. */
export function useCountdown(at: string | null | undefined): number | undefined {
  const [now, setNow] = useState(() => Date.now());
  const left = at ? Math.round((Date.parse(at) - now) / 1000) : undefined;
  const isClose = left !== undefined && Math.abs(left) < 3_600;
  useEffect(() => {
    if (!at) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), isClose ? 1_000 : 30_000);
    return () => clearInterval(timer);
  }, [at, isClose]);
  return left;
}
