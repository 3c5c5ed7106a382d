import { Gauge } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/scoring',
      group: 'discover',
      order: 13,
      label: 'shell:nav.scoring',
      keywords: 'shell:nav.keywords.scoring',
      icon: Gauge,
      grant: 'leads:read',
    },
  ],
};
