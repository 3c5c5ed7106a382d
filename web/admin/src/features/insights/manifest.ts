import { ChartSpline } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/insights',
      group: 'insights',
      order: 0,
      label: 'shell:nav.insights',
      keywords: 'shell:nav.keywords.insights',
      icon: ChartSpline,
      grant: 'events:read',
      goTo: 'i',
    },
  ],
};
