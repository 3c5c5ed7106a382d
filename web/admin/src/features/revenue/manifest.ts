import { TrendingUp } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/revenue',
      group: 'purchase',
      order: 50,
      label: 'shell:nav.revenue',
      keywords: 'shell:nav.keywords.revenue',
      icon: TrendingUp,
      grant: 'customers:read',
    },
  ],
};
