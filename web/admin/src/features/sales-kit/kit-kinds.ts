import type { KitKind } from '@perennial/api-client';

export const kitKinds = [
  'script',
  'case',
  'price_list',
  'competitor_card',
  'document',
] as const satisfies KitKind[];
