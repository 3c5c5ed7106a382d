import { LayoutDashboard, Plus } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/dashboards',
      group: 'insights',
      order: 1,
      label: 'shell:nav.dashboards',
      keywords: 'shell:nav.keywords.dashboards',
      icon: LayoutDashboard,
      grant: 'events:read',
      goTo: 'd',
    },
  ],
  commands: [
    {
      id: 'dashboards.create',
      label: 'shell:command.create_dashboard',
      keywords: 'shell:nav.keywords.dashboards',
      icon: Plus,
      grant: 'customers:write',
      run: ({ goTo }) => goTo('/dashboards?new=true'),
    },
  ],
};
