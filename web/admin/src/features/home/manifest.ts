import { House } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/',
      group: 'top',
      order: 0,
      label: 'shell:nav.home',
      keywords: 'shell:nav.keywords.home',
      icon: House,
      goTo: 'h',
    },
  ],
};
