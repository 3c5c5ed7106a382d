import { Settings, UserRound } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/settings',
      group: 'settings',
      order: 90,
      label: 'shell:nav.settings',
      keywords: 'shell:nav.keywords.settings',
      icon: Settings,
      goTo: 's',
    },
  ],
  settings: [{ to: '/settings/profile', order: 10, label: 'settings:profile.title', icon: UserRound }],
};
