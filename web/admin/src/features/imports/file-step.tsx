import type { Import } from '@perennial/api-client';
import { Card } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { FileDrop } from './file-drop';
import { useUpload } from './use-upload';

/** The file that an import waits for, or another one in place of the first. */
export function FileStep({ found, onDone }: { found: Import; onDone: () => void }) {
  const { t } = useTranslation('imports');
  const upload = useUpload({ target: found.target, importId: found.id, onDone });
  return (
    <Card summary={t(found.state === 'created' ? 'file.awaited' : 'file.replace')} title={t('file.title')}>
      <FileDrop isPending={upload.isPending} error={upload.error} onFile={(file) => upload.mutate(file)} />
    </Card>
  );
}
