import { Waves, Waypoints } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/pool',
      group: 'discover',
      order: 11,
      label: 'shell:nav.pool',
      keywords: 'shell:nav.keywords.pool',
      icon: Waves,
      grant: 'leads:read',
    },
    {
      to: '/routing',
      group: 'discover',
      order: 15,
      label: 'shell:nav.routing',
      keywords: 'shell:nav.keywords.routing',
      icon: Waypoints,
      grant: 'leads:read',
    },
  ],
};
