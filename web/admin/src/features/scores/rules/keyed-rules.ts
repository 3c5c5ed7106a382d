import type {
  EngagementGroup,
  EngagementRule,
  FitGroup,
  FitRule,
  ScoreDefinition,
  Threshold,
} from '@perennial/api-client';

/** Tells rows apart while they are edited; the API knows nothing of it. */
export type Row = { key_: string };
export type Keyed<T> = T & Row;
export type KeyedFitGroup = Keyed<Omit<FitGroup, 'rules'> & { rules: Keyed<FitRule>[] }>;
export type KeyedEngagementGroup = Keyed<Omit<EngagementGroup, 'rules'> & { rules: Keyed<EngagementRule>[] }>;
export type KeyedRules = Omit<ScoreDefinition, 'fit' | 'engagement' | 'thresholds'> & {
  fit: Omit<ScoreDefinition['fit'], 'groups'> & { groups: KeyedFitGroup[] };
  engagement: Omit<ScoreDefinition['engagement'], 'groups'> & { groups: KeyedEngagementGroup[] };
  thresholds: Keyed<Threshold>[];
};

let last = 0;

export function keyed<T extends object>(row: T): Keyed<T> {
  last += 1;
  return { ...row, key_: `r${last}` };
}

export function withKeys(rules: ScoreDefinition): KeyedRules {
  return {
    ...rules,
    fit: {
      ...rules.fit,
      groups: rules.fit.groups.map((group) => keyed({ ...group, rules: group.rules.map(keyed) })),
    },
    engagement: {
      ...rules.engagement,
      groups: rules.engagement.groups.map((group) => keyed({ ...group, rules: group.rules.map(keyed) })),
    },
    thresholds: rules.thresholds.map(keyed),
  };
}

function plain<T extends { key_: string }>({ key_: _, ...row }: T): Omit<T, 'key_'> {
  return row;
}

export function withoutKeys(rules: KeyedRules): ScoreDefinition {
  return {
    ...rules,
    fit: {
      ...rules.fit,
      groups: rules.fit.groups.map((group) => ({ ...plain(group), rules: group.rules.map(plain) })),
    },
    engagement: {
      ...rules.engagement,
      groups: rules.engagement.groups.map((group) => ({ ...plain(group), rules: group.rules.map(plain) })),
    },
    thresholds: rules.thresholds.map(plain),
  };
}

/** The list with one of its rows changed. */
export function changed<T extends Row>(rows: T[], key: string, change: Partial<NoInfer<T>>): T[] {
  return rows.map((row) => (row.key_ === key ? { ...row, ...change } : row));
}

export function without<T extends { key_: string }>(rows: T[], key: string): T[] {
  return rows.filter((row) => row.key_ !== key);
}
