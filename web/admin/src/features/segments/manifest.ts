import { Group, Plus } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/segments',
      group: 'customers',
      order: 32,
      label: 'shell:nav.segments',
      keywords: 'shell:nav.keywords.segments',
      icon: Group,
      goTo: 'g',
      grant: 'customers:read',
    },
  ],
  commands: [
    {
      id: 'segments.create',
      label: 'shell:command.create_segment',
      keywords: 'shell:nav.keywords.segments',
      icon: Plus,
      grant: 'customers:write',
      run: ({ goTo }) => goTo('/segments/new'),
    },
  ],
  records: { segment: (id) => `/segments/${id}` },
};
