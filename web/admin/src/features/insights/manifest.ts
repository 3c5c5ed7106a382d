import { ChartSpline } from 'lucide-react';
import type { Command, FeatureManifest } from '../../manifest/feature-manifest';

const kinds = [
  ...(['trends', 'funnel', 'paths', 'retention', 'stickiness', 'lifecycle', 'adoption'] as const),
  ...(['activity', 'events'] as const),
];

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/insights',
      group: 'insights',
      order: 0,
      label: 'shell:nav.insights',
      keywords: 'shell:nav.keywords.insights',
      icon: ChartSpline,
      grant: 'events:read',
      goTo: 'n',
    },
  ],
  commands: kinds.map(
    (kind): Command => ({
      id: `insights.${kind}`,
      label: `shell:insights.${kind}`,
      keywords: `shell:insights.keywords.${kind}`,
      icon: ChartSpline,
      grant: 'events:read',
      run: ({ goTo }) => goTo(`/insights/${kind}`),
    }),
  ),
};
