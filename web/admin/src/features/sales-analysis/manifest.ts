import { ChartNoAxesCombined } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/sales-analysis',
      group: 'discover',
      order: 18,
      label: 'shell:nav.sales_analysis',
      keywords: 'shell:nav.keywords.sales_analysis',
      icon: ChartNoAxesCombined,
      grant: 'leads:read',
    },
  ],
};
