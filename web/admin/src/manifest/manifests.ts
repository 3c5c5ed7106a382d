import type { Command, FeatureManifest, NavigationGroup, NavigationItem } from './feature-manifest';

const found = import.meta.glob<FeatureManifest>('../features/*/manifest.ts', {
  eager: true,
  import: 'manifest',
});
const manifests = Object.values(found);

export const navigation: NavigationItem[] = manifests
  .flatMap((each) => each.navigation ?? [])
  .toSorted(byOrder);

export const settingsPages = manifests.flatMap((each) => each.settings ?? []).toSorted(byOrder);

export const commands: Command[] = manifests.flatMap((each) => each.commands ?? []);

export const recordLinks: Record<string, (id: string) => string> = Object.assign(
  {},
  ...manifests.map((each) => each.records ?? {}),
);

/** In the order of a customer's life. */
export const navigationGroups: NavigationGroup[] = [
  'top',
  'discover',
  'customers',
  'purchase',
  'insights',
  'settings',
];

function byOrder(left: { order: number }, right: { order: number }): number {
  return left.order - right.order;
}
