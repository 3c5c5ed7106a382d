import { ListChecks } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/tasks',
      group: 'top',
      order: 5,
      label: 'shell:nav.tasks',
      keywords: 'shell:nav.keywords.tasks',
      icon: ListChecks,
      goTo: 't',
    },
  ],
  records: { task: () => '/tasks' },
};
