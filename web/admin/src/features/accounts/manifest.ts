import { Building2, Plus } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/accounts',
      group: 'customers',
      order: 30,
      label: 'shell:nav.accounts',
      keywords: 'shell:nav.keywords.accounts',
      icon: Building2,
      goTo: 'a',
      grant: 'customers:read',
    },
  ],
  commands: [
    {
      id: 'accounts.create',
      label: 'shell:command.create_account',
      keywords: 'shell:nav.keywords.accounts',
      icon: Plus,
      grant: 'customers:write',
      run: ({ goTo }) => goTo('/accounts?new=true'),
    },
  ],
  records: { account: (id) => `/accounts/${id}` },
};
