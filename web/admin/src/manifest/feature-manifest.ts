import type { Grant } from '@perennial/api-client';
import type { Stage } from '@perennial/ui';
import type { QueryClient } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import type { TextKey } from '../i18n/text-key';
import type { FileRouteTypes } from '../route-tree.gen';

export type RoutePath = FileRouteTypes['to'];
export type NavigationGroup =
  | 'top'
  | Extract<Stage, 'discover' | 'purchase'>
  | 'customers'
  | 'insights'
  | 'settings';

export type NavigationItem = {
  to: RoutePath;
  /** Where it stands: a stage of the journey, or one of the groups beside it. */
  group: NavigationGroup;
  order: number;
  label: TextKey;
  icon: LucideIcon;
  /** Without this grant the item is hidden. */
  grant?: Grant;
  /** The key after `G`. */
  goTo?: string;
  /** What else people type to find it, such as pinyin. */
  keywords?: TextKey;
};

export type CommandContext = { goTo: (to: string) => void; queryClient: QueryClient };

export type Command = {
  id: string;
  label: TextKey;
  keywords?: TextKey;
  icon?: LucideIcon;
  /** A key that runs it from anywhere. */
  keys?: string;
  grant?: Grant;
  run: (context: CommandContext) => void;
};

/**
 * What a feature adds to the shell. A folder `features/<domain>/manifest.ts` that exports `manifest` is found by itself:
 * no list to edit when a feature comes or goes.
 */
export type FeatureManifest = {
  navigation?: NavigationItem[];
  /** Pages of the settings area. */
  settings?: Omit<NavigationItem, 'group'>[];
  commands?: Command[];
  /** Where a search hit of this type leads. */
  records?: Record<string, (id: string) => string>;
};
