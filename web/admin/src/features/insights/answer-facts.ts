import type { Unit } from '../../shared/charts/retention-types';
import type { SplitQuestion } from './breakdown/use-group-names';

/** What every answer says about itself. */
export type AnswerFacts = {
  definition: { id: string; version: number };
  unit: Unit;
  time_zone: string;
  /** 1 is Monday. */
  week_start: number;
  as_of: string;
  /** Opens, with the id of a cell, the list behind it. */
  drill: string;
  question: SplitQuestion & { segment_id?: string | null; as_of_on?: string | null };
  checks: { code: string; holds: boolean }[];
};
