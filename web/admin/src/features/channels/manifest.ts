import { Radio } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/channels',
      group: 'discover',
      order: 12,
      label: 'shell:nav.channels',
      keywords: 'shell:nav.keywords.channels',
      icon: Radio,
      goTo: 'c',
      grant: 'leads:read',
    },
  ],
};
