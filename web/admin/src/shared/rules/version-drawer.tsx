import { DetailDrawer, ErrorState, showToast } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './rules.module.css';
import type { RulesDraft } from './use-rules-draft';

type VersionDrawerProps<Rules extends object> = {
  kind: string;
  version: number;
  draft: RulesDraft<Rules>;
  canConfigure: boolean;
  summary: (rules: Rules) => ReactNode;
  /** Shows the version before or after it. */
  onOpen: (version: number) => void;
  onClose: () => void;
};

/** The rules as they were in a version, and a way back to them. */
export function VersionDrawer<Rules extends object>(props: VersionDrawerProps<Rules>) {
  const { kind, version, draft, canConfigure, summary, onOpen, onClose } = props;
  const { t } = useTranslation('rules');
  const query = useQuery({
    queryKey: ['rules', kind, version],
    queryFn: async () => (await draft.read({ version })).rules,
    // A version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const past = query.data;
  const goBack = (rules: Rules) => {
    const before = draft.rules;
    draft.setRules(rules);
    // What was typed and not published would be lost by a slip.
    if (draft.isChanged) {
      showToast(t('versions.replaced', { version }), { undo: () => draft.setRules(before) });
    }
    onClose();
  };
  const isInForce = version === draft.base.version && !draft.isChanged;
  return (
    <DetailDrawer
      isOpen
      title={t('versions.number', { version })}
      onClose={onClose}
      // As in the list beside: the newest is on top.
      onPrevious={version < draft.base.version ? () => onOpen(version + 1) : undefined}
      onNext={version > 1 ? () => onOpen(version - 1) : undefined}
      width={520}
    >
      {query.isPending ? <Skeleton active paragraph={{ rows: 6 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {past ? (
        <div className={styles.section}>
          {summary(past)}
          {canConfigure && !isInForce ? (
            <div className={styles.actions}>
              <Button onClick={() => goBack(past)}>{t('versions.edit')}</Button>
            </div>
          ) : null}
        </div>
      ) : null}
    </DetailDrawer>
  );
}
