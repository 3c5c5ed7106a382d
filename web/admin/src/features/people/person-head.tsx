import { archivePerson, type Person, unarchivePerson } from '@perennial/api-client';
import { useHotkeys } from '@perennial/ui';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { Copy, Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { DuplicatesNotice } from '../../shared/merge/duplicates-notice';
import { ArchiveButton } from '../../shared/records/archive-button';
import styles from '../../shared/records/record-detail.module.css';
import { useCommands } from '../../shell/palette/screen-commands';
import { usePersonDuplicates } from './use-person-duplicates';

const PersonFormDrawer = lazy(() => import('./person-form-drawer'));
const MergeDialog = lazy(() => import('./merge-dialog'));

/** What can be done with a person. */
export function PersonHead({ person, canWrite }: { person: Person; canWrite: boolean }) {
  const { t } = useTranslation(['people', 'merge', 'common']);
  const router = useRouter();
  const [dialog, setDialog] = useState<'edit' | 'merge'>();
  const mayArchive = useGrant('customers:write') && !person.merged_into_id;
  const duplicates = usePersonDuplicates(person.id, canWrite);
  const edit = () => setDialog('edit');
  const merge = () => setDialog('merge');
  const close = () => setDialog(undefined);
  const goTo = (personId: string) => {
    if (personId !== person.id) void router.navigate({ to: '/people/$personId', params: { personId } });
  };
  useHotkeys(
    canWrite ? [{ keys: 'e', label: t('common:action.edit'), group: t('people:title_one'), run: edit }] : [],
  );
  useCommands(
    canWrite
      ? [
          { id: 'person.edit', label: t('people:action.edit'), icon: Pencil, run: edit },
          { id: 'person.merge', label: t('merge:action'), icon: Copy, run: merge },
        ]
      : [],
  );
  return (
    <div className={styles.head}>
      <DuplicatesNotice count={duplicates.data?.length ?? 0} onCompare={merge} />
      <div className={styles.actions}>
        {canWrite ? (
          <>
            <Button icon={<Pencil size={14} />} onClick={edit}>
              {t('common:action.edit')}
            </Button>
            <Button icon={<Copy size={14} />} onClick={merge}>
              {t('merge:action')}
            </Button>
          </>
        ) : null}
        {mayArchive ? (
          <ArchiveButton
            isArchived={Boolean(person.archived_at)}
            archive={() => archivePerson({ path: { id: person.id }, throwOnError: true })}
            unarchive={() => unarchivePerson({ path: { id: person.id }, throwOnError: true })}
            done={t('people:archived', { person: person.name })}
            unarchiveLabel={t('people:action.unarchive')}
            tags={['people', 'accounts']}
          />
        ) : null}
      </div>
      <Suspense fallback={null}>
        {dialog === 'edit' ? <PersonFormDrawer person={person} onClose={close} onSaved={close} /> : null}
        {dialog === 'merge' ? <MergeDialog person={person} onMerged={goTo} onClose={close} /> : null}
      </Suspense>
    </div>
  );
}
