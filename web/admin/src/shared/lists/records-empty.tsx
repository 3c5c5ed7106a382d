import { EmptyState } from '@perennial/ui';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';

type ImportLinkProps = { target: 'leads' | 'accounts' | 'people' };

/** The way into the import of a list's records. */
export function ImportLink({ target }: ImportLinkProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const canImport = useGrant('imports:write');
  if (!canImport) return null;
  return (
    <Button
      icon={<Upload size={14} />}
      onClick={() => void router.navigate({ href: `/imports/new?target=${target}` })}
    >
      {t('action.import')}
    </Button>
  );
}

type RecordsEmptyProps = {
  /** Left out where nothing of the kind is imported. */
  target?: ImportLinkProps['target'];
  title: string;
  text: string;
  createLabel: string;
  onCreate: (() => void) | undefined;
  /** Other ways in which records come. */
  more?: ReactNode;
};

/** Before the first record: enter one, or bring many along. */
export function RecordsEmpty({ title, text, createLabel, onCreate, more, target }: RecordsEmptyProps) {
  return (
    <EmptyState
      title={title}
      action={
        <>
          {onCreate ? (
            <Button type="primary" onClick={onCreate}>
              {createLabel}
            </Button>
          ) : null}
          {target ? <ImportLink target={target} /> : null}
          {more}
        </>
      }
    >
      {text}
    </EmptyState>
  );
}
