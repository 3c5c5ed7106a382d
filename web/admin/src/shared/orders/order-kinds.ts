import type { OrderKind } from '@perennial/api-client';

/** In the order of a customer's life. */
export const orderKinds = [
  'opening',
  'annual',
  'expansion',
  'contraction',
  'refund',
] as const satisfies OrderKind[];
