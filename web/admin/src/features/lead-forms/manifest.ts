import { FileText } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/forms',
      group: 'discover',
      order: 13,
      label: 'shell:nav.forms',
      keywords: 'shell:nav.keywords.forms',
      icon: FileText,
      goTo: 'f',
      grant: 'leads:read',
    },
  ],
};
