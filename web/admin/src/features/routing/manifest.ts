import { Waypoints } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
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
