/** The texts of a lead's page and drawer, wherever a lead is opened. */
export const leadNamespaces = [
  'leads',
  'activities',
  'validity',
  'lead-routing',
  'pool',
  'referrals',
  'selling',
  'quotes',
  'sales-kit',
  'accounts',
  'merge',
  'work',
  'timeline',
] as const;
