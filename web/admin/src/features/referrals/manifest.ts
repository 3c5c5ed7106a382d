import { Handshake } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/referrals',
      group: 'discover',
      order: 17,
      label: 'shell:nav.referrals',
      keywords: 'shell:nav.keywords.referrals',
      icon: Handshake,
      grant: 'leads:read',
    },
  ],
};
