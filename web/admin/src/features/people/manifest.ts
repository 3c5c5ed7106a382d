import { Contact, Plus } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/people',
      group: 'customers',
      order: 31,
      label: 'shell:nav.people',
      keywords: 'shell:nav.keywords.people',
      icon: Contact,
      goTo: 'p',
      grant: 'customers:read',
    },
  ],
  commands: [
    {
      id: 'people.create',
      label: 'shell:command.create_person',
      keywords: 'shell:nav.keywords.people',
      icon: Plus,
      grant: 'customers:write',
      run: ({ goTo }) => goTo('/people?new=true'),
    },
  ],
  records: { person: (id) => `/people/${id}` },
};
