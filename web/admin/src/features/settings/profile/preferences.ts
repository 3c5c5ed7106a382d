import { type Density, setAppearance, type ThemeChoice } from '@perennial/ui';
import * as z from 'zod/mini';

const preferencesSchema = z.object({
  theme: z.optional(z.catch(z.optional(z.enum(['light', 'dark', 'system'])), undefined)),
  density: z.optional(z.catch(z.optional(z.enum(['compact', 'regular', 'roomy'])), undefined)),
});

export type Preferences = { theme: ThemeChoice; density: Density };

/** Takes over the look that the operator chose, perhaps in another browser. */
export function applyPreferences(stored: unknown): void {
  const { theme, density } = preferencesSchema.safeParse(stored ?? {}).data ?? {};
  setAppearance({ ...(theme ? { theme } : {}), ...(density ? { density } : {}) });
}
