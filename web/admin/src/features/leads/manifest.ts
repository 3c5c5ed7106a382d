import { Kanban, Plus, Scale, Users } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/leads',
      group: 'discover',
      order: 10,
      label: 'shell:nav.leads',
      keywords: 'shell:nav.keywords.leads',
      icon: Users,
      goTo: 'l',
      grant: 'leads:read',
    },
    {
      to: '/board',
      group: 'discover',
      order: 11,
      label: 'shell:nav.board',
      keywords: 'shell:nav.keywords.board',
      icon: Kanban,
      goTo: 'b',
      grant: 'leads:read',
    },
  ],
  commands: [
    {
      id: 'leads.create',
      label: 'leads:action.create',
      keywords: 'leads:keywords.create',
      icon: Plus,
      grant: 'leads:write',
      run: ({ goTo }) => goTo('/leads?new=true'),
    },
    {
      id: 'leads.disputes',
      label: 'validity:disputes.command',
      keywords: 'validity:disputes.keywords',
      icon: Scale,
      grant: 'leads:read',
      run: ({ goTo }) => goTo('/leads/disputes'),
    },
  ],
  records: { lead: (id) => `/leads/${id}` },
};
