import { toProblem } from '@perennial/api-client';
import { showToast } from '@perennial/ui';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../shared/files/save-file';

type ExportButtonProps = {
  /** The generated export call with the list's own filters and columns, and `parseAs: 'blob'`. */
  load: () => Promise<{ data: unknown }>;
  fileName: string;
};

/** Exports what the list shows. The file comes through the client, because a plain link would carry no token. */
export function ExportButton({ load, fileName }: ExportButtonProps) {
  const { t } = useTranslation();
  const download = useMutation({
    mutationFn: load,
    onSuccess: ({ data }) => saveFile(data instanceof Blob ? data : new Blob([String(data)]), fileName),
    onError: (error) => showToast(toProblem(error).detail ?? t('problem.unknown'), { tone: 'danger' }),
  });
  return (
    <Button icon={<Download size={14} />} loading={download.isPending} onClick={() => download.mutate()}>
      {t('action.export')}
    </Button>
  );
}
