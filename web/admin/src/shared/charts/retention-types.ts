export type Unit = 'person' | 'account';

/** A figure that may be missing. */
export type Known = number | null | undefined;

/** A share with the bounds between which the true one lies with 95 %. */
export type Share = { rate?: Known; low?: Known; high?: Known };

export type RetentionCell = Share & {
  period: number;
  /** Nothing where the period is not over. */
  units?: Known;
  state: 'final' | 'provisional';
  /** Opens the list behind it. */
  cell?: string | null;
};

export type RetentionRow = {
  starts_on: string;
  ends_on: string;
  cohort_size: number;
  cell?: string | null;
  cells: RetentionCell[];
};

/** All cohorts together, over the cells that are settled. */
export type RetentionMean = Share & { period: number; units: number; of: number };

/** A retention answer, and how its parts are called. */
export type RetentionFigures = {
  unit: Unit;
  rows: RetentionRow[];
  mean: RetentionMean[];
  rowName: (row: RetentionRow) => string;
  periodName: (period: number) => string;
};

/** What a list behind a figure is called and how it is opened. */
export type OpenCell = (cell: string) => void;

/** The first cell of a row that is not settled is the period that runs now; those after it lie in the future. */
export function runningPeriod({ cells }: RetentionRow): number | undefined {
  return cells.find(({ state }) => state === 'provisional')?.period;
}
