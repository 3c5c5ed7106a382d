import { Coins, Split } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/costs',
      group: 'discover',
      order: 13,
      label: 'shell:nav.costs',
      keywords: 'shell:nav.keywords.costs',
      icon: Coins,
      grant: 'leads:read',
    },
    {
      to: '/attribution',
      group: 'discover',
      order: 14,
      label: 'shell:nav.attribution',
      keywords: 'shell:nav.keywords.attribution',
      icon: Split,
      grant: 'leads:read',
    },
  ],
};
