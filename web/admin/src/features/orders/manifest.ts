import { Plus, ReceiptText } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/orders',
      group: 'purchase',
      order: 40,
      label: 'shell:nav.orders',
      keywords: 'shell:nav.keywords.orders',
      icon: ReceiptText,
      goTo: 'o',
      grant: 'customers:read',
    },
  ],
  commands: [
    {
      id: 'orders.create',
      label: 'shell:command.create_order',
      keywords: 'shell:nav.keywords.orders',
      icon: Plus,
      grant: 'customers:write',
      run: ({ goTo }) => goTo('/orders?new=true'),
    },
  ],
  records: { order: (id) => `/orders?open=${id}` },
};
