import { BookOpenText } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/sales-kit',
      group: 'discover',
      order: 16,
      label: 'shell:nav.sales_kit',
      keywords: 'shell:nav.keywords.sales_kit',
      icon: BookOpenText,
      grant: 'leads:read',
    },
  ],
  records: { kit_item: (id) => `/sales-kit?open=${id}` },
};
