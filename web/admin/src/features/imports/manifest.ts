import { FileUp } from 'lucide-react';
import type { FeatureManifest } from '../../manifest/feature-manifest';

export const manifest: FeatureManifest = {
  navigation: [
    {
      to: '/imports',
      group: 'customers',
      order: 60,
      label: 'shell:nav.imports',
      keywords: 'shell:nav.keywords.imports',
      icon: FileUp,
      goTo: 'i',
      grant: 'imports:write',
    },
  ],
  commands: [
    {
      id: 'imports.new',
      label: 'shell:command.import',
      keywords: 'shell:nav.keywords.imports',
      icon: FileUp,
      grant: 'imports:write',
      run: ({ goTo }) => goTo('/imports/new'),
    },
  ],
};
